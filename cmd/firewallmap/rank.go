package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newRank(f *flags) *cobra.Command {
	var weights string
	var samples int
	var seed uint64
	cmd := asking(f, &cobra.Command{
		Use:     "rank",
		Short:   "Rank countries, only with the interval of their ranks",
		Example: "  firewallmap rank\n  firewallmap rank --weights legal=3 --samples 20000 --seed 7",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			w, err := dataset.ParseWeights(weights)
			if err != nil {
				return err
			}
			ranking, err := v.Rank(dataset.RankingQuestion{Weights: w, Samples: samples, Seed: seed})
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Ranking(v, ranking))
		},
	})
	addWeights(cmd, &weights)
	cmd.Flags().IntVar(&samples, "samples", dataset.DefaultSamples, fmt.Sprintf("draws, at most %d", dataset.MaxSamples))
	cmd.Flags().Uint64Var(&seed, "seed", dataset.DefaultSeed, "seed of the draws: the same seed gives the same answer")
	return cmd
}
