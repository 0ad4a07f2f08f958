package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/internal/codingbook"
)

// styles are the looks of cells.
type styles struct{ title, header, given, open, text int }

func newStyles(f *excelize.File) (s styles, err error) {
	thin := []excelize.Border{{Type: "bottom", Color: "D0D0D0", Style: 1}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	text := 49 // the number format of text: what is typed stays as it is typed
	for _, style := range []struct {
		id   *int
		made *excelize.Style
	}{
		{&s.title, &excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}}},
		{&s.header, &excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3A5F"}},
			Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&s.given, &excelize.Style{NumFmt: text, Alignment: top, Border: thin, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F0F2F5"}}}},
		{&s.open, &excelize.Style{NumFmt: text, Alignment: top, Border: thin, Protection: &excelize.Protection{Locked: false}}},
		{&s.text, &excelize.Style{Alignment: top}},
	} {
		if *style.id, err = f.NewStyle(style.made); err != nil {
			return s, err
		}
	}
	return s, nil
}

// put writes a text into a cell. A text that a cell cannot hold is a problem and never cut.
func (w *writer) put(sheet string, column, row int, text string, style int) {
	if w.err != nil {
		return
	}
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err == nil && units(text) > maxText {
		err = fmt.Errorf("cell %s: the text has %d characters, and a cell holds at most %d; edit it in the YAML file", cell, units(text), maxText)
	}
	if err == nil {
		err = w.file.SetCellStyle(sheet, cell, cell, style)
	}
	if err == nil && text != "" {
		err = w.file.SetCellStr(sheet, cell, text)
	}
	w.err = err
}

// sheet writes a sheet of records.
func (w *writer) sheet(form codingbook.Sheet, rows []map[string]string) error {
	last := len(rows) + 1 + spare
	for i, column := range form.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(form.Name, name, name, column.Width); err != nil {
			return err
		}
		w.put(form.Name, i+1, 1, column.Field, w.styles.header)
		style := w.styles.open
		if column.Given {
			style = w.styles.given
		}
		for j, row := range rows {
			w.put(form.Name, i+1, j+2, row[column.Field], style)
		}
		// Below, everything is open: a second span of a criterion needs its criterion too.
		if err := w.file.SetCellStyle(form.Name, fmt.Sprintf("%s%d", name, len(rows)+2), fmt.Sprintf("%s%d", name, last), w.styles.open); err != nil {
			return err
		}
		if err := w.dropDown(form.Name, column, fmt.Sprintf("%s2:%s%d", name, name, last)); err != nil {
			return err
		}
	}
	if w.err != nil {
		return w.err
	}
	return w.finish(form, len(rows)+1)
}

// dropDown lists what a cell of a closed set can say, and says what is wrong where it says something else.
func (w *writer) dropDown(sheet string, column codingbook.Column, cells string) error {
	v := excelize.NewDataValidation(true)
	v.Sqref = cells
	switch {
	case column.Given:
		return nil
	case len(column.Words) > 0:
		if err := v.SetDropList(column.Words); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, column.Field, "one of: "+strings.Join(column.Words, ", "))
	case column.Refers != "":
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$A$2:$A$%d", column.Refers, len(w.snapshot.Criteria(""))+1))
		v.SetError(excelize.DataValidationErrorStyleStop, column.Field, "an id of the sheet "+column.Refers)
	}
	v.SetInput(column.Field, shortened(column.Means, 250))
	if column.Words == nil && column.Refers == "" {
		v.Type = ""
	}
	return w.file.AddDataValidation(sheet, v)
}

// shortened cuts a hint to what a spreadsheet shows.
func shortened(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// finish freezes the header, adds the filter and locks what is filled in.
func (w *writer) finish(form codingbook.Sheet, rows int) error {
	pane, split := "A2", 0
	if form.Name == codingbook.Assessments {
		pane, split = "C2", 2
	}
	if err := w.file.SetPanes(form.Name, &excelize.Panes{Freeze: true, XSplit: split, YSplit: 1, TopLeftCell: pane, ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(len(form.Columns), rows)
	if err != nil {
		return err
	}
	if rows > 1 {
		if err := w.file.AutoFilter(form.Name, "A1:"+end, nil); err != nil {
			return err
		}
	}
	// Protection without a password keeps from slips, not from purpose: everything that a coder does is allowed.
	return w.file.ProtectSheet(form.Name, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, Sort: true,
		SelectLockedCells: true, SelectUnlockedCells: true,
	})
}

// mappingSheet says what the workbook codes.
func (w *writer) mappingSheet() error {
	m := w.mapping
	codebook := ""
	if m.Codebook > 0 {
		codebook = fmt.Sprint(m.Codebook)
	}
	values := map[string]string{"country": string(w.country.Code), "mapping": m.ID, "title": m.Title,
		"coded_on": m.CodedOn.String(), "codebook": codebook, "method": m.Method}
	w.put(codingbook.Mapping, 1, 1, "field", w.styles.header)
	w.put(codingbook.Mapping, 2, 1, "value", w.styles.header)
	w.put(codingbook.Mapping, 3, 1, "what it is", w.styles.header)
	for i, f := range codingbook.MappingFields {
		style := w.styles.open
		if f.Given || !w.blank {
			style = w.styles.given
		}
		w.put(codingbook.Mapping, 1, i+2, f.Field, w.styles.given)
		w.put(codingbook.Mapping, 2, i+2, values[f.Field], style)
		w.put(codingbook.Mapping, 3, i+2, f.Means, w.styles.given)
	}
	return w.widths(codingbook.Mapping, 14, 70, 60)
}

// codebook is the codebook: the criteria, and below them the levels.
func (w *writer) codebook() error {
	for i, title := range []string{"criterion", "aspect", "title", "question", "core"} {
		w.put(codingbook.Codebook, i+1, 1, title, w.styles.header)
	}
	row := 2
	for _, c := range w.snapshot.Criteria("") {
		core := ""
		if c.Core {
			core = "core"
		}
		for i, t := range []string{c.ID, string(c.Aspect), c.Title, c.Question, core} {
			w.put(codingbook.Codebook, i+1, row, t, w.styles.given)
		}
		row++
	}
	book := &w.snapshot.Records().Codebook
	for _, l := range book.Levels {
		row++
		w.put(codingbook.Codebook, 3, row, string(l.Level), w.styles.given)
		w.put(codingbook.Codebook, 4, row, l.Means, w.styles.given)
	}
	row++
	for i, rule := range book.RulesOfCoding {
		row++
		w.put(codingbook.Codebook, 3, row, fmt.Sprintf("rule %d", i+1), w.styles.given)
		w.put(codingbook.Codebook, 4, row, rule, w.styles.given)
	}
	return w.widths(codingbook.Codebook, 10, 13, 40, 110, 6)
}

// readMe explains the workbook.
func (w *writer) readMe() error {
	d := w.snapshot.Dataset()
	coding := "It holds the coding as it is in the dataset; change what has to change."
	if w.blank {
		coding = "The coding is left blank, so that it is independent: code without looking at what others coded. On the sheet " +
			codingbook.Mapping + ", say what this mapping is called, when it was coded and how."
	}
	w.put(codingbook.ReadMe, 1, 1, "Coding workbook: "+w.country.Name, w.styles.title)
	lines := []string{
		fmt.Sprintf("Mapping %s of %s; made from %s, version %s (%s), licence %s.", w.mapping.ID, w.country.Name, d.Title, d.Version, w.snapshot.Digest(), d.Licence.ID),
		"This is the coding of policies, and no legal advice.",
		coding,
		"The standard case: " + w.snapshot.Records().Codebook.StandardCase,
		"Grey cells are filled in and locked. Where a cell can say only certain words, it has a list of them. A hint tells what each column means.",
		"A row of " + codingbook.Assessments + " whose cells are all left blank is not coded. What could not be established is no_information, which is something else.",
		"A level above not_met needs a citation or a legal reference. Nothing is upgraded: in doubt the lower level, or no_information.",
		"A list stands in one cell, one part a line (Alt+Enter). A date is YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known.",
		"New rows are added below the last; ids begin with “" + w.country.Code.Lower() + "-”. A row that is taken out here is not taken out of the dataset.",
		"To read the workbook back: firewallmap import FILE --into DIR. With --dry-run it shows what would change. Where coded cells change, --reason and --why say why.",
	}
	row := 3
	for _, line := range lines {
		w.put(codingbook.ReadMe, 1, row, line, w.styles.text)
		row++
	}
	row++
	for _, sheet := range codingbook.Sheets {
		w.put(codingbook.ReadMe, 1, row, sheet.Name+": "+sheet.Means, w.styles.text)
		row++
		for _, c := range sheet.Columns {
			w.put(codingbook.ReadMe, 1, row, "    "+c.Field+": "+c.Means, w.styles.text)
			row++
		}
	}
	return w.widths(codingbook.ReadMe, 140)
}

func (w *writer) widths(sheet string, widths ...float64) error {
	for i, width := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(sheet, name, name, width); err != nil {
			return err
		}
	}
	return w.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true})
}
