package web

import (
	"net/url"
	"slices"

	"github.com/firewallmap/firewallmap/schema"
)

// A sourcesBody is what the page of sources shows: how many there are of each country, or those of one.
type sourcesBody struct {
	Groups    []*sourceGroup // all, of which one may be chosen
	Chosen    *sourceGroup
	All, Seen int
}

// A sourceGroup is the sources of a country, or those of the rules.
type sourceGroup struct {
	ID, Title string
	Sources   []*schema.Source
	Seen      int      // how many of them were read
	Languages []string // theirs, the most frequent first
}

// rulesSources is the value of the parameter country that asks for the sources of rules.
const rulesSources = "rules"

// sourceHref is where a source stands in the list of its country's sources, or of those of the rules.
func sourceHref(country *schema.Country, id string) string {
	whose := rulesSources
	if country != nil {
		whose = string(country.Code)
	}
	return "/sources?country=" + whose + "#" + url.PathEscape(id)
}

// ruleSourceHref is where a source of the rules stands.
func ruleSourceHref(id string) string { return sourceHref(nil, id) }

// sources lists the sources of a country or of the rules; asked for neither, it says how many there are. All of them are
// a hundred kilobytes, which the files carry and no telephone should have to.
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
		group := &sourceGroup{ID: id, Title: title, Sources: sources, Languages: languagesOf(sources)}
		for _, source := range sources {
			if source.Seen {
				group.Seen++
			}
		}
		if id == wanted {
			body.Chosen = group
		}
		body.Groups = append(body.Groups, group)
		body.All += len(sources)
		body.Seen += group.Seen
	}
	for _, c := range q.snapshot.Countries() {
		add(string(c.Code), c.Name, pointers(c.Sources))
	}
	add(rulesSources, "European and UN rules", pointers(q.snapshot.Records().Rules.Sources))
	p := &page{
		template: "sources", Title: "Sources",
		Description: "Every source of the dataset: laws, reports, articles and pages, with publisher, year, language and whether it was read.",
		Data:        q.forms("json", "csv"), Cite: q.forms(citable...), Body: body,
	}
	if body.Chosen != nil {
		p.Title = "Sources: " + body.Chosen.Title
	}
	return p, nil
}

// languagesOf names the languages of sources, the most frequent first.
func languagesOf(sources []*schema.Source) []string {
	count := map[string]int{}
	var names []string
	for _, s := range sources {
		if s.Language == "" {
			continue
		}
		name := languageName(s.Language)
		if count[name] == 0 {
			names = append(names, name)
		}
		count[name]++
	}
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	return names
}
