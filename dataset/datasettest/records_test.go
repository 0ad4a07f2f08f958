package datasettest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// What is drawn is valid (Records fails the test where it is not), and a copy is the same and shares nothing.
func TestRecordsAreValidAndCopied(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		copied := datasettest.Copy(records)
		require.Equal(t, records.Countries[0].Assessments, copied.Countries[0].Assessments)
		if len(copied.Countries[0].Assessments) > 0 {
			copied.Countries[0].Assessments[0].Summary = "Changed."
			require.NotEqual(t, "Changed.", records.Countries[0].Assessments[0].Summary)
		}
	})
}

// Every level, tier, state of a binding and relation is drawn at times, so that properties meet them.
func TestRecordsVary(t *testing.T) {
	levels, states, relations := map[schema.Level]bool{}, map[schema.BindingStatus]bool{}, map[schema.Relation]bool{}
	spans, second := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		r := datasettest.Records(t)
		for _, c := range r.Countries {
			for _, a := range c.Assessments {
				levels[a.Level] = true
				if a.Mapping == datasettest.Second {
					second++
				}
				if !a.ValidFrom.IsZero() {
					spans++
				}
			}
		}
		for _, b := range r.Rules.Bindings {
			states[b.Status] = true
		}
		for _, p := range r.Rules.Provisions {
			for _, l := range p.Links {
				relations[l.Relation] = true
			}
		}
	})
	require.Len(t, levels, len(schema.Levels.Words()))
	require.Len(t, states, len(schema.BindingStatuses.Words())-1, "all but not_binding, which is only an answer")
	require.Len(t, relations, len(schema.Relations.Words()))
	require.NotZero(t, spans)
	require.NotZero(t, second)
}
