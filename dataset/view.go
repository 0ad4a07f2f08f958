package dataset

import (
	"fmt"

	"github.com/firewallmap/firewallmap/schema"
)

// A View is the snapshot at a date, in a mapping: what all questions about cells are asked of. Like the snapshot it never
// changes.
type View struct {
	*Snapshot
	Date      schema.Date // the last day of the date asked for
	InMapping *schema.Mapping
	cells     [][]Cell // country × criterion
}

// A Cell is country × criterion at the view's date, in its mapping. Assessment is nil where it is not coded.
//
// In a what-if a cell may have an assumed level. Its assessment is still what was coded, and speaks of the coded level; only
// the answers of the cell itself are those of the assumption.
type Cell struct {
	Country    *schema.Country
	Criterion  *schema.Criterion
	Assessment *Assessment
	Assumed    schema.Level // empty outside a what-if
}

// ID is the id of the cell: BE-L1.
func (c Cell) ID() string { return schema.CellID(c.Country.Code, c.Criterion.ID) }

// Level is the answer to the cell: the level of its assessment, or not_coded; in a what-if the assumed one.
func (c Cell) Level() schema.CellLevel {
	if c.Assumed != "" {
		return schema.CellLevel(c.Assumed)
	}
	if c.Assessment == nil {
		return schema.NotCoded
	}
	return schema.CellLevel(c.Assessment.Level)
}

// Contrary says whether rules work against the criterion. An assumed level is never contrary.
func (c Cell) Contrary() bool {
	return c.Assumed == "" && c.Assessment != nil && c.Assessment.Contrary
}

// Doubtful says whether the level could be one higher or lower: its confidence is low, or its evidence background. An
// assumed level is not in doubt.
func (c Cell) Doubtful() bool {
	return c.Assumed == "" && c.Assessment != nil && (c.Assessment.Confidence == schema.Low || c.Assessment.Evidence == schema.Background)
}

// Today is the view at the dataset's own date, in the default mapping.
func (s *Snapshot) Today() *View { return s.today }

// At is the view at a date, in a mapping. No date is the dataset's own; a partly known date means its last day; no mapping
// is the default one.
func (s *Snapshot) At(asOf schema.Date, mapping *schema.Mapping) *View {
	if mapping == nil {
		mapping = s.fallback
	}
	if asOf.IsZero() {
		asOf = s.AsOf()
	}
	if asOf.Last() == s.today.Date && mapping == s.today.InMapping {
		return s.today
	}
	return s.view(asOf, mapping)
}

// FindView is the view that text asks for: a date (YYYY, YYYY-MM or YYYY-MM-DD) and the id of a mapping, both optional.
func (s *Snapshot) FindView(asOf, mapping string) (*View, error) {
	var at schema.Date
	if asOf != "" {
		var err error
		if at, err = schema.ParseDate(asOf); err != nil {
			return nil, fmt.Errorf("as of: %w", err)
		}
	}
	m, err := s.FindMapping(mapping)
	if err != nil {
		return nil, err
	}
	return s.At(at, m), nil
}

// view computes the cells at a date, in a mapping.
func (s *Snapshot) view(asOf schema.Date, mapping *schema.Mapping) *View {
	v := &View{Snapshot: s, Date: asOf.Last(), InMapping: mapping, cells: make([][]Cell, len(s.records.Countries))}
	criteria := s.records.Codebook.Criteria
	all := make([]Cell, len(s.records.Countries)*len(criteria))
	for i := range s.records.Countries {
		c := &s.records.Countries[i]
		row := all[i*len(criteria) : (i+1)*len(criteria)]
		for j := range criteria {
			row[j] = Cell{Country: c, Criterion: &criteria[j], Assessment: s.at(spanKey{c.Code, criteria[j].ID, mapping.ID}, v.Date)}
		}
		v.cells[i] = row
	}
	return v
}

// at is the assessment of a cell that counts on a day, or nil.
func (s *Snapshot) at(key spanKey, day schema.Date) *Assessment {
	spans := s.spans[key]
	for i := len(spans) - 1; i >= 0; i-- {
		if spans[i].From.By(day) {
			return spans[i]
		}
	}
	return nil
}

// Cell is the cell of a country and a criterion, both of this snapshot.
func (v *View) Cell(country *schema.Country, criterion *schema.Criterion) Cell {
	return v.cells[v.countries[country.Code]][v.criteria[criterion.ID]]
}

// Cells are the cells of a country in an aspect, in all where it is empty, in the order of the codebook.
func (v *View) Cells(country *schema.Country, aspect schema.Aspect) []Cell {
	row := v.cells[v.countries[country.Code]]
	if aspect == "" {
		return row[:len(row):len(row)]
	}
	var cells []Cell
	for _, c := range row {
		if c.Criterion.Aspect == aspect {
			cells = append(cells, c)
		}
	}
	return cells
}

// CellsOf are the cells of a criterion, country by country.
func (v *View) CellsOf(criterion *schema.Criterion) []Cell {
	cells := make([]Cell, len(v.cells))
	for i := range v.cells {
		cells[i] = v.cells[i][v.criteria[criterion.ID]]
	}
	return cells
}

// History are all assessments of the cell in the view's mapping, from the earliest span.
func (v *View) History(c Cell) []*Assessment {
	return v.Snapshot.History(c.Country.Code, c.Criterion.ID, v.InMapping.ID)
}

// Others are the assessments of the cell that other mappings have at the view's date.
func (v *View) Others(c Cell) []*Assessment {
	var others []*Assessment
	for i := range v.records.Mappings {
		m := &v.records.Mappings[i]
		if m == v.InMapping {
			continue
		}
		if a := v.at(spanKey{c.Country.Code, c.Criterion.ID, m.ID}, v.Date); a != nil {
			others = append(others, a)
		}
	}
	return others
}
