package answers

import (
	"slices"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// ComparisonRowData is one criterion across countries as JSON.
type ComparisonRowData struct {
	Criterion string                          `json:"criterion"`
	Title     string                          `json:"title"`
	Aspect    schema.Aspect                   `json:"aspect"`
	Differs   bool                            `json:"differs"`
	Mean      *float64                        `json:"mean"`
	Cells     map[schema.CountryCode]CellData `json:"cells"`
}

// Compare sets countries side by side: on a terminal as a matrix, in records one row a cell.
func Compare(v *dataset.View, c dataset.Comparison) Answer {
	a := Answer{Title: "Countries side by side, what differs first", Provenance: ProvenanceOf(v)}
	grid := Grid{Columns: []string{"Criterion"}}
	for _, country := range c.Countries {
		grid.Columns = append(grid.Columns, string(country.Code))
	}
	grid.Columns = append(grid.Columns, "Mean")
	a.Records.Columns = append(append([]string(nil), cellColumns...), "differs", "mean")
	data := make([]ComparisonRowData, 0, len(c.Rows))
	var shown []dataset.Cell
	for _, r := range c.Rows {
		d := ComparisonRowData{r.Criterion.ID, r.Criterion.Title, r.Criterion.Aspect, r.Differs, r.Mean, map[schema.CountryCode]CellData{}}
		line := row(r.Criterion.ID + " " + r.Criterion.Title)
		for _, cell := range r.Cells {
			d.Cells[cell.Country.Code] = DataOf(cell)
			line = append(line, levelCell(cell))
			a.Records.Rows = append(a.Records.Rows, append(cellRecord(cell), row(strconv.FormatBool(r.Differs), number(r.Mean))...))
			shown = append(shown, cell)
		}
		grid.Rows = append(grid.Rows, append(line, Cell{Text: number(r.Mean)}))
		data = append(data, d)
	}
	firewalls := []Cell{{Text: "Firewall"}}
	for _, country := range c.Countries {
		firewalls = append(firewalls, firewallCell(v.Firewall(country)))
	}
	grid.Rows = append([][]Cell{append(firewalls, Cell{})}, grid.Rows...)
	a.Parts = []Part{{Grid: grid}}
	a.Notes = append([]string{marksNote}, cautions(shown)...)
	for _, country := range c.Countries {
		for _, caution := range cautions(v.Firewall(country).Weakest) {
			if !slices.Contains(a.Notes, caution) { // of a core cell that is not among those compared
				a.Notes = append(a.Notes, caution)
			}
		}
	}
	a.Notes = append(a.Notes, "Mean: of the levels that score, 0 to 100. "+noAdvice)
	a.Data = data
	return a
}
