package indexer

import (
	"context"
	"math"
	"slices"
)

// A scored document.
type scored struct {
	document uint32
	score    float32
}

// A tally adds up what documents score, a number for each document and a list of those that have any. Tallies are kept for
// the next question.
type tally struct {
	values []float32
	some   []uint32
}

func (t *tally) add(document uint32, value float32) {
	if t.values[document] == 0 {
		t.some = append(t.some, document)
	}
	t.values[document] += value
}

func (t *tally) clear() {
	for _, document := range t.some {
		t.values[document] = 0
	}
	t.some = t.some[:0]
}

// A scoring is the work on one question.
type scoring struct {
	x       *Index
	total   tally     // the score
	matched tally     // how many units of the question a document has
	group   tally     // the score of one group
	units   tally     // how many units of the group
	unit    tally     // the weighted frequency of one unit
	widened tally     // the weighted frequency of other terms
	banned  []bool    // what must not be found
	weights []float32 // what each unit tells, for proximity
}

func (x *Index) newScoring() *scoring {
	if s, ok := x.scorings.Get().(*scoring); ok {
		return s
	}
	s := &scoring{x: x}
	for _, t := range s.tallies() {
		t.values = make([]float32, len(x.documents))
	}
	s.banned = make([]bool, len(x.documents))
	return s
}

func (s *scoring) tallies() []*tally {
	return []*tally{&s.total, &s.matched, &s.group, &s.units, &s.unit, &s.widened}
}

// done gives the scoring back.
func (s *scoring) done() {
	for _, t := range s.tallies() {
		t.clear()
	}
	clear(s.banned)
	s.weights = s.weights[:0]
	s.x.scorings.Put(s)
}

// idf is what it tells that a text has something which count texts have.
func (x *Index) idf(count int) float32 {
	n := float64(len(x.documents))
	return float32(math.Log(1 + (n-float64(count)+0.5)/(float64(count)+0.5)))
}

func saturate(frequency float32) float32 {
	return frequency * (saturation + 1) / (frequency + saturation)
}

// run scores a plan and returns how many units it has.
func (s *scoring) run(ctx context.Context, p *plan) (units int, err error) {
	for _, without := range p.without {
		list, err := s.x.postings(ctx, without.words)
		if err != nil {
			return 0, err
		}
		for _, posting := range list {
			s.banned[posting.document] = true
		}
	}
	for _, g := range p.groups {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if len(g.units) == 1 && len(g.widen) == 0 && len(g.asks) == 0 {
			err = s.addUnit(ctx, g.units[0], &s.total, &s.matched)
		} else {
			err = s.addGroup(ctx, g)
		}
		if err != nil {
			return 0, err
		}
		units += len(g.units)
	}
	return units, nil
}

// addUnit adds what a unit scores to one tally, and 1 to another for every document that has it.
func (s *scoring) addUnit(ctx context.Context, u unit, scores, having *tally) error {
	defer s.unit.clear()
	for _, a := range u.alternatives {
		list, err := s.x.postings(ctx, a.words)
		if err != nil {
			return err
		}
		for _, p := range list {
			s.unit.add(p.document, a.weight*p.frequency)
		}
	}
	idf := s.x.idf(len(s.unit.some))
	for _, document := range s.unit.some {
		scores.add(document, idf*saturate(s.unit.values[document]))
		having.add(document, 1)
	}
	s.weights = append(s.weights, idf)
	return nil
}

// addGroup scores a group: a document has its units one by one, or another term of its concept in place of all.
func (s *scoring) addGroup(ctx context.Context, g group) error {
	var tells float32
	for _, u := range g.units {
		if err := s.addUnit(ctx, u, &s.group, &s.units); err != nil {
			return err
		}
		tells += s.weights[len(s.weights)-1]
	}
	for _, term := range g.widen {
		postings, err := s.x.postingsOf(ctx, term.of)
		if err != nil {
			return err
		}
		for _, p := range postings[term] {
			s.widened.add(p.document, p.frequency)
		}
	}
	all := float32(len(g.units))
	if len(s.widened.some) > 0 {
		// Another term tells no more than the words that it stands for, and no more than its own concept.
		tells = min(tells, s.x.idf(len(s.widened.some))*all)
	}
	weight := weightSynonym
	if g.loosely {
		weight *= weightLoose
	}
	for _, document := range s.widened.some {
		s.mergeWidened(document, weight*tells*saturate(s.widened.values[document]), all)
	}
	for i, criterion := range g.asks {
		if slices.Contains(g.asks[:i], criterion) {
			continue
		}
		for _, document := range s.x.byCriterion[criterion] {
			if s.group.values[document] > 0 {
				s.group.values[document] += asksBonus * tells / all
			}
		}
	}
	for _, document := range s.group.some {
		s.total.add(document, s.group.values[document])
		s.matched.add(document, s.units.values[document])
	}
	s.widened.clear()
	s.group.clear()
	s.units.clear()
	return nil
}

// mergeWidened gives a document the larger of what its own words score and what another term does.
func (s *scoring) mergeWidened(document uint32, score, units float32) {
	if score > s.group.values[document] {
		s.group.add(document, score-s.group.values[document])
	}
	if units > s.units.values[document] {
		s.units.add(document, units-s.units.values[document])
	}
}

// enough is how many units of a question a hit must have: all of up to three, two thirds of more. Where fewer than
// relaxBelow documents have so many, fewer will do, down to one.
func (s *scoring) enough(units int, passes func(uint32) bool) float32 {
	if units < 2 {
		return 1
	}
	need := units
	if units > 3 {
		need = (2*units + 2) / 3
	}
	having := make([]int, units+1)
	for _, document := range s.matched.some {
		if !s.banned[document] && passes(document) {
			having[min(units, int(s.matched.values[document]))]++
		}
	}
	found := 0
	for n := units; n > 0; n-- {
		found += having[n]
		if n <= need && found >= relaxBelow {
			return float32(n)
		}
	}
	return 1
}

// best keeps the n first of many hits: a heap whose root is the last of them.
type best struct {
	hits []scored
	n    int
}

func (b *best) offer(hit scored) {
	if len(b.hits) < b.n {
		b.hits = append(b.hits, hit)
		if len(b.hits) == b.n {
			slices.SortFunc(b.hits, func(x, y scored) int { return byScore(y, x) }) // sorted so, it is a heap
		}
		return
	}
	if b.n == 0 || byScore(hit, b.hits[0]) >= 0 {
		return
	}
	b.hits[0] = hit
	for i := 0; ; {
		last := i
		for _, child := range []int{2*i + 1, 2*i + 2} {
			if child < b.n && byScore(b.hits[child], b.hits[last]) > 0 {
				last = child
			}
		}
		if last == i {
			return
		}
		b.hits[i], b.hits[last] = b.hits[last], b.hits[i]
		i = last
	}
}

func (b *best) sorted() []scored {
	slices.SortFunc(b.hits, byScore)
	return b.hits
}
