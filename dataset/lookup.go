package dataset

import (
	"sort"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// Node is the record with this id, of whatever kind. An id of a cell (BE-L1) names the latest assessment in the default
// mapping. Ids are taken letter for letter.
func (s *Snapshot) Node(id string) (Node, bool) {
	if node, ok := s.nodes[id]; ok {
		return node, true
	}
	ref, err := schema.ParseAssessmentID(id)
	if err != nil || ref.Mapping != "" || ref.String() != id {
		return Node{}, false
	}
	node, ok := s.nodes[schema.AssessmentID(ref.Country, ref.Criterion, s.fallback.ID)]
	return node, ok
}

// record is the record of a type with this id, or nil.
func record[R any](s *Snapshot, id string) *R {
	r, _ := s.nodes[id].Record.(*R)
	return r
}

// Countries are the countries, in the order of their codes.
func (s *Snapshot) Countries() []*schema.Country { return pointers(s.records.Countries) }

// Country is the country with this code, or nil.
func (s *Snapshot) Country(code schema.CountryCode) *schema.Country {
	return record[schema.Country](s, string(code))
}

// FindCountry is the country that text names, by its code in either usage or its English name. Its error names the
// nearest country.
func (s *Snapshot) FindCountry(text string) (*schema.Country, error) {
	code, err := schema.ParseCountryCode(text)
	if err != nil {
		return nil, err
	}
	if c := s.Country(code); c != nil {
		return c, nil
	}
	known := make([]string, len(s.records.Countries))
	for i := range known {
		known[i] = string(s.records.Countries[i].Code)
	}
	return nil, schema.UnknownWord("country", string(code), known)
}

// Criteria are the criteria of an aspect, all where it is empty, in the order of the codebook.
func (s *Snapshot) Criteria(aspect schema.Aspect) []*schema.Criterion {
	var criteria []*schema.Criterion
	for _, c := range pointers(s.records.Codebook.Criteria) {
		if aspect == "" || c.Aspect == aspect {
			criteria = append(criteria, c)
		}
	}
	return criteria
}

// Criterion is the criterion with this id, or nil.
func (s *Snapshot) Criterion(id string) *schema.Criterion { return record[schema.Criterion](s, id) }

// FindCriterion is the criterion that text names, whatever its case. Its error names the nearest one.
func (s *Snapshot) FindCriterion(text string) (*schema.Criterion, error) {
	return find[schema.Criterion](s, KindCriterion, "criterion", text, strings.ToUpper)
}

// CoreCriteria are the criteria that make the firewall.
func (s *Snapshot) CoreCriteria() []*schema.Criterion {
	var core []*schema.Criterion
	for _, c := range s.Criteria("") {
		if c.Core {
			core = append(core, c)
		}
	}
	return core
}

// Mapping is the mapping with this id, or nil.
func (s *Snapshot) Mapping(id string) *schema.Mapping { return s.mappings[id] }

// FindMapping is the mapping that text names, the default one for no text. Its error names the nearest one.
func (s *Snapshot) FindMapping(text string) (*schema.Mapping, error) {
	if text == "" {
		return s.fallback, nil
	}
	return find[schema.Mapping](s, KindMapping, "mapping", text, strings.ToLower)
}

// DefaultMapping is the mapping that answers where none is named.
func (s *Snapshot) DefaultMapping() *schema.Mapping { return s.fallback }

// Rule is the rule with this id, or nil.
func (s *Snapshot) Rule(id string) *schema.Rule { return record[schema.Rule](s, id) }

// FindRule is the rule that text names, whatever its case. Its error names the nearest one.
func (s *Snapshot) FindRule(text string) (*schema.Rule, error) {
	return find[schema.Rule](s, KindRule, "rule", text, strings.ToUpper)
}

// Provision is the provision with this id, or nil.
func (s *Snapshot) Provision(id string) *schema.Provision { return record[schema.Provision](s, id) }

// FindProvision is the provision that text names, whatever its case. Its error names the nearest one.
func (s *Snapshot) FindProvision(text string) (*schema.Provision, error) {
	text = strings.TrimSpace(text)
	if p := s.Provision(text); p != nil {
		return p, nil
	}
	for _, p := range pointers(s.records.Rules.Provisions) {
		if strings.EqualFold(p.ID, text) {
			return p, nil
		}
	}
	return find[schema.Provision](s, KindProvision, "provision", text, strings.ToUpper)
}

// Recommendation is the recommendation of the framework with this id, or nil.
func (s *Snapshot) Recommendation(id string) *schema.Recommendation {
	return record[schema.Recommendation](s, id)
}

// Source is the source with this id, or nil.
func (s *Snapshot) Source(id string) *schema.Source { return record[schema.Source](s, id) }

// Instrument is the instrument with this id, or nil.
func (s *Snapshot) Instrument(id string) *schema.Instrument {
	return record[schema.Instrument](s, id)
}

// Project is the project with this id, or nil.
func (s *Snapshot) Project(id string) *schema.Project { return record[schema.Project](s, id) }

// Assessments are all assessments of all mappings and times, in the order of the files.
func (s *Snapshot) Assessments() []*Assessment { return s.assessments }

// Assessment is the assessment with this id; the id of a cell names its latest in the default mapping. It is nil where
// there is none.
func (s *Snapshot) Assessment(id string) *Assessment {
	node, _ := s.Node(id)
	a, _ := node.Record.(*Assessment)
	return a
}

// History are the assessments of a cell in a mapping, from the earliest span.
func (s *Snapshot) History(country schema.CountryCode, criterion, mapping string) []*Assessment {
	return s.spans[spanKey{country, criterion, mapping}]
}

// LinksOf are the ties of a criterion to provisions, in the order of the rules file.
func (s *Snapshot) LinksOf(criterion string) []Link { return s.links[criterion] }

// ProvisionsOf are the provisions of a rule.
func (s *Snapshot) ProvisionsOf(rule string) []*schema.Provision { return s.provisions[rule] }

// RulingsOn are the rulings on a provision.
func (s *Snapshot) RulingsOn(provision string) []*schema.Ruling { return s.rulings[provision] }

// Binding is what is known of a rule's binding a country, or nil; soft law has none.
func (s *Snapshot) Binding(country schema.CountryCode, rule string) *schema.Binding {
	return s.bindings[schema.BindingID(country, rule)]
}

// RecommendationsFor are the recommendations of the framework that ask for a criterion.
func (s *Snapshot) RecommendationsFor(criterion string) []*schema.Recommendation {
	return s.asked[criterion]
}

// find is the record that text names as it stands or folded, or an error that names the nearest id of the kind.
func find[R any](s *Snapshot, kind Kind, name, text string, fold func(string) string) (*R, error) {
	text = strings.TrimSpace(text)
	for _, id := range []string{text, fold(text)} {
		if r := record[R](s, id); r != nil {
			return r, nil
		}
	}
	return nil, schema.UnknownWord(name, text, s.IDs(kind))
}

// IDs are the ids of all records of a kind, sorted.
func (s *Snapshot) IDs(kind Kind) []string {
	var ids []string
	for id, node := range s.nodes {
		if node.Kind == kind {
			ids = append(ids, id)
		}
	}
	sort.Strings(ids)
	return ids
}

// pointers are the addresses of the records of a list.
func pointers[R any](records []R) []*R {
	list := make([]*R, len(records))
	for i := range records {
		list[i] = &records[i]
	}
	return list
}

// FindCell is the cell that an id names, as people type it: BE-L1 is the cell at the view's date, in its mapping;
// BE-L1@desk-2026~2018-07-30 is the cell with that assessment, whenever it counts. Its error names what would be right.
func (v *View) FindCell(id string) (Cell, error) {
	ref, err := schema.ParseAssessmentID(id)
	if err != nil {
		return Cell{}, err
	}
	country, err := v.FindCountry(string(ref.Country))
	if err != nil {
		return Cell{}, err
	}
	criterion, err := v.FindCriterion(ref.Criterion)
	if err != nil {
		return Cell{}, err
	}
	if ref.Mapping == "" {
		return v.Cell(country, criterion), nil
	}
	if a := v.Assessment(ref.String()); a != nil {
		return Cell{Country: country, Criterion: criterion, Assessment: a}, nil
	}
	var known []string
	for _, m := range v.records.Mappings {
		for _, a := range v.Snapshot.History(country.Code, criterion.ID, m.ID) {
			known = append(known, a.ID)
		}
	}
	return Cell{}, schema.UnknownWord("assessment", ref.String(), known)
}
