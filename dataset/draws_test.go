package dataset

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/schema"
)

// The weights drawn have the mean and the variance of the Dirichlet distribution: w and w(1-w)/(20+1).
func TestWeightsAreDirichlet(t *testing.T) {
	weights := Weights{schema.Legal: 3, schema.Residence: 0.01, schema.Procedures: 1}
	d := newDraws(RankingQuestion{Weights: weights, Seed: 7}, nil)
	const n = 200_000
	sums, squares := make([]float64, 3), make([]float64, 3)
	for range n {
		d.draw()
		total := d.weights[0] + d.weights[1] + d.weights[2]
		for i, w := range d.weights {
			sums[i] += w / total
			squares[i] += w / total * w / total
		}
	}
	for i, w := range []float64{3 / 4.01, 0.01 / 4.01, 1 / 4.01} {
		mean := sums[i] / n
		require.InDelta(t, w, mean, 0.001)
		require.InDelta(t, math.Sqrt(w*(1-w)/21), math.Sqrt(squares[i]/n-mean*mean), 0.001)
	}
}

// An unknown cell is drawn at each of the four levels as often, a doubtful one within its bounds.
func TestLevelsAreDrawnEvenly(t *testing.T) {
	for name, test := range map[string]struct {
		r    levelRange
		want [4]float64
	}{
		"unknown":          {levelRange{0, 4}, [4]float64{.25, .25, .25, .25}},
		"doubtful met":     {levelRange{0, 2}, [4]float64{.5, .5, 0, 0}},
		"doubtful partly":  {levelRange{1, 3}, [4]float64{0, 1. / 3, 1. / 3, 1. / 3}},
		"doubtful not met": {levelRange{2, 2}, [4]float64{0, 0, .5, .5}},
	} {
		t.Run(name, func(t *testing.T) {
			// Each level scores a power of ten that says which levels were drawn for the five cells.
			c := drawnCountry{[]drawnAspect{{doubtful: []levelRange{test.r, test.r, test.r, test.r, test.r}, perCell: 1, applies: true}}}
			d := newDraws(RankingQuestion{Weights: Weights{schema.Legal: 1}, Seed: 3}, nil)
			d.weights[0] = 1
			var counts [4]float64
			const n = 100_000
			for range n {
				sum := int(d.total(&c, &[4]float64{1, 10, 100, 1000}))
				for i := range counts {
					counts[i] += float64(sum % 10)
					sum /= 10
				}
			}
			for i, want := range test.want {
				require.InDelta(t, want, counts[i]/n/5, 0.005)
			}
		})
	}
}
