package web

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// Embeds are small pages without scripts that others may frame, and the same as pictures. What must not be left out on a
// page must not be left out here: caution, whom it covers, confidence, date, version and digest.

type embedBody struct {
	Cell      *shown
	Criterion *schema.Criterion
	Cells     []shown
	Map       *mapPicture
	Standings []standing
	Page      string // the whole page
	Picture   string // the same as a picture
}

// embedCell is one cell, as a page or, with .svg, as a picture.
func (s *Site) embedCell(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	id, picture := strings.CutSuffix(q.segment("id"), ".svg")
	ref, err := schema.ParseAssessmentID(id)
	if err != nil {
		return nil, q.notFound(err)
	}
	c, err := q.snapshot.FindCountry(string(ref.Country))
	if err != nil {
		return nil, q.notFound(err)
	}
	criterion, err := q.snapshot.FindCriterion(ref.Criterion)
	if err != nil {
		return nil, q.notFound(err)
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	cell := v.Cell(c, criterion)
	if ref.Mapping != "" {
		if cell.Assessment = q.snapshot.Assessment(ref.String()); cell.Assessment == nil {
			return nil, q.notFound(fmt.Errorf("there is no assessment %s", id))
		}
	}
	shownCell := show(q.asked(), cell)[0]
	if picture {
		return drawn(v, cellPicture(v, shownCell)), nil
	}
	return embedded(cell.ID()+" "+criterion.Title+", "+c.Name, embedBody{
		Cell: &shownCell, Page: shownCell.Href, Picture: "/embed/cells/" + id + ".svg" + q.asked(),
	}), nil
}

// embedRow is one criterion across the countries.
func (s *Site) embedRow(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	id, picture := strings.CutSuffix(q.segment("id"), ".svg")
	criterion, err := q.snapshot.FindCriterion(id)
	if err != nil {
		return nil, q.notFound(err)
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	cells := show(q.asked(), v.CellsOf(criterion)...)
	if picture {
		return drawn(v, rowPicture(v, criterion, cells)), nil
	}
	return embedded(criterion.ID+" "+criterion.Title, embedBody{
		Criterion: criterion, Cells: cells, Page: "/criteria/" + criterion.ID + q.asked(), Picture: "/embed/criteria/" + criterion.ID + ".svg" + q.asked(),
	}), nil
}

// embedMap is the map of firewalls.
func (s *Site) embedMap(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	if err := q.err(); err != nil {
		return nil, err
	}
	m := picture(v, "firewall", q.asked())
	list := standings(v, q.asked())
	if strings.HasSuffix(q.request.URL.Path, ".svg") {
		return drawn(v, mapDrawing(v, m, list)), nil
	}
	return embedded("Firewall Map", embedBody{Map: &m, Standings: list, Page: "/" + q.asked(), Picture: "/embed/map.svg" + q.asked()}), nil
}

// embedded is a small page that others may frame.
func embedded(title string, body embedBody) *page {
	return &page{template: "embed", layout: "embedded", framed: true, NoIndex: true, Title: title, Description: title, Body: body}
}

// drawn is a picture as an answer.
func drawn(v *dataset.View, d *drawing) *page {
	return &page{kind: "image/svg+xml", framed: true, picture: d.svg(v)}
}
