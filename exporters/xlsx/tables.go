package xlsx

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/exporters/tidy"
	"github.com/firewallmap/firewallmap/schema"
)

// Widths of columns, in characters.
const (
	narrowest = 7
	widest    = 60
)

// table writes a table of the digest: header, filters, and levels in their colours.
func (b *book) table(t *tidy.Sheet) error {
	sheet, err := b.newSheet(t.Name, widthsOf(t), 1, 1)
	if err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	looks := make([]int, len(t.Columns))
	level, against := -1, -1
	for j, c := range t.Columns {
		top, below := header, plainText
		if c.Derived {
			top, below = computed, faint
		}
		style, err := b.style(top)
		if err != nil {
			return err
		}
		head[j] = excelize.Cell{StyleID: style, Value: c.Name}
		if looks[j], err = b.style(below); err != nil {
			return err
		}
		switch c.Name {
		case "level":
			level = j
		case "contrary":
			against = j
		}
	}
	if err := sheet.addCells(head); err != nil {
		return err
	}
	values, cells := make([]any, 0, len(t.Columns)), make([]any, len(t.Columns))
	for i := range t.Len() {
		values = t.AppendRow(values[:0], i)
		for j, v := range values {
			cells[j] = nil
			if v != nil {
				cells[j] = excelize.Cell{StyleID: looks[j], Value: v}
			}
		}
		if level >= 0 {
			word, _ := values[level].(string)
			isContrary := false
			if against >= 0 {
				isContrary, _ = values[against].(bool)
			}
			style, err := b.style(lookOf(schema.CellLevel(word), isContrary))
			if err != nil {
				return err
			}
			cells[level] = excelize.Cell{StyleID: style, Value: word}
		}
		if err := sheet.addCells(cells); err != nil {
			return err
		}
	}
	return sheet.filtered(len(t.Columns))
}

// widthsOf are widths at which a sheet can be read: as wide as the longest value, within bounds; what is longer is wrapped.
func widthsOf(t *tidy.Sheet) []float64 {
	widths := make([]float64, len(t.Columns))
	for j, c := range t.Columns {
		widths[j] = float64(max(narrowest, utf8.RuneCountInString(c.Name)+4)) // room for the button of the filter
	}
	row := make([]any, 0, len(t.Columns))
	for i := range t.Len() {
		row = t.AppendRow(row[:0], i)
		for j, v := range row {
			if widths[j] < widest && v != nil {
				widths[j] = min(widest, max(widths[j], float64(longestLine(tidy.Text(v))+2)))
			}
		}
	}
	return widths
}

func longestLine(text string) int {
	longest := 0
	for line := range strings.SplitSeq(text, "\n") {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	return longest
}

// columns writes what each column of each table means.
func (b *book) columns(tables []*tidy.Sheet) error {
	sheet, err := b.newSheet(columnsSheet, []float64{20, 24, 12, 12, 90}, 2, 1)
	if err != nil {
		return err
	}
	if err := sheet.add(header, "table", "column", "type", "computed", "meaning"); err != nil {
		return err
	}
	for _, t := range tables {
		for _, c := range t.Columns {
			if err := sheet.add(plainText, t.Name, c.Name, string(c.Type), c.Derived, tidy.Describe(c)); err != nil {
				return err
			}
		}
	}
	return sheet.filtered(5)
}

// about writes what the dataset is, how to read it, and which sheets there are.
func (b *book) about(tables []*tidy.Sheet) error {
	s := b.snapshot
	sheet, err := b.newSheet(aboutSheet, []float64{24, 90, 12, 76}, 0, 0)
	if err != nil {
		return err
	}
	facts := tidy.Facts(s)
	if err := sheet.add(titleText, facts[0].Text); err != nil {
		return err
	}
	for _, f := range facts[1:] {
		if err := sheet.add(plainText, f.Name, f.Text); err != nil {
			return err
		}
	}
	heading := func(values ...any) error {
		sheet.rows++ // an empty row before it
		return sheet.add(strong, values...)
	}
	if err := heading("How to read it"); err != nil {
		return err
	}
	for _, line := range append(tidy.Reading(s), howToReadCells...) {
		if err := sheet.add(plainText, nil, line); err != nil {
			return err
		}
	}
	if err := heading("Levels", "meaning", "score"); err != nil {
		return err
	}
	if err := b.legend(sheet); err != nil {
		return err
	}
	if err := heading("Sheets", "what they hold", "rows", "digest of the table"); err != nil {
		return err
	}
	matrix := "the matrix of countries and criteria at " + s.Today().Date.String() + "; rest on a cell to read its note"
	if err := sheet.add(plainText, tidy.MatrixName, matrix, len(s.Criteria("")), "none: it is made from the tables"); err != nil {
		return err
	}
	for _, t := range tables {
		if err := sheet.add(plainText, t.Name, t.Means, t.Len(), t.Digest); err != nil {
			return err
		}
	}
	if err := sheet.add(plainText, columnsSheet, "what each column of each table means"); err != nil {
		return err
	}
	return sheet.Flush()
}

// howToReadCells says how values are written in the sheets.
var howToReadCells = []string{
	"In the matrix, ! marks a level with a caution and † one that rests on background knowledge; the note of the cell has the caution, whom " +
		"the level covers, how sure it is and from when it counts.",
	"In the tables an empty cell is no value. A list has “; ” between its items, with a backslash before a semicolon or backslash of their " +
		"own; lists of objects are JSON. Computed columns are in italics.",
}

// legend writes the levels in their colours with what they mean.
func (b *book) legend(sheet *sheet) error {
	text, err := b.style(plainText)
	if err != nil {
		return err
	}
	line := func(level schema.CellLevel, isContrary bool, means string, score any) error {
		cell, err := b.levelCell(level, isContrary, "")
		if err != nil {
			return err
		}
		return sheet.addCells([]any{cell, excelize.Cell{StyleID: text, Value: means}, excelize.Cell{StyleID: text, Value: score}})
	}
	for _, l := range tidy.LevelMeanings(b.snapshot) {
		if err := line(schema.CellLevel(l.Level), false, l.Means, l.Score); err != nil {
			return err
		}
	}
	if err := line(schema.CellLevel(schema.NotMet), true, "rules, or the mandate of an authority, work against the criterion; a level may be contrary", nil); err != nil {
		return err
	}
	return line(schema.NotCoded, false, schema.CellLevels.Means(schema.NotCoded), nil)
}
