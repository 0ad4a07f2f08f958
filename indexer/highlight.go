package indexer

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// marks are the words of a plan as they are looked for in the text of a hit.
type marks struct {
	words   map[string]int16 // folded word → its unit, or -1 where it is only part of phrases
	begin   beginnings       // of the words
	phrases [][][]string
	order   []string // the typed words, in the order of the question
	units   int
}

// marksOf gathers what is to be marked: words and their other forms, phrases, and the terms that widened the question.
func (x *Index) marksOf(p *plan) *marks {
	m := &marks{words: map[string]int16{}}
	for _, g := range p.groups {
		for _, u := range g.units {
			for _, a := range u.alternatives {
				m.add(a.words, int16(m.units))
			}
			if u.typed != "" {
				m.order = append(m.order, u.typed)
			}
			m.units++
		}
		for _, term := range g.widen {
			m.add(term.words, int16(m.units-1))
		}
	}
	return m
}

func (m *marks) add(words [][]string, unit int16) {
	if len(words) == 1 {
		for _, word := range words[0] {
			m.begin.add(word)
			if old, ok := m.words[word]; !ok || old < 0 {
				m.words[word] = unit
			}
		}
		return
	}
	m.phrases = append(m.phrases, words)
	for _, forms := range words {
		for _, word := range forms {
			m.begin.add(word)
			if _, ok := m.words[word]; !ok {
				m.words[word] = -1
			}
		}
	}
}

// beginnings are the first two letters of words, so that most words of a text need not be folded to see that they are not
// looked for.
type beginnings [1 << 10]bool

func (b *beginnings) add(word string) {
	if place, ok := beginning(word); ok {
		b[place] = true
	}
}

// may says whether a word, as it stands in a text, may be one of them when it is folded.
func (b *beginnings) may(text string) bool {
	place, ok := beginning(text)
	return !ok || b[place]
}

// beginning is a number for the first two letters, whatever their case; not ok where folding may change them.
func beginning(word string) (int, bool) {
	if len(word) < 2 || word[0] >= utf8.RuneSelf || word[1] >= utf8.RuneSelf {
		return 0, false
	}
	return int(word[0]&31)<<5 | int(word[1]&31), true
}

// A spot is a word of a text that is looked for: its place among the words, and in bytes.
type spot struct {
	place      int
	start, end int
	word       string
	unit       int16
}

// spots finds the words of a text that are to be marked. What is only part of a phrase is marked where the phrase stands.
func (m *marks) spots(text string) []spot {
	var list []spot
	place, loose := 0, false
	tokens(text, func(t token) bool {
		if m.begin.may(t.text) {
			word := fold(t.text)
			if unit, ok := m.words[word]; ok {
				list = append(list, spot{place, t.start, t.end, word, unit})
				loose = loose || unit < 0
			}
		}
		place++
		return true
	})
	if !loose {
		return list
	}
	inPhrase := make([]bool, len(list))
	for i := range list {
		for _, phrase := range m.phrases {
			if n := len(phrase); i+n <= len(list) && stands(phrase, list[i:i+n]) {
				for j := i; j < i+n; j++ {
					inPhrase[j] = true
				}
			}
		}
	}
	kept := list[:0]
	for i, s := range list {
		if s.unit >= 0 || inPhrase[i] {
			kept = append(kept, s)
		}
	}
	return kept
}

// stands says whether a phrase is what these words are, side by side.
func stands(phrase [][]string, list []spot) bool {
	for i, forms := range phrase {
		if list[i].place != list[0].place+i || !slices.Contains(forms, list[i].word) {
			return false
		}
	}
	return true
}

// proximity is what a document gains by words of the question that stand side by side in it, in the question's order:
// for each such pair a share of what the two words tell.
func (x *Index) proximity(d *document, m *marks, weights []float32) float32 {
	pairs := make([]bool, m.units)
	for _, p := range d.parts {
		list := m.spots(p.text)
		for i := 1; i < len(list); i++ {
			a, b := list[i-1], list[i]
			if a.unit >= 0 && b.unit == a.unit+1 && b.place-a.place <= 2 {
				pairs[b.unit] = true
			}
		}
	}
	var gain float32
	for unit, together := range pairs {
		if together {
			gain += proximityWeight * (weights[unit-1] + weights[unit]) / 2
		}
	}
	return gain
}

// How long fragments are, in bytes, and how many a hit has.
const (
	fragmentLength = 220
	maxFragments   = 2
)

// A passage is the best place of a part: a run of spots that fits into a fragment.
type passage struct {
	part  *part
	spots []spot
	score float32
}

// hit is what is shown of a document.
func (x *Index) hit(found scored, m *marks) Hit {
	d := x.documents[found.document]
	h := Hit{
		ID: d.id, Kind: d.kind, Title: d.title, Country: d.country, Criterion: d.criterion, Level: d.level, Caution: d.caution,
		URL: d.url, Score: float64(found.score),
	}
	var passages []passage
	for i := range d.parts {
		if p := &d.parts[i]; m.units > 0 && p.name != "id" {
			if spots := m.spots(p.text); len(spots) > 0 {
				passages = append(passages, m.passage(p, spots))
			}
		}
	}
	labels := func(p passage) int {
		if p.part.class == inLabel {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(passages, func(a, b passage) int {
		return cmp.Or(cmp.Compare(labels(a), labels(b)), cmp.Compare(b.score, a.score))
	})
	for i, p := range passages {
		if i == 0 {
			h.Field, h.Locator = p.part.name, p.part.locator
		}
		if p.part.class == inLabel && i > 0 || len(h.Fragments) == maxFragments {
			continue
		}
		h.Fragments = append(h.Fragments, fragment(p))
	}
	if len(h.Fragments) == 0 {
		h.Fragments = []string{x.opening(d)}
	}
	return h
}

// passage finds the run of spots with the most different words.
func (m *marks) passage(p *part, spots []spot) passage {
	found := passage{part: p}
	to := 0
	for from := range spots {
		for to < len(spots) && spots[to].end-spots[from].start <= fragmentLength {
			to++
		}
		to = max(to, from+1)
		var score float32
		var seen uint64
		for _, s := range spots[from:to] {
			if bit := uint64(1) << (uint16(s.unit) % 64); seen&bit == 0 {
				seen |= bit
				score += classWeight[p.class]
			}
		}
		if score > found.score {
			found.score, found.spots = score, spots[from:to]
		}
	}
	return found
}

// fragment is a passage as HTML: escaped, its words in <mark>, an ellipsis where text is left out.
func fragment(p passage) string {
	text := p.part.text
	first, last := p.spots[0].start, p.spots[len(p.spots)-1].end
	room := max(0, fragmentLength-(last-first))
	from, to := wordBreak(text, max(0, first-room/3), first), len(text)
	if end := max(last, from+fragmentLength); end < len(text) {
		to = wordEnd(text, last, end)
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := from
	for _, s := range p.spots {
		b.WriteString(html.EscapeString(text[at:s.start]))
		b.WriteString("<mark>" + html.EscapeString(text[s.start:s.end]) + "</mark>")
		at = s.end
	}
	b.WriteString(html.EscapeString(text[at:to]))
	if to < len(text) {
		b.WriteString(" …")
	}
	return b.String()
}

// wordBreak is the first beginning of a word from at on, at most before.
func wordBreak(text string, at, before int) int {
	if at == 0 {
		return 0
	}
	if i := strings.IndexByte(text[at:before], ' '); i >= 0 {
		return at + i + 1
	}
	return before
}

// wordEnd is the last end of a word up to at, at least after.
func wordEnd(text string, after, at int) int {
	if i := strings.LastIndexByte(text[after:at], ' '); i >= 0 {
		return after + i
	}
	return after
}

// opening is the beginning of a document's first text, for a hit in which no word is marked.
func (x *Index) opening(d *document) string {
	for _, c := range []class{inText, inDetail, inTitle} {
		for _, p := range d.parts {
			if p.class == c {
				if len(p.text) <= fragmentLength {
					return html.EscapeString(p.text)
				}
				return html.EscapeString(p.text[:wordEnd(p.text, 0, fragmentLength)]) + " …"
			}
		}
	}
	return html.EscapeString(d.title)
}
