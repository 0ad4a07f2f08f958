package indexer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer/query"
	"github.com/firewallmap/firewallmap/schema"
)

// filterNames are the names of filters in a question.
var filterNames = map[string]Dimension{
	"kind": ByKind, "country": ByCountry, "aspect": ByAspect, "criterion": ByCriterion, "level": ByLevel, "evidence": ByEvidence,
	"lang": ByLanguage, "language": ByLanguage, "year": ByYear,
}

// value is what a filter's value in a question stands for in the data, and whether it is known. Years are spans.
func (x *Index) value(name, text string) ([]string, bool) {
	dimension, ok := filterNames[name]
	if !ok {
		return nil, false
	}
	column := x.columns[slices.Index(Dimensions, dimension)]
	switch dimension {
	case ByYear:
		years, ok := parseYears(text)
		return x.yearsIn(years), ok
	case ByCountry:
		code, err := schema.ParseCountryCode(text)
		text = string(code)
		if err != nil {
			return nil, false
		}
	case ByCriterion:
		text = strings.ToUpper(text)
	case ByLanguage:
		language, err := schema.ParseLanguage(text)
		if err != nil {
			return nil, false
		}
		return []string{string(language)}, true
	default:
		text = strings.ReplaceAll(strings.ToLower(text), "-", "_")
	}
	_, known := column.places[text]
	return []string{text}, known
}

// parseYears reads 2020, 2020..2024, 2020.. and ..2024.
func parseYears(text string) (Years, bool) {
	from, to, span := strings.Cut(text, "..")
	if !span {
		to = from
	}
	var y Years
	var err error
	if from != "" {
		if y.From, err = strconv.Atoi(from); err != nil || len(from) != 4 {
			return y, false
		}
	}
	if to != "" {
		if y.To, err = strconv.Atoi(to); err != nil || len(to) != 4 {
			return y, false
		}
	}
	return y, from+to != "" && (y.To == 0 || y.From <= y.To)
}

// yearsIn are the years of the index within a span.
func (x *Index) yearsIn(y Years) []string {
	var years []string
	for _, text := range x.columns[slices.Index(Dimensions, ByYear)].values {
		if year, _ := strconv.Atoi(text); year >= y.From && (y.To == 0 || year <= y.To) {
			years = append(years, text)
		}
	}
	return years
}

// A sieve says of every value of a dimension whether a document with it passes; nil lets all pass.
type sieve []bool

// sieves makes the sieve of each dimension from a request's filter and those of its question. Two filters on one dimension
// are alternatives, as two values of one filter are; a filter with a minus takes away.
func (x *Index) sieves(filter Filter, typed []query.Filter) ([]sieve, error) {
	wanted := make([]map[string]bool, len(Dimensions))
	refused := make([]map[string]bool, len(Dimensions))
	put := func(sets []map[string]bool, dimension Dimension, values ...string) {
		i := slices.Index(Dimensions, dimension)
		if sets[i] == nil {
			sets[i] = map[string]bool{}
		}
		for _, v := range values {
			sets[i][v] = true
		}
	}
	for dimension, values := range filter.values() {
		if len(values) == 0 {
			continue
		}
		column := x.columns[slices.Index(Dimensions, dimension)]
		for _, v := range values {
			if _, ok := column.places[v]; !ok && dimension != ByLanguage {
				return nil, wrong("%s", schema.UnknownWord(string(dimension), v, column.values))
			}
		}
		put(wanted, dimension, values...)
	}
	if filter.Years != (Years{}) {
		if filter.Years.To != 0 && filter.Years.From > filter.Years.To {
			return nil, wrong("the years from %d to %d are no span; the earlier comes first", filter.Years.From, filter.Years.To)
		}
		put(wanted, ByYear, x.yearsIn(filter.Years)...)
	}
	for _, f := range typed {
		sets := wanted
		if f.Not {
			sets = refused
		}
		for _, text := range f.Values {
			values, _ := x.value(f.Name, text)
			put(sets, filterNames[f.Name], values...)
		}
	}
	made := make([]sieve, len(Dimensions))
	for i, column := range x.columns {
		if wanted[i] == nil && refused[i] == nil {
			continue
		}
		made[i] = make(sieve, len(column.values))
		for place, value := range column.values {
			made[i][place] = (wanted[i] == nil || wanted[i][value]) && !refused[i][value]
		}
		if wanted[i] == nil {
			made[i] = append(made[i], true) // a document without any value passes what only takes away
		}
	}
	return made, nil
}

func (f Filter) values() map[Dimension][]string {
	return map[Dimension][]string{
		ByKind: texts(f.Kinds), ByCountry: texts(f.Countries), ByAspect: texts(f.Aspects), ByCriterion: f.Criteria,
		ByLevel: texts(f.Levels), ByEvidence: texts(f.Evidence), ByLanguage: texts(f.Languages),
	}
}

// passes says whether a document with these values passes the sieve of a column.
func (s sieve) passes(values []uint16, column *column) bool {
	if s == nil {
		return true
	}
	if len(s) > len(column.values) { // takes away only
		for _, v := range values {
			if !s[v] {
				return false
			}
		}
		return true
	}
	for _, v := range values {
		if s[v] {
			return true
		}
	}
	return false
}

// inView are the documents that may be found in a view: assessments only where they answer their cell.
func inView(documents []*document, view *dataset.View) set {
	found := newSet(len(documents))
	for i, d := range documents {
		if d.assessment == nil || view.Cell(d.assessment.Country, d.assessment.Criterion).Assessment == d.assessment {
			found.add(uint32(i))
		}
	}
	return found
}
