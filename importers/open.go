package importers

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/firewallmap/firewallmap/importers/native"
)

// errBusy says that somebody else has the directory.
var errBusy = errors.New("another import is at work in this directory; wait until it is done and try again")

// lockPatience is how long an import or a reader waits for an import that is at work; tests on slow machines wait longer.
var lockPatience = 10 * time.Second

// Open reads a dataset directory. Where an import was killed in it, that is finished or undone first. While an import is at
// work it waits for it, so that nobody reads half of it. The error is for a directory that cannot be read; what is wrong
// with what was read stands in the Reading.
func Open(dir string) (*native.Reading, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	unlock, err := lock(root, false)
	if err != nil {
		return nil, err
	}
	if left(root) {
		unlock()
		if err := recoverAlone(root); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		if unlock, err = lock(root, false); err != nil {
			return nil, err
		}
	}
	defer unlock()
	reading, err := native.Read(root.FS())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return reading, nil
}

// recoverAlone finishes or undoes what a killed import left, with the directory to itself.
func recoverAlone(root *os.Root) error {
	unlock, err := lock(root, true)
	if err != nil {
		return err
	}
	defer unlock()
	return recoverWrite(root)
}
