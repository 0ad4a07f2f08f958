package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newCountries(f *flags) *cobra.Command {
	return asking(f, &cobra.Command{
		Use:     "countries",
		Short:   "List the countries and their firewalls",
		Example: "  firewallmap countries",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Countries(v))
		},
	})
}
