//go:build linux

package importers

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// A book is a workbook made by hand, part by part.
type book struct {
	sheet string // what stands between <worksheet> and </worksheet>
	parts map[string]string
}

const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	packageRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	workbookXML  = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Coding" sheetId="1" r:id="rId1"/></sheets></workbook>`
	workbookRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	stylesXML    = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`
	// header and first are a sheet of assessments with one row.
	header = `<row r="1"><c r="A1" t="inlineStr"><is><t>country</t></is></c><c r="B1" t="inlineStr"><is><t>criterion</t></is></c><c r="C1" t="inlineStr"><is><t>level</t></is></c><c r="D1" t="inlineStr"><is><t>summary</t></is></c></row>`
	first  = `<row r="2"><c r="A2" t="inlineStr"><is><t>BE</t></is></c><c r="B2" t="inlineStr"><is><t>L1</t></is></c><c r="C2" t="inlineStr"><is><t>not_met</t></is></c></row>`
)

// data is the sheet with what it holds below its header.
func data(rows string) string { return "<sheetData>" + header + rows + "</sheetData>" }

// write writes the workbook to a file. A part's text is written as it is, the sheet's around it.
func (b book) write(t testing.TB) string {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := map[string]string{
		"[Content_Types].xml": contentTypes, "_rels/.rels": packageRels, "xl/workbook.xml": workbookXML,
		"xl/_rels/workbook.xml.rels": workbookRels, "xl/styles.xml": stylesXML,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + b.sheet + `</worksheet>`,
	}
	for name, text := range b.parts {
		parts[name] = text
	}
	for name, text := range parts {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return file(t, "book.xlsx", out.String())
}

func file(t testing.TB, name, text string) string {
	name = filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	return name
}

// text is a cell with a text.
func text(cell, text string) string {
	return `<c r="` + cell + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// hostileFiles are files that could do harm, and what is said of each: a clear error, or a right reading.
var hostileFiles = map[string]struct {
	make func(testing.TB) string
	says []string
}{
	"zip bomb": {func(t testing.TB) string {
		name := filepath.Join(t.TempDir(), "book.xlsx")
		f, err := os.Create(name)
		require.NoError(t, err)
		defer f.Close()
		z := zip.NewWriter(f)
		w, err := z.Create("xl/worksheets/sheet1.xml")
		require.NoError(t, err)
		for range 600 {
			_, err = w.Write(make([]byte, 1<<20))
			require.NoError(t, err)
		}
		require.NoError(t, z.Close())
		return name
	}, []string{"refused:", "unpacks to more than 536870912 bytes", "--max-unzipped"}},
	"bomb in the styles": {func(t testing.TB) string {
		return book{sheet: data(first), parts: map[string]string{"xl/styles.xml": "<styleSheet><cellXfs>" + strings.Repeat("<xf/>", 2<<20) + "</cellXfs></styleSheet>"}}.write(t)
	}, []string{"refused:", `the part "xl/styles.xml" has`}},
	"bomb of shared strings": {func(t testing.TB) string {
		return book{sheet: data(first), parts: map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si/>", 2<<20) + "</sst>"}}.write(t)
	}, []string{"refused:", "more than 1000000 shared strings"}},
	"expanding entities": {func(t testing.TB) string {
		return book{sheet: data(first), parts: map[string]string{"xl/workbook.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + strings.Replace(workbookXML, "Coding", "&b;", 1)}}.write(t)
	}, []string{"refused:", "book.xlsx"}},
	"a million empty styled rows": {func(t testing.TB) string {
		var rows strings.Builder
		for n := 3; n <= 1_000_000; n++ {
			fmt.Fprintf(&rows, `<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>`, n, n)
		}
		return book{sheet: data(first + rows.String())}.write(t)
	}, []string{"records 1\n"}},
	"a row far below": {func(t testing.TB) string {
		return book{sheet: data(first + `<row r="1048576">` + text("A1048576", "IE") + text("B1048576", "L1") + text("C1048576", "met") + `</row>`)}.write(t)
	}, []string{"records 2\n"}},
	"columns without end": {func(t testing.TB) string {
		return book{sheet: data(first + `<row r="3">` + text("XFD3", "x") + `</row>`)}.write(t)
	}, []string{"refused:", "row 3 has a value beyond column 1024"}},
	"rows out of order": {func(t testing.TB) string { return book{sheet: data(first + first)}.write(t) },
		[]string{"refused:", `row "2" follows row 2`}},
	"encrypted": {func(t testing.TB) string {
		return file(t, "book.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 512)+"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	}, []string{"refused:", "encrypted; open it with its password"}},
	"legacy xls": {func(t testing.TB) string {
		return file(t, "book.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 512))
	}, []string{"refused:", "old .xls workbook", "save it as .xlsx"}},
	"PNG": {func(t testing.TB) string { return file(t, "book.xlsx", "\x89PNG\r\n\x1a\nwhat") },
		[]string{"refused:", "PNG picture and no workbook"}},
	"empty": {func(t testing.TB) string { return file(t, "book.xlsx", "") }, []string{"refused:", "the file is empty"}},
	"macros": {func(t testing.TB) string {
		return book{sheet: data(first), parts: map[string]string{"xl/vbaProject.bin": "\xd0\xcf\x11\xe0 not run"}}.write(t)
	}, []string{"records 1\n"}},
	"an external link": {func(t testing.TB) string {
		return book{sheet: data(`<row r="2">` + text("A2", "BE") + text("B2", "L1") + `<c r="C2" t="str"><f>[1]Sheet1!A1</f><v>not_met</v></c></row>`),
			parts: map[string]string{"xl/externalLinks/externalLink1.xml": `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`}}.write(t)
	}, []string{"records 1\n", "sheet Coding, cell C2: warning: a formula: the value that it had"}},
	"a formula never computed": {func(t testing.TB) string {
		return book{sheet: data(`<row r="2">` + text("A2", "BE") + text("B2", "L1") + `<c r="C2"><f>WEBSERVICE("http://x")</f></c></row>`)}.write(t)
	}, []string{"cell C2: a formula that was never computed"}},
	"an error of the spreadsheet": {func(t testing.TB) string {
		return book{sheet: data(`<row r="2">` + text("A2", "BE") + text("B2", "L1") + `<c r="C2" t="e"><v>#REF!</v></c></row>`)}.write(t)
	}, []string{"cell C2: the cell has an error of the spreadsheet", `unknown level "#REF!"`}},
	"merged ranges": {func(t testing.TB) string {
		return book{sheet: data(first+`<row r="3">`+text("B3", "L2")+text("C3", "met")+`</row>`) + `<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`}.write(t)
	}, []string{"records 2\n", "cell A2: warning: a merged range, to A3: its value is read for each of its cells"}},
	"merged ranges without end": {func(t testing.TB) string {
		var rows, merges strings.Builder
		for n := 2; n <= 2_000; n++ {
			fmt.Fprintf(&rows, `<row r="%d">%s</row>`, n, text(fmt.Sprintf("A%d", n), "BE"))
			fmt.Fprintf(&merges, `<mergeCell ref="A%d:XFD1048576"/>`, n)
		}
		return book{sheet: data(rows.String()) + `<mergeCells>` + merges.String() + `</mergeCells>`}.write(t)
	}, []string{"merged ranges cover more than 200000 cells"}},
	"ten thousand sheets": {func(t testing.TB) string {
		parts := map[string]string{}
		for n := 2; n <= 10_000; n++ {
			parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n)] = `<worksheet/>`
		}
		return book{sheet: data(first), parts: parts}.write(t)
	}, []string{"refused:", "--max-sheets"}},
	"a full cell": {func(t testing.TB) string {
		return book{sheet: data(`<row r="2">` + text("A2", "BE") + text("B2", "L1") + text("C2", "not_met") + text("D2", strings.Repeat("é", 32_767)) + `</row>`)}.write(t)
	}, []string{"records 1\n"}},
	"a NUL byte": {func(t testing.TB) string {
		return book{sheet: data(`<row r="2">` + text("A2", "BE") + text("B2", "L\x001") + text("C2", "met") + `</row><row r="3">` + text("A3", "IE") + `</row>`)}.write(t)
	}, []string{"its XML is damaged there"}},
	"XML cut short": {func(t testing.TB) string {
		return book{parts: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + header + first}}.write(t)
	}, []string{"refused:", "the sheet is cut short"}},
	"nested without end": {func(t testing.TB) string {
		return book{sheet: data(`<row r="2"><c r="A2" t="inlineStr"><is>` + strings.Repeat("<r>", 100_000) + strings.Repeat("</r>", 100_000) + `</is></c></row>`)}.write(t)
	}, []string{"refused:", "nest more than 64 deep"}},
	"a cell whose tags do not match": {func(t testing.TB) string {
		return book{sheet: data(first + `<row r="3"><c r="A3" t="inlineStr"><is><t>IE</is></t></c></row>`)}.write(t)
	}, []string{"its XML is damaged there"}},
	"a path in the archive": {func(t testing.TB) string {
		return book{sheet: data(first), parts: map[string]string{"../../../../tmp/firewallmap-escaped": "x"}}.write(t)
	}, []string{"records 1\n"}},
	"colours": {func(t testing.TB) string {
		return colours(t, []string{"criterion", "BE", "IE"}, []string{"L1"})
	}, []string{"records 0\n", "codes by the colour of empty cells", "write the level into each cell"}},
	"colours beside words": {func(t testing.TB) string {
		return colours(t, []string{"country", "basis", "practice", "criterion", "level"}, []string{"BE", "", "", "L1", "not_met"})
	}, []string{"records 1\n", "empty cells are filled with several colours", "write the level into the cell"}},
	"another archive": {func(t testing.TB) string {
		return file(t, "book.xlsx", "PK\x05\x06"+strings.Repeat("\x00", 18))
	}, []string{"refused:"}},
	"a table of NUL bytes": {func(t testing.TB) string { return file(t, "a.csv", "country,criterion\x00") },
		[]string{"refused:", "NUL byte"}},
	"a quote that never ends": {func(t testing.TB) string {
		return file(t, "a.csv", "country,criterion,level\nBE,L1,\"met"+strings.Repeat("x\n", 1<<20))
	}, []string{"quote"}},
	"YAML with keys without end": {func(t testing.TB) string {
		var keys strings.Builder
		for n := range 50_000 {
			fmt.Fprintf(&keys, "k%d: v\n", n)
		}
		return file(t, "be.yaml", "country: BE\n"+keys.String())
	}, []string{"be.yaml:1001: a mapping has more than 1000 keys"}},
}

// colours writes a workbook of two rows, whose cells B2 and C2 are coloured.
func colours(t testing.TB, header, row []string) string {
	f := excelize.NewFile()
	defer f.Close()
	require.NoError(t, f.SetSheetRow("Sheet1", "A1", &header))
	for i, text := range row {
		cell, err := excelize.CoordinatesToCellName(i+1, 2)
		require.NoError(t, err)
		if text != "" {
			require.NoError(t, f.SetCellStr("Sheet1", cell, text))
		}
	}
	for cell, colour := range map[string]string{"B2": "00FF00", "C2": "FF0000"} {
		style, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, style))
	}
	name := filepath.Join(t.TempDir(), "book.xlsx")
	require.NoError(t, f.SaveAs(name))
	return name
}

// TestHostileFiles reads each in a process of its own, which may take 256 MB and ten seconds of the processor: what else the
// machine does must not count. A process that waits for something is ended after a minute.
func TestHostileFiles(t *testing.T) {
	for name, c := range hostileFiles {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), slower*time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0])
			cmd.Env = append(os.Environ(), readFile+"="+c.make(t))
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, string(out))
			for _, says := range c.says {
				require.Contains(t, string(out), says)
			}
			_, peak, _ := strings.Cut(string(out), "peak ")
			kilobytes, err := strconv.Atoi(strings.TrimSpace(peak))
			require.NoError(t, err, string(out))
			t.Logf("%v, %d MB", cmd.ProcessState.UserTime(), kilobytes>>10)
			require.LessOrEqual(t, kilobytes>>10, 256*slower, "MB")
			require.Less(t, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), slower*10*time.Second)
		})
	}
	_, err := os.Lstat("/tmp/firewallmap-escaped")
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestFilesCutShort: a workbook cut short anywhere is an error.
func TestFilesCutShort(t *testing.T) {
	whole, err := os.ReadFile(book{sheet: data(first)}.write(t))
	require.NoError(t, err)
	for n := 0; n < len(whole); n += 1 + len(whole)/200 {
		_, err := Read([]string{file(t, "cut.xlsx", string(whole[:n]))}, ReadingOptions{})
		require.Error(t, err, "cut after %d bytes of %d", n, len(whole))
	}
}
