package sheet

import (
	"reflect"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Form says how the columns of a sheet become the fields of a kind of record. The zero Form reads a header of the names
// of the fields.
type Form struct {
	HeaderRow  int                          // the row of the header, 0 for the first row with text
	Headers    map[string]string            // what our fields are called in the header, by field; others have their own names
	Fixed      map[string]int               // fields whose column is given by number, without a header
	Ignore     []string                     // headers that are known and not read
	Required   []string                     // fields without which no row can be read
	Values     map[string]map[string]string // by field: what a text, folded by [FoldValue], stands for
	Constants  map[string]string            // fields that are the same in all rows
	Separators map[string]string            // by field: the characters that split a list
}

// An AssessmentRow is an assessment as it stands in one row, with the sources, instruments and rules that it names by id.
type AssessmentRow struct {
	Country schema.CountryCode `json:"country"`
	schema.Assessment
	Sources     []string `json:"sources"`
	Locator     string   `json:"locator"`
	Says        string   `json:"says"`
	Instruments []string `json:"instruments"`
	Rules       []string `json:"rules"`
	Article     string   `json:"article"`
}

// fieldsOf are the fields of a record type that can stand in a cell, by name.
func fieldsOf(t reflect.Type) (index map[string][]int, names []string) {
	index = map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct && f.Type != reflect.TypeFor[[]schema.Notification]() {
			continue
		}
		name := schema.RuleOf(f).Name
		index[name] = f.Index
		names = append(names, name)
	}
	return index, names
}

// reader reads the rows of one sheet into records of type R.
type reader[R any] struct {
	out     *Submission
	sheet   *Sheet
	form    Form
	index   map[string][]int
	names   []string
	columns *Columns
	order   []string // the fields that have a column
	blank   R        // a record with the constants set
	texts   repeated
}

// repeated keeps texts that stand in many cells once, as words, ids and questions do.
type repeated map[string]string

const (
	maxRepeated     = 4_096 // texts
	maxRepeatedText = 256   // bytes
)

func (known repeated) once(text string) string {
	if same, ok := known[text]; ok {
		return same
	}
	if len(text) <= maxRepeatedText && len(known) < maxRepeated {
		known[text] = text
	}
	return text
}

// Read reads the rows of a sheet as records of type R. Each problem goes to the submission with its cell; a record of which
// a cell could not be read comes all the same, without that field.
func Read[R any](out *Submission, s *Sheet, form Form) []Record[R] {
	var records []Record[R]
	each(out, s, form, func(r Record[R]) { records = append(records, r) })
	return records
}

// each reads the rows of a sheet one by one, so that a large sheet is not held twice.
func each[R any](out *Submission, s *Sheet, form Form, take func(Record[R])) {
	r := &reader[R]{out: out, sheet: s, form: form, columns: &Columns{Sheet: s, At: map[string]int{}}, texts: repeated{}}
	r.index, r.names = fieldsOf(reflect.TypeFor[R]())
	r.constants()
	if form.Fixed != nil && form.HeaderRow == 0 && len(form.Headers) == 0 {
		r.fixed()
		r.order = r.given()
	}
	for row, err := range s.Rows {
		if err != nil {
			out.Errorf(s.Place(row.Number, 0), "%s", err)
			return
		}
		if row.Empty() || row.Number < form.HeaderRow {
			continue
		}
		if r.order == nil {
			if !r.header(row) {
				return
			}
			continue
		}
		out.read()
		take(r.record(row))
	}
	if r.order == nil {
		out.Errorf(s.Place(0, 0), "the sheet has no header; its first row names the columns: %s", strings.Join(r.names, ", "))
	}
}

// constants sets what is the same in all rows.
func (r *reader[R]) constants() {
	value := reflect.ValueOf(&r.blank).Elem()
	for name, text := range r.form.Constants {
		index, ok := r.index[name]
		if !ok {
			continue // said where the layout was read
		}
		if _, err := Set(value.FieldByIndex(index), name, text, r.form.Separators[name]); err != nil {
			r.out.Errorf(r.sheet.Place(0, 0), "the constant %s: %s", name, err)
		}
		r.columns.At[name] = 0
	}
}

// fixed places the fields whose columns are given by number.
func (r *reader[R]) fixed() {
	for name, column := range r.form.Fixed {
		r.columns.At[name] = column
	}
}

// header matches the header with the fields, without regard to case, accents, blanks and punctuation.
func (r *reader[R]) header(row Row) bool {
	r.fixed()
	wanted := map[string]string{}
	var known []string
	for _, name := range r.names {
		title := name
		if t, ok := r.form.Headers[name]; ok {
			title = t
		} else if r.form.Headers != nil {
			continue // a layout names the headers that it reads
		}
		if _, taken := r.columns.At[name]; !taken || r.form.Fixed[name] == 0 {
			wanted[Fold(title)] = name
			known = append(known, title)
		}
	}
	ignored := map[string]bool{}
	for _, title := range r.form.Ignore {
		ignored[Fold(title)] = true
	}
	placed := map[string]bool{}
	var strange []int
	for i, title := range row.Cells {
		name, ok := wanted[Fold(title)]
		switch {
		case strings.TrimSpace(title) == "" || ignored[Fold(title)] || slices.Contains(fixedColumns(r.form.Fixed), i+1):
		case !ok:
			strange = append(strange, i)
		case placed[name]:
			r.out.Errorf(r.sheet.Place(row.Number, i+1), "the header %q stands twice; remove one of the columns", title)
		default:
			placed[name] = true
			r.columns.At[name] = i + 1
		}
	}
	if r.form.Headers == nil {
		for _, i := range strange {
			r.strange(row, i, known, wanted, placed)
		}
	} else {
		r.missing(row, placed)
	}
	r.order = r.given()
	for _, name := range r.form.Required {
		if _, ok := r.columns.At[name]; !ok {
			r.out.Errorf(r.sheet.Place(row.Number, 0), "no column has the header %q; the headers here are %s", name, quoted(row.Cells))
			return false
		}
	}
	return true
}

// strange reports a header that cannot be placed. It stops the import where it is most likely a slip of the pen, so that no
// column is lost by it.
func (r *reader[R]) strange(row Row, i int, known []string, wanted map[string]string, placed map[string]bool) {
	place := r.sheet.Place(row.Number, i+1)
	near := schema.Nearest(row.Cells[i], known)
	if near != "" && !placed[wanted[Fold(near)]] {
		r.out.Errorf(place, "unknown header %q; did you mean %s?", row.Cells[i], near)
		return
	}
	r.out.Warnf(place, "unknown header %q: its column is not read; the headers that are read are %s", row.Cells[i], strings.Join(known, ", "))
}

// missing reports the headers that a layout names and the sheet lacks, each with the nearest one that is there.
func (r *reader[R]) missing(row Row, placed map[string]bool) {
	for _, name := range r.names {
		if title, ok := r.form.Headers[name]; ok && !placed[name] {
			r.out.Errorf(r.sheet.Place(row.Number, 0), "no column has the header %q, which the layout names for %s; %s",
				title, name, schema.Suggest(title, nonEmpty(row.Cells)))
		}
	}
}

// given lists the fields that have a column, in the order of the columns.
func (r *reader[R]) given() []string {
	order := make([]string, 0, len(r.columns.At))
	for name, column := range r.columns.At {
		if column > 0 && r.index[name] != nil {
			order = append(order, name)
		}
	}
	slices.SortFunc(order, func(a, b string) int { return r.columns.At[a] - r.columns.At[b] })
	return order
}

// record reads one row.
func (r *reader[R]) record(row Row) Record[R] {
	record := Record[R]{Value: r.blank, Row: row.Number, Columns: r.columns}
	value := reflect.ValueOf(&record.Value).Elem()
	for _, name := range r.order {
		column := r.columns.At[name]
		text := r.texts.once(row.Cell(column))
		if text == "" {
			continue
		}
		if values := r.form.Values[name]; values != nil {
			if meant, ok := values[FoldValue(text)]; ok {
				text = meant
			}
		}
		normalised, err := Set(value.FieldByIndex(r.index[name]), name, text, r.form.Separators[name])
		if err != nil {
			r.out.Errorf(r.sheet.Place(row.Number, column), "%s: %s", name, err)
		}
		if normalised {
			r.out.Normalised++
		}
	}
	return record
}

func fixedColumns(fixed map[string]int) []int {
	var columns []int
	for _, c := range fixed {
		columns = append(columns, c)
	}
	return columns
}

func nonEmpty(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return strings.TrimSpace(c) == "" })
}

// quoted lists the headers of a row for people.
func quoted(cells []string) string {
	if cells = nonEmpty(cells); len(cells) > 30 {
		cells = append(cells[:30:30], "…")
	}
	return `"` + strings.Join(cells, `", "`) + `"`
}
