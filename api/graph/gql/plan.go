package gql

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

var errNull = errors.New("there is no value where the schema promises one")

// planner makes the plan of one operation with its variables: what is skipped is left out, fragments are spread, fields
// of the same name are merged, arguments are parsed and the cost is summed.
type planner struct {
	doc    *Document
	vars   map[string]any // raw; absent ones are not in it
	limits guard.Limits
	errors []Error

	cost  float64
	times float64 // how often the present place is expected in the answer
	page  float64 // what the connection around it shows
}

// site is one place in a query: a field of a type, and where it stands in the text, once for each field merged into it.
type site struct {
	parent, field string
	at            []*ast.Field
}

// group is the fields of one name in one place.
type group struct {
	key    string
	fields []*ast.Field
}

// collect gathers what is selected of an object, in the order of the query.
func (p *planner) collect(def *typeDef, sel []*ast.Field) (groups []group) {
	spread := map[string]bool{}
	var walk func(set *ast.SelectionSet)
	walk = func(set *ast.SelectionSet) {
		for _, selection := range set.Selections {
			switch s := selection.(type) {
			case *ast.Field:
				if p.included(s.Directives) {
					groups = merge(groups, responseKey(s), s)
				}
			case *ast.InlineFragment:
				if p.included(s.Directives) && (s.TypeCondition == nil || def.is(s.TypeCondition.Name.Value)) {
					walk(s.SelectionSet)
				}
			case *ast.FragmentSpread:
				if f := p.doc.fragments[s.Name.Value]; !spread[s.Name.Value] && p.included(s.Directives) {
					spread[s.Name.Value] = true
					if def.is(f.TypeCondition.Name.Value) {
						walk(f.SelectionSet)
					}
				}
			}
		}
	}
	for _, f := range sel {
		if f.SelectionSet != nil {
			walk(f.SelectionSet)
		}
	}
	return groups
}

func merge(groups []group, key string, f *ast.Field) []group {
	for i := range groups {
		if groups[i].key == key {
			groups[i].fields = append(groups[i].fields, f)
			return groups
		}
	}
	return append(groups, group{key, []*ast.Field{f}})
}

func responseKey(f *ast.Field) string {
	if f.Alias != nil {
		return f.Alias.Value
	}
	return f.Name.Value
}

// included is what @skip and @include say.
func (p *planner) included(directives []*ast.Directive) bool {
	for _, d := range directives {
		if len(d.Arguments) == 0 {
			continue
		}
		raw, _ := rawValue(d.Arguments[0].Value, p.vars)
		yes, ok := raw.(bool)
		if !ok {
			p.fail(&site{at: []*ast.Field{{Loc: d.Loc}}}, fmt.Errorf("@%s: if has to be true or false", d.Name.Value))
		}
		if d.Name.Value == graphql.SkipDirective.Name && yes || d.Name.Value == graphql.IncludeDirective.Name && !yes {
			return false
		}
	}
	return true
}

// enter counts the cost of a field, and what is below it as often as it is expected. The function it returns leaves it.
func (p *planner) enter(def *fieldDef) (leave func()) {
	p.cost += p.times * float64(def.cost)
	before := p.times
	if def.size == 0 {
		p.times *= p.page
	} else {
		p.times *= def.size
	}
	return func() { p.times = before }
}

// paged checks the size of a page and counts with it below.
func (p *planner) paged(s *site, args *PageArgs) (leave func()) {
	if args.First < 0 {
		p.fail(s, fmt.Errorf("first: %d is no number of edges; 0 is the least", args.First))
	} else if err := guard.Check(guard.PageSize, p.limits.PageSize, int64(args.First)); err != nil {
		p.fail(s, err)
	}
	before := p.page
	p.page = float64(args.First)
	return func() { p.page = before }
}

// arguments are the raw values that a field is given.
func (p *planner) arguments(_ *site, def *fieldDef, f *ast.Field) map[string]any {
	if len(def.args) == 0 || len(f.Arguments) == 0 {
		return nil
	}
	given := make(map[string]any, len(f.Arguments))
	for _, a := range f.Arguments {
		if raw, ok := rawValue(a.Value, p.vars); ok {
			given[a.Name.Value] = raw
		}
	}
	return given
}

// fail records that the query cannot be executed as it is.
func (p *planner) fail(s *site, err error) {
	e := newError(err, CodeBadInput)
	e.Locations = p.doc.locate(s.at)
	p.errors = append(p.errors, e)
}

// rawValue is a literal as JSON would have it, with variables in place; false for a variable that is absent.
func rawValue(v ast.Value, vars map[string]any) (any, bool) {
	switch v := v.(type) {
	case *ast.Variable:
		raw, ok := vars[v.Name.Value]
		return raw, ok
	case *ast.IntValue:
		return json.Number(v.Value), true
	case *ast.FloatValue:
		return json.Number(v.Value), true
	case *ast.StringValue:
		return v.Value, true
	case *ast.BooleanValue:
		return v.Value, true
	case *ast.EnumValue:
		return v.Value, true
	case *ast.ListValue:
		items := make([]any, len(v.Values))
		for i, item := range v.Values {
			items[i], _ = rawValue(item, vars)
		}
		return items, true
	case *ast.ObjectValue:
		fields := make(map[string]any, len(v.Fields))
		for _, f := range v.Fields {
			if raw, ok := rawValue(f.Value, vars); ok {
				fields[f.Name.Value] = raw
			}
		}
		return fields, true
	}
	return nil, false
}
