package importers_test

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	exporter "github.com/firewallmap/firewallmap/exporters/native"
	template "github.com/firewallmap/firewallmap/exporters/workbook"
	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/schema"
)

// TestTemplatesOfDrawnDatasets: of any dataset, the coding workbook of a country comes back without changing anything.
func TestTemplatesOfDrawnDatasets(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s, err := dataset.New(datasettest.Records(rt))
		require.NoError(rt, err)
		dir, err := os.MkdirTemp(t.TempDir(), "data")
		require.NoError(rt, err)
		files, err := exporter.Files(s.Records())
		require.NoError(rt, err)
		for _, f := range files {
			name := filepath.Join(dir, filepath.FromSlash(f.Name))
			require.NoError(rt, os.MkdirAll(filepath.Dir(name), 0o755))
			require.NoError(rt, os.WriteFile(name, f.Data, 0o644))
		}
		mapping := rapid.SampledFrom(s.Records().Mappings).Draw(rt, "mapping").ID
		data, err := template.Template(s, rapid.SampledFrom(s.Countries()).Draw(rt, "country"), mapping)
		require.NoError(rt, err)
		name := filepath.Join(dir, "coding.xlsx")
		require.NoError(rt, os.WriteFile(name, data, 0o644))
		result, err := importers.Import(dir, []string{name}, importers.Options{})
		require.NoError(rt, err)
		require.NoError(rt, result.Problems.Err())
		require.Empty(rt, result.Cells)
		require.Zero(rt, result.Summary.Files)
		require.Equal(rt, s.Digest(), result.After.Digest())
	})
}

// TestImportsTakeTurns: of imports that begin at once, each does its part and none undoes another's.
func TestImportsTakeTurns(t *testing.T) {
	importers.WaitLonger(t)
	dir := directory(t)
	lines := map[schema.CountryCode]string{}
	for _, c := range embedded(t).Countries()[:4] {
		i := slices.IndexFunc(c.Assessments, func(a schema.Assessment) bool { return a.Criterion == "L1" })
		lines[c.Code] = "country,criterion,level,summary\n" + string(c.Code) + ",L1," + string(c.Assessments[i].Level) + ",Written by the import of " + c.Name + "\n"
	}
	var wait sync.WaitGroup
	errs := make(chan error, len(lines))
	for code, text := range lines {
		name := filepath.Join(t.TempDir(), code.Lower()+".csv")
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
		wait.Go(func() {
			result, err := importers.Import(dir, []string{name}, importers.Options{})
			if err == nil {
				err = result.Problems.Err()
			}
			errs <- err
		})
	}
	wait.Wait()
	for range lines {
		require.NoError(t, <-errs)
	}
	s := reopened(t, dir)
	for code := range lines {
		c := s.Country(code)
		for i := range c.Assessments {
			if c.Assessments[i].Criterion == "L1" {
				require.Equal(t, "Written by the import of "+c.Name, c.Assessments[i].Summary)
			}
		}
	}
}

// sheetOf writes a workbook with one sheet; format is how its dates are shown.
func sheetOf(t *testing.T, format string, rows ...[]any) string {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Sheet1", cell, &row))
	}
	if format != "" {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle("Sheet1", "D2", "D2", style))
	}
	name := filepath.Join(t.TempDir(), "book.xlsx")
	require.NoError(t, f.SaveAs(name))
	return name
}

// TestTextOfAllScripts: text from right to left, with combining marks and joiners, comes as it stands, letter for letter.
func TestTextOfAllScripts(t *testing.T) {
	for _, text := range []string{"حماية الضحايا (المادة 75)", "מניעת אלימות", "e\u0301te\u0301", "\u202bيمين\u202c left", "नि\u200dति", "👩\u200d⚖️ a judge"} {
		submissions, err := importers.Read([]string{sheetOf(t, "", []any{"country", "criterion", "level", "summary"}, []any{"BE", "L1", "met", text})}, importers.ReadingOptions{})
		require.NoError(t, err)
		require.Empty(t, submissions[0].Problems)
		require.Equal(t, text, submissions[0].Countries[0].Assessments[0].Value.Summary)
	}
}

// TestDatesOfSpreadsheets: a date is read where its cell shows it as we write it; where the order of day and month would have
// to be guessed, it is a problem.
func TestDatesOfSpreadsheets(t *testing.T) {
	for format, reads := range map[string]string{
		"yyyy-mm-dd": "2019-03-04", "yyyy-mm": "2019-03", "yyyy": "2019", "dd/mm/yyyy": "", "mm/dd/yyyy": "", "d.m.yy": "", "General": "",
	} {
		t.Run(format, func(t *testing.T) {
			name := sheetOf(t, format, []any{"country", "criterion", "level", "valid from"}, []any{"BE", "L1", "not_met", 43528}) // 4 March 2019
			submissions, err := importers.Read([]string{name}, importers.ReadingOptions{})
			require.NoError(t, err)
			require.Equal(t, reads, submissions[0].Countries[0].Assessments[0].Value.ValidFrom.String())
			if reads == "" {
				require.ErrorContains(t, submissions[0].Problems, "sheet Sheet1, cell D2: valid_from")
				require.ErrorContains(t, submissions[0].Problems, "write YYYY, YYYY-MM or YYYY-MM-DD")
			} else {
				require.Empty(t, submissions[0].Problems)
			}
		})
	}
}
