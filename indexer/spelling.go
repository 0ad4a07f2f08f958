package indexer

import (
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/schema"
)

// A spelling finds the known words that a mistyped one is near to: the words of the index and those of the thesaurus.
type spelling struct {
	words  []string
	counts []uint32
	signs  []uint32 // which letters a word has, one bit for each of 32 groups
	known  map[string]bool
}

// longest and shortest words, in letters, that mistakes are looked for in: a change in a short word makes another word,
// and nobody means a word of fifty letters.
const (
	shortestMended = 4
	longestMended  = 40
)

func newSpelling(l *lexicon, t *schema.Thesaurus) *spelling {
	s := &spelling{known: map[string]bool{}}
	for i, word := range l.Words {
		s.add(word, l.Counts[i])
	}
	for _, c := range t.Concepts {
		for _, terms := range c.Terms {
			for _, text := range append([]string{terms.Preferred}, terms.Other...) {
				for _, word := range words(text) {
					if l.place(word) < 0 && !s.known[word] {
						s.known[word] = true
						s.add(word, 0)
					}
				}
			}
		}
	}
	return s
}

func (s *spelling) add(word string, count uint32) {
	n := utf8.RuneCountInString(word)
	if n < shortestMended-1 || n > longestMended+2 || word[0] <= '9' {
		return
	}
	s.words = append(s.words, word)
	s.counts = append(s.counts, count)
	s.signs = append(s.signs, signOf(word))
}

// has says whether the word is one of the thesaurus that the index lacks.
func (s *spelling) has(word string) bool { return s.known[word] }

func signOf(word string) uint32 {
	var sign uint32
	for _, r := range word {
		sign |= 1 << (uint32(r) % 32)
	}
	return sign
}

// nearest are at most n words that take the fewest changes (a letter more, less or other, two neighbours swapped) to
// become the word: one in words of up to seven letters, two in longer ones. Of equally near ones those with the same
// first letter come first, then the commoner, then by alphabet.
func (s *spelling) nearest(word string, n int) []string {
	letters := []rune(word)
	if len(letters) < shortestMended || len(letters) > longestMended {
		return nil
	}
	most := 1
	if len(letters) > 7 {
		most = 2
	}
	type candidate struct {
		place, distance int
		first           bool
	}
	var found []candidate
	sign := signOf(word)
	var row [3][]int
	for i := range row {
		row[i] = make([]int, longestMended+4)
	}
	for i, other := range s.words {
		if bits.OnesCount32(sign^s.signs[i]) > 2*most || len(other) > 4*(len(letters)+most) {
			continue
		}
		if d := editDistance(letters, []rune(other), most, &row); d <= most {
			found = append(found, candidate{i, d, other[0] == word[0]})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		if c := cmp.Compare(a.distance, b.distance); c != 0 {
			return c
		}
		if a.first != b.first {
			if a.first {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(s.counts[b.place], s.counts[a.place]), cmp.Compare(a.place, b.place))
	})
	var near []string
	for _, c := range found[:min(n, len(found))] {
		if c.distance == found[0].distance {
			near = append(near, s.words[c.place])
		}
	}
	return near
}

// editDistance is the optimal string alignment distance between a and b, or most+1 where it is more than most.
func editDistance(a, b []rune, most int, row *[3][]int) int {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1
	}
	before, last, this := row[0], row[1], row[2]
	for j := 0; j <= len(b); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		this[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, this[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			this[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}
