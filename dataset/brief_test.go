package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
)

// A brief chooses from the gaps and counts the rest; every number leads to a source, and every source is cited.
func TestBriefsChooseAndCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		country := v.Countries()[0]
		gaps := v.Gaps(country, dataset.GapFilter{})
		b := v.Brief(country)
		require.LessOrEqual(t, len(b.Groups), dataset.BriefGroups)
		last, cited := 0, map[int]bool{}
		cite := func(numbers []int) {
			for _, n := range numbers {
				require.True(t, 1 <= n && n <= len(b.Sources))
				require.LessOrEqual(t, n, last+1, "sources are numbered as they are met")
				last = max(last, n)
				cited[n] = true
			}
		}
		for _, c := range b.Core {
			cite(c.Sources)
		}
		shown := b.OtherGaps
		for i, g := range b.Groups {
			require.Equal(t, gaps.Groups[i], g.Group, "the decisive groups first")
			shown += len(g.Gaps) + g.More
			for _, gap := range g.Gaps {
				require.NotEmpty(t, gap.Sources, "no gap without a source")
				cite(gap.Sources)
			}
			if g.Example != nil {
				require.Contains(t, g.Better, g.Example.Cell)
				require.Equal(t, g.Better[0].Level(), g.Example.Level(), "none is held up where another is better")
				cite(g.Example.Sources)
			}
			require.Equal(t, g.For == nil, len(g.Better) == 0)
		}
		require.Equal(t, len(gaps.Gaps), shown, "every gap is shown or counted")
		require.Len(t, b.NotEstablished, len(gaps.NotEstablished))
		for _, s := range b.Help {
			require.True(t, s.ListedAsHelp())
			cite(s.Sources)
		}
		require.Len(t, cited, len(b.Sources))
		for i, s := range b.Sources {
			require.Equal(t, i+1, s.Number)
		}
	})
}

// A brief of an assumption tells nothing of a level that nobody coded.
func TestBriefOfAnAssumption(t *testing.T) {
	v := embedded(t).Today()
	poland := v.Country("PL")
	changes, err := v.ParseLevelChanges(poland, []string{"L1=partly"})
	require.NoError(t, err)
	assumed, err := v.With(changes)
	require.NoError(t, err)
	for _, g := range assumed.Brief(poland).Groups {
		for _, gap := range g.Gaps {
			if gap.Cell.Criterion.ID == "L1" {
				require.False(t, gap.Told)
			}
		}
	}
}

func BenchmarkBrief(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		v.Brief(v.Country("PL"))
	}
}
