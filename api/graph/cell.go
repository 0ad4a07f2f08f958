package graph

import (
	"net/url"
	"strings"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A cell is a cell with the view that it is of.
type cell struct {
	view *dataset.View
	dataset.Cell
}

func cellsOf(v *dataset.View, all []dataset.Cell) []cell {
	cells := make([]cell, len(all))
	for i, c := range all {
		cells[i] = cell{v, c}
	}
	return cells
}

var cellType = gql.NewObject[cell]("Cell", "A country × criterion, asked at a date in a mapping: answered by one assessment, or not coded. A level never travels alone: ask for `assessment { caution covers confidence }` with it.")

func init() {
	cellType.Implements(nodeType).Fields(
		gql.Field("id", "Country and criterion: BE-L1. Where date or mapping are not the dataset's own they stand behind it (BE-L1?as-of=2018-12-31), so that clients which keep things by their ids keep both.", gql.ID, cellID),
		gql.Field("country", "The country.", countryType, func(c cell) *schema.Country { return c.Country }),
		gql.Field("criterion", "The criterion.", criterionType, func(c cell) *schema.Criterion { return c.Criterion }),
		gql.Field("level", "The level of its assessment, or NOT_CODED; in a what-if the assumed level. LARGELY is never to be read as safe.", cellLevelType, func(c cell) schema.CellLevel { return c.Level() }),
		gql.Field("contrary", "Whether rules, or an authority's mandate, work against the criterion.", gql.Boolean, func(c cell) bool { return c.Contrary() }),
		gql.Field("assumed", "Whether the level is assumed, in a what-if; the assessment is still what was coded.", gql.Boolean, func(c cell) bool { return c.Assumed != "" }),
		gql.Field("assessment", "What was coded; null where nothing was.", gql.Null(assessmentType), func(c cell) *dataset.Assessment { return c.Assessment }),
		gql.Field("date", "The day that it answers for.", dateType, func(c cell) schema.Date { return c.view.Date }),
		gql.Field("mapping", "The mapping that it answers from.", mappingType, func(c cell) *schema.Mapping { return c.view.InMapping }),
		gql.Field("history", "All assessments of the cell in its mapping, from the earliest span.", gql.List(assessmentType), func(c cell) []*dataset.Assessment { return c.view.History(c.Cell) }).Size(2),
		gql.Field("others", "The assessments of the cell that other mappings have at its date.", gql.List(assessmentType), func(c cell) []*dataset.Assessment { return c.view.Others(c.Cell) }).Size(1),
	)
}

// cellID is the id of a cell, unique over views.
func cellID(c cell) string {
	id := c.ID()
	today := c.view.Today()
	var rest []string
	if c.view.Date != today.Date {
		rest = append(rest, "as-of="+c.view.Date.String())
	}
	if c.view.InMapping != today.InMapping {
		rest = append(rest, "mapping="+url.QueryEscape(c.view.InMapping.ID))
	}
	if c.Assumed != "" {
		rest = append(rest, "assumed="+string(c.Assumed))
	}
	if rest == nil {
		return id
	}
	return id + "?" + strings.Join(rest, "&")
}

// findCell is the cell that cellID names, and whether the id is of that form.
func findCell(s *dataset.Snapshot, id string) (cell, bool) {
	name, query, _ := strings.Cut(id, "?")
	ref, err := schema.ParseAssessmentID(name)
	if err != nil || ref.Mapping != "" {
		return cell{}, false
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return cell{}, false
	}
	view, err := s.FindView(values.Get("as-of"), values.Get("mapping"))
	if err != nil {
		return cell{}, false
	}
	country, criterion := s.Country(ref.Country), s.Criterion(ref.Criterion)
	if country == nil || criterion == nil {
		return cell{}, false
	}
	if assumed := values.Get("assumed"); assumed != "" {
		if view, err = view.With([]dataset.LevelChange{{Country: country, Criterion: criterion, Level: schema.Level(assumed)}}); err != nil {
			return cell{}, false
		}
	}
	found := cell{view, view.Cell(country, criterion)}
	return found, cellID(found) == id
}
