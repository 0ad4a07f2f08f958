package answers

import (
	"fmt"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/schema"
)

// ImportData is what an import did, or would do, as JSON.
type ImportData struct {
	Written  bool                   `json:"written"`
	Cells    []importers.CellChange `json:"cells"`
	Effects  []ImportEffectData     `json:"effects"`
	Summary  importers.Summary      `json:"summary"`
	Problems []schema.Problem       `json:"problems"`
}

// ImportEffectData is how a country stands before and after an import. Before is null where the mapping is new.
type ImportEffectData struct {
	Country schema.CountryCode `json:"country"`
	Mapping string             `json:"mapping"`
	Before  *HeadlineData      `json:"before"`
	After   *HeadlineData      `json:"after"`
}

// Imported says which cells an import changes, from what to what, what that does to firewalls and scores, and how much it
// read. Records have one row a field that changes.
func Imported(r *importers.Result, written bool) Answer {
	a := Answer{Title: "Nothing is written: this is what would change", Records: Grid{Columns: []string{"assessment", "country", "criterion", "mapping", "field", "from", "to"}}}
	if written {
		a.Title = fmt.Sprintf("Files written: %d", r.Summary.Files)
	}
	if r.Problems.Err() != nil {
		a.Title = "Nothing is written: the problems come first"
	}
	if r.After != nil {
		a.Provenance = ProvenanceOf(r.After.Today())
	}
	data := ImportData{Written: written, Cells: notNil(r.Cells), Effects: []ImportEffectData{}, Summary: r.Summary, Problems: notNil(r.Problems)}
	cells := Grid{Columns: []string{"Assessment", "Field", "From", "To"}}
	for _, c := range r.Cells {
		for _, f := range c.Fields {
			a.Records.Rows = append(a.Records.Rows, row(c.Assessment, string(c.Country), c.Criterion, c.Mapping, f.Field, f.From, f.To))
			cells.Rows = append(cells.Rows, row(c.Assessment, f.Field, opening(f.From), opening(f.To)))
		}
	}
	if len(cells.Rows) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "Cells", Grid: cells})
	}
	standing := Grid{Columns: []string{"Country", "Mapping", "", "Firewall", "Score"}}
	for _, e := range r.Effects {
		data.Effects = append(data.Effects, ImportEffectData{e.Country, e.Mapping, headlineData(e.Before), headlineData(e.After)})
		for i, h := range []*dataset.Headline{e.Before, e.After} {
			if h != nil {
				firewall, score := headlineCells(h)
				standing.Rows = append(standing.Rows, append(row(string(e.Country), e.Mapping, []string{"before", "after"}[i]), firewall, score))
			}
		}
	}
	if len(standing.Rows) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "Firewall and score", Grid: standing})
	}
	found := Grid{Columns: []string{"", "Where", "Record", "What"}}
	for _, p := range r.Problems {
		where := p.Place.String()
		if where == "" {
			where = p.Path
		}
		found.Rows = append(found.Rows, row(string(p.Severity), where, p.Record, p.Message))
	}
	if len(found.Rows) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "Problems", Grid: found})
	}
	s := r.Summary
	a.Notes = []string{fmt.Sprintf("Rows read: %d. Records made: %d (new: %d, changed: %d). Cells changed: %d. Values normalised: %d. Problems: %d.",
		s.Rows, s.Records, s.Added, s.Changed, s.Cells, s.Normalised, s.Problems)}
	a.Data = data
	return a
}

// opening is the beginning of a text, as much as a table has room for. The other formats have all of it.
func opening(text string) string {
	const most = 90
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "… (" + strconv.Itoa(len(runes)) + " characters)"
	}
	return text
}
