package tidy

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// MatrixName is the name of the sheet that holds the matrix.
const MatrixName = "matrix"

// A part is one column that the matrix has for each criterion.
type part struct {
	suffix string // behind the id of the criterion
	column dataset.Column
	value  func(dataset.Cell) any // of a cell that is coded; otherwise there is none
}

// partsOfCell are the columns of a criterion that stand beside its level.
var partsOfCell = []part{
	{"contrary", dataset.Column{Type: dataset.Boolean, Means: "rules, or the mandate of an authority, work against the criterion"},
		func(c dataset.Cell) any { return c.Assessment.Contrary }},
	{"caution", dataset.Column{Type: dataset.Text, Means: "what the level must never be read without"},
		func(c dataset.Cell) any { return textOrNil(c.Assessment.Caution) }},
	{"covers", dataset.Column{Type: dataset.TextList, Means: "whom the position covers", Words: plain(schema.Groups.Words())},
		func(c dataset.Cell) any {
			if len(c.Assessment.Covers) == 0 {
				return nil
			}
			return plain(c.Assessment.Covers)
		}},
	{"confidence", dataset.Column{Type: dataset.Text, Means: "how sure the coder is", Words: plain(schema.Confidences.Words())},
		func(c dataset.Cell) any { return string(c.Assessment.Confidence) }},
	{"evidence", dataset.Column{Type: dataset.Text, Means: "whether the source itself was read", Words: plain(schema.Evidences.Words())},
		func(c dataset.Cell) any { return string(c.Assessment.Evidence) }},
	{"from", dataset.Column{Type: dataset.DateText, Means: "from when the coding counts"},
		func(c dataset.Cell) any { return textOrNil(c.Assessment.From.String()) }},
}

// Matrix is the matrix of a view: one row a country, with its firewall, and for each criterion its level, followed by the
// derived columns and by what the level must not be read without. Statistical programs want it wide: a variable a criterion.
func Matrix(v *dataset.View) *Sheet {
	s := &Sheet{
		Name: MatrixName,
		Means: "countries × criteria at " + v.Date.String() + " in the mapping " + v.InMapping.ID +
			": one row a country, the columns of a criterion named after it",
	}
	s.column(Column{Column: dataset.Column{Name: "country", Type: dataset.Text, Means: "the country", Required: true, Refers: "countries"}})
	s.column(Column{Column: dataset.Column{Name: "name", Type: dataset.Text, Means: "its name in English", Required: true}})
	s.level("firewall", "the firewall: as strong as its weakest part among the core criteria, unknown where one of them is and none is not met")
	s.column(Column{Column: dataset.Column{Name: "firewall_contrary", Type: dataset.Boolean, Required: true,
		Means: "rules, or the mandate of an authority, work against at least one of the core criteria"}})
	for _, criterion := range v.Criteria("") {
		s.level(criterion.ID, criterion.Question)
		for _, p := range partsOfCell {
			c := Column{Column: p.column}
			c.Name, c.Means = criterion.ID+"_"+p.suffix, p.column.Means+"; see "+criterion.ID
			s.column(c)
		}
	}
	for _, country := range v.Countries() {
		s.table = append(s.table, matrixRow(v, country))
	}
	return s
}

// matrixRow are the values of a country that are not computed from others.
func matrixRow(v *dataset.View, country *schema.Country) []any {
	firewall := v.Firewall(country)
	row := []any{string(country.Code), country.Name, string(firewall.Level), firewall.Contrary}
	for _, c := range v.Cells(country, "") {
		row = append(row, string(c.Level()))
		for _, p := range partsOfCell {
			if c.Assessment == nil {
				row = append(row, nil)
			} else {
				row = append(row, p.value(c))
			}
		}
	}
	return row
}

// column adds a column: the next value of the rows.
func (s *Sheet) column(c Column) {
	s.Columns = append(s.Columns, c)
	s.cells = append(s.cells, cell{at: s.width})
	s.width++
}

// level adds a column of levels and those computed from it.
func (s *Sheet) level(name, means string) {
	s.column(Column{Column: dataset.Column{Name: name, Type: dataset.Text, Means: means, Required: true, Words: plain(schema.CellLevels.Words())}})
	for _, d := range derivedFromLevel {
		s.Columns = append(s.Columns, d.column(name+"_"+d.name, name))
		s.cells = append(s.cells, cell{s.width - 1, d.from})
	}
}

func textOrNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func plain[W ~string](words []W) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return texts
}
