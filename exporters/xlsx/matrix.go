package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
	"github.com/firewallmap/firewallmap/schema"
)

// matrix writes the matrix as the page has it: a row a criterion, a column a country, the firewalls on top.
func (b *book) matrix(v *dataset.View) error {
	countries := v.Countries()
	widths := []float64{8, 34, 12}
	head := []any{"id", "criterion", "aspect"}
	for _, c := range countries {
		widths = append(widths, 13)
		head = append(head, c.Name)
	}
	sheet, err := b.newSheet(tidy.MatrixName, widths, 2, 2)
	if err != nil {
		return err
	}
	if err := sheet.add(header, head...); err != nil {
		return err
	}
	if err := b.firewalls(sheet, v, countries); err != nil {
		return err
	}
	text, err := b.style(plainText)
	if err != nil {
		return err
	}
	for _, criterion := range v.Criteria("") {
		row := []any{
			excelize.Cell{StyleID: text, Value: criterion.ID}, excelize.Cell{StyleID: text, Value: criterion.Title},
			excelize.Cell{StyleID: text, Value: string(criterion.Aspect)},
		}
		for _, c := range v.CellsOf(criterion) {
			cell, err := b.levelCell(c.Level(), c.Contrary(), marksOf(c))
			if err != nil {
				return err
			}
			place, err := excelize.CoordinatesToCellName(len(row)+1, sheet.rows+1)
			if err != nil {
				return err
			}
			if err := b.note(tidy.MatrixName, place, noteOn(c)); err != nil {
				return err
			}
			row = append(row, cell)
		}
		if err := sheet.addCells(row); err != nil {
			return err
		}
	}
	return sheet.filtered(len(head))
}

// firewalls writes the row of the countries' firewalls; the note of each names the cells that make it so.
func (b *book) firewalls(sheet *sheet, v *dataset.View, countries []*schema.Country) error {
	bold, err := b.style(strong)
	if err != nil {
		return err
	}
	row := []any{
		excelize.Cell{StyleID: bold, Value: "firewall"},
		excelize.Cell{StyleID: bold, Value: "As strong as its weakest part: " + criteriaIDs(v.CoreCriteria())},
		excelize.Cell{StyleID: bold, Value: "firewall"},
	}
	for _, country := range countries {
		firewall := v.Firewall(country)
		cell, err := b.levelCell(firewall.Level, firewall.Contrary, "")
		if err != nil {
			return err
		}
		place, err := excelize.CoordinatesToCellName(len(row)+1, sheet.rows+1)
		if err != nil {
			return err
		}
		note := fmt.Sprintf("%s, firewall: %s", country.Name, levelInWords(firewall.Level, firewall.Contrary))
		if len(firewall.Weakest) > 0 {
			note += ", because of " + cellIDs(firewall.Weakest) + "; their cautions are noted at their cells"
		}
		if len(firewall.Unknown) > 0 {
			note += "; not established: " + cellIDs(firewall.Unknown)
		}
		if err := b.note(tidy.MatrixName, place, note); err != nil {
			return err
		}
		row = append(row, cell)
	}
	return sheet.addCells(row)
}

// levelCell is a level with its sign and marks in its colour.
func (b *book) levelCell(level schema.CellLevel, isContrary bool, marks string) (excelize.Cell, error) {
	l := lookOf(level, isContrary)
	style, err := b.style(l)
	return excelize.Cell{StyleID: style, Value: levelLooks[l].sign + " " + levelInWords(level, isContrary) + marks}, err
}

// note puts a note on a cell.
func (b *book) note(sheet, place, text string) error {
	if tooLong(text) {
		return fmt.Errorf("sheet %s, note of cell %s: the text has more than the %d characters that a note can hold; export csv or parquet instead", sheet, place, MaxText)
	}
	return b.file.AddComment(sheet, excelize.Comment{
		Author: b.snapshot.Dataset().Title, Cell: place, Text: text, Width: 360, Height: uint(60 + 16*(len(text)/50)),
	})
}

// noteOn is what the level of a cell must not be read without.
func noteOn(c dataset.Cell) string {
	note := fmt.Sprintf("%s, %s %s: %s", c.Country.Name, c.Criterion.ID, c.Criterion.Title, levelInWords(c.Level(), c.Contrary()))
	a := c.Assessment
	if a == nil {
		return note + ". Nothing was coded for this date in this mapping."
	}
	note += fmt.Sprintf(". Confidence %s, evidence %s; counts from %s.", a.Confidence, a.Evidence, a.From)
	if len(a.Covers) > 0 {
		groups := make([]string, len(a.Covers))
		for i, g := range a.Covers {
			groups[i] = strings.ReplaceAll(string(g), "_", " ")
		}
		note += " Covers " + strings.Join(groups, ", ") + "."
	}
	if a.Caution != "" {
		note += "\nCaution: " + a.Caution
	}
	return note
}

// levelInWords is a level in words, and whether rules work against the criterion.
func levelInWords(level schema.CellLevel, isContrary bool) string {
	words := tidy.Label(level)
	if isContrary {
		words += ", contrary"
	}
	return words
}

func cellIDs(cells []dataset.Cell) string {
	ids := make([]string, len(cells))
	for i, c := range cells {
		ids[i] = c.ID()
	}
	return strings.Join(ids, ", ")
}

func criteriaIDs(criteria []*schema.Criterion) string {
	ids := make([]string, len(criteria))
	for i, c := range criteria {
		ids[i] = c.ID
	}
	return strings.Join(ids, ", ")
}
