package main

import (
	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

func newAlign(f *flags) *cobra.Command {
	var rule, provision string
	var assume bool
	cmd := asking(f, &cobra.Command{
		Use:     "align [COUNTRY …]",
		Short:   "Say whether provisions bind countries, and whether they are met",
		Example: "  firewallmap align --provision VRD-8\n  firewallmap align --provision VRDA-5a --assume-bound\n  firewallmap align BE --rule IC",
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			question := dataset.AlignmentQuestion{AssumeBound: assume}
			if question.Countries, err = countriesOf(v.Snapshot, args); err != nil {
				return err
			}
			if rule != "" {
				if question.Rule, err = v.FindRule(rule); err != nil {
					return err
				}
			}
			if provision != "" {
				if question.Provision, err = v.FindProvision(provision); err != nil {
					return err
				}
			}
			alignments, err := v.Alignment(question)
			if err != nil {
				return err
			}
			return f.print(cmd, answers.Alignments(v, alignments))
		},
	})
	cmd.Flags().StringVar(&rule, "rule", "", "only this rule, for example VRD")
	cmd.Flags().StringVar(&provision, "provision", "", "only this provision, for example VRD-8")
	cmd.Flags().BoolVar(&assume, "assume-bound", false, "treat proposals, and provisions that are not due yet, as binding, and say who would have to move")
	return cmd
}
