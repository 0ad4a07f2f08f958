//go:build !unix

package importers

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// lockName is the file that locks a directory where the system cannot lock the directory itself.
const lockName = ".firewallmap-lock"

// lock locks a directory for an import; readers only wait until there is none. A killed import leaves the file behind, which
// has to be removed by hand.
func lock(root *os.Root, exclusive bool) (unlock func(), err error) {
	for deadline := time.Now().Add(lockPatience); ; time.Sleep(20 * time.Millisecond) {
		if !exclusive {
			if _, err := root.Lstat(lockName); errors.Is(err, fs.ErrNotExist) {
				return func() {}, nil
			}
		} else if f, err := root.OpenFile(lockName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644); err == nil {
			f.Close()
			return func() { root.Remove(lockName) }, nil
		} else if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if time.Now().After(deadline) {
			return nil, &os.PathError{Op: "lock", Path: lockName, Err: errBusy}
		}
	}
}

// syncFolder does nothing: this system has no way to sync a folder.
func syncFolder(*os.Root, string) error { return nil }
