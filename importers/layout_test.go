package importers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/importers/layout"
	"github.com/firewallmap/firewallmap/schema"
)

// sample makes a workbook as a team would have it, coding what the dataset codes.
type sample struct {
	file *excelize.File
	rows map[string]int
}

func (s *sample) row(t *testing.T, sheet string, cells ...any) {
	if index, _ := s.file.GetSheetIndex(sheet); index < 0 {
		_, err := s.file.NewSheet(sheet)
		require.NoError(t, err)
	}
	s.rows[sheet]++
	require.NoError(t, s.file.SetSheetRow(sheet, fmt.Sprintf("A%d", s.rows[sheet]), &cells))
}

// words are levels as teams write them.
var words = map[schema.Level]string{"met": "Met", "largely": "LARGELY", "partly": "Partly met", "not_met": "not met", "no_information": "No information", "not_applicable": "not applicable"}

var codes = map[schema.Level]any{"met": 3, "largely": 2, "partly": 1, "not_met": 0, "no_information": 9, "not_applicable": "N/A"}

// samples make the sample workbook of each layout that is shipped.
var samples = map[string]func(*testing.T, *sample, *dataset.View){
	"long": func(t *testing.T, s *sample, v *dataset.View) {
		s.row(t, "Sheet1", "COUNTRY", "indicator ", "Assessment", "Légal Basis", "Justification", "Source read", "confidence", "Sources", "What the sources say", "Coder")
		for _, c := range v.Countries() {
			for _, cell := range v.Cells(c, "") {
				s.row(t, "Sheet1", c.Name, cell.Criterion.ID, words[cell.Assessment.Level], "Statute", "A sample.", "yes", "Low", c.Sources[0].ID+"; "+c.Sources[1].ID, "Something.", "me")
			}
		}
	},
	"countries-across": func(t *testing.T, s *sample, v *dataset.View) {
		head := []any{"Indicator", "Title"}
		for _, c := range v.Countries() {
			head = append(head, c.Code.ISO())
		}
		s.row(t, "Sheet1", head...)
		for _, x := range v.Criteria("") {
			row := []any{x.ID, x.Title}
			for _, cell := range v.CellsOf(x) {
				row = append(row, words[cell.Assessment.Level])
			}
			s.row(t, "Sheet1", row...)
		}
	},
	"criteria-across": func(t *testing.T, s *sample, v *dataset.View) {
		head := []any{"Country", "Name"}
		for _, x := range v.Criteria("") {
			head = append(head, x.ID)
		}
		s.row(t, "Sheet1", head...)
		for _, c := range v.Countries() {
			row := []any{string(c.Code), c.Name}
			for _, cell := range v.Cells(c, "") {
				row = append(row, words[cell.Assessment.Level])
			}
			s.row(t, "Sheet1", row...)
		}
	},
	"sheet-a-country": func(t *testing.T, s *sample, v *dataset.View) {
		require.NoError(t, s.file.SetSheetName("Sheet1", "Cover"))
		for _, c := range v.Countries() {
			s.row(t, c.Name, "Our coding of "+c.Name)
			s.row(t, c.Name)
			s.row(t, c.Name, "Indicator", "Assessment", "Justification")
			for _, cell := range v.Cells(c, "") {
				s.row(t, c.Name, cell.Criterion.ID, words[cell.Assessment.Level], "A sample.")
			}
		}
	},
	"coded-0-3": func(t *testing.T, s *sample, v *dataset.View) {
		s.row(t, "Sheet1", "Country", "Indicator", "Code")
		for _, c := range v.Countries() {
			for _, cell := range v.Cells(c, "") {
				s.row(t, "Sheet1", string(c.Code), cell.Criterion.ID, codes[cell.Assessment.Level])
			}
		}
	},
}

// team is the mapping into which the samples are imported.
var team = schema.Mapping{ID: "team-2026", Title: "A team", CodedOn: schema.MustDate("2026-05"), Method: "A sample."}

// TestShippedLayouts imports the sample of each layout and finds every cell coded as the sample says.
func TestShippedLayouts(t *testing.T) {
	names := layout.Shipped()
	require.Len(t, names, len(samples))
	view := embedded(t).Today()
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			s := &sample{excelize.NewFile(), map[string]int{}}
			samples[name](t, s, view)
			book := filepath.Join(t.TempDir(), "team.xlsx")
			require.NoError(t, s.file.SaveAs(book))
			l, err := layout.Open(name)
			require.NoError(t, err)
			dir := directory(t)
			result, err := importers.Import(dir, []string{book}, importers.Options{Mapping: team, Reading: importers.ReadingOptions{Layout: l}})
			require.NoError(t, err)
			require.NoError(t, result.Problems.Err())
			require.Len(t, result.Cells, 13*49)
			after := reopened(t, dir)
			at := after.At(schema.Date{}, after.Mapping("team-2026"))
			for _, c := range after.Countries() {
				for _, cell := range at.Cells(c, "") {
					require.Equal(t, view.Cell(c, cell.Criterion).Level(), cell.Level(), cell.ID())
				}
			}
			require.Equal(t, embedded(t).Table("citations").Digest() == after.Table("citations").Digest(), name != "long")
			if name == "long" {
				require.Len(t, after.Assessment("BE-L1@team-2026").Citations, 2)
			}
		})
	}
}

// TestLayoutsThatCannotBe: everything wrong with a layout, or with a sheet under it, is said with its place.
func TestLayoutsThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct{ layout, table, says string }{
		"a shape":             {"shape: tall\n", "", `l.yaml:1:8: unknown shape "tall"; it is one of long, countries_across, criteria_across`},
		"a field":             {"shape: long\ncolumns: {lvl: Score}\n", "", `unknown field "lvl"`},
		"a level":             {"shape: long\nlevels: {\"1\": partially}\n", "", `unknown level "partially"`},
		"a key twice":         {"shape: long\ncolumns: {level: A, level: B}\n", "", "already defined"},
		"an alias":            {"shape: &a long\nabout: *a\n", "", "anchor or alias"},
		"a column":            {"shape: long\nletters: {level: 7}\n", "", `"7" is no column; write its letter`},
		"a header":            {"shape: long\ncolumns: {country: Land, criterion: Frage, level: Wert}\n", "Land;Frage;Werte\nBE;L1;met\n", `no column has the header "Wert", which the layout names for level; did you mean Werte?`},
		"a country across":    {"shape: countries_across\n", "criterion,BE,Belgia\nL1,met,met\n", `t.csv:1:3: in the header, unknown country "Belgia"; did you mean Belgium?`},
		"a code":              {"shape: long\ncolumns: {country: c, criterion: k, level: l}\nlevels: {\"1\": partly}\n", "c,k,l\nBE,L1,7\n", `t.csv:2:3: level: unknown level "7"`},
		"not our criterion":   {"shape: long\ncolumns: {country: c, criterion: k, level: l}\n", "c,k,l\nBE,L99,met\n", `unknown criterion "L99"`},
		"a mapping in a cell": {"shape: long\nconstants: {mapping: x}\n", "", "the mapping has a key of its own"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := layout.Parse("l.yaml", []byte(c.layout))
			if c.table == "" {
				require.ErrorContains(t, err, c.says)
				return
			}
			require.NoError(t, err)
			file := filepath.Join(t.TempDir(), "t.csv")
			require.NoError(t, os.WriteFile(file, []byte(c.table), 0o644))
			result, err := importers.Import(directory(t), []string{file}, importers.Options{DryRun: true, Reading: importers.ReadingOptions{Layout: l}})
			require.NoError(t, err)
			require.ErrorContains(t, result.Problems.Err(), c.says)
		})
	}
}
