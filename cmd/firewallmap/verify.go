package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newVerify(f *flags) *cobra.Command {
	return formatted(f, &cobra.Command{
		Use:     "verify CITATION",
		Short:   "Say whether a quoted citation is true of the data",
		Example: "  firewallmap verify '[BE-L1@desk-2026 not_met; 2026.11; sha256:1a2b3c4d…]'",
		Args:    exactly(1, "one citation, in quotes"),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			verification, err := v.Verify(args[0])
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Verification(v, verification))
		},
	})
}
