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

// Suggest completes a prefix: at most n texts (10 where n is 0, never more than MaxSuggestions), those that begin with it
// before those in which a later word does, terms of the thesaurus before titles.
func (x *Index) Suggest(prefix string, n int) []string {
	s := x.suggester
	typed := strings.Join(words(cut(prefix, MaxQuery)), " ")
	if typed == "" || len(typed) > MaxWord*4 {
		return nil
	}
	if n <= 0 {
		n = DefaultFirst
	}
	n = min(n, MaxSuggestions)
	from, _ := slices.BinarySearchFunc(s.starts, typed, func(w wordStart, t string) int { return strings.Compare(s.from(w), t) })
	var found []wordStart
	for _, w := range s.starts[from:] {
		if !strings.HasPrefix(s.from(w), typed) {
			break
		}
		found = append(found, w)
	}
	slices.SortFunc(found, func(a, b wordStart) int {
		return cmp.Or(cmp.Compare(min(a.at, 1), min(b.at, 1)), cmp.Compare(a.text, b.text))
	})
	var list []string
	for _, w := range found {
		if text := s.texts[w.text]; len(list) < n && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
