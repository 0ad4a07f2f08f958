package web

import (
	"github.com/firewallmap/firewallmap/schema"
)

// How many countries fit side by side.
const (
	leastCompared = 2
	mostCompared  = 6
)

type compareBody struct {
	All       []choice
	Aspects   []choice
	AsOf      string
	MappingIn string
	Standings []standing
	Rows      []comparedRow
	Differing int
	Asked     string
}

// A comparedRow is one criterion across the countries compared.
type comparedRow struct {
	Criterion *schema.Criterion
	Cells     []shown
	Differs   bool
	Mean      *float64
}

// ContraryInSome says whether rules work against the victim in some of the countries and not in all, though the level is one.
func (r comparedRow) ContraryInSome() bool {
	contrary := 0
	for _, c := range r.Cells {
		if c.Contrary() {
			contrary++
		}
	}
	return contrary > 0 && contrary < len(r.Cells)
}

// compare sets two to six countries side by side, differences first.
func (s *Site) compare(q *question) (*page, error) {
	q.read("countries", "aspect", "criteria", "as-of", "mapping")
	v := q.at()
	aspect := q.aspect("aspect")
	chosen := q.list("countries")
	var countries []*schema.Country
	if len(chosen) > 0 {
		countries = q.countries("countries")
		if n := len(countries); len(q.faults) == 0 && (n < leastCompared || n > mostCompared) {
			q.fault("%s named; compare %d to %d of them", plural(n, "country is", "countries are"), leastCompared, mostCompared)
		}
	}
	criteria := q.criteria("criteria", aspect)
	if err := q.err(); err != nil {
		return nil, err
	}
	body := compareBody{AsOf: q.text("as-of"), MappingIn: q.text("mapping"), Aspects: aspectChoices(aspect), Asked: q.asked()}
	for _, c := range v.Countries() {
		body.All = append(body.All, choice{string(c.Code), c.Name, contains(countries, c)})
	}
	p := &page{
		template: "compare", Title: "Compare countries", Wide: true,
		Description: "Two to six countries side by side, what differs first, with the mean of the group.",
		Body:        &body,
	}
	if len(countries) == 0 {
		return p, nil
	}
	comparison, err := v.Compare(countries, criteria)
	if err != nil {
		return nil, err
	}
	for _, row := range comparison.Rows {
		body.Rows = append(body.Rows, comparedRow{row.Criterion, show(q.asked(), row.Cells...), row.Differs, row.Mean})
		if row.Differs {
			body.Differing++
		}
	}
	names := make([]string, len(countries))
	for i, c := range countries {
		body.Standings = append(body.Standings, standingOf(v, c, q.asked()))
		names[i] = c.Name
	}
	p.Title = "Compare " + sentenceList(names)
	p.Data = q.forms("json", "csv")
	return p, nil
}

// criteria reads a parameter that names criteria; none is all of the aspect.
func (q *question) criteria(name string, aspect schema.Aspect) []*schema.Criterion {
	var list []*schema.Criterion
	for _, text := range q.list(name) {
		criterion, err := q.snapshot.FindCriterion(text)
		if err != nil {
			q.check(err)
			continue
		}
		if !contains(list, criterion) && (aspect == "" || criterion.Aspect == aspect) {
			list = append(list, criterion)
		}
	}
	if len(list) == 0 {
		return q.snapshot.Criteria(aspect)
	}
	return list
}

// aspectChoices are the aspects to choose from.
func aspectChoices(chosen schema.Aspect) []choice {
	list := []choice{{"", "All aspects", chosen == ""}}
	for _, a := range schema.Aspects.Words() {
		list = append(list, choice{string(a), aspectTitle(a), a == chosen})
	}
	return list
}
