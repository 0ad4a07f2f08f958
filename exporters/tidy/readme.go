package tidy

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A Fact is one thing that every file says of the dataset: its licence, its version.
type Fact struct {
	Name string
	Text string
}

// Facts are what every download carries: what the dataset is, its licence, version, digest, and how to cite it.
func Facts(s *dataset.Snapshot) []Fact {
	d, cite := s.Dataset(), s.CiteDataset()
	return []Fact{
		{"Title", d.Title},
		{"What it is", d.Description},
		{"Version", d.Version},
		{"As of", d.AsOf.String()},
		{"Licence", d.Licence.Title + " (" + d.Licence.ID + "), " + d.Licence.URL},
		{"Contributors", strings.Join(d.Contributors, ", ")},
		{"How to cite", cite.Text()},
		{"Dataset digest", s.Digest()},
		{"Address", d.URL},
	}
}

// Reading is how the levels are to be read, and how not; a sentence or two each.
func Reading(s *dataset.Snapshot) []string {
	return []string{
		"A level is never to be read without its caution, whom it covers, and how sure it is; they stand beside it. Largely is " +
			"never to be read as safe.",
		"What could not be established is no_information. It has no order and no score, and it is never a zero. A criterion that " +
			"cannot apply is not_applicable. What nobody coded for a date is not_coded; that is an answer and stands in no table.",
		"Evidence seen means that the source itself was read for the claim; background, that it is known and was not read again.",
		"A service whose may_notify is empty is not known to tell nobody: it is not established. A service with helps_victims " +
			"false is not to be listed as help.",
		"A date may be a year, a month or a day, as far as it is known.",
		"The columns that are said to be computed are for convenience. They are not part of the digests.",
		"None of this is legal advice.",
	}
}

// A LevelMeaning is a level as the codebook defines it.
type LevelMeaning struct {
	Level schema.Level
	Order any // its ordered code as an int, nil where it has none
	Score any // what it scores as an int, nil where it scores nothing
	Means string
}

// LevelMeanings are the levels of the codebook, from met.
func LevelMeanings(s *dataset.Snapshot) []LevelMeaning {
	var meanings []LevelMeaning
	for _, d := range s.Records().Codebook.Levels {
		l := schema.CellLevel(d.Level)
		meanings = append(meanings, LevelMeaning{d.Level, order(l), score(l), d.Means})
	}
	return meanings
}

// A Readme is the README of an archive, in Markdown.
type Readme struct {
	Snapshot *dataset.Snapshot
	Sheets   []*Sheet
	Folder   string   // where the files of the sheets stand, with a slash; empty for beside the README
	Ending   string   // how their names end: ".csv"
	Cells    []string // how values are written, a sentence or two each
}

// Bytes are the README: what the dataset is, its licence, version and digests, how to cite it, how to read it, and what each
// column of each file means.
func (r *Readme) Bytes() []byte {
	var out strings.Builder
	d := r.Snapshot.Dataset()
	fmt.Fprintf(&out, "# %s, version %s\n\n", d.Title, d.Version)
	for _, f := range Facts(r.Snapshot)[1:] {
		fmt.Fprintf(&out, "- **%s**: %s\n", f.Name, f.Text)
	}
	out.WriteString("\n## How to read it\n\n")
	for _, line := range Reading(r.Snapshot) {
		fmt.Fprintf(&out, "- %s\n", line)
	}
	out.WriteString("\n## How values are written\n\n")
	for _, line := range r.Cells {
		fmt.Fprintf(&out, "- %s\n", line)
	}
	out.WriteString("\n## Levels\n\n| level | order | score | meaning |\n|---|---|---|---|\n")
	for _, l := range LevelMeanings(r.Snapshot) {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", l.Level, Text(l.Order), Text(l.Score), tableCell(l.Means))
	}
	out.WriteString("\n## Files and digests\n\nThe digest of a table is the SHA-256 of its rows in canonical JSON (RFC 8785), sorted by id, " +
		"computed columns and empty cells left out; that of the dataset is the digest of the list of tables with their digests.\n\n" +
		"| file | rows | what it holds | digest |\n|---|---|---|---|\n")
	for _, s := range r.Sheets {
		digest := "`" + s.Digest + "`"
		if s.Digest == "" {
			digest = "none: it is made from the tables"
		}
		fmt.Fprintf(&out, "| `%s` | %d | %s | %s |\n", r.Folder+s.Name+r.Ending, s.Len(), tableCell(s.Means), digest)
	}
	out.WriteString("\n## Columns\n")
	for _, s := range r.Sheets {
		fmt.Fprintf(&out, "\n### %s\n\n", s.Name)
		columns := s.Columns
		if s.Name == MatrixName {
			columns = MatrixPattern(s)
			out.WriteString("The columns of one criterion are described; those of the others are alike, with their own id and question.\n\n")
		}
		out.WriteString("| column | type | meaning |\n|---|---|---|\n")
		for _, c := range columns {
			fmt.Fprintf(&out, "| `%s` | %s | %s |\n", c.Name, c.Type, tableCell(Describe(c)))
		}
	}
	return []byte(out.String())
}

// MatrixPattern are the columns of the matrix up to those of its first criterion: the others repeat them.
func MatrixPattern(matrix *Sheet) []Column {
	perLevel := 1 + len(derivedFromLevel)
	own := 2 + perLevel + 1 // country and name, the firewall, whether it is contrary
	return matrix.Columns[:min(len(matrix.Columns), own+perLevel+len(partsOfCell))]
}

// Describe says in words what a column means: its meaning, what its values may be, and which table they refer to.
func Describe(c Column) string {
	text := c.Means
	if c.Labels != nil {
		return text
	}
	if c.Words != nil {
		text += "; one of " + strings.Join(c.Words, ", ")
		if c.Type == dataset.TextList {
			text = c.Means + "; each of " + strings.Join(c.Words, ", ")
		}
	}
	if c.Refers != "" {
		text += "; an id of " + c.Refers
	}
	if c.Required {
		text += "; never empty"
	}
	return text
}

// tableCell is text in a cell of a Markdown table.
func tableCell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text)
}
