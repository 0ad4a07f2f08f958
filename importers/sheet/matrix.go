package sheet

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Matrix says how to read a sheet in which a cell is a level: countries down and criteria across, or the other way round.
type Matrix struct {
	Form
	Across string // the field that the header has: country or criterion
	Down   string // the other one, which a column of each row has
	Column int    // the column of Down; 0 for the one whose header says so, else the first
}

// criterionForm is what the id of a criterion looks like; whether there is such a one, the codebook says.
var criterionForm = regexp.MustCompile(`^[A-Za-z]{1,3}[0-9]{1,3}$`)

// ReadMatrix reads a matrix as assessments, one for each cell with text. Empty cells are not coded.
func ReadMatrix(out *Submission, s *Sheet, m Matrix) []Record[AssessmentRow] {
	var records []Record[AssessmentRow]
	var columns []*Columns // by place in the row; nil for those that are not read
	var heads []string
	down := m.Column
	for row, err := range s.Rows {
		if err != nil {
			out.Errorf(s.Place(row.Number, 0), "%s", err)
			return records
		}
		if row.Empty() || row.Number < m.HeaderRow {
			continue
		}
		if columns == nil {
			if columns, heads, down = m.header(out, s, row); columns == nil {
				return nil
			}
			continue
		}
		out.read()
		key, ok := m.key(m.Down, row.Cell(down))
		if !ok {
			if key == "" {
				out.Errorf(s.Place(row.Number, down), "no %s is given", m.Down)
			} else {
				out.Errorf(s.Place(row.Number, down), "%s", unknownKey(m.Down, key))
			}
			continue
		}
		for i, c := range columns {
			if c == nil || strings.TrimSpace(row.Cell(i+1)) == "" {
				continue
			}
			records = append(records, m.cell(out, s, row, i, c, key, heads[i]))
		}
	}
	if columns == nil {
		out.Errorf(s.Place(0, 0), "the sheet has no header")
	}
	return records
}

// header places the columns by their headers.
func (m Matrix) header(out *Submission, s *Sheet, row Row) (columns []*Columns, heads []string, down int) {
	down = m.Column
	for i, title := range row.Cells {
		if down == 0 && (Fold(title) == Fold(m.Down) || m.Headers[m.Down] != "" && Fold(title) == Fold(m.Headers[m.Down])) {
			down = i + 1
		}
	}
	if down == 0 {
		down = 1
	}
	columns, heads = make([]*Columns, len(row.Cells)), make([]string, len(row.Cells))
	ignored := map[string]bool{}
	for _, title := range m.Ignore {
		ignored[Fold(title)] = true
	}
	seen := map[string]bool{}
	for i, title := range row.Cells {
		if i+1 == down || strings.TrimSpace(title) == "" || ignored[Fold(title)] {
			continue
		}
		key, ok := m.key(m.Across, title)
		switch {
		case !ok:
			out.Errorf(s.Place(row.Number, i+1), "in the header, %s; where the column is not to be read, a layout lists it under ignore", unknownKey(m.Across, key))
			continue
		case seen[key]:
			out.Errorf(s.Place(row.Number, i+1), "the %s %s stands in the header twice", m.Across, key)
			continue
		}
		seen[key] = true
		heads[i] = key
		columns[i] = &Columns{Sheet: s, At: map[string]int{"level": i + 1, m.Across: i + 1, m.Down: down}}
		for name := range m.Constants {
			columns[i].At[name] = 0
		}
	}
	if len(seen) == 0 {
		out.Errorf(s.Place(row.Number, 0), "no column of the header is a %s; the headers here are %s", m.Across, quoted(row.Cells))
		return nil, nil, 0
	}
	return columns, heads, down
}

// key is a country or a criterion as a sheet names it.
func (m Matrix) key(field, text string) (string, bool) {
	text = strings.TrimSpace(text)
	if meant, ok := m.Values[field][FoldValue(text)]; ok {
		text = meant
	}
	if field == "country" {
		code, err := schema.ParseCountryCode(text)
		if err != nil {
			return text, false
		}
		return string(code), true
	}
	return strings.ToUpper(text), criterionForm.MatchString(text)
}

func unknownKey(field, text string) string {
	if field == "country" {
		var names []string
		for _, t := range schema.CountryCodes.Terms() {
			names = append(names, t.Means)
		}
		if near := schema.Nearest(text, names); near != "" {
			return "unknown country " + `"` + text + `"; did you mean ` + near + "?"
		}
		_, err := schema.ParseCountryCode(text)
		return err.Error()
	}
	return "unknown criterion " + `"` + text + `"; write its id, for example L1, or name it in a layout`
}

// cell makes an assessment of a cell.
func (m Matrix) cell(out *Submission, s *Sheet, row Row, i int, c *Columns, down, across string) Record[AssessmentRow] {
	r := Record[AssessmentRow]{Row: row.Number, Columns: c}
	value := reflect.ValueOf(&r.Value).Elem()
	set := func(field, text string) {
		normalised, err := Set(value.FieldByName(fieldNames[field]), field, text, m.Separators[field])
		if err != nil {
			out.Errorf(s.Place(row.Number, c.At[field]), "%s: %s", field, err)
		}
		if normalised && field == "level" {
			out.Normalised++
		}
	}
	for _, name := range m.constantNames() {
		set(name, m.Constants[name])
	}
	set(m.Down, down)
	set(m.Across, across)
	text := row.Cell(i + 1)
	if meant, ok := m.Values["level"][FoldValue(text)]; ok {
		text = meant
	}
	set("level", text)
	return r
}

func (m Matrix) constantNames() []string {
	var names []string
	for name := range m.Constants {
		if fieldNames[name] != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// fieldNames are the Go names of the fields of an assessment row by their names in data.
var fieldNames = func() map[string]string {
	names := map[string]string{}
	index, _ := fieldsOf(reflect.TypeFor[AssessmentRow]())
	for name, at := range index {
		names[name] = reflect.TypeFor[AssessmentRow]().FieldByIndex(at).Name
	}
	return names
}()

// AssessmentFields are the names of the fields that a row of assessments can have.
func AssessmentFields() []string {
	_, names := fieldsOf(reflect.TypeFor[AssessmentRow]())
	return names
}

// ReadAssessments reads a sheet without a layout and adds its assessments: one row an assessment where its header has
// criterion and level, else a matrix of countries and criteria, whichever its header has at least two of.
func ReadAssessments(out *Submission, s *Sheet) {
	for row, err := range s.Rows {
		if err != nil || row.Empty() {
			if err != nil {
				break
			}
			continue
		}
		countries, criteria, named := 0, 0, map[string]bool{}
		for _, title := range row.Cells {
			named[Fold(title)] = true
			if _, err := schema.ParseCountryCode(title); err == nil {
				countries++
			}
			if criterionForm.MatchString(strings.TrimSpace(title)) {
				criteria++
			}
		}
		switch {
		case named["criterion"] && named["level"]:
		case countries > 1:
			AddAssessments(out, ReadMatrix(out, s, Matrix{Across: "country", Down: "criterion"}), "")
			return
		case criteria > 1:
			AddAssessments(out, ReadMatrix(out, s, Matrix{Across: "criterion", Down: "country"}), "")
			return
		}
		break
	}
	AddEach(out, s, Form{Ignore: []string{"id", "question", "title", "aspect"}, Required: []string{"criterion", "level"}}, "")
}
