package dataset

import (
	"fmt"
	"sort"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// Doors are the places where somebody can knock in a country, door by door.
type Doors struct {
	Country   *schema.Country
	Doors     []Door    // in the order of the codebook
	Elsewhere []Service // services whose kind does not say at which door they stand; those that may have to tell first
}

// A Door is what is known of one kind of place in a country: the cells that the codebook ties to it, as they were coded, and
// the services of that kind. Nothing is inferred from them: that no cell speaks of a duty does not say that there is none.
type Door struct {
	Door           schema.Door
	Cells          []Cell    // in the order of the codebook, to be shown verbatim with their cautions
	NotEstablished []Cell    // those of which nothing is known
	Services       []Service // those that may have to tell an authority first; [Service.Warning] says whom, or that it is not established
	NotToConclude  []string  // what nobody must read into this door, in whole sentences
}

// doorOf is the door at which a kind of service stands. Only kinds that are the door itself have one: a police unit is police,
// a helpline is a helpline. General victim support, services for victims of trafficking, legal aid and other organisations may
// have an office, a telephone or neither; the data does not say, so they stand at no door.
var doorOf = map[schema.ServiceKind]schema.Door{
	"police_unit":           "police",
	"sexual_assault_centre": "care_centre",
	"shelter":               "shelter",
	"helpline":              "helpline",
}

// Doors answers for a country. Services have no history: they are those that the dataset knows on its own date, whatever
// the view's.
func (v *View) Doors(country *schema.Country) Doors {
	answer := Doors{Country: country}
	services := map[schema.Door][]Service{}
	for i := range country.Services {
		s := v.service(country, &country.Services[i])
		services[doorOf[s.Kind]] = append(services[doorOf[s.Kind]], s)
	}
	for _, list := range services {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].Notifications) > 0 && len(list[j].Notifications) == 0 })
	}
	answer.Elsewhere = services[""]
	for _, door := range v.records.Codebook.Doors {
		d := Door{Door: door, Services: services[door]}
		for _, c := range v.Cells(country, "") {
			if hasDoor(c.Criterion, door) {
				d.Cells = append(d.Cells, c)
				if c.Level().Unknown() {
					d.NotEstablished = append(d.NotEstablished, c)
				}
			}
		}
		d.NotToConclude = v.notToConclude(&d)
		answer.Doors = append(answer.Doors, d)
	}
	return answer
}

func hasDoor(criterion *schema.Criterion, door schema.Door) bool {
	for _, d := range criterion.Doors {
		if d == door {
			return true
		}
	}
	return false
}

// notToConclude says what the cells and services of a door do not say.
func (v *View) notToConclude(d *Door) []string {
	var unknown, limited, narrow, deviating, silent []string
	for _, c := range d.Cells {
		id := c.Criterion.ID
		a := c.Assessment
		switch {
		case c.Level().Unknown():
			unknown = append(unknown, id)
		case c.Level() == schema.CellLevel(schema.Largely):
			limited = append(limited, id)
		}
		if a != nil && a.Level.Scores() && a.Level != schema.NotMet && !coversStandardCase(a.Covers) {
			narrow = append(narrow, fmt.Sprintf("%s (%s)", id, groupsInWords(a.Covers)))
		}
		if a != nil && a.Practice == "deviates" {
			deviating = append(deviating, id)
		}
	}
	for _, s := range d.Services {
		if len(s.Notifications) == 0 {
			silent = append(silent, s.Name)
		}
	}
	var list []string
	say := func(items []string, format string) {
		if len(items) > 0 {
			list = append(list, fmt.Sprintf(format, strings.Join(items, ", ")))
		}
	}
	say(unknown, "Nothing is established on %s: neither that somebody is safe here nor the contrary.")
	say(limited, "Largely met is not safe: gaps or exceptions remain in %s.")
	say(narrow, "These speak of some people only, and of nobody else: %s.")
	say(deviating, "Practice departs from the rule that is coded in %s.")
	say(silent, "For these no duty to notify is recorded, which is not established and does not mean that they tell nobody: %s.")
	if len(d.Services) == 0 {
		list = append(list, "No service of this kind is recorded, which does not mean that there is none.")
	} else if v.Date != v.AsOf().Last() {
		list = append(list, fmt.Sprintf("The services are those known on %s, not on %s.", v.AsOf(), v.Date))
	}
	return list
}

// coversStandardCase says whether a position covers an adult victim of sexual violence who belongs to no other group. Where
// the coding names no group, the criterion's own question says whom it is about.
func coversStandardCase(groups []schema.Group) bool {
	for _, g := range groups {
		if g == "all_victims" || g == "sexual_violence" {
			return true
		}
	}
	return len(groups) == 0
}

func groupsInWords(groups []schema.Group) string {
	words := make([]string, len(groups))
	for i, g := range groups {
		words[i] = schema.Groups.Means(g)
	}
	return strings.Join(words, "; ")
}
