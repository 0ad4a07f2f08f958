package workbook_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/importers/workbook"
)

// made is a small coding workbook.
func made(t testing.TB) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for name, rows := range map[string][][]any{
		"Mapping":     {{"field", "value"}, {"country", "BE"}, {"mapping", "desk-2026"}},
		"Assessments": {{"criterion", "question", "level", "valid from"}, {"L1", "?", "Partly met", "2019-03"}, {"L2", "?", "partially?", ""}},
		"Citations":   {{"criterion", "source", "says"}, {"L1", "be-a", "something"}, {"L7", "be-a", "something"}},
		"Sources":     {{"id", "title", "year", "seen"}, {"be-a", "=1+1", 2020, true}, {"", "no id", "x", "maybe"}},
	} {
		_, err := f.NewSheet(name)
		require.NoError(t, err)
		for i, row := range rows {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			require.NoError(t, err)
			require.NoError(t, f.SetSheetRow(name, cell, &row))
		}
	}
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return out.Bytes()
}

// TestCoding reads a workbook with slips: what can be read comes, each slip is said with its cell.
func TestCoding(t *testing.T) {
	w, err := workbook.FromBytes("be.xlsx", made(t), workbook.Limits{})
	require.NoError(t, err)
	defer w.Close()
	require.True(t, w.IsCoding())
	out, err := w.Coding(nil)
	require.NoError(t, err)
	require.Equal(t, "desk-2026", out.Mapping.Value.ID)
	require.Len(t, out.Countries, 1)
	be := out.Countries[0]
	require.Len(t, be.Assessments, 1)
	l1 := be.Assessments[0]
	require.Equal(t, "partly", string(l1.Value.Level))
	require.Equal(t, "2019-03", l1.Value.ValidFrom.String())
	require.Equal(t, "be-a", l1.Value.Citations[0].Source)
	require.Equal(t, "be.xlsx, sheet Citations, cell C2", l1.Place("citations[0].says").String())
	require.True(t, l1.Gives("level"))
	require.False(t, l1.Gives("summary"), "a column that is not there changes nothing")
	require.Equal(t, "=1+1", be.Sources[0].Value.Title, "text is text")
	require.True(t, be.Sources[0].Value.Seen)
	require.Equal(t, 1, out.Normalised)
	var said []string
	for _, p := range out.Problems {
		said = append(said, p.String())
	}
	require.Equal(t, []string{
		`be.xlsx, sheet Assessments, cell C3: level: unknown level "partially?"; it is one of met, largely, partly, not_met, no_information, not_applicable`,
		`be.xlsx, sheet Citations, cell A3: no coded row of the sheet Assessments has the criterion "L7"`,
		`be.xlsx, sheet Sources, cell C3: year: "x" is no whole number; write digits alone`,
		`be.xlsx, sheet Sources, cell D3: seen: "maybe" is neither true nor false`,
	}, said)
}

func FuzzWorkbook(f *testing.F) {
	whole := made(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := workbook.FromBytes("x.xlsx", data, workbook.Limits{Unzip: 1 << 20, Rows: 1000, Cells: 10_000})
		if err != nil {
			require.ErrorContains(t, err, "x.xlsx")
			return
		}
		defer w.Close()
		if w.IsCoding() {
			_, _ = w.Coding(nil) // any error will do, a panic will not
		}
		out := &sheet.Submission{}
		if s, err := w.Sheet(w.Sheets()[0], out); err == nil {
			sheet.ReadAssessments(out, s)
		}
		w.CodesByColour(true)
	})
}

// FuzzSheet puts any text where the XML of a sheet stands, past what a fuzzer can do to a zip archive.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>criterion</t></is></c></row>`)
	f.Add(`<row r="1"><c t="s"><v>0</v></c><c r="B1" t="b"><v>1</v></c><c r="C1"><f>A1</f></c></row>`)
	f.Add(`<row r="9" s="1"/><row><c r="ZZ9"><v>1e9</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Add("<x:row><![CDATA[>]]><!-- <c> --></x:row>")
	f.Fuzz(func(t *testing.T, rows string) {
		w, err := workbook.FromBytes("x.xlsx", workbook.ArchiveOf(t, rows), workbook.Limits{})
		if err != nil {
			return
		}
		defer w.Close()
		out := &sheet.Submission{}
		s, err := w.Sheet(w.Sheets()[0], out)
		if err != nil {
			return
		}
		sheet.ReadAssessments(out, s)
	})
}
