package agreement_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset/agreement"
)

// krippendorff are the data of four observers and twelve units of Krippendorff (2011), section C, with their values 1 to 5
// written 0 to 4.
func krippendorff() agreement.Judgments {
	const x = agreement.Missing + 1
	given := [][]int{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3},
		{x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x},
	}
	for _, observer := range given {
		for i := range observer {
			observer[i]--
		}
	}
	return given
}

func TestAlphaOfKrippendorffsExample(t *testing.T) {
	nominal, ok := krippendorff().Alpha(5, agreement.Nominal)
	require.True(t, ok)
	require.InDelta(t, 0.743, nominal, 0.0005)
	ordinal, ok := krippendorff().Alpha(5, agreement.Ordinal)
	require.True(t, ok)
	require.InDelta(t, 0.815, ordinal, 0.0005)
}

// The nominal data of two observers and twelve units of Krippendorff (2011), section B: alpha is 0.692.
func TestAlphaOfKrippendorffsTwoObservers(t *testing.T) {
	a := []int{0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0}
	b := []int{1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3}
	alpha, ok := agreement.Judgments{a, b}.Alpha(5, agreement.Nominal)
	require.True(t, ok)
	require.InDelta(t, 0.692, alpha, 0.0005)
}

// The binary data of two observers and ten units of Krippendorff (2011), section A: alpha is 0.095.
func TestAlphaOfKrippendorffsBinaryData(t *testing.T) {
	a := []int{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}
	b := []int{1, 1, 1, 0, 0, 1, 0, 0, 0, 0}
	alpha, ok := agreement.Judgments{a, b}.Alpha(2, agreement.Nominal)
	require.True(t, ok)
	require.InDelta(t, 0.095, alpha, 0.0005)
}

func TestKappaOfPublishedTables(t *testing.T) {
	for _, c := range []struct {
		name   string
		table  agreement.Table
		weight agreement.Disagreement
		kappa  float64
	}{
		{"Cohen 1968, table 1, without weights", cohen1968, agreement.Unweighted, 0.492},
		{"Cohen 1968, table 1, with its own weights", cohen1968, cohensWeights, 0.348},
		{"Hout, Duncan and Sobel 1987 as in R's vcd, without weights", hout1987, agreement.Unweighted, 0.1293},
		{"Hout, Duncan and Sobel 1987 as in R's vcd, linear", hout1987, agreement.Linear, 0.2374},
		{"Hout, Duncan and Sobel 1987 as in R's vcd, quadratic", hout1987, agreement.Quadratic, 0.3320},
	} {
		t.Run(c.name, func(t *testing.T) {
			kappa, ok := c.table.Kappa(c.weight)
			require.True(t, ok)
			require.InDelta(t, c.kappa, kappa, 0.0006)
		})
	}
}

// cohen1968 are the shares of 200 diagnoses by two judges that Cohen (1968) works through.
var cohen1968 = agreement.Table{{.44, .05, .01}, {.07, .20, .03}, {.09, .05, .06}}

// cohensWeights are the weights of disagreement that Cohen (1968) gives them.
func cohensWeights(a, b, _ int) float64 {
	return [3][3]float64{{0, 1, 3}, {1, 0, 6}, {3, 6, 0}}[a][b]
}

// hout1987 are the answers of 91 couples, from never to almost always, that Agresti's textbook and the R package vcd
// (SexualFun) take from Hout, Duncan and Sobel (1987).
var hout1987 = agreement.Table{{7, 7, 2, 3}, {2, 8, 3, 7}, {1, 5, 4, 9}, {2, 8, 9, 14}}

func TestTabulateLeavesOutWhatIsMissing(t *testing.T) {
	table := agreement.Tabulate([]int{0, 1, agreement.Missing, 1}, []int{0, 0, 1, agreement.Missing}, 2)
	require.Equal(t, agreement.Table{{1, 0}, {1, 0}}, table)
	share, ok := table.Agreement()
	require.True(t, ok)
	require.Equal(t, 0.5, share)
}

func TestNothingIsDefinedWithoutAnything(t *testing.T) {
	_, ok := agreement.Tabulate(nil, nil, 4).Agreement()
	require.False(t, ok)
	_, ok = agreement.Tabulate(nil, nil, 4).Kappa(agreement.Linear)
	require.False(t, ok)
	_, ok = agreement.Judgments{}.Alpha(4, agreement.Ordinal)
	require.False(t, ok)
	_, found := agreement.Judgments{{}, {}}.Bootstrap(4, 100, 1, agreement.Nominal)
	require.Equal(t, []bool{false}, found)
	_, ok = agreement.Judgments{{2, 2}, {2, 2}}.Alpha(4, agreement.Ordinal)
	require.False(t, ok, "where all values are the same, nothing could have differed")
}

func TestBootstrapIsSeededAndHoldsAlpha(t *testing.T) {
	first, ok := krippendorff().Bootstrap(5, 1000, 7, agreement.Nominal, agreement.Ordinal)
	require.Equal(t, []bool{true, true}, ok)
	again, _ := krippendorff().Bootstrap(5, 1000, 7, agreement.Nominal, agreement.Ordinal)
	require.Equal(t, first, again)
	for i, alpha := range []float64{0.743, 0.815} {
		require.Less(t, first[i].Low, alpha)
		require.Greater(t, first[i].High, alpha)
	}
}

func TestAgreementIsSymmetricAndWholeWithItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const size = 4
		units := rapid.IntRange(1, 40).Draw(t, "units")
		value := rapid.IntRange(agreement.Missing, size-1)
		a := rapid.SliceOfN(value, units, units).Draw(t, "a")
		b := rapid.SliceOfN(value, units, units).Draw(t, "b")
		for _, weight := range []agreement.Disagreement{agreement.Unweighted, agreement.Linear, agreement.Quadratic} {
			if itself, ok := agreement.Tabulate(a, a, size).Kappa(weight); ok {
				require.InDelta(t, 1, itself, 1e-12)
			}
			one, ok := agreement.Tabulate(a, b, size).Kappa(weight)
			other, both := agreement.Tabulate(b, a, size).Kappa(weight)
			require.Equal(t, ok, both)
			require.InDelta(t, one, other, 1e-12)
			require.LessOrEqual(t, one, 1.0)
		}
		for _, metric := range []agreement.Metric{agreement.Nominal, agreement.Ordinal} {
			if itself, ok := (agreement.Judgments{a, a}).Alpha(size, metric); ok {
				require.InDelta(t, 1, itself, 1e-12)
			}
			one, ok := agreement.Judgments{a, b}.Alpha(size, metric)
			other, both := agreement.Judgments{b, a}.Alpha(size, metric)
			require.Equal(t, ok, both)
			require.InDelta(t, one, other, 1e-12)
			require.LessOrEqual(t, one, 1.0)
		}
		intervals, ok := agreement.Judgments{a, b}.Bootstrap(size, 50, 1, agreement.Nominal, agreement.Ordinal)
		for i := range intervals {
			if ok[i] {
				require.LessOrEqual(t, intervals[i].Low, intervals[i].High)
			}
		}
	})
}
