package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
)

func newTimeline(f *flags) *cobra.Command {
	var from, to string
	cmd := asking(f, &cobra.Command{
		Use:     "timeline [COUNTRY …]",
		Short:   "List what happened, in order; between two dates, also what is coded otherwise",
		Example: "  firewallmap timeline BE\n  firewallmap timeline BE IE --from 2016 --to 2019-06",
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := f.view(cmd)
			if err != nil {
				return err
			}
			countries, err := countriesOf(v.Snapshot, args)
			if err != nil {
				return err
			}
			first, err := dateOf("from", from)
			if err != nil {
				return err
			}
			last, err := dateOf("to", to)
			if err != nil {
				return err
			}
			events, err := v.Timeline(countries, first, last)
			if err != nil {
				return err
			}
			var earlier, later *dataset.View
			var shifts []dataset.Shift
			if !first.IsZero() && !last.IsZero() {
				earlier, later = v.At(first, v.InMapping), v.At(last, v.InMapping)
				if shifts, err = earlier.Between(later, countries); err != nil {
					return err
				}
			}
			return f.print(cmd, answers.Timeline(v, events, earlier, later, shifts))
		},
	})
	cmd.Flags().StringVar(&from, "from", "", "from this date: YYYY, YYYY-MM or YYYY-MM-DD")
	cmd.Flags().StringVar(&to, "to", "", "to this date, included")
	return cmd
}

// dateOf reads the date that a flag gives; no text is no date.
func dateOf(flag, text string) (schema.Date, error) {
	if text == "" {
		return schema.Date{}, nil
	}
	date, err := schema.ParseDate(text)
	if err != nil {
		return schema.Date{}, fmt.Errorf("--%s: %w", flag, err)
	}
	return date, nil
}
