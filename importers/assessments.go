package importers

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// A CellChange is what an import changes in the assessment of a cell.
type CellChange struct {
	Assessment string             `json:"assessment"`
	Country    schema.CountryCode `json:"country"`
	Criterion  string             `json:"criterion"`
	Mapping    string             `json:"mapping"`
	Place      schema.Place       `json:"place,omitzero"`
	Fields     []FieldChange      `json:"fields"`
	Recoded    bool               `json:"recoded"` // level, contrary or confidence of what was coded before change

	change schema.CellChange
	index  int // place in the list of the country
}

// A FieldChange is a field before and after, as text. A cell that was not coded before has the level not_coded.
type FieldChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// span is an assessment by its cell, mapping and first day.
type span struct{ criterion, mapping, from string }

// spans are the assessments of a country by cell, mapping and first day.
type spans struct {
	at     map[span]int // place in the list of the country
	latest map[span]int // by cell and mapping, without a day
	count  map[span]int
}

// note adds the i-th assessment of the country.
func (s *spans) note(m *merger, i int) {
	a := &m.country.Assessments[i]
	mapping := m.mappingNamed(a.Mapping)
	if mapping == nil {
		return // validation says so
	}
	from := a.CountsFrom(mapping)
	s.at[span{a.Criterion, mapping.ID, from.String()}] = i
	cell := span{criterion: a.Criterion, mapping: mapping.ID}
	if latest, ok := s.latest[cell]; !ok || m.country.Assessments[latest].CountsFrom(mapping).Compare(from) < 0 {
		s.latest[cell] = i
	}
	s.count[cell]++
}

// assessments puts the assessments of a country into the records.
func (m *merger) assessments(c *sheet.Country, target *schema.Mapping) {
	known := &spans{map[span]int{}, map[span]int{}, map[span]int{}}
	for i := range m.country.Assessments {
		known.note(m, i)
	}
	rows := map[span]int{} // how many rows the file has for a cell
	for n := range c.Assessments {
		rows[span{criterion: c.Assessments[n].Value.Criterion, mapping: c.Assessments[n].Value.Mapping}]++
	}
	given := map[int]int{} // by place in the list: the row that gave it
	first := len(m.cells)
	for n := range c.Assessments {
		r := &c.Assessments[n]
		mapping := m.rowMapping(r, target)
		if mapping == nil {
			continue
		}
		only := rows[span{criterion: r.Value.Criterion, mapping: r.Value.Mapping}] == 1
		r.Value.Mapping = ""
		if mapping.ID != m.fallback {
			r.Value.Mapping = mapping.ID
		}
		i, coded := m.match(r, mapping, known, only)
		if row, twice := given[i]; coded && twice {
			m.errorf(r.Place("criterion"), schema.CellID(m.country.Code, r.Value.Criterion), "row %d codes the same criterion from the same date; give one of them another valid_from", row)
			continue
		}
		m.counts.Records++
		m.coversCountry(mapping, m.country.Code)
		if !coded {
			i = len(m.country.Assessments)
			m.country.Assessments = append(m.country.Assessments, r.Value)
			known.note(m, i)
			m.counts.Added++
			m.changed(r, i, mapping, nil, &m.country.Assessments[i])
		} else {
			old := m.country.Assessments[i]
			if merged, changed := applyAssessment(old, r); changed {
				m.country.Assessments[i] = merged
				m.counts.Changed++
				m.changed(r, i, mapping, &old, &merged)
			}
		}
		given[i] = r.Row
		m.origins[m.at+".assessments["+strconv.Itoa(i)+"]"] = r
	}
	for n := first; n < len(m.cells); n++ {
		m.name(&m.cells[n], known)
	}
}

// name gives a change the id of its assessment, once it is known which span is the latest.
func (m *merger) name(c *CellChange, known *spans) {
	c.Assessment = schema.AssessmentID(c.Country, c.Criterion, c.Mapping)
	c.change.Cell = c.Assessment
	switch {
	case known.latest[span{criterion: c.Criterion, mapping: c.Mapping}] != c.index:
		c.Assessment += "~" + m.country.Assessments[c.index].CountsFrom(m.findMapping(c.Mapping)).String()
		c.change.Cell = c.Assessment
	case c.Mapping == m.fallback:
		c.change.Cell = schema.CellID(c.Country, c.Criterion)
	}
}

// rowMapping is the mapping of a row: that of its column, or the target. A row of another mapping than the one asked for is
// a problem.
func (m *merger) rowMapping(r *sheet.Record[schema.Assessment], target *schema.Mapping) *schema.Mapping {
	id := r.Value.Mapping
	if id == "" || id == target.ID {
		return target
	}
	if m.options.Mapping.ID != "" {
		m.errorf(r.Place("mapping"), "", "the row is of the mapping %q, and --mapping says %q", id, m.options.Mapping.ID)
		return nil
	}
	mapping := m.findMapping(id)
	if mapping == nil {
		m.errorf(r.Place("mapping"), "", "%s", schema.UnknownWord("mapping", id, m.mappingIDs()))
	}
	return mapping
}

func (m *merger) mappingNamed(id string) *schema.Mapping {
	if id == "" {
		id = m.fallback
	}
	return m.findMapping(id)
}

// match finds the assessment of the records that a row codes: that of the same span; where the row has no date, the only or
// the latest one; where the dataset's own workbook comes back with one row for a cell of one span, that, whatever its date.
func (m *merger) match(r *sheet.Record[schema.Assessment], mapping *schema.Mapping, known *spans, only bool) (int, bool) {
	a := &r.Value
	cell := span{criterion: a.Criterion, mapping: mapping.ID}
	latest, coded := known.latest[cell]
	if coded && !r.Gives("valid_from") {
		return latest, true
	}
	if i, ok := known.at[span{a.Criterion, mapping.ID, a.CountsFrom(mapping).String()}]; ok {
		return i, true
	}
	return latest, coded && known.count[cell] == 1 && only && m.submission.Whole
}

// applyAssessment is apply for an assessment, whose citations and legal references a table gives in columns of other names.
func applyAssessment(old schema.Assessment, r *sheet.Record[schema.Assessment]) (schema.Assessment, bool) {
	citations, references := r.Gives("citations") || r.Gives("sources"), r.Gives("instruments") || r.Gives("rules")
	narrowed := *r
	if !citations {
		narrowed.Value.Citations = old.Citations
	}
	if !references {
		narrowed.Value.Instruments = old.Instruments
	}
	if !r.Gives("valid_from") {
		narrowed.Value.ValidFrom = old.ValidFrom
	}
	merged, changed := apply(old, &narrowed)
	for _, list := range []struct {
		given    bool
		to, from any
	}{{citations, &merged.Citations, narrowed.Value.Citations}, {references, &merged.Instruments, narrowed.Value.Instruments}} {
		to, from := reflect.ValueOf(list.to).Elem(), reflect.ValueOf(list.from)
		if list.given && (to.Len() > 0 || from.Len() > 0) && !reflect.DeepEqual(to.Interface(), list.from) {
			to.Set(from)
			changed = true
		}
	}
	return merged, changed
}

// changed notes what changes in a cell; old is nil where it was not coded. The id comes later.
func (m *merger) changed(r *sheet.Record[schema.Assessment], index int, mapping *schema.Mapping, old, merged *schema.Assessment) {
	c := CellChange{Country: m.country.Code, Criterion: merged.Criterion, Mapping: mapping.ID, Place: r.Place("level"), index: index}
	if old == nil {
		c.Fields = []FieldChange{{"level", string(schema.NotCoded), string(merged.Level)}}
		m.cells = append(m.cells, c)
		return
	}
	a, b := reflect.ValueOf(old).Elem(), reflect.ValueOf(merged).Elem()
	for i := range a.NumField() {
		from, to := inWords(a.Field(i)), inWords(b.Field(i))
		if from != to {
			c.Fields = append(c.Fields, FieldChange{schema.RuleOf(a.Type().Field(i)).Name, from, to})
		}
	}
	if old.Level != merged.Level {
		c.change.Level = &schema.FromTo[schema.Level]{From: old.Level, To: merged.Level}
	}
	if old.Contrary != merged.Contrary {
		c.change.Contrary = &schema.FromTo[bool]{From: old.Contrary, To: merged.Contrary}
	}
	if old.Confidence != merged.Confidence {
		c.change.Confidence = &schema.FromTo[schema.Confidence]{From: old.Confidence, To: merged.Confidence}
	}
	c.Recoded = c.change.Level != nil || c.change.Contrary != nil || c.change.Confidence != nil
	m.cells = append(m.cells, c)
}

// inWords is a value as it is shown to people who look at a change.
func inWords(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice:
		text := ""
		for i := range v.Len() {
			if i > 0 {
				text += "; "
			}
			text += inWords(v.Index(i))
		}
		return text
	case reflect.Struct:
		if date, ok := v.Interface().(schema.Date); ok {
			return date.String()
		}
		text := ""
		for i := range v.NumField() {
			if part := inWords(v.Field(i)); part != "" {
				if text != "" {
					text += ", "
				}
				text += part
			}
		}
		return text
	}
	return fmt.Sprint(v.Interface())
}
