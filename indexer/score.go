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

// A scoring is the work on one question.
type scoring struct {
	x        *Index
	total    tally     // what documents have of the question
	group    tally     // what they have of one group
	widened  gathering // how often they have other terms of a group
	reading  gathering // what is being read from the engine
	banned   set       // what must not be found
	admitted set       // what may be found, filters apart
	weights  []float32 // what each unit tells, for proximity
}

func (x *Index) newScoring() *scoring {
	if s, ok := x.scorings.Get().(*scoring); ok {
		return s
	}
	n := len(x.documents)
	return &scoring{x: x, total: newTally(n), group: newTally(n), widened: newGathering(n), reading: newGathering(n), banned: newSet(n), admitted: newSet(n)}
}

// done gives the scoring back.
func (s *scoring) done() {
	s.total.clear()
	s.group.clear()
	s.widened.clear()
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
		list, err := s.postings(ctx, []alternative{without})
		if err != nil {
			return 0, err
		}
		for _, posting := range list {
			s.banned.add(posting.document)
		}
	}
	for _, g := range p.groups {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if len(g.units) == 1 && len(g.widen) == 0 && len(g.asks) == 0 {
			err = s.addUnit(ctx, g.units[0], &s.total)
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

// addUnit adds to a tally what documents have of a unit.
func (s *scoring) addUnit(ctx context.Context, u unit, to *tally) error {
	list, err := s.postings(ctx, u.alternatives)
	if err != nil {
		return err
	}
	idf := s.x.idf(len(list))
	for _, p := range list {
		to.add(p.document, idf*saturate(p.frequency), 1)
	}
	s.weights = append(s.weights, idf)
	return nil
}

// addGroup scores a group: a document has its units one by one, or another term of its concept in place of all.
func (s *scoring) addGroup(ctx context.Context, g group) error {
	defer s.group.clear()
	defer s.widened.clear()
	var tells float32
	for _, u := range g.units {
		if err := s.addUnit(ctx, u, &s.group); err != nil {
			return err
		}
		tells += s.weights[len(s.weights)-1]
	}
	all := float32(len(g.units))
	for _, term := range g.widen {
		list, err := s.postingsNamed(ctx, term.kept, term.alternatives())
		if err != nil {
			return err
		}
		for _, p := range list {
			s.widened.add(p.document, p.frequency)
		}
	}
	if widened := s.widened.some.size(); widened > 0 {
		// Another term tells no more than the words that it stands for, and no more than its own concept.
		tells = min(tells, s.x.idf(widened)*all)
	}
	weight := weightSynonym
	if g.loosely {
		weight *= weightLoose
	}
	for document := range s.widened.some.each {
		s.widen(document, weight*tells*saturate(s.widened.frequencies[document]), all)
	}
	for i, criterion := range g.asks {
		if slices.Contains(g.asks[:i], criterion) {
			continue
		}
		for _, document := range s.x.byCriterion[criterion] {
			if s.group.some.has(document) {
				s.group.sums[document].score += asksBonus * tells / all
			}
		}
	}
	for document := range s.group.some.each {
		has := s.group.sums[document]
		s.total.add(document, has.score, has.units)
	}
	return nil
}

// widen gives a document the larger of what its own words score and what another term does.
func (s *scoring) widen(document uint32, score, units float32) {
	s.group.some.add(document)
	has := &s.group.sums[document]
	has.score = max(has.score, score)
	has.units = max(has.units, units)
}

// admit decides what may be found: of what is shown, what has something of the question, or all where nothing was asked;
// never what is banned.
func (s *scoring) admit(p *plan, shown set) {
	for i, word := range shown {
		if p.asked {
			word &= s.total.some[i]
		}
		s.admitted[i] = word &^ s.banned[i]
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
	for document := range s.admitted.each {
		if passes(document) {
			having[min(units, int(s.total.sums[document].units))]++
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
