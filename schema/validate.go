package schema

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
)

// Validate finds every problem of the records at once: what is missing, words that are not of their set, ids that are not
// unique over all kinds, references that lead nowhere, and what the rules of coding forbid.
func (r *Records) Validate() Problems {
	v := &validation{records: r, ids: map[string]string{}, kinds: map[string]map[string]bool{}, rules: map[reflect.Type][]FieldRule{}}
	v.walk(&step{value: reflect.ValueOf(r).Elem(), index: -1}, true)
	v.collect()
	v.dataset()
	v.codebook()
	v.framework()
	v.rulebook()
	v.projects()
	v.thesaurus()
	v.changes()
	for i := range r.Countries {
		v.country(&r.Countries[i], fmt.Sprintf("countries[%d]", i))
	}
	return v.problems
}

// validation gathers problems and knows the ids of each kind.
type validation struct {
	records  *Records
	problems Problems
	ids      map[string]string          // id → path of the record that has it
	kinds    map[string]map[string]bool // kind → its ids
	rules    map[reflect.Type][]FieldRule
}

func (v *validation) errorf(path, record, format string, args ...any) {
	v.problems = append(v.problems, Problem{Severity: Error, Path: path, Record: record, Message: fmt.Sprintf(format, args...)})
}

func (v *validation) warnf(path, record, format string, args ...any) {
	v.problems = append(v.problems, Problem{Severity: Warning, Path: path, Record: record, Message: fmt.Sprintf(format, args...)})
}

// define notes that a record of a kind has an id; path is the record's.
func (v *validation) define(kind, id, path string) {
	if id == "" {
		return // said by the walk
	}
	if err := CheckID(id); err != nil {
		v.errorf(path+".id", id, "%s", err)
	}
	if first, taken := v.ids[id]; taken {
		v.errorf(path+".id", id, "the id %q is taken by %s; ids are unique over all kinds", id, first)
	}
	v.ids[id] = path
	if v.kinds[kind] == nil {
		v.kinds[kind] = map[string]bool{}
	}
	v.kinds[kind][id] = true
}

// refer checks that an id of a kind exists.
func (v *validation) refer(kind, id, path, record string) bool {
	if id == "" || v.kinds[kind][id] {
		return id != ""
	}
	known := make([]string, 0, len(v.kinds[kind]))
	for k := range v.kinds[kind] {
		known = append(known, k)
	}
	if len(known) == 0 {
		v.errorf(path, record, "unknown %s %q; there is none at all", kind, id)
		return false
	}
	sort.Strings(known)
	v.errorf(path, record, "unknown %s %q; %s", kind, id, Suggest(id, known))
	return false
}

func (v *validation) referAll(kind string, ids []string, path, record string) {
	seen := map[string]bool{}
	for i, id := range ids {
		at := fmt.Sprintf("%s[%d]", path, i)
		v.refer(kind, id, at, record)
		if seen[id] {
			v.errorf(at, record, "%s %q stands here twice", kind, id)
		}
		seen[id] = true
	}
}

// The kinds of record that others refer to.
const (
	kindCountry        = "country"
	kindCriterion      = "criterion"
	kindMapping        = "mapping"
	kindProject        = "project"
	kindRule           = "rule"
	kindProvision      = "provision"
	kindSource         = "source"
	kindInstrument     = "instrument"
	kindSection        = "section"
	kindRecommendation = "recommendation"
)

// collect notes the ids of all records.
func (v *validation) collect() {
	r := v.records
	for i := range r.Countries {
		c := &r.Countries[i]
		path := fmt.Sprintf("countries[%d]", i)
		v.define(kindCountry, string(c.Code), path)
		for j := range c.Sources {
			v.define(kindSource, c.Sources[j].ID, fmt.Sprintf("%s.sources[%d]", path, j))
		}
		for j := range c.Instruments {
			v.define(kindInstrument, c.Instruments[j].ID, fmt.Sprintf("%s.instruments[%d]", path, j))
		}
		for j := range c.Timeline {
			v.define("event", c.Timeline[j].ID, fmt.Sprintf("%s.timeline[%d]", path, j))
		}
		for j := range c.Services {
			v.define("service", c.Services[j].ID, fmt.Sprintf("%s.services[%d]", path, j))
		}
		for j := range c.Findings {
			v.define("finding", c.Findings[j].ID, fmt.Sprintf("%s.findings[%d]", path, j))
		}
	}
	define(v, kindCriterion, "codebook.criteria", r.Codebook.Criteria, func(x *Criterion) string { return x.ID })
	define(v, kindRecommendation, "framework.recommendations", r.Framework.Recommendations, func(x *Recommendation) string { return x.ID })
	define(v, "definition", "framework.definitions", r.Framework.Definitions, func(x *Definition) string { return x.ID })
	define(v, "scenario", "framework.scenarios", r.Framework.Scenarios, func(x *Scenario) string { return x.ID })
	define(v, "framework finding", "framework.findings", r.Framework.Findings, func(x *FrameworkFinding) string { return x.ID() })
	define(v, kindRule, "rules.rules", r.Rules.Rules, func(x *Rule) string { return x.ID })
	define(v, kindProvision, "rules.provisions", r.Rules.Provisions, func(x *Provision) string { return x.ID })
	define(v, "ruling", "rules.rulings", r.Rules.Rulings, func(x *Ruling) string { return x.ID })
	define(v, kindSource, "rules.sources", r.Rules.Sources, func(x *Source) string { return x.ID })
	define(v, kindProject, "projects", r.Projects, func(x *Project) string { return x.ID })
	define(v, kindMapping, "mappings", r.Mappings, func(x *Mapping) string { return x.ID })
	define(v, "resource", "resources", r.Resources, func(x *Resource) string { return x.ID })

	// Sections and concepts are no records of a table: their ids are unique among themselves only.
	v.kinds[kindSection] = map[string]bool{}
	for i, s := range r.Framework.Sections {
		if v.kinds[kindSection][s.ID] {
			v.errorf(fmt.Sprintf("framework.sections[%d].id", i), s.ID, "the section %q stands twice", s.ID)
		}
		v.kinds[kindSection][s.ID] = true
	}
}

func define[R any](v *validation, kind, list string, records []R, id func(*R) string) {
	for i := range records {
		v.define(kind, id(&records[i]), fmt.Sprintf("%s[%d]", list, i))
	}
}

// unique checks that values do not repeat.
func (v *validation) unique(seen map[string]bool, key, path, record, what string) {
	if seen[key] {
		v.errorf(path, record, "%s stands here a second time", what)
	}
	seen[key] = true
}

// prefixed checks that the ids of a country's records begin with its code, which keeps ids of different countries apart.
func (v *validation) prefixed(c *Country, id, path string) {
	if prefix := c.Code.Lower() + "-"; id != "" && !strings.HasPrefix(id, prefix) {
		v.errorf(path+".id", id, "the id of a record of %s begins with %q", c.Code, prefix)
	}
}
