package schema

import (
	"fmt"
	"strings"
)

// A Term is one word of a closed set and what it means.
type Term[W ~string] struct {
	Word  W
	Means string
}

// A Vocabulary is a closed set of words, in their natural order. Words are parsed once, at the border; past it nobody
// checks a string again.
type Vocabulary[W ~string] struct {
	name  string // what a word of this set is called in an error: "level"
	terms []Term[W]
}

// vocabulary makes a closed set; name is what one of its words is called.
func vocabulary[W ~string](name string, terms ...Term[W]) Vocabulary[W] {
	return Vocabulary[W]{name: name, terms: terms}
}

// Name says what a word of the set is called, for example "level".
func (v Vocabulary[W]) Name() string { return v.name }

// Terms lists the words with their meanings, in the order of the set.
func (v Vocabulary[W]) Terms() []Term[W] { return append([]Term[W](nil), v.terms...) }

// Words lists the words, in the order of the set.
func (v Vocabulary[W]) Words() []W {
	words := make([]W, len(v.terms))
	for i, t := range v.terms {
		words[i] = t.Word
	}
	return words
}

// Has says whether the set has the word.
func (v Vocabulary[W]) Has(word W) bool { return v.Order(word) >= 0 }

// Order is the place of the word in the set, from 0, or -1 where the set lacks it.
func (v Vocabulary[W]) Order(word W) int {
	for i, t := range v.terms {
		if t.Word == word {
			return i
		}
	}
	return -1
}

// Means says what the word means, or nothing where the set lacks it.
func (v Vocabulary[W]) Means(word W) string {
	if i := v.Order(word); i >= 0 {
		return v.terms[i].Means
	}
	return ""
}

// Parse returns the word that text is, letter for letter. Its error names the nearest word and lists the set.
func (v Vocabulary[W]) Parse(text string) (W, error) {
	if word := W(text); v.Has(word) {
		return word, nil
	}
	return "", v.unknown(text)
}

// unknown is the error for a word that the set lacks.
func (v Vocabulary[W]) unknown(text string) error {
	words := make([]string, len(v.terms))
	for i, t := range v.terms {
		words[i] = string(t.Word)
	}
	return UnknownWord(v.name, text, words)
}

// UnknownWord is the error for text that is none of the known words of its kind: it quotes the text, names the nearest
// known word where one is near, and lists the words where they are few.
func UnknownWord(kind, text string, known []string) error {
	return fmt.Errorf("unknown %s %q; %s", kind, text, Suggest(text, known))
}

// Suggest says in words what would have been right instead of text: "did you mean BE?", or the known words where none is
// near and they are at most sixteen.
func Suggest(text string, known []string) string {
	if near := Nearest(text, known); near != "" {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 {
		return "there is none"
	}
	if len(known) <= 16 {
		return "it is one of " + strings.Join(known, ", ")
	}
	return fmt.Sprintf("there are %d, from %s to %s", len(known), known[0], known[len(known)-1])
}

// Nearest is the known word that takes the fewest changes to become text, or nothing where none is within a third of its
// length (at least one change). A change is a letter put in, left out, put for another, or two neighbours swapped (optimal
// string alignment, after Damerau 1964); case does not count. Ties go to the earlier word.
func Nearest(text string, known []string) string {
	folded := []rune(strings.ToLower(strings.TrimSpace(text)))
	if len(folded) == 0 || len(folded) > 100 {
		return ""
	}
	best, word := max(1, len(folded)/3)+1, ""
	for _, k := range known {
		if d := distance(folded, []rune(strings.ToLower(k)), best); d < best {
			best, word = d, k
		}
	}
	return word
}

// distance is the optimal string alignment distance between a and b, or limit where their lengths alone reach it.
func distance(a, b []rune, limit int) int {
	if diff := len(a) - len(b); diff >= limit || -diff >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
