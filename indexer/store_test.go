package indexer

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

// open opens the index of the embedded dataset in a directory, and returns what was noted.
func open(t *testing.T, dir string) (x *Index, notes []string) {
	t.Helper()
	s, err := dataset.Embedded()
	require.NoError(t, err)
	x, err = Open(context.Background(), s, Options{Dir: dir, Note: func(m string) { notes = append(notes, m) }})
	require.NoError(t, err)
	t.Cleanup(func() { x.Close() })
	return x, notes
}

func TestIndexOnDisk(t *testing.T) {
	dir := t.TempDir()
	built, notes := open(t, dir)
	require.Empty(t, notes)
	folder := filepath.Join(dir, folderName(built.snapshot.Hash()))
	require.FileExists(t, filepath.Join(folder, manifestName))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing unfinished stays")
	before, err := os.Stat(folder)
	require.NoError(t, err)

	again, notes := open(t, dir) // while the first is open
	require.Empty(t, notes)
	after, err := os.Stat(folder)
	require.NoError(t, err)
	require.Equal(t, before.ModTime(), after.ModTime(), "opened, not built")

	memory := embedded(t)
	for _, question := range []string{"can the police tell immigration", "διερμηνέας", "residance permit", `"third country nationals"`, "deport*"} {
		want := ask(t, memory, Request{Query: question, First: 50, Facets: Dimensions})
		require.Equal(t, want, ask(t, built, Request{Query: question, First: 50, Facets: Dimensions}), question)
		require.Equal(t, want, ask(t, again, Request{Query: question, First: 50, Facets: Dimensions}), question)
	}
}

func TestDamagedIndexIsBuiltAnew(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, folder string){
		"a byte changed": func(t *testing.T, folder string) {
			segments, err := filepath.Glob(filepath.Join(folder, engineName, "*.zap"))
			require.NoError(t, err)
			data, err := os.ReadFile(segments[0])
			require.NoError(t, err)
			data[len(data)/2] ^= 1
			require.NoError(t, os.WriteFile(segments[0], data, 0o600))
		},
		"cut short": func(t *testing.T, folder string) {
			require.NoError(t, os.Truncate(filepath.Join(folder, wordsName), 100))
		},
		"a file lost":   func(t *testing.T, folder string) { require.NoError(t, os.Remove(filepath.Join(folder, wordsName))) },
		"manifest lost": func(t *testing.T, folder string) { require.NoError(t, os.Remove(filepath.Join(folder, manifestName))) },
		"manifest broken": func(t *testing.T, folder string) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, manifestName), []byte("{"), 0o600))
		},
		"manifest empty": func(t *testing.T, folder string) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, manifestName), []byte("{}"), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			x, _ := open(t, dir)
			folder := filepath.Join(dir, folderName(x.snapshot.Hash()))
			require.NoError(t, x.Close())
			_, err := x.Search(context.Background(), Request{Query: "police"})
			require.ErrorIs(t, err, ErrClosed)
			damage(t, folder)
			x, notes := open(t, dir)
			require.Len(t, notes, 1)
			require.Contains(t, notes[0], "damaged")
			require.NotEmpty(t, ask(t, x, Request{Query: "police"}).Hits)
			_, notes = open(t, dir)
			require.Empty(t, notes)
			entries, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, entries, 1)
		})
	}
}

func TestNoPlaceToWrite(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(blocked, nil, 0o600))
	x, notes := open(t, filepath.Join(blocked, "index"))
	require.Len(t, notes, 1)
	require.Contains(t, notes[0], "in memory")
	require.NotEmpty(t, ask(t, x, Request{Query: "police"}).Hits)
}
