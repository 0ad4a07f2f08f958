package indexer

import (
	"context"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// Words in order are looked for in two steps: first the documents that have a word in each place, beginning with the
// rarest place, then the positions of the words in those few only. Positions take most of the time of reading.

// readPhrase gathers the documents that have words in order: in each place one of several forms. How often a document has
// them, and how long its text is, does not count.
func (s *scoring) readPhrase(ctx context.Context, a alternative) error {
	rarest := make([]int, 0, len(a.words)) // places, each word once
	for place, forms := range a.words {
		if !slices.ContainsFunc(rarest, func(p int) bool { return slices.Equal(a.words[p], forms) }) {
			rarest = append(rarest, place)
		}
	}
	slices.SortStableFunc(rarest, func(p, q int) int { return s.x.lexicon.count(a.words[p]) - s.x.lexicon.count(a.words[q]) })
	for c := range classes {
		having, err := s.x.having(ctx, a.words, rarest, fieldNames[c])
		if err != nil {
			return err
		}
		found, err := s.x.inOrder(ctx, a.words, having, fieldNames[c])
		if err != nil {
			return err
		}
		for _, number := range found {
			s.reading.add(s.x.order[number], a.weight*classWeight[c])
		}
	}
	return nil
}

// count is at most how many documents have one of the words.
func (l *lexicon) count(words []string) int {
	n := 0
	for _, word := range words {
		if place := l.place(word); place >= 0 {
			n += int(l.Counts[place])
		}
	}
	return n
}

// having are the engine's numbers of the documents that have a word in each place of a phrase.
func (x *Index) having(ctx context.Context, words [][]string, rarest []int, field string) ([]uint32, error) {
	var having []uint32
	for i, place := range rarest {
		readers, err := x.walks(ctx, words[place], field, false)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			having, err = readers.all(ctx, len(x.documents))
		} else {
			having, err = readers.among(ctx, having)
		}
		readers.close()
		if err != nil || len(having) == 0 {
			return nil, err
		}
	}
	return having, nil
}

// inOrder keeps those documents in which the words stand in order, side by side.
func (x *Index) inOrder(ctx context.Context, words [][]string, having []uint32, field string) ([]uint32, error) {
	if len(having) == 0 {
		return nil, nil
	}
	places := make([]walks, 0, len(words))
	defer func() {
		for _, w := range places {
			w.close()
		}
	}()
	for _, forms := range words {
		w, err := x.walks(ctx, forms, field, true)
		if err != nil {
			return nil, err
		}
		places = append(places, w)
	}
	found := having[:0]
	var from, next []uint64 // the positions at which words up to here end
	for n, number := range having {
		if n%patience == patience-1 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		for place, w := range places {
			next = next[:0]
			for _, walk := range w {
				at, err := walk.to(number)
				if err != nil {
					return nil, err
				}
				if !at {
					continue
				}
				for _, v := range walk.doc.Vectors {
					if place == 0 || slices.Contains(from, v.Pos-1) {
						next = append(next, v.Pos)
					}
				}
			}
			from, next = next, from
			if len(from) == 0 {
				break
			}
		}
		if len(from) > 0 {
			found = append(found, number)
		}
	}
	return found, nil
}

// A walk goes through the documents that have a word, forwards only.
type walk struct {
	reader index.TermFieldReader
	doc    index.TermFieldDoc
	number uint32
	begun  bool
	ended  bool
}

// walks are those of several words.
type walks []*walk

func (x *Index) walks(ctx context.Context, words []string, field string, positions bool) (walks, error) {
	var w walks
	for _, word := range words {
		reader, err := x.reader.TermFieldReader(ctx, []byte(word), field, false, false, positions)
		if err != nil {
			w.close()
			return nil, err
		}
		w = append(w, &walk{reader: reader})
	}
	return w, nil
}

func (w walks) close() {
	for _, walk := range w {
		walk.reader.Close()
	}
}

// to goes to a document, which must not lie before the last one, and says whether it has the word.
func (w *walk) to(number uint32) (bool, error) {
	if !w.ended && (!w.begun || w.number < number) {
		var id [8]byte
		next, err := w.reader.Advance(index.NewIndexInternalID(id[:], uint64(number)), w.doc.Reset())
		if err != nil {
			return false, err
		}
		if w.begun, w.ended = true, next == nil; next != nil {
			w.number = uint32(next.ID.Value())
		}
	}
	return !w.ended && w.number == number, nil
}

// all are the documents that have one of the words, in the engine's order.
func (w walks) all(ctx context.Context, documents int) ([]uint32, error) {
	some := newSet(documents)
	for _, walk := range w {
		for n := 1; ; n++ {
			next, err := walk.reader.Next(walk.doc.Reset())
			if err == nil && n%patience == 0 {
				err = ctx.Err()
			}
			if err != nil {
				return nil, err
			}
			if next == nil {
				break
			}
			some.add(uint32(next.ID.Value()))
		}
	}
	return slices.AppendSeq(make([]uint32, 0, some.size()), some.each), nil
}

// among are those of some documents that have one of the words.
func (w walks) among(ctx context.Context, some []uint32) ([]uint32, error) {
	kept := some[:0]
	for n, number := range some {
		if n%patience == patience-1 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		for _, walk := range w {
			at, err := walk.to(number)
			if err != nil {
				return nil, err
			}
			if at {
				kept = append(kept, number)
				break
			}
		}
	}
	return kept, nil
}
