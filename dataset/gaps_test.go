package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// drawView draws a dataset and a date, which may lie before anything was coded.
func drawView(t *rapid.T) *dataset.View {
	s, err := dataset.New(datasettest.Records(t))
	require.NoError(t, err)
	date := schema.MustDate(fmt.Sprint(rapid.IntRange(1999, 2027).Draw(t, "as of")))
	return s.At(rapid.SampledFrom([]schema.Date{{}, date}).Draw(t, "date"), nil)
}

// cellIDs are the ids of cells, with blanks between them.
func cellIDs(cells []dataset.Cell) string {
	ids := make([]string, len(cells))
	for i, c := range cells {
		ids[i] = c.ID()
	}
	return strings.Join(ids, " ")
}

func TestEveryGapIsAtPartlyOrNotMet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		for _, country := range v.Countries() {
			answer := v.Gaps(country, dataset.GapFilter{})
			gaps, grouped := map[string]bool{}, map[string]bool{}
			last := 0
			for _, g := range answer.Gaps {
				require.Contains(t, []schema.CellLevel{"partly", "not_met"}, g.Cell.Level())
				require.False(t, gaps[g.Cell.ID()], "a gap stands once")
				gaps[g.Cell.ID()] = true
				order := schema.GapSeverities.Order(g.Severity)
				require.GreaterOrEqual(t, order, last, "the worst first")
				last = order
				for _, better := range g.Better {
					require.NotEqual(t, country, better.Country)
					level, _ := g.Cell.Level().Level()
					higher, _ := better.Level().Level()
					require.True(t, level.Worse(higher))
					require.Equal(t, schema.Seen, better.Assessment.Evidence)
					require.NotEqual(t, schema.Low, better.Assessment.Confidence)
				}
			}
			for _, group := range answer.Groups {
				for _, c := range group.Cells {
					require.False(t, grouped[c.ID()], "a gap is in one group")
					grouped[c.ID()] = true
				}
				if group.RestsOn() == "" {
					require.Len(t, group.Cells, 1, "what stands alone is one gap")
				} else {
					require.Greater(t, len(group.Cells), 1)
				}
			}
			require.Equal(t, gaps, grouped, "every gap is in a group")
			cells := len(answer.Gaps) + len(answer.Limits) + len(answer.NotEstablished)
			for _, c := range v.Cells(country, "") {
				if c.Level() == "met" || c.Level() == "not_applicable" {
					cells++
				}
			}
			require.Equal(t, len(v.Criteria("")), cells, "every cell is met, a limit, a gap, not established or not applicable")
		}
	})
}

func TestGapFilterKeepsGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		country := v.Countries()[0]
		groups := map[string]string{}
		for _, g := range v.Gaps(country, dataset.GapFilter{}).Gaps {
			groups[g.Cell.ID()] = g.Group.ID
		}
		aspect := rapid.SampledFrom(schema.Aspects.Words()).Draw(t, "aspect")
		filtered := v.Gaps(country, dataset.GapFilter{Aspect: aspect})
		for _, g := range filtered.Gaps {
			require.Equal(t, aspect, g.Cell.Criterion.Aspect)
			require.Equal(t, groups[g.Cell.ID()], g.Group.ID)
		}
		for _, c := range append(filtered.Limits, filtered.NotEstablished...) {
			require.Equal(t, aspect, c.Criterion.Aspect)
		}
	})
}

// The legal references and levels are those of countries/pl.yaml and countries/hu.yaml, read by hand.
func TestGapsOfRealCountries(t *testing.T) {
	v := embedded(t).Today()
	for _, test := range []struct {
		country                      schema.CountryCode
		gaps, limits, notEstablished int
		group                        int
		restsOn, cells               string
		severity                     schema.GapSeverity
	}{
		{"PL", 30, 13, 3, 0, "Act of 12 December 2013 on Foreigners, Article 289", "PL-L1 PL-L3 PL-L6", schema.GapContrary},
		{"PL", 30, 13, 3, 1, "", "PL-L7", schema.GapContrary},
		{"PL", 30, 13, 3, 2, "Act of 12 December 2013 on Foreigners, Article 181", "PL-L4 PL-L8 PL-L11 PL-R4", schema.GapContrary},
		{"HU", 31, 5, 11, 0, "Act LXXXIX of 2007 on the State Border, Article 5", "HU-L1 HU-L3 HU-L6 HU-R5", schema.GapContrary},
		{"NL", 23, 20, 1, 0, "‘Free in, free out’ (vrij in, vrij uit): national police policy on safe reporting by people without residence status (as a whole)",
			"NL-L1 NL-L2 NL-L3 NL-L6 NL-L7 NL-L8 NL-L11 NL-V6", schema.GapPartly},
	} {
		t.Run(fmt.Sprint(test.country, test.group), func(t *testing.T) {
			answer := v.Gaps(v.Country(test.country), dataset.GapFilter{})
			require.Len(t, answer.Gaps, test.gaps)
			require.Len(t, answer.Limits, test.limits)
			require.Len(t, answer.NotEstablished, test.notEstablished)
			group := answer.Groups[test.group]
			require.Equal(t, test.restsOn, group.RestsOn())
			require.Equal(t, test.cells, cellIDs(group.Cells))
			require.Equal(t, test.severity, group.Severity())
		})
	}
}

// A law of which no article is cited makes no group: HR-L1 and HR-R4 both cite the Aliens Act and no article.
func TestLawWithoutArticleMakesNoGroup(t *testing.T) {
	v := embedded(t).Today()
	for _, g := range v.Gaps(v.Country("HR"), dataset.GapFilter{}).Gaps {
		if g.Cell.Criterion.ID == "L1" {
			require.Equal(t, "hr-aliens-act-2020", g.Cell.Assessment.Instruments[0].Instrument)
			require.Equal(t, "HR-L1", g.Group.ID)
		}
	}
}

func TestGapOfProvision(t *testing.T) {
	v := embedded(t).Today()
	answer := v.Gaps(v.Country("HU"), dataset.GapFilter{Provision: v.Provision("VRD-8")})
	require.Len(t, answer.Gaps, 2)
	gap := answer.Gaps[0]
	require.Equal(t, "HU-P12", gap.Cell.ID())
	require.Equal(t, schema.GapContrary, gap.Severity)
	tie := gap.Provisions[0]
	require.Equal(t, "VRD-8", tie.Provision.ID)
	require.Equal(t, schema.Requires, tie.Relation)
	require.Equal(t, schema.BindingEU, tie.Provision.Tier)
	require.Equal(t, "bound since 2015-11-16", tie.Binding.String())
	require.NotEmpty(t, gap.Recommendations)
	require.NotEmpty(t, gap.Better)
	require.Equal(t, "HU-L12", answer.Gaps[1].Cell.ID(), "bears_on is shown too")
}

func BenchmarkGaps(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range v.Countries() {
			v.Gaps(c, dataset.GapFilter{})
		}
	}
}
