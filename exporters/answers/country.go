package answers

import (
	"fmt"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// Countries lists the countries with their firewalls and how much is known of each.
func Countries(v *dataset.View) Answer {
	a := Answer{Title: "The countries and their firewalls", Provenance: ProvenanceOf(v)}
	grid := Grid{Columns: []string{"Country", "Firewall", "Weakest part", "Known", "Languages"}}
	a.Records.Columns = []string{"code", "name", "languages", "firewall", "firewall_contrary", "firewall_cautions", "weakest", "unknown", "coverage"}
	type country struct {
		Code      schema.CountryCode `json:"code"`
		Name      string             `json:"name"`
		Languages []schema.Language  `json:"languages"`
		Firewall  FirewallData       `json:"firewall"`
		Coverage  float64            `json:"coverage"`
	}
	var data []country
	for _, c := range v.Countries() {
		f, s := v.Firewall(c), v.Score(c, dataset.DefaultWeights())
		grid.Rows = append(grid.Rows, []Cell{
			{Text: string(c.Code) + " " + c.Name}, firewallCell(f), {Text: criteriaOf(f.Weakest)}, {Text: percent(s.Coverage)}, {Text: join(c.Languages)},
		})
		a.Records.Rows = append(a.Records.Rows, row(string(c.Code), c.Name, join(c.Languages), string(f.Level), strconv.FormatBool(f.Contrary), firewallCautions(f),
			criteriaOf(f.Weakest), criteriaOf(f.Unknown), decimal(s.Coverage)))
		data = append(data, country{c.Code, c.Name, c.Languages, DataOfFirewall(f), s.Coverage})
	}
	a.Parts = []Part{{Grid: grid}}
	a.Notes = []string{
		"A firewall is as strong as its weakest part among " + criteriaIDs(v.CoreCriteria()) + ". ! rules work against at least one of them. Largely is not safe.",
	}
	for _, c := range v.Countries() {
		a.Notes = append(a.Notes, cautions(v.Firewall(c).Weakest)...)
	}
	a.Notes = append(a.Notes, noAdvice)
	a.Data = data
	return a
}

func criteriaOf(cells []dataset.Cell) string {
	ids := make([]string, len(cells))
	for i, c := range cells {
		ids[i] = c.Criterion.ID
	}
	return join(ids)
}

func criteriaIDs(criteria []*schema.Criterion) string {
	ids := make([]string, len(criteria))
	for i, c := range criteria {
		ids[i] = c.ID
	}
	return join(ids)
}

// Country is all of a country: overview, firewall, scores and cells.
func Country(v *dataset.View, c *schema.Country) Answer {
	f := v.Firewall(c)
	score := v.Score(c, dataset.DefaultWeights())
	a := Answer{Title: c.Name, Provenance: ProvenanceOf(v)}
	a.Parts = []Part{
		{Text: []string{overview(v, c)}},
		{Heading: "Firewall: " + firewallCell(f).Text, Text: append([]string{"Weakest: " + criteriaOf(f.Weakest) + "."}, cautions(f.Weakest)...)},
		{Heading: "Total " + scoreText(score) + ", known " + percent(score.Coverage)},
	}
	if score.Withheld != "" {
		a.Parts[2].Text = []string{"Withheld: " + score.Withheld + "."}
	}
	a.Records.Columns = append(append([]string(nil), cellColumns...), "basis", "summary", "practice", "practice_note")
	data := CountryData{
		Code: c.Code, Name: c.Name, Languages: c.Languages, Overview: c.Overview, CodedOn: c.CodedOn,
		Firewall: DataOfFirewall(f), Score: DataOfScore(score), Aspects: map[schema.Aspect]ScoreData{},
		Assessments: []AssessmentData{}, NotCoded: []string{},
		Sources: c.Sources, Instruments: c.Instruments, Timeline: c.Timeline, Services: c.Services, Findings: c.Findings,
	}
	for _, aspect := range v.Aspects(c) {
		data.Aspects[aspect.Aspect] = DataOfScore(aspect.Score)
		grid := Grid{Columns: []string{"Criterion", "Level", "Confidence", "Summary"}}
		for _, cell := range v.Cells(c, aspect.Aspect) {
			text, confidence := "Not coded for this date.", ""
			extra := row("", "", "", "")
			if s := cell.Assessment; s != nil {
				text, confidence = s.Summary, words(s.Confidence)+", "+words(s.Evidence)
				extra = row(string(s.Basis), s.Summary, string(s.Practice), s.PracticeNote)
				data.Assessments = append(data.Assessments, DataOfAssessment(s))
			} else {
				data.NotCoded = append(data.NotCoded, cell.ID())
			}
			grid.Rows = append(grid.Rows, []Cell{{Text: cell.Criterion.ID + " " + cell.Criterion.Title}, levelCell(cell), {Text: confidence}, {Text: text}})
			a.Records.Rows = append(a.Records.Rows, append(cellRecord(cell), extra...))
		}
		a.Parts = append(a.Parts, Part{Heading: words(aspect.Aspect) + " " + scoreText(aspect.Score), Grid: grid})
	}
	a.Notes = append([]string{marksNote}, cautions(v.Cells(c, ""))...)
	if v.Provisional() {
		a.Notes = append(a.Notes, provisionalNote(v))
	}
	a.Notes = append(a.Notes, noAdvice)
	a.Data = data
	return a
}

// overview is the overview of a country. It has no history: where another date or mapping is asked for, it says of when it is.
func overview(v *dataset.View, c *schema.Country) string {
	if v.Date == v.Today().Date && v.InMapping == v.DefaultMapping() {
		return c.Overview
	}
	return fmt.Sprintf("The overview is of %s in %s, and not of what follows: %s", c.CodedOn, v.DefaultMapping().ID, c.Overview)
}

// CountryData is a country as JSON. Assessments are those that count on the date asked for; NotCoded are the cells that none
// answers. Overview, services, events and findings have no history: they are those of the dataset's own date.
type CountryData struct {
	Code        schema.CountryCode          `json:"code"`
	Name        string                      `json:"name"`
	Languages   []schema.Language           `json:"languages"`
	Overview    string                      `json:"overview"`
	CodedOn     schema.Date                 `json:"coded_on"`
	Firewall    FirewallData                `json:"firewall"`
	Score       ScoreData                   `json:"score"`
	Aspects     map[schema.Aspect]ScoreData `json:"aspects"`
	Assessments []AssessmentData            `json:"assessments"`
	NotCoded    []string                    `json:"not_coded"` // the ids of the cells
	Sources     []schema.Source             `json:"sources"`
	Instruments []schema.Instrument         `json:"instruments"`
	Timeline    []schema.Event              `json:"timeline"`
	Services    []schema.Service            `json:"services"`
	Findings    []schema.Finding            `json:"findings"`
}
