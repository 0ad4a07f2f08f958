package answers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// ScoreData is a score as JSON, from 0 to 100; Value is null where it is withheld, and Withheld says why.
type ScoreData struct {
	Value       *float64 `json:"value"`
	Withheld    string   `json:"withheld,omitempty"`
	Coverage    float64  `json:"coverage"`
	Low         float64  `json:"low"`
	High        float64  `json:"high"`
	Provisional bool     `json:"provisional"`
}

// DataOfScore is a score as JSON.
func DataOfScore(s dataset.Score) ScoreData {
	return ScoreData{s.Value, s.Withheld, s.Coverage, s.Low, s.High, s.Provisional}
}

// FirewallData is the firewall of a country as JSON.
type FirewallData struct {
	Level    schema.CellLevel `json:"level"`
	Contrary bool             `json:"contrary"`
	Weakest  []CellData       `json:"weakest"`
	Unknown  []CellData       `json:"unknown"`
}

// DataOfFirewall is a firewall as JSON.
func DataOfFirewall(f dataset.Firewall) FirewallData {
	return FirewallData{f.Level, f.Contrary, cellsData(f.Weakest), cellsData(f.Unknown)}
}

func cellsData(cells []dataset.Cell) []CellData {
	data := make([]CellData, len(cells))
	for i, c := range cells {
		data[i] = DataOf(c)
	}
	return data
}

// CountryScores are the scores of a country as JSON.
type CountryScores struct {
	Country  schema.CountryCode          `json:"country"`
	Name     string                      `json:"name"`
	Firewall FirewallData                `json:"firewall"`
	Score    ScoreData                   `json:"score"`
	Aspects  map[schema.Aspect]ScoreData `json:"aspects"`
	Sections map[string]ScoreData        `json:"sections,omitempty"`
	Weights  map[schema.Aspect]float64   `json:"weights"`
}

// provisionalNote says that scores are provisional.
func provisionalNote(v *dataset.View) string {
	return fmt.Sprintf("Scores are provisional: a second coder has coded %s of the cells, and a fifth is needed.", percent(v.DoubleCoded()))
}

// noAdvice stands with every answer about countries.
const noAdvice = "This is research and no legal advice. Where help is: firewallmap services, or the page /help."

// Scores are the scores of countries, in total, by aspect and by section of the framework.
func Scores(v *dataset.View, countries []*schema.Country, weights dataset.Weights) Answer {
	a := Answer{Title: "Scores, 0 to 100, with the bounds of what is not known", Provenance: ProvenanceOf(v)}
	grid := Grid{Columns: []string{"Country", "Firewall", "Total", "Known"}}
	for _, aspect := range schema.Aspects.Words() {
		grid.Columns = append(grid.Columns, string(aspect))
	}
	a.Records.Columns = []string{"country", "scope", "value", "low", "high", "coverage", "withheld", "provisional", "firewall", "firewall_contrary", "firewall_cautions", "weight"}
	var data []CountryScores
	var withheld []string
	for _, country := range countries {
		firewall, total := v.Firewall(country), v.Score(country, weights)
		d := CountryScores{country.Code, country.Name, DataOfFirewall(firewall), DataOfScore(total), map[schema.Aspect]ScoreData{}, map[string]ScoreData{}, weights}
		record := func(scope string, s dataset.Score, weight string) {
			a.Records.Rows = append(a.Records.Rows, row(string(country.Code), scope, number(s.Value), decimal(s.Low), decimal(s.High), decimal(s.Coverage),
				s.Withheld, strconv.FormatBool(s.Provisional), string(firewall.Level), strconv.FormatBool(firewall.Contrary), firewallCautions(firewall), weight))
		}
		line := []Cell{{Text: string(country.Code) + " " + country.Name}, firewallCell(firewall), {Text: scoreText(total)}, {Text: percent(total.Coverage)}}
		record("total", total, "")
		if total.Withheld != "" {
			withheld = append(withheld, fmt.Sprintf("Withheld for %s: %s.", country.Code, total.Withheld))
		}
		for _, aspect := range v.Aspects(country) {
			d.Aspects[aspect.Aspect] = DataOfScore(aspect.Score)
			line = append(line, Cell{Text: scoreText(aspect.Score)})
			record(string(aspect.Aspect), aspect.Score, decimal(weights[aspect.Aspect]))
		}
		for _, section := range v.Records().Framework.Sections {
			if len(v.SectionCriteria(section.ID)) > 0 {
				s := v.SectionScore(country, section.ID)
				d.Sections[section.ID] = DataOfScore(s)
				record("section "+section.ID, s, "")
			}
		}
		grid.Rows = append(grid.Rows, line)
		data = append(data, d)
	}
	a.Parts = []Part{{Grid: grid}}
	a.Notes = append(a.Notes, "Each score stands as value (low to high): low if every unknown cell were 0 and every doubtful one a level lower, high the other way. Weights: "+weights.String()+".")
	a.Notes = append(a.Notes, withheld...)
	if v.Provisional() {
		a.Notes = append(a.Notes, provisionalNote(v))
	}
	a.Notes = append(a.Notes, noAdvice)
	a.Data = data
	return a
}

// scoreText is a score for people: the value, never without its bounds.
func scoreText(s dataset.Score) string {
	bounds := fmt.Sprintf("(%s to %s)", decimal(s.Low), decimal(s.High))
	if s.Value == nil {
		return "withheld " + bounds
	}
	return decimal(*s.Value) + " " + bounds
}

// firewallCell is a firewall in a grid for people.
func firewallCell(f dataset.Firewall) Cell {
	if f.Contrary {
		return marked(f.Level, " !")
	}
	return marked(f.Level, "")
}

// firewallCautions are the cautions of the cells that make the level of a firewall, as one text.
func firewallCautions(f dataset.Firewall) string { return strings.Join(cautions(f.Weakest), "; ") }
