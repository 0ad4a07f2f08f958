package indexer

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/schema"
)

// A thesaurus finds the terms of concepts in questions, and what other terms of them stand in the index.
type thesaurus struct {
	lexicon  *lexicon
	concepts []*concept
	byFirst  map[string][]*conceptTerm // class of the first word → terms that begin with it
	having   map[string][]*concept     // class of a word → concepts with a term that has it
}

// A concept is a concept of the snapshot with its terms as they are compared.
type concept struct {
	*schema.Concept
	terms []*conceptTerm
}

// A conceptTerm is a term of a concept, word by word.
type conceptTerm struct {
	of        *concept
	text      string
	language  schema.Language
	unchecked bool
	keys      [][]string // the classes of each word in the language
	words     [][]string // the words of the index in each place; empty where the index lacks one
	kept      string     // the name of its postings
}

func newThesaurus(t *schema.Thesaurus, l *lexicon) *thesaurus {
	th := &thesaurus{lexicon: l, byFirst: map[string][]*conceptTerm{}, having: map[string][]*concept{}}
	for i := range t.Concepts {
		c := &concept{Concept: &t.Concepts[i]}
		th.concepts = append(th.concepts, c)
		for _, terms := range c.Terms {
			for _, text := range append([]string{terms.Preferred}, terms.Other...) {
				th.addTerm(c, text, terms)
			}
		}
	}
	return th
}

func (th *thesaurus) addTerm(c *concept, text string, terms schema.Terms) {
	term := &conceptTerm{of: c, text: text, language: terms.Language, unchecked: terms.Unchecked}
	complete := true
	tokens(text, func(t token) bool {
		word := lower(t.text)
		keys, stop := th.lexicon.stemKeys(terms.Language, word)
		if len(keys) == 0 {
			keys = []string{stemKey(terms.Language, word)}
		}
		term.keys = append(term.keys, keys)
		for _, key := range keys {
			if !slices.Contains(th.having[key], c) {
				th.having[key] = append(th.having[key], c)
			}
		}
		own := fold(word)
		var forms []string
		if !stop {
			forms = inflected(own, th.lexicon.kin(own, keys))
		}
		if th.lexicon.place(own) >= 0 {
			forms = append(forms, own)
		}
		complete = complete && len(forms) > 0
		term.words = append(term.words, forms)
		return true
	})
	if len(term.keys) == 0 {
		return
	}
	if !complete {
		term.words = nil
	}
	term.kept = nameOf(term.alternatives())
	c.terms = append(c.terms, term)
	for _, key := range term.keys[0] {
		th.byFirst[key] = append(th.byFirst[key], term)
	}
}

// alternatives are what a text has that has the term.
func (t *conceptTerm) alternatives() []alternative { return []alternative{{t.words, 1}} }

// inflected are those other forms of a word that differ from it in no more than its last three letters: interviews and
// interviewing from interview, but not informed from informative, which would make other terms of a term.
func inflected(word string, kin []string) []string {
	return slices.DeleteFunc(kin, func(other string) bool {
		same := 0
		for same < len(word) && same < len(other) && word[same] == other[same] {
			same++
		}
		return utf8.RuneCountInString(word[same:]) > 3 || utf8.RuneCountInString(other[same:]) > 3
	})
}

// maxHaving is how many concepts a single word of their terms may stand for; a word of more tells nothing.
const maxHaving = 4

// withWord are the concepts that a word may belong to which no text has: those with a term that has it.
func (th *thesaurus) withWord(keys map[schema.Language][]string) []*concept {
	var found []*concept
	for _, language := range languages {
		for _, key := range keys[language] {
			for _, c := range th.having[key] {
				if !slices.Contains(found, c) {
					found = append(found, c)
				}
			}
		}
	}
	if len(found) > maxHaving {
		return nil
	}
	return found
}

// A match is a run of words in a question that is a term of concepts.
type match struct {
	from, to int // the words from, up to and without to
	terms    []*conceptTerm
}

// matches finds the terms in a run of words, given the classes of each in every language: the longest first, none within
// another. A word may be a term in several languages and of several concepts.
func (th *thesaurus) matches(keys []map[schema.Language][]string) []match {
	var found []match
	for i := 0; i < len(keys); {
		best := match{from: i, to: i}
		for _, list := range keys[i] {
			for _, key := range list {
				for _, term := range th.byFirst[key] {
					switch n := len(term.keys); {
					case i+n > len(keys) || i+n < best.to || !term.fits(keys[i:i+n]):
					case i+n > best.to:
						best.to, best.terms = i+n, []*conceptTerm{term}
					case !slices.Contains(best.terms, term):
						best.terms = append(best.terms, term)
					}
				}
			}
		}
		if best.terms == nil {
			i++
			continue
		}
		found = append(found, best)
		i = best.to
	}
	return found
}

// concepts are the concepts of the terms, each once.
func (m match) concepts() []*concept {
	var list []*concept
	for _, t := range m.terms {
		if !slices.Contains(list, t.of) {
			list = append(list, t.of)
		}
	}
	return list
}

// knows says whether a term has a word of one of the classes.
func (th *thesaurus) knows(keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return len(th.having[key]) > 0 })
}

func (t *conceptTerm) fits(keys []map[schema.Language][]string) bool {
	for i, classes := range t.keys {
		if !slices.ContainsFunc(classes, func(class string) bool { return slices.Contains(keys[i][t.language], class) }) {
			return false
		}
	}
	return true
}

// writtenIn says whether a word can be of a language, by the script of its first letter.
func writtenIn(word string, language schema.Language) bool {
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Greek, r):
			return language == "el"
		case unicode.Is(unicode.Cyrillic, r):
			return language == "bg"
		case unicode.Is(unicode.Latin, r):
			return language != "el" && language != "bg"
		}
	}
	return true
}
