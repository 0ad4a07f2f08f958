package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newQuality(f *flags) *cobra.Command {
	return asking(f, &cobra.Command{
		Use:     "quality",
		Short:   "Say what the coding rests on, and which cells to verify first",
		Example: "  firewallmap quality",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Quality(v, v.Quality(dataset.DefaultWeights(), dataset.FirstToVerify)))
		},
	})
}
