package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newWhatIf(f *flags) *cobra.Command {
	var weights string
	var assume []string
	cmd := asking(f, &cobra.Command{
		Use:     "what-if COUNTRY [CRITERION=LEVEL …]",
		Short:   "Set a country beside itself with levels, weights or bindings assumed",
		Example: "  firewallmap what-if BE L1=met L3=met\n  firewallmap what-if IT --assume-bound VRDA-5a\n  firewallmap what-if PL L6=met --weights legal=3",
		Args:    between(1, -1, "a country and any number of assumed levels"),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			var question dataset.WhatIfQuestion
			if question.Country, err = v.FindCountry(args[0]); err != nil {
				return err
			}
			if question.Changes, err = v.ParseLevelChanges(question.Country, args[1:]); err != nil {
				return err
			}
			if question.Weights, err = dataset.ParseWeights(weights); err != nil {
				return err
			}
			for _, id := range assume {
				provision, err := v.FindProvision(id)
				if err != nil {
					return err
				}
				question.Assume = append(question.Assume, provision)
			}
			answer, err := v.WhatIf(question)
			if err != nil {
				return err
			}
			before, after, err := answer.Ranks(dataset.DefaultSamples, dataset.DefaultSeed)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.WhatIf(v, answer, before, after))
		},
	})
	addWeights(cmd, &weights)
	cmd.Flags().StringArrayVar(&assume, "assume-bound", nil, "treat this provision as binding where it is proposed or not due yet; can be given several times")
	return cmd
}
