package importers

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
)

// A write of several files happens whole or not at all, also where the program is killed in the midst of it:
//
//  1. every new file is written beside its place, under its name and [besideSuffix], and synced;
//  2. the journal, which lists the files with their digests, is written, synced and renamed to [journalName]: from here on
//     the write has happened;
//  3. the new files are renamed into their places;
//  4. the journal is removed.
//
// Whoever next opens the directory finishes a write of which there is a journal, and undoes one of which there is none. All
// this is done below an os.Root, so that neither a name nor a symbolic link leads out of the directory.

const (
	journalName  = ".firewallmap-journal"
	besideSuffix = ".firewallmap-new"
)

// A newFile is a file to be written, by its name in the directory.
type newFile struct {
	name string
	data []byte
}

// A journal lists the files of a write.
type journal struct {
	Files []journalFile `json:"files"`
}

type journalFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// datasetFile is the form of the names that a dataset directory has, and a write may touch.
var datasetFile = regexp.MustCompile(`^([a-z]+\.yaml|countries/[a-z]{2}\.yaml|releases/[0-9.]+\.csv)$`)

// step is called before each step of a write; a test has it stop there.
var step = func(int) {}

// writeAll writes files into the directory, whole or not at all.
func writeAll(root *os.Root, files []newFile) error {
	if len(files) == 0 {
		return nil
	}
	n := 0
	next := func() { n++; step(n) }
	var j journal
	next()
	for _, f := range files {
		if !datasetFile.MatchString(f.name) {
			return errors.Join(fmt.Errorf("%q is no file of a dataset", f.name), undo(root))
		}
		if err := root.MkdirAll(path.Dir(f.name), 0o755); err != nil {
			return errors.Join(err, undo(root))
		}
		if err := writeSynced(root, f.name+besideSuffix, f.data); err != nil {
			return errors.Join(err, undo(root))
		}
		j.Files = append(j.Files, journalFile{f.name, digest(f.data)})
		next()
	}
	if err := syncFolders(root, j); err != nil {
		return errors.Join(err, undo(root))
	}
	list, err := json.Marshal(j)
	if err != nil {
		return errors.Join(err, undo(root))
	}
	if err := writeSynced(root, journalName+besideSuffix, list); err != nil {
		return errors.Join(err, undo(root))
	}
	next()
	if err := root.Rename(journalName+besideSuffix, journalName); err != nil {
		return errors.Join(err, undo(root))
	}
	next()
	if err := syncFolder(root, "."); err != nil {
		return err
	}
	return finish(root, j, next)
}

// finish renames the new files into their places and removes the journal. It can be done again after it was broken off.
func finish(root *os.Root, j journal, next func()) error {
	for _, f := range j.Files {
		err := root.Rename(f.Name+besideSuffix, f.Name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		next()
	}
	if err := syncFolders(root, j); err != nil {
		return err
	}
	if err := root.Remove(journalName); err != nil {
		return err
	}
	next()
	return syncFolder(root, ".")
}

// recoverWrite finishes or undoes what a killed write left in the directory. It is called with the directory locked.
func recoverWrite(root *os.Root) error {
	data, err := readSome(root, journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return undo(root)
	}
	if err != nil {
		return err
	}
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return fmt.Errorf("%s: not a journal of an import (%w); if no import was broken off here, remove it", journalName, err)
	}
	for _, f := range j.Files {
		if !datasetFile.MatchString(f.Name) {
			return fmt.Errorf("%s: %q is no file of a dataset; if no import was broken off here, remove the journal", journalName, f.Name)
		}
		name := f.Name + besideSuffix
		data, err := readSome(root, name)
		if errors.Is(err, fs.ErrNotExist) {
			name = f.Name // it was renamed already
			data, err = readSome(root, name)
		}
		if err != nil {
			return err
		}
		if digest(data) != f.SHA256 {
			return fmt.Errorf("%s: an import was broken off and cannot be finished: %s is not what it wrote; restore the directory, then remove %s", journalName, name, journalName)
		}
	}
	return finish(root, j, func() {})
}

// undo removes the files that a write left beside their places before it had a journal.
func undo(root *os.Root) error {
	for _, folder := range []string{".", "countries", "releases"} {
		entries, err := fs.ReadDir(root.FS(), folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			ours := strings.TrimSuffix(name, besideSuffix)
			if ours != name && (datasetFile.MatchString(ours) || ours == journalName) {
				if err := root.Remove(name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// left says whether a write left anything in the directory.
func left(root *os.Root) bool {
	if _, err := root.Lstat(journalName); err == nil {
		return true
	}
	for _, folder := range []string{".", "countries", "releases"} {
		entries, _ := fs.ReadDir(root.FS(), folder)
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), besideSuffix) {
				return true
			}
		}
	}
	return false
}

// maxRecovered is how many bytes of a file are read to finish a write.
const maxRecovered = 256 << 20

func readSome(root *os.Root, name string) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxRecovered))
}

func writeSynced(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncFolders makes what was renamed last.
func syncFolders(root *os.Root, j journal) error {
	folders := map[string]bool{".": true}
	for _, f := range j.Files {
		folders[path.Dir(f.Name)] = true
	}
	for folder := range folders {
		if err := syncFolder(root, folder); err != nil {
			return err
		}
	}
	return nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
