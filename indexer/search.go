package indexer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// Deadline is how long a search may take. One that takes longer ends with an error that says so.
const Deadline = slower * time.Second

// reordered is how many of the first hits are looked at again for words that stand side by side.
const reordered = 50

// Search answers a request. A request out of bounds is a [RequestError]; whatever the question is made of, it is answered.
// Safe for any number of callers at once.
func (x *Index) Search(ctx context.Context, r Request) (Result, error) {
	if err := r.check(); err != nil {
		return Result{}, err
	}
	x.closing.RLock()
	defer x.closing.RUnlock()
	if x.closed {
		return Result{}, ErrClosed
	}
	ctx, cancel := context.WithTimeout(ctx, Deadline)
	defer cancel()
	result, err := x.search(ctx, &r)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("the search took more than %s and was ended; ask for less: %w", Deadline, err)
	}
	return result, err
}

func (x *Index) search(ctx context.Context, r *Request) (Result, error) {
	seal := x.sealer(r)
	skip := 0
	if r.After != "" {
		rank, err := seal.rank(r.After)
		if err != nil {
			return Result{}, err
		}
		skip = rank + 1
	}
	if skip+r.First > MaxDepth {
		return Result{}, wrong("paging ends after %d hits; narrow the question", MaxDepth)
	}
	p := x.plan(r)
	sieves, err := x.sieves(r.Filter, p.filters)
	if err != nil {
		return Result{}, err
	}
	s := x.newScoring()
	defer s.done()
	units, err := s.run(ctx, p)
	if err != nil {
		return Result{}, err
	}
	found := x.sift(s, p, sieves, r, units, skip+r.First)
	marks := x.marksOf(p)
	x.reorder(found.best, marks, s)

	result := Result{Total: found.total, DidYouMean: p.didYouMean, Concepts: p.concepts, Facets: x.facets(r.Facets, found.counts)}
	hits := found.best[min(skip, len(found.best)):min(skip+r.First, len(found.best))]
	for i, hit := range hits {
		h := x.hit(hit, marks)
		h.Cursor = seal.cursor(skip + i)
		result.Hits = append(result.Hits, h)
	}
	if len(hits) > 0 && skip+len(hits) < found.total {
		result.Next = result.Hits[len(hits)-1].Cursor
	}
	return result, nil
}

// A findings is what is left when filters have been applied.
type findings struct {
	total  int
	best   []scored
	counts [][]int // by dimension and value; nil where not asked for
}

// sift applies filters, counts and keeps the best n. In one dimension's counts its own filter does not count.
func (x *Index) sift(s *scoring, p *plan, sieves []sieve, r *Request, units, n int) findings {
	s.admit(p, x.shown(r.View))
	f := findings{counts: make([][]int, len(Dimensions))}
	for i, dimension := range Dimensions {
		if slices.Contains(r.Facets, dimension) {
			f.counts[i] = make([]int, len(x.columns[i].values))
		}
	}
	// failing is the one dimension whose sieve a document does not pass, -1 where it passes all, -2 where several.
	var active []int
	for i, sieve := range sieves {
		if sieve != nil {
			active = append(active, i)
		}
	}
	failing := func(document uint32) int {
		failed := -1
		for _, i := range active {
			if !sieves[i].passes(x.columns[i].of(document), x.columns[i]) {
				if failed >= 0 {
					return -2
				}
				failed = i
			}
		}
		return failed
	}
	top := best{n: max(n, reordered)}
	need, foreign := float32(0), p.language != english
	offer := func(document uint32) {
		has := s.total.sums[document]
		if has.units < need {
			return
		}
		failed := failing(document)
		for i, counts := range f.counts {
			if counts != nil && (failed == -1 || failed == i) {
				for _, value := range x.columns[i].of(document) {
					counts[value]++
				}
			}
		}
		if failed == -1 {
			f.total++
			score := has.score * coverage(has.units, units) * x.priors[document]
			if foreign && x.inLanguage(document, p.language) {
				score *= ownLanguage
			}
			top.offer(scored{document, score})
		}
	}
	if p.asked {
		need = s.enough(units, func(document uint32) bool { return failing(document) == -1 })
	}
	for document := range s.admitted.each {
		offer(document)
	}
	f.best = top.sorted()
	return f
}

// shown are the documents that may be found in a view; nil is the dataset's own.
func (x *Index) shown(view *dataset.View) set {
	if view == nil || view == x.snapshot.Today() {
		return x.today
	}
	return inView(x.documents, view)
}

// coverage lets a document with more of the question's words go before one with fewer.
func coverage(has float32, units int) float32 {
	if units == 0 {
		return 1
	}
	return 1 - coverageShare + coverageShare*has/float32(units)
}

// priorOf is what speaks for a document before any word is looked at: what holds an answer goes before what stands around
// it.
func priorOf(d *document) float32 {
	switch d.kind {
	case dataset.KindCriterion:
		return priorQuestion
	case dataset.KindDefinition, dataset.KindCountry, dataset.KindRule:
		return priorFrame
	}
	return priorAnswer
}

// inLanguage says whether a language is one of the document's country.
func (x *Index) inLanguage(document uint32, language schema.Language) bool {
	return slices.ContainsFunc(x.documents[document].countries, func(code schema.CountryCode) bool {
		return slices.Contains(x.snapshot.Country(code).Languages, language)
	})
}

// facets are the counts with their values.
func (x *Index) facets(wanted []Dimension, counts [][]int) []Facet {
	var facets []Facet
	for _, dimension := range wanted {
		i := slices.Index(Dimensions, dimension)
		if i < 0 {
			continue
		}
		f := Facet{Dimension: dimension, Values: make([]FacetValue, len(counts[i]))}
		for place, count := range counts[i] {
			f.Values[place] = FacetValue{x.columns[i].values[place], x.columns[i].titles[place], count}
		}
		facets = append(facets, f)
	}
	return facets
}

// reorder gives the first hits what they gain by words side by side, and orders them anew.
func (x *Index) reorder(hits []scored, m *marks, s *scoring) {
	if len(m.order) < 2 {
		return
	}
	first := hits[:min(reordered, len(hits))]
	for i := range first {
		first[i].score += x.proximity(x.documents[first[i].document], m, s.weights)
	}
	slices.SortFunc(first, byScore)
}
