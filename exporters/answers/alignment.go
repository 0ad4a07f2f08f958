package answers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// BindingData is whether a provision binds a country, as JSON.
type BindingData struct {
	Status     schema.BindingStatus `json:"status"`
	Assumed    bool                 `json:"assumed,omitempty"`
	Since      schema.Date          `json:"since,omitzero"`
	Until      schema.Date          `json:"until,omitzero"`
	Exceptions []string             `json:"exceptions"`
}

// DataOfBinding is a binding as JSON.
func DataOfBinding(b dataset.Binding) BindingData {
	return BindingData{b.Status, b.Assumed, b.Since, b.Until, notNil(b.Exceptions())}
}

// AlignmentData is how a country stands to a provision, as JSON.
type AlignmentData struct {
	Country   schema.CountryCode `json:"country"`
	Provision string             `json:"provision"`
	Rule      string             `json:"rule"`
	Tier      schema.Tier        `json:"tier"`
	Binding   BindingData        `json:"binding"`
	Meets     schema.Meets       `json:"meets"`
	WouldMove bool               `json:"would_have_to_move"`
	Cells     []CellData         `json:"cells"`
	Short     []string           `json:"short"`
	Unknown   []string           `json:"unknown"`
	Rulings   []string           `json:"rulings"`
}

// DataOfAlignment is an alignment as JSON.
func DataOfAlignment(x dataset.Alignment) AlignmentData {
	d := AlignmentData{
		Country: x.Country.Code, Provision: x.Provision.ID, Rule: x.Rule.ID, Tier: x.Provision.Tier, Binding: DataOfBinding(x.Binding), Meets: x.Meets,
		WouldMove: x.WouldMove(), Cells: cellsData(x.Cells), Short: idsOf(x.Short), Unknown: idsOf(x.Unknown), Rulings: []string{},
	}
	for _, r := range x.Rulings {
		d.Rulings = append(d.Rulings, r.ID)
	}
	return d
}

// Alignments are how countries stand to provisions, one part a provision down the ladder of norms.
func Alignments(v *dataset.View, alignments []dataset.Alignment) Answer {
	a := Answer{Title: "How countries stand to provisions: whether they are bound, and whether they meet what is required", Provenance: ProvenanceOf(v)}
	a.Records.Columns = []string{"country", "provision", "rule", "tier", "binding", "assumed", "since", "until", "exceptions", "meets", "would_have_to_move", "required", "short", "unknown", "rulings"}
	data := make([]AlignmentData, 0, len(alignments))
	var moving []string
	var shown []dataset.Cell
	assumed := false
	for _, x := range alignments {
		d := DataOfAlignment(x)
		data = append(data, d)
		a.Records.Rows = append(a.Records.Rows, row(string(d.Country), d.Provision, d.Rule, string(d.Tier), string(d.Binding.Status), strconv.FormatBool(d.Binding.Assumed),
			d.Binding.Since.String(), d.Binding.Until.String(), strings.Join(d.Binding.Exceptions, "; "), string(d.Meets), strconv.FormatBool(d.WouldMove),
			strings.Join(idsOf(x.Cells), "; "), strings.Join(d.Short, "; "), strings.Join(d.Unknown, "; "), strings.Join(d.Rulings, "; ")))
		if n := len(a.Parts); n == 0 || !strings.HasPrefix(a.Parts[n-1].Heading, x.Provision.ID+" ") {
			a.Parts = append(a.Parts, provisionPart(x))
		}
		grid := &a.Parts[len(a.Parts)-1].Grid
		line := row(string(x.Country.Code)+" "+x.Country.Name, words(x.Binding.String()), words(x.Meets))
		for _, c := range x.Cells {
			line = append(line, levelCell(c))
		}
		grid.Rows = append(grid.Rows, append(line, Cell{Text: strings.Join(x.Binding.Exceptions(), "; ")}))
		shown = append(shown, x.Cells...)
		assumed = assumed || x.Binding.Assumed
		if x.WouldMove() {
			moving = append(moving, fmt.Sprintf("%s on %s (%s)", x.Country.Code, strings.Join(d.Short, ", "), x.Provision.ID))
		}
	}
	if assumed {
		text := "Nobody would have to move on a cell that is known."
		if len(moving) > 0 {
			text = strings.Join(moving, "; ") + "."
		}
		a.Parts = append(a.Parts, Part{Heading: "Who would have to move if this bound", Text: []string{text}})
	}
	a.Notes = append([]string{marksNote}, cautions(distinct(shown))...)
	a.Notes = append(a.Notes,
		"Bound and meets are two answers. Meets counts only what a provision requires: yes where all is met or largely met, which is not safe.",
		"No binding rule asks for the firewall itself: aligned with EU law and safe are two answers.", noAdvice)
	a.Data = data
	return a
}

// provisionPart heads the lines of a provision: what it asks for, and the rulings on it.
func provisionPart(x dataset.Alignment) Part {
	p := x.Provision
	part := Part{
		Heading: fmt.Sprintf("%s %s, %s: %s (%s)", p.ID, x.Rule.Short, p.Article, p.Title, words(p.Tier)), Text: []string{p.Requires},
		Grid: Grid{Columns: []string{"Country", "Binding", "Meets"}},
	}
	if p.Evidence == schema.Background {
		part.Text = append(part.Text, "Its text was not read for the dataset. "+p.EvidenceNote)
	}
	for _, r := range x.Rulings {
		part.Text = append(part.Text, fmt.Sprintf("Ruling %s (%s, %s): %s", r.Number, r.Court, r.Date, r.Holds))
	}
	for _, c := range x.Cells {
		part.Grid.Columns = append(part.Grid.Columns, c.Criterion.ID)
	}
	part.Grid.Columns = append(part.Grid.Columns, "Exceptions")
	return part
}

// distinct are the cells without repetition.
func distinct(cells []dataset.Cell) []dataset.Cell {
	seen := map[string]bool{}
	var list []dataset.Cell
	for _, c := range cells {
		if !seen[c.ID()] {
			seen[c.ID()] = true
			list = append(list, c)
		}
	}
	return list
}
