package gql

import (
	"fmt"
	"reflect"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// Object is a type with fields, whose Go values are of type T.
type Object[T any] struct {
	def    *typeDef
	fields map[string]*FieldOf[T]
	isNil  func(T) bool
}

// NewObject declares a type. Its fields are added by [Object.Fields], so that types can refer to each other.
func NewObject[T any](name, description string) *Object[T] {
	mustBeName(name)
	mustDescribe(name, description)
	return newObject[T](name, description)
}

func newObject[T any](name, description string) *Object[T] {
	o := &Object[T]{def: &typeDef{kind: graphql.TypeKindObject, name: name, description: description}, fields: map[string]*FieldOf[T]{}}
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Pointer, reflect.Interface:
		var none T
		o.isNil = func(v T) bool { return any(v) == any(none) }
	}
	return o
}

// Fields adds fields, in the order in which the schema lists them.
func (o *Object[T]) Fields(fields ...*FieldOf[T]) *Object[T] {
	for _, f := range fields {
		if o.fields[f.def.name] != nil {
			panic(fmt.Sprintf("gql: %s has the field %s twice", o.def.name, f.def.name))
		}
		o.fields[f.def.name] = f
		o.def.fields = append(o.def.fields, f.def)
	}
	return o
}

// Implements says that objects of this type are also of the interface type; a value of Go type T is then one of its
// values. An interface can have only one object for each Go type.
func (o *Object[T]) Implements(i *Interface) *Object[T] {
	typ := reflect.TypeFor[T]()
	for _, other := range i.objects {
		if other.goType() == typ {
			panic(fmt.Sprintf("gql: %s: two objects of Go type %s", i.def.name, typ))
		}
	}
	i.objects = append(i.objects, o)
	i.def.possible = append(i.def.possible, o.def)
	o.def.interfaces = append(o.def.interfaces, i.def)
	return o
}

func (o *Object[T]) ref() typeRef { return typeRef{def: o.def, nonNull: true} }

// planned is one key of an object in the answer and what writes its value.
type planned[T any] struct {
	key   []byte // with comma, quotes and colon
	name  string
	write appender[T]
}

func (o *Object[T]) plan(p *planner, s *site, sel []*ast.Field) appender[T] {
	groups := p.collect(o.def, sel)
	fields := make([]planned[T], len(groups))
	for i, g := range groups {
		key := appendString(nil, g.key)
		if i > 0 {
			key = append([]byte{','}, key...)
		}
		fields[i] = planned[T]{append(key, ':'), g.key, o.planField(p, g)}
	}
	return func(x *run, b []byte, v T) ([]byte, bool) {
		start := len(b)
		if o.isNil != nil && o.isNil(v) {
			x.fail(s, errNull, CodeField)
			return b, false
		}
		b = append(b, '{')
		for i := range fields {
			f := &fields[i]
			b = append(b, f.key...)
			before, ok := len(x.errors), false
			b, ok = f.write(x, b, v)
			if len(x.errors) != before {
				x.within(before, f.name)
			}
			if !ok {
				return b[:start], false
			}
		}
		return append(b, '}'), true
	}
}

func (o *Object[T]) planField(p *planner, g group) appender[T] {
	name := g.fields[0].Name.Value
	s := &site{parent: o.def.name, field: name, at: g.fields}
	if f := o.fields[name]; f != nil {
		leave := p.enter(f.def)
		defer leave()
		return f.plan(p, s, g.fields)
	}
	meta := p.metaField(o.def, name, s, g.fields)
	return func(x *run, b []byte, _ T) ([]byte, bool) { return meta(x, b, struct{}{}) }
}

// anyObject is an Object whose T is not known.
type anyObject interface {
	goType() reflect.Type
	planAny(p *planner, s *site, sel []*ast.Field) appender[any]
}

func (o *Object[T]) goType() reflect.Type { return reflect.TypeFor[T]() }

func (o *Object[T]) planAny(p *planner, s *site, sel []*ast.Field) appender[any] {
	write := o.plan(p, s, sel)
	return func(x *run, b []byte, v any) ([]byte, bool) { return write(x, b, v.(T)) }
}

// Interface is a type that several objects are of. Its Go values are those of the objects.
type Interface struct {
	def     *typeDef
	objects []anyObject
}

// NewInterface declares an interface.
func NewInterface(name, description string, fields ...Common) *Interface {
	mustBeName(name)
	mustDescribe(name, description)
	i := &Interface{def: &typeDef{kind: graphql.TypeKindInterface, name: name, description: description}}
	for _, f := range fields {
		i.def.fields = append(i.def.fields, f.def)
	}
	return i
}

// Common is a field that every object of an interface declares for itself.
type Common struct{ def *fieldDef }

// NewCommon declares a field of an interface.
func NewCommon[R any](name, description string, out Out[R]) Common {
	return Common{newFieldDef(name, description, out.ref())}
}

func (i *Interface) ref() typeRef { return typeRef{def: i.def, nonNull: true} }

func (i *Interface) plan(p *planner, s *site, sel []*ast.Field) appender[any] {
	plans := make(map[reflect.Type]appender[any], len(i.objects))
	cost := p.cost
	dearest := cost
	for _, o := range i.objects {
		p.cost = cost // a value is of one type: it costs what the dearest costs
		plans[o.goType()] = o.planAny(p, s, sel)
		dearest = max(dearest, p.cost)
	}
	p.cost = dearest
	return func(x *run, b []byte, v any) ([]byte, bool) {
		if v == nil {
			x.fail(s, errNull, CodeField)
			return b, false
		}
		write := plans[reflect.TypeOf(v)]
		if write == nil {
			x.fail(s, x.internal(fmt.Sprintf("no object of %s has the Go type %T", i.def.name, v)), CodeInternal)
			return b, false
		}
		return write(x, b, v)
	}
}
