package answers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/agreement"
	"github.com/firewallmap/firewallmap/schema"
)

// ReliabilityData is the agreement of two mappings as JSON.
type ReliabilityData struct {
	A             string                               `json:"a"`
	B             string                               `json:"b"`
	OnlyA         int                                  `json:"only_a"`
	OnlyB         int                                  `json:"only_b"`
	Total         AgreementData                        `json:"total"`
	FitForRelease bool                                 `json:"fit_for_release"`
	Aspects       map[schema.Aspect]AgreementData      `json:"aspects"`
	Countries     map[schema.CountryCode]AgreementData `json:"countries"`
	Criteria      map[string]AgreementData             `json:"criteria"`
	Disagreements []DisagreementData                   `json:"disagreements"`
}

// AgreementData are the figures for one set of cells as JSON; a figure that is not defined is null.
type AgreementData struct {
	Cells           int               `json:"cells"`
	Same            int               `json:"same"`
	Agreement       float64           `json:"agreement"`
	Divergence      float64           `json:"divergence"`
	Scaled          int               `json:"scaled"`
	Kappa           *float64          `json:"kappa"`
	KappaLinear     *float64          `json:"kappa_linear"`
	KappaQuadratic  *float64          `json:"kappa_quadratic"`
	AlphaNominal    *float64          `json:"alpha_nominal"`
	AlphaOrdinal    *float64          `json:"alpha_ordinal"`
	NominalInterval *[2]float64       `json:"alpha_nominal_interval,omitempty"`
	OrdinalInterval *[2]float64       `json:"alpha_ordinal_interval,omitempty"`
	NoInformation   NoInformationData `json:"no_information"`
}

// NoInformationData is the agreement on what could not be established as JSON.
type NoInformationData struct {
	Both      int      `json:"both"`
	OnlyA     int      `json:"only_a"`
	OnlyB     int      `json:"only_b"`
	Neither   int      `json:"neither"`
	Agreement float64  `json:"agreement"`
	Kappa     *float64 `json:"kappa"`
}

// DisagreementData is a cell that two mappings code otherwise, with both assessments in full, as JSON.
type DisagreementData struct {
	Cell  string         `json:"cell"`
	Steps int            `json:"steps"`
	A     AssessmentData `json:"a"`
	B     AssessmentData `json:"b"`
}

// DataOfAgreement is an agreement as JSON.
func DataOfAgreement(x dataset.Agreement) AgreementData {
	between := func(i *agreement.Interval) *[2]float64 {
		if i == nil {
			return nil
		}
		return &[2]float64{i.Low, i.High}
	}
	n := x.NoInformation
	return AgreementData{
		x.Cells, x.Same, x.Share, x.Divergence, x.Scaled, x.Kappa, x.LinearKappa, x.QuadraticKappa, x.NominalAlpha, x.OrdinalAlpha,
		between(x.NominalBetween), between(x.OrdinalBetween), NoInformationData{n.Both, n.OnlyA, n.OnlyB, n.Neither, n.Share, n.Kappa},
	}
}

// Reliability says how far two mappings agree, and where they do not.
func Reliability(v *dataset.View, r dataset.Reliability) Answer {
	a := Answer{Title: fmt.Sprintf("How far %s and %s agree", r.A.ID, r.B.ID), Provenance: ProvenanceOf(v)}
	a.Provenance.Mapping = r.A.ID + "; " + r.B.ID
	a.Records.Columns = []string{
		"scope", "of", "cells", "same", "agreement", "divergence", "scaled", "kappa", "kappa_linear", "kappa_quadratic", "alpha_nominal", "alpha_nominal_low",
		"alpha_nominal_high", "alpha_ordinal", "alpha_ordinal_low", "alpha_ordinal_high", "no_information_both", "no_information_only_a",
		"no_information_only_b", "no_information_agreement", "no_information_kappa",
	}
	data := ReliabilityData{
		A: r.A.ID, B: r.B.ID, OnlyA: r.OnlyA, OnlyB: r.OnlyB, Total: DataOfAgreement(r.Total), FitForRelease: r.Total.FitForRelease(),
		Aspects: map[schema.Aspect]AgreementData{}, Countries: map[schema.CountryCode]AgreementData{}, Criteria: map[string]AgreementData{},
		Disagreements: []DisagreementData{},
	}
	figures := func() Grid {
		return Grid{Columns: []string{"", "Cells", "Agreement", "On the scale", "Kappa", "Linear", "Quadratic", "Alpha nominal", "Alpha ordinal", "No information, both / first / second"}}
	}
	add := func(grid *Grid, scope, of string, x dataset.Agreement) {
		grid.Rows = append(grid.Rows, agreementRow(of, x))
		a.Records.Rows = append(a.Records.Rows, agreementRecord(scope, of, x))
	}
	total, aspects, countries, criteria := figures(), figures(), figures(), figures()
	add(&total, "total", "all", r.Total)
	for _, x := range r.Aspects {
		data.Aspects[x.Aspect] = DataOfAgreement(x.Agreement)
		add(&aspects, "aspect", string(x.Aspect), x.Agreement)
	}
	for _, x := range r.Countries {
		data.Countries[x.Country.Code] = DataOfAgreement(x.Agreement)
		add(&countries, "country", string(x.Country.Code), x.Agreement)
	}
	for _, x := range r.Criteria {
		data.Criteria[x.Criterion.ID] = DataOfAgreement(x.Agreement)
		add(&criteria, "criterion", x.Criterion.ID, x.Agreement)
	}
	verdict := fmt.Sprintf("Divergence %.1f %%: ", 100*r.Total.Divergence)
	if r.Total.FitForRelease() {
		verdict += "under the 5 % at which policy surveillance releases a batch."
	} else {
		verdict += "not under the 5 % at which policy surveillance releases a batch; settle the disagreements first."
	}
	a.Parts = []Part{
		{Text: []string{verdict, fmt.Sprintf("%s alone codes %d cells, %s alone %d; they count as missing.", r.A.ID, r.OnlyA, r.B.ID, r.OnlyB)}, Grid: total},
		{Heading: "By aspect", Grid: aspects}, {Heading: "By country", Grid: countries}, {Heading: "By criterion", Grid: criteria},
		disagreementsPart(v, r, &data),
	}
	a.Notes = []string{
		"Agreement takes every level as an answer. Kappa and alpha are of the levels from met to not met; what either left open is missing there. " +
			"Intervals: 95 %, by bootstrap. – is not defined: all levels are the same.",
	}
	a.Data = data
	return a
}

func agreementRow(of string, x dataset.Agreement) []Cell {
	show := func(f *float64, between *agreement.Interval) string {
		if f == nil {
			return "–"
		}
		text := decimal(*f)
		if between != nil {
			text += fmt.Sprintf(" (%s to %s)", decimal(between.Low), decimal(between.High))
		}
		return text
	}
	n := x.NoInformation
	return row(of, strconv.Itoa(x.Cells), fmt.Sprintf("%.1f %%", 100*x.Share), strconv.Itoa(x.Scaled), show(x.Kappa, nil), show(x.LinearKappa, nil),
		show(x.QuadraticKappa, nil), show(x.NominalAlpha, x.NominalBetween), show(x.OrdinalAlpha, x.OrdinalBetween),
		fmt.Sprintf("%d / %d / %d", n.Both, n.OnlyA, n.OnlyB))
}

func agreementRecord(scope, of string, x dataset.Agreement) []Cell {
	bounds := func(between *agreement.Interval) (low, high string) {
		if between == nil {
			return "", ""
		}
		return decimal(between.Low), decimal(between.High)
	}
	nominalLow, nominalHigh := bounds(x.NominalBetween)
	ordinalLow, ordinalHigh := bounds(x.OrdinalBetween)
	n := x.NoInformation
	return row(scope, of, strconv.Itoa(x.Cells), strconv.Itoa(x.Same), decimal(x.Share), decimal(x.Divergence), strconv.Itoa(x.Scaled), number(x.Kappa),
		number(x.LinearKappa), number(x.QuadraticKappa), number(x.NominalAlpha), nominalLow, nominalHigh, number(x.OrdinalAlpha), ordinalLow, ordinalHigh,
		strconv.Itoa(n.Both), strconv.Itoa(n.OnlyA), strconv.Itoa(n.OnlyB), decimal(n.Share), number(n.Kappa))
}

func disagreementsPart(v *dataset.View, r dataset.Reliability, data *ReliabilityData) Part {
	part := Part{Heading: fmt.Sprintf("Where they disagree (%d)", len(r.Disagreements))}
	part.Grid.Columns = []string{"Cell", r.A.ID, "Rests on", r.B.ID, "Rests on"}
	var shown []dataset.Cell
	for _, d := range r.Disagreements {
		a, b := cellOf(d.A), cellOf(d.B)
		data.Disagreements = append(data.Disagreements, DisagreementData{a.ID(), d.Steps, DataOfAssessment(d.A), DataOfAssessment(d.B)})
		part.Grid.Rows = append(part.Grid.Rows, []Cell{
			{Text: a.ID() + " " + a.Criterion.Title}, levelCell(a), {Text: restsOn(v, d.A)}, levelCell(b), {Text: restsOn(v, d.B)},
		})
		shown = append(shown, a, b)
	}
	if len(shown) > 0 {
		part.Text = append([]string{marksNote}, cautions(shown)...)
	}
	return part
}

// cellOf is the cell that an assessment answers.
func cellOf(a *dataset.Assessment) dataset.Cell {
	return dataset.Cell{Country: a.Country, Criterion: a.Criterion, Assessment: a}
}

// restsOn are the citations of an assessment in one line.
func restsOn(v *dataset.View, a *dataset.Assessment) string {
	texts := make([]string, len(a.Citations))
	for i, c := range a.Citations {
		texts[i] = v.Source(c.Source).Title
		if c.Locator != "" {
			texts[i] += ", " + c.Locator
		}
	}
	if len(texts) == 0 {
		return "no citation"
	}
	return strings.Join(texts, "; ")
}
