package answers

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// Codebook writes the codebook as Markdown: docs/codebook.md is made of it.
func Codebook(w io.Writer, s *dataset.Snapshot) error {
	out := bufio.NewWriter(w)
	c := s.Records().Codebook
	line := func(format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }
	line("# Codebook, version %d", c.Version)
	line("")
	line("<!-- Made from dataset/data/codebook.yaml by `make docs`. -->")
	line("")
	line("%s", escapeMarkdown(c.About))
	line("\n## The standard case\n")
	line("%s %s", escapeMarkdown(c.StandardCase), escapeMarkdown(c.StandardCaseNote))
	line("\n## Levels\n")
	line("| level | score | means |\n|---|---|---|")
	for _, l := range c.Levels {
		score := "none"
		if l.Score != nil {
			score = fmt.Sprint(*l.Score)
		}
		line("| `%s` | %s | %s |", l.Level, score, escapeMarkdown(l.Means))
	}
	line("\nA cell that no assessment of a mapping covers at a date is *not coded*; that is an answer and never stands in data.")
	line("`contrary` marks rules, or a mandate of an authority, that work against the criterion.")
	line("\n## Rules of coding\n")
	for _, r := range c.RulesOfCoding {
		line("- %s", escapeMarkdown(r))
	}
	line("\n## Rules of harmonisation\n")
	line("%s\n", escapeMarkdown(c.HarmonisationNote))
	for _, h := range c.Harmonisation {
		line("%d. %s", h.Number, escapeMarkdown(h.Rule))
	}
	line("\n## Closed sets\n")
	line("- Bases: %s", code(c.Bases))
	line("- Covers: %s", code(c.Covers))
	line("- Doors: %s. %s", code(c.Doors), escapeMarkdown(c.DoorsNote))
	for _, aspect := range c.Aspects {
		line("\n## %s (`%s`)\n", escapeMarkdown(aspect.Title), aspect.ID)
		line("| id | criterion | question | doors | recommendations | provisions that require it |\n|---|---|---|---|---|---|")
		for _, criterion := range s.Criteria(aspect.ID) {
			id := criterion.ID
			if criterion.Core {
				id += " (core)"
			}
			var recommendations, provisions []string
			for _, r := range s.RecommendationsFor(criterion.ID) {
				recommendations = append(recommendations, r.ID)
			}
			for _, l := range s.LinksOf(criterion.ID) {
				if l.Relation == schema.Requires {
					provisions = append(provisions, l.Provision.ID)
				}
			}
			line("| %s | %s | %s | %s | %s | %s |", id, escapeMarkdown(criterion.Title), escapeMarkdown(criterion.Question),
				strings.ReplaceAll(join(criterion.Doors), "_", " "), strings.Join(recommendations, ", "), strings.Join(provisions, ", "))
		}
	}
	line("\nCore: %s", escapeMarkdown(c.CoreNote))
	return out.Flush()
}

// code lists words as code.
func code[W ~string](list []W) string {
	marked := make([]string, len(list))
	for i, w := range list {
		marked[i] = "`" + string(w) + "`"
	}
	return strings.Join(marked, ", ")
}
