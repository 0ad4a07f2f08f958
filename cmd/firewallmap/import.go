package main

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/importers/layout"
	"github.com/firewallmap/firewallmap/importers/table"
	"github.com/firewallmap/firewallmap/importers/workbook"
	"github.com/firewallmap/firewallmap/schema"
)

// importFlags are the flags of import as they are typed.
type importFlags struct {
	into, layout, reason, codedOn string
	options                       importers.Options
}

func newImport(f *flags) *cobra.Command {
	i := &importFlags{}
	o := &i.options
	cmd := &cobra.Command{
		Use:   "import FILE… --into DIR",
		Short: "Read coding workbooks, tables and native files into a dataset directory",
		Long: "Read coding workbooks (firewallmap template), other workbooks and tables (CSV, TSV), and native YAML or JSON into a dataset\n" +
			"directory, whole or not at all. Records are added and updated, never taken away. docs/import.md tells the forms and layouts.",
		Example: "  firewallmap import be.xlsx --into mydata --dry-run\n" +
			"  firewallmap import be.xlsx --into mydata --reason error_fixed --why 'Article 75 was misread'\n" +
			"  firewallmap import team.xlsx --into mydata --layout team.yaml --mapping team-2026 --mapping-title 'Our mapping' --coded-on 2026-05 --mapping-method 'Two coders'",
		Args: between(1, -1, "at least one file"),
		RunE: func(cmd *cobra.Command, args []string) error { return i.run(f, cmd, args) },
	}
	w, t := &o.Reading.Workbook, &o.Reading.Table
	*w, *t = workbook.DefaultLimits, table.DefaultLimits
	flags := cmd.Flags()
	flags.StringVar(&i.into, "into", "", "the dataset directory (firewallmap export --format yaml --out DIR writes one)")
	flags.StringVar(&i.layout, "layout", "", "a layout file that says how the sheets are to be read, or one of "+strings.Join(layout.Shipped(), ", "))
	flags.StringVar(&o.Mapping.ID, "mapping", "", "the mapping that is coded (default: the file's own, or the dataset's default mapping)")
	flags.StringVar(&o.Mapping.Title, "mapping-title", "", "the title of a new mapping")
	flags.StringVar(&i.codedOn, "coded-on", "", "when a new mapping was coded: YYYY, YYYY-MM or YYYY-MM-DD")
	flags.StringVar(&o.Mapping.Method, "mapping-method", "", "who coded a new mapping, from what, how it was checked")
	flags.StringVar(&i.reason, "reason", "", "why coded cells change: law_changed, recoded, error_fixed, codebook_changed, source_lost")
	flags.StringVar(&o.Why, "why", "", "the same in words")
	flags.BoolVar(&o.DryRun, "dry-run", false, "write nothing, and show what would change")
	flags.BoolVar(&o.Strict, "strict", false, "a warning about what is imported is an error: a level above not_met without citation or legal reference")
	flags.StringVar(&o.Reading.Encoding, "encoding", "", "the encoding of tables that are neither UTF-8 nor UTF-16, for example windows-1252")
	flags.StringVar(&f.format, "format", string(answers.Table), "table, json, csv, markdown")
	flags.Int64Var(&w.File, "max-file", w.File, "how many bytes a file may have")
	flags.Int64Var(&w.Unzip, "max-unzipped", w.Unzip, "how many bytes a workbook may unpack to")
	flags.IntVar(&w.Sheets, "max-sheets", w.Sheets, "how many sheets a workbook may have")
	flags.IntVar(&w.Rows, "max-rows", w.Rows, "how many rows a sheet or table may have")
	flags.IntVar(&w.Cells, "max-cells", w.Cells, "how many cells a sheet may have")
	flags.Int64Var(&o.Reading.Native, "max-native", importers.DefaultNative, "how many bytes a native YAML file may have, JSON twice as many")
	return cmd
}

// memoryLimit is from how many bytes on memory is freed as soon as it can be, rather than when it has doubled: an import of a
// hundred thousand rows stays below 400 MB with it.
const memoryLimit = 320 << 20

func (i *importFlags) run(f *flags, cmd *cobra.Command, files []string) (err error) {
	o := &i.options
	if _, err := answers.ParseFormat(f.format); err != nil {
		return err
	}
	if i.into == "" {
		return fmt.Errorf("--into is missing; name the dataset directory")
	}
	if i.reason != "" {
		if o.Reason, err = schema.Reasons.Parse(i.reason); err != nil {
			return err
		}
	}
	if i.codedOn != "" {
		if o.Mapping.CodedOn, err = schema.ParseDate(i.codedOn); err != nil {
			return fmt.Errorf("--coded-on: %w", err)
		}
	}
	if i.layout != "" {
		if o.Reading.Layout, err = layout.Open(i.layout); err != nil {
			return err
		}
	}
	o.Reading.Table = table.Limits{File: o.Reading.Workbook.File, Rows: o.Reading.Workbook.Rows}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT says nothing else
		debug.SetMemoryLimit(memoryLimit)
	}
	done := progress(cmd, o)
	result, err := importers.Import(i.into, files, *o)
	done()
	if err != nil {
		return err
	}
	if err := f.print(cmd, answers.Imported(result, !o.DryRun && result.Problems.Err() == nil)); err != nil {
		return err
	}
	if result.Problems.Err() != nil {
		return errHasProblems
	}
	return nil
}

// progress counts rows on standard error while files are read, where that is a terminal.
func progress(cmd *cobra.Command, o *importers.Options) (done func()) {
	out, ok := cmd.ErrOrStderr().(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("rows"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100_000_000))
	rows := 0
	o.Reading.Progress = func() {
		if rows++; rows%500 == 0 {
			_ = bar.Add(500) // a bar that cannot be drawn is no reason to stop
		}
	}
	return func() { _ = bar.Finish() }
}
