package web

import (
	"github.com/firewallmap/firewallmap/schema"
)

type sourcesBody struct {
	Countries []choice
	Groups    []sourceGroup
	Count     int
	Seen      int
}

// A sourceGroup is the sources of a country, or those of the rules.
type sourceGroup struct {
	ID, Title string
	Sources   []*schema.Source
}

// rulesSources is the value of the parameter country that asks for the sources of rules.
const rulesSources = "rules"

// sources lists the sources, country by country and then those of the rules.
func (s *Site) sources(q *question) (*page, error) {
	q.read("country")
	wanted := q.text("country")
	if wanted != "" && wanted != rulesSources {
		c, err := q.snapshot.FindCountry(wanted)
		q.check(err)
		if c != nil {
			wanted = string(c.Code)
		}
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	var body sourcesBody
	add := func(id, title string, sources []*schema.Source) {
		body.Countries = append(body.Countries, choice{id, title, id == wanted})
		if wanted != "" && id != wanted {
			return
		}
		body.Groups = append(body.Groups, sourceGroup{id, title, sources})
		body.Count += len(sources)
		for _, source := range sources {
			if source.Seen {
				body.Seen++
			}
		}
	}
	for _, c := range q.snapshot.Countries() {
		add(string(c.Code), c.Name, pointers(c.Sources))
	}
	add(rulesSources, "European and UN rules", pointers(q.snapshot.Records().Rules.Sources))
	return &page{
		template: "sources", Title: "Sources",
		Description: "Every source of the dataset: laws, reports, articles and pages, with publisher, year, language and whether it was read.",
		Data:        q.forms("json", "csv"), Cite: q.forms(citable...), Body: body,
	}, nil
}
