package dataset_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// scores are all scores of a country: total, aspects, sections.
func scores(v *dataset.View, country *schema.Country, weights dataset.Weights) []dataset.Score {
	list := []dataset.Score{v.Score(country, weights)}
	for _, a := range v.Aspects(country) {
		list = append(list, a.Score)
	}
	for _, section := range v.Records().Framework.Sections {
		list = append(list, v.SectionScore(country, section.ID))
	}
	return list
}

func TestScoresLieWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights := drawWeights(t)
		for _, country := range v.Countries() {
			for _, s := range scores(v, country, weights) {
				require.Equal(t, s.Value == nil, s.Withheld != "", "a value or the reason why there is none")
				require.True(t, 0 <= s.Low && s.Low <= s.High && s.High <= 100, "%+v", s)
				require.True(t, 0 <= s.Coverage && s.Coverage <= 1)
				if s.Value != nil {
					require.True(t, s.Low <= *s.Value && *s.Value <= s.High, "%+v: %v", s, *s.Value)
					require.GreaterOrEqual(t, float64(s.Scored), dataset.MinimumCoverage*float64(s.Applicable))
				}
			}
		}
	})
}

func TestRaisingALevelNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights := drawWeights(t)
		country := v.Countries()[0]
		var changes []dataset.LevelChange
		for _, c := range v.Cells(country, "") {
			level, _ := c.Level().Level()
			higher := rapid.SampledFrom(schema.ScoredLevels[:]).Draw(t, "level")
			if level.Worse(higher) {
				changes = append(changes, dataset.LevelChange{Country: country, Criterion: c.Criterion, Level: higher})
			}
		}
		raised, err := v.With(changes)
		require.NoError(t, err)
		after := scores(raised, country, weights)
		for i, before := range scores(v, country, weights) {
			require.Equal(t, before.Withheld, after[i].Withheld)
			require.GreaterOrEqual(t, after[i].Low, before.Low)
			if before.Value != nil {
				require.GreaterOrEqual(t, *after[i].Value, *before.Value)
			}
		}
	})
}

func TestScalingWeightsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights, scaled := drawWeights(t), dataset.Weights{}
		factor := rapid.SampledFrom([]float64{0.001, 0.3, 3, 7, 999}).Draw(t, "factor")
		for a, w := range weights {
			scaled[a] = w * factor
		}
		for _, country := range v.Countries() {
			require.Equal(t, v.Score(country, weights), v.Score(country, scaled))
		}
	})
}

// A score does not depend on other countries. Whether scores are provisional does: it is said of the dataset.
func TestScoresDoNotDependOnOtherCountries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		alone := datasettest.Copy(records)
		code := alone.Countries[0].Code
		alone.Countries = alone.Countries[:1]
		alone.Rules.Bindings = nil
		all, err := dataset.New(records)
		require.NoError(t, err)
		one, err := dataset.New(alone)
		require.NoError(t, err)
		weights := drawWeights(t)
		with, without := scores(all.Today(), all.Country(code), weights), scores(one.Today(), one.Country(code), weights)
		for i := range with {
			with[i].Provisional, without[i].Provisional = false, false
			require.Equal(t, with[i], without[i])
		}
		require.Equal(t, all.Today().Firewall(all.Country(code)).Level, one.Today().Firewall(one.Country(code)).Level)
	})
}

// No answer depends on the clock: nothing in this package asks it.
func TestNothingAsksTheClock(t *testing.T) {
	files, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile(f.Name())
		require.NoError(t, err)
		for _, call := range []string{"time.Now", "time.Since", "time.Until", "rand.Int", "rand.Float", "rand.Perm", "rand.Shuffle"} {
			require.NotContains(t, string(text), call, f.Name())
		}
	}
}

// A chapter has the distinct criteria of its sections, once each.
func TestSectionScore(t *testing.T) {
	v := embedded(t).Today()
	ireland := v.Country("IE")
	chapter := v.SectionScore(ireland, "5")
	require.NotNil(t, chapter.Value)
	criteria := map[string]bool{}
	for _, r := range v.Records().Framework.Recommendations {
		if strings.HasPrefix(r.Section, "5") {
			for _, c := range r.Criteria {
				criteria[c] = true
			}
		}
	}
	require.Len(t, v.SectionCriteria("5"), len(criteria), "each criterion once")
	sum, scored := 0.0, 0
	for _, c := range v.SectionCriteria("5") {
		require.True(t, criteria[c.ID])
		level, _ := v.Cell(ireland, c).Level().Level()
		if score, ok := level.Score(); ok {
			sum += score
			scored++
		}
	}
	require.InDelta(t, sum/float64(scored), *chapter.Value, 0.05)
	require.Empty(t, v.SectionCriteria("2"), "a section without recommendations asks for nothing")
}

// BenchmarkSections scores every section of the framework for all countries.
func BenchmarkSections(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range v.Countries() {
			for _, section := range v.Records().Framework.Sections {
				v.SectionScore(c, section.ID)
			}
		}
	}
}
