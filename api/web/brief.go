package web

import (
	"bytes"
	"html/template"

	"github.com/firewallmap/firewallmap/exporters/brief"
)

type briefBody struct {
	Text template.HTML
	Gaps string
}

// brief is the brief of a country: two printed pages. Its words are those of the file that the command line writes.
func (s *Site) brief(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	c, err := q.country("code", "/brief/")
	if err != nil {
		return nil, err
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if err := brief.Body(&text, v.Brief(c)); err != nil {
		return nil, err
	}
	return &page{
		template: "brief", Class: "brief-page", Title: c.Name + ": a brief",
		Description: "Two printed pages on " + c.Name + ": the firewall, the gaps that decide, who does it better, what could not be established.",
		Data:        q.forms("md", "json"), Cite: q.formsOf("/countries/"+string(c.Code), viewParameters, citable...),
		Body: briefBody{template.HTML(text.String()), "/gaps/" + string(c.Code) + q.asked()}, // escaped by the template of the brief
	}, nil
}
