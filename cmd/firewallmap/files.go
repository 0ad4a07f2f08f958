package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/firewallmap/firewallmap/exporters/native"
)

// writeFile writes a file whole or not at all: beside its place, synced, then renamed into it.
func writeFile(name string, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return &fs.PathError{Op: "write", Path: name, Err: errors.New("it is a directory; name a file in it")}
	}
	folder := filepath.Dir(name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	beside, err := os.CreateTemp(folder, ".firewallmap-*")
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name()) // gone already where all went well
	defer beside.Close()
	if err := write(beside); err != nil {
		return err
	}
	if err := beside.Chmod(0o644); err != nil {
		return err
	}
	if err := beside.Sync(); err != nil {
		return err
	}
	if err := beside.Close(); err != nil {
		return err
	}
	if err := os.Rename(beside.Name(), name); err != nil {
		return err
	}
	return syncFolder(folder)
}

// writeDirectory writes a new directory whole or not at all: beside its place, synced, then renamed into it. One that holds
// something is not overwritten.
func writeDirectory(dir string, files []native.File) error {
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case len(entries) > 0:
		return &fs.PathError{Op: "write", Path: dir, Err: errors.New("it is not empty; name a new directory, or remove this one")}
	}
	folder := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(folder, ".firewallmap-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside) // gone already where all went well
	if err := os.Chmod(beside, 0o755); err != nil {
		return err
	}
	for _, file := range files {
		name := filepath.Join(beside, filepath.FromSlash(file.Name))
		if err := writeFile(name, func(w io.Writer) error { _, err := w.Write(file.Data); return err }); err != nil {
			return err
		}
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty directory
		return err
	}
	if err := os.Rename(beside, dir); err != nil {
		return err
	}
	return syncFolder(folder)
}

// sameDirectory says whether two paths lead to one directory.
func sameDirectory(a, b string) bool {
	one, err := os.Stat(a)
	other, otherErr := os.Stat(b)
	return err == nil && otherErr == nil && one.IsDir() && os.SameFile(one, other)
}

// syncFolder makes the names in a folder last, where the system can.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
