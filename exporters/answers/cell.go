package answers

import (
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// CellData is a cell as JSON: the level with all that must go with it. Score is nil where the level scores nothing.
type CellData struct {
	ID         string             `json:"id"`
	Country    schema.CountryCode `json:"country"`
	Criterion  string             `json:"criterion"`
	Aspect     schema.Aspect      `json:"aspect"`
	Title      string             `json:"title"`
	Level      schema.CellLevel   `json:"level"`
	Score      *float64           `json:"score"`
	Contrary   bool               `json:"contrary"`
	Caution    string             `json:"caution,omitempty"`
	Covers     []schema.Group     `json:"covers,omitempty"`
	Evidence   schema.Evidence    `json:"evidence,omitempty"`
	Confidence schema.Confidence  `json:"confidence,omitempty"`
	ValidFrom  schema.Date        `json:"valid_from,omitzero"`
	ValidTo    schema.Date        `json:"valid_to,omitzero"`
	Assumed    bool               `json:"assumed,omitempty"` // in a what-if: the rest is of what was coded
	Assessment string             `json:"assessment,omitempty"`
	Mapping    string             `json:"mapping,omitempty"`
}

// DataOf is a cell as JSON.
func DataOf(c dataset.Cell) CellData {
	d := CellData{
		ID: c.ID(), Country: c.Country.Code, Criterion: c.Criterion.ID, Aspect: c.Criterion.Aspect, Title: c.Criterion.Title,
		Level: c.Level(), Score: scoreOf(c.Level()),
	}
	if a := c.Assessment; a != nil {
		d.Contrary, d.Caution, d.Covers, d.Assumed = c.Contrary(), a.Caution, a.Covers, c.Assumed != ""
		d.Evidence, d.Confidence = a.Evidence, a.Confidence
		d.ValidFrom, d.ValidTo = a.ValidFrom, a.Until
		d.Assessment, d.Mapping = a.ID, a.Mapping.ID
	}
	return d
}

func scoreOf(level schema.CellLevel) *float64 {
	l, _ := level.Level()
	if score, ok := l.Score(); ok {
		return &score
	}
	return nil
}

// cellColumns are the columns of a cell in tidy records; cellRecord is its row.
var cellColumns = []string{
	"id", "country", "criterion", "aspect", "title", "level", "score", "contrary", "caution", "covers", "evidence", "confidence",
	"valid_from", "valid_to", "mapping",
}

func cellRecord(c dataset.Cell) []Cell {
	d := DataOf(c)
	return row(d.ID, string(d.Country), d.Criterion, string(d.Aspect), d.Title, string(d.Level), number(d.Score), strconv.FormatBool(d.Contrary),
		d.Caution, join(d.Covers), string(d.Evidence), string(d.Confidence), d.ValidFrom.String(), d.ValidTo.String(), d.Mapping)
}

// levelCell shows a level in a grid for people: the word, marked where rules work against the criterion (!), where a caution
// goes with it (*), where its evidence is background or its confidence low (~).
func levelCell(c dataset.Cell) Cell {
	marks := ""
	if c.Contrary() {
		marks += " !"
	}
	if c.Assessment != nil && c.Assessment.Caution != "" {
		marks += " *"
	}
	if c.Doubtful() {
		marks += " ~"
	}
	return marked(c.Level(), marks)
}

// marked is a level with its marks, as a word and as a sign.
func marked(level schema.CellLevel, marks string) Cell {
	return Cell{words(level) + marks, level, signs[level] + strings.ReplaceAll(marks, " ", "")}
}

// signs stand for levels where there is no room for words.
var signs = map[schema.CellLevel]string{
	"met": "●", "largely": "◕", "partly": "◔", "not_met": "○", "no_information": "?", "not_applicable": "–", "not_coded": "·",
}

// signsNote explains the signs.
func signsNote() string {
	parts := make([]string, 0, len(signs))
	for _, level := range schema.CellLevels.Words() {
		parts = append(parts, signs[level]+" "+words(level))
	}
	return strings.Join(parts, "   ")
}

// marksNote explains the marks of levelCell.
const marksNote = "! rules work against the criterion   * read with its caution   ~ low confidence or background evidence"

// words are a word of a closed set as people read it: not met for not_met.
func words[W ~string](word W) string { return strings.ReplaceAll(string(word), "_", " ") }

// number is a number as text, nothing where there is none.
func number(x *float64) string {
	if x == nil {
		return ""
	}
	return decimal(*x)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// percent is a share as people read it.
func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 0, 64) + " %" }

// join puts the words of a list behind one another.
func join[W ~string](list []W) string {
	texts := make([]string, len(list))
	for i, w := range list {
		texts[i] = string(w)
	}
	return strings.Join(texts, "; ")
}

// cautions are the cautions of cells, each with its cell, for the text below a grid that shows levels.
func cautions(cells []dataset.Cell) []string {
	var notes []string
	for _, c := range cells {
		if c.Assessment != nil && c.Assessment.Caution != "" {
			notes = append(notes, "* "+c.ID()+": "+c.Assessment.Caution)
		}
	}
	return notes
}
