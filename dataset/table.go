package dataset

import (
	"fmt"
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// A ColumnType is what the values of a column are.
type ColumnType string

// The types of column, with the Go type of a value. A value that is not there is nil in every type.
const (
	Text     ColumnType = "text"      // string
	Integer  ColumnType = "integer"   // int
	Boolean  ColumnType = "boolean"   // bool
	DateText ColumnType = "date"      // string: YYYY, YYYY-MM or YYYY-MM-DD
	TextList ColumnType = "text_list" // []string, never empty
	Objects  ColumnType = "objects"   // []any of map[string]any with strings
)

// A Column is one column of a table: its name and type, what it means, and what its values may be.
type Column struct {
	Name     string
	Type     ColumnType
	Means    string
	Required bool
	Words    []string // the closed set that its values are of, in its order; nil for an open one
	Refers   string   // the table whose ids its values are; empty for none
	Fields   []string // what the objects of a column of objects have, each a string; nil for other columns
}

// A Table is one table of the dataset: flat rows, sorted by id, each value of the type of its column. The first column is
// the id. Tables are what the digest is made of, and what the files for researchers hold.
type Table struct {
	Name    string
	Means   string
	Columns []Column
	Rows    [][]any
}

// Digest is the SHA-256 of the rows as canonical JSON: a list of objects, sorted by id, in which what is not there is left
// out. Whoever reads a table back from a file gets the same digest where nothing was lost.
func (t *Table) Digest() string {
	order := make([]int, len(t.Columns)) // the columns in the order in which canonical JSON has its keys
	for j := range order {
		order[j] = j
	}
	sort.Slice(order, func(i, j int) bool { return lessUTF16(t.Columns[order[i]].Name, t.Columns[order[j]].Name) })
	out := make([]byte, 0, 1<<16)
	out = append(out, '[')
	for i, row := range t.Rows {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '{')
		for _, j := range order {
			if row[j] == nil {
				continue
			}
			if out[len(out)-1] != '{' {
				out = append(out, ',')
			}
			out = append(appendString(out, t.Columns[j].Name), ':')
			var err error
			if out, err = appendCanonical(out, row[j]); err != nil {
				panic(fmt.Sprintf("table %s: %v", t.Name, err)) // a column whose values are not of its type
			}
		}
		out = append(out, '}')
	}
	return digestOf(append(out, ']'))
}

// digestOfTables is the digest of the list of tables with their digests.
func digestOfTables(tables []*Table) string {
	list := make([]any, len(tables))
	for i, t := range tables {
		list[i] = map[string]any{"table": t.Name, "digest": t.Digest()}
	}
	data, err := appendCanonical(nil, list)
	if err != nil {
		panic(err) // a list of strings
	}
	return digestOf(data)
}

// Tables are the tables of the dataset. They must not be changed.
func (s *Snapshot) Tables() []*Table { return s.tables() }

// Table is the table with this name, or nil.
func (s *Snapshot) Table(name string) *Table {
	for _, t := range s.Tables() {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// A columnOf declares a column of a table whose rows are made from records of type R.
type columnOf[R any] struct {
	Column
	value func(*R) any
}

// tableOf makes a table of records.
func tableOf[R any](name, means string, records []R, columns ...columnOf[R]) *Table {
	t := &Table{Name: name, Means: means, Columns: make([]Column, len(columns)), Rows: make([][]any, len(records))}
	for j := range columns {
		t.Columns[j] = columns[j].Column
	}
	for i := range records {
		row := make([]any, len(columns))
		for j := range columns {
			row[j] = columns[j].value(&records[i])
		}
		t.Rows[i] = row
	}
	sort.Slice(t.Rows, func(i, j int) bool { return t.Rows[i][0].(string) < t.Rows[j][0].(string) })
	return t
}

// text declares a column of text; no text is no value.
func text[R any, W ~string](name, means string, get func(*R) W) columnOf[R] {
	return columnOf[R]{Column{Name: name, Type: Text, Means: means}, func(r *R) any {
		if v := get(r); v != "" {
			return string(v)
		}
		return nil
	}}
}

// word declares a column of words of a closed set.
func word[R any, W ~string](name, means string, set schema.Vocabulary[W], get func(*R) W) columnOf[R] {
	c := text(name, means, get)
	c.Words = plain(set.Words())
	return c
}

// date declares a column of dates.
func date[R any](name, means string, get func(*R) schema.Date) columnOf[R] {
	c := text(name, means, func(r *R) string { return get(r).String() })
	c.Type = DateText
	return c
}

// boolean declares a column of yes or no.
func boolean[R any](name, means string, get func(*R) bool) columnOf[R] {
	return columnOf[R]{Column{Name: name, Type: Boolean, Means: means, Required: true}, func(r *R) any { return get(r) }}
}

// integer declares a column of whole numbers; 0 is no value.
func integer[R any](name, means string, get func(*R) int) columnOf[R] {
	return columnOf[R]{Column{Name: name, Type: Integer, Means: means}, func(r *R) any {
		if v := get(r); v != 0 {
			return v
		}
		return nil
	}}
}

// list declares a column of lists of text; an empty list is no value.
func list[R any, W ~string](name, means string, get func(*R) []W) columnOf[R] {
	return columnOf[R]{Column{Name: name, Type: TextList, Means: means}, func(r *R) any {
		if v := get(r); len(v) > 0 {
			return plain(v)
		}
		return nil
	}}
}

// words declares a column of lists of words of a closed set.
func words[R any, W ~string](name, means string, set schema.Vocabulary[W], get func(*R) []W) columnOf[R] {
	c := list(name, means, get)
	c.Words = plain(set.Words())
	return c
}

// required says that every row has a value.
func (c columnOf[R]) required() columnOf[R] { c.Required = true; return c }

// refers says that the values are ids of a table.
func (c columnOf[R]) refers(table string) columnOf[R] { c.Refers = table; return c }

// plain are words as plain text.
func plain[W ~string](words []W) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return texts
}
