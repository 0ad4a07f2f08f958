package answers

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// GapData is a gap as JSON.
type GapData struct {
	Cell            CellData           `json:"cell"`
	Severity        schema.GapSeverity `json:"severity"`
	Group           GroupData          `json:"group"`
	Assessment      *AssessmentData    `json:"assessment,omitempty"`
	Recommendations []string           `json:"recommendations"`
	Provisions      []TieData          `json:"provisions"`
	Better          []CellData         `json:"better"`
}

// GroupData is what a gap rests on, with the gaps that rest on it too.
type GroupData struct {
	ID         string   `json:"id"`
	RestsOn    string   `json:"rests_on,omitempty"` // empty where the gap stands alone
	Instrument string   `json:"instrument,omitempty"`
	Rule       string   `json:"rule,omitempty"`
	Article    string   `json:"article,omitempty"`
	Cells      []string `json:"cells"`
}

// TieData is the tie of a criterion to a provision, with whether it binds the country.
type TieData struct {
	Provision string          `json:"provision"`
	Rule      string          `json:"rule"`
	Tier      schema.Tier     `json:"tier"`
	Relation  schema.Relation `json:"relation"`
	Binding   BindingData     `json:"binding"`
}

// GapsData are the gaps of a country as JSON.
type GapsData struct {
	Country        schema.CountryCode `json:"country"`
	Gaps           []GapData          `json:"gaps"`
	Groups         []GroupData        `json:"groups"` // the decisive first
	Limits         []CellData         `json:"limits"`
	NotEstablished []CellData         `json:"not_established"`
}

func dataOfGroup(g *dataset.GapGroup) GroupData {
	d := GroupData{ID: g.ID, RestsOn: g.RestsOn(), Article: g.Article, Cells: idsOf(g.Cells)}
	if g.Instrument != nil {
		d.Instrument = g.Instrument.ID
	}
	if g.Rule != nil {
		d.Rule = g.Rule.ID
	}
	return d
}

func idsOf(cells []dataset.Cell) []string {
	ids := make([]string, len(cells))
	for i, c := range cells {
		ids[i] = c.ID()
	}
	return ids
}

func dataOfGap(g dataset.Gap) GapData {
	d := GapData{Cell: DataOf(g.Cell), Severity: g.Severity, Group: dataOfGroup(g.Group), Recommendations: []string{}, Provisions: []TieData{}, Better: cellsData(g.Better)}
	if g.Cell.Assessment != nil {
		a := DataOfAssessment(g.Cell.Assessment)
		d.Assessment = &a
	}
	for _, r := range g.Recommendations {
		d.Recommendations = append(d.Recommendations, r.ID)
	}
	for _, t := range g.Provisions {
		d.Provisions = append(d.Provisions, TieData{t.Provision.ID, t.Rule.ID, t.Provision.Tier, t.Relation, DataOfBinding(t.Binding)})
	}
	return d
}

// Gaps are the gaps of a country, grouped by what they rest on, the decisive groups first; records are one row a gap, the
// worst first.
func Gaps(v *dataset.View, gaps dataset.Gaps) Answer {
	a := Answer{Title: "The gaps of " + gaps.Country.Name + ", the decisive first", Provenance: ProvenanceOf(v)}
	a.Records.Columns = append(append([]string(nil), cellColumns...),
		"severity", "group", "rests_on", "summary", "citations", "recommendations", "requires", "bears_on", "status", "better", "better_cautions")
	data := GapsData{Country: gaps.Country.Code, Gaps: []GapData{}, Groups: []GroupData{}, Limits: cellsData(gaps.Limits), NotEstablished: cellsData(gaps.NotEstablished)}
	byCell := map[string]dataset.Gap{}
	var better []dataset.Cell
	for _, g := range gaps.Gaps {
		byCell[g.Cell.ID()] = g
		data.Gaps = append(data.Gaps, dataOfGap(g))
		a.Records.Rows = append(a.Records.Rows, append(cellRecord(g.Cell), row(string(g.Severity), g.Group.ID, g.Group.RestsOn(), summaryOf(g.Cell), citationsOf(g.Cell),
			recommendationsOf(g), tiesOf(g, schema.Requires), tiesOf(g, schema.BearsOn), tiesOf(g, schema.Status), betterOf(g), strings.Join(cautions(g.Better), "; "))...))
		better = append(better, g.Better...)
	}
	for i, group := range gaps.Groups {
		data.Groups = append(data.Groups, dataOfGroup(group))
		heading := group.RestsOn()
		if heading == "" {
			heading = group.Cells[0].Criterion.Title
		}
		part := Part{Heading: fmt.Sprintf("%d. %s", i+1, heading), Grid: Grid{Columns: []string{"Gap", "Level", "What is so, and who asks for other", "Sources", "Who does better"}}}
		for _, c := range group.Cells {
			g := byCell[c.ID()]
			part.Grid.Rows = append(part.Grid.Rows, []Cell{
				{Text: c.ID() + " " + c.Criterion.Title}, levelCell(c), {Text: told(g)}, {Text: citationsOf(c)}, {Text: betterOf(g)},
			})
		}
		a.Parts = append(a.Parts, part)
	}
	if len(gaps.Gaps) == 0 {
		a.Parts = append(a.Parts, Part{Text: []string{"No gap was coded here. What is not established, below, is no strength."}})
	}
	a.Parts = append(a.Parts, cellsPart("Limits: largely met, which leaves gaps or exceptions", gaps.Limits),
		cellsPart("Not established: neither gaps nor strengths", gaps.NotEstablished))
	if notes := cautions(distinct(better)); len(notes) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "Who does better: read with these cautions", Text: notes})
	}
	a.Notes = []string{marksNote, "Who does better: only from a source that was read, with at least medium confidence. How: firewallmap show COUNTRY CRITERION.", noAdvice}
	a.Data = data
	return a
}

// told is what a gap says of itself: its summary and caution, and who asks for the criterion.
func told(g dataset.Gap) string {
	parts := []string{summaryOf(g.Cell)}
	if s := g.Cell.Assessment; s != nil && s.Caution != "" {
		parts = append(parts, "Caution: "+s.Caution)
	}
	if ids := recommendationsOf(g); ids != "" {
		parts = append(parts, "Framework: "+ids+".")
	}
	for _, relation := range schema.Relations.Words() {
		if ties := tiesOf(g, relation); ties != "" {
			parts = append(parts, map[schema.Relation]string{
				schema.Requires: "Required by: ", schema.BearsOn: "On the same subject, asking less or other: ", schema.Status: "Status of: ",
			}[relation]+ties+".")
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func summaryOf(c dataset.Cell) string {
	if c.Assessment == nil {
		return ""
	}
	if c.Assumed != "" {
		return "Assumed; coded as " + words(c.Assessment.Level) + ": " + c.Assessment.Summary
	}
	return c.Assessment.Summary
}

// citationsOf are the sources of a cell with their locators.
func citationsOf(c dataset.Cell) string {
	if c.Assessment == nil {
		return ""
	}
	var texts []string
	for _, citation := range c.Assessment.Citations {
		text := citation.Source
		if citation.Locator != "" {
			text += ", " + citation.Locator
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

func recommendationsOf(g dataset.Gap) string {
	ids := make([]string, len(g.Recommendations))
	for i, r := range g.Recommendations {
		ids[i] = r.ID
	}
	return strings.Join(ids, ", ")
}

// tiesOf are the provisions tied to a gap by a relation, each with its tier and whether it binds.
func tiesOf(g dataset.Gap, relation schema.Relation) string {
	var texts []string
	for _, t := range g.Provisions {
		if t.Relation == relation {
			texts = append(texts, fmt.Sprintf("%s (%s, %s)", t.Provision.ID, words(t.Provision.Tier), words(t.Binding.String())))
		}
	}
	return strings.Join(texts, "; ")
}

// betterOf are the cells of those who do better, each with its level as [levelCell] marks it.
func betterOf(g dataset.Gap) string {
	texts := make([]string, len(g.Better))
	for i, c := range g.Better {
		texts[i] = fmt.Sprintf("%s %s (%s)", c.ID(), levelCell(c).Text, words(c.Assessment.Confidence))
	}
	return strings.Join(texts, "; ")
}

// cellsPart lists cells with what must be read with their levels.
func cellsPart(heading string, cells []dataset.Cell) Part {
	part := Part{Heading: heading, Grid: Grid{Columns: []string{"Criterion", "Level", "Summary", "Caution"}}}
	for _, c := range cells {
		caution, summary := "", "Not coded for this date."
		if c.Assessment != nil {
			caution, summary = c.Assessment.Caution, c.Assessment.Summary
		}
		part.Grid.Rows = append(part.Grid.Rows, []Cell{{Text: c.ID() + " " + c.Criterion.Title}, levelCell(c), {Text: summary}, {Text: caution}})
	}
	if len(cells) == 0 {
		part.Text = []string{"None."}
	}
	return part
}
