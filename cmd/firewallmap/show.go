package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newShow(f *flags) *cobra.Command {
	return asking(f, &cobra.Command{
		Use:     "show COUNTRY [CRITERION]",
		Short:   "Show a country, or one cell with its sources",
		Example: "  firewallmap show BE L1\n  firewallmap show UK --as-of 2019",
		Args:    between(1, 2, "a country and, if you like, a criterion"),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			country, err := v.FindCountry(args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return f.print(cmd, answers.Country(v, country))
			}
			criterion, err := v.FindCriterion(args[1])
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Assessment(v, v.Cell(country, criterion)))
		},
	})
}
