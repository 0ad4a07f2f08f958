package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type gapsBody struct {
	Country        *schema.Country
	Groups         []gapGroup
	Limits         []shown
	NotEstablished []shown
	Aspects        []choice
	Provision      string
	AsOf           string
	MappingIn      string
	Sources        []numbered
	Count          int
	Asked          string
}

// A gapGroup is gaps that rest on the same article, or one that stands alone.
type gapGroup struct {
	*dataset.GapGroup
	Gaps []gapPart
}

// A gapPart is a gap with numbered citations and those who do better.
type gapPart struct {
	dataset.Gap
	Shown     shown
	Citations []cited
	Legal     []legal
	Better    []shown
}

// gaps is what a country lacks, worst first, grouped by what it rests on.
func (s *Site) gaps(q *question) (*page, error) {
	q.read("aspect", "provision", "as-of", "mapping")
	v := q.at()
	filter := dataset.GapFilter{Aspect: q.aspect("aspect")}
	if text := q.text("provision"); text != "" {
		p, err := q.snapshot.FindProvision(text)
		q.check(err)
		filter.Provision = p
	}
	c, err := q.country("code", "/gaps/")
	if err != nil {
		return nil, err
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	bib := newBibliography(v.Snapshot)
	answer := v.Gaps(c, filter)
	body := gapsBody{
		Country: c, Groups: gapGroups(v, answer, bib, q.asked()), Count: len(answer.Gaps), Limits: show(q.asked(), answer.Limits...),
		NotEstablished: show(q.asked(), answer.NotEstablished...), Aspects: aspectChoices(filter.Aspect), Provision: q.text("provision"),
		AsOf: q.text("as-of"), MappingIn: q.text("mapping"), Asked: q.asked(),
	}
	body.Sources = bib.Sources
	return &page{
		template: "gaps", Title: "Gaps in " + c.Name,
		Description: "What " + c.Name + " lacks, worst first, grouped by the law that it rests on, with recommendations, provisions and who does better.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}

// gapGroups are the groups of gaps, the decisive first, each gap with its numbered citations.
func gapGroups(v *dataset.View, answer dataset.Gaps, bib *bibliography, asked string) []gapGroup {
	groups := make([]gapGroup, len(answer.Groups))
	for i, g := range answer.Groups {
		groups[i] = gapGroup{GapGroup: g}
		for _, gap := range answer.Gaps {
			if gap.Group != g {
				continue
			}
			part := gapPart{
				Gap: gap, Shown: show(asked, gap.Cell)[0], Legal: legals(v.Snapshot, gap.Cell.Assessment),
				Better: show(asked, gap.Better...),
			}
			if gap.Cell.Assessment != nil {
				part.Citations = bib.cite(gap.Cell.Assessment.Citations)
			}
			groups[i].Gaps = append(groups[i].Gaps, part)
		}
	}
	return groups
}
