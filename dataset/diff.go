package dataset

import (
	"cmp"
	"slices"

	"github.com/firewallmap/firewallmap/schema"
)

// A Difference is what is different in one state of the data against an earlier one.
type Difference struct {
	Old, New   schema.Edition
	CodingOnly bool             // one of the two is a release, of which the coding alone is kept: other content is not compared
	Cells      []CellDifference // what was added, removed or changed, country by country in the order of the codebook
	Effects    []Effect         // the countries whose firewall or score is another
}

// A CellDifference is an assessment that is in one state only, or says something else in the other.
type CellDifference struct {
	ID            string // of the assessment: BE-L1@desk-2026
	Kind          schema.ChangeKind
	Before, After *schema.ReleasedCell // nil where there is none
	Was, Now      *Assessment          // in full; nil also where a release keeps the coding alone
	Content       []string             // what else is different, by the names of the fields: summary, citations
	Reasons       []schema.CellChange  // from the log of the new state, the earliest first
	Unexplained   []string             // what of level, contrary, confidence and removal the log gives no reason for
}

// Explained says whether the log gives a reason for all of the change that needs one: of level, contrary or confidence, and
// removal.
func (d *CellDifference) Explained() bool { return len(d.Unexplained) == 0 }

// An Effect is what the differences do to a country. Before or After is nil where the state lacks the country.
type Effect struct {
	Country       schema.CountryCode
	Before, After *Headline
}

// A Headline is how a country stands in one line: its firewall and, with the default weights, its score.
type Headline struct {
	Firewall schema.CellLevel
	Contrary bool
	Score    Score
}

// Diff is what the new state has otherwise than the old one. Assessments are matched by their ids, as people cite them.
func Diff(old, new *State) Difference {
	d := Difference{Old: old.Edition, New: new.Edition, CodingOnly: !old.Whole || !new.Whole}
	for _, id := range old.order {
		before := old.coded[id]
		after, ok := new.coded[id]
		if !ok {
			d.Cells = append(d.Cells, CellDifference{ID: id, Kind: schema.Removed, Before: &before.ReleasedCell, Was: before.full})
			continue
		}
		content := contentDiffers(before.full, after.full)
		if before.ReleasedCell != after.ReleasedCell || len(content) > 0 {
			d.Cells = append(d.Cells, CellDifference{
				ID: id, Kind: schema.Changed, Before: &before.ReleasedCell, After: &after.ReleasedCell, Was: before.full, Now: after.full, Content: content,
			})
		}
	}
	for _, id := range new.order {
		if after := new.coded[id]; !old.has(id) {
			d.Cells = append(d.Cells, CellDifference{ID: id, Kind: schema.Added, After: &after.ReleasedCell, Now: after.full})
		}
	}
	d.sort(old.view.Snapshot, new.view.Snapshot)
	d.explain(old, new)
	d.effects(old.view, new.view)
	return d
}

func (s *State) has(id string) bool { _, ok := s.coded[id]; return ok }

// contentDiffers names what two assessments say otherwise, their coding apart; nothing where one of them is not kept.
func contentDiffers(a, b *Assessment) []string {
	if a == nil || b == nil || a == b {
		return nil
	}
	var names []string
	note := func(differs bool, name string) {
		if differs {
			names = append(names, name)
		}
	}
	note(a.Basis != b.Basis, "basis")
	note(a.Summary != b.Summary, "summary")
	note(!slices.Equal(a.Covers, b.Covers), "covers")
	note(a.Practice != b.Practice, "practice")
	note(a.PracticeNote != b.PracticeNote, "practice_note")
	note(a.Caution != b.Caution, "caution")
	note(a.ValidFrom != b.ValidFrom, "valid_from")
	note(!slices.Equal(a.Instruments, b.Instruments), "instruments")
	note(!slices.Equal(a.Citations, b.Citations), "citations")
	return names
}

// sort puts the cells in the order of countries and of the codebook, the new one first.
func (d *Difference) sort(old, new *Snapshot) {
	type place struct{ country, criterion int }
	places := map[string]place{}
	for _, c := range d.Cells {
		ref, err := schema.ParseAssessmentID(c.ID)
		if err != nil {
			continue // ids are checked with the records
		}
		criterion, ok := new.criteria[ref.Criterion]
		if !ok {
			criterion = len(new.criteria) + old.criteria[ref.Criterion]
		}
		places[c.ID] = place{schema.CountryCodes.Order(ref.Country), criterion}
	}
	slices.SortFunc(d.Cells, func(a, b CellDifference) int {
		x, y := places[a.ID], places[b.ID]
		return cmp.Or(cmp.Compare(x.country, y.country), cmp.Compare(x.criterion, y.criterion), cmp.Compare(a.ID, b.ID))
	})
}

// effects compares how the countries stand.
func (d *Difference) effects(old, new *View) {
	if len(d.Cells) == 0 && old.Snapshot == new.Snapshot {
		return
	}
	for _, code := range schema.CountryCodes.Words() {
		e := Effect{Country: code, Before: old.Headline(code), After: new.Headline(code)}
		if !e.Before.same(e.After) {
			d.Effects = append(d.Effects, e)
		}
	}
}

// Headline is how a country stands in the view, nil where the snapshot lacks the country.
func (v *View) Headline(code schema.CountryCode) *Headline {
	country := v.Country(code)
	if country == nil {
		return nil
	}
	firewall := v.Firewall(country)
	return &Headline{firewall.Level, firewall.Contrary, v.Score(country, DefaultWeights())}
}

// same says whether two standings have the same figures. Whether they are provisional hangs on other countries too, and is
// no difference of this one.
func (a *Headline) same(b *Headline) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Firewall == b.Firewall && a.Contrary == b.Contrary && a.Score.Withheld == b.Score.Withheld &&
		a.Score.Coverage == b.Score.Coverage && a.Score.Low == b.Score.Low && a.Score.High == b.Score.High &&
		(a.Score.Value == nil) == (b.Score.Value == nil) && (a.Score.Value == nil || *a.Score.Value == *b.Score.Value)
}
