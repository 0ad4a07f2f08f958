package indexer

import (
	"context"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// A posting is a document with the weighted frequency of a word or phrase in it.
type posting struct {
	document  uint32
	frequency float32
}

// postings are the documents that have words in order: in each place one of several forms. One place is a word.
func (x *Index) postings(ctx context.Context, words [][]string) ([]posting, error) {
	var list []posting
	err := x.visit(ctx, words, func(document uint32, frequency float32) {
		list = append(list, posting{document, frequency})
	})
	return list, err
}

// visit calls found for every document and class that has the words in order. A document is found as often as it has forms
// and classes; the frequencies add up.
func (x *Index) visit(ctx context.Context, words [][]string, found func(document uint32, frequency float32)) error {
	if len(words) == 1 {
		for _, word := range words[0] {
			if err := x.visitWord(ctx, word, found); err != nil {
				return err
			}
		}
		return nil
	}
	return x.visitPhrase(ctx, words, found)
}

// patience is how many postings are read between two looks at the deadline.
const patience = 4096

func (x *Index) visitWord(ctx context.Context, word string, found func(document uint32, frequency float32)) error {
	for c, field := range fieldNames {
		postings, err := x.reader.TermFieldReader(ctx, []byte(word), field, true, true, false)
		if err != nil {
			return err
		}
		var doc index.TermFieldDoc
		for n := 1; ; n++ {
			next, err := postings.Next(doc.Reset())
			if err == nil && n%patience == 0 {
				err = ctx.Err()
			}
			if err != nil {
				postings.Close()
				return err
			}
			if next == nil {
				break
			}
			found(x.order[next.ID.Value()], x.weigh(class(c), float32(next.Freq), float32(next.Norm)))
		}
		if err := postings.Close(); err != nil {
			return err
		}
	}
	return nil
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

func (x *Index) visitPhrase(ctx context.Context, words [][]string, found func(document uint32, frequency float32)) error {
	for c, field := range fieldNames {
		phrases, err := searcher.NewMultiPhraseSearcher(ctx, x.reader, words, 0, false, field, 1, search.SearcherOptions{})
		if err != nil {
			return err
		}
		pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(phrases.DocumentMatchPoolSize()+1, 0), IndexReader: x.reader}
		for n := 1; ; n++ {
			hit, err := phrases.Next(pool)
			if err == nil && n%(patience/16) == 0 {
				err = ctx.Err()
			}
			if err != nil {
				phrases.Close()
				return err
			}
			if hit == nil {
				break
			}
			found(x.order[hit.IndexInternalID.Value()], classWeight[c])
			pool.DocumentMatchPool.Put(hit)
		}
		if err := phrases.Close(); err != nil {
			return err
		}
	}
	return nil
}
