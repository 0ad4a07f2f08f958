package answers

import (
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// DoorData is a door as JSON.
type DoorData struct {
	Door           schema.Door      `json:"door"`
	Cells          []DoorCellData   `json:"cells"`
	NotEstablished []string         `json:"not_established"`
	Services       []DoorwayService `json:"services"`
	NotToConclude  []string         `json:"not_to_conclude"`
}

// DoorCellData is a cell with its summary, verbatim.
type DoorCellData struct {
	CellData
	Summary string `json:"summary,omitempty"`
}

// DoorwayService is a service at a door; its warning comes first.
type DoorwayService struct {
	Warning   string                `json:"warning"`
	ID        string                `json:"id"`
	Name      string                `json:"name"`
	IsHelp    bool                  `json:"listed_as_help"`
	MayNotify []schema.Notification `json:"may_notify"` // empty: not established
}

// DoorsData are the doors of a country as JSON.
type DoorsData struct {
	Country   schema.CountryCode `json:"country"`
	Doors     []DoorData         `json:"doors"`
	Elsewhere []DoorwayService   `json:"elsewhere"`
}

func servicesAt(services []dataset.Service) []DoorwayService {
	list := []DoorwayService{}
	for _, s := range services {
		list = append(list, DoorwayService{s.Warning(), s.ID, s.Name, s.ListedAsHelp(), notNil(s.MayNotify)})
	}
	return list
}

// Doors are the doors of a country; records are one row a cell at a door.
func Doors(v *dataset.View, doors dataset.Doors) Answer {
	a := Answer{Title: doors.Country.Name + ", door by door", Provenance: ProvenanceOf(v)}
	a.Records.Columns = append(append([]string{"door"}, cellColumns...), "summary")
	data := DoorsData{Country: doors.Country.Code, Doors: []DoorData{}, Elsewhere: servicesAt(doors.Elsewhere)}
	for _, door := range doors.Doors {
		d := DoorData{Door: door.Door, Cells: []DoorCellData{}, NotEstablished: idsOf(door.NotEstablished), Services: servicesAt(door.Services), NotToConclude: notNil(door.NotToConclude)}
		for _, c := range door.Cells {
			d.Cells = append(d.Cells, DoorCellData{DataOf(c), summaryOf(c)})
			a.Records.Rows = append(a.Records.Rows, append(append(row(string(door.Door)), cellRecord(c)...), Cell{Text: summaryOf(c)}))
		}
		data.Doors = append(data.Doors, d)
		a.Parts = append(a.Parts, cellsPart(strings.ToUpper(words(door.Door)[:1])+words(door.Door)[1:]+": "+schema.Doors.Means(door.Door), door.Cells))
		if len(door.Services) > 0 {
			a.Parts = append(a.Parts, Part{Grid: doorServices(door.Services)})
		}
		a.Parts = append(a.Parts, Part{Heading: "What not to conclude", Text: door.NotToConclude})
	}
	if len(doors.Elsewhere) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "Services of which the data does not say at which door they stand", Grid: doorServices(doors.Elsewhere)})
	}
	a.Notes = []string{marksNote, "Nothing is inferred: each line is what was coded for its own question. Where no duty to tell is recorded it is not established, which never means that nobody is told.", noAdvice}
	a.Data = data
	return a
}

func doorServices(services []dataset.Service) Grid {
	grid := Grid{Columns: []string{"Know first", "Service", "Listed as help"}}
	for _, s := range services {
		listed := "yes"
		if !s.ListedAsHelp() {
			listed = "no: not to be taken for help"
		}
		grid.Rows = append(grid.Rows, row(s.Warning(), s.Name, listed))
	}
	return grid
}
