package agreement

import (
	"math"
	"math/rand/v2"
	"sort"
)

// A Metric says how the difference of two values counts in Krippendorff's alpha.
type Metric int

// The metrics.
const (
	Nominal Metric = iota // values are the same or not
	Ordinal               // values are ranked; a difference is as large as the values given between the two are many
)

// Judgments are the values that observers gave to units: Judgments[observer][unit], from 0 to a size, or [Missing]. All
// observers have as many units.
type Judgments [][]int

// Alpha is Krippendorff's alpha: 1 − observed ÷ expected disagreement, over the pairs of values that different observers
// gave to the same unit. A unit with fewer than two values pairs nothing and does not count, so missing values are neither
// filled in nor punished. It is not defined, and false, where nothing pairs or all values that pair are the same.
func (j Judgments) Alpha(size int, metric Metric) (alpha float64, ok bool) {
	return alphaOf(j.coincidences(size), size, metric)
}

// coincidences is the coincidence matrix, row by row: each pair of values within a unit of m values counts 1/(m−1).
func (j Judgments) coincidences(size int) []float64 {
	matrix := make([]float64, size*size)
	for unit := range j.units() {
		addPattern(matrix, j.counts(unit, size))
	}
	return matrix
}

func (j Judgments) units() int {
	if len(j) == 0 {
		return 0
	}
	return len(j[0])
}

// counts are how many observers gave each value to a unit.
func (j Judgments) counts(unit, size int) []int {
	counts := make([]int, size)
	for _, observer := range j {
		if v := observer[unit]; v != Missing {
			counts[v]++
		}
	}
	return counts
}

// addPattern adds the pairs of a unit with these counts of values.
func addPattern(matrix []float64, counts []int) {
	size, m := len(counts), 0
	for _, n := range counts {
		m += n
	}
	if m < 2 {
		return
	}
	for c, n := range counts {
		for k, o := range counts {
			pairs := n * o
			if c == k {
				pairs = n * (n - 1)
			}
			matrix[c*size+k] += float64(pairs) / float64(m-1)
		}
	}
}

// alphaOf computes alpha from a coincidence matrix (Krippendorff 2011, section D).
func alphaOf(matrix []float64, size int, metric Metric) (alpha float64, ok bool) {
	var few [8]float64
	totals := few[:]
	if size > len(few) {
		totals = make([]float64, size)
	}
	n := 0.0
	for c := range size {
		sum := 0.0
		for _, pairs := range matrix[c*size : (c+1)*size] {
			sum += pairs
		}
		totals[c] = sum
		n += sum
	}
	totals = totals[:size]
	observed, expected := 0.0, 0.0
	for c, first := range totals {
		between := first // the sum of the totals from c to k
		row := matrix[c*size : (c+1)*size]
		for k := c + 1; k < len(row); k++ {
			second := totals[k]
			between += second
			difference := 1.0
			if metric == Ordinal {
				d := between - (first+second)/2
				difference = d * d
			}
			observed += row[k] * difference
			expected += first * second * difference
		}
	}
	if n < 2 || expected == 0 {
		return 0, false
	}
	return 1 - (n-1)*observed/expected, true
}

// An Interval is where a figure lies in 95 of 100 bootstrap samples: from their 2.5th to their 97.5th percentile.
type Interval struct{ Low, High float64 }

// Bootstrap is the interval of alpha in each metric over so many samples of the units, drawn with replacement. The same
// seed gives the same intervals. Samples in which all values happen to be the same have no alpha and are left out; an
// interval is false where fewer than half of the samples have one.
func (j Judgments) Bootstrap(size, samples int, seed uint64, metrics ...Metric) ([]Interval, []bool) {
	patterns, of := j.patterns(size)
	random := rand.NewPCG(seed, 0)
	figures := make([][]float64, len(metrics))
	for m := range figures {
		figures[m] = make([]float64, 0, samples)
	}
	// How often each pattern was drawn, in two counters so that neither waits for the other.
	first, second := make([]int32, len(patterns)), make([]int32, len(patterns))
	matrix := make([]float64, size*size)
	units := uint64(len(of))
	for range samples {
		if units == 0 {
			break
		}
		clear(first)
		clear(second)
		for i := uint64(1); i < units; i += 2 { // two draws from each number of 64 bits
			number := random.Uint64()
			first[of[(number>>32)*units>>32]]++
			second[of[(number&math.MaxUint32)*units>>32]]++
		}
		if units%2 == 1 {
			first[of[(random.Uint64()>>32)*units>>32]]++
		}
		clear(matrix)
		for p, pairs := range patterns {
			if times := float64(first[p] + second[p]); times > 0 {
				for _, x := range pairs {
					matrix[x.at] += times * x.count
				}
			}
		}
		for m, metric := range metrics {
			if alpha, ok := alphaOf(matrix, size, metric); ok {
				figures[m] = append(figures[m], alpha)
			}
		}
	}
	intervals, ok := make([]Interval, len(metrics)), make([]bool, len(metrics))
	for m, list := range figures {
		if ok[m] = len(list) > 0 && 2*len(list) >= samples; ok[m] {
			sort.Float64s(list)
			intervals[m] = Interval{percentile(list, 0.025), percentile(list, 0.975)}
		}
	}
	return intervals, ok
}

// pairsAt is what a unit adds to one place of the coincidence matrix.
type pairsAt struct {
	at    int
	count float64
}

// patterns are what the units that pair add to the coincidence matrix, each different way once, and which of them each
// such unit has. There are few: two observers and four values make ten.
func (j Judgments) patterns(size int) (patterns [][]pairsAt, of []int32) {
	known := map[string]int32{}
	key := make([]byte, 2*size)
	for unit := range j.units() {
		counts := j.counts(unit, size)
		for v, n := range counts {
			key[2*v], key[2*v+1] = byte(n>>8), byte(n)
		}
		p, ok := known[string(key)]
		if !ok {
			matrix := make([]float64, size*size)
			addPattern(matrix, counts)
			var pairs []pairsAt
			for at, count := range matrix {
				if count > 0 {
					pairs = append(pairs, pairsAt{at, count})
				}
			}
			p = -1
			if len(pairs) > 0 {
				p = int32(len(patterns))
				patterns = append(patterns, pairs)
			}
			known[string(key)] = p
		}
		if p >= 0 {
			of = append(of, p)
		}
	}
	return patterns, of
}

// percentile is the value under which a share of a sorted list lies, by the nearest rank.
func percentile(sorted []float64, share float64) float64 {
	rank := int(math.Ceil(share * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}
