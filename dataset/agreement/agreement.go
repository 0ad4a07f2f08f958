// Package agreement computes how far observers agree who judged the same units on the same scale: percent agreement,
// Cohen's kappa, weighted or not, and Krippendorff's alpha with a bootstrap interval.
//
// The functions are pure and know nothing of countries or criteria: values are places on a scale, from 0, and [Missing]
// where an observer gave none. What belongs here: statistics of agreement. What does not: which judgments are compared,
// and what to call them (package dataset).
//
// Sources: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
// 20(1), 37-46. J. Cohen (1968), Weighted kappa, Psychological Bulletin 70(4), 213-220. J. L. Fleiss and J. Cohen (1973),
// The equivalence of weighted kappa and the intraclass correlation coefficient, Educational and Psychological
// Measurement 33, 613-619. K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of
// Pennsylvania. A. Zapf, S. Castell, L. Morawietz and A. Karch (2016), Measuring inter-rater reliability for nominal
// data: which coefficients and confidence intervals are appropriate?, BMC Medical Research Methodology 16:93, for the
// bootstrap over units.
package agreement

// Missing stands where an observer gave no value.
const Missing = -1

// A Table counts units by the value that one observer gave them (row) and the value that the other did (column).
type Table [][]float64

// Tabulate counts the units that both observers gave a value, on a scale of size values. The two lists go unit by unit.
func Tabulate(a, b []int, size int) Table {
	table := make(Table, size)
	cells := make([]float64, size*size)
	for i := range table {
		table[i] = cells[i*size : (i+1)*size]
	}
	for unit := range a {
		if a[unit] != Missing && b[unit] != Missing {
			table[a[unit]][b[unit]]++
		}
	}
	return table
}

// Units is how many units both observers gave a value.
func (t Table) Units() float64 {
	sum := 0.0
	for _, row := range t {
		for _, n := range row {
			sum += n
		}
	}
	return sum
}

// Agreement is the share of units to which both gave the same value, from 0 to 1, and whether there is a unit at all.
func (t Table) Agreement() (share float64, ok bool) {
	same, units := 0.0, t.Units()
	for i := range t {
		same += t[i][i]
	}
	return same / max(units, 1), units > 0
}

// A Disagreement says how much two values of a scale of a size disagree: 0 where they are the same, up to 1.
type Disagreement func(a, b, size int) float64

// Unweighted counts every difference in full, as for a nominal scale.
func Unweighted(a, b, _ int) float64 {
	if a == b {
		return 0
	}
	return 1
}

// Linear counts a difference by how many steps apart the values are.
func Linear(a, b, size int) float64 {
	return abs(float64(a-b)) / float64(max(size-1, 1))
}

// Quadratic counts a difference by the square of its steps (Fleiss and Cohen 1973).
func Quadratic(a, b, size int) float64 {
	d := Linear(a, b, size)
	return d * d
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// Kappa is Cohen's kappa with the given weights of disagreement: 1 − observed ÷ expected disagreement, where the expected
// one is that of two observers who keep their own shares of each value and judge at random. It is not defined, and false,
// where there is no unit or where both gave one and the same value throughout: then nothing could have differed.
func (t Table) Kappa(weight Disagreement) (kappa float64, ok bool) {
	size, units := len(t), t.Units()
	rows, columns := make([]float64, size), make([]float64, size)
	for i, row := range t {
		for j, n := range row {
			rows[i] += n
			columns[j] += n
		}
	}
	observed, expected := 0.0, 0.0
	for i := range t {
		for j := range t[i] {
			w := weight(i, j, size)
			observed += w * t[i][j]
			expected += w * rows[i] * columns[j]
		}
	}
	if units == 0 || expected == 0 {
		return 0, false
	}
	return 1 - observed*units/expected, true
}
