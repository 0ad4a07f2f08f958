// Package datasettest makes small valid datasets for tests: random ones, drawn with rapid, in which every level, doubt, span
// of time, mapping, binding and kind of link occurs, so that what must hold of every dataset is not tested on ours alone.
//
// It knows only the schema, so that the tests of package dataset can use it. No program imports it.
package datasettest

import (
	"encoding/json"
	"fmt"

	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/schema"
)

// The mappings of a drawn dataset: First is the default one, Second is there at times and codes some of the same cells.
const (
	First  = "first-2026"
	Second = "second-2026"
)

// CodedOn is the day on which both mappings were coded, and the dataset's own date.
var CodedOn = schema.MustDate("2026-11-21")

// Records draws a small dataset that [schema.Records.Validate] finds no error in: one to four countries, one to three
// criteria in each aspect, some of the legal ones core; most cells coded, some of them over several spans and in a second
// mapping; rules of every tier with provisions, links and bindings; recommendations, services and events.
func Records(t *rapid.T) schema.Records {
	d := drawer{t}
	r := schema.Records{
		Dataset: schema.Dataset{
			Title: "Drawn dataset", Description: "A dataset for tests.", Version: "2026.11", AsOf: CodedOn,
			Licence:      schema.Licence{ID: "CC-BY-4.0", Title: "Creative Commons Attribution 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
			Contributors: []string{"Nobody"}, Cite: "Nobody (2026). Drawn dataset.", URL: "https://example.org/", Keywords: []string{"test"},
		},
		ProjectBook: schema.ProjectBook{Projects: []schema.Project{}, Resources: []schema.Resource{}},
		Codebook:    d.codebook(),
		Thesaurus:   schema.Thesaurus{Title: "Thesaurus", About: "Empty.", Concepts: []schema.Concept{}},
		Changes:     schema.ChangeLog{About: "Empty.", Changes: []schema.ChangeSet{}},
	}
	codes := rapid.Permutation(schema.CountryCodes.Words()).Draw(t, "order of countries")[:d.upTo(1, 4, "countries")]
	r.Mappings = []schema.Mapping{{ID: First, Title: "First", Countries: codes, CodedOn: CodedOn, Codebook: 1, Default: true, Method: "Drawn."}}
	if d.odds(2, 3, "a second mapping") {
		r.Mappings = append(r.Mappings, schema.Mapping{ID: Second, Title: "Second", Countries: codes, CodedOn: CodedOn, Codebook: 1, Method: "Drawn again."})
	}
	r.Rules = d.rulebook(codes, r.Codebook.Criteria)
	r.Framework = d.framework(r.Codebook.Criteria, r.Rules.Provisions)
	for _, code := range codes {
		r.Countries = append(r.Countries, d.country(code, &r))
	}
	if err := r.Validate().Err(); err != nil {
		t.Fatalf("a drawn dataset is not valid: %v", err)
	}
	return r
}

// Copy is a copy that shares nothing with the records, so that a test may change it and make another snapshot of it.
func Copy(r schema.Records) schema.Records {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	var copied schema.Records
	if err := json.Unmarshal(data, &copied); err != nil {
		panic(err)
	}
	return copied
}

// drawer draws the parts of a dataset.
type drawer struct{ t *rapid.T }

// upTo draws a number between two bounds, both included.
func (d drawer) upTo(low, high int, what string) int {
	return rapid.IntRange(low, high).Draw(d.t, what)
}

// odds is true in n of m draws.
func (d drawer) odds(n, m int, what string) bool {
	return rapid.IntRange(1, m).Draw(d.t, what) <= n
}

// some draws a part of a list, in its order.
func some[X any](d drawer, list []X, n, m int, what string) []X {
	part := []X{}
	for _, x := range list {
		if d.odds(n, m, what) {
			part = append(part, x)
		}
	}
	return part
}

// codebook draws a codebook with one to three criteria in each aspect; the first legal one is core, the others may be.
func (d drawer) codebook() schema.Codebook {
	b := schema.Codebook{
		Version: 1, About: "A drawn codebook.", StandardCase: "Somebody reports.", RulesOfCoding: []string{"Draw."},
		Harmonisation: []schema.Harmonisation{}, Doors: schema.Doors.Words(), Covers: schema.Groups.Words(), Bases: schema.Bases.Words(),
	}
	for _, level := range schema.Levels.Terms() {
		definition := schema.LevelDefinition{Level: level.Word, Means: level.Means}
		if score, ok := level.Word.Score(); ok {
			whole := int(score)
			definition.Score = &whole
		}
		b.Levels = append(b.Levels, definition)
	}
	letters := map[schema.Aspect]string{
		schema.Legal: "L", schema.Residence: "R", schema.Procedures: "P", schema.Approaches: "V", schema.Commitments: "C",
	}
	for _, aspect := range schema.Aspects.Words() {
		b.Aspects = append(b.Aspects, schema.CodebookAspect{ID: aspect, Title: "Aspect " + string(aspect)})
		for i := range d.upTo(1, 3, "criteria") {
			id := fmt.Sprintf("%s%d", letters[aspect], i+1)
			b.Criteria = append(b.Criteria, schema.Criterion{
				ID: id, Aspect: aspect, Title: "Criterion " + id, Question: "Is " + id + " so?",
				Core:  aspect == schema.Legal && (i == 0 || d.odds(1, 2, "core")),
				Doors: some(d, schema.Doors.Words(), 1, 3, "door"),
			})
		}
	}
	return b
}

// framework draws two sections with recommendations that ask for some of the criteria.
func (d drawer) framework(criteria []schema.Criterion, provisions []schema.Provision) schema.Framework {
	f := schema.Framework{
		Title: "A drawn framework", Version: "1", Edition: "First", About: "Drawn.",
		Source: schema.FrameworkSource{Consortium: []string{"Nobody"}, ScenariosBy: []string{"Nobody"}},
		Aspects: []schema.FrameworkAspect{
			{ID: schema.Legal, Title: "Legal", Sections: []string{"4", "4.1"}, Definition: "Law."},
		},
		Sections: []schema.Section{
			{ID: "4", Title: "Chapter"}, {ID: "4.1", Title: "First section", Aspect: schema.Legal}, {ID: "4.2", Title: "Second section"},
		},
		Definitions: []schema.Definition{}, Findings: []schema.FrameworkFinding{}, Scenarios: []schema.Scenario{},
	}
	for i := range d.upTo(1, 4, "recommendations") {
		section := rapid.SampledFrom([]string{"4.1", "4.2"}).Draw(d.t, "section")
		recommendation := schema.Recommendation{
			ID: fmt.Sprintf("%s.%d", section, i+1), Section: section, Aspect: schema.Legal, Text: fmt.Sprintf("Do thing %d.", i+1),
			Addressee: []schema.Addressee{"legislator"}, Stage: []schema.Stage{"any"}, Criteria: []string{},
		}
		for _, c := range some(d, criteria, 1, 3, "criterion of a recommendation") {
			recommendation.Criteria = append(recommendation.Criteria, c.ID)
		}
		for _, p := range some(d, provisions, 1, 5, "provision of a recommendation") {
			recommendation.Provisions = append(recommendation.Provisions, p.ID)
		}
		f.Recommendations = append(f.Recommendations, recommendation)
	}
	return f
}
