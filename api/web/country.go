package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type countryBody struct {
	Country     *schema.Country
	Firewall    dataset.Firewall
	Core        []shown
	Score       dataset.Score
	Aspects     []aspectPart
	Unknown     []shown
	Instruments []*schema.Instrument
	Events      []event
	Drawn       drawnTimeline
	Services    []service
	NotHelp     []service
	Findings    []finding
	Sources     []numbered
	Asked       string

	Gaps       []gapGroup
	GapCount   int
	Alignment  []alignedCountry // what binds the country and is measured
	Doors      []doorPart
	Cite       string
	LimitCount int
}

// An aspectPart is one aspect of a profile: its score and its cells.
type aspectPart struct {
	Aspect schema.Aspect
	Score  dataset.Score
	Cells  []profiled
}

// A profiled is a cell of a profile with its numbered citations and the law that it rests on.
type profiled struct {
	shown
	Citations []cited
	Legal     []legal
}

// A finding is what a mapping project found, with the number of its source.
type finding struct {
	*schema.Finding
	Project *schema.Project
	Number  int
}

// country is the profile of a country.
func (s *Site) country(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	c, err := q.country("code", "/countries/")
	if err != nil {
		return nil, err
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	bib := newBibliography(v.Snapshot)
	body := countryBody{
		Country: c, Firewall: v.Firewall(c), Score: v.Score(c, dataset.DefaultWeights()), Asked: q.asked(),
		Instruments: pointers(c.Instruments),
	}
	for _, criterion := range v.CoreCriteria() {
		body.Core = append(body.Core, show(q.asked(), v.Cell(c, criterion))...)
	}
	for _, a := range v.Aspects(c) {
		part := aspectPart{Aspect: a.Aspect, Score: a.Score}
		for _, cell := range show(q.asked(), v.Cells(c, a.Aspect)...) {
			p := profiled{shown: cell, Legal: legals(v.Snapshot, cell.Assessment)}
			if cell.Assessment != nil {
				p.Citations = bib.cite(cell.Assessment.Citations)
			}
			if cell.Level().Unknown() {
				body.Unknown = append(body.Unknown, cell)
			}
			part.Cells = append(part.Cells, p)
		}
		body.Aspects = append(body.Aspects, part)
	}
	events, err := v.Timeline([]*schema.Country{c}, schema.Date{}, schema.Date{})
	if err != nil {
		return nil, err
	}
	first, last := years(events)
	body.Events, body.Drawn = latestFirst(events, bib), drawTimeline(c.Timeline, first, last)
	of := v.Services([]*schema.Country{c})[0]
	body.Services, body.NotHelp = helpFirst(of.Help, bib), helpFirst(of.NotHelp, bib)
	for i := range c.Findings {
		f := &c.Findings[i]
		body.Findings = append(body.Findings, finding{f, v.Project(f.Project), bib.number(f.Source)})
	}
	gaps := v.Gaps(c, dataset.GapFilter{})
	body.Gaps, body.GapCount, body.LimitCount = gapGroups(v, gaps, bib, q.asked()), len(gaps.Gaps), len(gaps.Limits)
	alignments, err := v.Alignment(dataset.AlignmentQuestion{Countries: []*schema.Country{c}})
	if err != nil {
		return nil, err
	}
	for _, a := range alignments {
		if a.Meets != schema.MeetsNotMeasured && a.Binding.Status == schema.Bound {
			body.Alignment = append(body.Alignment, alignedCountry{a, show(q.asked(), a.Cells...)})
		}
	}
	for _, d := range v.Doors(c).Doors {
		body.Doors = append(body.Doors, doorPart{Door: d, Places: numberedServices(d.Services, bib)})
	}
	reference := v.CiteCountry(c)
	body.Cite = reference.Text()
	body.Sources = bib.Sources
	return &page{
		template: "country", Class: "country-page", Title: c.Name,
		Description: "Can a migrant report sexual violence safely in " + c.Name + "? Firewall, scores with bounds, every assessment with caution and sources.",
		Data:        q.forms("json", "csv"), Cite: q.forms(citable...),
		Body: body,
	}, nil
}

// pointers are the addresses of the records of a list.
func pointers[R any](records []R) []*R {
	list := make([]*R, len(records))
	for i := range records {
		list[i] = &records[i]
	}
	return list
}
