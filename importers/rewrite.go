package importers

import (
	"os"

	"github.com/firewallmap/firewallmap/schema"
)

// Rewrite writes a dataset into a directory that holds one already, whole or not at all, as an import does: the files that
// differ are replaced, and what else stands in the directory is left alone.
func Rewrite(dir string, records *schema.Records) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	unlock, err := lock(root, true)
	if err != nil {
		return err
	}
	defer unlock()
	if err := recoverWrite(root); err != nil {
		return err
	}
	changed, err := changedFiles(root, records)
	if err != nil {
		return err
	}
	return writeAll(root, changed)
}
