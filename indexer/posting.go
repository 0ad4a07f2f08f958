package indexer

import (
	"context"
	"encoding/binary"
	"math"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/maypok86/otter/v2"
)

// A posting is a document with the weighted frequency of a word or phrase in it.
type posting struct {
	document  uint32
	frequency float32
}

// maxKept is how many bytes of postings are kept for the next question that has the words: the words that people use are
// few, and reading a common one from the engine takes ten times as long as scoring with it.
const maxKept = 64 << 20

// postingSize is how many bytes a posting takes.
const postingSize = 8

// newKept makes the cache of postings, by what they are of.
func newKept() *otter.Cache[string, []posting] {
	return otter.Must(&otter.Options[string, []posting]{
		MaximumWeight: maxKept,
		Weigher:       func(of string, list []posting) uint32 { return uint32(len(of) + postingSize*len(list) + 64) },
	})
}

// postings are the documents that have any of the alternatives, in their order, kept or read. The list must not be changed.
func (s *scoring) postings(ctx context.Context, alternatives []alternative) ([]posting, error) {
	return s.postingsNamed(ctx, nameOf(alternatives), alternatives)
}

func (s *scoring) postingsNamed(ctx context.Context, name string, alternatives []alternative) ([]posting, error) {
	if list, ok := s.x.kept.GetIfPresent(name); ok {
		return list, nil
	}
	list, err := s.read(ctx, alternatives)
	if err == nil {
		s.x.kept.Set(name, list)
	}
	return list, err
}

// nameOf says all that decides the postings of alternatives: weights and words. No word has a byte below a blank.
func nameOf(alternatives []alternative) string {
	var name []byte
	for _, a := range alternatives {
		name = append(binary.BigEndian.AppendUint32(name, math.Float32bits(a.weight)), 0)
		for _, forms := range a.words {
			for _, word := range forms {
				name = append(append(name, word...), 1)
			}
			name = append(name, 2)
		}
	}
	return string(name)
}

// read reads postings from the engine.
func (s *scoring) read(ctx context.Context, alternatives []alternative) ([]posting, error) {
	for _, a := range alternatives {
		if err := s.readAlternative(ctx, a); err != nil {
			s.reading.clear()
			return nil, err
		}
	}
	return s.reading.list(), nil
}

func (s *scoring) readAlternative(ctx context.Context, a alternative) error {
	if len(a.words) > 1 {
		return s.readPhrase(ctx, a)
	}
	for _, word := range a.words[0] {
		if s.x.lexicon.place(word) < 0 {
			continue
		}
		for c := range classes {
			if err := s.readWord(ctx, word, c, a.weight); err != nil {
				return err
			}
		}
	}
	return nil
}

// patience is how many postings are read between two looks at the deadline.
const patience = 4096

// readWord gathers what the engine has of a word in a class.
func (s *scoring) readWord(ctx context.Context, word string, c class, weight float32) error {
	postings, err := s.x.reader.TermFieldReader(ctx, []byte(word), fieldNames[c], true, true, false)
	if err != nil {
		return err
	}
	defer postings.Close()
	var doc index.TermFieldDoc
	for n := 1; ; n++ {
		next, err := postings.Next(doc.Reset())
		if err == nil && n%patience == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if next == nil {
			return nil
		}
		s.reading.add(s.x.order[next.ID.Value()], weight*s.x.weigh(c, float32(next.Freq), float32(next.Norm)))
	}
}

// weigh is the weighted frequency of a word in one class. The engine keeps 1/√length as norm.
func (x *Index) weigh(c class, frequency, norm float32) float32 {
	length := float32(1)
	if norm > 0 {
		length = 1 / (norm * norm)
	}
	b := lengthNorm[c]
	return classWeight[c] * frequency / (1 - b + b*length/x.averages[c])
}
