package importers

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/firewallmap/firewallmap/importers/layout"
	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/importers/table"
	"github.com/firewallmap/firewallmap/importers/workbook"
)

// ReadingOptions say how files are read.
type ReadingOptions struct {
	Layout   *layout.Layout // how a team's own sheets are to be read, nil for our own forms
	Encoding string         // of tables that are neither UTF-8 nor UTF-16
	Workbook workbook.Limits
	Table    table.Limits
	Native   int64  // how many bytes a YAML file by itself may have, JSON twice as many; 0 for the default
	Progress func() // called for each row, nil for nobody
}

// Read reads files, each by what it is: the coding workbook, another workbook or a table (by the layout, or with our own
// headers), native YAML or JSON, or a directory of them. All files are read, and the error is for the first that cannot be
// read at all.
func Read(files []string, options ReadingOptions) ([]*sheet.Submission, error) {
	var all []*sheet.Submission
	for _, name := range files {
		s, err := readOne(name, options)
		if err != nil {
			return nil, err
		}
		all = append(all, s...)
	}
	return all, nil
}

func readOne(name string, options ReadingOptions) ([]*sheet.Submission, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return readDirectory(name, options.Native)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a file", name)
	}
	head, err := headOf(name)
	if err != nil {
		return nil, err
	}
	extension := strings.ToLower(filepath.Ext(name))
	switch {
	case extension == ".yaml" || extension == ".yml" || extension == ".json":
		return readNative(name, extension == ".json", options.Native)
	case (extension == ".csv" || extension == ".tsv" || extension == ".txt" || extension == ".tab") && !bytes.HasPrefix(head, []byte("PK\x03\x04")):
		s, err := readTable(name, options)
		return one(s, err)
	}
	s, err := readWorkbook(name, options)
	return one(s, err)
}

func one(s *sheet.Submission, err error) ([]*sheet.Submission, error) {
	if err != nil {
		return nil, err
	}
	return []*sheet.Submission{s}, nil
}

func headOf(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 8)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	return head[:n], nil
}

func readTable(name string, options ReadingOptions) (*sheet.Submission, error) {
	s, err := table.Open(name, options.Encoding, options.Table)
	if err != nil {
		return nil, err
	}
	if options.Layout != nil {
		return options.Layout.Read(oneSheet{s}, options.Progress)
	}
	out := &sheet.Submission{Progress: options.Progress}
	sheet.ReadAssessments(out, s)
	return out, nil
}

// oneSheet is a table as a workbook of one sheet.
type oneSheet struct{ sheet *sheet.Sheet }

// Sheets names the one sheet after the file, as a layout by country wants the country.
func (o oneSheet) Sheets() []string {
	return []string{strings.TrimSuffix(filepath.Base(o.sheet.File), filepath.Ext(o.sheet.File))}
}

// Sheet is the table, whatever sheet is asked for.
func (o oneSheet) Sheet(string, *sheet.Submission) (*sheet.Sheet, error) { return o.sheet, nil }

func readWorkbook(name string, options ReadingOptions) (*sheet.Submission, error) {
	w, err := workbook.Open(name, options.Workbook)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	var out *sheet.Submission
	switch {
	case options.Layout != nil:
		out, err = options.Layout.Read(w, options.Progress)
	case w.IsCoding():
		return w.Coding(options.Progress)
	default:
		out = &sheet.Submission{Progress: options.Progress}
		var s *sheet.Sheet
		if s, err = w.Sheet(w.Sheets()[0], out); err == nil {
			sheet.ReadAssessments(out, s)
		}
	}
	if err != nil {
		return nil, err
	}
	coloured(w, out)
	return out, nil
}

// coloured says where a workbook seems to code by the colour of cells: where nothing could be read, that is why; where
// something could, the cells without text were passed over, and somebody has to look at them.
func coloured(w *workbook.Workbook, out *sheet.Submission) {
	name, cell, yes := w.CodesByColour(out.Records() == 0)
	if !yes {
		return
	}
	place := (&sheet.Sheet{File: w.Name(), Name: name}).Place(0, 0)
	if out.Records() == 0 {
		out.Problems = nil // what follows from it
		out.Errorf(place, "the sheet codes by the colour of empty cells (%s, for example); a colour is no value that can be read for sure, since its meaning stands nowhere: write the level into each cell", cell)
		return
	}
	out.Warnf(place, "empty cells are filled with several colours (%s, for example), which are not read; where a colour means a level, write the level into the cell", cell)
}
