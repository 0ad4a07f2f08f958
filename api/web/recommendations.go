package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type recommendationsBody struct {
	Framework *schema.Framework
	Sections  []sectionPart
}

// A sectionPart is a section of the framework with all that stands in it.
type sectionPart struct {
	*schema.Section
	Definitions     []*schema.Definition
	Recommendations []*schema.Recommendation
	Findings        []*schema.FrameworkFinding
	Scenarios       []*schema.Scenario
}

// recommendations lists the framework: recommendations, findings, definitions and scenarios by section.
func (s *Site) recommendations(q *question) (*page, error) {
	q.read()
	if err := q.err(); err != nil {
		return nil, err
	}
	f := &q.snapshot.Records().Framework
	body := recommendationsBody{Framework: f}
	for _, section := range pointers(f.Sections) {
		part := sectionPart{Section: section}
		for _, x := range pointers(f.Recommendations) {
			if x.Section == section.ID {
				part.Recommendations = append(part.Recommendations, x)
			}
		}
		for _, x := range pointers(f.Definitions) {
			if sectionOf(f, x.Section) == section.ID {
				part.Definitions = append(part.Definitions, x)
			}
		}
		for _, x := range pointers(f.Findings) {
			if x.Section == section.ID {
				part.Findings = append(part.Findings, x)
			}
		}
		for _, x := range pointers(f.Scenarios) {
			if x.Section == section.ID {
				part.Scenarios = append(part.Scenarios, x)
			}
		}
		body.Sections = append(body.Sections, part)
	}
	return &page{
		template: "recommendations", Title: "Recommendations of the safe reporting framework",
		Description: "The numbered recommendations of the INHeRE safe reporting framework, with research findings, definitions and scenarios.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}

// sectionOf is the section in which a place of the framework lies: a section, or a recommendation of one.
func sectionOf(f *schema.Framework, place string) string {
	for i := range f.Sections {
		if f.Sections[i].ID == place {
			return place
		}
	}
	for i := range f.Recommendations {
		if f.Recommendations[i].ID == place {
			return f.Recommendations[i].Section
		}
	}
	return place
}

type recommendationBody struct {
	*schema.Recommendation
	SectionTitle string
	Criteria     []criterionPart
	Provisions   []*schema.Provision
	Parallel     []*schema.Provision
	Scenarios    []*schema.Scenario
}

// A criterionPart is a criterion with the countries by level.
type criterionPart struct {
	*schema.Criterion
	Cells  []shown
	Groups []levelGroup
}

// recommendation is one recommendation across the countries: who does it how.
func (s *Site) recommendation(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	text := q.segment("id")
	r := q.snapshot.Recommendation(text)
	if r == nil {
		err := schema.UnknownWord("recommendation", text, q.snapshot.IDs(dataset.KindRecommendation))
		return nil, q.notFound(err, link{Href: "/recommendations", Text: "All recommendations"})
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	body := recommendationBody{Recommendation: r}
	f := &v.Records().Framework
	for i := range f.Sections {
		if f.Sections[i].ID == r.Section {
			body.SectionTitle = f.Sections[i].Title
		}
	}
	for _, id := range r.Criteria {
		c := v.Criterion(id)
		cells := v.CellsOf(c)
		body.Criteria = append(body.Criteria, criterionPart{c, show(q.asked(), cells...), byLevel(v, cells, q.asked())})
	}
	for _, id := range r.Provisions {
		body.Provisions = append(body.Provisions, v.Provision(id))
	}
	for _, id := range r.ParallelProvisions {
		body.Parallel = append(body.Parallel, v.Provision(id))
	}
	for _, x := range pointers(f.Scenarios) {
		if x.Section == r.Section {
			body.Scenarios = append(body.Scenarios, x)
		}
	}
	return &page{
		template: "recommendation", Title: "Recommendation " + r.ID, Description: shorten(r.Text, 160),
		Data: q.forms("json", "csv"), Body: body,
	}, nil
}
