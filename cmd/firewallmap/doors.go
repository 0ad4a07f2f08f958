package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newDoors(f *flags) *cobra.Command {
	return asking(f, &cobra.Command{
		Use:     "doors COUNTRY",
		Short:   "Say door by door what is known of a place where somebody can knock",
		Example: "  firewallmap doors HU",
		Args:    exactly(1, "one country"),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			country, err := v.FindCountry(args[0])
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Doors(v, v.Doors(country)))
		},
	})
}
