package importers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// mappingOf is the mapping into which a submission goes: the one that the options name, the one that the file names, or the
// default one. A mapping that is new is added, where it is known what it is.
func (m *merger) mappingOf(s *sheet.Submission) (*schema.Mapping, bool) {
	id := m.options.Mapping.ID
	if s.Mapping != nil && s.Mapping.Value.ID != "" {
		if id != "" && id != s.Mapping.Value.ID {
			m.errorf(s.Mapping.Place("id"), "", "the file or its layout codes for the mapping %q, and --mapping says %q; leave --mapping out, or make a template for that mapping", s.Mapping.Value.ID, id)
			return nil, false
		}
		id = s.Mapping.Value.ID
	}
	if id == "" {
		id = m.fallback
	}
	if known := m.findMapping(id); known != nil {
		return known, true
	}
	added := schema.Mapping{ID: id}
	if s.Mapping != nil {
		added = s.Mapping.Value
	}
	given := m.options.Mapping
	if given.Title != "" {
		added.Title = given.Title
	}
	if !given.CodedOn.IsZero() {
		added.CodedOn = given.CodedOn
	}
	if given.Method != "" {
		added.Method = given.Method
	}
	if given.Codebook != 0 {
		added.Codebook = given.Codebook
	}
	var missing []string
	for _, f := range []struct {
		name string
		none bool
	}{{"title", added.Title == ""}, {"coded_on", added.CodedOn.IsZero()}, {"method", added.Method == ""}} {
		if f.none {
			missing = append(missing, f.name)
		}
	}
	if len(missing) > 0 {
		place := schema.Place{}
		if s.Mapping != nil {
			place = s.Mapping.Place("id")
		}
		m.errorf(place, id, "the mapping %q is new, and its %s is not said; say it on the sheet Mapping or in the layout, or give --mapping-title, --coded-on and --mapping-method (%s)",
			id, strings.Join(missing, ", "), schema.Suggest(id, m.mappingIDs()))
		return nil, false
	}
	m.records.Mappings = append(slices.Clone(m.records.Mappings), added)
	m.counts.Added++
	if s.Mapping != nil {
		m.origins[fmt.Sprintf("mappings[%d]", len(m.records.Mappings)-1)] = s.Mapping
	}
	return &m.records.Mappings[len(m.records.Mappings)-1], true
}

func (m *merger) findMapping(id string) *schema.Mapping {
	for i := range m.records.Mappings {
		if m.records.Mappings[i].ID == id {
			return &m.records.Mappings[i]
		}
	}
	return nil
}

func (m *merger) mappingIDs() []string {
	var ids []string
	for i := range m.records.Mappings {
		ids = append(ids, m.records.Mappings[i].ID)
	}
	return ids
}

// coversCountry lists the country with the mapping that codes it.
func (m *merger) coversCountry(mapping *schema.Mapping, code schema.CountryCode) {
	i := slices.IndexFunc(m.records.Mappings, func(x schema.Mapping) bool { return x.ID == mapping.ID })
	if slices.Contains(m.records.Mappings[i].Countries, code) {
		return
	}
	m.records.Mappings = slices.Clone(m.records.Mappings)
	m.records.Mappings[i].Countries = append(slices.Clone(m.records.Mappings[i].Countries), code)
}
