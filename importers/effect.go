package importers

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// An Effect is what an import does to the firewall and the score of a country in a mapping, at the dataset's date.
type Effect struct {
	Country schema.CountryCode
	Mapping string
	Before  Standing
	After   Standing
}

// A Standing is how a country stands. In a mapping that did not exist it stands nowhere: Firewall is then nil.
type Standing struct {
	Firewall *dataset.Firewall
	Score    *dataset.Score
}

// effects are what the changed cells do, for each country and mapping that has any.
func effects(before, after *dataset.Snapshot, cells []CellChange) []Effect {
	var all []Effect
	seen := map[span]bool{}
	for _, c := range cells {
		key := span{criterion: string(c.Country), mapping: c.Mapping}
		if seen[key] {
			continue
		}
		seen[key] = true
		all = append(all, Effect{Country: c.Country, Mapping: c.Mapping,
			Before: standing(before, c.Country, c.Mapping), After: standing(after, c.Country, c.Mapping)})
	}
	return all
}

func standing(s *dataset.Snapshot, code schema.CountryCode, mapping string) Standing {
	if s == nil || s.Mapping(mapping) == nil || s.Country(code) == nil {
		return Standing{}
	}
	view, country := s.At(schema.Date{}, s.Mapping(mapping)), s.Country(code)
	firewall, score := view.Firewall(country), view.Score(country, dataset.DefaultWeights())
	return Standing{&firewall, &score}
}
