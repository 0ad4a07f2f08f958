package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A criteriaGroup is the criteria of one aspect.
type criteriaGroup struct {
	Aspect   schema.Aspect
	Means    string
	Criteria []criterionRow
}

// A criterionRow is a criterion with the cells of all countries.
type criterionRow struct {
	*schema.Criterion
	Cells []shown
}

type criteriaBody struct {
	Codebook *schema.Codebook
	Groups   []criteriaGroup
}

// criteriaList lists the criteria of the codebook.
func (s *Site) criteriaList(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	if err := q.err(); err != nil {
		return nil, err
	}
	body := criteriaBody{Codebook: &v.Records().Codebook}
	for _, a := range schema.Aspects.Words() {
		g := criteriaGroup{Aspect: a, Means: schema.Aspects.Means(a)}
		for _, c := range v.Criteria(a) {
			g.Criteria = append(g.Criteria, criterionRow{c, show(q.asked(), v.CellsOf(c)...)})
		}
		body.Groups = append(body.Groups, g)
	}
	return &page{
		template: "criteria", Title: "Criteria",
		Description: "The 49 questions of the codebook, in five aspects, each with the countries' answers.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}

type criterionBody struct {
	*schema.Criterion
	Groups          []levelGroup
	Cells           []shown
	Recommendations []*schema.Recommendation
	Links           []dataset.Link
	Findings        []*schema.FrameworkFinding
	StandardCase    string
	Asked           string
	Previous, Next  *schema.Criterion
}

// A levelGroup is the countries at one level: who does it how.
type levelGroup struct {
	Level schema.CellLevel
	Cells []cellWithSources
}

// A cellWithSources is a cell with the law that it rests on.
type cellWithSources struct {
	shown
	Legal []legal
}

// criterion is one criterion across the countries.
func (s *Site) criterion(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	text := q.segment("id")
	c, err := q.snapshot.FindCriterion(text)
	if err != nil {
		return nil, q.notFound(err, link{Href: "/criteria", Text: "All criteria"})
	}
	if c.ID != text {
		return nil, q.moved("/criteria/" + c.ID)
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	body := criterionBody{
		Criterion: c, Cells: show(q.asked(), v.CellsOf(c)...), Groups: byLevel(v, v.CellsOf(c), q.asked()),
		Recommendations: v.RecommendationsFor(c.ID), Links: v.LinksOf(c.ID),
		StandardCase: v.Records().Codebook.StandardCase, Asked: q.asked(),
	}
	for _, f := range pointers(v.Records().Framework.Findings) {
		if contains(f.Criteria, c.ID) {
			body.Findings = append(body.Findings, f)
		}
	}
	all := v.Criteria("")
	for i := range all {
		if all[i] != c {
			continue
		}
		if i > 0 {
			body.Previous = all[i-1]
		}
		if i+1 < len(all) {
			body.Next = all[i+1]
		}
	}
	return &page{
		template: "criterion", Title: c.ID + " " + c.Title, Description: c.Question,
		Data: q.forms("json", "csv"), Body: body,
	}, nil
}

// byLevel groups cells by their level, from met to not coded.
func byLevel(v *dataset.View, cells []dataset.Cell, asked string) []levelGroup {
	var groups []levelGroup
	for _, level := range schema.CellLevels.Words() {
		g := levelGroup{Level: level}
		for _, c := range cells {
			if c.Level() == level {
				g.Cells = append(g.Cells, cellWithSources{show(asked, c)[0], legals(v.Snapshot, c.Assessment)})
			}
		}
		if len(g.Cells) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}
