// Package sheet turns rows of cells into schema records, wherever the rows came from: a sheet of a workbook, a CSV file, a
// team's own layout. It holds what those readers share: how a header is matched with a field, how the text of a cell
// becomes a value, and what is said of a cell that cannot be read.
//
// Nothing is guessed in silence. A word that differs from ours by case, blanks or accents alone is read and counted as
// normalised; every other is a problem with its cell, what stands there and what would be right.
//
// What belongs here: rows in, records and problems out. What does not: opening files (packages workbook and table), the
// description of a foreign layout (package layout), and putting records into a dataset (package importers).
package sheet

import (
	"iter"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Row is one row of a sheet that has text in it. Number counts from 1, empty rows too. Cells may be fewer than the header
// has; what is missing is empty.
type Row struct {
	Number int
	Cells  []string
}

// Cell is the text of a column, counted from 1; nothing beyond the last one.
func (r Row) Cell(column int) string {
	if column < 1 || column > len(r.Cells) {
		return ""
	}
	return r.Cells[column-1]
}

// Empty says whether no cell of the row has text.
func (r Row) Empty() bool {
	for _, c := range r.Cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// A Sheet is rows of text: a sheet of a workbook, or a table file, which has no Name. Rows can be walked again; an error ends

type Sheet struct {
	File string
	Name string
	Rows iter.Seq2[Row, error]
}

// Place is where a cell stands: by sheet and cell in a workbook, by line and field in a table file. Without a column it is
// the row, without a row the sheet.
func (s *Sheet) Place(row, column int) schema.Place {
	place := schema.Place{File: s.File, Sheet: s.Name}
	switch {
	case s.Name == "":
		place.Line, place.Column = row, column
	case column > 0 && row > 0:
		place.Cell = ColumnName(column) + strconv.Itoa(row)
	case row > 0:
		place.Cell = "A" + strconv.Itoa(row)
	case column > 0:
		place.Cell = ColumnName(column)
	}
	return place
}

// ColumnName is the letters by which spreadsheets know a column, counted from 1: A, Z, AA.
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// ColumnNumber is the column that letters name, or 0 where they name none.
func ColumnNumber(name string) int {
	n := 0
	for _, r := range strings.ToUpper(name) {
		if r < 'A' || r > 'Z' || n > 1000 {
			return 0
		}
		n = n*26 + int(r-'A'+1)
	}
	return n
}

// Columns say where each field of a kind of record stands in a sheet: by column from 1, or 0 for what a layout sets for
// all rows. A field that is missing was not given, so what the dataset has of it stays.
type Columns struct {
	Sheet *Sheet
	At    map[string]int
}

// A Record is a record as a file gives it. Columns is nil where the file gives all fields, as native files do.
type Record[R any] struct {
	Value   R
	Row     int
	Columns *Columns
	Origin  interface {
		Place(path string) schema.Place
	} // where a native record stood, whose Columns are nil
	within map[string]part // by path in the record: parts that stand in rows of another sheet
}

// A part of a record that stands in a row of its own.
type part struct {
	columns *Columns
	row     int
}

// Within notes that a part of the record, by its path in it (citations[0]), stands in a row of another sheet.
func (r *Record[R]) Within(path string, columns *Columns, row int) {
	if r.within == nil {
		r.within = map[string]part{}
	}
	r.within[path] = part{columns, row}
}

// Gives says whether the file gives a field.
func (r *Record[R]) Gives(field string) bool {
	if r.Columns == nil {
		return true
	}
	_, ok := r.Columns.At[field]
	return ok
}

// Place is where the value at a path in the record stands: level, citations[0].says. It is the record's row where the value
// has no cell of its own.
func (r *Record[R]) Place(path string) schema.Place {
	if r.Columns == nil {
		if r.Origin == nil {
			return schema.Place{}
		}
		return r.Origin.Place(path)
	}
	head, field, _ := strings.Cut(path, ".")
	if p, ok := r.within[head]; ok {
		return p.columns.Sheet.Place(p.row, p.columns.At[field])
	}
	name, _, _ := strings.Cut(head, "[")
	return r.Columns.Sheet.Place(r.Row, r.Columns.At[name])
}

// A Country is what files give for a country.
type Country struct {
	Code        schema.CountryCode
	Fields      *schema.Country // name, overview and the like: native files alone have them
	Assessments []Record[schema.Assessment]
	Sources     []Record[schema.Source]
	Instruments []Record[schema.Instrument]
	Timeline    []Record[schema.Event]
	Services    []Record[schema.Service]
	Findings    []Record[schema.Finding]
}

// A Submission is what files give, before it is put into a dataset. Assessments whose mapping is empty belong to the mapping
// into which is imported.
type Submission struct {
	Mapping    *Record[schema.Mapping] // what the file says of its own mapping, nil for nothing
	Whole      bool                    // it is the dataset's own workbook, edited: one row for one span is that span, whatever its date
	Countries  []*Country
	Parts      []schema.File // whole files of a dataset other than countries
	Rows       int           // rows read
	Normalised int           // values read as a word that is written otherwise
	Problems   schema.Problems
	Progress   func() // called for each row, nil for nobody
}

// read counts a row.
func (s *Submission) read() {
	s.Rows++
	if s.Progress != nil {
		s.Progress()
	}
}

// Country is the part of a country, which is added where there is none.
func (s *Submission) Country(code schema.CountryCode) *Country {
	for _, c := range s.Countries {
		if c.Code == code {
			return c
		}
	}
	c := &Country{Code: code}
	s.Countries = append(s.Countries, c)
	return c
}

// Records counts the records of all kinds.
func (s *Submission) Records() int {
	n := 0
	for _, c := range s.Countries {
		n += len(c.Assessments) + len(c.Sources) + len(c.Instruments) + len(c.Timeline) + len(c.Services) + len(c.Findings)
	}
	return n
}

// Errorf reports an error at a place.
func (s *Submission) Errorf(place schema.Place, format string, args ...any) {
	s.Problems = append(s.Problems, problemf(schema.Error, place, format, args...))
}

// Warnf reports a warning at a place.
func (s *Submission) Warnf(place schema.Place, format string, args ...any) {
	s.Problems = append(s.Problems, problemf(schema.Warning, place, format, args...))
}
