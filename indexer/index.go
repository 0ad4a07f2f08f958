package indexer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/maypok86/otter/v2"

	"github.com/firewallmap/firewallmap/dataset"
)

// An Index searches one snapshot. It never changes; any number of callers may use it at once.
type Index struct {
	snapshot  *dataset.Snapshot
	documents []*document
	today     set // the documents that the dataset's own view shows
	columns   []*column

	byCriterion map[string][]uint32 // the criterion itself and its assessments
	priors      []float32

	lexicon   *lexicon
	thesaurus *thesaurus
	spelling  *spelling
	suggester *suggester

	engine   index.Index
	reader   index.IndexReader
	order    []uint32 // the engine's number of a document → its place in documents
	averages [classes]float32
	kept     *otter.Cache[string, []posting]
	scorings sync.Pool

	// closing is held for reading by every search, so that the engine's files, which are mapped into memory, do not go away
	// under it. Nobody waits for it but Close.
	closing sync.RWMutex
	closed  bool
}

// Options say where an index lives and who is told of its making.
type Options struct {
	Dir      string                // the directory of indexes; "" is firewallmap/index in the user's cache directory
	InMemory bool                  // leave nothing on disk, and read nothing there
	Progress func(done, total int) // told of the documents indexed, once that has taken a second; may be nil
	Note     func(message string)  // told what went another way than asked, in a sentence; may be nil
}

// Open opens the index of a snapshot, and makes it first where there is none yet. Where it cannot be written it is made
// in memory. Close it when it is no longer asked.
func Open(ctx context.Context, s *dataset.Snapshot, options Options) (*Index, error) {
	if options.Note == nil {
		options.Note = func(string) {}
	}
	stemmers, err := theStemmers()
	if err != nil {
		return nil, err
	}
	documents := documentsOf(s)
	if !options.InMemory {
		if options.Dir == "" {
			options.Dir, err = defaultDir()
		}
		if err == nil {
			place := &store{options.Dir, s.Hash(), documents, stemmers, options.Progress, options.Note}
			engine, words, opening := place.open(ctx)
			if opening == nil {
				return newIndex(s, documents, engine, words)
			}
			err = opening
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		options.Note(fmt.Sprintf("no search index can be kept on disk (%s); it is made in memory. --index DIR names another place", err))
	}
	engine, words, err := buildInMemory(ctx, documents, stemmers, options.Progress)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return newIndex(s, documents, engine, words)
}

// newIndex makes what is asked of an engine and its words. It closes the engine where that fails.
func newIndex(s *dataset.Snapshot, documents []*document, engine index.Index, words *lexicon) (*Index, error) {
	reader, err := engine.Reader()
	if err != nil {
		engine.Close()
		return nil, err
	}
	x := &Index{
		snapshot: s, documents: documents, today: inView(documents, s.Today()), columns: columnsOf(s, documents),
		lexicon: words, thesaurus: newThesaurus(&s.Records().Thesaurus, words), spelling: newSpelling(words, &s.Records().Thesaurus),
		engine: engine, reader: reader, averages: words.averages(), kept: newKept(), byCriterion: map[string][]uint32{},
	}
	for i, d := range documents {
		x.priors = append(x.priors, priorOf(d))
		if d.criterion != "" {
			x.byCriterion[d.criterion] = append(x.byCriterion[d.criterion], uint32(i))
		}
	}
	x.suggester = newSuggester(documents, x.thesaurus)
	if x.order, err = orderOf(reader, len(documents)); err != nil {
		x.Close()
		return nil, err
	}
	return x, nil
}

// orderOf reads which document each of the engine's numbers stands for; all must be there, once.
func orderOf(reader index.IndexReader, documents int) ([]uint32, error) {
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	order := make([]uint32, documents)
	seen := make([]bool, documents)
	found := 0
	for {
		number, err := all.Next()
		if err != nil {
			return nil, err
		}
		if number == nil {
			break
		}
		id, err := reader.ExternalID(number)
		if err != nil {
			return nil, err
		}
		place, err := strconv.Atoi(id)
		if err != nil || place < 0 || place >= documents || number.Value() >= uint64(documents) || seen[place] {
			return nil, fmt.Errorf("the index holds the document %q, which the dataset has not", id)
		}
		seen[place] = true
		order[number.Value()] = uint32(place)
		found++
	}
	if found != documents {
		return nil, fmt.Errorf("the index holds %d documents, the dataset has %d", found, documents)
	}
	return order, nil
}

// Close ends the index once the searches that run have ended; later ones get [ErrClosed]. Closing again does nothing.
func (x *Index) Close() error {
	x.closing.Lock()
	defer x.closing.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	return errors.Join(x.reader.Close(), x.engine.Close())
}

// ErrClosed is the error of a search in an index that was closed, since a newer one has taken its place.
var ErrClosed = errors.New("this search index has been closed; ask the one that took its place")

// Documents is how many documents the index holds.
func (x *Index) Documents() int { return len(x.documents) }

// Snapshot is the snapshot that the index searches.
func (x *Index) Snapshot() *dataset.Snapshot { return x.snapshot }
