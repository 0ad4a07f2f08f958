package web

import (
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A service is a place to turn to, as pages show it: first whom it may have to tell.
type service struct {
	dataset.Service
	Number int // of its source on the page
}

// helpFirst sets services in the order in which a victim looks for them: helplines, then the kinds of service in the order
// of the codebook. Within a kind the order of the file is kept.
func helpFirst(list []dataset.Service, bib *bibliography) []service {
	services := make([]service, len(list))
	for i, s := range list {
		services[i] = service{s, bib.number(s.Service.Source)}
	}
	sort.SliceStable(services, func(i, j int) bool {
		return schema.ServiceKinds.Order(services[i].Kind) < schema.ServiceKinds.Order(services[j].Kind)
	})
	return services
}
