package dataset

import "github.com/firewallmap/firewallmap/schema"

// A Firewall is the headline of a country: how far a victim who reports is shielded from immigration enforcement. It is as
// strong as its weakest part among the core criteria.
type Firewall struct {
	Country  *schema.Country
	Level    schema.CellLevel
	Contrary bool   // rules work against at least one of the core criteria
	Weakest  []Cell // the cells that make the level
	Unknown  []Cell // the core cells of which nothing is known
}

// Firewall answers for a country: not_met where any core cell is not met, else no_information where any is unknown, else
// the lowest level. Where no core cell is coded it is not_coded; a cell that is not applicable does not count.
func (v *View) Firewall(country *schema.Country) Firewall {
	f := Firewall{Country: country}
	var scored []Cell
	coded := false
	for _, criterion := range v.CoreCriteria() {
		c := v.Cell(country, criterion)
		coded = coded || c.Level() != schema.NotCoded
		f.Contrary = f.Contrary || c.Contrary()
		level, _ := c.Level().Level()
		switch {
		case c.Level().Unknown():
			f.Unknown = append(f.Unknown, c)
		case level.Scores():
			scored = append(scored, c)
		}
	}
	lowest := schema.Level("")
	for _, c := range scored {
		if level, _ := c.Level().Level(); lowest == "" || level.Worse(lowest) {
			lowest = level
		}
	}
	switch {
	case !coded:
		f.Level, f.Weakest = schema.NotCoded, f.Unknown
		return f
	case lowest != schema.NotMet && len(f.Unknown) > 0:
		f.Level, f.Weakest = schema.CellLevel(schema.NoInformation), f.Unknown
		return f
	case lowest == "":
		f.Level = schema.CellLevel(schema.NotApplicable)
		return f
	}
	f.Level = schema.CellLevel(lowest)
	for _, c := range scored {
		if c.Level() == f.Level {
			f.Weakest = append(f.Weakest, c)
		}
	}
	return f
}
