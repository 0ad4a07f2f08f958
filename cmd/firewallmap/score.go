package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
)

func newScore(f *flags) *cobra.Command {
	var weights string
	cmd := asking(f, &cobra.Command{
		Use:     "score [COUNTRY …]",
		Short:   "Score countries, with bounds and coverage",
		Example: "  firewallmap score BE IE\n  firewallmap score --weights legal=3,procedures=1 --format csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			countries, err := countriesOf(v.Snapshot, args)
			if err != nil {
				return err
			}
			w, err := dataset.ParseWeights(weights)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Scores(v, countries, w))
		},
	})
	addWeights(cmd, &weights)
	return cmd
}

// addWeights gives a command the flag of weights.
func addWeights(cmd *cobra.Command, weights *string) {
	cmd.Flags().StringVar(weights, "weights", "", "weights of aspects, for example legal=2,procedures=1; those not named keep their defaults ("+
		dataset.DefaultWeights().String()+")")
}

// listed are the words of a closed set, for help.
func listed[W ~string](set schema.Vocabulary[W]) string {
	words := make([]string, 0, 8)
	for _, w := range set.Words() {
		words = append(words, string(w))
	}
	return strings.Join(words, ", ")
}
