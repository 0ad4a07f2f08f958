package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
)

func newCompare(f *flags) *cobra.Command {
	var aspect string
	var named []string
	cmd := asking(f, &cobra.Command{
		Use:     "compare [COUNTRY …]",
		Short:   "Set countries side by side, what differs first",
		Example: "  firewallmap compare BE IE UK --aspect legal\n  firewallmap compare --criterion L1 --criterion L6",
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			countries, err := countriesOf(v.Snapshot, args)
			if err != nil {
				return err
			}
			criteria, err := v.FindCriteria(aspect, named)
			if err != nil {
				return err
			}
			comparison, err := v.Compare(countries, criteria)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Compare(v, comparison))
		},
	})
	cmd.Flags().StringVar(&aspect, "aspect", "", "only this aspect: "+listed(schema.Aspects))
	cmd.Flags().StringArrayVar(&named, "criterion", nil, "only this criterion; can be given several times")
	return cmd
}
