package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/native"
	"github.com/firewallmap/firewallmap/schema"
)

// exportFormats write the whole dataset to a path.
var exportFormats = map[string]func(*dataset.Snapshot, string) error{
	"yaml": exportYAML,
	"json": exportJSON,
}

func newExport(f *flags) *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:     "export --format FORMAT --out PATH",
		Short:   "Write the whole dataset to a file or directory",
		Example: "  firewallmap export --format yaml --out mydata\n  firewallmap export --format json --out snapshot.json",
		Args:    exactly(0, "no arguments, but --format and --out"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			write, ok := exportFormats[format]
			if !ok {
				known := []string{"json", "yaml"}
				return schema.UnknownWord("format", format, known)
			}
			if out == "" {
				return fmt.Errorf("--out is missing; name the file or directory to write")
			}
			s, err := f.load(cmd)
			if err != nil {
				return err
			}
			return write(s, out)
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "json (the canonical snapshot), yaml (a directory to work on)")
	cmd.Flags().StringVar(&out, "out", "", "the file, or for yaml the directory, to write")
	return cmd
}

func exportJSON(s *dataset.Snapshot, out string) error {
	return replaceFile(out, s.JSON())
}

func exportYAML(s *dataset.Snapshot, out string) error {
	files, err := native.Files(s.Records())
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := replaceFile(filepath.Join(out, filepath.FromSlash(file.Name)), file.Data); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile writes a file whole or not at all: beside its place, then renamed into it.
func replaceFile(name string, data []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".firewallmap-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // gone already where all went well
	if _, err := temporary.Write(data); err != nil {
		return err
	}
	if err := temporary.Chmod(0o644); err != nil {
		return err
	}
	if err := temporary.Sync(); err != nil {
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}
