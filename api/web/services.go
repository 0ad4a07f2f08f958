package web

import (
	"sort"

	"github.com/firewallmap/firewallmap/schema"
)

// A service is a place to turn to, as pages show it: first whom it may have to tell.
type service struct {
	*schema.Service
	Country *schema.Country
	Number  int // of its source on the page
}

// services are the services of a country that may be shown as help, helplines first, and apart from them the bodies that
// must not be.
func services(c *schema.Country, bib *bibliography) (help, notHelp []service) {
	for _, record := range pointers(c.Services) {
		s := service{record, c, bib.number(record.Source)}
		if record.ListedAsHelp() {
			help = append(help, s)
		} else {
			notHelp = append(notHelp, s)
		}
	}
	sort.SliceStable(help, func(i, j int) bool {
		return schema.ServiceKinds.Order(help[i].Kind) < schema.ServiceKinds.Order(help[j].Kind)
	})
	return help, notHelp
}
