package indexer

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	bleve "github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/firewallmap/firewallmap/schema"
)

// mappingVersion names how texts become words and fields. It is part of the name of an index on disk: raise it with every
// change to the classes, the folding, the stemmers or the files of an index, and old ones are left alone.
const mappingVersion = 2

// fieldNames are the names of the classes in the index.
var fieldNames = [classes]string{"title", "text", "detail", "label"}

// fieldOptions: words with their positions, for phrases; nothing stored, nothing sorted (see package comment).
const fieldOptions = index.IndexField | index.IncludeTermVectors

// partGap is how far apart the last word of a text and the first of the next stand, so that no phrase spans two texts.
const partGap = 100

// An indexWriter takes documents for the index: a batch in memory, or the builder of files.
type indexWriter interface{ Index(index.Document) error }

// patient is how long making an index may take without a word.
const patient = time.Second

// write indexes documents, in their order, and gathers their words.
func write(ctx context.Context, to indexWriter, documents []*document, stemmers map[schema.Language]stemmer, progress func(done, total int)) (*lexicon, error) {
	words := newLexiconBuilder(stemmers)
	begun, slow := time.Now(), false
	for i, d := range documents {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if slow = progress != nil && time.Since(begun) > patient; slow {
				progress(i, len(documents))
			}
		}
		if err := to.Index(indexed(words, i, d)); err != nil {
			return nil, fmt.Errorf("index %s: %w", d.id, err)
		}
	}
	if slow {
		progress(len(documents), len(documents))
	}
	return words.lexicon(), nil
}

// indexed is a document as the engine takes it: its id is its place.
func indexed(words *lexiconBuilder, place int, d *document) *bleve.Document {
	doc := bleve.NewDocument(strconv.Itoa(place))
	var streams [classes]analysis.TokenStream
	var position [classes]int
	for _, p := range d.parts {
		stream, at := streams[p.class], position[p.class]
		if at > 0 {
			at += partGap
		}
		tokens(p.text, func(t token) bool {
			if word := words.add(place, p.language, t.text); word != "" {
				at++
				stream = append(stream, &analysis.Token{Term: []byte(word), Position: at})
			}
			return true
		})
		streams[p.class], position[p.class] = stream, at
	}
	for c, stream := range streams {
		if len(stream) > 0 {
			words.count(class(c), len(stream))
			doc.AddField(bleve.NewTextFieldCustom(fieldNames[c], nil, nil, fieldOptions, ready(stream)))
		}
	}
	return doc
}

// ready is an analyzer for text that has been cut into words already.
type ready analysis.TokenStream

func (r ready) Analyze([]byte) analysis.TokenStream { return analysis.TokenStream(r) }

// A batchWriter writes an index in memory.
type batchWriter struct {
	engine index.Index
	batch  *index.Batch
}

// batchSize is how many documents make one segment: more take more memory, fewer more merging.
const batchSize = 5_000

func (w *batchWriter) Index(doc index.Document) error {
	w.batch.Update(doc)
	if len(w.batch.IndexOps) < batchSize {
		return nil
	}
	return w.flush()
}

func (w *batchWriter) flush() error {
	if len(w.batch.IndexOps) == 0 {
		return nil
	}
	err := w.engine.Batch(w.batch)
	w.batch = index.NewBatch()
	return err
}

// analysers is how many goroutines of the engine turn documents into postings.
const analysers = 2

// buildInMemory makes an index that leaves no trace.
func buildInMemory(ctx context.Context, documents []*document, stemmers map[schema.Language]stemmer, progress func(done, total int)) (index.Index, *lexicon, error) {
	queue := index.NewAnalysisQueue(analysers)
	engine, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, queue)
	if err != nil {
		return nil, nil, err
	}
	if err := engine.Open(); err != nil {
		return nil, nil, err
	}
	w := &batchWriter{engine: engine, batch: index.NewBatch()}
	words, err := write(ctx, w, documents, stemmers, progress)
	if err == nil {
		err = w.flush()
	}
	queue.Close()
	if err != nil {
		engine.Close()
		return nil, nil, err
	}
	return engine, words, nil
}
