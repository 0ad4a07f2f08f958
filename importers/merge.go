package importers

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// placed is a record that knows where its values stood.
type placed interface {
	Place(path string) schema.Place
}

// merger puts submissions into records. Records of the directory are replaced and appended in lists of its own, never
// changed in place, so that the directory's state before stays what it was.
type merger struct {
	options  Options
	records  *schema.Records
	problems schema.Problems
	err      error             // a missing reason, which is said where nothing else is wrong
	origins  map[string]placed // by path in the records: what came from a file
	cells    []CellChange
	counts   Summary
	fallback string // the id of the default mapping

	submission *sheet.Submission
	country    *schema.Country
	at         string // the path of the country
}

// merge puts a submission into the records.
func (m *merger) merge(s *sheet.Submission) {
	m.submission = s
	m.problems = append(m.problems, s.Problems...)
	m.counts.Rows += s.Rows
	m.counts.Normalised += s.Normalised
	for _, part := range s.Parts {
		m.part(part)
	}
	mapping, ok := m.mappingOf(s)
	if !ok {
		return
	}
	coded := 0
	for _, c := range s.Countries {
		coded += len(c.Assessments)
	}
	m.cells = slices.Grow(m.cells, coded)
	for _, c := range s.Countries {
		if !m.openCountry(c) {
			continue
		}
		upsert(m, &m.country.Sources, c.Sources, "sources", func(x *schema.Source) string { return x.ID })
		upsert(m, &m.country.Instruments, c.Instruments, "instruments", func(x *schema.Instrument) string { return x.ID })
		upsert(m, &m.country.Timeline, c.Timeline, "timeline", func(x *schema.Event) string { return x.ID })
		upsert(m, &m.country.Services, c.Services, "services", func(x *schema.Service) string { return x.ID })
		upsert(m, &m.country.Findings, c.Findings, "findings", func(x *schema.Finding) string { return x.ID })
		m.assessments(c, mapping)
	}
}

// openCountry makes the country of the records ready to be changed.
func (m *merger) openCountry(c *sheet.Country) bool {
	i := slices.IndexFunc(m.records.Countries, func(x schema.Country) bool { return x.Code == c.Code })
	if i < 0 {
		if c.Fields == nil {
			m.problems = append(m.problems, schema.Problem{Severity: schema.Error, Record: string(c.Code),
				Message: fmt.Sprintf("the dataset has no country %s; add its file first (firewallmap import %s.yaml), with name, languages and overview", c.Code, c.Code.Lower())})
			return false
		}
		i, _ = slices.BinarySearchFunc(m.records.Countries, c.Code, func(x schema.Country, code schema.CountryCode) int {
			return strings.Compare(string(x.Code), string(code))
		})
		m.records.Countries = slices.Insert(m.records.Countries, i, schema.Country{Code: c.Code})
		m.shift(i)
	}
	m.country, m.at = &m.records.Countries[i], fmt.Sprintf("countries[%d]", i)
	m.country.Sources = slices.Clone(m.country.Sources)
	m.country.Instruments = slices.Clone(m.country.Instruments)
	m.country.Timeline = slices.Clone(m.country.Timeline)
	m.country.Services = slices.Clone(m.country.Services)
	m.country.Findings = slices.Clone(m.country.Findings)
	m.country.Assessments = append(make([]schema.Assessment, 0, len(m.country.Assessments)+len(c.Assessments)), m.country.Assessments...)
	if f := c.Fields; f != nil {
		old := *m.country
		m.country.Name, m.country.Languages, m.country.Overview, m.country.CodedOn = f.Name, f.Languages, f.Overview, f.CodedOn
		if !reflect.DeepEqual(old, *m.country) {
			m.counts.Changed++
		}
	}
	return true
}

// shift moves the origins of the countries from the i-th on by one.
func (m *merger) shift(i int) {
	moved := map[string]placed{}
	for path, origin := range m.origins {
		var n int
		if _, err := fmt.Sscanf(path, "countries[%d]", &n); err == nil && n >= i {
			_, rest, _ := strings.Cut(path, "]")
			path = fmt.Sprintf("countries[%d]%s", n+1, rest)
		}
		moved[path] = origin
	}
	m.origins = moved
}

// upsert puts records into a list by their ids: those that are there are changed in the fields that the file gives, the
// others are added.
func upsert[R any](m *merger, list *[]R, incoming []sheet.Record[R], name string, id func(*R) string) {
	index := make(map[string]int, len(*list)+len(incoming))
	for i := range *list {
		index[id(&(*list)[i])] = i
	}
	given := make(map[string]int, len(incoming))
	for n := range incoming {
		r := &incoming[n]
		key := id(&r.Value)
		if key == "" {
			m.errorf(r.Place("id"), "", "no id is given; it begins with %q", m.country.Code.Lower()+"-")
			continue
		}
		if first, twice := given[key]; twice {
			m.errorf(r.Place("id"), key, "the id %q stands in row %d already", key, incoming[first].Row)
			continue
		}
		given[key] = n
		i, known := index[key]
		if !known {
			i = len(*list)
			*list = append(*list, r.Value)
			m.counts.Added++
		} else if merged, changed := apply((*list)[i], r); changed {
			(*list)[i] = merged
			m.counts.Changed++
		}
		m.counts.Records++
		m.origins[fmt.Sprintf("%s.%s[%d]", m.at, name, i)] = r
	}
}

// apply is a record with the fields that a file gives, and whether that changes it.
func apply[R any](old R, r *sheet.Record[R]) (merged R, changed bool) {
	merged = old
	to, from := reflect.ValueOf(&merged).Elem(), reflect.ValueOf(&r.Value).Elem()
	for i := range to.NumField() {
		if !r.Gives(schema.RuleOf(to.Type().Field(i)).Name) {
			continue
		}
		a, b := to.Field(i), from.Field(i)
		if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 || reflect.DeepEqual(a.Interface(), b.Interface()) {
			continue
		}
		a.Set(b)
		changed = true
	}
	return merged, changed
}

func (m *merger) errorf(place schema.Place, record, format string, args ...any) {
	m.problems = append(m.problems, schema.Problem{Severity: schema.Error, Place: place, Record: record, Message: fmt.Sprintf(format, args...)})
}
