package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/bibliography"
	"github.com/firewallmap/firewallmap/schema"
)

func newCite(f *flags) *cobra.Command {
	var style string
	cmd := &cobra.Command{
		Use:     "cite ID",
		Short:   "Cite a cell, a source, an instrument, a ruling, a country, or the dataset",
		Example: "  firewallmap cite BE-L1\n  firewallmap cite NL-L1 --style bibtex\n  firewallmap cite dataset --style csl-json",
		Args:    exactly(1, "an id, or the word dataset"),
		RunE: func(cmd *cobra.Command, args []string) error {
			styles := []string{"text"}
			for _, form := range bibliography.Forms {
				styles = append(styles, string(form))
			}
			if !slices.Contains(styles, style) {
				return schema.UnknownWord("style", style, styles)
			}
			s, err := f.load(cmd)
			if err != nil {
				return err
			}
			reference, err := s.Cite(args[0])
			if err != nil {
				return err
			}
			if style == "text" {
				_, err := fmt.Fprintln(cmd.OutOrStdout(), reference.Text())
				return err
			}
			return bibliography.Write(cmd.OutOrStdout(), bibliography.Form(style), []dataset.Reference{reference})
		},
	}
	cmd.Flags().StringVar(&style, "style", "text", "text, bibtex, ris, csl-json")
	return cmd
}
