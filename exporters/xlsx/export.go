// Package xlsx writes the dataset as a workbook to be read: what it is and how to read it, the matrix in the colours and signs
// of the page, a sheet for each table of the digest with its header frozen and filters set, and what each column means.
//
// A level never stands alone: in the tables its caution and whom it covers stand beside it, in the matrix they are the note of
// its cell. What belongs here: the form of the workbook. What does not: which columns there are (package tidy), and the
// workbook that a mapping team codes in, which is another one.
package xlsx

import (
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// MaxText is how many UTF-16 code units a cell of a workbook can hold.
const MaxText = 32767

// Names of the sheets that are no tables.
const (
	aboutSheet   = "about"
	columnsSheet = "columns"
)

// Export writes the dataset as a workbook. A text that is too long for a cell is an error, and nothing is written. The same
// dataset gives the same bytes.
func Export(w io.Writer, s *dataset.Snapshot) error {
	file := excelize.NewFile()
	defer file.Close()
	b := &book{file: file, snapshot: s, styles: map[look]int{}}
	tables := tidy.Tables(s)
	steps := []func() error{
		b.properties,
		func() error { return b.about(tables) },
		func() error { return b.matrix(s.Today()) },
	}
	for _, t := range tables {
		steps = append(steps, func() error { return b.table(t) })
	}
	steps = append(steps, func() error { return b.columns(tables) })
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newSortedZip(w, s) })
	return file.Write(w)
}

// A book is a workbook that is being made.
type book struct {
	file     *excelize.File
	snapshot *dataset.Snapshot
	styles   map[look]int
}

// properties says whose work it is; the time is the dataset's own, so that it does not differ from run to run.
func (b *book) properties() error {
	d := b.snapshot.Dataset()
	cite := b.snapshot.CiteDataset()
	day := d.AsOf.Last().String() + "T00:00:00Z"
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Title: d.Title, Creator: d.Contributors[0], LastModifiedBy: d.Contributors[0], Description: cite.Text(), Version: d.Version, Created: day,
		Modified: day, Language: "en", Subject: d.Licence.Title,
	}); err != nil {
		return err
	}
	return b.file.SetSheetName("Sheet1", aboutSheet)
}

// A sheet is a sheet that is being streamed.
type sheet struct {
	*excelize.StreamWriter
	book *book
	name string
	rows int
}

// newSheet begins a sheet with columns of these widths, in characters, and its first rows and columns frozen.
func (b *book) newSheet(name string, widths []float64, frozenColumns, frozenRows int) (*sheet, error) {
	if name != aboutSheet {
		if _, err := b.file.NewSheet(name); err != nil {
			return nil, err
		}
	}
	landscape, fit, wide, tall := "landscape", true, 1, 0
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return nil, err
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return nil, err
	}
	stream, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for j, width := range widths {
		if err := stream.SetColWidth(j+1, j+1, width); err != nil {
			return nil, err
		}
	}
	if frozenColumns+frozenRows > 0 {
		corner, err := excelize.CoordinatesToCellName(frozenColumns+1, frozenRows+1)
		if err != nil {
			return nil, err
		}
		pane := "bottomRight"
		if frozenColumns == 0 {
			pane = "bottomLeft"
		}
		if err := stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: frozenColumns, YSplit: frozenRows, TopLeftCell: corner, ActivePane: pane}); err != nil {
			return nil, err
		}
	}
	return &sheet{stream, b, name, 0}, nil
}

// add adds a row in one look.
func (s *sheet) add(l look, values ...any) error {
	style, err := s.book.style(l)
	if err != nil {
		return err
	}
	cells := make([]any, len(values))
	for j, v := range values {
		cells[j] = excelize.Cell{StyleID: style, Value: v}
	}
	return s.addCells(cells)
}

// addCells adds a row of cells. A list becomes its text; a text that is too long for a cell is an error.
func (s *sheet) addCells(cells []any) error {
	s.rows++
	for j := range cells {
		c, isCell := cells[j].(excelize.Cell)
		if !isCell {
			continue
		}
		switch c.Value.(type) {
		case []string, []any:
			c.Value = tidy.Text(c.Value)
			cells[j] = c
		}
		if text, ok := c.Value.(string); ok && tooLong(text) {
			place, err := excelize.CoordinatesToCellName(j+1, s.rows)
			if err != nil {
				return err
			}
			return fmt.Errorf("sheet %s, cell %s: the text has more than the %d characters that a cell of a workbook can hold; export csv or parquet instead",
				s.name, place, MaxText)
		}
	}
	return s.SetRow(fmt.Sprintf("A%d", s.rows), cells)
}

// filtered ends the sheet with filters on its first row.
func (s *sheet) filtered(columns int) error {
	last, err := excelize.CoordinatesToCellName(columns, max(s.rows, 1))
	if err != nil {
		return err
	}
	if err := s.book.file.AutoFilter(s.name, "A1:"+last, nil); err != nil {
		return err
	}
	return s.Flush()
}

// tooLong says whether text has more UTF-16 code units than a cell can hold.
func tooLong(text string) bool {
	return len(text) > MaxText && (utf8.RuneCountInString(text) > MaxText || len(utf16.Encode([]rune(text))) > MaxText)
}
