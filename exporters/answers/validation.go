package answers

import (
	"fmt"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// ValidationData is what validation found, as JSON.
type ValidationData struct {
	Tables     []TableCount     `json:"tables"`
	Problems   []schema.Problem `json:"problems"`
	Background []string         `json:"background"` // assessments of background evidence
	Unsourced  []string         `json:"unsourced"`  // assessments without citation or legal reference
}

// A TableCount is how many rows a table has, with its digest.
type TableCount struct {
	Table  string `json:"table"`
	Rows   int    `json:"rows"`
	Digest string `json:"digest"`
}

// Validation says how many of each thing there are, what is wrong, and which assessments rest on background evidence or on
// nothing that is cited. Snapshot is nil where the problems allow none.
func Validation(s *dataset.Snapshot, problems schema.Problems) Answer {
	a := Answer{Records: Grid{Columns: []string{"severity", "place", "record", "message"}}}
	data := ValidationData{Tables: []TableCount{}, Problems: notNil(problems), Background: []string{}, Unsourced: []string{}}
	found := Grid{Columns: []string{"", "Where", "Record", "What"}}
	for _, p := range problems {
		where := p.Place.String()
		if where == "" {
			where = p.Path
		}
		found.Rows = append(found.Rows, row(string(p.Severity), where, p.Record, p.Message))
	}
	a.Records.Rows = found.Rows
	if s != nil {
		a.Provenance = ProvenanceOf(s.Today())
		a.Title = fmt.Sprintf("%s %s as of %s, %s", s.Dataset().Title, s.Version(), s.AsOf(), s.Digest())
		a.Parts = append(a.Parts, tableCounts(s, &data))
		a.Parts = append(a.Parts, doubtful(s, &data)...)
	}
	switch errors, warnings := len(problems.Errors()), len(problems.Warnings()); {
	case len(problems) == 0:
		a.Notes = []string{"No problems."}
	default:
		a.Parts = append(a.Parts, Part{Heading: "Problems", Grid: found})
		a.Notes = []string{counted(errors, "error") + ", " + counted(warnings, "warning") + "."}
	}
	a.Data = data
	return a
}

func tableCounts(s *dataset.Snapshot, data *ValidationData) Part {
	grid := Grid{Columns: []string{"Table", "Rows", "Digest"}}
	for _, t := range s.Tables() {
		count := TableCount{t.Name, len(t.Rows), t.Digest()}
		data.Tables = append(data.Tables, count)
		grid.Rows = append(grid.Rows, row(count.Table, fmt.Sprint(count.Rows), count.Digest))
	}
	return Part{Heading: "Tables", Grid: grid}
}

// doubtful lists the assessments that rest on background evidence, and those that cite nothing.
func doubtful(s *dataset.Snapshot, data *ValidationData) []Part {
	grid := Grid{Columns: []string{"Assessment", "Level", "Evidence", "Cites"}}
	for _, a := range s.Assessments() {
		nothing := len(a.Citations) == 0 && len(a.Instruments) == 0
		cites := counted(len(a.Citations), "source") + ", " + counted(len(a.Instruments), "legal reference")
		if a.Evidence == schema.Background {
			data.Background = append(data.Background, a.ID)
		}
		if nothing {
			data.Unsourced = append(data.Unsourced, a.ID)
			cites = "nothing"
		}
		if nothing || a.Evidence == schema.Background {
			grid.Rows = append(grid.Rows, row(a.ID, words(a.Level), words(a.Evidence), cites))
		}
	}
	return []Part{{Heading: fmt.Sprintf("Of background evidence (%d) or without citation or legal reference (%d)", len(data.Background), len(data.Unsourced)), Grid: grid}}
}
