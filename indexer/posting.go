package indexer

import (
	"context"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/maypok86/otter/v2"
)

// A posting is a document with the weighted frequency of a word or phrase in it.
type posting struct {
	document  uint32
	frequency float32
}

// postings are the documents that have words in order: in each place one of several forms. One place is a word. A document
// stands there as often as it has forms and classes; the frequencies add up. The list must not be changed.
func (x *Index) postings(ctx context.Context, words [][]string) ([]posting, error) {
	if len(words) > 1 {
		return x.phrasePostings(ctx, words)
	}
	if len(words[0]) == 1 {
		return x.wordPostings(ctx, words[0][0])
	}
	var all []posting
	for _, word := range words[0] {
		list, err := x.wordPostings(ctx, word)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// maxKept is how many bytes of postings are kept for the next question that has the word: the words that people use are
// few, and reading a common one from the engine takes ten times as long as scoring with it.
const maxKept = 32 << 20

// postingSize is how many bytes a posting takes.
const postingSize = 8

// newKept makes the cache of postings by word.
func newKept() *otter.Cache[string, []posting] {
	return otter.Must(&otter.Options[string, []posting]{
		MaximumWeight: maxKept,
		Weigher:       func(word string, list []posting) uint32 { return uint32(len(word) + postingSize*len(list) + 64) },
	})
}

// wordPostings are the postings of a word, kept or read.
func (x *Index) wordPostings(ctx context.Context, word string) ([]posting, error) {
	place := x.lexicon.place(word)
	if place < 0 {
		return nil, nil
	}
	if list, ok := x.kept.GetIfPresent(word); ok {
		return list, nil
	}
	list := make([]posting, 0, x.lexicon.Counts[place])
	list, err := x.readWord(ctx, word, list)
	if err != nil {
		return nil, err
	}
	x.kept.Set(word, list)
	return list, nil
}

// patience is how many postings are read between two looks at the deadline.
const patience = 4096

// readWord appends the postings that the engine has of a word.
func (x *Index) readWord(ctx context.Context, word string, list []posting) ([]posting, error) {
	for c, field := range fieldNames {
		postings, err := x.reader.TermFieldReader(ctx, []byte(word), field, true, true, false)
		if err != nil {
			return nil, err
		}
		var doc index.TermFieldDoc
		for n := 1; ; n++ {
			next, err := postings.Next(doc.Reset())
			if err == nil && n%patience == 0 {
				err = ctx.Err()
			}
			if err != nil {
				postings.Close()
				return nil, err
			}
			if next == nil {
				break
			}
			list = append(list, posting{x.order[next.ID.Value()], x.weigh(class(c), float32(next.Freq), float32(next.Norm))})
		}
		if err := postings.Close(); err != nil {
			return nil, err
		}
	}
	return list, nil
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

// phrasePostings are the postings of words in order. How long the text is the engine does not say of a phrase.
func (x *Index) phrasePostings(ctx context.Context, words [][]string) ([]posting, error) {
	var list []posting
	for c, field := range fieldNames {
		phrases, err := searcher.NewMultiPhraseSearcher(ctx, x.reader, words, 0, false, field, 1, search.SearcherOptions{})
		if err != nil {
			return nil, err
		}
		pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(phrases.DocumentMatchPoolSize()+1, 0), IndexReader: x.reader}
		for n := 1; ; n++ {
			hit, err := phrases.Next(pool)
			if err == nil && n%(patience/16) == 0 {
				err = ctx.Err()
			}
			if err != nil {
				phrases.Close()
				return nil, err
			}
			if hit == nil {
				break
			}
			list = append(list, posting{x.order[hit.IndexInternalID.Value()], classWeight[c]})
			pool.DocumentMatchPool.Put(hit)
		}
		if err := phrases.Close(); err != nil {
			return nil, err
		}
	}
	return list, nil
}
