package datapackage_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/datapackage"
	"github.com/firewallmap/firewallmap/exporters/internal/readback"
)

// The descriptor as a program that knows the standard reads it.
type descriptor struct {
	Schema    string `json:"$schema"`
	Name      string
	Version   string
	Digest    string
	Licenses  []struct{ Name, Path string }
	Resources []struct {
		Name, Path, Hash string
		TableDigest      string
		Bytes            int
		Schema           struct {
			Fields      []struct{ Name, Type string }
			PrimaryKey  []string
			ForeignKeys []struct {
				Fields    []string
				Reference struct {
					Resource string
					Fields   []string
				}
			}
		}
	}
}

// TestExportReadsBack reads the package by its descriptor alone: every table has the digest that went in, every file its
// length and hash, and every foreign key leads to a row.
func TestExportReadsBack(t *testing.T) {
	datasets, err := readback.Datasets()
	require.NoError(t, err)
	for name, s := range datasets {
		files := unzip(t, export(t, s))
		var d descriptor
		require.NoError(t, json.Unmarshal(files["datapackage.json"], &d))
		require.Equal(t, "https://datapackage.org/profiles/2.0/datapackage.json", d.Schema)
		require.Equal(t, []any{s.Version(), s.Digest(), s.Dataset().Licence.ID}, []any{d.Version, d.Digest, d.Licenses[0].Name})
		require.Len(t, d.Resources, len(s.Tables())+1)

		keys, tables := map[string]map[string]bool{}, map[string][][]string{}
		for _, r := range d.Resources {
			data := files[r.Path]
			require.Equal(t, r.Bytes, len(data))
			require.Equal(t, r.Hash, fmt.Sprintf("sha256:%x", sha256.Sum256(data)))
			rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			require.NoError(t, err)
			var header []string
			for _, f := range r.Schema.Fields {
				header = append(header, f.Name)
			}
			require.Equal(t, header, rows[0])
			require.Equal(t, header[:1], r.Schema.PrimaryKey)
			tables[r.Name], keys[r.Name] = rows, map[string]bool{}
			for _, row := range rows[1:] {
				require.False(t, keys[r.Name][row[0]], "%s has %s twice", r.Name, row[0])
				keys[r.Name][row[0]] = true
			}
			if table := s.Table(r.Name); table != nil {
				back, err := readback.Table(table, rows[0], rows[1:], readback.JSONList)
				require.NoError(t, err, name)
				require.Equal(t, table.Digest(), back.Digest(), r.Name)
				require.Equal(t, table.Digest(), r.TableDigest)
			}
		}
		foreign := 0
		for _, r := range d.Resources {
			for _, key := range r.Schema.ForeignKeys {
				foreign++
				target := key.Reference.Resource
				if target == "" {
					target = r.Name
				}
				require.Equal(t, []string{"id"}, key.Reference.Fields)
				for _, row := range tables[r.Name][1:] {
					for j, column := range tables[r.Name][0] {
						if column == key.Fields[0] && row[j] != "" {
							require.True(t, keys[target][row[j]], "%s.%s: %s has no %s", r.Name, column, target, row[j])
						}
					}
				}
			}
		}
		require.Greater(t, foreign, 20)
	}
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
		require.NoError(b, datapackage.Export(io.Discard, s))
	}
}

func embedded(t testing.TB) *dataset.Snapshot {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

func export(t testing.TB, s *dataset.Snapshot) []byte {
	var out bytes.Buffer
	require.NoError(t, datapackage.Export(&out, s))
	return out.Bytes()
}

func unzip(t testing.TB, data []byte) map[string][]byte {
	files, err := readback.Unzip(data)
	require.NoError(t, err)
	return files
}
