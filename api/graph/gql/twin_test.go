package gql

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// The schema that the tests ask is declared twice: here with this package, below by hand with graphql-go. Both answer
// from the same values.

type colour int

const (
	red colour = iota
	green
	nameless
)

type day string

type thing struct {
	id       string
	num      int
	float    float64
	text     string
	colour   colour
	day      day
	maybe    *thing
	children []*thing
	sparse   []*thing
	nodes    []any
	nums     []*int
	matrix   [][]int
	failing  bool
	missing  bool // must is nil
}

type label struct{ id, text string }

type filter struct {
	colours []colour
	least   int
	has     string
}

type thingsAsked struct {
	filter filter
	limit  int
	since  day
}

type textAsked struct {
	upper bool
	times int
}

var errFails = errors.New("this one fails")

func parseDay(s string) (day, error) {
	if len(s) != 4 {
		return "", fmt.Errorf("%q is no day; there are days like 2024", s)
	}
	return day(s), nil
}

func (t *thing) say(a textAsked) (string, error) {
	if t.failing {
		return "", errFails
	}
	s := strings.Repeat(t.text, a.times)
	if a.upper {
		s = strings.ToUpper(s)
	}
	return s, nil
}

type world struct {
	things []*thing
	byID   map[string]any
}

func (w *world) asked(a thingsAsked) []*thing {
	found := []*thing{}
	for _, t := range w.things {
		fits := len(a.filter.colours) == 0
		for _, c := range a.filter.colours {
			fits = fits || c == t.colour
		}
		if fits && t.num >= a.filter.least && strings.Contains(t.text, a.filter.has) && t.day >= a.since && len(found) < a.limit {
			found = append(found, t)
		}
	}
	return found
}

func newWorld() *world {
	w := &world{byID: map[string]any{}}
	one, two := 1, -2
	for i := range 6 {
		t := &thing{
			id: fmt.Sprintf("t%d", i), num: i * 7, float: float64(i) / 3, text: []string{"", "plain", "ünï\"\\\n<&>", "\u2028", "x", "y"}[i],
			colour: colour(i % 2), day: day(fmt.Sprint(2020 + i)), nums: []*int{&one, nil, &two}, matrix: [][]int{{1, 2}, {}, {i}},
			failing: i == 3, missing: i == 4,
		}
		if i > 0 {
			t.maybe = w.things[i-1]
			t.children = w.things[:i]
			t.sparse = []*thing{nil, w.things[i-1]}
			t.nodes = []any{w.things[i-1], &label{fmt.Sprintf("l%d", i), "label"}}
		}
		w.things = append(w.things, t)
		w.byID[t.id] = t
	}
	w.byID["l1"] = &label{"l1", "a label"}
	return w
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func testObject() *Object[*world] {
	colours := NewEnum("Colour", "What it looks like.",
		Member[colour]{Value: red, Name: "red", Description: "Like blood."},
		Member[colour]{Value: green, Name: "dark-green", Description: "Like grass.", Deprecated: "use red"})
	days := NewScalar("Day", "A year.", func(d day) string { return string(d) }, parseDay)
	node := NewInterface("Node", "Anything with an id.", NewCommon("id", "Its id.", ID), NewCommon("text", "Its text.", Null(String)))
	filters := NewInput("Filter", "What to look for.",
		Arg("colours", "Any of these.", ListIn[colour](colours), func(f *filter, v []colour) { f.colours = v }),
		Arg("least", "The least num.", In[int](Int), func(f *filter, v int) { f.least = v }).Default("0"),
		Arg("has", "Text it holds.", In[string](String), func(f *filter, v string) { f.has = v }))
	things := NewObject[*thing]("Thing", "A thing.").Implements(node)
	labels := NewObject[*label]("Label", "A label.").Implements(node)
	labels.Fields(
		Field("id", "Its id.", ID, func(l *label) string { return l.id }),
		Field("text", "Its text.", Null(String), func(l *label) string { return l.text }),
		Field("size", "Its length.", Int, func(l *label) int { return len(l.text) }),
	)
	say := NewArgs(
		Arg("upper", "In capitals.", In[bool](Boolean), func(a *textAsked, v bool) { a.upper = v }),
		Arg("times", "How often.", In[int](Int), func(a *textAsked, v int) { a.times = v }).Default("1"))
	things.Fields(
		Field("id", "Its id.", ID, func(t *thing) string { return t.id }),
		Field("num", "A number, null for 0.", Null[int](Int), func(t *thing) int { return t.num }),
		Field("float", "A fraction.", Float, func(t *thing) float64 { return t.float }),
		Field("ok", "Whether it works.", Boolean, func(t *thing) bool { return !t.failing }),
		Field("text", "Its text.", Null(String), func(t *thing) string { return t.text }),
		ResolveArgs("say", "Its text, said.", say, NullIf[string](String, func(string) bool { return false }),
			func(_ *Call, t *thing, a textAsked) (string, error) { return t.say(a) }),
		ResolveArgs("shout", "Its text, said, or nothing at all.", say, String,
			func(_ *Call, t *thing, a textAsked) (string, error) { return t.say(a) }),
		Field("colour", "Its colour.", colours, func(t *thing) colour { return t.colour }),
		Field("day", "Its day.", days, func(t *thing) day { return t.day }).Deprecated("nobody needs it"),
		Field("maybe", "Another.", Null(things), func(t *thing) *thing { return t.maybe }),
		Field("must", "Another that has to be.", things, func(t *thing) *thing {
			if t.missing {
				return nil
			}
			return t
		}),
		Field("children", "Those before.", List(things), func(t *thing) []*thing { return t.children }),
		Field("sparse", "With holes.", List(Null(things)), func(t *thing) []*thing { return t.sparse }),
		Field("broken", "Where one cannot be.", NullIf(List(things), isNilSlice), func(t *thing) []*thing { return t.sparse }),
		Field("nodes", "Of any kind.", List[any](node), func(t *thing) []any { return t.nodes }),
		Field("nums", "Numbers with holes.", List(Opt(Int)), func(t *thing) []*int { return t.nums }),
		Field("matrix", "Numbers in rows.", List(List(Int)), func(t *thing) [][]int { return t.matrix }),
	)
	query := NewObject[*world]("Query", "All there is.")
	asked := NewArgs(
		Arg("filter", "Which.", In[filter](filters), func(a *thingsAsked, v filter) { a.filter = v }),
		Arg("limit", "How many.", In[int](Int), func(a *thingsAsked, v int) { a.limit = v }).Default("4"),
		Arg("since", "From when.", In[day](days), func(a *thingsAsked, v day) { a.since = v }))
	byID := NewArgs(Arg("id", "Which.", Required[string](ID), func(a *string, v string) { *a = v }))
	query.Fields(
		ResolveArgs("things", "Things.", asked, List(things), func(_ *Call, w *world, a thingsAsked) ([]*thing, error) { return w.asked(a), nil }),
		ResolveArgs("thing", "One thing.", byID, Null(things), func(_ *Call, w *world, id string) (*thing, error) {
			t, _ := w.byID[id].(*thing)
			return t, nil
		}),
		ResolveArgs("node", "Anything.", byID, NullIf[any](node, func(v any) bool { return v == nil }),
			func(_ *Call, w *world, id string) (any, error) { return w.byID[id], nil }),
	)
	return query
}

func testSchema(t testing.TB) *Schema {
	s, err := NewSchema(testObject(), guard.Default(), quiet)
	require.NoError(t, err)
	return s
}

// twinSchema is the same by hand.
func twinSchema(t testing.TB) graphql.Schema {
	nn := func(t graphql.Type) graphql.Output { return graphql.NewNonNull(t) }
	list := func(t graphql.Type) graphql.Type { return graphql.NewList(t) }
	colours := graphql.NewEnum(graphql.EnumConfig{Name: "Colour", Values: graphql.EnumValueConfigMap{
		"RED": {Value: red}, "DARK_GREEN": {Value: green, DeprecationReason: "use red"}}})
	read := func(v any) any {
		if s, ok := v.(string); ok {
			return day(s)
		}
		return nil
	}
	days := graphql.NewScalar(graphql.ScalarConfig{Name: "Day", Serialize: func(v any) any { return string(v.(day)) }, ParseValue: read,
		ParseLiteral: func(v ast.Value) any { return read(v.GetValue()) }})
	fieldOf := func(t graphql.Output, get func(*thing) any) *graphql.Field {
		return &graphql.Field{Type: t, Resolve: func(p graphql.ResolveParams) (any, error) { return get(p.Source.(*thing)), nil }}
	}
	var things, labels *graphql.Object
	node := graphql.NewInterface(graphql.InterfaceConfig{Name: "Node",
		Fields: graphql.Fields{"id": {Type: nn(graphql.ID)}, "text": {Type: graphql.String}},
		ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object {
			if _, ok := p.Value.(*thing); ok {
				return things
			}
			return labels
		}})
	labels = graphql.NewObject(graphql.ObjectConfig{Name: "Label", Interfaces: []*graphql.Interface{node}, Fields: graphql.Fields{
		"id":   {Type: nn(graphql.ID), Resolve: func(p graphql.ResolveParams) (any, error) { return p.Source.(*label).id, nil }},
		"text": {Type: graphql.String, Resolve: func(p graphql.ResolveParams) (any, error) { return p.Source.(*label).text, nil }},
		"size": {Type: nn(graphql.Int), Resolve: func(p graphql.ResolveParams) (any, error) { return len(p.Source.(*label).text), nil }},
	}})
	orNil := func(t *thing) any {
		if t == nil {
			return nil
		}
		return t
	}
	say := func(out graphql.Output) *graphql.Field {
		return &graphql.Field{Type: out, Args: graphql.FieldConfigArgument{"upper": {Type: graphql.Boolean}, "times": {Type: graphql.Int, DefaultValue: 1}},
			Resolve: func(p graphql.ResolveParams) (any, error) {
				upper, _ := p.Args["upper"].(bool)
				s, err := p.Source.(*thing).say(textAsked{upper, p.Args["times"].(int)})
				if err != nil {
					return nil, err
				}
				return s, nil
			}}
	}
	things = graphql.NewObject(graphql.ObjectConfig{Name: "Thing", Interfaces: []*graphql.Interface{node}, Fields: graphql.FieldsThunk(func() graphql.Fields {
		return graphql.Fields{
			"id": fieldOf(nn(graphql.ID), func(t *thing) any { return t.id }),
			"num": fieldOf(graphql.Int, func(t *thing) any {
				if t.num == 0 {
					return nil
				}
				return t.num
			}),
			"float": fieldOf(nn(graphql.Float), func(t *thing) any { return t.float }),
			"ok":    fieldOf(nn(graphql.Boolean), func(t *thing) any { return !t.failing }),
			"text": fieldOf(graphql.String, func(t *thing) any {
				if t.text == "" {
					return nil
				}
				return t.text
			}),
			"say":    say(graphql.String),
			"shout":  say(nn(graphql.String)),
			"colour": fieldOf(nn(colours), func(t *thing) any { return t.colour }),
			"day":    fieldOf(nn(days), func(t *thing) any { return t.day }),
			"maybe":  fieldOf(things, func(t *thing) any { return orNil(t.maybe) }),
			"must": fieldOf(nn(things), func(t *thing) any {
				if t.missing {
					return nil
				}
				return t
			}),
			"children": fieldOf(nn(list(nn(things))), func(t *thing) any { return append([]*thing{}, t.children...) }),
			"sparse":   fieldOf(nn(list(things)), func(t *thing) any { return append([]*thing{}, t.sparse...) }),
			"broken": fieldOf(list(nn(things)), func(t *thing) any {
				if t.sparse == nil {
					return nil
				}
				return t.sparse
			}),
			"nodes":  fieldOf(nn(list(nn(node))), func(t *thing) any { return append([]any{}, t.nodes...) }),
			"nums":   fieldOf(nn(list(graphql.Int)), func(t *thing) any { return t.nums }),
			"matrix": fieldOf(nn(list(nn(list(nn(graphql.Int))))), func(t *thing) any { return t.matrix }),
		}
	})})
	filters := graphql.NewInputObject(graphql.InputObjectConfig{Name: "Filter", Fields: graphql.InputObjectConfigFieldMap{
		"colours": {Type: list(nn(colours))}, "least": {Type: graphql.Int, DefaultValue: 0}, "has": {Type: graphql.String}}})
	query := graphql.NewObject(graphql.ObjectConfig{Name: "Query", Fields: graphql.Fields{
		"things": {Type: nn(list(nn(things))), Args: graphql.FieldConfigArgument{"filter": {Type: filters}, "limit": {Type: graphql.Int, DefaultValue: 4}, "since": {Type: days}},
			Resolve: func(p graphql.ResolveParams) (any, error) {
				a := thingsAsked{limit: p.Args["limit"].(int)}
				a.since, _ = p.Args["since"].(day)
				if f, ok := p.Args["filter"].(map[string]any); ok {
					a.filter.least, _ = f["least"].(int)
					a.filter.has, _ = f["has"].(string)
					colours, _ := f["colours"].([]any)
					for _, c := range colours {
						a.filter.colours = append(a.filter.colours, c.(colour))
					}
				}
				return p.Info.RootValue.(map[string]any)["world"].(*world).asked(a), nil
			}},
		"thing": {Type: things, Args: graphql.FieldConfigArgument{"id": {Type: nn(graphql.ID)}}, Resolve: func(p graphql.ResolveParams) (any, error) {
			t, _ := p.Info.RootValue.(map[string]any)["world"].(*world).byID[p.Args["id"].(string)].(*thing)
			return orNil(t), nil
		}},
		"node": {Type: node, Args: graphql.FieldConfigArgument{"id": {Type: nn(graphql.ID)}}, Resolve: func(p graphql.ResolveParams) (any, error) {
			return p.Info.RootValue.(map[string]any)["world"].(*world).byID[p.Args["id"].(string)], nil
		}},
	}})
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: query, Types: []graphql.Type{labels}})
	require.NoError(t, err)
	return s
}
