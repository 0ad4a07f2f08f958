package answers

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// SearchData is the answer to a search as JSON.
type SearchData struct {
	Query      string        `json:"query"`
	Total      int           `json:"total"`
	Hits       []HitData     `json:"hits"`
	Facets     []FacetData   `json:"facets"`
	DidYouMean *string       `json:"did_you_mean"`
	Concepts   []ConceptData `json:"concepts"`
	Next       *string       `json:"next"` // the cursor that leads to more, null at the end
}

// HitData is a hit as JSON. What a hit has not is null.
type HitData struct {
	ID         string              `json:"id"`
	Kind       dataset.Kind        `json:"kind"`
	Title      string              `json:"title"`
	Country    *schema.CountryCode `json:"country"`
	Criterion  *string             `json:"criterion"`
	Level      *schema.CellLevel   `json:"level"`
	Contrary   *bool               `json:"contrary"`
	Caution    *string             `json:"caution"`
	Covers     []schema.Group      `json:"covers"`
	Evidence   *schema.Evidence    `json:"evidence"`
	Confidence *schema.Confidence  `json:"confidence"`
	From       *schema.Date        `json:"from"` // the first day on which the level counts
	Field      string              `json:"field"`
	Fragments  []string            `json:"fragments"` // HTML: escaped, the words found in <mark>
	Locator    *string             `json:"locator"`
	URL        string              `json:"url"`
}

// FacetData is a facet as JSON, values without a hit among its values.
type FacetData struct {
	Facet  indexer.Dimension `json:"facet"`
	Values []ValueData       `json:"values"`
}

// ValueData is a value of a facet with how many hits have it.
type ValueData struct {
	Value string `json:"value"`
	Title string `json:"title"`
	Count int    `json:"count"`
}

// ConceptData is a concept of the thesaurus that widened the question.
type ConceptData struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Typed string     `json:"typed"`
	Terms []TermData `json:"terms"`
}

// TermData is a term that was searched as well.
type TermData struct {
	Term      string          `json:"term"`
	Language  schema.Language `json:"language"`
	Unchecked bool            `json:"unchecked"`
}

// Search writes the answer to a question that was searched in the snapshot of a view.
func Search(v *dataset.View, question string, r indexer.Result) Answer {
	a := Answer{
		Title:      fmt.Sprintf("%s: %s", question, counted(r.Total, "hit")),
		Records:    Grid{Columns: []string{"id", "kind", "title", "country", "criterion", "level", "contrary", "caution", "covers", "evidence", "confidence", "from", "fragments", "locator", "url"}},
		Provenance: ProvenanceOf(v),
	}
	data := SearchData{
		Query: question, Total: r.Total, DidYouMean: optional(r.DidYouMean), Next: optional(r.Next),
		Hits: []HitData{}, Facets: []FacetData{}, Concepts: []ConceptData{},
	}
	if r.DidYouMean != "" {
		a.Parts = append(a.Parts, Part{Text: []string{"Did you mean: " + r.DidYouMean}})
	}
	for _, w := range r.Concepts {
		concept, text := conceptData(w)
		data.Concepts = append(data.Concepts, concept)
		a.Notes = append(a.Notes, text)
	}
	for _, h := range r.Hits {
		hit := hitData(v, h)
		data.Hits = append(data.Hits, hit)
		a.Parts = append(a.Parts, hitPart(h, hit))
		contrary, evidence, confidence, from := "", "", "", ""
		if hit.Contrary != nil {
			contrary, evidence, confidence, from = strconv.FormatBool(*hit.Contrary), string(*hit.Evidence), string(*hit.Confidence), hit.From.String()
		}
		a.Records.Rows = append(a.Records.Rows, row(h.ID, string(h.Kind), h.Title, string(h.Country), h.Criterion, string(h.Level), contrary,
			h.Caution, join(hit.Covers), evidence, confidence, from, unmarked(strings.Join(h.Fragments, " ")), h.Locator, h.URL))
	}
	for _, f := range r.Facets {
		facet, part := facetData(f)
		data.Facets = append(data.Facets, facet)
		a.Parts = append(a.Parts, part)
	}
	if len(r.Concepts) > 0 {
		a.Notes = append(a.Notes, "Terms marked ? are unchecked. --exact searches what was typed only.")
	}
	a.Data = data
	return a
}

func optional[S ~string](text S) *S {
	if text == "" {
		return nil
	}
	return &text
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func hitData(v *dataset.View, h indexer.Hit) HitData {
	hit := HitData{
		ID: h.ID, Kind: h.Kind, Title: h.Title, Country: optional(h.Country), Criterion: optional(h.Criterion), Level: optional(h.Level),
		Caution: optional(h.Caution), Field: h.Field, Fragments: notNil(h.Fragments), Locator: optional(h.Locator), URL: h.URL,
	}
	if assessment := v.Assessment(h.ID); h.Kind == dataset.KindAssessment && assessment != nil {
		hit.Contrary, hit.Covers = &assessment.Contrary, notNil(assessment.Covers)
		hit.Evidence, hit.Confidence, hit.From = &assessment.Evidence, &assessment.Confidence, &assessment.From
	}
	return hit
}

// hitPart is a hit for people: what it is, its level with the caution before anything else, what was found, and where.
func hitPart(h indexer.Hit, hit HitData) Part {
	heading := []string{h.ID, words(h.Kind)}
	if h.Country != "" {
		heading = append(heading, schema.CountryCodes.Means(h.Country))
	}
	if h.Level != "" {
		level := words(h.Level)
		if hit.Contrary != nil && *hit.Contrary {
			level += ", contrary"
		}
		heading = append(heading, level)
		if hit.Confidence != nil {
			heading = append(heading, fmt.Sprintf("%s, confidence %s, from %s", words(*hit.Evidence), words(*hit.Confidence), hit.From))
		}
	}
	part := Part{Heading: h.Title, Text: []string{strings.Join(heading, " · ")}}
	if h.Caution != "" {
		part.Text = append(part.Text, "Caution: "+h.Caution)
	}
	if len(hit.Covers) > 0 {
		part.Text = append(part.Text, "Covers: "+words(join(hit.Covers)))
	}
	for _, fragment := range h.Fragments {
		part.Text = append(part.Text, unmarked(fragment))
	}
	place := h.URL
	if h.Locator != "" {
		place += "  (" + h.Field + ": " + h.Locator + ")"
	}
	part.Text = append(part.Text, place)
	return part
}

// unmarked is a fragment as plain text.
func unmarked(fragment string) string {
	return html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(fragment))
}

func facetData(f indexer.Facet) (FacetData, Part) {
	data := FacetData{Facet: f.Dimension, Values: make([]ValueData, len(f.Values))}
	part := Part{Heading: "By " + string(f.Dimension), Grid: Grid{Columns: []string{"", "", "Hits"}}}
	for i, value := range f.Values {
		data.Values[i] = ValueData(value)
		title := value.Title
		if title == value.Value {
			title = ""
		}
		part.Grid.Rows = append(part.Grid.Rows, row(value.Value, title, strconv.Itoa(value.Count)))
	}
	return data, part
}

func conceptData(w indexer.Widening) (ConceptData, string) {
	data := ConceptData{ID: w.Concept.ID, Title: w.Concept.Title, Typed: w.Typed, Terms: []TermData{}}
	var terms []string
	for _, t := range w.Terms {
		data.Terms = append(data.Terms, TermData(t))
		text := t.Term
		if t.Unchecked {
			text += "?"
		}
		if !slices.Contains(terms, text) { // two languages may have the same word
			terms = append(terms, text)
		}
	}
	return data, fmt.Sprintf("%s also searched by its other terms (%s): %s.", w.Typed, w.Concept.Title, strings.Join(terms, ", "))
}
