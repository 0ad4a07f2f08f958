package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// drawChanges draws changes of distinct cells; where same is set, to the level that each cell has.
func drawChanges(t *rapid.T, v *dataset.View, country *schema.Country, same bool) []dataset.LevelChange {
	var changes []dataset.LevelChange
	for _, c := range v.Cells(country, "") {
		level, coded := c.Level().Level()
		if rapid.IntRange(1, 3).Draw(t, "change") > 1 || same && !coded {
			continue
		}
		if !same {
			level = rapid.SampledFrom(schema.Levels.Words()).Draw(t, "level")
		}
		changes = append(changes, dataset.LevelChange{Country: country, Criterion: c.Criterion, Level: level})
	}
	return changes
}

func TestWhatIfWithoutAChangeIsToday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		country := v.Countries()[0]
		w, err := v.WhatIf(dataset.WhatIfQuestion{Country: country, Changes: drawChanges(t, v, country, true)})
		require.NoError(t, err)
		require.Empty(t, w.Changed)
		require.Empty(t, w.Closed)
		require.Empty(t, w.Opened)
		require.Empty(t, w.Aligned)
		require.Empty(t, w.Assumed)
		before, after, err := w.Ranks(20, 1)
		require.NoError(t, err)
		require.Equal(t, before, after)
		w.After.View = w.Before.View
		require.Equal(t, w.Before, w.After)
	})
}

// What is assumed of one country is answered as if it had been coded so, and changes nothing elsewhere.
func TestWhatIfAnswersAsIfCoded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		country := v.Countries()[0]
		changes := drawChanges(t, v, country, false)
		w, err := v.WhatIf(dataset.WhatIfQuestion{Country: country, Changes: changes})
		require.NoError(t, err)
		for _, change := range changes {
			c := w.After.View.Cell(country, change.Criterion)
			require.Equal(t, schema.CellLevel(change.Level), c.Level())
			require.Equal(t, v.Cell(country, change.Criterion).Assessment, c.Assessment, "what was coded stays beside it")
			if c.Assumed != "" {
				require.False(t, c.Contrary() || c.Doubtful())
			}
		}
		require.Len(t, w.After.Gaps.Gaps, len(w.Before.Gaps.Gaps)-len(w.Closed)+len(w.Opened))
		for _, other := range v.Countries()[1:] {
			require.Equal(t, v.Score(other, dataset.DefaultWeights()), w.After.View.Score(other, dataset.DefaultWeights()))
			require.Equal(t, v.Firewall(other), w.After.View.Firewall(other))
			for _, g := range w.After.View.Gaps(other, dataset.GapFilter{}).Gaps {
				for _, better := range g.Better {
					require.Empty(t, better.Assumed, "an assumption is no example")
				}
			}
		}
	})
}

// The four parts of the Polish firewall, today all contrary (countries/pl.yaml), met.
func TestWhatIfPolandHadAFirewall(t *testing.T) {
	v := embedded(t).Today()
	poland := v.Country("PL")
	changes, err := v.ParseLevelChanges(poland, []string{"L1=met", "l3=met", "L6=largely", "L7=met"})
	require.NoError(t, err)
	w, err := v.WhatIf(dataset.WhatIfQuestion{Country: poland, Changes: changes, Assume: []*schema.Provision{v.Provision("VRDA-5a")}})
	require.NoError(t, err)
	require.Equal(t, schema.CellLevel("not_met"), w.Before.Firewall.Level)
	require.True(t, w.Before.Firewall.Contrary)
	require.Equal(t, schema.CellLevel("largely"), w.After.Firewall.Level)
	require.False(t, w.After.Firewall.Contrary)
	require.Equal(t, "PL-L1 PL-L3 PL-L6 PL-L7", cellIDs([]dataset.Cell{w.Closed[0].Cell, w.Closed[1].Cell, w.Closed[2].Cell, w.Closed[3].Cell}))
	require.Empty(t, w.Opened)
	// Twelve legal cells score; 100 + 100 + 67 + 100 more, each legal cell a twelfth of a quarter of the total.
	require.InDelta(t, *w.Before.Score.Value+367.0/12/4, *w.After.Score.Value, 0.1)

	met := map[string]bool{}
	for _, a := range w.Aligned {
		met[a.After.Provision.ID] = true
	}
	require.Equal(t, map[string]bool{"VRDA-5a": true}, met, "no binding rule asks for the firewall itself")
	require.Len(t, w.Assumed, 13)
}

func TestWhatIfRefuses(t *testing.T) {
	v := embedded(t).Today()
	be := v.Country("BE")
	for text, want := range map[string]string{
		"L1":           `change "L1" has no =; write a criterion and its assumed level, for example L1=met`,
		"L1=mett":      `unknown level "mett"; did you mean met?`,
		"L1=not_coded": `unknown level "not_coded"; it is one of met, largely, partly, not_met, no_information, not_applicable`,
		"L1=green":     `unknown level "green"; it is one of met, largely, partly, not_met, no_information, not_applicable`,
		"L111=met":     `unknown criterion "L111"; did you mean L11?`,
	} {
		_, err := v.ParseLevelChanges(be, []string{text})
		require.EqualError(t, err, want)
	}
	_, err := v.With([]dataset.LevelChange{{Country: be, Criterion: v.Criterion("L1"), Level: "met"}, {Country: be, Criterion: v.Criterion("L1"), Level: "partly"}})
	require.EqualError(t, err, "the level of BE-L1 is given twice")
	_, err = v.With([]dataset.LevelChange{{Country: be, Criterion: v.Criterion("L1"), Level: "mett"}})
	require.EqualError(t, err, `unknown level "mett"; did you mean met?`)
}

func BenchmarkWhatIf(b *testing.B) {
	v := embedded(b).Today()
	changes, err := v.ParseLevelChanges(v.Country("BE"), []string{"L1=met", "L3=met"})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.WhatIf(dataset.WhatIfQuestion{Country: v.Country("BE"), Changes: changes, Assume: []*schema.Provision{v.Provision("VRDA-5a")}}); err != nil {
			b.Fatal(err)
		}
	}
}
