package answers

import (
	"fmt"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// QualityData says what the coding rests on, as JSON.
type QualityData struct {
	Provisional bool                                      `json:"provisional"`
	Total       SupportData                               `json:"total"`
	Countries   map[schema.CountryCode]CountrySupportData `json:"countries"`
	Aspects     map[schema.Aspect]SupportData             `json:"aspects"`
	VerifyFirst []DoubtData                               `json:"verify_first"`
}

// CountrySupportData is what the coding of a country rests on, in all and by aspect, as JSON.
type CountrySupportData struct {
	SupportData
	Aspects map[schema.Aspect]SupportData `json:"aspects"`
}

// SupportData is what the coding of some cells rests on as JSON. NewestYear and AgeYears are null where no source has a
// year.
type SupportData struct {
	Cells          int  `json:"cells"`
	Coded          int  `json:"coded"`
	Seen           int  `json:"seen"`
	Background     int  `json:"background"`
	High           int  `json:"confidence_high"`
	Medium         int  `json:"confidence_medium"`
	Low            int  `json:"confidence_low"`
	NotEstablished int  `json:"not_established"`
	DoubleCoded    int  `json:"double_coded"`
	Citations      int  `json:"citations"`
	Located        int  `json:"citations_with_locator"`
	NewestYear     *int `json:"newest_source"`
	AgeYears       *int `json:"newest_source_age"`
}

// DoubtData is a cell with how much verifying it would be worth, as JSON.
type DoubtData struct {
	Cell   CellData `json:"cell"`
	Weight float64  `json:"weight"`
	Doubt  float64  `json:"doubt"`
	Worth  float64  `json:"worth"`
}

func supportData(v *dataset.View, x dataset.Support) SupportData {
	d := SupportData{
		Cells: x.Cells, Coded: x.Coded, Seen: x.Seen, Background: x.Coded - x.Seen, High: x.High, Medium: x.Medium, Low: x.Low,
		NotEstablished: x.NotEstablished, DoubleCoded: x.DoubleCoded, Citations: x.Citations, Located: x.Located,
	}
	if age, ok := v.Age(x); ok {
		d.NewestYear, d.AgeYears = &x.NewestYear, &age
	}
	return d
}

// Quality says what the coding rests on, by country and aspect, and which cells are most worth verifying.
func Quality(v *dataset.View, q dataset.Quality) Answer {
	a := Answer{Title: "What the coding rests on", Provenance: ProvenanceOf(v)}
	a.Records.Columns = []string{
		"country", "aspect", "cells", "coded", "seen", "background", "confidence_high", "confidence_medium", "confidence_low", "not_established",
		"double_coded", "citations", "citations_with_locator", "newest_source", "newest_source_age",
	}
	columns := []string{"", "Coded", "Seen", "Confidence high / medium / low", "Not established", "Double-coded", "Citations with a locator", "Newest source (age in years)"}
	countries, aspects := Grid{Columns: columns}, Grid{Columns: columns}
	data := QualityData{
		Provisional: q.Provisional, Total: supportData(v, q.Total), Countries: map[schema.CountryCode]CountrySupportData{},
		Aspects: map[schema.Aspect]SupportData{}, VerifyFirst: []DoubtData{},
	}
	for _, c := range q.Countries {
		d := CountrySupportData{supportData(v, c.Support), map[schema.Aspect]SupportData{}}
		countries.Rows = append(countries.Rows, supportRow(string(c.Country.Code)+" "+c.Country.Name, d.SupportData))
		a.Records.Rows = append(a.Records.Rows, supportRecord(string(c.Country.Code), "", d.SupportData))
		for _, x := range c.Aspects {
			d.Aspects[x.Aspect] = supportData(v, x.Support)
			a.Records.Rows = append(a.Records.Rows, supportRecord(string(c.Country.Code), string(x.Aspect), d.Aspects[x.Aspect]))
		}
		data.Countries[c.Country.Code] = d
	}
	countries.Rows = append(countries.Rows, supportRow("All", data.Total))
	for _, x := range q.Aspects {
		data.Aspects[x.Aspect] = supportData(v, x.Support)
		aspects.Rows = append(aspects.Rows, supportRow(string(x.Aspect), data.Aspects[x.Aspect]))
		a.Records.Rows = append(a.Records.Rows, supportRecord("", string(x.Aspect), data.Aspects[x.Aspect]))
	}
	a.Records.Rows = append(a.Records.Rows, supportRecord("", "", data.Total))
	first := Grid{Columns: []string{"Cell", "Level", "Confidence", "Weight in the total, points", "Doubt", "Worth"}}
	var shown []dataset.Cell
	for _, x := range q.VerifyFirst {
		data.VerifyFirst = append(data.VerifyFirst, DoubtData{DataOf(x.Cell), x.Weight, x.Doubt, x.Worth})
		first.Rows = append(first.Rows, []Cell{
			{Text: x.Cell.ID() + " " + x.Cell.Criterion.Title}, levelCell(x.Cell),
			{Text: words(x.Cell.Assessment.Confidence) + ", " + words(x.Cell.Assessment.Evidence)},
			{Text: decimal(x.Weight)}, {Text: decimal(x.Doubt)}, {Text: decimal(x.Worth)},
		})
		shown = append(shown, x.Cell)
	}
	a.Parts = []Part{
		{Heading: "By country", Grid: countries}, {Heading: "By aspect", Grid: aspects},
		{Heading: "Most worth verifying", Grid: first, Text: append([]string{marksNote}, cautions(shown)...)},
	}
	a.Notes = []string{"Worth is weight times doubt; docs/methods.md says how doubt is reckoned. The age of a source is counted to " + v.AsOf().String() + "."}
	if q.Provisional {
		a.Notes = append(a.Notes, provisionalNote(v))
	}
	a.Data = data
	return a
}

func supportRow(name string, d SupportData) []Cell {
	newest := "no year"
	if d.NewestYear != nil {
		newest = fmt.Sprintf("%d (age %d)", *d.NewestYear, *d.AgeYears)
	}
	return row(name, fmt.Sprintf("%d of %d", d.Coded, d.Cells), strconv.Itoa(d.Seen), fmt.Sprintf("%d / %d / %d", d.High, d.Medium, d.Low),
		strconv.Itoa(d.NotEstablished), strconv.Itoa(d.DoubleCoded), fmt.Sprintf("%d of %d", d.Located, d.Citations), newest)
}

func supportRecord(country, aspect string, d SupportData) []Cell {
	cells := row(country, aspect)
	for _, n := range []int{d.Cells, d.Coded, d.Seen, d.Background, d.High, d.Medium, d.Low, d.NotEstablished, d.DoubleCoded, d.Citations, d.Located} {
		cells = append(cells, Cell{Text: strconv.Itoa(n)})
	}
	for _, n := range []*int{d.NewestYear, d.AgeYears} {
		text := ""
		if n != nil {
			text = strconv.Itoa(*n)
		}
		cells = append(cells, Cell{Text: text})
	}
	return cells
}
