package dataset

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/firewallmap/firewallmap/schema"
)

// An Event is something that happened in a country, with its source and the criteria that it bears on.
type Event struct {
	*schema.Event
	Country  *schema.Country
	Source   *schema.Source
	Criteria []*schema.Criterion
}

// Timeline are the events of countries, of all where none is named, that can have happened between two dates, both
// included, in the order of their dates. A date that is partly known is kept so: an event of 2017 stands in a timeline
// that begins in March 2017, as it can belong there, and its date says that its month is not known. No date is no bound.
// The error is for a span that ends before it begins.
func (s *Snapshot) Timeline(countries []*schema.Country, from, to schema.Date) ([]Event, error) {
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return nil, fmt.Errorf("the timeline ends in %s, before it begins in %s; give the earlier date first", to, from)
	}
	if len(countries) == 0 {
		countries = s.Countries()
	}
	var events []Event
	for _, c := range countries {
		for i := range c.Timeline {
			e := &c.Timeline[i]
			if !from.IsZero() && e.Date.Before(from) || !to.IsZero() && e.Date.After(to) {
				continue
			}
			events = append(events, s.event(c, e))
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Country.Code, b.Country.Code), cmp.Compare(a.ID, b.ID))
	})
	return events, nil
}

func (s *Snapshot) event(c *schema.Country, e *schema.Event) Event {
	event := Event{Event: e, Country: c, Source: s.Source(e.Source)}
	for _, id := range e.Criteria {
		event.Criteria = append(event.Criteria, s.Criterion(id))
	}
	return event
}

// A Shift is a cell whose answer at one date is not its answer at another: another assessment counts, or one of the two
// dates is not coded, which is no level.
type Shift struct {
	Before, After Cell
	Events        []Event // what happened in the country between the dates and bears on the criterion
}

// Between are the cells of countries, of all where none is named, whose answer at the date of the view differs from that at
// the date of a later one, in the order of the codebook. Both views are of one snapshot and mapping.
func (v *View) Between(later *View, countries []*schema.Country) ([]Shift, error) {
	if later.Date.Before(v.Date) {
		return nil, fmt.Errorf("%s comes before %s; give the earlier date first", later.Date, v.Date)
	}
	if later.Snapshot != v.Snapshot || later.InMapping != v.InMapping {
		return nil, fmt.Errorf("two dates can be compared within one mapping of one dataset only")
	}
	if len(countries) == 0 {
		countries = v.Countries()
	}
	var shifts []Shift
	for _, c := range countries {
		events, err := v.Timeline([]*schema.Country{c}, v.Date, later.Date)
		if err != nil {
			return nil, err
		}
		after := later.Cells(c, "")
		for i, before := range v.Cells(c, "") {
			if before.Assessment == after[i].Assessment {
				continue
			}
			shift := Shift{Before: before, After: after[i]}
			for _, e := range events {
				if slices.Contains(e.Criteria, before.Criterion) {
					shift.Events = append(shift.Events, e)
				}
			}
			shifts = append(shifts, shift)
		}
	}
	return shifts, nil
}
