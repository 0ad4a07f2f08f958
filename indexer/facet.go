package indexer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A Dimension is what documents can be filtered and counted by.
type Dimension string

// The dimensions.
const (
	ByKind      Dimension = "kind"
	ByCountry   Dimension = "country"
	ByAspect    Dimension = "aspect"
	ByCriterion Dimension = "criterion"
	ByLevel     Dimension = "level"
	ByEvidence  Dimension = "evidence"
	ByLanguage  Dimension = "language"
	ByYear      Dimension = "year"
)

// Dimensions are all dimensions, in the order in which they are shown.
var Dimensions = []Dimension{ByKind, ByCountry, ByAspect, ByCriterion, ByLevel, ByEvidence, ByLanguage, ByYear}

// ParseDimension reads the name of a dimension.
func ParseDimension(text string) (Dimension, error) {
	if d := Dimension(text); slices.Contains(Dimensions, d) {
		return d, nil
	}
	names := make([]string, len(Dimensions))
	for i, d := range Dimensions {
		names[i] = string(d)
	}
	return "", schema.UnknownWord("facet", text, names)
}

// A Facet counts what is found by the values of a dimension. Every value of the snapshot is there, also those with no
// hit, as gaps matter. A filter on the dimension itself does not narrow its own counts.
type Facet struct {
	Dimension Dimension
	Values    []FacetValue // in the order of the dataset: kinds, levels and criteria in theirs, years from the latest
}

// A FacetValue is one value with its count.
type FacetValue struct {
	Value string // as it stands in data and filters: BE, not_met
	Title string // what it is called
	Count int
}

// A column holds the values that all documents have in a dimension.
type column struct {
	values []string
	titles []string
	places map[string]uint16
	flat   []uint16 // the values of document i are flat[from[i]:from[i+1]]
	from   []uint32
}

func (c *column) of(document uint32) []uint16 { return c.flat[c.from[document]:c.from[document+1]] }

// kindTitles are the kinds of document, in the order in which they are shown, with what they are called.
var kindTitles = []struct {
	kind  dataset.Kind
	title string
}{
	{dataset.KindAssessment, "Assessments"},
	{dataset.KindCriterion, "Criteria"},
	{dataset.KindCountry, "Countries"},
	{dataset.KindRecommendation, "Recommendations"},
	{dataset.KindProvision, "Provisions"},
	{dataset.KindRuling, "Rulings"},
	{dataset.KindRule, "Rules"},
	{dataset.KindInstrument, "National instruments"},
	{dataset.KindService, "Services"},
	{dataset.KindSource, "Sources"},
	{dataset.KindEvent, "Events"},
	{dataset.KindFinding, "Findings on countries"},
	{dataset.KindFrameworkFinding, "Findings of the framework"},
	{dataset.KindScenario, "Scenarios"},
	{dataset.KindDefinition, "Definitions"},
	{dataset.KindResource, "Resources"},
}

// Kinds are the kinds of document that search finds.
func Kinds() []dataset.Kind {
	kinds := make([]dataset.Kind, len(kindTitles))
	for i, k := range kindTitles {
		kinds[i] = k.kind
	}
	return kinds
}

// columnsOf are the columns of documents, in the order of Dimensions.
func columnsOf(s *dataset.Snapshot, documents []*document) []*column {
	columns := make([]*column, len(Dimensions))
	for i := range columns {
		columns[i] = &column{places: map[string]uint16{}, from: make([]uint32, 1, len(documents)+1)}
	}
	seed(s, documents, columns)
	for _, d := range documents {
		for i, dimension := range Dimensions {
			c := columns[i]
			for _, value := range d.values(dimension) {
				if place, ok := c.places[value]; ok {
					c.flat = append(c.flat, place)
				}
			}
			c.from = append(c.from, uint32(len(c.flat)))
		}
	}
	return columns
}

// values are what a document is filed under in a dimension.
func (d *document) values(dimension Dimension) []string {
	switch dimension {
	case ByKind:
		return []string{string(d.kind)}
	case ByCountry:
		return texts(d.countries)
	case ByAspect:
		return texts(d.aspects)
	case ByCriterion:
		return d.criteria
	case ByLevel:
		return some(string(d.level))
	case ByEvidence:
		return some(string(d.evidence))
	case ByLanguage:
		return some(string(d.language))
	case ByYear:
		return some(yearText(d.year))
	}
	return nil
}

func texts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func some(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func (c *column) add(value, title string) {
	if _, ok := c.places[value]; !ok {
		c.places[value] = uint16(len(c.values))
		c.values = append(c.values, value)
		c.titles = append(c.titles, title)
	}
}

// seed gives each column its values: the closed sets of the field, and the languages and years that documents have.
func seed(s *dataset.Snapshot, documents []*document, columns []*column) {
	for _, k := range kindTitles {
		columns[0].add(string(k.kind), k.title)
	}
	for _, country := range s.Countries() {
		columns[1].add(string(country.Code), country.Name)
	}
	for _, aspect := range s.Records().Codebook.Aspects {
		columns[2].add(string(aspect.ID), aspect.Title)
	}
	for _, criterion := range s.Criteria("") {
		columns[3].add(criterion.ID, criterion.Title)
	}
	for _, level := range schema.Levels.Words() {
		columns[4].add(string(level), strings.ReplaceAll(string(level), "_", " "))
	}
	for _, evidence := range schema.Evidences.Words() {
		columns[5].add(string(evidence), string(evidence))
	}
	var found []string
	var years []int
	for _, d := range documents {
		if d.language != "" {
			found = append(found, string(d.language))
		}
		if d.year != 0 {
			years = append(years, d.year)
		}
	}
	slices.Sort(found)
	for _, language := range slices.Compact(found) {
		columns[6].add(language, language)
	}
	slices.SortFunc(years, func(a, b int) int { return cmp.Compare(b, a) })
	for _, year := range slices.Compact(years) {
		columns[7].add(strconv.Itoa(year), strconv.Itoa(year))
	}
}
