package importers_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/importers"
)

// TestNative imports the dataset's own forms into itself: nothing changes.
func TestNative(t *testing.T) {
	source := directory(t)
	snapshot := filepath.Join(t.TempDir(), "snapshot.json")
	require.NoError(t, os.WriteFile(snapshot, embedded(t).JSON(), 0o644))
	for name, file := range map[string]string{
		"a directory": source, "a snapshot": snapshot, "one country": filepath.Join(source, "countries", "be.yaml"), "the rules": filepath.Join(source, "rules.yaml"),
	} {
		t.Run(name, func(t *testing.T) {
			dir := directory(t)
			result, err := importers.Import(dir, []string{file}, importers.Options{})
			require.NoError(t, err)
			require.Empty(t, result.Problems)
			require.Zero(t, result.Summary.Changed+result.Summary.Added+result.Summary.Files)
			require.Positive(t, result.Summary.Records)
			require.Equal(t, embedded(t).Hash(), reopened(t, dir).Hash())
		})
	}
}

// TestNativeIsPlaced: a slip in an imported country is said with the line of its own file; what is too large with its flag.
func TestNativeIsPlaced(t *testing.T) {
	source := directory(t)
	name := filepath.Join(source, "countries", "be.yaml")
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	wrong := filepath.Join(t.TempDir(), "wrong.yaml")
	require.NoError(t, os.WriteFile(wrong, append(data, []byte("  - id: ../../etc/passwd\n    project: inhere\n    finding: x\n    criteria: [L1]\n    source: be-nowhere\n")...), 0o644))
	before := reopened(t, source).Hash()
	result, err := importers.Import(source, []string{wrong}, importers.Options{})
	require.NoError(t, err)
	require.ErrorContains(t, result.Problems, `"../../etc/passwd" is no id`)
	require.ErrorContains(t, result.Problems, `unknown source "be-nowhere"`)
	for _, p := range result.Problems {
		require.Equal(t, wrong, p.Place.File)
		require.Greater(t, p.Place.Line, 2000)
	}
	require.Equal(t, before, reopened(t, source).Hash())
	_, err = importers.Import(source, []string{wrong}, importers.Options{Reading: importers.ReadingOptions{Native: 1000}})
	require.ErrorContains(t, err, "--max-native")
}
