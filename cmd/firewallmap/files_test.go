package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/exporters/native"
)

// TestWriteFileIsWholeOrNotAtAll: where writing fails in the midst, what was there is there still, and nothing else is.
func TestWriteFileIsWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "file")
	require.NoError(t, writeFile(name, func(w io.Writer) error { _, err := io.WriteString(w, "old"); return err }))
	broken := errors.New("broken")
	require.ErrorIs(t, writeFile(name, func(w io.Writer) error {
		_, err := io.WriteString(w, "half of the n")
		return errors.Join(err, broken)
	}), broken)
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, "old", string(data))
	requireNames(t, dir, "file")
}

// TestWriteDirectoryIsWholeOrNotAtAll: a file that cannot be written leaves no directory behind.
func TestWriteDirectoryIsWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	files := []native.File{{Name: "a.yaml", Data: []byte("a")}, {Name: "a.yaml/b.yaml", Data: []byte("b")}}
	require.Error(t, writeDirectory(filepath.Join(dir, "data"), files))
	requireNames(t, dir)
	require.NoError(t, writeDirectory(filepath.Join(dir, "data"), files[:1]))
	requireNames(t, dir, "data")
	require.ErrorContains(t, writeDirectory(filepath.Join(dir, "data"), files[:1]), "not empty")
}

func requireNames(t *testing.T, dir string, want ...string) {
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	require.Equal(t, want, names)
}
