package importers

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// An Effect is what an import does to the firewall and the score of a country in a mapping, at the dataset's date. Before is
// nil where the mapping is new.
type Effect struct {
	Country       schema.CountryCode
	Mapping       string
	Before, After *dataset.Headline
}

// effects are what the changed cells do, for each country and mapping that has any.
func effects(before, after *dataset.Snapshot, cells []CellChange) []Effect {
	var all []Effect
	seen := map[span]bool{}
	for _, c := range cells {
		key := span{criterion: string(c.Country), mapping: c.Mapping}
		if !seen[key] {
			seen[key] = true
			all = append(all, Effect{c.Country, c.Mapping, standing(before, c.Country, c.Mapping), standing(after, c.Country, c.Mapping)})
		}
	}
	return all
}

func standing(s *dataset.Snapshot, code schema.CountryCode, mapping string) *dataset.Headline {
	if s == nil || s.Mapping(mapping) == nil {
		return nil
	}
	return s.At(schema.Date{}, s.Mapping(mapping)).Headline(code)
}
