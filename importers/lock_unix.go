//go:build unix

package importers

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// lock locks a directory: shared by its readers, exclusive to an import. The system lets go of it when the process ends, so a
// killed import locks nobody out, and nothing is written for it. An import does not wait long for its turn: two people who
// import at once should know of one another.
func lock(root *os.Root, exclusive bool) (unlock func(), err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	how := unix.LOCK_SH
	if exclusive {
		how = unix.LOCK_EX
	}
	for deadline := time.Now().Add(lockPatience); ; time.Sleep(20 * time.Millisecond) {
		err = unix.Flock(int(dir.Fd()), how|unix.LOCK_NB)
		if err == nil {
			return func() { dir.Close() }, nil
		}
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if !errors.Is(err, unix.EWOULDBLOCK) || time.Now().After(deadline) {
			break
		}
	}
	dir.Close()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, &os.PathError{Op: "lock", Path: root.Name(), Err: errBusy}
	}
	return nil, fmt.Errorf("lock %s: %w", root.Name(), err)
}

// syncFolder makes the entries of a folder last.
func syncFolder(root *os.Root, name string) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
