package dataset

import (
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// An Assessment is an assessment of the records in its place: with its id, its country, criterion and mapping, and the
// span of time for which it counts.
type Assessment struct {
	*schema.Assessment
	ID        string
	Country   *schema.Country
	Criterion *schema.Criterion
	Mapping   *schema.Mapping
	From      schema.Date // the first day on which it counts
	Until     schema.Date // the last day, no date for the latest span
}

// CellID is the id of the cell that the assessment answers: BE-L1.
func (a *Assessment) CellID() string { return schema.CellID(a.Country.Code, a.Criterion.ID) }

// A Link is a tie of a provision to a criterion, with both ends.
type Link struct {
	*schema.Link
	Provision *schema.Provision
	Rule      *schema.Rule
}

// A Kind is what kind of record a node is.
type Kind string

// The kinds of record that have an id of their own.
const (
	KindCountry          Kind = "country"
	KindCriterion        Kind = "criterion"
	KindRecommendation   Kind = "recommendation"
	KindFrameworkFinding Kind = "framework_finding"
	KindScenario         Kind = "scenario"
	KindDefinition       Kind = "definition"
	KindRule             Kind = "rule"
	KindProvision        Kind = "provision"
	KindRuling           Kind = "ruling"
	KindSource           Kind = "source"
	KindInstrument       Kind = "instrument"
	KindAssessment       Kind = "assessment"
	KindEvent            Kind = "event"
	KindService          Kind = "service"
	KindFinding          Kind = "finding"
	KindProject          Kind = "project"
	KindResource         Kind = "resource"
	KindMapping          Kind = "mapping"
)

// A Node is a record by its id. Record is a pointer to a type of package schema, or an [*Assessment]; Country is the country
// in whose file it stands, nil for what belongs to none.
type Node struct {
	Kind    Kind
	ID      string
	Country *schema.Country
	Record  any
}

// index makes all the lookups.
func (s *Snapshot) index() {
	r := s.records
	s.criteria = map[string]int{}
	s.countries = map[schema.CountryCode]int{}
	s.mappings = map[string]*schema.Mapping{}
	s.nodes = make(map[string]Node, 4096)
	s.spans = map[spanKey][]*Assessment{}
	s.links = map[string][]Link{}
	s.bindings = map[string]*schema.Binding{}
	s.provisions = map[string][]*schema.Provision{}
	s.rulings = map[string][]*schema.Ruling{}
	s.asked = map[string][]*schema.Recommendation{}

	for i := range r.Codebook.Criteria {
		s.criteria[r.Codebook.Criteria[i].ID] = i
	}
	for i := range r.Mappings {
		s.mappings[r.Mappings[i].ID] = &r.Mappings[i]
	}
	s.fallback = r.DefaultMapping()
	addNodes(s, KindCriterion, nil, r.Codebook.Criteria, func(x *schema.Criterion) string { return x.ID })
	addNodes(s, KindMapping, nil, r.Mappings, func(x *schema.Mapping) string { return x.ID })
	addNodes(s, KindProject, nil, r.Projects, func(x *schema.Project) string { return x.ID })
	addNodes(s, KindResource, nil, r.Resources, func(x *schema.Resource) string { return x.ID })
	addNodes(s, KindRecommendation, nil, r.Framework.Recommendations, func(x *schema.Recommendation) string { return x.ID })
	addNodes(s, KindDefinition, nil, r.Framework.Definitions, func(x *schema.Definition) string { return x.ID })
	addNodes(s, KindFrameworkFinding, nil, r.Framework.Findings, func(x *schema.FrameworkFinding) string { return x.ID() })
	addNodes(s, KindScenario, nil, r.Framework.Scenarios, func(x *schema.Scenario) string { return x.ID })
	addNodes(s, KindRule, nil, r.Rules.Rules, func(x *schema.Rule) string { return x.ID })
	addNodes(s, KindProvision, nil, r.Rules.Provisions, func(x *schema.Provision) string { return x.ID })
	addNodes(s, KindRuling, nil, r.Rules.Rulings, func(x *schema.Ruling) string { return x.ID })
	addNodes(s, KindSource, nil, r.Rules.Sources, func(x *schema.Source) string { return x.ID })
	for i := range r.Countries {
		c := &r.Countries[i]
		s.countries[c.Code] = i
		s.nodes[string(c.Code)] = Node{KindCountry, string(c.Code), c, c}
		addNodes(s, KindSource, c, c.Sources, func(x *schema.Source) string { return x.ID })
		addNodes(s, KindInstrument, c, c.Instruments, func(x *schema.Instrument) string { return x.ID })
		addNodes(s, KindEvent, c, c.Timeline, func(x *schema.Event) string { return x.ID })
		addNodes(s, KindService, c, c.Services, func(x *schema.Service) string { return x.ID })
		addNodes(s, KindFinding, c, c.Findings, func(x *schema.Finding) string { return x.ID })
		for j := range c.Assessments {
			s.addAssessment(c, &c.Assessments[j])
		}
	}
	s.closeSpans()
	s.indexRules()
}

func addNodes[R any](s *Snapshot, kind Kind, country *schema.Country, records []R, id func(*R) string) {
	for i := range records {
		s.nodes[id(&records[i])] = Node{kind, id(&records[i]), country, &records[i]}
	}
}

func (s *Snapshot) addAssessment(c *schema.Country, a *schema.Assessment) {
	mapping := s.fallback
	if a.Mapping != "" {
		mapping = s.mappings[a.Mapping]
	}
	placed := &Assessment{
		Assessment: a, Country: c, Mapping: mapping, From: a.CountsFrom(mapping),
		Criterion: &s.records.Codebook.Criteria[s.criteria[a.Criterion]],
	}
	key := spanKey{c.Code, a.Criterion, mapping.ID}
	s.spans[key] = append(s.spans[key], placed)
	s.assessments = append(s.assessments, placed)
}

// closeSpans orders the spans of each cell, ends each the day before the next begins, and gives them their ids: the plain
// one names the latest span.
func (s *Snapshot) closeSpans() {
	for key, spans := range s.spans {
		sort.Slice(spans, func(i, j int) bool { return spans[i].From.Compare(spans[j].From) < 0 })
		for i, a := range spans {
			a.ID = schema.AssessmentID(key.country, key.criterion, key.mapping)
			if i+1 < len(spans) {
				a.Until = spans[i+1].From.DayBefore()
				from := a.ValidFrom
				if from.IsZero() {
					from = a.From
				}
				a.ID += "~" + from.String()
			}
			s.nodes[a.ID] = Node{KindAssessment, a.ID, a.Country, a}
		}
	}
}

func (s *Snapshot) indexRules() {
	r := s.records
	for i := range r.Rules.Provisions {
		p := &r.Rules.Provisions[i]
		s.provisions[p.Rule] = append(s.provisions[p.Rule], p)
		for j := range p.Links {
			l := &p.Links[j]
			s.links[l.Criterion] = append(s.links[l.Criterion], Link{l, p, s.Rule(p.Rule)})
		}
	}
	for i := range r.Rules.Bindings {
		b := &r.Rules.Bindings[i]
		s.bindings[schema.BindingID(b.Country, b.Rule)] = b
	}
	for i := range r.Rules.Rulings {
		for _, p := range r.Rules.Rulings[i].Provisions {
			s.rulings[p] = append(s.rulings[p], &r.Rules.Rulings[i])
		}
	}
	for i := range r.Framework.Recommendations {
		for _, c := range r.Framework.Recommendations[i].Criteria {
			s.asked[c] = append(s.asked[c], &r.Framework.Recommendations[i])
		}
	}
}
