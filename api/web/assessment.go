package web

import (
	"net/http"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type assessmentBody struct {
	shown
	ID              string
	Citations       []cited
	Sources         []numbered
	Legal           []legal
	Others          []shown               // the other countries
	History         []*dataset.Assessment // spans of the cell
	OtherMappings   []*dataset.Assessment
	Recommendations []*schema.Recommendation
	Links           []tied
	Changes         []change
	Findings        []finding
	Permalink       string
	Cite            string // the citation as a line of text
	Quoted          *quoted
	Asked           string
	Previous, Next  *shown
}

// A tied is a provision behind a cell, with what it is to the country.
type tied struct {
	dataset.Link
	Binding dataset.Binding // at the date asked about
}

// A change is what changed in the cell in one version.
type change struct {
	schema.CellChange
	Version, Against string
}

// A quoted says how the digest in a permalink compares with the data at hand.
type quoted struct {
	Digest string
	Same   bool
}

// assessment is one cell: an id of a cell (BE-L1) or of an assessment (BE-L1@desk-2026~2018-07-30).
func (s *Site) assessment(q *question) (*page, error) {
	q.read("as-of", "mapping", "digest")
	v := q.at()
	text := q.segment("id")
	ref, err := schema.ParseAssessmentID(text)
	if err != nil {
		return nil, q.notFound(err, link{Href: "/matrix", Text: "The matrix of all cells"})
	}
	c, err := q.snapshot.FindCountry(string(ref.Country))
	if err != nil {
		return nil, q.notFound(err, q.nearCountries(string(ref.Country), "/countries/")...)
	}
	criterion, err := q.snapshot.FindCriterion(ref.Criterion)
	if err != nil {
		return nil, q.notFound(err, link{Href: "/countries/" + string(c.Code), Text: c.Name})
	}
	if ref.String() != text {
		return nil, q.moved("/assessments/" + ref.String())
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	cell := v.Cell(c, criterion)
	if ref.Mapping != "" {
		a := q.snapshot.Assessment(text)
		if a == nil {
			return nil, &refusal{
				status: http.StatusNotFound, title: "Not in this dataset", faults: []string{"there is no assessment " + text},
				offers: []link{{Href: "/assessments/" + cell.ID(), Text: cell.ID()}},
			}
		}
		cell.Assessment = a
	}
	return &page{
		template: "assessment", Title: cell.ID() + ": " + criterion.Title + ", " + c.Name,
		Description: criterion.Question + " " + c.Name + ": " + levelWord(cell.Level()) + ".",
		Data:        q.forms("json", "csv"), Cite: q.forms(citable...),
		Body: assessmentOf(q, v, cell),
	}, nil
}

func assessmentOf(q *question, v *dataset.View, cell dataset.Cell) assessmentBody {
	bib := newBibliography(v.Snapshot)
	body := assessmentBody{
		shown: show(q.asked(), cell)[0], ID: cell.ID(), Legal: legals(v.Snapshot, cell.Assessment), Asked: q.asked(),
		OtherMappings: v.Others(cell), Recommendations: v.RecommendationsFor(cell.Criterion.ID),
	}
	if history := v.History(cell); len(history) > 1 {
		body.History = history
	}
	if a := cell.Assessment; a != nil {
		body.ID = a.ID
		reference := v.CiteAssessment(a)
		body.Cite = reference.Text()
		body.Citations = bib.cite(a.Citations)
		body.Permalink = "/assessments/" + a.ID + "?digest=" + v.ShortDigest()
	}
	for _, other := range v.CellsOf(cell.Criterion) {
		if other.Country != cell.Country {
			body.Others = append(body.Others, show(q.asked(), other)...)
		}
	}
	for _, l := range v.LinksOf(cell.Criterion.ID) {
		body.Links = append(body.Links, tied{l, v.BindingOf(cell.Country, l.Provision)})
	}
	for _, set := range v.Records().Changes.Changes {
		for _, c := range set.Cells {
			if c.Cell == cell.ID() || c.Cell == body.ID {
				body.Changes = append(body.Changes, change{c, set.Version, set.Against})
			}
		}
	}
	for i := range cell.Country.Findings {
		if f := &cell.Country.Findings[i]; contains(f.Criteria, cell.Criterion.ID) {
			body.Findings = append(body.Findings, finding{f, v.Project(f.Project), bib.number(f.Source)})
		}
	}
	body.Sources = bib.Sources
	if digest := q.text("digest"); digest != "" {
		body.Quoted = &quoted{shorten(digest, 80), digest == v.ShortDigest() || digest == v.Digest()}
	}
	cells := v.Cells(cell.Country, "")
	for i := range cells {
		if cells[i].Criterion != cell.Criterion {
			continue
		}
		if i > 0 {
			body.Previous = &show(q.asked(), cells[i-1])[0]
		}
		if i+1 < len(cells) {
			body.Next = &show(q.asked(), cells[i+1])[0]
		}
	}
	return body
}
