package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/exporters/workbook"
)

func newTemplate(f *flags) *cobra.Command {
	var country, out, mapping string
	cmd := &cobra.Command{
		Use:   "template --country BE --out be.xlsx",
		Short: "Write a coding workbook for a country, to be read back with import",
		Long: "Write a coding workbook for a country: today's coding, or with --mapping and a new id none, for an independent second coder.\n" +
			"A file that is there already is never overwritten: somebody may have coded in it.",
		Example: "  firewallmap template --country BE --out be.xlsx\n  firewallmap template --country BE --out be-second.xlsx --mapping second-2026",
		Args:    exactly(0, "no arguments, but --country and --out"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if country == "" || out == "" {
				return fmt.Errorf("--country and --out are needed; for example: %s", firstExample(cmd))
			}
			s, err := f.load(cmd)
			if err != nil {
				return err
			}
			c, err := s.FindCountry(country)
			if err != nil {
				return err
			}
			if _, err := os.Lstat(out); err == nil {
				return &os.PathError{Op: "write", Path: out, Err: fmt.Errorf("the file is there already; name another, or remove it")}
			}
			if mapping != "" && s.Mapping(mapping) == nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "the mapping %s is new: its coding is left blank\n", mapping)
			}
			data, err := workbook.Template(s, c, mapping)
			if err != nil {
				return err
			}
			return writeFile(out, func(w io.Writer) error { _, err := w.Write(data); return err })
		},
	}
	cmd.Flags().StringVar(&country, "country", "", "the country, by its code")
	cmd.Flags().StringVar(&out, "out", "", "the workbook to write")
	cmd.Flags().StringVar(&mapping, "mapping", "", "the mapping that is coded (default: the dataset's default mapping); a new id leaves the coding blank")
	return cmd
}
