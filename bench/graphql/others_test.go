package graphql

import (
	"strings"
	"testing"

	gophers "github.com/graph-gophers/graphql-go"
	reference "github.com/graphql-go/graphql"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// The part of the schema that the query asks for, by hand for the other two.

func referenceSchema(b *testing.B) reference.Schema {
	text := reference.NewNonNull(reference.String)
	list := func(of reference.Type) reference.Output {
		return reference.NewNonNull(reference.NewList(reference.NewNonNull(of)))
	}
	get := func(typ reference.Output, value func(*dataset.Snapshot, any) any) *reference.Field {
		return &reference.Field{Type: typ, Resolve: func(p reference.ResolveParams) (any, error) {
			return value(p.Info.RootValue.(map[string]any)["snapshot"].(*dataset.Snapshot), p.Source), nil
		}}
	}
	object := func(name string, fields reference.Fields) *reference.Object {
		return reference.NewObject(reference.ObjectConfig{Name: name, Fields: fields})
	}
	levels := reference.EnumValueConfigMap{}
	for _, l := range schema.Levels.Words() {
		levels[strings.ToUpper(string(l))] = &reference.EnumValueConfig{Value: l}
	}
	sources := object("Source", reference.Fields{
		"title": get(text, func(_ *dataset.Snapshot, v any) any { return v.(*schema.Source).Title }),
		"url": get(reference.String, func(_ *dataset.Snapshot, v any) any {
			if url := v.(*schema.Source).URL; url != "" {
				return url
			}
			return nil
		}),
	})
	citations := object("Citation", reference.Fields{
		"source": get(reference.NewNonNull(sources), func(s *dataset.Snapshot, v any) any { return s.Source(v.(schema.Citation).Source) }),
	})
	criteria := object("Criterion", reference.Fields{
		"id": get(text, func(_ *dataset.Snapshot, v any) any { return v.(*schema.Criterion).ID }),
	})
	assessments := object("Assessment", reference.Fields{
		"criterion": get(reference.NewNonNull(criteria), func(_ *dataset.Snapshot, v any) any { return v.(*dataset.Assessment).Criterion }),
		"level": get(reference.NewNonNull(reference.NewEnum(reference.EnumConfig{Name: "Level", Values: levels})),
			func(_ *dataset.Snapshot, v any) any { return v.(*dataset.Assessment).Level }),
		"score": get(reference.Float, func(_ *dataset.Snapshot, v any) any {
			if score := scored(v.(*dataset.Assessment)); score != nil {
				return *score
			}
			return nil
		}),
		"summary":   get(text, func(_ *dataset.Snapshot, v any) any { return v.(*dataset.Assessment).Summary }),
		"citations": get(list(citations), func(_ *dataset.Snapshot, v any) any { return v.(*dataset.Assessment).Citations }),
	})
	countries := object("Country", reference.Fields{
		"code":        get(text, func(_ *dataset.Snapshot, v any) any { return string(v.(*schema.Country).Code) }),
		"name":        get(text, func(_ *dataset.Snapshot, v any) any { return v.(*schema.Country).Name }),
		"assessments": get(list(assessments), func(s *dataset.Snapshot, v any) any { return coded(s, v.(*schema.Country)) }),
	})
	s, err := reference.NewSchema(reference.SchemaConfig{Query: object("Query", reference.Fields{
		"countries": get(list(countries), func(s *dataset.Snapshot, _ any) any { return s.Countries() }),
	})})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

const gophersSchema = `
type Query { countries: [Country!]! }
type Country { code: String! name: String! assessments: [Assessment!]! }
type Assessment { criterion: Criterion! level: Level! score: Float summary: String! citations: [Citation!]! }
type Criterion { id: ID! }
type Citation { source: Source! }
type Source { title: String! url: String }
enum Level { MET LARGELY PARTLY NOT_MET NO_INFORMATION NOT_APPLICABLE }
`

type gophersQuery struct{ s *dataset.Snapshot }

func (q *gophersQuery) Countries() []*gophersCountry {
	all := make([]*gophersCountry, 0, 13)
	for _, c := range q.s.Countries() {
		all = append(all, &gophersCountry{q.s, c})
	}
	return all
}

type gophersCountry struct {
	s *dataset.Snapshot
	c *schema.Country
}

func (c *gophersCountry) Code() string { return string(c.c.Code) }
func (c *gophersCountry) Name() string { return c.c.Name }
func (c *gophersCountry) Assessments() []*gophersAssessment {
	found := coded(c.s, c.c)
	all := make([]*gophersAssessment, len(found))
	for i, a := range found {
		all[i] = &gophersAssessment{c.s, a}
	}
	return all
}

type gophersAssessment struct {
	s *dataset.Snapshot
	a *dataset.Assessment
}

func (a *gophersAssessment) Criterion() gophersCriterion { return gophersCriterion{a.a.Criterion} }
func (a *gophersAssessment) Level() string               { return strings.ToUpper(string(a.a.Level)) }
func (a *gophersAssessment) Score() *float64             { return scored(a.a) }
func (a *gophersAssessment) Summary() string             { return a.a.Summary }
func (a *gophersAssessment) Citations() []*gophersCitation {
	all := make([]*gophersCitation, len(a.a.Citations))
	for i := range all {
		all[i] = &gophersCitation{a.s, a.a.Citations[i].Source}
	}
	return all
}

type gophersCriterion struct{ c *schema.Criterion }

func (c gophersCriterion) ID() gophers.ID { return gophers.ID(c.c.ID) }

type gophersCitation struct {
	s  *dataset.Snapshot
	id string
}

func (c *gophersCitation) Source() *gophersSource { return &gophersSource{c.s.Source(c.id)} }

type gophersSource struct{ s *schema.Source }

func (s *gophersSource) Title() string { return s.s.Title }
func (s *gophersSource) URL() *string  { return optional(s.s.URL) }
