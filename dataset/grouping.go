package dataset

import (
	"slices"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A GapGroup is gaps that rest on the same article of the same instrument or rule: whoever changes that text can close
// them together. A gap that shares no article with another stands alone.
//
// A law that is cited without an article makes no group, as nobody can tell whether the same article is meant; an
// instruction or a guideline that is cited as a whole does, as it is issued and changed as a whole.
type GapGroup struct {
	ID         string             // "hu-border-2007:5", or the id of the cell that stands alone: the same in every answer on a date
	Instrument *schema.Instrument // what the gaps rest on; nil where that is a rule, or where one stands alone
	Rule       *schema.Rule       // what the gaps rest on; nil where that is an instrument, or where one stands alone
	Article    string             // the article that they share; empty where they rest on an instruction or guideline as a whole
	Cells      []Cell             // the gaps, in the order of the codebook
}

// RestsOn says in words what the gaps share, nothing where one stands alone: "Act LXXXIX of 2007 on State Borders,
// Article 5".
func (g *GapGroup) RestsOn() string {
	title := ""
	switch {
	case g.Instrument != nil:
		title = g.Instrument.Title
	case g.Rule != nil:
		title = g.Rule.Short
	default:
		return ""
	}
	if g.Article == "" {
		return title + " (as a whole)"
	}
	return title + ", " + articleInWords(g.Article)
}

// Severity is that of its gravest gap.
func (g *GapGroup) Severity() schema.GapSeverity {
	worst := schema.GapPartly
	for _, c := range g.Cells {
		if s := severityOf(c); schema.GapSeverities.Order(s) < schema.GapSeverities.Order(worst) {
			worst = s
		}
	}
	return worst
}

// Core says whether one of its gaps is a part of the firewall.
func (g *GapGroup) Core() bool {
	for _, c := range g.Cells {
		if c.Criterion.Core {
			return true
		}
	}
	return false
}

// moreDecisive orders groups: contrary first, then core, then the larger, then the graver.
func (g *GapGroup) moreDecisive(other *GapGroup) bool {
	contrary, otherContrary := g.Severity() == schema.GapContrary, other.Severity() == schema.GapContrary
	switch {
	case contrary != otherContrary:
		return contrary
	case g.Core() != other.Core():
		return g.Core()
	case len(g.Cells) != len(other.Cells):
		return len(g.Cells) > len(other.Cells)
	}
	return schema.GapSeverities.Order(g.Severity()) < schema.GapSeverities.Order(other.Severity())
}

// A ground is what a gap can rest on: an instrument or a rule, and an article of it.
type ground struct{ text, article string }

// group puts each gap in exactly one group. A gap may rest on several articles: again and again, the article on which the
// most gaps rest that are still free takes them, the one cited first where several have as many. An article on which one
// free gap rests makes no group; what is left stands alone.
func (v *View) group(gaps []Cell) []*GapGroup {
	grounds := make([][]ground, len(gaps))
	for i, c := range gaps {
		grounds[i] = v.groundsOf(c)
	}
	groups := make([]*GapGroup, 0, len(gaps))
	taken := make([]bool, len(gaps))
	for {
		shared, ok := mostShared(grounds, taken)
		if !ok {
			break
		}
		group := &GapGroup{ID: shared.text, Article: shared.article, Instrument: v.Instrument(shared.text), Rule: v.Rule(shared.text)}
		if shared.article != "" {
			group.ID += ":" + shared.article
		}
		for i, c := range gaps {
			if !taken[i] && slices.Contains(grounds[i], shared) {
				group.Cells, taken[i] = append(group.Cells, c), true
			}
		}
		groups = append(groups, group)
	}
	for i, c := range gaps {
		if !taken[i] {
			groups = append(groups, &GapGroup{ID: c.ID(), Cells: []Cell{c}})
		}
	}
	return groups
}

// mostShared is the ground on which the most free gaps rest, where at least two do.
func mostShared(grounds [][]ground, taken []bool) (best ground, ok bool) {
	count := map[ground]int{}
	for i := range grounds {
		if taken[i] {
			continue
		}
		for _, g := range grounds[i] {
			count[g]++
		}
	}
	most := 1
	for i := range grounds {
		if taken[i] {
			continue
		}
		for _, g := range grounds[i] {
			if count[g] > most {
				best, most, ok = g, count[g], true
			}
		}
	}
	return best, ok
}

// groundsOf are the distinct grounds of a gap, in the order in which it cites them. An assumed level rests on nothing.
func (v *View) groundsOf(c Cell) []ground {
	if c.Assumed != "" {
		return nil
	}
	var grounds []ground
	for _, reference := range c.Assessment.Instruments {
		if reference.Article == "" && !v.isOneText(reference) {
			continue
		}
		for _, article := range articlesOf(reference.Article) {
			if g := (ground{reference.Instrument + reference.Rule, article}); !slices.Contains(grounds, g) {
				grounds = append(grounds, g)
			}
		}
	}
	return grounds
}

// isOneText says whether a reference is to an instruction or a guideline.
func (v *View) isOneText(reference schema.LegalReference) bool {
	instrument := v.Instrument(reference.Instrument)
	return instrument != nil && (instrument.Kind == "instruction" || instrument.Kind == "guideline")
}

// maxRange is how many articles a range is taken apart into.
const maxRange = 50

// articlesOf takes apart what a legal reference cites: "289; 465" and "16, 22(1)" are two articles, "170-172" is three,
// "5(1b)" is a paragraph of Article 5. What is not a list of numbers ("Schedule 2, paragraph 4") stays as it is.
func articlesOf(cited string) []string {
	parts := strings.FieldsFunc(cited, func(r rune) bool { return r == ';' || r == ',' })
	var list []string
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if part == "" || part[0] < '0' || part[0] > '9' {
			return []string{cited}
		}
		if first, last, ok := rangeOf(part); ok {
			for n := first; n <= last; n++ {
				list = append(list, strconv.Itoa(n))
			}
			continue
		}
		if i := strings.IndexAny(part, "(§"); i > 0 {
			part = strings.TrimSpace(part[:i])
		}
		list = append(list, part)
	}
	if list == nil {
		return []string{cited}
	}
	return list
}

// rangeOf reads "170-172".
func rangeOf(part string) (first, last int, ok bool) {
	from, to, dash := strings.Cut(part, "-")
	first, err := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	return first, last, dash && err == nil && err2 == nil && first < last && last-first < maxRange
}
