package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A standing is a country in a list: its firewall with the cells that make it, and its score with bounds.
type standing struct {
	Country  *schema.Country
	Firewall dataset.Firewall
	Score    dataset.Score
	Href     string

	Weakest, Unknown []shown
	Cautions         []shown // those of the weakest cells that have a caution
}

// Confidence is how sure the cells are that make the firewall: "low" or "low to high".
func (s standing) Confidence() string {
	lowest, highest := -1, -1
	for _, c := range s.Weakest {
		if c.Assessment == nil {
			continue
		}
		i := schema.Confidences.Order(c.Assessment.Confidence) // from the surest
		if lowest < 0 || i > lowest {
			lowest = i
		}
		if highest < 0 || i < highest {
			highest = i
		}
	}
	all := schema.Confidences.Words()
	switch {
	case lowest < 0:
		return ""
	case lowest == highest:
		return string(all[lowest])
	}
	return string(all[lowest]) + " to " + string(all[highest])
}

// Since says from when the latest of the cells counts that make the firewall.
func (s standing) Since() string {
	var latest schema.Date
	for _, c := range s.Weakest {
		if c.Assessment != nil && since(c.Assessment).Compare(latest) > 0 {
			latest = since(c.Assessment)
		}
	}
	if latest.IsZero() {
		return ""
	}
	return "counts from " + day(latest)
}

// standings are all countries, by name of code and never by score: an order by score would be a bare rank.
func standings(v *dataset.View, asked string) []standing {
	var list []standing
	for _, c := range v.Countries() {
		list = append(list, standingOf(v, c, asked))
	}
	return list
}

func standingOf(v *dataset.View, c *schema.Country, asked string) standing {
	s := standing{Country: c, Firewall: v.Firewall(c), Score: v.Score(c, dataset.DefaultWeights()), Href: "/countries/" + string(c.Code) + asked}
	s.Weakest, s.Unknown = show(asked, s.Firewall.Weakest...), show(asked, s.Firewall.Unknown...)
	for _, w := range s.Weakest {
		if w.Caution() != "" {
			s.Cautions = append(s.Cautions, w)
		}
	}
	return s
}

type countriesBody struct {
	Standings []standing
	Core      []*schema.Criterion
}

// countries lists the countries.
func (s *Site) countries(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	if err := q.err(); err != nil {
		return nil, err
	}
	return &page{
		template: "countries", Title: "Countries",
		Description: "The thirteen countries with their firewall, the cells that make it, and their score with bounds.",
		Data:        q.forms("json", "csv"),
		Body:        countriesBody{standings(v, q.asked()), v.CoreCriteria()},
	}, nil
}
