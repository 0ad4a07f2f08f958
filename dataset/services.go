package dataset

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Service is where a victim can turn, or a body that must not be taken for one, with its source and what is known of its
// duties to tell others.
type Service struct {
	*schema.Service
	Country       *schema.Country
	Source        *schema.Source
	Notifications []Notification // empty: not established, never "tells nobody"
}

// A Notification is a duty or mandate of a service to tell an authority, with the criterion whose cell says more.
type Notification struct {
	*schema.Notification
	Criterion *schema.Criterion
}

// NotEstablished is what is said where no duty is recorded.
const NotEstablished = "not established whether it has to tell anyone"

// Warning is what has to be said of a service before anything else: whom it may have to tell, and when. Where no duty is
// recorded it says that this is not established; it never says that a service tells nobody.
func (s *Service) Warning() string {
	if len(s.Notifications) == 0 {
		return NotEstablished
	}
	parts := make([]string, len(s.Notifications))
	for i, n := range s.Notifications {
		parts[i] = fmt.Sprintf("%s: %s (%s)", schema.Authorities.Means(n.Whom), strings.TrimSuffix(n.When, "."), n.Criterion.ID)
	}
	return "may have to tell " + strings.Join(parts, "; and ")
}

// ServicesOf are the services of a country in the order of its file: those that may be listed as help, and apart from them
// the bodies that are recorded as no help to victims.
type ServicesOf struct {
	Country *schema.Country
	Help    []Service
	NotHelp []Service
}

// Services are the services of countries, of all where none is named.
func (s *Snapshot) Services(countries []*schema.Country) []ServicesOf {
	if len(countries) == 0 {
		countries = s.Countries()
	}
	list := make([]ServicesOf, len(countries))
	for i, c := range countries {
		list[i].Country = c
		for j := range c.Services {
			service := s.service(c, &c.Services[j])
			if service.ListedAsHelp() {
				list[i].Help = append(list[i].Help, service)
			} else {
				list[i].NotHelp = append(list[i].NotHelp, service)
			}
		}
	}
	return list
}

func (s *Snapshot) service(c *schema.Country, x *schema.Service) Service {
	service := Service{Service: x, Country: c, Source: s.Source(x.Source)}
	for i := range x.MayNotify {
		n := &x.MayNotify[i]
		service.Notifications = append(service.Notifications, Notification{n, s.Criterion(n.Criterion)})
	}
	return service
}
