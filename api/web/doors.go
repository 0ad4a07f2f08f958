package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type doorsBody struct {
	Country   *schema.Country
	Doors     []doorPart
	Elsewhere []service
	Sources   []numbered
	Asked     string
}

// A doorPart is one kind of place.
type doorPart struct {
	dataset.Door
	Places []service
	Shown  []shown
}

// doors is a country door by door: whom a place may have to tell, what not to conclude, and the cells, verbatim.
func (s *Site) doors(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	c, err := q.country("code", "/doors/")
	if err != nil {
		return nil, err
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	bib := newBibliography(v.Snapshot)
	answer := v.Doors(c)
	body := doorsBody{Country: c, Asked: q.asked()}
	for _, d := range answer.Doors {
		body.Doors = append(body.Doors, doorPart{d, numberedServices(d.Services, bib), show(q.asked(), d.Cells...)})
	}
	body.Elsewhere = numberedServices(answer.Elsewhere, bib)
	body.Sources = bib.Sources
	return &page{
		template: "doors", Title: "Doors in " + c.Name, private: true,
		Description: "Police, hospital, care centre, shelter, helpline and court in " + c.Name + ": who may have to tell whom, and what is not established.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}

// numberedServices are services in the order in which they are given, with the numbers of their sources.
func numberedServices(list []dataset.Service, bib *bibliography) []service {
	services := make([]service, len(list))
	for i, s := range list {
		services[i] = service{s, bib.number(s.Service.Source)}
	}
	return services
}
