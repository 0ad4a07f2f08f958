package web

import (
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// An event is something that happened, with the number of its source on the page; 0 where the page has no list of sources.
type event struct {
	dataset.Event
	Number int
}

// Text is what happened.
func (e event) Text() string { return e.Event.Event.Event }

// latestFirst are events from the latest, their sources numbered.
func latestFirst(list []dataset.Event, bib *bibliography) []event {
	events := make([]event, len(list))
	for i, e := range list {
		n := 0
		if bib != nil {
			n = bib.number(e.Source.ID)
		}
		events[len(list)-1-i] = event{e, n}
	}
	return events
}

// timelineBody is what the page of the timeline shows.
type timelineBody struct {
	Countries []choice
	From, To  string
	Drawn     []drawnCountry
	Events    []event
	Shifts    []shift
	Wanted    bool // what differs between the two dates was asked for

	Before, After schema.Date
}

// A drawnCountry is the picture of one country's events.
type drawnCountry struct {
	Country *schema.Country
	Drawn   drawnTimeline
}

// A shift is a cell whose answer differs between two dates.
type shift struct {
	dataset.Shift
	Then, Now shown
}

// timeline is what happened where and when, and what differs between two dates.
func (s *Site) timeline(q *question) (*page, error) {
	q.read("countries", "from", "to")
	countries := q.countries("countries")
	from, to := q.date("from"), q.date("to")
	events, err := q.snapshot.Timeline(countries, from, to)
	q.check(err)
	body := timelineBody{From: q.text("from"), To: q.text("to"), Wanted: !from.IsZero()}
	if err == nil && !from.IsZero() {
		before := from.First().DayBefore() // a span from 2022 begins on its first day
		body.Before, body.After = before, q.snapshot.At(to, nil).Date
		shifts, err := q.snapshot.At(before, nil).Between(q.snapshot.At(to, nil), countries)
		q.check(err)
		for _, x := range shifts {
			was := show("?as-of="+before.String(), x.Before)[0]
			body.Shifts = append(body.Shifts, shift{x, was, show("", x.After)[0]})
		}
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	all := q.snapshot.Countries()
	for _, c := range all {
		body.Countries = append(body.Countries, choice{string(c.Code), c.Name, len(countries) < len(all) && contains(countries, c)})
	}
	first, last := years(events)
	for _, c := range countries {
		var of []schema.Event
		for _, e := range events {
			if e.Country == c {
				of = append(of, *e.Event)
			}
		}
		if len(of) > 0 {
			body.Drawn = append(body.Drawn, drawnCountry{c, drawTimeline(of, first, last)})
		}
	}
	body.Events = latestFirst(events, nil)
	return &page{
		template: "timeline", Title: "Timeline",
		Description: "What happened in thirteen countries that bears on safe reporting, and what differs between two dates.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}

// date reads a parameter that is a date.
func (q *question) date(name string) schema.Date {
	text := q.text(name)
	if text == "" {
		return schema.Date{}
	}
	d, err := schema.ParseDate(text)
	if err != nil {
		q.fault("%s: %v", name, err)
	}
	return d
}

// years are the first and the last year of events in the order of their dates.
func years(events []dataset.Event) (first, last int) {
	for i, e := range events {
		if i == 0 {
			first, last = e.Date.Year(), e.Date.Year()
		}
		first, last = min(first, e.Date.Year()), max(last, e.Date.Year())
	}
	return first, last
}

// A drawnTimeline is a picture of events along the years. Its height grows where many fall together.
type drawnTimeline struct {
	Width, Height int
	Years         []drawnYear
	Marks         []drawnEvent
}

type drawnYear struct {
	X    int
	Year int
}

// A drawnEvent is the mark of an event: a dot at its day, or a bar over the days that it may be.
type drawnEvent struct {
	X, Y, Width int
	Label       string
}

// drawTimeline places events along the years from first to last.
func drawTimeline(list []schema.Event, first, last int) drawnTimeline {
	if len(list) == 0 {
		return drawnTimeline{}
	}
	const left, width = 12, 696
	years := last - first + 1
	at := func(d schema.Date) int {
		return left + int(float64(width)*(float64(d.Year()-first)+dayOfYear(d)/366)/float64(years))
	}
	t := drawnTimeline{Width: left + width + 12}
	step := max(1, years/10)
	for y := first; y <= last; y += step {
		t.Years = append(t.Years, drawnYear{left + width*(y-first)/years, y})
	}
	sorted := append([]schema.Event(nil), list...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Date.First().Compare(sorted[j].Date.First()) < 0 })
	var ends []int // where the last mark of each line ends
	for _, e := range sorted {
		x, end := at(e.Date.First()), at(e.Date.Last())
		line := 0
		for line < len(ends) && ends[line] > x-11 {
			line++
		}
		if line == len(ends) {
			ends = append(ends, 0)
		}
		ends[line] = max(end, x)
		t.Marks = append(t.Marks, drawnEvent{x, line, max(end-x, 0), day(e.Date) + ": " + e.Event})
	}
	const lineHeight = 12
	for i := range t.Marks {
		t.Marks[i].Y = 8 + (len(ends)-1-t.Marks[i].Y)*lineHeight
	}
	t.Height = len(ends)*lineHeight + 30
	return t
}

// dayOfYear is how far into its year a day is, from 0.
func dayOfYear(d schema.Date) float64 {
	text := d.String()
	month := int(text[5]-'0')*10 + int(text[6]-'0')
	return float64(month-1)*30.5 + float64(int(text[8]-'0')*10+int(text[9]-'0')-1)
}
