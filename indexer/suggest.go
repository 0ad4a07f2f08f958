package indexer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
)

// A suggester completes what is being typed: titles, names, and terms of the thesaurus, from the beginning of any word.
type suggester struct {
	texts  []string // as shown, the likelier first
	terms  uint32   // how many of them are terms of the thesaurus, which stand before titles and names
	folded []string
	starts []wordStart // sorted by the text from there on
}

// A wordStart is the beginning of a word in a folded text.
type wordStart struct {
	text uint32
	at   uint32
}

// MaxSuggestions is how many completions are given at most.
const MaxSuggestions = 20

func newSuggester(documents []*document, th *thesaurus) *suggester {
	s := &suggester{}
	seen := map[string]bool{}
	add := func(text string) {
		folded := strings.Join(words(text), " ")
		if folded == "" || seen[folded] {
			return
		}
		seen[folded] = true
		place := uint32(len(s.texts))
		s.texts = append(s.texts, text)
		s.folded = append(s.folded, folded)
		for at := 0; at < len(folded); {
			s.starts = append(s.starts, wordStart{place, uint32(at)})
			next := strings.IndexByte(folded[at:], ' ')
			if next < 0 {
				break
			}
			at += next + 1
		}
	}
	for _, c := range th.concepts {
		for _, t := range c.terms {
			add(t.text)
		}
	}
	s.terms = uint32(len(s.texts))
	named := func(kinds ...dataset.Kind) {
		for _, d := range documents {
			if slices.Contains(kinds, d.kind) {
				for _, p := range d.parts {
					if p.class == inTitle {
						add(p.text)
					}
				}
			}
		}
	}
	named(dataset.KindCountry, dataset.KindCriterion, dataset.KindDefinition)
	named(dataset.KindService, dataset.KindRule, dataset.KindProvision, dataset.KindRuling)
	named(dataset.KindInstrument, dataset.KindResource, dataset.KindScenario, dataset.KindFrameworkFinding, dataset.KindSource)
	slices.SortFunc(s.starts, func(a, b wordStart) int {
		return cmp.Or(strings.Compare(s.from(a), s.from(b)), cmp.Compare(a.text, b.text))
	})
	return s
}

func (s *suggester) from(w wordStart) string { return s.folded[w.text][w.at:] }

// Suggest completes a prefix: at most n texts (10 where n is 0, never more than MaxSuggestions). What begins with it goes
// before what has it at the beginning of a later word; then what is written with the accents that were typed, what is
// nothing more than the prefix, terms of the thesaurus, and whole words.
func (x *Index) Suggest(prefix string, n int) []string {
	s := x.suggester
	prefix = cut(prefix, MaxQuery)
	typed := strings.Join(words(prefix), " ")
	if typed == "" || len(typed) > MaxWord*4 {
		return nil
	}
	if n <= 0 {
		n = DefaultFirst
	}
	n = min(n, MaxSuggestions)
	accented := " " + spelt(prefix)
	if fold(accented) == accented {
		accented = ""
	}
	from, _ := slices.BinarySearchFunc(s.starts, typed, func(w wordStart, t string) int { return strings.Compare(s.from(w), t) })
	var found []suggestion // the n best so far, sorted
	for _, w := range s.starts[from:] {
		rest, ok := strings.CutPrefix(s.from(w), typed)
		if !ok {
			break
		}
		c := suggestion{w.text, s.worth(w, rest, accented)}
		place, _ := slices.BinarySearchFunc(found, c, bySuggestion)
		if place == n {
			continue
		}
		if same := slices.IndexFunc(found, func(f suggestion) bool { return f.text == c.text }); same >= 0 {
			if same < place {
				continue
			}
			found = slices.Delete(found, same, same+1)
		}
		found = slices.Insert(found, place, c)
		found = found[:min(n, len(found))]
	}
	var list []string
	for _, f := range found {
		list = append(list, s.texts[f.text])
	}
	return list
}

// A suggestion is a text that completes what was typed.
type suggestion struct {
	text uint32
	last int // the higher, the later it is offered
}

func bySuggestion(a, b suggestion) int {
	return cmp.Or(cmp.Compare(a.last, b.last), cmp.Compare(a.text, b.text))
}

// worth says how late a text is offered of which rest follows what was typed; accented is that as it was typed, where it
// has accents.
func (s *suggester) worth(w wordStart, rest, accented string) int {
	last := 0
	if w.at > 0 {
		last += 16
	}
	if accented != "" && !strings.Contains(" "+spelt(s.texts[w.text]), accented) {
		last += 8
	}
	if rest != "" {
		last += 4
	}
	if w.text >= s.terms {
		last += 2
	}
	if rest != "" && rest[0] != ' ' {
		last++
	}
	return last
}

// spelt is a text in lower case with its accents, its words joined by blanks.
func spelt(text string) string {
	var list []string
	tokens(text, func(t token) bool {
		list = append(list, lower(t.text))
		return true
	})
	return strings.Join(list, " ")
}
