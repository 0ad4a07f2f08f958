package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
)

func newGaps(f *flags) *cobra.Command {
	var aspect, provision string
	cmd := asking(f, &cobra.Command{
		Use:     "gaps COUNTRY",
		Short:   "List what a country lacks, the decisive first, with who does better",
		Example: "  firewallmap gaps PL --format markdown\n  firewallmap gaps HU --provision VRD-8",
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
			var filter dataset.GapFilter
			if aspect != "" {
				if filter.Aspect, err = schema.Aspects.Parse(aspect); err != nil {
					return err
				}
			}
			if provision != "" {
				if filter.Provision, err = v.FindProvision(provision); err != nil {
					return err
				}
			}
			return f.print(cmd, answers.Gaps(v, v.Gaps(country, filter)))
		},
	})
	cmd.Flags().StringVar(&aspect, "aspect", "", "only this aspect: "+listed(schema.Aspects))
	cmd.Flags().StringVar(&provision, "provision", "", "only criteria that are tied to this provision, for example VRD-8")
	return cmd
}
