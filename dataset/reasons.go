package dataset

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// explain finds the reasons for what changed: in the log of the new state, what the log of the old one has not, as that was
// in effect already. A change in several steps is explained where the steps lead from the old value to the new one.
func (d *Difference) explain(old, new *State) {
	changed := map[string]bool{}
	for _, c := range d.Cells {
		changed[c.ID] = true
	}
	done := map[string]int{} // how often the old log has the same entry
	for _, l := range old.log {
		if changed[l.id] {
			done[l.key()]++
		}
	}
	since := map[string][]schema.CellChange{}
	for _, l := range new.log {
		if !changed[l.id] {
			continue
		}
		if key := l.key(); done[key] > 0 {
			done[key]--
			continue
		}
		since[l.id] = append(since[l.id], l.CellChange)
	}
	for i := range d.Cells {
		d.Cells[i].explain(since[d.Cells[i].ID])
	}
}

// key is the entry as text, without the version in which it was made: what is not released yet is released later.
func (l *logged) key() string {
	data, err := json.Marshal(l.CellChange)
	if err != nil {
		panic(err) // a struct of text
	}
	return l.id + string(data)
}

func (d *CellDifference) explain(log []schema.CellChange) {
	used := make([]bool, len(log))
	switch d.Kind {
	case schema.Removed:
		explained := false
		for i := range log {
			if log[i].Removed {
				used[i], explained = true, true
			}
		}
		d.unexplained(!explained, "removal")
	case schema.Changed:
		level := leads(log, used, d.Before.Level, d.After.Level, func(c *schema.CellChange) *schema.FromTo[schema.Level] { return c.Level })
		d.unexplained(!level, "level")
		contrary := leads(log, used, d.Before.Contrary, d.After.Contrary, func(c *schema.CellChange) *schema.FromTo[bool] { return c.Contrary })
		// Only not_met can be contrary: a level that rises takes the flag away, and its reason is the reason.
		follows := d.Before.Contrary && d.After.Level != schema.NotMet
		d.unexplained(!contrary && !follows, "contrary")
		confidence := leads(log, used, d.Before.Confidence, d.After.Confidence, func(c *schema.CellChange) *schema.FromTo[schema.Confidence] { return c.Confidence })
		d.unexplained(!confidence, "confidence")
	}
	for i := range log {
		if used[i] {
			d.Reasons = append(d.Reasons, log[i])
		}
	}
}

func (d *CellDifference) unexplained(missing bool, what string) {
	if missing {
		d.Unexplained = append(d.Unexplained, what)
	}
}

// leads says whether the log leads from one value to another, going back from its end, and marks the entries that do. What
// is the same needs no entry.
func leads[V comparable](log []schema.CellChange, used []bool, from, to V, get func(*schema.CellChange) *schema.FromTo[V]) bool {
	if from == to {
		return true
	}
	var steps []int
	for i := len(log) - 1; i >= 0; i-- {
		step := get(&log[i])
		if step == nil {
			continue
		}
		if step.To != to {
			return false
		}
		steps = append(steps, i)
		if to = step.From; to == from {
			for _, i := range steps {
				used[i] = true
			}
			return true
		}
	}
	return false
}

// Unexplained are the changes of coded cells since an earlier state for which the snapshot's log gives no reason, each a
// problem of the record: a changed level, contrary flag or confidence, and an assessment that is gone.
func (s *Snapshot) Unexplained(old *State) schema.Problems {
	var problems schema.Problems
	difference := Diff(old, s.State())
	for i := range difference.Cells {
		c := &difference.Cells[i]
		for _, what := range c.Unexplained {
			problems = append(problems, schema.Problem{
				Severity: schema.Error, Path: s.pathOf(c.ID), Record: c.ID,
				Message: fmt.Sprintf("%s since %s, and the log of changes gives no reason; add to changes.yaml, under the version %s: "+
					"cell: %s, %s, reason: (%s), why: …", c.inWords(what), old.Version, schema.Unreleased, c.ID, c.asEntry(what),
					strings.Join(plain(schema.Reasons.Words()), ", ")),
			})
		}
	}
	return problems
}

// inWords says what changed: "level changed from partly to met".
func (d *CellDifference) inWords(what string) string {
	if what == "removal" {
		return fmt.Sprintf("the assessment (%s) is gone", d.Before.Level)
	}
	from, to := d.values(what)
	return fmt.Sprintf("%s changed from %s to %s", what, from, to)
}

// asEntry is what the log would say of it.
func (d *CellDifference) asEntry(what string) string {
	if what == "removal" {
		return "removed: true"
	}
	from, to := d.values(what)
	return fmt.Sprintf("%s: {from: %s, to: %s}", what, from, to)
}

func (d *CellDifference) values(what string) (from, to string) {
	switch what {
	case "level":
		return string(d.Before.Level), string(d.After.Level)
	case "contrary":
		return fmt.Sprint(d.Before.Contrary), fmt.Sprint(d.After.Contrary)
	}
	return string(d.Before.Confidence), string(d.After.Confidence)
}

// pathOf is where an assessment stands in the records; nothing where it is gone.
func (s *Snapshot) pathOf(id string) string {
	a := s.Assessment(id)
	if a == nil {
		return ""
	}
	i := s.countries[a.Country.Code]
	j := slices.IndexFunc(pointers(a.Country.Assessments), func(x *schema.Assessment) bool { return x == a.Assessment })
	return fmt.Sprintf("countries[%d].assessments[%d]", i, j)
}
