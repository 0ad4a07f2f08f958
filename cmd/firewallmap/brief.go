package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/brief"
	"github.com/firewallmap/firewallmap/schema"
)

func newBrief(f *flags) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "brief COUNTRY",
		Short:   "Write two pages on a country for somebody who decides",
		Example: "  firewallmap brief PL\n  firewallmap brief PL --format html > pl.html",
		Args:    exactly(1, "one country"),
		RunE: func(cmd *cobra.Command, args []string) error {
			formats := []string{"markdown", "html"}
			if !slices.Contains(formats, format) {
				return schema.UnknownWord("format", format, formats)
			}
			s, err := f.load(cmd)
			if err != nil {
				return err
			}
			v, err := s.FindView(f.asOf, f.mapping)
			if err != nil {
				return err
			}
			country, err := v.FindCountry(args[0])
			if err != nil {
				return err
			}
			if format == "html" {
				return brief.HTML(cmd.OutOrStdout(), v.Brief(country))
			}
			return brief.Markdown(cmd.OutOrStdout(), v.Brief(country))
		},
	}
	dated(f, cmd)
	cmd.Flags().StringVar(&format, "format", "markdown", "markdown, html")
	return cmd
}
