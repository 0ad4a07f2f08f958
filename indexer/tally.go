package indexer

import "math/bits"

// A set holds documents, one bit for each, so that they are gone through in their order: scores lie in memory in that
// order too, and reading them out of it takes several times as long.
type set []uint64

func newSet(documents int) set { return make(set, (documents+63)/64) }

func (s set) add(document uint32) { s[document>>6] |= 1 << (document & 63) }

func (s set) has(document uint32) bool { return s[document>>6]&(1<<(document&63)) != 0 }

// each calls yield for every document, in their order.
func (s set) each(yield func(uint32) bool) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(uint32(i<<6 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

// size is how many documents the set holds.
func (s set) size() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// A sum is what a document has of a question, or of a part of it.
type sum struct {
	score float32
	units float32 // how many units
}

// A tally adds up what documents have. Tallies are kept for the next question.
type tally struct {
	sums []sum
	some set // the documents that have anything
}

func newTally(documents int) tally { return tally{make([]sum, documents), newSet(documents)} }

func (t *tally) add(document uint32, score, units float32) {
	t.some.add(document)
	t.sums[document].score += score
	t.sums[document].units += units
}

func (t *tally) clear() {
	for document := range t.some.each {
		t.sums[document] = sum{}
	}
	clear(t.some)
}

// A gathering adds up the frequencies that documents have in several lists, and makes one list of them.
type gathering struct {
	frequencies []float32
	some        set
}

func newGathering(documents int) gathering {
	return gathering{make([]float32, documents), newSet(documents)}
}

func (g *gathering) add(document uint32, frequency float32) {
	g.some.add(document)
	g.frequencies[document] += frequency
}

// list is what was gathered, by document, and leaves nothing behind.
func (g *gathering) list() []posting {
	list := make([]posting, 0, g.some.size())
	for document := range g.some.each {
		list = append(list, posting{document, g.frequencies[document]})
		g.frequencies[document] = 0
	}
	clear(g.some)
	return list
}

// clear forgets what was gathered.
func (g *gathering) clear() {
	for document := range g.some.each {
		g.frequencies[document] = 0
	}
	clear(g.some)
}
