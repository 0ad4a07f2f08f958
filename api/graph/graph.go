// Package graph is the GraphQL schema of the dataset: its types, their fields, and what each field asks of a snapshot.
//
// A file holds the types of one subject, each declared once with package gql; the functions only look up and pass on, as
// every number is computed in package dataset. What queries are asked of is a [Data]: a snapshot with its index.
// Names are the contract with everybody who has written a query: a field is deprecated, never removed or renamed.
//
// How queries are guarded, planned and executed is the business of packages guard and gql; HTTP is that of graphhttp.
package graph

import (
	"fmt"
	"log/slog"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// NewSchema puts the schema together. Faults of resolve functions go to the log.
func NewSchema(limits guard.Limits, log *slog.Logger) (*gql.Schema, error) {
	s, err := gql.NewSchema(queryType, limits, log)
	if err != nil {
		return nil, fmt.Errorf("the GraphQL schema: %w", err)
	}
	return s, nil
}

// Data is what queries are asked of: the root of each.
type Data struct {
	*dataset.Snapshot
	// Index searches the snapshot; nil while there is none yet, and then searching is an error and all else works.
	Index *indexer.Index
}

// snapshot is the snapshot that the query is asked of.
func snapshot(c *gql.Call) *dataset.Snapshot { return c.Root.(*Data).Snapshot }

// at is the date and the mapping that a question is about; both can be left out.
type at struct {
	asOf    schema.Date
	mapping string
}

var atArgs = gql.NewArgs(
	gql.Arg("asOf", "The date that is asked about; the dataset's own by default. A date that is partly known means its last day.",
		gql.In[schema.Date](dateType), func(a *at, v schema.Date) { a.asOf = v }),
	gql.Arg("mapping", "The id of the mapping that answers; the default one where none is named.",
		gql.In[string](gql.ID), func(a *at, v string) { a.mapping = v }),
)

// view is the snapshot at the date, in the mapping.
func (a at) view(c *gql.Call) (*dataset.View, error) {
	s := snapshot(c)
	if a == (at{}) {
		return s.Today(), nil
	}
	mapping, err := s.FindMapping(a.mapping)
	if err != nil {
		return nil, err
	}
	return s.At(a.asOf, mapping), nil
}

// inAspect is a question about one aspect, or all.
type inAspect struct {
	at     at
	aspect schema.Aspect
}

var inAspectArgs = gql.And(gql.NewArgs(
	gql.Arg("aspect", "Only this aspect; all by default.", gql.In[schema.Aspect](aspectType), func(a *inAspect, v schema.Aspect) { a.aspect = v }),
), atArgs, func(a *inAspect) *at { return &a.at })

// byID are the arguments of a question about one thing.
func byID(what string) gql.Args[string] {
	return gql.NewArgs(gql.Arg("id", what, gql.Required[string](gql.ID), func(a *string, v string) { *a = v }))
}

// findCountries are the countries with these codes, nil for none.
func findCountries(s *dataset.Snapshot, codes []schema.CountryCode) ([]*schema.Country, error) {
	var found []*schema.Country
	for _, code := range codes {
		c, err := s.FindCountry(string(code))
		if err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	return found, nil
}

// someCountries are the countries with these codes, all for none.
func someCountries(s *dataset.Snapshot, codes []schema.CountryCode) ([]*schema.Country, error) {
	if codes == nil {
		return s.Countries(), nil
	}
	return findCountries(s, codes)
}

// found looks every id up and leaves out what the snapshot does not have; a snapshot has all that it refers to.
func found[T any](ids []string, find func(string) *T) []*T {
	all := make([]*T, 0, len(ids))
	for _, id := range ids {
		if one := find(id); one != nil {
			all = append(all, one)
		}
	}
	return all
}

// viewed declares a field whose answer depends on date and mapping alone.
func viewed[T, R any](name, description string, out gql.Out[R], answer func(*dataset.View, T) R) *gql.FieldOf[T] {
	return gql.ResolveArgs(name, description, atArgs, out, func(c *gql.Call, of T, a at) (r R, err error) {
		v, err := a.view(c)
		if err != nil {
			return r, err
		}
		return answer(v, of), nil
	})
}

// lookups declares a field that finds records by the ids in the value, in their order.
func lookups[T, R any](name, description string, of gql.Out[*R], ids func(T) []string, find func(*dataset.Snapshot, string) *R) *gql.FieldOf[T] {
	return gql.Resolve(name, description, gql.List(of), func(c *gql.Call, v T) ([]*R, error) {
		return found(ids(v), func(id string) *R { return find(snapshot(c), id) }), nil
	}).Size(3)
}

// pointers are pointers to the elements of a list.
func pointers[T any](all []T) []*T {
	ps := make([]*T, len(all))
	for i := range all {
		ps[i] = &all[i]
	}
	return ps
}

// texts are words as texts.
func texts[W ~string](words []W) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return all
}

// optionalDate writes the date that is none as null.
var optionalDate = gql.Null[schema.Date](dateType)

// optionalText writes no text as null.
var optionalText = gql.Null[string](gql.String)
