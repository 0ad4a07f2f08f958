package dataset

import (
	"fmt"
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// An Alignment is how a country stands to a provision, in two answers that are never mixed: whether the provision binds it
// on the view's date, and whether what it requires is met. No binding rule asks for the firewall itself, so a country that
// is aligned is not thereby safe.
type Alignment struct {
	Country   *schema.Country
	Provision *schema.Provision
	Rule      *schema.Rule
	Binding   Binding
	Meets     schema.Meets
	Cells     []Cell // the required cells, in the order of the provision's links; not_applicable ones count for nothing
	Short     []Cell // those at partly or not met
	Unknown   []Cell // those of which nothing is known
	Rulings   []*schema.Ruling
}

// WouldMove says whether an assumption that the provision binds makes the country fall short of it: the cells are Short.
func (a Alignment) WouldMove() bool { return a.Binding.Assumed && len(a.Short) > 0 }

// An AlignmentQuestion says which alignments are asked for. What is left out means all.
type AlignmentQuestion struct {
	Countries   []*schema.Country
	Rule        *schema.Rule
	Provision   *schema.Provision
	AssumeBound bool // treat proposals, and provisions that are not due yet, as binding
}

// Alignment answers down the ladder of norms: binding EU law, treaties, soft law, proposals; on each rung in the order of
// the rules file, and country by country. It is an error to ask for a provision of one rule and for another rule, or for a
// country twice.
func (v *View) Alignment(q AlignmentQuestion) ([]Alignment, error) {
	countries := q.Countries
	if len(countries) == 0 {
		countries = v.Countries()
	}
	seen := map[schema.CountryCode]bool{}
	for _, c := range countries {
		if seen[c.Code] {
			return nil, fmt.Errorf("the country %s is named twice", c.Code)
		}
		seen[c.Code] = true
	}
	if q.Rule != nil && q.Provision != nil && q.Provision.Rule != q.Rule.ID {
		return nil, fmt.Errorf("the provision %s is of the rule %s, not of %s; leave one of the two out", q.Provision.ID, q.Provision.Rule, q.Rule.ID)
	}
	provisions := v.ladder(q.Rule, q.Provision)
	alignments := make([]Alignment, 0, len(provisions)*len(countries))
	for _, p := range provisions {
		for _, c := range countries {
			a := v.align(c, p)
			if q.AssumeBound {
				a.Binding = a.Binding.Assume()
			}
			alignments = append(alignments, a)
		}
	}
	return alignments, nil
}

// ladder is the provisions asked for, from the top of the ladder of norms.
func (v *View) ladder(rule *schema.Rule, provision *schema.Provision) []*schema.Provision {
	if provision != nil {
		return []*schema.Provision{provision}
	}
	var provisions []*schema.Provision
	for _, p := range pointers(v.records.Rules.Provisions) {
		if rule == nil || p.Rule == rule.ID {
			provisions = append(provisions, p)
		}
	}
	sort.SliceStable(provisions, func(i, j int) bool {
		return schema.Tiers.Order(provisions[i].Tier) < schema.Tiers.Order(provisions[j].Tier)
	})
	return provisions
}

// align answers for a country and a provision.
func (v *View) align(country *schema.Country, provision *schema.Provision) Alignment {
	a := Alignment{Country: country, Provision: provision, Rule: v.Rule(provision.Rule), Binding: v.BindingOf(country, provision)}
	for i := range provision.Links {
		if l := &provision.Links[i]; l.Relation == schema.Requires {
			a.Cells = append(a.Cells, v.Cell(country, v.Criterion(l.Criterion)))
		}
	}
	for _, c := range a.Cells {
		switch {
		case c.Level().Unknown():
			a.Unknown = append(a.Unknown, c)
		case isGap(c):
			a.Short = append(a.Short, c)
		}
	}
	a.Meets = meets(a.Cells)
	for _, r := range v.RulingsOn(provision.ID) {
		if r.Date.By(v.Date) {
			a.Rulings = append(a.Rulings, r)
		}
	}
	return a
}

// meets is whether what is required is met: no where any cell is not met, else not established where any is unknown, else
// yes where all are met or largely met, else partly. Without a cell that applies it is not measured.
func meets(required []Cell) schema.Meets {
	applicable, unknown, partly := 0, false, false
	for _, c := range required {
		level := c.Level()
		switch {
		case level == schema.CellLevel(schema.NotApplicable):
			continue
		case level == schema.CellLevel(schema.NotMet):
			return schema.MeetsNo
		}
		applicable++
		unknown = unknown || level.Unknown()
		partly = partly || level == schema.CellLevel(schema.Partly)
	}
	switch {
	case applicable == 0:
		return schema.MeetsNotMeasured
	case unknown:
		return schema.MeetsNotEstablished
	case partly:
		return schema.MeetsPartly
	}
	return schema.MeetsYes
}
