package parquet_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/internal/readback"
	exporter "github.com/firewallmap/firewallmap/exporters/parquet"
)

// TestExportReadsBack holds the proof of the format: every table that comes out of the zip has the digest that went in.
func TestExportReadsBack(t *testing.T) {
	datasets, err := readback.Datasets()
	require.NoError(t, err)
	for name, s := range datasets {
		files, err := readback.Unzip(export(t, s))
		require.NoError(t, err)
		require.Len(t, files, len(s.Tables())+2)
		for _, table := range s.Tables() {
			f := open(t, files[table.Name+".parquet"])
			columns := read(t, f)
			back, err := readback.Values(table, int(f.NumRows()), func(i int, c dataset.Column) (any, error) {
				values, there := columns[c.Name]
				if !there {
					return nil, fmt.Errorf("the file has no column %s", c.Name)
				}
				return values[i], nil
			})
			require.NoError(t, err, name)
			require.Equal(t, table.Digest(), back.Digest(), "%s, %s", name, table.Name)
			digest, _ := f.Lookup("table_digest")
			require.Equal(t, table.Digest(), digest)
		}
	}
}

// TestExportIsTyped looks at the columns of the assessments, in their order, and at what each file says of itself.
func TestExportIsTyped(t *testing.T) {
	s := embedded(t)
	files, err := readback.Unzip(export(t, s))
	require.NoError(t, err)
	f := open(t, files["assessments.parquet"])
	require.EqualValues(t, 637, f.NumRows())
	fields := f.Schema().Fields()
	want := []string{"id", "country", "criterion", "mapping", "level", "level_order", "level_label", "level_score", "level_missing", "contrary",
		"caution", "covers", "confidence", "evidence"}
	for j, name := range want {
		require.Equal(t, name, fields[j].Name())
	}
	require.Equal(t, "INT(64,true)", fields[5].Type().String())
	require.True(t, fields[5].Optional())
	require.Equal(t, "BOOLEAN", fields[9].Type().String())
	require.Equal(t, "STRING", fields[4].Type().String())

	columns := read(t, f)
	for i, level := range columns["level"] {
		want := map[any][]any{
			"met": {3, 100, nil}, "largely": {2, 67, nil}, "partly": {1, 33, nil}, "not_met": {0, 0, nil}, "no_information": {nil, nil, "no_information"},
			"not_applicable": {nil, nil, "not_applicable"},
		}[level]
		require.Equal(t, want, []any{columns["level_order"][i], columns["level_score"][i], columns["level_missing"][i]})
	}
	cite := s.CiteDataset()
	for key, want := range map[string]string{
		"dataset_version": s.Version(), "dataset_digest": s.Digest(), "how_to_cite": cite.Text(), "table": "assessments",
	} {
		got, there := f.Lookup(key)
		require.True(t, there, key)
		require.Equal(t, want, got)
	}
	require.EqualValues(t, len(s.Countries()), open(t, files["matrix.parquet"]).NumRows())
}

func TestExportIsTheSameEveryTime(t *testing.T) {
	s := embedded(t)
	again, err := dataset.FromJSON(s.JSON())
	require.NoError(t, err)
	require.True(t, bytes.Equal(export(t, s), export(t, again)))
}

// BenchmarkExport is the export of the embedded dataset: under 300 ms is promised.
func BenchmarkExport(b *testing.B) {
	s := embedded(b)
	for b.Loop() {
		require.NoError(b, exporter.Export(io.Discard, s))
	}
}

// read are the values of a file by column: nil, string, int, bool, []string or []any of maps, row by row.
func read(t *testing.T, f *parquet.File) map[string][]any {
	rows := int(f.NumRows())
	columns := map[string][]any{}
	paths := f.Schema().Columns()
	for _, path := range paths {
		columns[path[0]] = make([]any, rows)
	}
	reader := parquet.NewReader(f)
	defer reader.Close()
	buffer := make([]parquet.Row, 1)
	for i := range rows {
		n, err := reader.ReadRows(buffer)
		require.Equal(t, 1, n, err)
		for _, v := range buffer[0] {
			path := paths[v.Column()]
			at := &columns[path[0]][i]
			switch {
			case v.IsNull():
			case len(path) == 3: // name.list.element
				list, _ := (*at).([]string)
				*at = append(list, v.String())
			case len(path) == 4: // name.list.element.field
				list, _ := (*at).([]any)
				last := path[3] // the fields of an object come column by column, each object by its place
				k := 0
				for k < len(list) && list[k].(map[string]any)[last] != nil {
					k++
				}
				if k == len(list) {
					list = append(list, map[string]any{})
				}
				list[k].(map[string]any)[last] = v.String()
				*at = list
			case v.Kind() == parquet.Boolean:
				*at = v.Boolean()
			case v.Kind() == parquet.Int64:
				*at = int(v.Int64())
			default:
				*at = v.String()
			}
		}
	}
	return columns
}

func open(t *testing.T, data []byte) *parquet.File {
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	return f
}

func embedded(t testing.TB) *dataset.Snapshot {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

func export(t testing.TB, s *dataset.Snapshot) []byte {
	var out bytes.Buffer
	require.NoError(t, exporter.Export(&out, s))
	return out.Bytes()
}
