package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/importers"
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
		if problems := (schema.Problems)(nil); err != nil && !errors.As(err, &problems) {
			return nil, &fs.PathError{Op: "read", Path: path, Err: err}
		}
		return snapshot, err
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

// read reads a dataset directory without checking it. What a killed import left there is finished or undone first.
func read(dir string) (*native.Reading, error) {
	return importers.Open(dir)
}

// validated reads a dataset directory, or the embedded dataset for none, and says all that is wrong with it, and where an
// older state is named also what has changed since without a reason. The snapshot is nil where the data allow none.
func validated(dir, against string) (*dataset.Snapshot, schema.Problems, error) {
	if dir == "" {
		snapshot, err := dataset.Embedded()
		if err != nil {
			return nil, nil, err
		}
		unexplained, err := unexplained(snapshot, against)
		return snapshot, slices.Concat(snapshot.Warnings(), unexplained), err
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
	if err != nil {
		return nil, nil, err
	}
	unexplained, err := unexplained(snapshot, against)
	reading.Locate(unexplained)
	return snapshot, slices.Concat(problems, unexplained), err
}

// unexplained are the changes without a reason since an older state, none where none is named.
func unexplained(snapshot *dataset.Snapshot, against string) (schema.Problems, error) {
	if against == "" {
		return nil, nil
	}
	older, err := openOrVersion(against)
	if err != nil {
		return nil, err
	}
	state, err := stateOf(older, against, snapshot)
	if err != nil {
		return nil, err
	}
	return snapshot.Unexplained(state), nil
}
