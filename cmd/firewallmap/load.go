package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/schema"
)

// load is the dataset that --data names, or the embedded one.
func (f *flags) load(*cobra.Command) (*dataset.Snapshot, error) {
	if f.data == "" {
		return dataset.Embedded()
	}
	return open(f.data)
}

// open reads a dataset directory or a snapshot file. Its error is [schema.Problems] where the data has errors.
func open(path string) (*dataset.Snapshot, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		snapshot, err := dataset.FromJSON(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return snapshot, nil
	}
	reading, err := read(path)
	if err != nil {
		return nil, err
	}
	if err := reading.Validate().Err(); err != nil {
		return nil, err
	}
	return dataset.New(reading.Records)
}

// read reads a dataset directory without checking it.
func read(dir string) (*native.Reading, error) {
	reading, err := native.Read(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return reading, nil
}

// validated reads a dataset directory, or the embedded dataset for none, and says all that is wrong with it. The snapshot
// is nil where there are errors.
func validated(dir string) (*dataset.Snapshot, schema.Problems, error) {
	if dir == "" {
		snapshot, err := dataset.Embedded()
		if err != nil {
			return nil, nil, err
		}
		return snapshot, snapshot.Warnings(), nil
	}
	reading, err := read(dir)
	if err != nil {
		return nil, nil, err
	}
	problems := reading.Validate()
	if problems.Err() != nil {
		return nil, problems, nil
	}
	snapshot, err := dataset.New(reading.Records)
	return snapshot, problems, err
}
