package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The exit status says who has to act: nobody, whoever keeps the data, whoever typed, or whoever keeps the files.
func TestExitStatus(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	data := filepath.Join(dir, "data")
	require.Equal(t, exitDone, run(context.Background(), []string{"export", "--format", "yaml", "--out", data}, os.Stdout, os.Stderr))
	country := filepath.Join(data, "countries", "be.yaml")
	text, err := os.ReadFile(country)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(country, bytes.Replace(text, []byte("level: not_met"), []byte("level: notmet"), 1), 0o600))

	for name, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"an answer":                        {[]string{"show", "BE", "L1"}, exitDone, ""},
		"data with problems, asked":        {[]string{"show", "BE", "--data", data}, exitProblems, `BE-L1: level: unknown level "notmet"; did you mean not_met?`},
		"data with problems, validated":    {[]string{"validate", data}, exitProblems, ""},
		"a wrong country":                  {[]string{"show", "BL"}, exitUsage, `unknown country "BL"; did you mean BE?`},
		"a wrong flag":                     {[]string{"show", "BE", "--mappings", "x"}, exitUsage, "did you mean --mapping?"},
		"a snapshot that is not there":     {[]string{"countries", "--data", filepath.Join(dir, "nowhere")}, exitFile, "no such file"},
		"a file that is no snapshot":       {[]string{"countries", "--data", write("other.json", `{"a": 1}`)}, exitFile, "other.json: not a snapshot"},
		"a directory that is no dataset":   {[]string{"countries", "--data", t.TempDir()}, exitFile, "no dataset here"},
		"a place that cannot be written":   {[]string{"export", "--format", "json", "--out", filepath.Join(country, "x.json")}, exitFile, "not a directory"},
		"a snapshot with a problem in it":  {[]string{"countries", "--data", write("snapshot.json", "{}")}, exitProblems, "codebook.levels"},
		"a directory that holds something": {[]string{"export", "--format", "yaml", "--out", data}, exitFile, "it is not empty"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			require.Equal(t, test.status, run(context.Background(), test.args, &stdout, &stderr), stderr.String())
			require.Contains(t, stderr.String(), test.says)
		})
	}
}
