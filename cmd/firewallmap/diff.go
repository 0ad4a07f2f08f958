package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
)

func newDiff(f *flags) *cobra.Command {
	return formatted(f, &cobra.Command{
		Use:     "diff OLD NEW",
		Short:   "Say what differs between two states of the data, why, and what that does to firewall and scores",
		Long:    "Say what differs between two states of the data, why, and what that does to firewall and scores. Each is a dataset\ndirectory, a snapshot file, or the version of a release that the other one, or else the dataset of --data, knows.",
		Example: "  firewallmap diff old new\n  firewallmap diff 2026.11 mydata",
		Args:    exactly(2, "the older and the newer data, each a directory, a snapshot file or a version"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := answers.ParseFormat(f.format); err != nil {
				return err
			}
			older, err := openOrVersion(args[0])
			if err != nil {
				return err
			}
			newer, err := openOrVersion(args[1])
			if err != nil {
				return err
			}
			holder := newer // of the releases
			if holder == nil {
				holder = older
			}
			if holder == nil {
				if holder, err = f.load(cmd); err != nil {
					return err
				}
			}
			before, err := stateOf(older, args[0], holder)
			if err != nil {
				return err
			}
			after, err := stateOf(newer, args[1], holder)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Diff(holder.Today(), dataset.Diff(before, after)))
		},
	})
}

// openOrVersion opens a dataset directory or snapshot file. It is nil for what is none and has the form of a version.
func openOrVersion(name string) (*dataset.Snapshot, error) {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		if schema.IsVersion(name) {
			return nil, nil
		}
		return nil, fmt.Errorf("%w; give a dataset directory, a snapshot file or a version like 2026.11", err)
	}
	return open(name)
}

// stateOf is the state of a snapshot, or for none that of a release which the holder knows.
func stateOf(s *dataset.Snapshot, version string, holder *dataset.Snapshot) (*dataset.State, error) {
	if s != nil {
		return s.State(), nil
	}
	return holder.Released(version)
}
