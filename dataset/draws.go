package dataset

import (
	"math"
	"math/rand/v2"

	"github.com/firewallmap/firewallmap/schema"
)

// concentration is the sum of the parameters of the Dirichlet distribution of weights: the larger, the closer the weights
// stay to those given. At 20 the standard deviation of a weight w is the root of w(1-w)/21: 0.09 for a quarter.
const concentration = 20

// tiny keeps a weight above zero where a gamma variable of a very small shape is too small for a float, so that a country to
// which only that aspect applies still has a total.
const tiny = 1e-200

// A drawnCountry is what a ranking draws of a country: its cells, counted once where they are certain.
type drawnCountry struct {
	aspects []drawnAspect // one for each weighted aspect, in the order of the weights
}

// A drawnAspect is the cells of an aspect that apply: how many are certain at each of the scored levels, and what the others
// may be.
type drawnAspect struct {
	certain  [4]float64
	doubtful []levelRange
	perCell  float64 // one over the number of cells
	applies  bool
}

// A levelRange is the levels that a cell may have, as places in [schema.ScoredLevels].
type levelRange struct{ first, count uint64 }

// drawnCountry counts the cells of a country, aspect by aspect.
func (v *View) drawnCountry(country *schema.Country, weights Weights) drawnCountry {
	var d drawnCountry
	for _, aspect := range weighted(weights) {
		var a drawnAspect
		cells := 0
		for _, c := range v.Cells(country, aspect) {
			if c.Level() == schema.CellLevel(schema.NotApplicable) {
				continue
			}
			cells++
			r := levelRange{0, uint64(len(schema.ScoredLevels))}
			if !c.Level().Unknown() {
				low, high := boundsOf(c)
				r.first = uint64(placeOf(high))
				r.count = uint64(placeOf(low)) - r.first + 1
			}
			if r.count == 1 {
				a.certain[r.first]++
			} else {
				a.doubtful = append(a.doubtful, r)
			}
		}
		if a.applies = cells > 0; a.applies {
			a.perCell = 1 / float64(cells)
		}
		d.aspects = append(d.aspects, a)
	}
	return d
}

// weighted are the aspects of positive weight, in the order of the codebook.
func weighted(weights Weights) []schema.Aspect {
	var aspects []schema.Aspect
	for _, a := range schema.Aspects.Words() {
		if weights[a] > 0 {
			aspects = append(aspects, a)
		}
	}
	return aspects
}

// placeOf is the place of a level in [schema.ScoredLevels].
func placeOf(level schema.Level) int {
	for i, l := range schema.ScoredLevels {
		if l == level {
			return i
		}
	}
	return -1
}

// draws makes the draws of a ranking and counts what comes out.
type draws struct {
	source    *rand.PCG
	random    *rand.Rand
	countries []drawnCountry
	alpha     []float64 // the parameters of the Dirichlet distribution
	weights   []float64 // of this draw
	totals    []float64 // of this draw
	ranks     [][]int   // country × rank: in how many draws
	ahead     [][]int   // country × country: in how many draws
}

func newDraws(q RankingQuestion, countries []drawnCountry) *draws {
	n := len(countries)
	d := &draws{source: rand.NewPCG(q.Seed, 0), countries: countries, totals: make([]float64, n), ranks: table(n), ahead: table(n)}
	d.random = rand.New(d.source)
	sum := 0.0
	for _, a := range weighted(q.Weights) {
		d.alpha = append(d.alpha, q.Weights[a])
		sum += q.Weights[a]
	}
	for i := range d.alpha {
		d.alpha[i] *= concentration / sum
	}
	d.weights = make([]float64, len(d.alpha))
	return d
}

func table(n int) [][]int {
	rows := make([][]int, n)
	for i := range rows {
		rows[i] = make([]int, n)
	}
	return rows
}

// draw makes one draw, ranks the countries in it and counts the ranks and who is ahead of whom.
func (d *draws) draw() {
	// Independent gamma variables divided by their sum follow the Dirichlet distribution; the totals need no division here,
	// as each country divides by the weights of the aspects that apply to it.
	for i, alpha := range d.alpha {
		d.weights[i] = max(gamma(d.random, alpha), tiny)
	}
	largely, partly := 100*d.random.Float64(), 100*d.random.Float64()
	if largely < partly {
		largely, partly = partly, largely
	}
	scores := [4]float64{100, largely, partly, 0}
	for i := range d.countries {
		d.totals[i] = d.total(&d.countries[i], &scores)
	}
	for i, total := range d.totals {
		rank := 0
		for j, other := range d.totals {
			if other > total {
				rank++
			} else if total > other {
				d.ahead[i][j]++
			}
		}
		d.ranks[i][rank]++
	}
}

// total draws the uncertain cells of a country and is its total.
func (d *draws) total(c *drawnCountry, scores *[4]float64) float64 {
	var total, weights float64
	for i := range c.aspects {
		a := &c.aspects[i]
		if !a.applies {
			continue
		}
		sum := a.certain[0]*scores[0] + a.certain[1]*scores[1] + a.certain[2]*scores[2] + a.certain[3]*scores[3]
		var bits uint64
		for j, r := range a.doubtful {
			// Sixteen bits choose among at most four levels, so that one random number serves four cells.
			if j%4 == 0 {
				bits = d.source.Uint64()
			}
			sum += scores[(r.first+(bits&0xffff)*r.count>>16)&3]
			bits >>= 16
		}
		total += d.weights[i] * sum * a.perCell
		weights += d.weights[i]
	}
	return total / weights
}

// gamma draws from the gamma distribution of shape alpha and scale 1: Marsaglia and Tsang (2000), A simple method for
// generating gamma variables, ACM Transactions on Mathematical Software 26(3), with their boost for shapes below 1.
func gamma(random *rand.Rand, alpha float64) float64 {
	if alpha < 1 {
		// 1 - Float64 is never 0, whose logarithm is not finite.
		return gamma(random, alpha+1) * math.Pow(1-random.Float64(), 1/alpha)
	}
	d := alpha - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := random.NormFloat64()
		t := 1 + c*x
		if t <= 0 {
			continue
		}
		cube := t * t * t
		if math.Log(1-random.Float64()) < x*x/2+d-d*cube+d*math.Log(cube) {
			return d * cube
		}
	}
}
