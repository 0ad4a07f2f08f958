package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// What stands at a door is what the codebook ties to it, as coded; and every service of the country stands somewhere, once.
func TestDoorsInferNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		for _, country := range v.Countries() {
			answer := v.Doors(country)
			require.Len(t, answer.Doors, len(v.Records().Codebook.Doors))
			services := map[string]int{}
			for _, s := range answer.Elsewhere {
				services[s.ID]++
			}
			for _, door := range answer.Doors {
				tied := 0
				for _, criterion := range v.Criteria("") {
					for _, d := range criterion.Doors {
						if d == door.Door {
							require.Equal(t, v.Cell(country, criterion), door.Cells[tied])
							tied++
						}
					}
				}
				require.Len(t, door.Cells, tied)
				warned := true
				for _, s := range door.Services {
					services[s.ID]++
					require.False(t, !warned && len(s.Notifications) > 0, "who may have to tell comes first")
					warned = len(s.Notifications) > 0
					if !warned {
						require.Contains(t, strings.Join(door.NotToConclude, " "), "does not mean that they tell nobody")
					}
				}
				require.Equal(t, len(door.NotEstablished) > 0, strings.Contains(strings.Join(door.NotToConclude, " "), "Nothing is established"))
			}
			require.Len(t, services, len(country.Services))
			for id, n := range services {
				require.Equal(t, 1, n, id)
			}
		}
	})
}

// The doors of Hungary, against countries/hu.yaml and codebook.yaml.
func TestDoorsOfHungary(t *testing.T) {
	v := embedded(t).Today()
	var text strings.Builder
	answer := v.Doors(v.Country("HU"))
	for _, d := range answer.Doors {
		fmt.Fprintf(&text, "%s\n", d.Door)
		for _, c := range d.Cells {
			caution := ""
			if c.Assessment != nil {
				caution = c.Assessment.Caution
			}
			fmt.Fprintf(&text, "  %s %s %v %s\n", c.ID(), c.Level(), c.Contrary(), caution)
		}
		writeServices(&text, d.Services)
		for _, s := range d.NotToConclude {
			fmt.Fprintf(&text, "  > %s\n", s)
		}
	}
	text.WriteString("elsewhere\n")
	writeServices(&text, answer.Elsewhere)
	golden(t, "doors.txt", text.String())
}

func writeServices(text *strings.Builder, services []dataset.Service) {
	for _, s := range services {
		fmt.Fprintf(text, "  %s: %s\n", s.Name, s.Warning())
	}
}

func TestDoorsOfThePastSayWhenServicesAreOf(t *testing.T) {
	s := embedded(t)
	v := s.At(schema.MustDate("2019"), nil)
	for _, d := range v.Doors(s.Country("HU")).Doors {
		if d.Door == "police" {
			require.Contains(t, d.NotToConclude, "The services are those known on 2026-11-21, not on 2019-12-31.")
		}
	}
}

func BenchmarkDoors(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range v.Countries() {
			v.Doors(c)
		}
	}
}
