package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

func TestRankingHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		question := dataset.RankingQuestion{
			Weights: drawWeights(t), Samples: rapid.IntRange(1, 200).Draw(t, "samples"), Seed: rapid.Uint64().Draw(t, "seed"),
		}
		ranking, err := v.Rank(question)
		require.NoError(t, err)
		again, err := v.Rank(question)
		require.NoError(t, err)
		require.Equal(t, ranking, again, "the same seed, the same answer")
		require.Len(t, append(codesOf(ranking), unrankedCodes(ranking)...), len(v.Countries()))
		for _, u := range ranking.Unranked {
			require.Nil(t, u.Score.Value)
			require.NotEmpty(t, u.Score.Withheld)
		}
		n := len(ranking.Ranked)
		for i, r := range ranking.Ranked {
			require.NotNil(t, r.Score.Value)
			require.True(t, 1 <= r.Best && r.Best <= r.From && r.From <= r.Median && r.Median <= r.To && r.To <= r.Worst && r.Worst <= n, "%+v", r)
			sum := 0.0
			for _, share := range r.Shares {
				sum += share
			}
			require.InDelta(t, 1, sum, 1e-9)
			require.Zero(t, ranking.Ahead[i][i])
			for j := range ranking.Ranked {
				require.LessOrEqual(t, ranking.Ahead[i][j]+ranking.Ahead[j][i], 1+1e-9)
			}
		}
	})
}

// Where one country's cells are at least as high as another's, criterion by criterion and without doubt, it is never behind,
// whatever the weights and the spacing.
func TestWhoDominatesIsNeverBehind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights := drawWeights(t)
		ranking, err := v.Rank(dataset.RankingQuestion{Weights: weights, Samples: 50, Seed: rapid.Uint64().Draw(t, "seed")})
		require.NoError(t, err)
		for i, a := range ranking.Ranked {
			for j, b := range ranking.Ranked {
				if i != j && dominates(v, a.Country, b.Country, weights) {
					require.Zero(t, ranking.Ahead[j][i], "%s dominates %s", a.Country.Code, b.Country.Code)
				}
			}
		}
	})
}

// dominates says whether every cell of a is certain and at least as high as that of b, of which the same criteria apply.
func dominates(v *dataset.View, a, b *schema.Country, weights dataset.Weights) bool {
	for _, c := range v.Criteria("") {
		if weights[c.Aspect] == 0 {
			continue
		}
		x, y := v.Cell(a, c), v.Cell(b, c)
		if (x.Level() == "not_applicable") != (y.Level() == "not_applicable") {
			return false
		}
		if x.Level() == "not_applicable" {
			continue
		}
		if x.Level().Unknown() || y.Level().Unknown() || x.Doubtful() || y.Doubtful() {
			return false
		}
		higher, _ := x.Level().Level()
		lower, _ := y.Level().Level()
		if higher.Worse(lower) {
			return false
		}
	}
	return true
}

// drawWeights draws weights of which at least one is positive.
func drawWeights(t *rapid.T) dataset.Weights {
	changed := map[schema.Aspect]float64{}
	for _, a := range schema.Aspects.Words() {
		changed[a] = rapid.SampledFrom([]float64{0, 0.001, 1, 2.5, 1000}).Draw(t, "weight")
	}
	changed[rapid.SampledFrom(schema.Aspects.Words()).Draw(t, "weighted aspect")] = 1
	weights, err := dataset.NewWeights(changed)
	require.NoError(t, err)
	return weights
}

func codesOf(r dataset.Ranking) []string {
	var codes []string
	for _, x := range r.Ranked {
		codes = append(codes, string(x.Country.Code))
	}
	return codes
}

func unrankedCodes(r dataset.Ranking) []string {
	var codes []string
	for _, x := range r.Unranked {
		codes = append(codes, string(x.Country.Code))
	}
	return codes
}

// The ranking of the embedded dataset with the default question, as it is quoted in docs/methods.md.
func TestRankingOfToday(t *testing.T) {
	ranking, err := embedded(t).Today().Rank(dataset.RankingQuestion{Samples: dataset.DefaultSamples, Seed: dataset.DefaultSeed})
	require.NoError(t, err)
	var text strings.Builder
	for _, r := range ranking.Ranked {
		fmt.Fprintf(&text, "%s %.1f ranks %d to %d (best %d, worst %d)\n", r.Country.Code, *r.Score.Value, r.From, r.To, r.Best, r.Worst)
	}
	for _, u := range ranking.Unranked {
		fmt.Fprintf(&text, "%s not ranked: %s\n", u.Country.Code, u.Score.Withheld)
	}
	golden(t, "ranking.txt", text.String())
}

func TestRankingRefuses(t *testing.T) {
	v := embedded(t).Today()
	for _, samples := range []int{-1, 0, 100_001} {
		_, err := v.Rank(dataset.RankingQuestion{Samples: samples})
		require.EqualError(t, err, fmt.Sprintf("the number of samples is %d; a ranking takes from 1 to 100000 draws", samples))
	}
}

func BenchmarkRank(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Rank(dataset.RankingQuestion{Samples: dataset.DefaultSamples}); err != nil {
			b.Fatal(err)
		}
	}
}
