package dataset

import (
	"cmp"
	"slices"

	"github.com/firewallmap/firewallmap/schema"
)

// Quality says how well the coding is supported at the date of the view, by country and aspect, and where looking again is
// worth most.
type Quality struct {
	Total       Support
	Countries   []CountrySupport // in the order of their codes
	Aspects     []AspectSupport  // in the order of the codebook
	VerifyFirst []Doubt          // the cells most worth verifying, the most worth first
	Provisional bool             // fewer than a fifth of the cells are double-coded
}

// A CountrySupport is the support of one country's coding, in all and by aspect.
type CountrySupport struct {
	Country *schema.Country
	Support Support
	Aspects []AspectSupport
}

// An AspectSupport is the support of the coding of one aspect.
type AspectSupport struct {
	Aspect  schema.Aspect
	Support Support
}

// Support counts what a set of cells rests on.
type Support struct {
	Cells          int // all cells, coded or not
	Coded          int
	Seen           int // evidence seen; Coded − Seen is background
	High           int // by confidence
	Medium         int
	Low            int
	NotEstablished int // coded at no_information
	DoubleCoded    int // coded in another mapping too
	Citations      int
	Located        int // citations with a locator
	NewestYear     int // of the sources that the cells cite; 0 where none has a year
}

// Age is how many years before the dataset's own date the newest source is from, and whether one has a year at all. It is
// never counted to the clock.
func (s *Snapshot) Age(x Support) (years int, ok bool) {
	return s.AsOf().Year() - x.NewestYear, x.NewestYear > 0
}

// FirstToVerify is how many cells are listed to be verified first where nobody says otherwise.
const FirstToVerify = 20

// A Doubt is a cell with how much verifying it would be worth.
type Doubt struct {
	Cell   Cell
	Weight float64 // the share of the country's total score that the cell carries, in points of 100
	Doubt  float64 // from 0, nothing in doubt, to 1
	Worth  float64 // Weight × Doubt: about how many points of the total are unsure because of this cell
}

// Quality answers for all countries; the weights are those of the score that verifying is to make surer. At most limit
// cells are listed to be verified first.
func (v *View) Quality(weights Weights, limit int) Quality {
	q := Quality{Provisional: v.Provisional()}
	aspects := schema.Aspects.Words()
	byAspect := make([]Support, len(aspects))
	for _, country := range v.Countries() {
		of := CountrySupport{Country: country}
		for i, aspect := range aspects {
			var x Support
			for _, c := range v.Cells(country, "") {
				if c.Criterion.Aspect == aspect {
					x.add(v, c)
				}
			}
			of.Aspects = append(of.Aspects, AspectSupport{aspect, x})
			of.Support.merge(x)
			byAspect[i].merge(x)
		}
		q.Total.merge(of.Support)
		q.Countries = append(q.Countries, of)
		q.VerifyFirst = append(q.VerifyFirst, v.doubts(country, weights)...)
	}
	for i, aspect := range aspects {
		q.Aspects = append(q.Aspects, AspectSupport{aspect, byAspect[i]})
	}
	slices.SortStableFunc(q.VerifyFirst, func(a, b Doubt) int { return cmp.Compare(b.Worth, a.Worth) })
	q.VerifyFirst = q.VerifyFirst[:min(max(limit, 0), len(q.VerifyFirst))]
	return q
}

func (x *Support) add(v *View, c Cell) {
	x.Cells++
	a := c.Assessment
	if a == nil {
		return
	}
	x.Coded++
	if a.Evidence == schema.Seen {
		x.Seen++
	}
	switch a.Confidence {
	case schema.High:
		x.High++
	case schema.Medium:
		x.Medium++
	case schema.Low:
		x.Low++
	}
	if a.Level == schema.NoInformation {
		x.NotEstablished++
	}
	if v.codedTwice(c) {
		x.DoubleCoded++
	}
	x.Citations += len(a.Citations)
	for _, citation := range a.Citations {
		if citation.Locator != "" {
			x.Located++
		}
		x.NewestYear = max(x.NewestYear, v.Source(citation.Source).Year)
	}
}

func (x *Support) merge(y Support) {
	x.Cells += y.Cells
	x.Coded += y.Coded
	x.Seen += y.Seen
	x.High += y.High
	x.Medium += y.Medium
	x.Low += y.Low
	x.NotEstablished += y.NotEstablished
	x.DoubleCoded += y.DoubleCoded
	x.Citations += y.Citations
	x.Located += y.Located
	x.NewestYear = max(x.NewestYear, y.NewestYear)
}

// codedTwice says whether another mapping has coded the cell too.
func (v *View) codedTwice(c Cell) bool { return len(v.Others(c)) > 0 }

// doubts weigh the coded cells of a country. A cell weighs what it carries in the total: the weight of its aspect in the
// sum of weights, shared by the criteria of the aspect that apply.
func (v *View) doubts(country *schema.Country, weights Weights) []Doubt {
	applicable := map[schema.Aspect]int{}
	for _, c := range v.Cells(country, "") {
		if c.Assessment == nil || c.Assessment.Level != schema.NotApplicable {
			applicable[c.Criterion.Aspect]++
		}
	}
	sum := 0.0
	for _, aspect := range schema.Aspects.Words() {
		if applicable[aspect] > 0 {
			sum += weights[aspect]
		}
	}
	var list []Doubt
	for _, c := range v.Cells(country, "") {
		if c.Assessment == nil || c.Assessment.Level == schema.NotApplicable || weights[c.Criterion.Aspect] <= 0 {
			continue
		}
		weight := 100 * weights[c.Criterion.Aspect] / sum / float64(applicable[c.Criterion.Aspect])
		if doubt := v.doubt(c); doubt > 0 {
			list = append(list, Doubt{c, roundShare(weight), roundShare(doubt), roundShare(weight * doubt)})
		}
	}
	return list
}

// The parts of doubt. They are a judgment, not a measurement: low confidence leaves half of the scale open, as a doubtful
// level may be one higher or lower; each of the others adds less.
const (
	doubtLow        = 0.5
	doubtMedium     = 0.25
	doubtBackground = 0.25
	doubtUnlocated  = 0.15 // no citation says where in its source
	doubtSingle     = 0.1  // nobody coded the cell a second time
)

// doubt is how unsure a coded cell is, from 0 to 1: whole where nothing could be established, else the sum of its parts.
func (v *View) doubt(c Cell) float64 {
	a := c.Assessment
	if a.Level == schema.NoInformation {
		return 1
	}
	doubt := 0.0
	switch a.Confidence {
	case schema.Low:
		doubt += doubtLow
	case schema.Medium:
		doubt += doubtMedium
	}
	if a.Evidence == schema.Background {
		doubt += doubtBackground
	}
	if !slices.ContainsFunc(a.Citations, func(x schema.Citation) bool { return x.Locator != "" }) {
		doubt += doubtUnlocated
	}
	if !v.codedTwice(c) {
		doubt += doubtSingle
	}
	return doubt
}
