package indexer

import (
	"cmp"
	"encoding/gob"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/maypok86/otter/v2"

	"github.com/firewallmap/firewallmap/schema"
)

// A lexicon holds the words of an index, folded and sorted, with how many documents have each, and the classes of words
// that share a stem in a language. It is small (some megabytes for 100,000 passages) and stays in memory: what a question
// can match is known before the index is read.
type lexicon struct {
	Words  []string
	Counts []uint32            // in how many documents the word stands
	Stems  map[string][]uint32 // language and stem → places of the words
	Length [classes]uint64     // how many words all texts of a class have
	Having [classes]uint32     // how many documents have a text of the class

	stemmers map[schema.Language]stemmer
	asked    *otter.Cache[string, meaning] // what words that were asked for can be
}

// A meaning is what a word can be in every language that is written in its script. It must not be changed.
type meaning struct {
	keys  map[schema.Language][]string // its classes
	stops []schema.Language            // the languages in which it is a stop word
}

// maxAsked is how many words of questions are kept with their meanings: stemming one in twelve languages takes as long as
// searching for it.
const maxAsked = 4096

func newLexicon(stemmers map[schema.Language]stemmer) *lexicon {
	return &lexicon{
		stemmers: stemmers,
		asked:    otter.Must(&otter.Options[string, meaning]{MaximumSize: maxAsked}),
	}
}

// place is where a word stands in the lexicon, or -1.
func (l *lexicon) place(word string) int {
	if i, ok := slices.BinarySearch(l.Words, word); ok {
		return i
	}
	return -1
}

// stemKeys are the classes that a word, in lower case, belongs to in a language: that of its stem, and where it has
// diacritics that of its stem without them, so that people find the word who type it bare.
func (l *lexicon) stemKeys(language schema.Language, word string) (keys []string, stop bool) {
	stem, ok := l.stemmers[language]
	if !ok {
		return nil, false
	}
	full, stop := stem(word)
	keys = append(keys, stemKey(language, full))
	if bare := fold(word); bare != word {
		if short, _ := stem(bare); fold(short) != fold(full) {
			keys = append(keys, stemKey(language, short))
		}
	}
	return keys, stop
}

func stemKey(language schema.Language, stem string) string {
	return string(language) + " " + fold(stem)
}

// meaning is what a word can be.
func (l *lexicon) meaning(word string) meaning {
	word = lower(word)
	if m, ok := l.asked.GetIfPresent(word); ok {
		return m
	}
	m := meaning{keys: map[schema.Language][]string{}}
	for _, language := range languages {
		if !writtenIn(word, language) {
			continue
		}
		keys, stop := l.stemKeys(language, word)
		m.keys[language] = keys
		if stop {
			m.stops = append(m.stops, language)
		}
	}
	l.asked.Set(word, m)
	return m
}

// kin are the words of the index in a class; the word itself is not among them, nor what is less than a third as long: some
// stemmers take a letter that repeats itself for endings.
func (l *lexicon) kin(word string, keys []string) []string {
	var kin []string
	for _, key := range keys {
		for _, place := range l.Stems[key] {
			if w := l.Words[place]; w != word && 3*len(w) >= len(word) && !slices.Contains(kin, w) {
				kin = append(kin, w)
			}
		}
	}
	return kin
}

// withPrefix are the places of the words that begin with a prefix: from, to (exclusive).
func (l *lexicon) withPrefix(prefix string) (from, to int) {
	from = sort.SearchStrings(l.Words, prefix)
	to = from + sort.Search(len(l.Words)-from, func(i int) bool { return !strings.HasPrefix(l.Words[from+i], prefix) })
	return from, to
}

// commonest are the words at places from to to that stand in most documents, at most n, sorted.
func (l *lexicon) commonest(from, to, n int) []string {
	list := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, i)
	}
	slices.SortFunc(list, func(a, b int) int { return cmp.Or(cmp.Compare(l.Counts[b], l.Counts[a]), cmp.Compare(a, b)) })
	list = list[:min(n, len(list))]
	slices.Sort(list)
	found := make([]string, len(list))
	for i, place := range list {
		found[i] = l.Words[place]
	}
	return found
}

// averages are how many words a text of each class has on average.
func (l *lexicon) averages() [classes]float32 {
	var average [classes]float32
	for c := range average {
		average[c] = max(1, float32(l.Length[c])/max(1, float32(l.Having[c])))
	}
	return average
}

func (l *lexicon) write(w io.Writer) error { return gob.NewEncoder(w).Encode(l) }

func readLexicon(r io.Reader, stemmers map[schema.Language]stemmer) (*lexicon, error) {
	l := newLexicon(stemmers)
	if err := gob.NewDecoder(r).Decode(l); err != nil {
		return nil, fmt.Errorf("list of words: %w", err)
	}
	return l, nil
}

// A lexiconBuilder gathers the words of documents as they are indexed.
type lexiconBuilder struct {
	places   map[string]uint32 // folded word → place in the order of arrival
	words    []string
	counts   []uint32
	last     []int32 // the last document that had the word
	classes  map[string][]uint32
	seen     map[formKey]string // forms that have been folded and put in their class
	stemming *lexicon
	length   [classes]uint64
	having   [classes]uint32
}

// count notes that a document has a number of words in a class.
func (b *lexiconBuilder) count(c class, words int) {
	b.length[c] += uint64(words)
	b.having[c]++
}

// A formKey is a word as it stands in texts of a language.
type formKey struct {
	language schema.Language
	form     string
}

func newLexiconBuilder(stemmers map[schema.Language]stemmer) *lexiconBuilder {
	return &lexiconBuilder{
		places: map[string]uint32{}, classes: map[string][]uint32{}, seen: map[formKey]string{},
		stemming: newLexicon(stemmers),
	}
}

// add counts a word of a document's text and returns it folded, "" where nothing is left of it.
func (b *lexiconBuilder) add(document int, language schema.Language, form string) string {
	key := formKey{language, form}
	word, known := b.seen[key]
	if !known {
		word = fold(form)
		b.seen[key] = word
		if word != "" {
			b.classify(language, form, word)
		}
	}
	if word == "" {
		return ""
	}
	if place := b.places[word]; b.last[place] != int32(document) {
		b.last[place] = int32(document)
		b.counts[place]++
	}
	return word
}

func (b *lexiconBuilder) classify(language schema.Language, form, word string) {
	place, ok := b.places[word]
	if !ok {
		place = uint32(len(b.words))
		b.places[word] = place
		b.words = append(b.words, word)
		b.counts = append(b.counts, 0)
		b.last = append(b.last, -1)
	}
	keys, stop := b.stemming.stemKeys(language, lower(form))
	if stop {
		return
	}
	for _, key := range keys {
		if !slices.Contains(b.classes[key], place) {
			b.classes[key] = append(b.classes[key], place)
		}
	}
}

// lexicon is what was gathered, sorted.
func (b *lexiconBuilder) lexicon() *lexicon {
	order := make([]uint32, len(b.words))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return cmp.Compare(b.words[x], b.words[y]) })
	l := newLexicon(b.stemming.stemmers)
	l.Words, l.Counts = make([]string, len(order)), make([]uint32, len(order))
	l.Stems, l.Length, l.Having = b.classes, b.length, b.having
	moved := make([]uint32, len(order))
	for to, from := range order {
		l.Words[to], l.Counts[to], moved[from] = b.words[from], b.counts[from], uint32(to)
	}
	for _, places := range l.Stems {
		for i, p := range places {
			places[i] = moved[p]
		}
		slices.Sort(places)
	}
	return l
}
