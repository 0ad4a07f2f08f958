package answers

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// AssessmentData is an assessment as JSON, with everything on which it rests.
type AssessmentData struct {
	ID           string                  `json:"id"`
	Cell         string                  `json:"cell"`
	Country      schema.CountryCode      `json:"country"`
	Criterion    string                  `json:"criterion"`
	Question     string                  `json:"question"`
	Mapping      string                  `json:"mapping"`
	Level        schema.Level            `json:"level"`
	Score        *float64                `json:"score"`
	Contrary     bool                    `json:"contrary"`
	Basis        schema.Basis            `json:"basis"`
	Summary      string                  `json:"summary"`
	Covers       []schema.Group          `json:"covers"`
	Practice     schema.Practice         `json:"practice,omitempty"`
	PracticeNote string                  `json:"practice_note,omitempty"`
	Caution      string                  `json:"caution,omitempty"`
	ValidFrom    schema.Date             `json:"valid_from,omitzero"`
	ValidTo      schema.Date             `json:"valid_to,omitzero"`
	Instruments  []schema.LegalReference `json:"instruments"`
	Citations    []schema.Citation       `json:"citations"`
	Evidence     schema.Evidence         `json:"evidence"`
	Confidence   schema.Confidence       `json:"confidence"`
}

// DataOfAssessment is an assessment as JSON.
func DataOfAssessment(a *dataset.Assessment) AssessmentData {
	return AssessmentData{
		ID: a.ID, Cell: a.CellID(), Country: a.Country.Code, Criterion: a.Criterion.ID, Question: a.Criterion.Question, Mapping: a.Mapping.ID,
		Level: a.Level, Score: scoreOf(schema.CellLevel(a.Level)), Contrary: a.Contrary, Basis: a.Basis, Summary: a.Summary,
		Covers: notNil(a.Covers), Practice: a.Practice, PracticeNote: a.PracticeNote, Caution: a.Caution,
		ValidFrom: a.ValidFrom, ValidTo: a.Until, Instruments: notNil(a.Instruments), Citations: notNil(a.Citations),
		Evidence: a.Evidence, Confidence: a.Confidence,
	}
}

// notNil is the list, empty rather than null in JSON.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Assessment is one cell in full: question, level with all that goes with it, citations and legal references. Its records
// are one row a citation.
func Assessment(v *dataset.View, c dataset.Cell) Answer {
	a := Answer{Title: fmt.Sprintf("%s  %s: %s", c.ID(), c.Country.Name, c.Criterion.Title), Provenance: ProvenanceOf(v)}
	a.Records.Columns = append(append([]string(nil), cellColumns...), "basis", "summary", "citation", "source", "source_title", "source_url", "locator", "says")
	facts := Grid{Columns: []string{"", ""}}
	fact := func(name, text string) {
		if text != "" {
			facts.Rows = append(facts.Rows, row(name, text))
		}
	}
	level := levelCell(c)
	facts.Rows = append(facts.Rows, []Cell{{Text: "Level"}, level})
	question := Part{Text: []string{c.Criterion.Question}}
	if c.Assessment == nil {
		question.Text = append(question.Text, fmt.Sprintf("Not coded in %s for %s. That says nothing about the law of that day.", v.InMapping.ID, v.Date))
		a.Parts = []Part{question, {Grid: facts}}
		a.Records.Rows = [][]Cell{append(cellRecord(c), row("", "", "", "", "", "", "", "")...)}
		a.Data = DataOf(c)
		return a
	}
	s := c.Assessment
	if s.Contrary {
		fact("Contrary", "rules, or the mandate of an authority, work against this criterion")
	}
	fact("Caution", s.Caution)
	fact("Covers", strings.ReplaceAll(join(s.Covers), "_", " "))
	fact("Basis", words(s.Basis))
	if s.Practice != "" {
		fact("Practice", words(s.Practice)+": "+s.PracticeNote)
	}
	fact("Evidence", words(s.Evidence)+", confidence "+words(s.Confidence))
	fact("Valid from", s.ValidFrom.String())
	fact("Valid to", s.Until.String())
	fact("Assessment", s.ID)
	a.Parts = []Part{question, {Grid: facts}, {Heading: "Summary", Text: []string{s.Summary}}, legalReferences(v, s), citations(v, s)}
	for i, n := range s.Citations {
		source := v.Source(n.Source)
		a.Records.Rows = append(a.Records.Rows, append(cellRecord(c),
			row(string(s.Basis), s.Summary, fmt.Sprint(i+1), n.Source, source.Title, source.URL, n.Locator, n.Says)...))
	}
	if len(s.Citations) == 0 {
		a.Records.Rows = append(a.Records.Rows, append(cellRecord(c), row(string(s.Basis), s.Summary, "", "", "", "", "", "")...))
	}
	a.Notes = []string{marksNote, noAdvice}
	a.Data = DataOfAssessment(s)
	return a
}

func legalReferences(v *dataset.View, a *dataset.Assessment) Part {
	part := Part{}
	for _, n := range a.Instruments {
		title := ""
		if i := v.Instrument(n.Instrument); i != nil {
			title = i.Title
			if i.TitleOriginal != "" {
				title += " (" + i.TitleOriginal + ")"
			}
		} else if r := v.Rule(n.Rule); r != nil {
			title = r.Title
		}
		part.Heading, part.Grid.Columns = "Rests on", []string{"Instrument or rule", "Article"}
		part.Grid.Rows = append(part.Grid.Rows, row(title, n.Article))
	}
	return part
}

func citations(v *dataset.View, a *dataset.Assessment) Part {
	part := Part{Heading: "Sources", Grid: Grid{Columns: []string{"", "Source", "Where", "What it says", "Address"}}}
	for i, n := range a.Citations {
		s := v.Source(n.Source)
		title := s.Title
		if s.Publisher != "" {
			title += ", " + s.Publisher
		}
		if s.Year > 0 {
			title += fmt.Sprintf(" (%d)", s.Year)
		}
		if !s.Seen {
			title += " [not seen]"
		}
		part.Grid.Rows = append(part.Grid.Rows, row(fmt.Sprint(i+1), title, n.Locator, n.Says, s.URL))
	}
	if len(a.Citations) == 0 {
		part.Text = []string{"None is cited."}
	}
	return part
}
