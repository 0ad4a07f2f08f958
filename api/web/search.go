package web

import (
	"errors"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// facets are the dimensions by which the page narrows, in the order in which they are shown.
var facets = []indexer.Dimension{
	indexer.ByKind, indexer.ByCountry, indexer.ByAspect, indexer.ByLevel, indexer.ByCriterion, indexer.ByEvidence, indexer.ByLanguage,
	indexer.ByYear,
}

type searchBody struct {
	Query      string
	Exact      bool
	Asked      bool // something was asked
	Total      int
	Hits       []hit
	Facets     []facet
	Concepts   []indexer.Widening
	DidYouMean *link
	Literal    string // the same question without widening
	Next       string
	Chosen     []hidden
}

// A hidden is a parameter that a form carries along.
type hidden struct{ Name, Value string }

// A hit is what was found, with its passages as the index made them: escaped, the words found marked.
type hit struct {
	indexer.Hit
	What      string
	Country   string
	Fragments []template.HTML
	Cell      *shown // of an assessment: its level never stands without the rest
}

// A facet is a dimension with its values, each a link that adds or takes it away.
type facet struct {
	Title  string
	Open   bool
	Values []facetValue
}

type facetValue struct {
	Title, Href string
	Count       int
	Chosen      bool
}

// search finds everything with words in it.
func (s *Site) search(q *question) (*page, error) {
	q.read("q", "kind", "country", "aspect", "criterion", "level", "evidence", "lang", "year", "exact", "after", "as-of", "mapping")
	v := q.at()
	request := indexer.Request{
		Query: q.text("q"), Exact: q.flag("exact"), First: 20, After: q.text("after"), Facets: facets, View: v, Filter: q.searchFilter(),
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	body := searchBody{Query: request.Query, Exact: request.Exact}
	p := &page{
		template: "search", Title: "Search", Wide: true, NoIndex: true, Script: suggestScript,
		Description: "Search assessments, sources, laws, provisions, recommendations, services and events, in the languages of the thirteen countries.",
		Body:        &body,
	}
	for _, name := range facetNames {
		for _, value := range q.list(name) {
			body.Chosen = append(body.Chosen, hidden{name, value})
		}
	}
	body.Asked = request.Query != "" || len(body.Chosen) > 0
	if q.generation.Index == nil {
		return nil, &refusal{status: http.StatusServiceUnavailable, title: "Search is not ready", faults: []string{"the index is still being built; try again in a moment"}}
	}
	if !body.Asked {
		return p, nil
	}
	result, err := q.generation.Index.Search(q.request.Context(), request)
	var wrong *indexer.RequestError
	if errors.As(err, &wrong) {
		return nil, &refusal{status: http.StatusBadRequest, title: "This search cannot be made", faults: []string{wrong.Message}}
	}
	if err != nil {
		return nil, &refusal{status: http.StatusServiceUnavailable, title: "The search took too long", faults: []string{"the search did not end in time; ask for fewer words"}}
	}
	body.fill(q, v, result)
	if request.Query != "" {
		p.Title = "Search: " + shorten(request.Query, 60)
	}
	p.Data = q.forms("json", "csv")
	return p, nil
}

// facetNames are the parameters of the facets.
var facetNames = []string{"kind", "country", "aspect", "criterion", "level", "evidence", "lang", "year"}

// facetParameter is the parameter of a dimension.
func facetParameter(d indexer.Dimension) string {
	if d == indexer.ByLanguage {
		return "lang"
	}
	return string(d)
}

func (b *searchBody) fill(q *question, v *dataset.View, r indexer.Result) {
	b.Total, b.Concepts = r.Total, r.Concepts
	if r.DidYouMean != "" {
		b.DidYouMean = &link{Href: q.with("q", r.DidYouMean), Text: r.DidYouMean}
	}
	if len(r.Concepts) > 0 {
		b.Literal = q.with("exact", "1")
	}
	if r.Next != "" {
		b.Next = q.with("after", r.Next)
	}
	for _, h := range r.Hits {
		shownHit := hit{Hit: h, What: kindWord(h.Kind)}
		for _, f := range h.Fragments {
			shownHit.Fragments = append(shownHit.Fragments, template.HTML(f)) // escaped by the index, the words found marked
		}
		if c := v.Country(h.Country); c != nil {
			shownHit.Country = c.Name
		}
		if a := v.Assessment(h.ID); a != nil && h.Kind == dataset.KindAssessment {
			shownHit.Cell = &show("", dataset.Cell{Country: a.Country, Criterion: a.Criterion, Assessment: a})[0]
		}
		b.Hits = append(b.Hits, shownHit)
	}
	for _, f := range r.Facets {
		name := facetParameter(f.Dimension)
		chosen := q.list(name)
		out := facet{Title: capital(name), Open: len(chosen) > 0 || name == "kind" || name == "country"}
		if name == "lang" {
			out.Title = "Language"
		}
		for _, value := range f.Values {
			out.Values = append(out.Values, facetValue{
				Title: facetTitle(f.Dimension, value), Count: value.Count, Chosen: contains(chosen, value.Value), Href: q.toggled(name, value.Value),
			})
		}
		b.Facets = append(b.Facets, out)
	}
}

// facetTitle is what a value is called.
func facetTitle(d indexer.Dimension, v indexer.FacetValue) string {
	if d == indexer.ByLevel {
		return levelWord(schema.CellLevel(v.Value))
	}
	if d == indexer.ByCriterion && v.Title != v.Value {
		return v.Value + " " + v.Title
	}
	return v.Title
}

// kindWord is a kind of record as people write it.
func kindWord(k dataset.Kind) string { return strings.ReplaceAll(string(k), "_", " ") }

// toggled is the address of the page with a value added to a parameter, or taken away; paging begins anew.
func (q *question) toggled(name, value string) string {
	values := map[string][]string{}
	for n, list := range q.values {
		if n != name && n != "after" {
			values[n] = list
		}
	}
	for _, old := range q.list(name) {
		if old != value {
			values[name] = append(values[name], old)
		}
	}
	if !contains(q.list(name), value) {
		values[name] = append(values[name], value)
	}
	return addressOf(q.request.URL.Path, values)
}

// searchFilter reads the filters. What is not a value of its kind is a fault.
func (q *question) searchFilter() indexer.Filter {
	var f indexer.Filter
	kinds := make([]string, 0, 16)
	for _, k := range indexer.Kinds() {
		kinds = append(kinds, string(k))
	}
	for _, text := range q.list("kind") {
		if !contains(kinds, text) {
			q.check(schema.UnknownWord("kind", text, kinds))
		}
		f.Kinds = append(f.Kinds, dataset.Kind(text))
	}
	for _, text := range q.list("country") {
		c, err := q.snapshot.FindCountry(text)
		q.check(err)
		if c != nil {
			f.Countries = append(f.Countries, c.Code)
		}
	}
	for _, text := range q.list("criterion") {
		c, err := q.snapshot.FindCriterion(text)
		q.check(err)
		if c != nil {
			f.Criteria = append(f.Criteria, c.ID)
		}
	}
	f.Aspects = wordsOf(q, "aspect", schema.Aspects)
	f.Levels = wordsOf(q, "level", schema.Levels)
	f.Evidence = wordsOf(q, "evidence", schema.Evidences)
	for _, text := range q.list("lang") {
		l, err := schema.ParseLanguage(text)
		q.check(err)
		f.Languages = append(f.Languages, l)
	}
	f.Years = q.years("year")
	return f
}

// years reads a year, or a span of years: 2020 or 2020..2024.
func (q *question) years(name string) indexer.Years {
	texts := q.list(name)
	if len(texts) == 0 {
		return indexer.Years{}
	}
	var y indexer.Years
	for _, text := range texts {
		from, to, span := strings.Cut(text, "..")
		if !span {
			to = from
		}
		first, err := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err != nil || err2 != nil || last < first {
			q.fault("year is %q; write a year, or a span such as 2020..2024", text)
			return y
		}
		if y.From == 0 || first < y.From {
			y.From = first
		}
		y.To = max(y.To, last)
	}
	return y
}

// wordsOf reads a parameter whose values are words of a closed set.
func wordsOf[W ~string](q *question, name string, set schema.Vocabulary[W]) []W {
	var list []W
	for _, text := range q.list(name) {
		w, err := set.Parse(text)
		if err != nil {
			q.check(err)
			continue
		}
		list = append(list, w)
	}
	return list
}

// suggest answers what is being typed with titles, terms and names, as JSON for the script of the search box.
func (s *Site) suggest(w http.ResponseWriter, r *http.Request) {
	generation := s.current()
	prefix := shorten(r.URL.Query().Get("q"), 100)
	list := []string{}
	if generation.Index != nil && strings.TrimSpace(prefix) != "" {
		list = append(list, generation.Index.Suggest(prefix, 8)...)
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	writeJSON(w, list)
}
