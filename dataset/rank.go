package dataset

import (
	"fmt"
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// A Ranking says how countries stand to one another, as far as that can be said: over many draws of everything that a rank
// depends on and nobody knows. A rank never stands without its interval, and none is published alone.
//
// It is the uncertainty analysis that the OECD/JRC Handbook on Constructing Composite Indicators (2008, step 7) asks for:
// each draw takes weights of the aspects, a spacing of the levels, and a level for every cell that is unknown or in doubt,
// all at once; see [View.Rank].
type Ranking struct {
	Weights  Weights
	Samples  int
	Seed     uint64
	Ranked   []Ranked    // by the median rank, then by score, then by code
	Unranked []Unranked  // countries whose total is withheld
	Ahead    [][]float64 // the share of draws in which the one (row) scores higher than the other (column), in the order of Ranked; the rest of the two shares is ties
}

// Ranked is a country with its interval of ranks. Rank 1 is the highest score; countries that tie share the better rank.
type Ranked struct {
	Country *schema.Country
	Score   Score
	From    int       // the 5th percentile of its ranks over the draws
	To      int       // the 95th percentile
	Median  int       // the 50th percentile; never to be shown without From and To
	Best    int       // in any draw
	Worst   int       // in any draw
	Shares  []float64 // the share of draws at each rank, from rank 1
}

// Unranked is a country that is not ranked, with its score, whose Withheld says why.
type Unranked struct {
	Country *schema.Country
	Score   Score
}

// A RankingQuestion says how to rank. Nil weights are the default ones; samples are from 1 to MaxSamples; and the seed is
// taken as it is: the same seed gives the same answer.
type RankingQuestion struct {
	Weights Weights
	Samples int
	Seed    uint64
}

// The number of draws: as many as the design asks for, and at most.
const (
	DefaultSamples = 10_000
	MaxSamples     = 100_000
)

// DefaultSeed is the seed where none is named.
const DefaultSeed = 1

// The percentiles between which an interval of ranks lies.
const (
	lowerPercentile = 0.05
	upperPercentile = 0.95
)

// Rank ranks the countries whose total is not withheld. Each draw
//
//   - takes weights from a Dirichlet distribution over the aspects of positive weight, centred on the given weights with a
//     concentration of 20 (a weight of a quarter then lies between 0.09 and 0.46 in 95 of 100 draws);
//   - keeps met at 100 and not_met at 0, and takes largely and partly as the higher and the lower of two numbers drawn evenly
//     between them, so that the order is kept and nothing else;
//   - takes every unknown cell at any of the four levels, and every doubtful one at its own level, one lower or one higher,
//     evenly within its low and high;
//   - and ranks the countries by the weighted mean of their aspects, as [View.Score] does.
//
// The numbers drawn depend on nothing but the seed and the dataset. It is an error to ask for fewer than one draw or for more
// than MaxSamples.
func (v *View) Rank(q RankingQuestion) (Ranking, error) {
	if q.Weights == nil {
		q.Weights = DefaultWeights()
	}
	if q.Samples < 1 || q.Samples > MaxSamples {
		return Ranking{}, fmt.Errorf("the number of samples is %d; a ranking takes from 1 to %d draws", q.Samples, MaxSamples)
	}
	r := Ranking{Weights: q.Weights, Samples: q.Samples, Seed: q.Seed}
	var drawn []drawnCountry
	for _, c := range v.Countries() {
		score := v.Score(c, q.Weights)
		if score.Value == nil {
			r.Unranked = append(r.Unranked, Unranked{c, score})
			continue
		}
		r.Ranked = append(r.Ranked, Ranked{Country: c, Score: score})
		drawn = append(drawn, v.drawnCountry(c, q.Weights))
	}
	draws := newDraws(q, drawn)
	for range q.Samples {
		draws.draw()
	}
	for i := range r.Ranked {
		r.Ranked[i].read(draws.ranks[i], q.Samples)
	}
	r.order(draws.ahead)
	return r, nil
}

// read fills a rank from how often each was drawn.
func (r *Ranked) read(counts []int, samples int) {
	r.Shares = make([]float64, len(counts))
	seen := 0
	for i, n := range counts {
		rank := i + 1
		r.Shares[i] = float64(n) / float64(samples)
		if n == 0 {
			continue
		}
		if r.Best == 0 {
			r.Best = rank
		}
		r.Worst = rank
		seen += n
		share := float64(seen) / float64(samples)
		if r.From == 0 && share >= lowerPercentile {
			r.From = rank
		}
		if r.Median == 0 && share >= 0.5 {
			r.Median = rank
		}
		if r.To == 0 && share >= upperPercentile {
			r.To = rank
		}
	}
}

// order orders the ranked countries, and the shares of pairs with them. ahead counts in how many draws one was ahead.
func (r *Ranking) order(ahead [][]int) {
	places := make([]int, len(r.Ranked))
	for i := range places {
		places[i] = i
	}
	sort.SliceStable(places, func(x, y int) bool {
		a, b := &r.Ranked[places[x]], &r.Ranked[places[y]]
		if a.Median != b.Median {
			return a.Median < b.Median
		}
		return *a.Score.Value > *b.Score.Value
	})
	ranked := make([]Ranked, len(places))
	r.Ahead = make([][]float64, len(places))
	for x, i := range places {
		ranked[x] = r.Ranked[i]
		r.Ahead[x] = make([]float64, len(places))
		for y, j := range places {
			r.Ahead[x][y] = float64(ahead[i][j]) / float64(r.Samples)
		}
	}
	r.Ranked = ranked
}
