// Command release cuts a release of the dataset in dataset/data: it gives it a version and a date, moves the changes that
// were unreleased to that version, and writes down its digest and its cells, so that verify and diff know it later.
//
//	go run ./internal/release 2026.12 2026-12-15
//
// To cut a release again that nobody has yet, give its version again. `make release` calls it and makes the snapshot after
// it.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/firewallmap/firewallmap/dataset"
	exporter "github.com/firewallmap/firewallmap/exporters/native"
	importer "github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/schema"
)

const dir = "dataset/data"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: release VERSION DATE, for example release 2026.12 2026-12-15")
		os.Exit(2)
	}
	if err := release(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(version, date string) error {
	reading, err := importer.Read(os.DirFS(dir))
	if err != nil {
		return err
	}
	if err := reading.Problems.Err(); err != nil {
		return err
	}
	records := reading.Records
	d := &records.Dataset
	d.Version = version
	if d.AsOf, err = schema.ParseDate(date); err != nil {
		return err
	}
	for i := range records.Changes.Changes {
		if records.Changes.Changes[i].Version == schema.Unreleased {
			records.Changes.Changes[i].Version = version
		}
	}
	d.Releases = slices.DeleteFunc(d.Releases, func(e schema.Edition) bool { return e.Version == version })
	records.Releases = slices.DeleteFunc(records.Releases, func(r schema.Release) bool { return r.Version == version })
	snapshot, err := dataset.New(records)
	if err != nil {
		return err
	}
	edition, cells := snapshot.Release()
	d.Releases = append(d.Releases, edition)
	records.Releases = append(records.Releases, cells)
	if err := records.Validate().Err(); err != nil {
		return err
	}
	files, err := exporter.Files(&records)
	if err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%s of %s: %s\n", edition.Version, edition.Date, edition.Digest)
	return nil
}
