// Package tidy says what the files for researchers hold, whatever their format: the tables of the digest with the columns
// that help to work with a level, the matrix of countries and criteria, the words of the README, and how a value is written
// in a cell of text.
//
// What belongs here: what CSV, XLSX, Parquet and Data Package have in common. What does not: bytes of a format (the packages
// beside it), and the tables themselves, which package dataset declares once.
package tidy

import (
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A Column is a column of a file. One that is derived is computed from another for the reader's convenience; it is no part
// of the table that the digest is made of.
type Column struct {
	dataset.Column
	Derived bool
	Labels  map[int]string // what the numbers of an ordered code stand for; nil for other columns
}

// A Sheet is one table as files hold it: rows of values, each of the type of its column, nil where there is none. The first
// column is the key.
type Sheet struct {
	Name    string
	Means   string
	Digest  string // the digest of the table, empty for what is no table of the digest
	Columns []Column
	table   [][]any
	width   int    // how many values a row of the table has
	cells   []cell // how the value of each column comes out of them
}

// A cell makes a value from a value of the row: the one at its place, or one computed from it.
type cell struct {
	at   int
	from func(any) any // nil: as it stands
}

// Len is how many rows the sheet has.
func (s *Sheet) Len() int { return len(s.table) }

// AppendRow appends the values of a row, counted from 0, and returns the longer row.
func (s *Sheet) AppendRow(row []any, i int) []any {
	values := s.table[i]
	for _, c := range s.cells {
		v := values[c.at]
		if c.from != nil {
			v = c.from(v)
		}
		row = append(row, v)
	}
	return row
}

// Tables are the tables of the digest as sheets, in the order of the digest.
func Tables(s *dataset.Snapshot) []*Sheet {
	var sheets []*Sheet
	for _, t := range s.Tables() {
		sheets = append(sheets, FromTable(t))
	}
	return sheets
}

// besideLevel are the columns that are moved next to a level, as it must not be read without them.
var besideLevel = []string{"contrary", "caution", "covers", "confidence", "evidence"}

// FromTable is a table as a sheet. A column of levels is followed by its ordered code, label, score and what is missing, and
// by what the level must not be read without.
func FromTable(t *dataset.Table) *Sheet {
	s := &Sheet{Name: t.Name, Means: t.Means, Digest: t.Digest(), table: t.Rows, width: len(t.Columns)}
	places := map[string]int{}
	level := -1
	for j, c := range t.Columns {
		places[c.Name] = j
		if c.Name == "level" {
			level = j
		}
	}
	moved := map[string]bool{}
	if level >= 0 {
		for _, name := range besideLevel {
			_, moved[name] = places[name]
		}
	}
	add := func(j int) {
		s.Columns = append(s.Columns, Column{Column: t.Columns[j]})
		s.cells = append(s.cells, cell{at: j})
	}
	for j, c := range t.Columns {
		if moved[c.Name] {
			continue
		}
		add(j)
		if j != level {
			continue
		}
		for _, d := range derivedFromLevel {
			s.Columns = append(s.Columns, d.column("level_"+d.name, "level"))
			s.cells = append(s.cells, cell{j, d.from})
		}
		for _, name := range besideLevel {
			if moved[name] {
				add(places[name])
			}
		}
	}
	return s
}

// A derivation is a column that is computed from a level.
type derivation struct {
	name   string
	kind   dataset.ColumnType
	means  string
	words  []string
	labels map[int]string
	from   func(any) any
}

// column is the derivation as a column with a name; from is the column that it is computed from.
func (d derivation) column(name, from string) Column {
	return Column{
		Column:  dataset.Column{Name: name, Type: d.kind, Means: d.means + "; computed from " + from, Words: d.words},
		Derived: true, Labels: d.labels,
	}
}

var derivedFromLevel = []derivation{
	{"order", dataset.Integer, "the level as an ordered code: 3 met, 2 largely, 1 partly, 0 not met; no value where the level is missing",
		nil, orderLabels(), func(v any) any { return order(cellLevel(v)) }},
	{"label", dataset.Text, "the level in words to be read", nil, nil, func(v any) any { return Label(cellLevel(v)) }},
	{"score", dataset.Integer, "what the level scores, from 0 to 100; no value where the level is missing, which is never a zero",
		nil, nil, func(v any) any { return score(cellLevel(v)) }},
	{"missing", dataset.Text, "why there is no order and no score: no_information (could not be established), not_applicable (the " +
		"criterion cannot apply) or, in the matrix, not_coded (nothing was coded); no value where the level scores", missingWords(), nil,
		func(v any) any { return missing(cellLevel(v)) }},
}

func cellLevel(v any) schema.CellLevel {
	text, _ := v.(string)
	return schema.CellLevel(text)
}

// Order is the level as an ordered code, from 0 for not met to 3 for met, and whether it has one: what is missing has none.
func Order(l schema.CellLevel) (int, bool) {
	for i, scored := range schema.ScoredLevels {
		if schema.Level(l) == scored {
			return len(schema.ScoredLevels) - 1 - i, true
		}
	}
	return 0, false
}

// Label is the level in words to be read: "not met".
func Label(l schema.CellLevel) string { return strings.ReplaceAll(string(l), "_", " ") }

func order(l schema.CellLevel) any {
	if n, ok := Order(l); ok {
		return n
	}
	return nil
}

func score(l schema.CellLevel) any {
	if level, coded := l.Level(); coded {
		if v, ok := level.Score(); ok {
			return int(v)
		}
	}
	return nil
}

func missing(l schema.CellLevel) any {
	if _, ok := Order(l); ok {
		return nil
	}
	return string(l)
}

func orderLabels() map[int]string {
	labels := map[int]string{}
	for _, l := range schema.ScoredLevels {
		n, _ := Order(schema.CellLevel(l))
		labels[n] = Label(schema.CellLevel(l))
	}
	return labels
}

func missingWords() []string {
	var words []string
	for _, l := range schema.CellLevels.Words() {
		if _, ok := Order(l); !ok {
			words = append(words, string(l))
		}
	}
	return words
}
