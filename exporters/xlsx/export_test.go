package xlsx_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/internal/readback"
	"github.com/firewallmap/firewallmap/exporters/xlsx"
	"github.com/firewallmap/firewallmap/schema"
)

// TestExportReadsBack holds the proof of the format: every table that comes out of the workbook has the digest that went in.
func TestExportReadsBack(t *testing.T) {
	datasets, err := readback.Datasets()
	require.NoError(t, err)
	for name, s := range datasets {
		file := open(t, export(t, s))
		for _, table := range s.Tables() {
			rows, err := file.GetRows(table.Name)
			require.NoError(t, err)
			back, err := readback.Table(table, rows[0], rows[1:], readback.Semicolons)
			require.NoError(t, err, name)
			require.Equal(t, table.Digest(), back.Digest(), "%s, %s", name, table.Name)
			for _, c := range []string{"A2", "B2"} {
				formula, err := file.GetCellFormula(table.Name, c)
				require.NoError(t, err)
				require.Empty(t, formula)
			}
		}
	}
}

// TestExportCanBeRead looks at the workbook as a reader would: what it says of itself, frozen headers, filters.
func TestExportCanBeRead(t *testing.T) {
	s := embedded(t)
	file := open(t, export(t, s))
	require.Equal(t, []string{"about", "matrix", "countries"}, file.GetSheetList()[:3])
	require.Len(t, file.GetSheetList(), len(s.Tables())+3)

	about := text(t, file, "about")
	cite := s.CiteDataset()
	for _, want := range []string{s.Dataset().Licence.ID, s.Digest(), s.Version(), cite.Text(), "never a zero", s.Table("citations").Digest()} {
		require.Contains(t, about, want)
	}
	require.Contains(t, text(t, file, "columns"), "what the level must never be read without")
	for _, table := range s.Tables() {
		panes, err := file.GetPanes(table.Name)
		require.NoError(t, err)
		require.True(t, panes.Freeze && panes.YSplit == 1, table.Name)
	}
	parts, err := readback.Unzip(export(t, s))
	require.NoError(t, err)
	filters := 0
	for name, part := range parts {
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			filters += bytes.Count(part, []byte("<autoFilter "))
			require.NotContains(t, string(part), "<f>", name)
		}
	}
	require.Equal(t, len(s.Tables())+2, filters) // all sheets but about
}

// TestMatrixShowsLevelsWithTheirCautions: each level in words with its sign, each kind of level in a colour of its own, and
// what it must not be read without in the note of its cell.
func TestMatrixShowsLevelsWithTheirCautions(t *testing.T) {
	s := embedded(t)
	file := open(t, export(t, s))
	rows, err := file.GetRows("matrix")
	require.NoError(t, err)
	require.Len(t, rows, 2+len(s.Criteria("")))
	notes := map[string]string{}
	comments, err := file.GetComments("matrix")
	require.NoError(t, err)
	for _, c := range comments {
		notes[c.Cell] = c.Text
	}
	styles := map[string]int{}
	for i, criterion := range s.Criteria("") {
		for j, c := range s.Today().CellsOf(criterion) {
			shown := rows[i+2][j+3]
			require.Contains(t, shown, strings.ReplaceAll(string(c.Level()), "_", " "))
			require.Equal(t, c.Contrary(), strings.Contains(shown, "contrary"))
			require.Equal(t, c.Assessment.Caution != "", strings.Contains(shown, "!"))
			place, err := excelize.CoordinatesToCellName(j+4, i+3)
			require.NoError(t, err)
			for _, want := range []string{c.Assessment.Caution, string(c.Assessment.Confidence), c.Assessment.From.String()} {
				require.Contains(t, notes[place], want)
			}
			style, err := file.GetCellStyle("matrix", place)
			require.NoError(t, err)
			look := string(c.Level())
			if c.Contrary() {
				look = "contrary"
			}
			if before, seen := styles[look]; seen {
				require.Equal(t, before, style)
			}
			styles[look] = style
		}
	}
	distinct := map[int]bool{}
	for _, style := range styles {
		distinct[style] = true
	}
	require.Len(t, distinct, len(styles))
	for j, country := range s.Countries() {
		require.Equal(t, country.Name, rows[0][j+3])
		require.Contains(t, rows[1][j+3], strings.ReplaceAll(string(s.Today().Firewall(country).Level), "_", " "))
	}
}

func TestExportRefusesTextThatDoesNotFit(t *testing.T) {
	var r schema.Records
	require.NoError(t, json.Unmarshal(embedded(t).JSON(), &r))
	r.Countries[0].Assessments[0].Summary = strings.Repeat("é", xlsx.MaxText)
	s, err := dataset.New(r)
	require.NoError(t, err)
	require.NoError(t, xlsx.Export(io.Discard, s))

	r.Countries[0].Assessments[0].Summary += "x"
	s, err = dataset.New(r)
	require.ErrorContains(t, xlsx.Export(io.Discard, s), "sheet assessments, cell P")
}

func TestExportIsTheSameEveryTime(t *testing.T) {
	s := embedded(t)
	again, err := dataset.FromJSON(s.JSON())
	require.NoError(t, err)
	first := export(t, s)
	for range 3 {
		require.True(t, bytes.Equal(first, export(t, again)))
	}
}

// BenchmarkExport is the export of the embedded dataset: under 300 ms is promised.
func BenchmarkExport(b *testing.B) {
	s := embedded(b)
	for b.Loop() {
		require.NoError(b, xlsx.Export(io.Discard, s))
	}
}

func open(t *testing.T, data []byte) *excelize.File {
	file, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	t.Cleanup(func() { file.Close() })
	return file
}

func text(t *testing.T, file *excelize.File, sheet string) string {
	rows, err := file.GetRows(sheet)
	require.NoError(t, err)
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(strings.Join(row, "\t") + "\n")
	}
	return all.String()
}

func embedded(t testing.TB) *dataset.Snapshot {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

func export(t testing.TB, s *dataset.Snapshot) []byte {
	var out bytes.Buffer
	require.NoError(t, xlsx.Export(&out, s))
	return out.Bytes()
}
