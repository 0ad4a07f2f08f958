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

func TestQualityOfTheDataset(t *testing.T) {
	s := embedded(t)
	q := s.Today().Quality(dataset.DefaultWeights(), 20)
	var b strings.Builder
	line := func(name string, x dataset.Support) {
		age, _ := s.Age(x)
		fmt.Fprintf(&b, "%s: %d cells, %d coded, %d seen, confidence %d/%d/%d, %d not established, %d double-coded, %d of %d citations located, newest source %d (%d years)\n",
			name, x.Cells, x.Coded, x.Seen, x.High, x.Medium, x.Low, x.NotEstablished, x.DoubleCoded, x.Located, x.Citations, x.NewestYear, age)
	}
	line("all", q.Total)
	for _, c := range q.Countries {
		line(string(c.Country.Code), c.Support)
	}
	for _, a := range q.Aspects {
		line(string(a.Aspect), a.Support)
	}
	for _, d := range q.VerifyFirst {
		fmt.Fprintf(&b, "%s %s: %v × %v = %v\n", d.Cell.ID(), d.Cell.Level(), d.Weight, d.Doubt, d.Worth)
	}
	golden(t, "quality.txt", b.String())
}

func TestDoubtOfACell(t *testing.T) {
	s := embedded(t)
	worth := map[string]dataset.Doubt{}
	for _, d := range s.Today().Quality(dataset.DefaultWeights(), 1000).VerifyFirst {
		worth[d.Cell.ID()] = d
	}
	// 10 criteria or so carry an aspect, and four aspects the total: L1 is one of 12 legal criteria, so 100 ÷ 4 ÷ 12.
	require.InDelta(t, 100.0/4/float64(len(s.Criteria(schema.Legal))), worth["BE-L1"].Weight, 0.001)
	require.Equal(t, 0.1, worth["BE-L1"].Doubt, "high confidence, seen, located: only that nobody coded it a second time")
	for id, d := range worth {
		if d.Cell.Level().Unknown() {
			require.Equal(t, 1.0, d.Doubt, id)
		}
		require.NotEqual(t, schema.Commitments, d.Cell.Criterion.Aspect, "commitments carry no weight")
	}
	double := recoded(t, nil)
	for _, d := range double.Today().Quality(dataset.DefaultWeights(), 1000).VerifyFirst {
		require.NotEqual(t, "BE-L1", d.Cell.ID(), "coded twice, nothing of BE-L1 is in doubt")
	}
}

func TestQualityAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, err := dataset.New(datasettest.Records(t))
		require.NoError(t, err)
		v := s.At(schema.MustDate(fmt.Sprint(rapid.IntRange(1999, 2026).Draw(t, "year"))), nil)
		q := v.Quality(dataset.DefaultWeights(), 1000)
		require.Equal(t, len(s.Countries())*len(s.Criteria("")), q.Total.Cells)
		require.Equal(t, q.Total.Coded, q.Total.High+q.Total.Medium+q.Total.Low)
		require.LessOrEqual(t, q.Total.Located, q.Total.Citations)
		cells := 0
		for _, a := range q.Aspects {
			cells += a.Support.Cells
		}
		require.Equal(t, q.Total.Cells, cells)
		weights := map[schema.CountryCode]float64{}
		for i, d := range q.VerifyFirst {
			require.GreaterOrEqual(t, d.Doubt, 0.0)
			require.LessOrEqual(t, d.Doubt, 1.0)
			weights[d.Cell.Country.Code] += d.Weight
			if i > 0 {
				require.LessOrEqual(t, d.Worth, q.VerifyFirst[i-1].Worth)
			}
		}
		for code, sum := range weights {
			require.LessOrEqual(t, sum, 100.1, "the cells of %s carry no more than the whole total", code)
		}
	})
}

func BenchmarkQuality(b *testing.B) {
	s := embedded(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Today().Quality(dataset.DefaultWeights(), 20)
	}
}
