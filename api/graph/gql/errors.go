package gql

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
)

// Error is an error as an answer lists it.
type Error struct {
	Message    string         `json:"message"`
	Locations  []Location     `json:"locations,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

// Location is a place in the text of a query; lines and columns count from 1.
type Location struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// What `extensions.code` can be, besides the codes of refusals.
const (
	CodeSyntax     = "GRAPHQL_PARSE_FAILED"      // the text is no GraphQL
	CodeValidation = "GRAPHQL_VALIDATION_FAILED" // it does not fit the schema
	CodeNotQuery   = "ONLY_QUERIES"              // it is a mutation or a subscription
	CodeRequest    = "BAD_REQUEST"               // it is no request of GraphQL over HTTP
	CodeBadInput   = "BAD_INPUT"                 // an argument or a variable has a wrong value, be it found as the query runs
	CodeField      = "FIELD_FAILED"              // the value of a field cannot be had, whatever its arguments
	CodeInternal   = "INTERNAL"                  // a fault of the server, of which its log has the reason
	CodeTimedOut   = "TIMED_OUT"                 // the query, or a field of it, took too long
)

// NewError makes the error that an answer lists of any other. An error that has extensions of its own brings them; else
// the code is all there is.
func NewError(err error, code string) Error { return newError(err, code) }

func newError(err error, code string) Error {
	e := Error{Message: err.Error(), Extensions: map[string]any{"code": code}}
	var extended interface{ Extensions() map[string]any }
	if errors.As(err, &extended) {
		e.Extensions = extended.Extensions()
	}
	return e
}

// Passing marks an error of a resolve function that is of no argument, and that may not come again: something is not ready,
// or took too long. An answer that holds one is not kept.
func Passing(err error) error { return passing{err} }

type passing struct{ error }

func (p passing) Unwrap() error { return p.error }

// messageBytes is where a message of graphql-go is cut, which quotes what it was sent.
const messageBytes = 400

// fromLibrary makes errors of those of graphql-go, at most as many as the limit says. Since documents are parsed without
// keeping their text, all their locations are in line 1 and the column tells the offset.
func (d *Document) fromLibrary(found []gqlerrors.FormattedError, code string) []Error {
	var all []Error
	for i, f := range found {
		if int64(i) == d.schema.limits.Errors {
			break
		}
		message, _, _ := strings.Cut(f.Message, "\n\n")
		if len(message) > messageBytes {
			message = strings.ToValidUTF8(message[:messageBytes], "") + "…"
		}
		e := Error{Message: message, Extensions: map[string]any{"code": code}}
		for _, l := range f.Locations {
			e.Locations = append(e.Locations, d.locateOffset(l.Column-1)...)
		}
		all = append(all, e)
	}
	return all
}

// locate finds the lines and columns at which fields stand.
func (d *Document) locate(fields []*ast.Field) []Location {
	var all []Location
	for _, f := range fields {
		all = append(all, d.locateAt(f.Loc)...)
	}
	return all
}

func (d *Document) locateAt(loc *ast.Location) []Location {
	if loc == nil {
		return nil
	}
	return d.locateOffset(loc.Start)
}

func (d *Document) locateOffset(offset int) []Location {
	if offset < 0 || offset > len(d.text) {
		return nil
	}
	before := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(d.text[:offset])
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return []Location{{strings.Count(before, "\n") + 1, utf8.RuneCountInString(line) + 1}}
}
