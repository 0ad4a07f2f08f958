// Package passages makes large datasets out of the words of the embedded one, for benchmarks: sources whose texts are drawn
// word by word with the frequencies that the words have there.
//
// What belongs here: making text to measure with. What does not: anything that a program shows.
package passages

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"unicode"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// Words is how many words a passage has.
const Words = 120

// A Vocabulary draws words as often as they stand in a dataset.
type Vocabulary struct {
	words  []string
	upTo   []int // the sum of the counts of the words up to here
	random *rand.Rand
}

// NewVocabulary counts the words of the assessments and citations of a snapshot. The same seed draws the same words.
func NewVocabulary(s *dataset.Snapshot, seed uint64) *Vocabulary {
	counts := map[string]int{}
	count := func(text string) {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			counts[strings.ToLower(word)]++
		}
	}
	for _, a := range s.Assessments() {
		count(a.Summary)
		count(a.Caution)
		for _, c := range a.Citations {
			count(c.Says)
		}
	}
	v := &Vocabulary{random: rand.New(rand.NewPCG(seed, seed))}
	for word := range counts {
		v.words = append(v.words, word)
	}
	sort.Strings(v.words)
	sum := 0
	for _, word := range v.words {
		sum += counts[word]
		v.upTo = append(v.upTo, sum)
	}
	return v
}

// Passage draws a passage.
func (v *Vocabulary) Passage() string {
	var b strings.Builder
	for i := range Words {
		if i > 0 {
			b.WriteByte(' ')
		}
		n := v.random.IntN(v.upTo[len(v.upTo)-1])
		b.WriteString(v.words[sort.SearchInts(v.upTo, n+1)])
	}
	return b.String()
}

// Snapshot is a snapshot with n more sources, whose texts are passages, spread over the countries and the years from 2000.
func Snapshot(s *dataset.Snapshot, n int, seed uint64) (*dataset.Snapshot, []string, error) {
	var records schema.Records
	if err := json.Unmarshal(s.JSON(), &records); err != nil {
		return nil, nil, err
	}
	v := NewVocabulary(s, seed)
	texts := make([]string, n)
	for i := range texts {
		texts[i] = v.Passage()
		c := &records.Countries[i%len(records.Countries)]
		c.Sources = append(c.Sources, schema.Source{
			ID: fmt.Sprintf("%s-passage-%06d", c.Code.Lower(), i), Title: fmt.Sprintf("Passage %d", i), Publisher: "Drawn at random",
			Kind: "report", Language: "en", Year: 2000 + i%26, Says: texts[i],
		})
	}
	more, err := dataset.New(records)
	return more, texts, err
}
