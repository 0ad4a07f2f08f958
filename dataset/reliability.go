package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/firewallmap/firewallmap/dataset/agreement"
	"github.com/firewallmap/firewallmap/schema"
)

// Reliability says how far two mappings agree where both coded the same cell at the date of the view. A cell that one of
// them did not code is a missing coding: it pairs nothing, and is neither agreement nor disagreement.
type Reliability struct {
	A, B          *schema.Mapping
	Date          schema.Date
	OnlyA, OnlyB  int // cells that one of the two alone has coded
	Total         Agreement
	Aspects       []AspectAgreement    // those in which a cell is common, like the two below
	Countries     []CountryAgreement   // in the order of their codes
	Criteria      []CriterionAgreement // in the order of the codebook
	Disagreements []Disagreement       // the furthest apart first
}

// An Agreement holds the figures for one set of cells. Percent agreement takes every level as an answer. The kappas and
// alphas are of the four levels that stand on a scale; a cell that either coder left at no_information or not_applicable
// has no place on it and is missing there, and agreement on what is known at all is told apart. A figure that is not
// defined, as all levels are the same, is nil. Figures are rounded to three decimals.
type Agreement struct {
	Cells      int     // coded by both
	Same       int     // at the same level
	Share      float64 // Same ÷ Cells
	Divergence float64 // 1 − Share

	Scaled                         int // cells that both put on the scale from met to not_met
	Kappa                          *float64
	LinearKappa, QuadraticKappa    *float64
	NominalAlpha, OrdinalAlpha     *float64
	NominalBetween, OrdinalBetween *agreement.Interval // 95 %, by bootstrap; of the total and of aspects alone, nil elsewhere

	NoInformation NoInformationAgreement
}

// MaximumDivergence is the share of cells coded otherwise under which a batch is fit for release, in the practice of
// policy surveillance.
const MaximumDivergence = 0.05

// FitForRelease says whether fewer cells diverge than the practice of the field allows.
func (a *Agreement) FitForRelease() bool { return a.Divergence < MaximumDivergence }

// A NoInformationAgreement says how far two coders agree on which cells nothing could be established of. Cells that either
// found not applicable do not count.
type NoInformationAgreement struct {
	Both, OnlyA, OnlyB, Neither int
	Share                       float64
	Kappa                       *float64
}

// An AspectAgreement is the agreement in one aspect.
type AspectAgreement struct {
	Aspect    schema.Aspect
	Agreement Agreement
}

// A CountryAgreement is the agreement on one country.
type CountryAgreement struct {
	Country   *schema.Country
	Agreement Agreement
}

// A CriterionAgreement is the agreement on one criterion.
type CriterionAgreement struct {
	Criterion *schema.Criterion
	Agreement Agreement
}

// A Disagreement is a cell that the two mappings code otherwise, with both assessments and so both sets of citations.
type Disagreement struct {
	A, B  *Assessment
	Steps int // how many levels apart they are; 0 where the level is the same and only contrary differs, or where one is on no scale
}

// SameLevel says whether only the contrary flag differs.
func (d Disagreement) SameLevel() bool { return d.A.Level == d.B.Level }

// BootstrapSamples and BootstrapSeed make the intervals of alpha: so many samples of the cells, always the same ones.
const (
	BootstrapSamples = 1000
	BootstrapSeed    = 1
)

// Reliability compares two mappings at the date of the view; the view's own mapping plays no part. It is an error where
// they have no cell in common.
func (v *View) Reliability(a, b *schema.Mapping) (Reliability, error) {
	r := Reliability{A: a, B: b, Date: v.Date}
	var pairs []pair
	onlyOne := [2]int{}
	for _, country := range v.Countries() {
		for _, criterion := range v.Criteria("") {
			p := pair{
				v.at(spanKey{country.Code, criterion.ID, a.ID}, v.Date),
				v.at(spanKey{country.Code, criterion.ID, b.ID}, v.Date),
			}
			switch {
			case p.a != nil && p.b != nil:
				pairs = append(pairs, p)
			case p.a != nil:
				onlyOne[0]++
			case p.b != nil:
				onlyOne[1]++
			}
		}
	}
	r.OnlyA, r.OnlyB = onlyOne[0], onlyOne[1]
	if len(pairs) == 0 {
		return r, fmt.Errorf("the mappings %s and %s have no cell in common on %s: %s codes %d cells, %s codes %d; "+
			"reliability needs cells that both have coded", a.ID, b.ID, v.Date, a.ID, r.OnlyA, b.ID, r.OnlyB)
	}
	// The intervals take most of the time. Each draws from a seed of its own, so that they can be computed side by side.
	var intervals sync.WaitGroup
	intervals.Go(func() { r.Total = agreementOf(pairs, true) })
	var aspects [][]pair
	for _, aspect := range schema.Aspects.Words() {
		if some := pairsWhere(pairs, func(p pair) bool { return p.a.Criterion.Aspect == aspect }); len(some) > 0 {
			r.Aspects = append(r.Aspects, AspectAgreement{Aspect: aspect})
			aspects = append(aspects, some)
		}
	}
	for i, some := range aspects {
		intervals.Go(func() { r.Aspects[i].Agreement = agreementOf(some, true) })
	}
	intervals.Wait()
	for _, country := range v.Countries() {
		if some := pairsWhere(pairs, func(p pair) bool { return p.a.Country == country }); len(some) > 0 {
			r.Countries = append(r.Countries, CountryAgreement{country, agreementOf(some, false)})
		}
	}
	for _, criterion := range v.Criteria("") {
		if some := pairsWhere(pairs, func(p pair) bool { return p.a.Criterion == criterion }); len(some) > 0 {
			r.Criteria = append(r.Criteria, CriterionAgreement{criterion, agreementOf(some, false)})
		}
	}
	r.Disagreements = disagreements(pairs)
	return r, nil
}

// a pair is a cell with the assessments of both mappings.
type pair struct{ a, b *Assessment }

func pairsWhere(pairs []pair, keep func(pair) bool) []pair {
	var some []pair
	for _, p := range pairs {
		if keep(p) {
			some = append(some, p)
		}
	}
	return some
}

// place is where a level stands on the scale, from met, or missing for what is on none.
func place(level schema.Level) int {
	for i, l := range schema.ScoredLevels {
		if l == level {
			return i
		}
	}
	return agreement.Missing
}

// agreementOf computes the figures for a set of cells.
func agreementOf(pairs []pair, intervals bool) Agreement {
	x := Agreement{Cells: len(pairs)}
	judgments := agreement.Judgments{make([]int, len(pairs)), make([]int, len(pairs))}
	known := agreement.Table{{0, 0}, {0, 0}}
	for i, p := range pairs {
		if p.a.Level == p.b.Level {
			x.Same++
		}
		judgments[0][i], judgments[1][i] = place(p.a.Level), place(p.b.Level)
		if p.a.Level != schema.NotApplicable && p.b.Level != schema.NotApplicable {
			known[noInformation(p.a)][noInformation(p.b)]++
		}
	}
	x.Share = roundShare(float64(x.Same) / float64(x.Cells))
	x.Divergence = roundShare(1 - float64(x.Same)/float64(x.Cells))

	size := len(schema.ScoredLevels)
	table := agreement.Tabulate(judgments[0], judgments[1], size)
	x.Scaled = int(table.Units())
	x.Kappa = figure(table.Kappa(agreement.Unweighted))
	x.LinearKappa = figure(table.Kappa(agreement.Linear))
	x.QuadraticKappa = figure(table.Kappa(agreement.Quadratic))
	x.NominalAlpha = figure(judgments.Alpha(size, agreement.Nominal))
	x.OrdinalAlpha = figure(judgments.Alpha(size, agreement.Ordinal))
	if intervals {
		between, ok := judgments.Bootstrap(size, BootstrapSamples, BootstrapSeed, agreement.Nominal, agreement.Ordinal)
		x.NominalBetween, x.OrdinalBetween = interval(between[0], ok[0]), interval(between[1], ok[1])
	}
	share, _ := known.Agreement()
	x.NoInformation = NoInformationAgreement{
		Both: int(known[1][1]), OnlyA: int(known[1][0]), OnlyB: int(known[0][1]), Neither: int(known[0][0]),
		Share: roundShare(share), Kappa: figure(known.Kappa(agreement.Unweighted)),
	}
	return x
}

// noInformation is 1 where nothing could be established, else 0.
func noInformation(a *Assessment) int {
	if a.Level == schema.NoInformation {
		return 1
	}
	return 0
}

// figure is a rounded figure to point at, nil where it is not defined.
func figure(x float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	x = roundShare(x)
	return &x
}

func interval(between agreement.Interval, ok bool) *agreement.Interval {
	if !ok {
		return nil
	}
	return &agreement.Interval{Low: roundShare(between.Low), High: roundShare(between.High)}
}

// disagreements are the pairs that differ in level or contrary: levels of the scale by their distance, then what one coder
// found and the other did not, then contrary alone; among equals as in the codebook.
func disagreements(pairs []pair) []Disagreement {
	var list []Disagreement
	for _, p := range pairs {
		if p.a.Level == p.b.Level && p.a.Contrary == p.b.Contrary {
			continue
		}
		d := Disagreement{A: p.a, B: p.b}
		if x, y := place(p.a.Level), place(p.b.Level); x != agreement.Missing && y != agreement.Missing {
			d.Steps = max(x-y, y-x)
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(x, y Disagreement) int {
		if c := cmp.Compare(y.Steps, x.Steps); c != 0 {
			return c
		}
		switch {
		case x.SameLevel() == y.SameLevel():
			return 0
		case x.SameLevel():
			return 1
		}
		return -1
	})
	return list
}
