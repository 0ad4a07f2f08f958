package api

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Whatever changes in the data can be seen, even where number, length and latest time of the files stay what they were.
func TestEveryChangeOfTheDataIsSeen(t *testing.T) {
	then := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, c := range []struct {
		name   string
		change func(t *testing.T, dir string)
		seen   bool
	}{
		{"nothing", func(*testing.T, string) {}, false},
		{"a file has another time, not the latest", func(t *testing.T, dir string) {
			require.NoError(t, os.Chtimes(filepath.Join(dir, "a.yaml"), then, then.Add(-time.Minute)))
		}, true},
		{"two files swap their names", func(t *testing.T, dir string) {
			require.NoError(t, os.Rename(filepath.Join(dir, "a.yaml"), filepath.Join(dir, "c.yaml")))
			require.NoError(t, os.Rename(filepath.Join(dir, "b.yaml"), filepath.Join(dir, "a.yaml")))
			require.NoError(t, os.Rename(filepath.Join(dir, "c.yaml"), filepath.Join(dir, "b.yaml")))
		}, true},
		{"a file has another name", func(t *testing.T, dir string) {
			require.NoError(t, os.Rename(filepath.Join(dir, "a.yaml"), filepath.Join(dir, "c.yaml")))
		}, true},
		{"a file is gone", func(t *testing.T, dir string) {
			require.NoError(t, os.Remove(filepath.Join(dir, "countries", "be.yaml")))
		}, true},
		{"a hidden folder of another program", func(t *testing.T, dir string) {
			require.NoError(t, os.MkdirAll(filepath.Join(dir, ".git"), 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(dir, ".git", "index"), nil, 0o644))
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.Mkdir(filepath.Join(dir, "countries"), 0o755))
			for i, name := range []string{"a.yaml", "b.yaml", "countries/be.yaml"} {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("text"), 0o644))
				require.NoError(t, os.Chtimes(filepath.Join(dir, name), then, then.Add(time.Duration(i)*time.Second)))
			}
			link := filepath.Join(t.TempDir(), "data")
			require.NoError(t, os.Symlink(dir, link))
			before, behind := stateOf(dir), stateOf(link)
			c.change(t, dir)
			require.Equal(t, c.seen, stateOf(dir) != before)
			require.Equal(t, c.seen, stateOf(link) != behind, "behind a link")
		})
	}
	a, b, link := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.Symlink(a, link))
	before := stateOf(link)
	require.NoError(t, os.WriteFile(filepath.Join(b, "a.yaml"), nil, 0o644))
	require.NoError(t, os.Remove(link))
	require.NoError(t, os.Symlink(b, link))
	require.NotEqual(t, before, stateOf(link), "the link leads elsewhere")
}
