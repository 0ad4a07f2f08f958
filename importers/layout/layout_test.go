package layout_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/importers/layout"
	"github.com/firewallmap/firewallmap/schema"
)

func FuzzLayout(f *testing.F) {
	f.Add("shape: long\ncolumns: {level: Score}\nlevels: {\"0\": not_met}\n")
	f.Add("shape: countries_across\nletters: {criterion: A}\nmapping: {id: x, coded_on: 2020}\n")
	f.Add("shape: &a long\nabout: *a\n")
	f.Add("values:\n  - field: basis\n    mean: {law: statute}\nsplit: {sources: \";\"}\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := layout.Parse("l.yaml", []byte(text))
		var problems schema.Problems
		if err != nil {
			require.ErrorAs(t, err, &problems)
			require.Contains(t, err.Error(), "l.yaml")
		}
	})
}
