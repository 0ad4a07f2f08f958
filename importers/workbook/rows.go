package workbook

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/importers/sheet"
)

// maxSpread is how many cells merged ranges may spread their values over.
const maxSpread = 200_000

// Sheet is a sheet as rows of text. What of it cannot be read as a value goes to the submission: formulas that were never
// computed, cells with an error; formulas whose last value is read, and merged ranges whose value is read for each of
// their cells, as warnings. name is taken without regard to case.
func (w *Workbook) Sheet(name string, out *sheet.Submission) (*sheet.Sheet, error) {
	for _, known := range w.sheets {
		if strings.EqualFold(known, name) {
			name = known
		}
	}
	part := w.parts[name]
	if part == nil {
		return nil, unusable(w.name, fmt.Errorf("no sheet %q; the sheets are %s", name, strings.Join(w.sheets, ", ")))
	}
	s := &sheet.Sheet{File: w.name, Name: name}
	found, err := w.scanSheet(part)
	if err != nil {
		return nil, unusable(w.name, fmt.Errorf("sheet %s: %w", name, err))
	}
	w.scans[name] = found
	for _, f := range found.formulas {
		place := s.Place(f.row, f.column)
		if f.computed {
			out.Warnf(place, "a formula: the value that it had when the file was saved is read, and it is not computed here")
		} else {
			out.Errorf(place, "a formula that was never computed; open the workbook in a spreadsheet program and save it, or write the value")
		}
	}
	for _, f := range found.faults {
		out.Errorf(s.Place(f.row, f.column), "the cell has an error of the spreadsheet, such as #REF!; write the value")
	}
	for _, m := range found.merges {
		out.Warnf(s.Place(m.first.row, m.first.column), "a merged range, to %s: its value is read for each of its cells", s.Place(m.last.row, m.last.column).Cell)
	}
	s.Rows = func(yield func(sheet.Row, error) bool) {
		if err := w.walk(name, found, yield); err != nil {
			yield(sheet.Row{}, err)
		}
	}
	return s, nil
}

// walk yields the rows that have a value. The library parses ahead in a goroutine of its own while they are made sense of.
func (w *Workbook) walk(name string, found *scan, yield func(sheet.Row, error) bool) error {
	if found.lastRow == 0 {
		return nil
	}
	batches, stop := make(chan batch, 4), make(chan struct{})
	go w.parse(name, found, batches, stop)
	defer func() {
		close(stop)
		for range batches { // until the parser has let go of the file
		}
	}()
	spread := spreader{merges: found.merges}
	for b := range batches {
		for _, row := range b.rows {
			var err error
			if row.Cells, err = spread.row(row); err != nil {
				return err
			}
			if !yield(row, nil) {
				return nil
			}
		}
		if b.err != nil {
			return b.err
		}
	}
	return nil
}

// A batch is some rows, and the error that ended the parsing behind them.
type batch struct {
	rows []sheet.Row
	err  error
}

// batchRows is how many rows are handed over at once.
const batchRows = 256

// parse hands over the rows that have text, in batches, until it is stopped.
func (w *Workbook) parse(name string, found *scan, batches chan<- batch, stop <-chan struct{}) {
	defer close(batches)
	rows, err := w.rows(name)
	if err != nil {
		batches <- batch{err: err}
		return
	}
	defer rows.Close()
	var b batch
	for number := 1; b.err == nil && number <= found.lastRow; number++ {
		cells, more, err := next(rows)
		row := sheet.Row{Number: number, Cells: cells}
		switch {
		case err != nil:
			b.err = err
		case !more:
			b.err = damagedAt(number - 1)
		case !row.Empty():
			b.rows = append(b.rows, row)
		case number == found.sureRow:
			b.err = damagedAt(number)
		}
		if len(b.rows) == batchRows || b.err != nil || number == found.lastRow {
			select {
			case batches <- b:
			case <-stop:
				return
			}
			b = batch{err: b.err}
		}
	}
}

// rows opens the rows of a sheet; a panic of the library is an error of the file.
func (w *Workbook) rows(name string) (rows *excelize.Rows, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the sheet is damaged: %v", r)
		}
	}()
	return w.file.Rows(name)
}

// damagedAt is the error for a sheet of which the library reads less than it holds: it passes over what is no XML in silence.
func damagedAt(row int) error {
	return fmt.Errorf("the sheet cannot be read beyond row %d: its XML is damaged there; open it in a spreadsheet program and save it again", row)
}

// next reads a row. The library is given crafted files here, so a panic of it is an error of the file.
func next(rows *excelize.Rows) (cells []string, more bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the sheet is damaged: %v", r)
		}
	}()
	if !rows.Next() {
		return nil, false, rows.Error()
	}
	cells, err = rows.Columns()
	return cells, true, err
}

// spreader gives the value of a merged range to each of its cells.
type spreader struct {
	merges []merge // by first row
	active []spreading
	cells  int
}

type spreading struct {
	merge
	value string
}

func (s *spreader) row(row sheet.Row) ([]string, error) {
	for len(s.merges) > 0 && s.merges[0].first.row <= row.Number {
		m := s.merges[0]
		s.merges = s.merges[1:]
		if m.first.row == row.Number {
			s.active = append(s.active, spreading{m, row.Cell(m.first.column)})
		}
	}
	kept := s.active[:0]
	for _, a := range s.active {
		if a.last.row < row.Number {
			continue
		}
		kept = append(kept, a)
		for column := a.first.column; column <= min(a.last.column, maxColumns); column++ {
			if s.cells++; s.cells > maxSpread {
				return nil, errors.New("merged ranges cover more than " + strconv.Itoa(maxSpread) + " cells; take the merging off")
			}
			for len(row.Cells) < column {
				row.Cells = append(row.Cells, "")
			}
			row.Cells[column-1] = a.value
		}
	}
	s.active = kept
	return row.Cells, nil
}

// CodesByColour finds a sheet of which empty cells are filled with at least two colours: then the colours may be coding, which
// no program can read for sure. It names such a cell. It looks at the sheets that were read, or with all at every one.
func (w *Workbook) CodesByColour(all bool) (name, cell string, yes bool) {
	for _, name := range w.sheets {
		found := w.scans[name]
		if found == nil && all && w.parts[name] != nil {
			found, _ = w.scanSheet(w.parts[name]) // of a damaged one, what was found so far
		}
		if found == nil {
			continue
		}
		colours := map[string]bool{}
		for style, at := range found.coloured {
			if colour := w.fill(style); colour != "" {
				colours[colour] = true
				cell = (&sheet.Sheet{Name: name}).Place(at.row, at.column).Cell
			}
		}
		if len(colours) > 1 {
			return name, cell, true
		}
	}
	return "", "", false
}

// fill is the colour with which a style fills a cell, or nothing.
func (w *Workbook) fill(style int) (colour string) {
	defer func() {
		if recover() != nil {
			colour = ""
		}
	}()
	s, err := w.file.GetStyle(style)
	if err != nil || s.Fill.Pattern == 0 && s.Fill.Type != "gradient" {
		return ""
	}
	return strings.Join(s.Fill.Color, " ")
}
