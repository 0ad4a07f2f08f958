package web

import (
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// An event is something that happened, with its criteria and the number of its source.
type event struct {
	*schema.Event
	Country *schema.Country
	Number  int
	Source  *schema.Source
}

// events are a country's events from the latest.
func events(s *dataset.Snapshot, c *schema.Country, bib *bibliography) []event {
	var list []event
	for _, e := range pointers(c.Timeline) {
		list = append(list, event{e, c, bib.number(e.Source), s.Source(e.Source)})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Date.Compare(list[j].Date) > 0 })
	return list
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

// drawTimeline places events along the years that they span.
func drawTimeline(list []schema.Event) drawnTimeline {
	if len(list) == 0 {
		return drawnTimeline{}
	}
	first, last := list[0].Date.Year(), list[0].Date.Year()
	for _, e := range list {
		first, last = min(first, e.Date.Year()), max(last, e.Date.Year())
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
