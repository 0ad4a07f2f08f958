package xlsx

import (
	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A look is how a cell looks: a kind of text, or the look of a level, named after its word, contrary apart.
type look string

// Looks that are no levels.
const (
	plainText look = "text"
	titleText look = "title"
	strong    look = "strong"
	header    look = "header"
	computed  look = "computed" // the header of a computed column
	faint     look = "faint"    // a cell of a computed column
	contrary  look = "contrary" // a level with rules that work against the criterion
)

// A levelLook is a level as the page shows it: blue for what is met, sand and rust for what is not, which all can tell apart
// who see colours in another way; and a sign, which needs no colour at all. What is unknown is hatched.
type levelLook struct {
	sign    string
	paper   string
	ink     string
	hatched bool
}

var levelLooks = map[look]levelLook{
	"met":            {"●", "1D6784", "FFFFFF", false},
	"largely":        {"◕", "B4D4DF", "10303C", false},
	"partly":         {"◔", "F4DCA8", "3B2A05", false},
	"not_met":        {"○", "E9A27A", "351303", false},
	contrary:         {"⊗", "9C3312", "FFFFFF", false},
	"no_information": {"?", "ECEAE4", "2B2F33", true},
	"not_applicable": {"–", "ECEAE4", "2B2F33", false},
	"not_coded":      {"·", "FFFFFF", "515C65", false},
}

// lookOf is the look of a level.
func lookOf(level schema.CellLevel, isContrary bool) look {
	if isContrary {
		return contrary
	}
	return look(level)
}

// style is the id of the style of a look.
func (b *book) style(l look) (int, error) {
	if id, made := b.styles[l]; made {
		return id, nil
	}
	style := &excelize.Style{
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Font:      &excelize.Font{Family: "Calibri", Size: 11, Color: "1C2329"},
	}
	switch l {
	case titleText:
		style.Font.Bold, style.Font.Size = true, 16
	case strong:
		style.Font.Bold = true
	case header, computed:
		style.Font.Bold, style.Font.Color = true, "FFFFFF"
		style.Font.Italic = l == computed
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1D3646"}}
	case faint:
		style.Font.Italic, style.Font.Color = true, "515C65"
	}
	if level, ok := levelLooks[l]; ok {
		style.Font.Color = level.ink
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{level.paper}}
		if level.hatched {
			style.Fill.Pattern = lightUp
		}
		for _, side := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "FFFFFF", Style: 1})
		}
	}
	id, err := b.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	b.styles[l] = id
	return id, nil
}

// lightUp is the number of a pattern of thin lines.
const lightUp = 14

// marksOf are the marks beside a level: ! for a caution, † for background knowledge that was not read again.
func marksOf(c dataset.Cell) string {
	if c.Assessment == nil {
		return ""
	}
	marks := ""
	if c.Assessment.Caution != "" {
		marks += "!"
	}
	if c.Assessment.Evidence == schema.Background {
		marks += "†"
	}
	if marks != "" {
		marks = " " + marks
	}
	return marks
}
