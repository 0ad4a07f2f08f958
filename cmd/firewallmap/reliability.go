package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newReliability(f *flags) *cobra.Command {
	return asking(f, &cobra.Command{
		Use:     "reliability MAPPING MAPPING",
		Short:   "Say how far two mappings agree, and where they do not",
		Example: "  firewallmap reliability desk-2026 second-2026",
		Args:    exactly(2, "the ids of two mappings"),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			a, err := v.FindMapping(args[0])
			if err != nil {
				return err
			}
			b, err := v.FindMapping(args[1])
			if err != nil {
				return err
			}
			reliability, err := v.Reliability(a, b)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Reliability(v, reliability))
		},
	})
}
