package dataset

import (
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// A Gap is a cell at partly or not met, with what a country needs to close it. Its citations and its caution are those of
// the cell's assessment.
type Gap struct {
	Cell            Cell
	Severity        schema.GapSeverity
	Group           *GapGroup                // what the gap rests on, together with others or alone
	Recommendations []*schema.Recommendation // of the framework, those that ask for the criterion
	Provisions      []Tie                    // the provisions tied to the criterion, down the ladder of norms
	Better          []Cell                   // the cells of countries that do better, the best first
}

// Gaps are what a country lacks, with what must not be mistaken for it: limits, which are gaps or exceptions of what is
// largely met, and what is not established.
type Gaps struct {
	Country        *schema.Country
	Gaps           []Gap       // the worst first; among equals in the order of the codebook
	Groups         []*GapGroup // the decisive first
	Limits         []Cell      // cells at largely
	NotEstablished []Cell      // cells of which nothing is known
}

// A GapFilter narrows the gaps asked for. What is left out means all.
type GapFilter struct {
	Aspect    schema.Aspect
	Provision *schema.Provision // only criteria that are tied to it, whatever the relation
}

// Gaps answers for a country. How gaps are grouped does not depend on the filter: a group that a filter leaves one gap of
// still says what that gap rests on.
func (v *View) Gaps(country *schema.Country, filter GapFilter) Gaps {
	answer := Gaps{Country: country}
	var cells []Cell
	for _, c := range v.Cells(country, "") {
		if isGap(c) {
			cells = append(cells, c)
		}
		switch wanted := filter.has(c); {
		case wanted && c.Level() == schema.CellLevel(schema.Largely):
			answer.Limits = append(answer.Limits, c)
		case wanted && c.Level().Unknown():
			answer.NotEstablished = append(answer.NotEstablished, c)
		}
	}
	for _, group := range v.group(cells) {
		wanted := group.Cells[:0]
		for _, c := range group.Cells {
			if filter.has(c) {
				wanted = append(wanted, c)
			}
		}
		if group.Cells = wanted; len(wanted) == 0 {
			continue
		}
		answer.Groups = append(answer.Groups, group)
		for _, c := range wanted {
			answer.Gaps = append(answer.Gaps, v.gap(c, group))
		}
	}
	sort.SliceStable(answer.Groups, func(i, j int) bool { return answer.Groups[i].moreDecisive(answer.Groups[j]) })
	sort.Slice(answer.Gaps, func(i, j int) bool {
		a, b := &answer.Gaps[i], &answer.Gaps[j]
		if a.Severity != b.Severity {
			return schema.GapSeverities.Order(a.Severity) < schema.GapSeverities.Order(b.Severity)
		}
		return v.criteria[a.Cell.Criterion.ID] < v.criteria[b.Cell.Criterion.ID]
	})
	return answer
}

func (f GapFilter) has(c Cell) bool {
	if f.Aspect != "" && c.Criterion.Aspect != f.Aspect {
		return false
	}
	if f.Provision == nil {
		return true
	}
	for i := range f.Provision.Links {
		if f.Provision.Links[i].Criterion == c.Criterion.ID {
			return true
		}
	}
	return false
}

func (v *View) gap(c Cell, group *GapGroup) Gap {
	return Gap{
		Cell: c, Severity: severityOf(c), Group: group, Recommendations: v.RecommendationsFor(c.Criterion.ID),
		Provisions: v.tiesOf(c), Better: v.better(c),
	}
}

// isGap says whether a cell is at partly or not met.
func isGap(c Cell) bool {
	level := c.Level()
	return level == schema.CellLevel(schema.Partly) || level == schema.CellLevel(schema.NotMet)
}

// severityOf is the severity of a gap.
func severityOf(c Cell) schema.GapSeverity {
	switch {
	case c.Contrary():
		return schema.GapContrary
	case c.Level() == schema.CellLevel(schema.NotMet):
		return schema.GapNotMet
	}
	return schema.GapPartly
}

// better are the cells of the same criterion in countries that stand higher, the best first and then by country. Only what
// was seen in a source, and of which the coder is at least fairly sure, is held up to others; what is assumed is not.
func (v *View) better(c Cell) []Cell {
	level, _ := c.Level().Level()
	place := v.criteria[c.Criterion.ID]
	var cells []Cell
	for _, higher := range schema.ScoredLevels {
		if !level.Worse(higher) {
			break
		}
		for i := range v.cells {
			other := v.cells[i][place]
			if other.Level() == schema.CellLevel(higher) && other.Assumed == "" &&
				other.Assessment.Evidence == schema.Seen && other.Assessment.Confidence != schema.Low {
				cells = append(cells, other)
			}
		}
	}
	return cells
}
