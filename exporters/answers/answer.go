// Package answers turns the answers of package dataset into what people and programs read: a table on a terminal, Markdown,
// CSV and JSON. The command line prints them, and the server offers the same as downloads, so that a number looks the same
// wherever it is met.
//
// An [Answer] has two forms besides its text: parts for people, and tidy records (one row an observation) with the data
// behind them for programs. A level never travels alone in either: caution, what it covers, confidence, evidence and date
// stand beside it.
//
// What belongs here: one file a question, and one a form. What does not: computing (package dataset), whole datasets (the
// other packages of exporters).
package answers

import (
	"fmt"
	"io"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// An Answer is an answer ready to be written in any form.
type Answer struct {
	Title      string
	Parts      []Part     // for people
	Notes      []string   // what must be said with it, after the parts
	Records    Grid       // for CSV: tidy, one row an observation; the names of columns are those of the data
	Data       any        // for JSON
	Provenance Provenance // which data answered
}

// A Part is a heading, text and a grid, each of which may be left out.
type Part struct {
	Heading string
	Text    []string // paragraphs
	Grid    Grid
}

// A Grid is rows of cells under the names of their columns.
type Grid struct {
	Columns []string
	Rows    [][]Cell
}

// A Cell is a text, with the level that colours it where it shows one, and the sign that stands for the level where the
// terminal is too narrow for words.
type Cell struct {
	Text  string
	Level schema.CellLevel
	Sign  string
}

// row makes a row of plain texts.
func row(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i].Text = t
	}
	return cells
}

// Provenance says which data answered: every download carries it.
type Provenance struct {
	Title   string      `json:"title"`
	Version string      `json:"version"`
	Digest  string      `json:"digest"`
	Licence string      `json:"licence"`
	Cite    string      `json:"cite"`
	AsOf    schema.Date `json:"as_of"`
	Mapping string      `json:"mapping"`
}

// ProvenanceOf is the provenance of what a view answers.
func ProvenanceOf(v *dataset.View) Provenance {
	d := v.Dataset()
	return Provenance{
		Title: d.Title, Version: d.Version, Digest: v.Digest(), Licence: d.Licence.ID, Cite: d.Cite,
		AsOf: v.Date, Mapping: v.InMapping.ID,
	}
}

// A Format is a form in which an answer can be written.
type Format string

// The formats.
const (
	Table    Format = "table"
	JSON     Format = "json"
	CSV      Format = "csv"
	Markdown Format = "markdown"
)

// Formats are the names of the formats.
var Formats = []string{string(Table), string(JSON), string(CSV), string(Markdown)}

// ParseFormat reads the name of a format.
func ParseFormat(text string) (Format, error) {
	for _, f := range Formats {
		if f == text {
			return Format(f), nil
		}
	}
	return "", schema.UnknownWord("format", text, Formats)
}

// A Terminal says what a table is written to. The zero Terminal is a pipe: plain, and as wide as the text.
type Terminal struct {
	Width  int // in columns; 0 for no limit
	Colour bool
}

// Write writes an answer in a format. Only tables ask what they are written to.
func (a *Answer) Write(w io.Writer, format Format, to Terminal) error {
	switch format {
	case Table:
		return a.writeTable(w, to)
	case JSON:
		return a.WriteJSON(w)
	case CSV:
		return a.WriteCSV(w, false)
	case Markdown:
		return a.writeMarkdown(w)
	}
	return fmt.Errorf("no format %q", format)
}
