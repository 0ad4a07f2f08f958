// Command codebook writes the codebook as Markdown, from the dataset in the program. `make docs` calls it; a test keeps
// docs/codebook.md in step.
package main

import (
	"fmt"
	"os"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

func main() {
	snapshot, err := dataset.Embedded()
	if err == nil {
		err = answers.Codebook(os.Stdout, snapshot)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "codebook:", err)
		os.Exit(1)
	}
}
