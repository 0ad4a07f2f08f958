package csv_test

import (
	"bytes"
	encodingcsv "encoding/csv"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/csv"
	"github.com/firewallmap/firewallmap/exporters/internal/readback"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// TestExportReadsBack holds the proof of the format: every table that comes out of the zip has the digest that went in.
func TestExportReadsBack(t *testing.T) {
	datasets, err := readback.Datasets()
	require.NoError(t, err)
	for name, s := range datasets {
		for _, raw := range []bool{false, true} {
			files := unzip(t, export(t, s, raw))
			for _, table := range s.Tables() {
				rows := records(t, files[table.Name+".csv"])
				if !raw {
					for _, row := range rows {
						for j := range row {
							row[j] = csv.Restored(row[j])
						}
					}
				}
				back, err := readback.Table(table, rows[0], rows[1:], readback.Semicolons)
				require.NoError(t, err, name)
				require.Equal(t, table.Digest(), back.Digest(), "%s, %s, raw %t", name, table.Name, raw)
			}
		}
	}
}

func TestExportIsTheSameEveryTime(t *testing.T) {
	s := embedded(t)
	again, err := dataset.FromJSON(s.JSON())
	require.NoError(t, err)
	require.True(t, bytes.Equal(export(t, s, false), export(t, again, false)))
}

// TestExportCarriesWhatALevelNeeds looks at one row as a researcher would.
func TestExportCarriesWhatALevelNeeds(t *testing.T) {
	s := embedded(t)
	cited := s.CiteDataset()
	files := unzip(t, export(t, s, false))
	for _, want := range []string{s.Dataset().Licence.ID, s.Digest(), s.Version(), cited.Text(), "`level_order`", "never a zero", "`L1_caution`"} {
		require.Contains(t, string(files["README.md"]), want)
	}
	require.Len(t, files, len(s.Tables())+2)

	rows := records(t, files["assessments.csv"])
	require.Len(t, rows, 1+len(s.Assessments()))
	require.Equal(t, []string{"id", "country", "criterion", "mapping", "level", "level_order", "level_label", "level_score", "level_missing",
		"contrary", "caution", "covers", "confidence", "evidence"}, rows[0][:14])
	for _, row := range rows[1:] {
		want := map[string][3]string{
			"met": {"3", "100", ""}, "largely": {"2", "67", ""}, "partly": {"1", "33", ""}, "not_met": {"0", "0", ""},
			"no_information": {"", "", "no_information"}, "not_applicable": {"", "", "not_applicable"},
		}[row[4]]
		require.Equal(t, want, [3]string{row[5], row[7], row[8]}, row[0])
	}

	matrix := records(t, files["matrix.csv"])
	require.Len(t, matrix, 1+len(s.Countries()))
	at := map[string]int{}
	for j, name := range matrix[0] {
		at[name] = j
	}
	for i, country := range s.Countries() {
		row := matrix[i+1]
		require.Equal(t, string(country.Code), row[0])
		require.Equal(t, string(s.Today().Firewall(country).Level), row[at["firewall"]])
		for _, c := range s.Today().Cells(country, "") {
			id := c.Criterion.ID
			require.Equal(t, string(c.Level()), row[at[id]])
			require.Equal(t, c.Assessment.Caution, csv.Restored(row[at[id+"_caution"]]))
			require.Equal(t, string(c.Assessment.Confidence), row[at[id+"_confidence"]])
			require.Equal(t, c.Assessment.From.String(), row[at[id+"_from"]])
		}
	}
}

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "plain": "plain", "=1+1": "'=1+1", "+32 2": "'+32 2", "-1": "-1", "+2.5": "+2.5", "-1+1": "'-1+1", "-": "'-", "-.5": "'-.5", "'-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\n=1": "'\n=1",
		"'=1": "''=1", "''@": "'''@", "'plain": "'plain", "'": "'", "a=1": "a=1", "é=": "é=",
	} {
		require.Equal(t, want, csv.Harmless(text))
		require.Equal(t, text, csv.Restored(want))
	}
}

// TestWriterReadsBack holds for any text: what is written for a spreadsheet never begins like a formula, and comes back.
func TestWriterReadsBack(t *testing.T) {
	cell := rapid.StringMatching(`[-=+@'",;\\ \t1.A-Zé\n]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.Bool().Draw(t, "raw")
		row := append([]string{"first"}, rapid.SliceOfN(cell, 1, 5).Draw(t, "row")...)
		var out bytes.Buffer
		w := csv.NewWriter(&out, raw)
		w.Write(row...)
		require.NoError(t, w.Flush())
		back, err := encodingcsv.NewReader(&out).Read()
		require.NoError(t, err)
		for i := range back {
			if !raw {
				require.NotRegexp(t, `^[=@\t\r\n]|^[-+](.*[^0-9.]|$)`, back[i])
				back[i] = csv.Restored(back[i])
			}
		}
		require.Equal(t, row, back)
	})
}

// TestListsReadBack holds for any items: a list in a cell can be taken apart again.
func TestListsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.StringMatching(`[;\\ a"]{1,5}`), 1, 5).Draw(t, "list")
		back, err := readback.Semicolons(tidy.Text(list))
		require.NoError(t, err)
		require.Equal(t, list, back)
		back, err = readback.JSONList(string(tidy.AppendJSON(nil, list)))
		require.NoError(t, err)
		require.Equal(t, list, back)
	})
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestExportSaysWhatCouldNotBeWritten(t *testing.T) {
	require.ErrorIs(t, csv.Export(broken{}, embedded(t), false), io.ErrShortWrite)
	w := csv.NewWriter(broken{}, false)
	w.Write("a")
	require.ErrorIs(t, w.Flush(), io.ErrShortWrite)
}

func embedded(t testing.TB) *dataset.Snapshot {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

func export(t testing.TB, s *dataset.Snapshot, raw bool) []byte {
	var out bytes.Buffer
	require.NoError(t, csv.Export(&out, s, raw))
	return out.Bytes()
}

func unzip(t testing.TB, data []byte) map[string][]byte {
	files, err := readback.Unzip(data)
	require.NoError(t, err)
	return files
}

func records(t testing.TB, data []byte) [][]string {
	rows, err := encodingcsv.NewReader(bytes.NewReader(data)).ReadAll()
	require.NoError(t, err)
	return rows
}
