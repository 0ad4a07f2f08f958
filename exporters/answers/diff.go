package answers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// DifferenceData is what differs between two states of the data, as JSON.
type DifferenceData struct {
	Old        schema.Edition       `json:"old"`
	New        schema.Edition       `json:"new"`
	CodingOnly bool                 `json:"coding_only"`
	Cells      []CellDifferenceData `json:"cells"`
	Effects    []EffectData         `json:"effects"`
}

// CellDifferenceData is an assessment that is added, removed or changed, as JSON.
type CellDifferenceData struct {
	Assessment  string              `json:"assessment"`
	Kind        schema.ChangeKind   `json:"kind"`
	Before      *CodingData         `json:"before"`
	After       *CodingData         `json:"after"`
	Content     []string            `json:"content"`
	Reasons     []schema.CellChange `json:"reasons"`
	Unexplained []string            `json:"unexplained"`
}

// CodingData is an assessment as it was coded, as JSON; Caution and Covers only where more than the coding is kept.
type CodingData struct {
	Level      schema.Level      `json:"level"`
	Contrary   bool              `json:"contrary"`
	Evidence   schema.Evidence   `json:"evidence"`
	Confidence schema.Confidence `json:"confidence"`
	ValidFrom  schema.Date       `json:"valid_from,omitzero"`
	Covers     []schema.Group    `json:"covers,omitempty"`
	Caution    string            `json:"caution,omitempty"`
}

// EffectData is what the differences do to a country, as JSON; null where a state lacks it.
type EffectData struct {
	Country schema.CountryCode `json:"country"`
	Before  *HeadlineData      `json:"before"`
	After   *HeadlineData      `json:"after"`
}

// HeadlineData is how a country stands in one line, as JSON.
type HeadlineData struct {
	Firewall schema.CellLevel `json:"firewall"`
	Contrary bool             `json:"firewall_contrary"`
	Score    ScoreData        `json:"score"`
}

// Diff says what differs between two states of the data: the provenance is that of the snapshot that answered.
func Diff(v *dataset.View, d dataset.Difference) Answer {
	a := Answer{Title: fmt.Sprintf("From %s to %s", edition(d.Old), edition(d.New)), Provenance: ProvenanceOf(v)}
	a.Records.Columns = []string{
		"assessment", "kind", "level_before", "level_after", "contrary_before", "contrary_after", "evidence_before", "evidence_after",
		"confidence_before", "confidence_after", "caution_after", "content", "reason", "why", "unexplained",
	}
	data := DifferenceData{Old: d.Old, New: d.New, CodingOnly: d.CodingOnly, Cells: []CellDifferenceData{}, Effects: []EffectData{}}
	cells := Grid{Columns: []string{"Assessment", "", "Before", "After", "Also changed", "Why"}}
	unexplained := 0
	var shown []dataset.Cell
	for i := range d.Cells {
		c := &d.Cells[i]
		x := CellDifferenceData{
			c.ID, c.Kind, codingData(c.Before, c.Was), codingData(c.After, c.Now), notNil(c.Content), notNil(c.Reasons), notNil(c.Unexplained),
		}
		data.Cells = append(data.Cells, x)
		reason, why := reasonsInWords(c)
		if !c.Explained() {
			unexplained++
		}
		cells.Rows = append(cells.Rows, []Cell{{Text: c.ID}, {Text: string(c.Kind)}, codingCell(c.Before), codingCell(c.After), {Text: join(c.Content)}, {Text: why}})
		a.Records.Rows = append(a.Records.Rows, differenceRecord(x, reason, why))
		if c.Now != nil {
			shown = append(shown, cellOf(c.Now))
		}
	}
	effects := Grid{Columns: []string{"Country", "Firewall before", "after", "Score before", "after"}}
	for _, e := range d.Effects {
		data.Effects = append(data.Effects, EffectData{e.Country, headlineData(e.Before), headlineData(e.After)})
		before, scoreBefore := headlineCells(e.Before)
		after, scoreAfter := headlineCells(e.After)
		effects.Rows = append(effects.Rows, []Cell{{Text: string(e.Country)}, before, after, scoreBefore, scoreAfter})
	}
	if len(d.Cells) == 0 && len(d.Effects) == 0 {
		a.Parts = []Part{{Text: []string{"No assessment differs."}}}
	} else {
		a.Parts = []Part{{Heading: fmt.Sprintf("Assessments (%d)", len(d.Cells)), Grid: cells, Text: cautions(shown)}}
	}
	if len(d.Effects) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "What that does to firewall and score", Grid: effects})
	}
	if d.CodingOnly {
		a.Notes = append(a.Notes, "Of a release only level, contrary, evidence and confidence are kept: whether summaries or citations changed is not compared.")
	}
	if unexplained > 0 {
		a.Notes = append(a.Notes, fmt.Sprintf("%d changes of coded cells have no reason in the log of changes.", unexplained))
	}
	a.Data = data
	return a
}

func edition(e schema.Edition) string {
	return fmt.Sprintf("%s of %s (%s…)", e.Version, e.Date, e.Digest[:min(len(e.Digest), len("sha256:")+8)])
}

func codingData(c *schema.ReleasedCell, full *dataset.Assessment) *CodingData {
	if c == nil {
		return nil
	}
	d := &CodingData{Level: c.Level, Contrary: c.Contrary, Evidence: c.Evidence, Confidence: c.Confidence}
	if full != nil {
		d.ValidFrom, d.Covers, d.Caution = full.ValidFrom, full.Covers, full.Caution
	}
	return d
}

// codingCell is a coding for people: the level with its confidence and evidence.
func codingCell(c *schema.ReleasedCell) Cell {
	if c == nil {
		return Cell{Text: "–"}
	}
	text := words(c.Level)
	if c.Contrary {
		text += " !"
	}
	return Cell{Text: fmt.Sprintf("%s (%s, %s)", text, c.Confidence, c.Evidence), Level: schema.CellLevel(c.Level)}
}

// reasonsInWords are the reasons for a change, and what has none.
func reasonsInWords(c *dataset.CellDifference) (reasons, why string) {
	var codes, texts []string
	for _, r := range c.Reasons {
		codes = append(codes, string(r.Reason))
		texts = append(texts, words(r.Reason)+": "+r.Why)
	}
	if !c.Explained() {
		texts = append(texts, "no reason given for "+strings.Join(c.Unexplained, ", "))
	}
	return strings.Join(codes, "; "), strings.Join(texts, "; ")
}

func differenceRecord(d CellDifferenceData, reason, why string) []Cell {
	before, after := d.Before, d.After
	contrary := func(c *CodingData) string {
		if c.Level == "" {
			return ""
		}
		return strconv.FormatBool(c.Contrary)
	}
	if before == nil {
		before = &CodingData{}
	}
	if after == nil {
		after = &CodingData{}
	}
	return row(d.Assessment, string(d.Kind), string(before.Level), string(after.Level), contrary(before), contrary(after), string(before.Evidence),
		string(after.Evidence), string(before.Confidence), string(after.Confidence), after.Caution, join(d.Content), reason, why, join(d.Unexplained))
}

func headlineData(h *dataset.Headline) *HeadlineData {
	if h == nil {
		return nil
	}
	return &HeadlineData{h.Firewall, h.Contrary, DataOfScore(h.Score)}
}

func headlineCells(h *dataset.Headline) (firewall, score Cell) {
	if h == nil {
		return Cell{Text: "–"}, Cell{Text: "–"}
	}
	return firewallCell(dataset.Firewall{Level: h.Firewall, Contrary: h.Contrary}), Cell{Text: scoreText(h.Score)}
}
