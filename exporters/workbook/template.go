// Package workbook writes the coding workbook: a spreadsheet in which a team codes one country and which
// firewallmap import reads back (see importers/workbook for the reader and internal/codingbook for the form).
//
// The workbook carries today's coding, or, for a mapping that is new, none, so that a second coder is not led by the first.
// What a second coder needs all the same, sources and instruments, stands in it either way.
package workbook

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/internal/codingbook"
	"github.com/firewallmap/firewallmap/schema"
)

// maxText is how many UTF-16 units a cell can hold, as spreadsheets define it.
const maxText = 32_767

// spare is how many rows below the last are made ready for more: unlocked, with their drop-downs.
const spare = 200

// Template writes the coding workbook of a country. mapping is the id of the coding exercise: empty for the default one;
// one that the dataset lacks is new, and the coding is left blank.
func Template(s *dataset.Snapshot, country *schema.Country, mapping string) ([]byte, error) {
	w := &writer{snapshot: s, country: country, file: excelize.NewFile()}
	defer w.file.Close()
	w.mapping = s.DefaultMapping()
	if mapping != "" {
		if w.mapping = s.Mapping(mapping); w.mapping == nil {
			if err := schema.CheckID(mapping); err != nil {
				return nil, fmt.Errorf("mapping: %w", err)
			}
			w.mapping, w.blank = &schema.Mapping{ID: mapping, Codebook: s.Records().Codebook.Version}, true
		}
	}
	if err := w.write(); err != nil {
		return nil, fmt.Errorf("coding workbook of %s: %w", country.Code, err)
	}
	var out bytes.Buffer
	if err := w.file.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// writer writes one coding workbook.
type writer struct {
	snapshot *dataset.Snapshot
	country  *schema.Country
	mapping  *schema.Mapping
	blank    bool
	file     *excelize.File
	styles   styles
	err      error // the first problem of a cell
}

func (w *writer) write() (err error) {
	if w.styles, err = newStyles(w.file); err != nil {
		return err
	}
	if err := w.file.SetSheetName("Sheet1", codingbook.ReadMe); err != nil {
		return err
	}
	for _, name := range []string{codingbook.Mapping, codingbook.Codebook} {
		if _, err := w.file.NewSheet(name); err != nil {
			return err
		}
	}
	for _, sheet := range codingbook.Sheets {
		if _, err := w.file.NewSheet(sheet.Name); err != nil {
			return err
		}
	}
	for _, page := range []func() error{w.readMe, w.mappingSheet, w.codebook, w.records} {
		if err := page(); err != nil {
			return err
		}
	}
	index, err := w.file.GetSheetIndex(codingbook.Assessments)
	if err != nil {
		return err
	}
	w.file.SetActiveSheet(index)
	if err := w.file.SetDocProps(&excelize.DocProperties{
		Title: fmt.Sprintf("Coding workbook: %s, %s", w.country.Name, w.mapping.ID), Creator: "Firewall Map",
		Created: w.snapshot.AsOf().Last().String() + "T00:00:00Z", Modified: w.snapshot.AsOf().Last().String() + "T00:00:00Z",
	}); err != nil {
		return err
	}
	return w.err
}

// records writes the sheets of records.
func (w *writer) records() error {
	assessments := w.assessments()
	rows := map[string][]map[string]string{
		codingbook.Assessments:     w.assessmentRows(assessments),
		codingbook.Citations:       citationRows(assessments),
		codingbook.LegalReferences: referenceRows(assessments),
		codingbook.Sources:         rowsOf(w.country.Sources),
		codingbook.Instruments:     rowsOf(w.country.Instruments),
		codingbook.Timeline:        rowsOf(w.country.Timeline),
		codingbook.Services:        rowsOf(w.country.Services),
		codingbook.Findings:        rowsOf(w.country.Findings),
	}
	for _, sheet := range codingbook.Sheets {
		if err := w.sheet(sheet, rows[sheet.Name]); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.Name, err)
		}
	}
	return nil
}

// assessments are those of the country in the mapping, in the order of the codebook, earlier spans first.
func (w *writer) assessments() []*dataset.Assessment {
	if w.blank {
		return nil
	}
	var all []*dataset.Assessment
	for _, c := range w.snapshot.Criteria("") {
		all = append(all, w.snapshot.History(w.country.Code, c.ID, w.mapping.ID)...)
	}
	return all
}

// assessmentRows has a row for each assessment, and a blank one for each criterion that was not coded.
func (w *writer) assessmentRows(assessments []*dataset.Assessment) []map[string]string {
	var rows []map[string]string
	for _, c := range w.snapshot.Criteria("") {
		coded := false
		for _, a := range assessments {
			if a.Criterion == c {
				row := fieldsOf(reflect.ValueOf(a.Assessment).Elem())
				row["question"] = c.Question
				rows, coded = append(rows, row), true
			}
		}
		if !coded {
			rows = append(rows, map[string]string{"criterion": c.ID, "question": c.Question})
		}
	}
	return rows
}

func citationRows(assessments []*dataset.Assessment) []map[string]string {
	var rows []map[string]string
	for _, a := range assessments {
		for i := range a.Citations {
			rows = append(rows, under(a, fieldsOf(reflect.ValueOf(&a.Citations[i]).Elem())))
		}
	}
	return rows
}

func referenceRows(assessments []*dataset.Assessment) []map[string]string {
	var rows []map[string]string
	for _, a := range assessments {
		for i := range a.Instruments {
			rows = append(rows, under(a, fieldsOf(reflect.ValueOf(&a.Instruments[i]).Elem())))
		}
	}
	return rows
}

// under says to which assessment a row belongs.
func under(a *dataset.Assessment, row map[string]string) map[string]string {
	row["criterion"], row["valid_from"] = a.Criterion.ID, a.ValidFrom.String()
	return row
}

func rowsOf[R any](records []R) []map[string]string {
	rows := make([]map[string]string, len(records))
	for i := range records {
		rows[i] = fieldsOf(reflect.ValueOf(&records[i]).Elem())
	}
	return rows
}

// fieldsOf is a record as texts by the names of its fields.
func fieldsOf(record reflect.Value) map[string]string {
	row := map[string]string{}
	for i := range record.NumField() {
		row[schema.RuleOf(record.Type().Field(i)).Name] = text(record.Field(i))
	}
	return row
}

// text is a value as it stands in a cell: lists one part a line.
func text(value reflect.Value) string {
	if t, ok := value.Interface().(encoding.TextMarshaler); ok {
		b, _ := t.MarshalText() // a date always can be written
		return string(b)
	}
	switch value.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(value.Bool())
	case reflect.Int:
		if value.Int() == 0 {
			return ""
		}
		return strconv.FormatInt(value.Int(), 10)
	case reflect.Pointer:
		if value.IsNil() {
			return ""
		}
		return text(value.Elem())
	case reflect.Slice:
		parts := make([]string, value.Len())
		for i := range parts {
			parts[i] = text(value.Index(i))
		}
		return strings.Join(parts, "\n")
	case reflect.Struct:
		if n, ok := value.Interface().(schema.Notification); ok {
			return string(n.Whom) + " | " + n.When + " | " + n.Criterion
		}
		return ""
	}
	return value.String()
}

// units is how many UTF-16 units a text has, by which spreadsheets count.
func units(text string) int { return len(utf16.Encode([]rune(text))) }
