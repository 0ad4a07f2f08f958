package answers

import (
	"fmt"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// TimelineData is a timeline as JSON. Between is left out where no two dates were asked for.
type TimelineData struct {
	Events  []EventData  `json:"events"`
	Between *BetweenData `json:"between,omitempty"`
}

// EventData is an event as JSON.
type EventData struct {
	ID          string             `json:"id"`
	Date        schema.Date        `json:"date"`
	Country     schema.CountryCode `json:"country"`
	Event       string             `json:"event"`
	Criteria    []string           `json:"criteria"`
	Source      string             `json:"source"`
	SourceTitle string             `json:"source_title"`
	SourceURL   string             `json:"source_url,omitempty"`
}

// BetweenData is what differs between two dates as JSON.
type BetweenData struct {
	From  schema.Date `json:"from"`
	To    schema.Date `json:"to"`
	Cells []ShiftData `json:"cells"`
}

// ShiftData is a cell whose answer at one date is not that at another, as JSON.
type ShiftData struct {
	Before CellData `json:"before"`
	After  CellData `json:"after"`
	Events []string `json:"events"` // the ids of events between the two that bear on the criterion
}

// Timeline lists events in the order of their dates. Where two views are given it says as well which cells have another
// answer at the date of the later one than at that of the earlier one.
func Timeline(v *dataset.View, events []dataset.Event, from, to *dataset.View, shifts []dataset.Shift) Answer {
	a := Answer{Title: "What happened, in order", Provenance: ProvenanceOf(v)}
	a.Records.Columns = []string{"id", "date", "country", "event", "criteria", "source", "source_title", "source_url"}
	grid := Grid{Columns: []string{"Date", "Country", "What happened", "Bears on", "Source"}}
	data := TimelineData{Events: []EventData{}}
	for _, e := range events {
		criteria := criteriaIDs(e.Criteria)
		grid.Rows = append(grid.Rows, row(e.Date.String(), string(e.Country.Code), e.Event.Event, criteria, e.Source.Title))
		a.Records.Rows = append(a.Records.Rows, row(e.ID, e.Date.String(), string(e.Country.Code), e.Event.Event, criteria, e.Source.ID, e.Source.Title, e.Source.URL))
		data.Events = append(data.Events, EventData{
			e.ID, e.Date, e.Country.Code, e.Event.Event, notNil(e.Event.Criteria), e.Source.ID, e.Source.Title, e.Source.URL,
		})
	}
	a.Parts = []Part{{Grid: grid}}
	if len(events) == 0 {
		a.Parts = []Part{{Text: []string{"No event is recorded for this time."}}}
	}
	if from != nil && to != nil {
		part, between := shiftsPart(from, to, shifts)
		a.Parts = append(a.Parts, part)
		data.Between = &between
	}
	a.Notes = []string{"A date without day or month is known no better. What is not recorded here may have happened all the same.", noAdvice}
	a.Data = data
	return a
}

func shiftsPart(from, to *dataset.View, shifts []dataset.Shift) (Part, BetweenData) {
	data := BetweenData{From: from.Date, To: to.Date, Cells: []ShiftData{}}
	part := Part{Heading: fmt.Sprintf("Coded otherwise on %s than on %s, in %s (%d cells)", to.Date, from.Date, from.InMapping.ID, len(shifts))}
	part.Grid.Columns = []string{"Cell", from.Date.String(), to.Date.String(), "Events between"}
	var shown []dataset.Cell
	for _, s := range shifts {
		d := ShiftData{Before: DataOf(s.Before), After: DataOf(s.After), Events: []string{}}
		for _, e := range s.Events {
			d.Events = append(d.Events, e.ID)
		}
		data.Cells = append(data.Cells, d)
		part.Grid.Rows = append(part.Grid.Rows, []Cell{{Text: s.After.ID()}, levelCell(s.Before), levelCell(s.After), {Text: join(d.Events)}})
		shown = append(shown, s.Before, s.After)
	}
	if len(shifts) > 0 {
		part.Text = append([]string{"Not coded is no level: nothing was coded for that date, which says nothing about the law of that day. " + marksNote}, cautions(shown)...)
	}
	return part, data
}
