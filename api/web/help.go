package web

import (
	"github.com/firewallmap/firewallmap/schema"
)

type helpBody struct {
	Countries []choice
	One       *schema.Country // the country chosen, nil for all
	Of        []countryHelp
	Sources   []numbered
	Updated   schema.Date
}

// A countryHelp is where somebody can turn in a country.
type countryHelp struct {
	Country  *schema.Country
	Services []service
}

// help is where a victim can turn, by country, helplines first, each with whom it may have to tell before anything else.
// No browser or cache is to keep it.
func (s *Site) help(q *question) (*page, error) {
	q.read("country")
	countries := q.countries("country")
	if err := q.err(); err != nil {
		return nil, err
	}
	body := helpBody{Updated: q.snapshot.AsOf()}
	all := q.snapshot.Countries()
	if len(countries) < len(all) {
		body.One = countries[0]
	}
	for _, c := range all {
		body.Countries = append(body.Countries, choice{string(c.Code), c.Name, c == body.One})
	}
	bib := newBibliography(q.snapshot)
	for _, of := range q.snapshot.Services(countries) {
		body.Of = append(body.Of, countryHelp{of.Country, helpFirst(of.Help, bib)})
	}
	body.Sources = bib.Sources
	p := &page{
		template: "help", Title: "Where to find help", private: true,
		Description: "Helplines, care centres and other services for victims of sexual violence in thirteen countries: first who may have to tell whom.",
		Data:        q.forms("json", "csv"), Body: body,
	}
	if body.One != nil {
		p.Title = "Where to find help in " + body.One.Name
	}
	return p, nil
}
