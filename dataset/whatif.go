package dataset

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A LevelChange assumes a level for a cell.
type LevelChange struct {
	Country   *schema.Country
	Criterion *schema.Criterion
	Level     schema.Level
}

// ParseLevelChanges reads assumed levels of a country as they are typed: "L1=met". Its error names the nearest criterion or
// level.
func (s *Snapshot) ParseLevelChanges(country *schema.Country, texts []string) ([]LevelChange, error) {
	changes := make([]LevelChange, 0, len(texts))
	for _, text := range texts {
		id, word, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fmt.Errorf("change %q has no =; write a criterion and its assumed level, for example L1=met", text)
		}
		criterion, err := s.FindCriterion(id)
		if err != nil {
			return nil, err
		}
		level, err := schema.Levels.Parse(strings.ToLower(strings.TrimSpace(word)))
		if err != nil {
			return nil, err
		}
		changes = append(changes, LevelChange{country, criterion, level})
	}
	return changes, nil
}

// With is the view with some levels assumed, of which every question can be asked. What is assumed is certain and never
// contrary; the assessment beside it is still what was coded. A change to the level that a cell has already changes nothing,
// its contrary and its doubt included. It is an error to change a cell twice, or to a level that does not exist.
func (v *View) With(changes []LevelChange) (*View, error) {
	changed := *v
	changed.cells = append([][]Cell(nil), v.cells...)
	seen := map[string]bool{}
	copied := map[int]bool{}
	for _, change := range changes {
		if _, err := schema.Levels.Parse(string(change.Level)); err != nil {
			return nil, err
		}
		i, j := v.countries[change.Country.Code], v.criteria[change.Criterion.ID]
		cell := v.cells[i][j]
		if seen[cell.ID()] {
			return nil, fmt.Errorf("the level of %s is given twice", cell.ID())
		}
		seen[cell.ID()] = true
		if cell.Level() == schema.CellLevel(change.Level) {
			continue
		}
		if !copied[i] {
			changed.cells[i] = append([]Cell(nil), v.cells[i]...)
			copied[i] = true
		}
		changed.cells[i][j].Assumed = change.Level
	}
	return &changed, nil
}

// A WhatIfQuestion says what to assume of a country. What is left out stays as it is.
type WhatIfQuestion struct {
	Country *schema.Country
	Changes []LevelChange       // of this country or of others
	Weights Weights             // nil for the default weights, with which today is always scored
	Assume  []*schema.Provision // proposals, and provisions that are not due yet, to be treated as binding
}

// A WhatIf sets a country beside itself: as it is, and as it would be.
type WhatIf struct {
	Country *schema.Country
	Before  Standing
	After   Standing
	Changed []CellChange      // the cells whose level is assumed
	Closed  []Gap             // gaps that would be no more, as they are today
	Opened  []Gap             // gaps that are none today
	Aligned []AlignmentChange // provisions to which the country would stand differently
	Assumed []Alignment       // every country and each assumed provision: [Alignment.WouldMove] says who would have to move, on which cells
}

// A Standing is how a country stands.
type Standing struct {
	View     *View
	Weights  Weights
	Firewall Firewall
	Score    Score
	Aspects  []AspectScore
	Gaps     Gaps
}

// A CellChange is a cell as it is and as it is assumed.
type CellChange struct{ Before, After Cell }

// An AlignmentChange is how a country stands to a provision, and how it would.
type AlignmentChange struct{ Before, After Alignment }

// WhatIf answers a question of what would be. Without a change, after is as before.
func (v *View) WhatIf(q WhatIfQuestion) (WhatIf, error) {
	after, err := v.With(q.Changes)
	if err != nil {
		return WhatIf{}, err
	}
	weights := q.Weights
	if weights == nil {
		weights = DefaultWeights()
	}
	w := WhatIf{
		Country: q.Country, Before: v.standing(q.Country, DefaultWeights()), After: after.standing(q.Country, weights),
	}
	for _, change := range q.Changes {
		before, now := v.Cell(change.Country, change.Criterion), after.Cell(change.Country, change.Criterion)
		if before != now {
			w.Changed = append(w.Changed, CellChange{before, now})
		}
	}
	w.Closed = missing(w.Before.Gaps.Gaps, w.After.Gaps.Gaps)
	w.Opened = missing(w.After.Gaps.Gaps, w.Before.Gaps.Gaps)
	w.align(v, after, q.Assume)
	return w, nil
}

// Ranks ranks all countries before and after. It takes the time of two rankings, so it is asked for apart.
func (w *WhatIf) Ranks(samples int, seed uint64) (before, after Ranking, err error) {
	if before, err = w.Before.View.Rank(RankingQuestion{w.Before.Weights, samples, seed}); err != nil {
		return before, after, err
	}
	after, err = w.After.View.Rank(RankingQuestion{w.After.Weights, samples, seed})
	return before, after, err
}

func (v *View) standing(country *schema.Country, weights Weights) Standing {
	return Standing{
		View: v, Weights: weights, Firewall: v.Firewall(country), Score: v.Score(country, weights), Aspects: v.Aspects(country),
		Gaps: v.Gaps(country, GapFilter{}),
	}
}

// missing are the gaps of one list whose cells are no gaps in the other.
func missing(from, in []Gap) []Gap {
	there := map[string]bool{}
	for i := range in {
		there[in[i].Cell.ID()] = true
	}
	var gone []Gap
	for _, g := range from {
		if !there[g.Cell.ID()] {
			gone = append(gone, g)
		}
	}
	return gone
}

// align says to which provisions the country would stand differently, and who would have to move for the assumed ones.
func (w *WhatIf) align(before, after *View, assumed []*schema.Provision) {
	assume := map[string]bool{}
	for _, p := range assumed {
		assume[p.ID] = true
	}
	for _, p := range before.ladder(nil, nil) {
		was, would := before.align(w.Country, p), after.align(w.Country, p)
		if assume[p.ID] {
			would.Binding = would.Binding.Assume()
		}
		if was.Meets != would.Meets || was.Binding != would.Binding {
			w.Aligned = append(w.Aligned, AlignmentChange{was, would})
		}
		if !assume[p.ID] {
			continue
		}
		for _, c := range after.Countries() {
			a := after.align(c, p)
			a.Binding = a.Binding.Assume()
			w.Assumed = append(w.Assumed, a)
		}
	}
}
