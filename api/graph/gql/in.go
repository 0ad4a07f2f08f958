package gql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"
)

// In is a GraphQL input type whose Go values are of type V. Arguments are optional unless [Required] says otherwise.
type In[V any] interface {
	ref() typeRef
	// parse makes the Go value of a raw one: bool, string, json.Number, []any or map[string]any. Null never comes here.
	parse(raw any) (V, error)
}

func (t *Scalar[T]) parse(raw any) (T, error) { return t.read(raw) }

type required[V any] struct{ In[V] }

// Required is the input type that has to be given and may not be null.
func Required[V any](of In[V]) In[V] { return required[V]{of} }

func isRequired[V any](in In[V]) bool { _, yes := in.(required[V]); return yes }

type listIn[V any] struct{ of In[V] }

// ListIn is the input type of lists, whose elements may not be null. One value alone is taken as a list of one.
func ListIn[V any](of In[V]) In[[]V] { return listIn[V]{of} }

func (l listIn[V]) ref() typeRef {
	of := l.of.ref()
	of.nonNull = true
	return typeRef{list: &of, nonNull: true}
}

func (l listIn[V]) parse(raw any) ([]V, error) {
	items, ok := raw.([]any)
	if !ok {
		items = []any{raw}
	}
	vs := make([]V, len(items))
	for i, item := range items {
		if item == nil {
			return nil, fmt.Errorf("element %d is null", i+1)
		}
		v, err := l.of.parse(item)
		if err != nil {
			return nil, fmt.Errorf("element %d: %w", i+1, err)
		}
		vs[i] = v
	}
	return vs, nil
}

// Argument is one argument of a field, or one field of an input object, whose value becomes part of an A.
type Argument[A any] struct {
	def *inputDef
	set func(a *A, raw any) error
}

// Arg declares an argument. set is called with its value when one was given or there is a default; null counts as not
// given. So what A holds without set is what an absent argument means.
func Arg[A, V any](name, description string, in In[V], set func(*A, V)) *Argument[A] {
	mustBeName(name)
	mustDescribe("argument "+name, description)
	typ := in.ref()
	typ.nonNull = isRequired(in)
	return &Argument[A]{
		def: &inputDef{name: name, description: description, typ: typ},
		set: func(a *A, raw any) error {
			v, err := in.parse(raw)
			if err == nil {
				set(a, v)
			}
			return err
		},
	}
}

// Default gives the argument a value for when it is not given, as GraphQL text: 50, "text", NOT_MET, [BE, IE].
func (g *Argument[A]) Default(literal string) *Argument[A] {
	value, err := parser.ParseValue(parser.ParseParams{Source: literal})
	if err == nil {
		g.def.defaultText = literal
		g.def.defaultRaw, _ = rawValue(value, nil)
		var a A
		err = g.set(&a, g.def.defaultRaw)
	}
	if err != nil {
		panic(fmt.Sprintf("gql: default of argument %s: %v", g.def.name, err))
	}
	return g
}

// Args are the arguments of a field; together they make an A.
type Args[A any] struct {
	list []*Argument[A]
	page func(*A) *PageArgs
}

// NewArgs puts arguments together.
func NewArgs[A any](list ...*Argument[A]) Args[A] { return Args[A]{list: list} }

// And adds arguments that several fields share and that make up a part of A, where part says.
func And[A, B any](args Args[A], shared Args[B], part func(*A) *B) Args[A] {
	args.list = slices.Clip(args.list)
	for _, g := range shared.list {
		args.list = append(args.list, &Argument[A]{g.def, func(a *A, raw any) error { return g.set(part(a), raw) }})
	}
	return args
}

func (g Args[A]) defs() []*inputDef {
	defs := make([]*inputDef, len(g.list))
	for i, a := range g.list {
		defs[i] = a.def
	}
	return defs
}

// parse makes an A of the raw values by name.
func (g Args[A]) parse(given map[string]any) (a A, err error) {
	for _, arg := range g.list {
		raw := given[arg.def.name]
		if raw == nil {
			if _, isNull := given[arg.def.name]; !isNull {
				raw = arg.def.defaultRaw
			}
		}
		if raw == nil {
			if arg.def.typ.nonNull {
				return a, fmt.Errorf("%s: a value of type %s is required", arg.def.name, arg.def.typ)
			}
			continue
		}
		if err := arg.set(&a, raw); err != nil {
			return a, fmt.Errorf("%s: %w", arg.def.name, err)
		}
	}
	return a, nil
}

// Input is an input object whose fields together make a V.
type Input[V any] struct {
	def    *typeDef
	fields Args[V]
}

// NewInput declares an input object.
func NewInput[V any](name, description string, fields ...*Argument[V]) *Input[V] {
	mustBeName(name)
	mustDescribe(name, description)
	in := &Input[V]{fields: NewArgs(fields...)}
	in.def = &typeDef{kind: graphql.TypeKindInputObject, name: name, description: description, inputs: in.fields.defs(),
		check: func(raw any) error { _, err := in.parse(raw); return err }}
	return in
}

func (in *Input[V]) ref() typeRef { return typeRef{def: in.def, nonNull: true} }

func (in *Input[V]) parse(raw any) (v V, err error) {
	given, ok := raw.(map[string]any)
	if !ok {
		return v, fmt.Errorf("%s is no %s, which is an object", show(raw), in.def.name)
	}
	names := make([]string, len(in.def.inputs))
	for i, d := range in.def.inputs {
		names[i] = d.name
	}
	for name := range given {
		if !slices.Contains(names, name) {
			return v, fmt.Errorf("%s has no field %s; it has %s", in.def.name, show(name), strings.Join(names, ", "))
		}
	}
	return in.fields.parse(given)
}
