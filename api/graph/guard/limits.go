// Package guard keeps queries of strangers within stated bounds.
//
// Here belong the limits themselves, the refusals that name them, and the two looks that are taken at a document before
// anything costly is done with it: [Text], on the bytes before they are parsed, and [Document], on the parsed document
// before it is validated. What a query costs is summed up where it is planned (package gql); how a refusal reaches the
// client is the business of the HTTP handler.
package guard

import (
	"fmt"
	"time"
)

// Limits says how much one request may ask for. All of them are published, so that nobody has to find out by trial.
type Limits struct {
	// BodyBytes is the longest request accepted: the body of a POST, the query string of a GET.
	BodyBytes int64 `json:"bodyBytes"`
	// Tokens is the most words and punctuation marks in a document.
	Tokens int64 `json:"tokens"`
	// TextBytes is the longest text in quotes; a longer one goes into a variable.
	TextBytes int64 `json:"textBytes"`
	// Definitions is the most queries and fragments in a document.
	Definitions int64 `json:"definitions"`
	// Nesting is how deeply brackets of any kind may stand in each other.
	Nesting int64 `json:"nesting"`
	// Depth is how many fields may stand in each other once fragments are spread.
	Depth int64 `json:"depth"`
	// Fields is the most fields in a document once fragments are spread.
	Fields int64 `json:"fields"`
	// Aliases is the most aliases in a document.
	Aliases int64 `json:"aliases"`
	// Repeats is the most pairs of fields with the same name in the same place: each pair has to be compared.
	Repeats int64 `json:"repeats"`
	// Variables is the most variables that a document may declare.
	Variables int64 `json:"variables"`
	// Cost is the most that a query may cost: one for each value that it can return at the expected length of lists,
	// more for fields that compute.
	Cost int64 `json:"cost"`
	// PageSize is the largest `first` of a connection.
	PageSize int64 `json:"pageSize"`
	// ResponseBytes is the longest answer.
	ResponseBytes int64 `json:"responseBytes"`
	// Errors is how many errors an answer lists before it stops.
	Errors int64 `json:"errors"`
	// Milliseconds is how long a query may run.
	Milliseconds int64 `json:"milliseconds"`
}

// Default returns the limits that the server starts with. The largest query that introspection tools send stays within
// them, as does the whole matrix of countries and criteria with its sources.
func Default() Limits {
	return Limits{
		BodyBytes:     64 << 10,
		Tokens:        2_500,
		TextBytes:     4 << 10,
		Definitions:   100,
		Nesting:       64,
		Depth:         20,
		Fields:        500,
		Aliases:       100,
		Repeats:       2_000,
		Variables:     50,
		Cost:          75_000,
		PageSize:      500,
		ResponseBytes: 16 << 20,
		Errors:        20,
		Milliseconds:  5_000,
	}
}

// Time is how long a query may run.
func (l Limits) Time() time.Duration { return time.Duration(l.Milliseconds) * time.Millisecond }

// Bound names one of the limits, as it is called in the published list.
type Bound string

// The limits that a request can be refused for.
const (
	BodyBytes     Bound = "bodyBytes"
	Tokens        Bound = "tokens"
	TextBytes     Bound = "textBytes"
	Definitions   Bound = "definitions"
	Nesting       Bound = "nesting"
	Depth         Bound = "depth"
	Fields        Bound = "fields"
	Aliases       Bound = "aliases"
	Repeats       Bound = "repeats"
	Variables     Bound = "variables"
	Cost          Bound = "cost"
	PageSize      Bound = "pageSize"
	ResponseBytes Bound = "responseBytes"
	Milliseconds  Bound = "milliseconds"
)

// told is what a refusal says of each limit: its code, what was counted, and what the client can do.
var told = map[Bound]struct{ code, what, remedy string }{
	BodyBytes:     {"REQUEST_TOO_LONG", "the request is %d bytes long", "ask for less in one request"},
	Tokens:        {"QUERY_TOO_LONG", "the query has %d tokens", "ask in several requests"},
	TextBytes:     {"TEXT_TOO_LONG", "a text in the query is %d bytes long", "pass it as a variable"},
	Definitions:   {"TOO_MANY_DEFINITIONS", "the query holds %d queries and fragments", "ask in several requests"},
	Nesting:       {"QUERY_TOO_DEEP", "the query nests %d brackets", "ask in several requests"},
	Depth:         {"QUERY_TOO_DEEP", "the query is %d fields deep", "ask in several requests"},
	Fields:        {"TOO_MANY_FIELDS", "the query has %d fields once fragments are spread", "ask in several requests"},
	Aliases:       {"TOO_MANY_ALIASES", "the query has %d aliases", "ask in several requests"},
	Repeats:       {"TOO_MANY_REPEATS", "the query names the same fields again in %d pairs", "name each field once"},
	Variables:     {"TOO_MANY_VARIABLES", "the query declares %d variables", "pass a list or an input object"},
	Cost:          {"QUERY_TOO_COSTLY", "the query costs %d", "ask for fewer fields, or for shorter pages with first"},
	PageSize:      {"PAGE_TOO_LARGE", "first is %d", "page on with after"},
	ResponseBytes: {"ANSWER_TOO_LONG", "the answer has reached %d bytes", "ask for less in one request"},
	Milliseconds:  {"TIMED_OUT", "the query has run for %d ms", "ask for less in one request"},
}

// Refusal is the error of a request that goes past a limit. It says which limit, its value, and what was asked.
type Refusal struct {
	Bound   Bound
	Maximum int64
	Asked   int64
	// AtLeast says that counting stopped at Asked; the whole would have been more.
	AtLeast bool
}

// Error says what was asked for, what the limit is and what to do.
func (r *Refusal) Error() string {
	t := told[r.Bound]
	atLeast := ""
	if r.AtLeast {
		atLeast = " (and counting stopped there)"
	}
	return fmt.Sprintf(t.what+"%s; the limit %s is %d: %s", r.Asked, atLeast, r.Bound, r.Maximum, t.remedy)
}

// Code is the word by which a program recognises the refusal, `extensions.code` in the answer.
func (r *Refusal) Code() string { return told[r.Bound].code }

// Extensions is what goes with the error in an answer: the code, the limit, its value and what was asked.
func (r *Refusal) Extensions() map[string]any {
	e := map[string]any{"code": r.Code(), "limit": r.Bound, "maximum": r.Maximum, "asked": r.Asked}
	if r.AtLeast {
		e["askedAtLeast"] = true
	}
	return e
}

// Check returns a refusal when asked is more than the maximum, and nil otherwise.
func Check(bound Bound, maximum, asked int64) error {
	if asked <= maximum {
		return nil
	}
	return &Refusal{Bound: bound, Maximum: maximum, Asked: asked}
}
