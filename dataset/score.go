package dataset

import (
	"math"

	"github.com/firewallmap/firewallmap/schema"
)

// A Score says, from 0 to 100, how far criteria are met, and how much of that is known. It never stands without its bounds:
// Low and High are the score if every unknown cell were 0 (100) and every doubtful cell one level lower (higher). All
// numbers are rounded to one decimal.
//
// The composite follows the OECD/JRC Handbook on Constructing Composite Indicators (2008): linear aggregation of levels on
// a common scale, weights stated and free to change, missing values left missing and reported, uncertainty shown.
type Score struct {
	Value       *float64 // nil where it is withheld
	Withheld    string   // why the value is withheld, empty where it is not
	Coverage    float64  // scored ÷ applicable, from 0 to 1
	Low, High   float64
	Scored      int  // cells that score
	Applicable  int  // cells that could
	Provisional bool // too little has been coded by a second coder
}

// MinimumCoverage is the share of applicable cells that have to be scored; under it a value is withheld.
const MinimumCoverage = 0.6

// An AspectScore is the score of a country in an aspect.
type AspectScore struct {
	Aspect schema.Aspect
	Score  Score
}

// tally gathers cells for a score.
type tally struct {
	value, low, high   float64 // sums
	scored, applicable int
}

func (t *tally) add(c Cell) {
	level, coded := c.Level().Level()
	if coded && level == schema.NotApplicable {
		return
	}
	t.applicable++
	score, scores := level.Score()
	if !coded || !scores {
		t.high += 100
		return
	}
	t.scored++
	t.value += score
	low, high := boundsOf(c)
	lowScore, _ := low.Score()
	highScore, _ := high.Score()
	t.low += lowScore
	t.high += highScore
}

// boundsOf are the lowest and the highest level that a scored cell may truly have: one lower and one higher where it is
// doubtful.
func boundsOf(c Cell) (low, high schema.Level) {
	level, _ := c.Level().Level()
	if !c.Doubtful() {
		return level, level
	}
	i := 0
	for schema.ScoredLevels[i] != level {
		i++
	}
	return schema.ScoredLevels[min(i+1, len(schema.ScoredLevels)-1)], schema.ScoredLevels[max(i-1, 0)]
}

// mean is the exact score of the cells gathered, before rounding and withholding.
func (t *tally) mean() (value, low, high float64) {
	if t.applicable > 0 {
		low, high = t.low/float64(t.applicable), t.high/float64(t.applicable)
	}
	if t.scored > 0 {
		value = t.value / float64(t.scored)
	}
	return value, low, high
}

// score is the score of the cells gathered.
func (t *tally) score(provisional bool) Score {
	value, low, high := t.mean()
	s := Score{Low: round(low), High: round(high), Scored: t.scored, Applicable: t.applicable, Provisional: provisional}
	switch {
	case t.applicable == 0:
		s.Withheld = "no criterion applies"
		return s
	case float64(t.scored) < MinimumCoverage*float64(t.applicable):
		s.Withheld = "fewer than 60 % of the criteria that apply are known"
	default:
		s.Value = rounded(value)
	}
	s.Coverage = roundShare(float64(t.scored) / float64(t.applicable))
	return s
}

// aspectTally gathers the cells of a country in an aspect.
func (v *View) aspectTally(country *schema.Country, aspect schema.Aspect) tally {
	var t tally
	for _, c := range v.cells[v.countries[country.Code]] {
		if c.Criterion.Aspect == aspect {
			t.add(c)
		}
	}
	return t
}

// Aspects are the scores of a country aspect by aspect, each the mean of its scored criteria.
func (v *View) Aspects(country *schema.Country) []AspectScore {
	provisional := v.Provisional()
	scores := make([]AspectScore, 0, 5)
	for _, a := range schema.Aspects.Words() {
		t := v.aspectTally(country, a)
		scores = append(scores, AspectScore{a, t.score(provisional)})
	}
	return scores
}

// Score is the total of a country: the weighted mean of the aspects of positive weight. It is withheld where too little is
// known, in all or in one of these aspects. An aspect of which no criterion applies is left out, with its weight.
func (v *View) Score(country *schema.Country, weights Weights) Score {
	s := Score{Provisional: v.Provisional()}
	var sum, value, low, high float64
	for _, a := range schema.Aspects.Words() {
		w := weights[a]
		t := v.aspectTally(country, a)
		if w <= 0 || t.applicable == 0 {
			continue
		}
		if float64(t.scored) < MinimumCoverage*float64(t.applicable) && s.Withheld == "" {
			s.Withheld = "fewer than 60 % of the criteria that apply are known in " + a.Name()
		}
		aspectValue, aspectLow, aspectHigh := t.mean()
		sum += w
		value += w * aspectValue
		low += w * aspectLow
		high += w * aspectHigh
		s.Scored += t.scored
		s.Applicable += t.applicable
	}
	if s.Applicable == 0 {
		s.Withheld = "no criterion applies"
		return s
	}
	s.Coverage = roundShare(float64(s.Scored) / float64(s.Applicable))
	s.Low, s.High = round(low/sum), round(high/sum)
	if s.Withheld == "" {
		s.Value = rounded(value / sum)
	}
	return s
}

// SectionScore is the score of a country in a section of the framework: the mean of the distinct criteria of the section's
// recommendations. A chapter ("5") has the recommendations of its sections too.
func (v *View) SectionScore(country *schema.Country, section string) Score {
	var t tally
	for _, criterion := range v.SectionCriteria(section) {
		t.add(v.Cell(country, criterion))
	}
	return t.score(v.Provisional())
}

// SectionCriteria are the distinct criteria that the recommendations of a section of the framework ask for, in the order of
// the codebook.
func (s *Snapshot) SectionCriteria(section string) []*schema.Criterion {
	wanted := map[string]bool{}
	for i := range s.records.Framework.Recommendations {
		r := &s.records.Framework.Recommendations[i]
		if r.Section == section || len(r.Section) > len(section) && r.Section[:len(section)+1] == section+"." {
			for _, id := range r.Criteria {
				wanted[id] = true
			}
		}
	}
	var criteria []*schema.Criterion
	for _, c := range s.Criteria("") {
		if wanted[c.ID] {
			criteria = append(criteria, c)
		}
	}
	return criteria
}

// DoubleCoded is the share of the cells of the default mapping at the dataset's date that a second mapping has coded too.
func (s *Snapshot) DoubleCoded() float64 {
	cells, double := 0, 0
	for _, row := range s.today.cells {
		for _, c := range row {
			if c.Assessment == nil {
				continue
			}
			cells++
			if len(s.today.Others(c)) > 0 {
				double++
			}
		}
	}
	if cells == 0 {
		return 0
	}
	return float64(double) / float64(cells)
}

// MinimumDoubleCoded is the share of cells that a second coder has to have coded before scores stop being provisional.
const MinimumDoubleCoded = 0.2

// Provisional says whether scores are provisional: fewer than a fifth of the cells are double-coded.
func (s *Snapshot) Provisional() bool { return s.provisional() }

// round rounds a score to one decimal. It rounds to the ninth decimal first, so that sums in another order, or weights at
// another scale, never round to another number.
func round(x float64) float64 {
	return math.Round(math.Round(x*1e9)/1e8) / 10
}

// rounded is a rounded score to point at.
func rounded(x float64) *float64 {
	x = round(x)
	return &x
}

// roundShare rounds a share to three decimals.
func roundShare(x float64) float64 { return math.Round(x*1000) / 1000 }
