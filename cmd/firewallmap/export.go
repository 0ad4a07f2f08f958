package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/bibliography"
	"github.com/firewallmap/firewallmap/exporters/csv"
	"github.com/firewallmap/firewallmap/exporters/datapackage"
	"github.com/firewallmap/firewallmap/exporters/native"
	"github.com/firewallmap/firewallmap/exporters/parquet"
	"github.com/firewallmap/firewallmap/exporters/xlsx"
	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/schema"
)

// An exportFormat writes the whole dataset to one file. YAML, which is a directory, has no write.
type exportFormat struct {
	name  string
	means string
	write func(w io.Writer, s *dataset.Snapshot, raw bool) error
}

// exportFormats are the formats, in the order in which they are offered.
var exportFormats = []exportFormat{
	{"csv", "a zip of tidy CSV files, one a table, and the matrix", csv.Export},
	{"xlsx", "a workbook to read", plainExport(xlsx.Export)},
	{"parquet", "a zip of Parquet files, one a table", plainExport(parquet.Export)},
	{"datapackage", "a zip of CSV files that datapackage.json describes to programs", plainExport(datapackage.Export)},
	{"json", "the canonical snapshot, whole and in one file", plainExport(exportJSON)},
	{"yaml", "a directory to work on", nil},
	{"bibtex", "every source, instrument, rule and ruling, and the dataset itself", bibliographyIn(bibliography.BibTeX)},
	{"ris", "the same for reference managers", bibliographyIn(bibliography.RIS)},
	{"csl-json", "the same for Zotero, pandoc and others", bibliographyIn(bibliography.CSLJSON)},
}

// rawFormat is the one format in which text can be written raw.
const rawFormat = "csv"

func newExport(f *flags) *cobra.Command {
	var format, out string
	var raw bool
	var offered []string
	for _, x := range exportFormats {
		offered = append(offered, fmt.Sprintf("  %-12s %s", x.name, x.means))
	}
	cmd := &cobra.Command{
		Use:   "export --format FORMAT --out PATH",
		Short: "Write the whole dataset to a file or directory",
		Long: "Write the whole dataset to a file, or for yaml to a directory, whole or not at all. The same dataset gives the same\n" +
			"bytes. The formats:\n\n" + strings.Join(offered, "\n"),
		Example: "  firewallmap export --format csv --out firewallmap.csv.zip\n  firewallmap export --format yaml --out mydata",
		Args:    exactly(0, "no arguments, but --format and --out"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			chosen, err := findExportFormat(format)
			if err != nil {
				return err
			}
			if out == "" {
				return fmt.Errorf("--out is missing; name the file or directory to write")
			}
			if raw && chosen.name != rawFormat {
				return fmt.Errorf("--raw goes with --format %s alone; %s leaves text as it is anyway", rawFormat, chosen.name)
			}
			s, err := f.load(cmd)
			if err != nil {
				return err
			}
			if chosen.write == nil {
				return exportYAML(s, out, f.data)
			}
			return writeFile(out, func(w io.Writer) error { return chosen.write(w, s, raw) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "", strings.Join(exportNames(), ", "))
	cmd.Flags().StringVar(&out, "out", "", "the file, or for yaml the directory, to write")
	cmd.Flags().BoolVar(&raw, "raw", false, "csv for programs: leave text as it is that a spreadsheet would run as a formula")
	return cmd
}

func findExportFormat(name string) (exportFormat, error) {
	for _, x := range exportFormats {
		if x.name == name {
			return x, nil
		}
	}
	if name == "" {
		return exportFormat{}, fmt.Errorf("--format is missing; it is one of %s", strings.Join(exportNames(), ", "))
	}
	return exportFormat{}, schema.UnknownWord("format", name, exportNames())
}

func exportNames() []string {
	names := make([]string, len(exportFormats))
	for i, x := range exportFormats {
		names[i] = x.name
	}
	return names
}

// plainExport is an exporter whose text is never made harmless, as nothing runs it.
func plainExport(export func(io.Writer, *dataset.Snapshot) error) func(io.Writer, *dataset.Snapshot, bool) error {
	return func(w io.Writer, s *dataset.Snapshot, _ bool) error { return export(w, s) }
}

func bibliographyIn(form bibliography.Form) func(io.Writer, *dataset.Snapshot, bool) error {
	return plainExport(func(w io.Writer, s *dataset.Snapshot) error { return bibliography.Export(w, s, form) })
}

// exportYAML writes a dataset directory. What is there already is not overwritten, unless it is the directory that the
// dataset was read from, which is then written in the writer's style.
func exportYAML(s *dataset.Snapshot, out, from string) error {
	if from != "" && sameDirectory(out, from) {
		return importers.Rewrite(out, s.Records())
	}
	files, err := native.Files(s.Records())
	if err != nil {
		return err
	}
	return writeDirectory(out, files)
}

func exportJSON(w io.Writer, s *dataset.Snapshot) error {
	_, err := w.Write(s.JSON())
	return err
}
