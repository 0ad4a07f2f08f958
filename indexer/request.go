package indexer

import (
	"fmt"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A Request is a question with its filters.
type Request struct {
	Query  string // as people type it; see package query
	Filter Filter // joined with the filters that stand in Query
	Exact  bool   // neither synonyms nor corrected words: what was typed, in its forms
	First  int    // how many hits; 0 means DefaultFirst, at most MaxFirst
	After  string // the cursor of the hit before the first one wanted
	Facets []Dimension

	// View says at which date and in which mapping assessments answer: others are not found. Nil is the dataset's own.
	View *dataset.View
}

// Bounds of a request. What goes beyond them is a [RequestError].
const (
	DefaultFirst = 10
	MaxFirst     = 200    // hits in one page
	MaxDepth     = 10_000 // hits that paging reaches
	MaxQuery     = 4_000  // bytes of a question
	MaxTerms     = 32     // words of a question that are searched; of more the first count
)

// A Filter keeps documents. Several values of one dimension are alternatives; all dimensions that are given must hold.
type Filter struct {
	Kinds     []dataset.Kind
	Countries []schema.CountryCode
	Aspects   []schema.Aspect
	Criteria  []string
	Levels    []schema.Level
	Evidence  []schema.Evidence
	Languages []schema.Language
	Years     Years
}

// Years is a span of years, both ends included; 0 leaves an end open.
type Years struct{ From, To int }

// A RequestError says what is wrong with a request, and what would be right.
type RequestError struct{ Message string }

func (e *RequestError) Error() string { return e.Message }

func wrong(format string, args ...any) error { return &RequestError{fmt.Sprintf(format, args...)} }

// check fills in what was left out and refuses what is out of bounds.
func (r *Request) check() error {
	switch {
	case r.First < 0:
		return wrong("first is %d; it is how many hits are wanted, from 1 to %d", r.First, MaxFirst)
	case r.First > MaxFirst:
		return wrong("first is %d; one page has at most %d hits, and its cursor leads to the next", r.First, MaxFirst)
	case len(r.Query) > MaxQuery:
		return wrong("the question has %d bytes; at most %d are searched", len(r.Query), MaxQuery)
	}
	if r.First == 0 {
		r.First = DefaultFirst
	}
	return nil
}

// A Result is the answer to a request.
type Result struct {
	Total      int // how many documents are found
	Hits       []Hit
	Facets     []Facet    // in the order of the request
	DidYouMean string     // the question with its likely typing mistakes mended, "" where there is none
	Concepts   []Widening // what of the thesaurus widened the question
	Next       string     // the cursor of the last hit where more follow, else ""
}

// A Hit is a document that was found.
type Hit struct {
	ID        string
	Kind      dataset.Kind
	Title     string
	Country   schema.CountryCode // "" where it belongs to none or to several
	Criterion string             // of an assessment or a criterion, else ""
	Level     schema.CellLevel   // of an assessment, else ""; never to be shown without Caution
	Caution   string             // what the hit must not be read without; "" where nothing is recorded
	Field     string             // the field that matched best: summary, caution, says, title_original
	Fragments []string           // passages of that field and of others, as HTML: escaped, the words found in <mark>
	Locator   string             // the place in the source, for a citation; article, number or section for others; may be ""
	URL       string             // its page, or the place on a page where it stands
	Cursor    string
	Score     float64 // comparable within one answer only
}

// A Widening is a concept of the thesaurus that widened the question.
type Widening struct {
	Concept *schema.Concept
	Typed   string // the words of the question that are a term of it
	Terms   []WideningTerm
}

// A WideningTerm is a term that stands in the index and was searched as well.
type WideningTerm struct {
	Term      string
	Language  schema.Language
	Unchecked bool // it has not been checked against a text
}

// Unchecked says whether any of the terms that widened the question is unchecked.
func (w Widening) Unchecked() bool {
	for _, t := range w.Terms {
		if t.Unchecked {
			return true
		}
	}
	return false
}
