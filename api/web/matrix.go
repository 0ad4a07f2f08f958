package web

import (
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type matrixBody struct {
	Countries []*schema.Country
	Firewalls []dataset.Firewall
	Groups    []matrixGroup
	Filter    matrixFilter
	All       []choice // countries to choose from
	Aspects   []choice
	Levels    []choice
	Sorts     []choice
	Rows, Of  int
	Asked     string
	AsOf      string
	MappingIn string
}

// A matrixFilter is what the reader asked to see.
type matrixFilter struct {
	Differences, Core bool
	Sort              string
}

// A matrixGroup is rows under one heading: an aspect, or all of them where they are sorted otherwise.
type matrixGroup struct {
	Title string
	Rows  []matrixRow
}

// A matrixRow is one criterion across the countries.
type matrixRow struct {
	Criterion *schema.Criterion
	Cells     []shown
	Mean      *float64
}

// A choice is one value that a form offers.
type choice struct {
	Value, Text string
	Chosen      bool
}

// matrix is the table of countries and criteria.
func (s *Site) matrix(q *question) (*page, error) {
	q.read("aspect", "countries", "level", "differences", "core", "sort", "as-of", "mapping")
	v := q.at()
	aspect := q.aspect("aspect")
	countries := q.countries("countries")
	level := q.level("level")
	filter := matrixFilter{
		Differences: q.flag("differences"), Core: q.flag("core"),
		Sort: q.choice("sort", "codebook", "apart", "lowest"),
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	comparison, err := v.Compare(countries, v.Criteria(aspect))
	if err != nil {
		return nil, err
	}
	var rows []dataset.ComparisonRow
	for _, row := range comparison.Rows {
		if (!filter.Differences || row.Differs) && (!filter.Core || row.Criterion.Core) && (level == "" || hasLevel(row, level)) {
			rows = append(rows, row)
		}
	}
	body := matrixBody{
		Countries: countries, Filter: filter, Rows: len(rows), Of: len(v.Criteria("")), Asked: q.asked(),
		Groups: grouped(rows, v.Snapshot, filter.Sort, q.asked()), AsOf: q.text("as-of"), MappingIn: q.text("mapping"),
		Aspects: aspectChoices(aspect), Levels: []choice{{"", "Any level", level == ""}},
		Sorts: []choice{{"codebook", "Codebook", filter.Sort == "codebook"}, {"apart", "Furthest apart first", filter.Sort == "apart"}, {"lowest", "Lowest mean first", filter.Sort == "lowest"}},
	}
	for _, c := range countries {
		body.Firewalls = append(body.Firewalls, v.Firewall(c))
	}
	for _, c := range v.Countries() {
		body.All = append(body.All, choice{string(c.Code), c.Name, len(countries) < len(v.Countries()) && contains(countries, c)})
	}
	for _, l := range schema.CellLevels.Words() {
		body.Levels = append(body.Levels, choice{string(l), levelWord(l), l == level})
	}
	return &page{
		template: "matrix", Title: "Matrix of countries and criteria", Wide: true,
		Description: "Thirteen countries and 49 criteria: each cell with level, caution, confidence and date, and the way to its sources.",
		Data:        q.forms("json", "csv"), Script: matrixScript,
		Body: body,
	}, nil
}

// countries reads a parameter that names countries; none is all.
func (q *question) countries(name string) []*schema.Country {
	var list []*schema.Country
	for _, text := range q.list(name) {
		country, err := q.snapshot.FindCountry(text)
		if err != nil {
			q.check(err)
			continue
		}
		if !contains(list, country) {
			list = append(list, country)
		}
	}
	if len(list) == 0 {
		return q.snapshot.Countries()
	}
	return list
}

// level reads a parameter that names a level; none is any.
func (q *question) level(name string) schema.CellLevel {
	text := q.text(name)
	if text == "" {
		return ""
	}
	level, err := schema.CellLevels.Parse(text)
	q.check(err)
	return level
}

func hasLevel(row dataset.ComparisonRow, level schema.CellLevel) bool {
	for _, c := range row.Cells {
		if c.Level() == level {
			return true
		}
	}
	return false
}

// grouped sets rows under their aspects in the order of the codebook, or under one heading in another order.
func grouped(rows []dataset.ComparisonRow, s *dataset.Snapshot, order, asked string) []matrixGroup {
	place := map[string]int{}
	for i, c := range s.Criteria("") {
		place[c.ID] = i
	}
	if order != "apart" { // Compare sets what is furthest apart first
		sort.SliceStable(rows, func(i, j int) bool { return place[rows[i].Criterion.ID] < place[rows[j].Criterion.ID] })
	}
	if order == "lowest" {
		sort.SliceStable(rows, func(i, j int) bool {
			a, b := rows[i].Mean, rows[j].Mean
			return a != nil && (b == nil || *a < *b)
		})
	}
	var groups []matrixGroup
	for _, row := range rows {
		title := aspectTitle(row.Criterion.Aspect)
		if order == "apart" {
			title = "Furthest apart first"
		} else if order == "lowest" {
			title = "Lowest mean first"
		}
		if len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, matrixGroup{Title: title})
		}
		g := &groups[len(groups)-1]
		g.Rows = append(g.Rows, matrixRow{row.Criterion, show(asked, row.Cells...), row.Mean})
	}
	return groups
}
