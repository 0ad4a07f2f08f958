// Command docs writes what the handbook has from the data: docs/codebook.md and docs/matrix.svg. `make docs` calls it; a test
// keeps the files in step.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

// files are the files and what writes them.
var files = map[string]func(io.Writer, *dataset.Snapshot) error{
	"docs/codebook.md": answers.Codebook,
	"docs/matrix.svg":  answers.MatrixPicture,
}

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

func write() error {
	snapshot, err := dataset.Embedded()
	if err != nil {
		return err
	}
	for name, make := range files {
		var b bytes.Buffer
		if err := make(&b, snapshot); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
