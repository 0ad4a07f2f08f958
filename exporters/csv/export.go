package csv

import (
	"fmt"
	"io"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// Export writes the dataset as a zip: a CSV file for each table of the digest, the matrix, and a README. A raw export is for
// programs: text that looks like a formula is left as it is. The same dataset gives the same bytes.
func Export(w io.Writer, s *dataset.Snapshot, raw bool) error {
	sheets := append([]*tidy.Sheet{tidy.Matrix(s.Today())}, tidy.Tables(s)...)
	readme := tidy.Readme{Snapshot: s, Sheets: sheets, Ending: ".csv", Cells: cellsOf(raw)}
	archive := tidy.NewArchive(w, s)
	if err := archive.Add("README.md", readme.Bytes()); err != nil {
		return err
	}
	for _, sheet := range sheets {
		file, err := archive.Create(sheet.Name + ".csv")
		if err != nil {
			return err
		}
		if err := WriteSheet(file, sheet, raw); err != nil {
			return fmt.Errorf("%s.csv: %w", sheet.Name, err)
		}
	}
	return archive.Close()
}

// WriteSheet writes a sheet with its header.
func WriteSheet(to io.Writer, sheet *tidy.Sheet, raw bool) error {
	w := NewWriter(to, raw)
	return writeSheet(w, sheet, w.WriteValues)
}

// WriteJSONSheet writes a sheet with its header for programs that want lists as JSON; text stands as it is.
func WriteJSONSheet(to io.Writer, sheet *tidy.Sheet) error {
	w := NewWriter(to, true)
	return writeSheet(w, sheet, w.WriteJSONValues)
}

func writeSheet(w *Writer, sheet *tidy.Sheet, write func([]any)) error {
	names := make([]string, len(sheet.Columns))
	for j, c := range sheet.Columns {
		names[j] = c.Name
	}
	w.Write(names...)
	row := make([]any, 0, len(sheet.Columns))
	for i := range sheet.Len() {
		row = sheet.AppendRow(row[:0], i)
		write(row)
	}
	return w.Flush()
}

// cellsOf says how values are written.
func cellsOf(raw bool) []string {
	cells := []string{
		"Comma-separated values in UTF-8, one header row; a cell with a comma, a quotation mark or a line break is in quotation marks, " +
			"with quotation marks in it doubled (RFC 4180). An empty cell is no value.",
		"`text_list`: the items with `; ` between them. A semicolon or a backslash in an item has a backslash before it.",
		"`objects`: a JSON array of objects. `boolean`: true or false. `date`: YYYY, YYYY-MM or YYYY-MM-DD.",
	}
	if raw {
		return append(cells, "Text stands as it is, also where a spreadsheet would take it for a formula.")
	}
	return append(cells, "Text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break, and is no "+
		"number) has an apostrophe before it; so has such text with apostrophes before it already. Take one apostrophe away to have the text "+
		"as it is in the dataset, or use `firewallmap export --format csv --raw`.")
}
