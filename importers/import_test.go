package importers_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	exporter "github.com/firewallmap/firewallmap/exporters/native"
	template "github.com/firewallmap/firewallmap/exporters/workbook"
	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/schema"
)

// embedded is the dataset that the program carries.
func embedded(t testing.TB) *dataset.Snapshot {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

// directory writes the embedded dataset to a folder of its own.
func directory(t testing.TB) string {
	dir := t.TempDir()
	files, err := exporter.Files(embedded(t).Records())
	require.NoError(t, err)
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, f.Data, 0o644))
	}
	return dir
}

// reopened is the snapshot of a directory.
func reopened(t testing.TB, dir string) *dataset.Snapshot {
	reading, err := importers.Open(dir)
	require.NoError(t, err)
	require.NoError(t, reading.Validate().Err())
	s, err := dataset.New(reading.Records)
	require.NoError(t, err)
	return s
}

// coding writes the coding workbook of a country.
func coding(t testing.TB, code schema.CountryCode, mapping string) string {
	s := embedded(t)
	data, err := template.Template(s, s.Country(code), mapping)
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), code.Lower()+".xlsx")
	require.NoError(t, os.WriteFile(name, data, 0o644))
	return name
}

func TestTemplateComesBackUnchanged(t *testing.T) {
	dir := directory(t)
	var files []string
	for _, c := range embedded(t).Countries() {
		files = append(files, coding(t, c.Code, ""))
	}
	result, err := importers.Import(dir, files, importers.Options{Strict: true})
	require.NoError(t, err)
	require.Empty(t, result.Problems)
	require.Empty(t, result.Cells)
	require.Zero(t, result.Summary.Files)
	require.Zero(t, result.Summary.Changed)
	require.Zero(t, result.Summary.Added)
	require.Zero(t, result.Summary.Normalised)
	require.Greater(t, result.Summary.Records, 1000)
	require.Equal(t, embedded(t).Hash(), reopened(t, dir).Hash())
}
