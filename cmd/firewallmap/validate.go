package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newValidate(f *flags) *cobra.Command {
	var against string
	cmd := formatted(f, &cobra.Command{
		Use:     "validate [DIR]",
		Short:   "Check a dataset: how much of each thing there is, and everything that is wrong",
		Example: "  firewallmap validate\n  firewallmap validate mydata --against 2026.11",
		Args:    between(0, 1, "at most one dataset directory"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := f.data
			if len(args) == 1 {
				dir = args[0]
			}
			if _, err := answers.ParseFormat(f.format); err != nil {
				return err
			}
			snapshot, problems, err := validated(dir, against)
			if err != nil {
				return err
			}
			if err := f.print(cmd, answers.Validation(snapshot, problems)); err != nil {
				return err
			}
			if problems.Err() != nil {
				return errHasProblems
			}
			return nil
		},
	})
	cmd.Flags().StringVar(&against, "against", "", "a dataset directory, a snapshot file or the version of a release; a coded cell that has changed since needs a reason")
	return cmd
}
