package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newServices(f *flags) *cobra.Command {
	return asking(f, &cobra.Command{
		Use:     "services [COUNTRY …]",
		Short:   "List where a victim can turn, first of all whom each service may have to tell",
		Example: "  firewallmap services BE\n  firewallmap services --format json",
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			countries, err := countriesOf(v.Snapshot, args)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Services(v, v.Services(countries)))
		},
	})
}
