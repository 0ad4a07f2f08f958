// Package datapackage writes the dataset as a Data Package, version 2 (datapackage.org): a zip of CSV files with a descriptor
// that says the type, meaning and closed set of every column, and which column refers to which table.
//
// It is for programs: text stands as it is, also where a spreadsheet would take it for a formula, and lists are JSON, as the
// standard has them. What belongs here: the descriptor. What does not: how CSV is written (package csv), and which columns
// there are (package tidy).
package datapackage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/csv"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// folder is where the files of data stand in the package.
const folder = "data/"

// Export writes the dataset as a zipped Data Package. The same dataset gives the same bytes.
func Export(w io.Writer, s *dataset.Snapshot) error {
	sheets := append([]*tidy.Sheet{tidy.Matrix(s.Today())}, tidy.Tables(s)...)
	files := make([][]byte, len(sheets))
	description := describe(s)
	for i, sheet := range sheets {
		var data bytes.Buffer
		if err := csv.WriteJSONSheet(&data, sheet); err != nil {
			return fmt.Errorf("%s: %w", sheet.Name, err)
		}
		files[i] = data.Bytes()
		description.Resources = append(description.Resources, resourceOf(sheet, folder+sheet.Name+".csv", files[i]))
	}
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(description); err != nil {
		return err
	}
	readme := tidy.Readme{Snapshot: s, Sheets: sheets, Folder: folder, Ending: ".csv", Cells: cells}
	archive := tidy.NewArchive(w, s)
	if err := archive.Add("datapackage.json", written.Bytes()); err != nil {
		return err
	}
	if err := archive.Add("README.md", readme.Bytes()); err != nil {
		return err
	}
	for i, sheet := range sheets {
		if err := archive.Add(folder+sheet.Name+".csv", files[i]); err != nil {
			return err
		}
	}
	return archive.Close()
}

// cells say how values are written.
var cells = []string{
	"Comma-separated values in UTF-8, one header row (RFC 4180). An empty cell is no value. `datapackage.json` describes every column to " +
		"programs that know Data Packages (datapackage.org): `frictionless validate datapackage.json` checks the files.",
	"`text_list` and `objects`: a JSON array. `boolean`: true or false. `date`: YYYY, YYYY-MM or YYYY-MM-DD.",
	"Text stands as it is, also where a spreadsheet would take it for a formula; for a spreadsheet, export csv or xlsx.",
}
