package dataset

import (
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// A Brief is the gaps of a country for somebody who decides: what stands on two printed pages. It is chosen from the answers
// of [View.Firewall] and [View.Gaps] and holds nothing that they do not; what does not fit is counted or named, and no text
// is cut short.
type Brief struct {
	Country        *schema.Country
	View           *View // its date, mapping, version and digest stand in the brief
	Firewall       Firewall
	Core           []BriefCell // the parts of the firewall
	Score          Score       // with the default weights
	Groups         []BriefGroup
	OtherGaps      int    // gaps that are in none of the groups
	Limits         int    // cells at largely
	NotEstablished []Cell // core first, then in the order of the codebook
	Help           []BriefService
	Sources        []NumberedSource
	Cite           Reference // how to cite what the dataset says of the country
}

// A BriefCell is a cell with the numbers of its sources in the brief.
type BriefCell struct {
	Cell
	Sources []int
}

// A BriefGroup is one of the decisive groups of gaps.
type BriefGroup struct {
	Group   *GapGroup
	Gaps    []BriefGap        // the gravest first
	More    int               // gaps of the group that are not named
	For     *schema.Criterion // the first of the gaps in which anybody does better; nil where nobody is known to
	Better  []Cell            // who does, the best first
	Example *BriefCell        // the one whose summary stands in the brief, nil where there is no room for any
}

// A BriefGap is a gap of a brief. Where it is told its summary stands in the brief; else it is named.
type BriefGap struct {
	Gap
	Told    bool
	Sources []int
}

// A BriefService is a service to turn to, with the number of its source.
type BriefService struct {
	Service
	Sources []int
}

// A NumberedSource is a source with its number in the brief, in the order in which they are first cited.
type NumberedSource struct {
	Number int
	Source *schema.Source
}

// How much stands in a brief, so that it fits on two pages of A4 in small type.
const (
	BriefGroups   = 5     // decisive groups
	briefGaps     = 8     // gaps named in a group
	briefTold     = 3     // of these, gaps told
	toldSources   = 2     // sources cited of a cell that is told
	namedSources  = 1     // of one that is only named
	briefServices = 3     // services
	briefText     = 9_800 // characters of summaries, cautions and sources
)

// Brief answers for a country.
func (v *View) Brief(country *schema.Country) Brief {
	gaps := v.Gaps(country, GapFilter{})
	b := Brief{
		Country: country, View: v, Firewall: v.Firewall(country), Score: v.Score(country, DefaultWeights()), Limits: len(gaps.Limits),
		NotEstablished: coreFirst(gaps.NotEstablished), Cite: v.CiteCountry(country),
	}
	for _, criterion := range v.CoreCriteria() {
		b.Core = append(b.Core, BriefCell{Cell: v.Cell(country, criterion)})
	}
	b.Help = v.briefHelp(country)
	byCell := map[string]Gap{}
	for _, g := range gaps.Gaps {
		byCell[g.Cell.ID()] = g
	}
	for _, group := range gaps.Groups[:min(BriefGroups, len(gaps.Groups))] {
		b.Groups = append(b.Groups, briefGroup(group, byCell))
	}
	b.OtherGaps = len(gaps.Gaps)
	for _, g := range b.Groups {
		b.OtherGaps -= len(g.Gaps) + g.More
	}
	b.choose()
	b.number()
	return b
}

// briefGroup is a group with its gaps, the gravest first and core before others.
func briefGroup(group *GapGroup, byCell map[string]Gap) BriefGroup {
	g := BriefGroup{Group: group}
	for _, c := range group.Cells {
		g.Gaps = append(g.Gaps, BriefGap{Gap: byCell[c.ID()]})
	}
	sort.SliceStable(g.Gaps, func(i, j int) bool {
		a, b := g.Gaps[i], g.Gaps[j]
		if a.Severity != b.Severity {
			return schema.GapSeverities.Order(a.Severity) < schema.GapSeverities.Order(b.Severity)
		}
		return a.Cell.Criterion.Core && !b.Cell.Criterion.Core
	})
	if len(g.Gaps) > briefGaps {
		g.Gaps, g.More = g.Gaps[:briefGaps], len(g.Gaps)-briefGaps
	}
	for _, gap := range g.Gaps {
		if len(gap.Better) > 0 {
			g.For, g.Better = gap.Cell.Criterion, gap.Better
			break
		}
	}
	return g
}

func coreFirst(cells []Cell) []Cell {
	sorted := append([]Cell(nil), cells...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Criterion.Core && !sorted[j].Criterion.Core })
	return sorted
}

// choose decides what is told: the gravest gap of each group, then an example for each, then further gaps, as long as there
// is room. The parts of the firewall, the services and the gaps that are only named take their room first, with their
// cautions and sources.
func (b *Brief) choose() {
	room := &room{left: briefText, named: map[string]bool{}, sources: map[string]bool{}, of: b.View.Snapshot}
	for _, c := range b.Core {
		room.name(c.Cell)
	}
	for _, s := range b.Help {
		room.source(s.Source)
	}
	for i := range b.Groups {
		for _, g := range b.Groups[i].Gaps {
			room.name(g.Cell)
		}
	}
	used := map[schema.CountryCode]bool{}
	for told := range briefTold {
		for i := range b.Groups {
			if told < len(b.Groups[i].Gaps) {
				gap := &b.Groups[i].Gaps[told]
				gap.Told = room.take(gap.Cell)
			}
		}
		if told > 0 {
			continue
		}
		for i := range b.Groups {
			b.Groups[i].choose(used, room)
		}
	}
}

// choose chooses whose summary is told among those who do best: the surest, and among equals a country that the brief has not
// shown yet, as far as there is room.
func (g *BriefGroup) choose(used map[schema.CountryCode]bool, room *room) {
	var candidates []Cell
	for _, c := range g.Better {
		if c.Level() == g.Better[0].Level() {
			candidates = append(candidates, c)
		}
	}
	sort.SliceStable(candidates, func(i, j int) bool {
		a, b := candidates[i], candidates[j]
		if x, y := a.Assessment.Confidence, b.Assessment.Confidence; x != y {
			return schema.Confidences.Order(x) < schema.Confidences.Order(y)
		}
		return !used[a.Country.Code] && used[b.Country.Code]
	})
	for _, c := range candidates {
		if room.take(c) {
			used[c.Country.Code] = true
			g.Example = &BriefCell{Cell: c}
			return
		}
	}
}

// room is what is left of the two pages, in characters.
type room struct {
	left    int
	named   map[string]bool // cells
	sources map[string]bool // in the list
	of      *Snapshot
}

// lineCost is what the level, the provisions and the blanks around a told cell take, in characters.
const lineCost = 260

// take takes the room for telling a cell, where there is enough: for its summary, its caution, and the sources that are
// not cited yet. An assumed level has no summary of its own.
func (r *room) take(c Cell) bool {
	if c.Assessment == nil || c.Assumed != "" {
		return false
	}
	cost := len(c.Assessment.Summary) + lineCost
	if !r.named[c.ID()] {
		cost += len(c.Assessment.Caution)
	}
	for _, source := range r.of.citedBy(c, toldSources) {
		if !r.sources[source.ID] {
			cost += r.cost(source)
		}
	}
	if cost > r.left {
		return false
	}
	r.name(c)
	for _, source := range r.of.citedBy(c, toldSources) {
		r.source(source)
	}
	r.left -= len(c.Assessment.Summary) + lineCost
	return true
}

// name takes the room for the caution and the sources of a cell that is named; a second time it takes nothing.
func (r *room) name(c Cell) {
	if r.named[c.ID()] || c.Assessment == nil {
		return
	}
	r.named[c.ID()] = true
	r.left -= len(c.Assessment.Caution)
	for _, source := range r.of.citedBy(c, namedSources) {
		r.source(source)
	}
}

func (r *room) source(source *schema.Source) {
	if !r.sources[source.ID] {
		r.sources[source.ID] = true
		r.left -= r.cost(source)
	}
}

func (r *room) cost(source *schema.Source) int {
	reference := r.of.CiteSource(source)
	return len(reference.Text())
}

// citedBy are the first sources that a cell's assessment cites.
func (s *Snapshot) citedBy(c Cell, most int) []*schema.Source {
	if c.Assessment == nil {
		return nil
	}
	var sources []*schema.Source
	for _, citation := range c.Assessment.Citations {
		source := s.Source(citation.Source)
		known := false
		for _, other := range sources {
			known = known || other == source
		}
		if !known && len(sources) < most {
			sources = append(sources, source)
		}
	}
	return sources
}

// number numbers the sources in the order in which they stand in the brief.
func (b *Brief) number() {
	numbers := map[string]int{}
	number := func(sources ...*schema.Source) []int {
		var list []int
		for _, source := range sources {
			if numbers[source.ID] == 0 {
				numbers[source.ID] = len(numbers) + 1
				b.Sources = append(b.Sources, NumberedSource{numbers[source.ID], source})
			}
			list = append(list, numbers[source.ID])
		}
		return list
	}
	s := b.View.Snapshot
	for i := range b.Core {
		b.Core[i].Sources = number(s.citedBy(b.Core[i].Cell, namedSources)...)
	}
	for i := range b.Groups {
		g := &b.Groups[i]
		for j := range g.Gaps {
			most := namedSources
			if g.Gaps[j].Told {
				most = toldSources
			}
			g.Gaps[j].Sources = number(s.citedBy(g.Gaps[j].Cell, most)...)
		}
		if g.Example != nil {
			g.Example.Sources = number(s.citedBy(g.Example.Cell, toldSources)...)
		}
	}
	for i := range b.Help {
		b.Help[i].Sources = number(b.Help[i].Source)
	}
}

// briefHelp chooses the services that stand in a brief, among those that may be listed as help: those known to be open
// whatever the residence status first, then helplines, then centres.
func (v *View) briefHelp(country *schema.Country) []BriefService {
	help := v.Services([]*schema.Country{country})[0].Help
	order := func(s *Service) int {
		place := 2
		switch s.Kind {
		case "helpline":
			place = 0
		case "sexual_assault_centre":
			place = 1
		}
		if s.IrrespectiveOfStatus != "yes" {
			place += 3
		}
		return place
	}
	sort.SliceStable(help, func(i, j int) bool { return order(&help[i]) < order(&help[j]) })
	var chosen []BriefService
	for _, s := range help[:min(briefServices, len(help))] {
		chosen = append(chosen, BriefService{Service: s})
	}
	return chosen
}
