package gql

import (
	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// Out is a GraphQL output type whose Go values are of type T. Types are non-null unless [Null], [NullIf] or [Opt] says
// otherwise: a value that cannot be written is then an error that makes the nearest nullable parent null.
type Out[T any] interface {
	ref() typeRef
	// plan returns what writes values at one place of a query, given the fields selected there.
	plan(p *planner, s *site, sel []*ast.Field) appender[T]
}

// appender writes a value as JSON to the end of b. It returns false, with b as long as before, when there is an error
// that the parent has to become null for; the error itself is already recorded in x.
type appender[T any] func(x *run, b []byte, v T) ([]byte, bool)

type list[T any] struct{ of Out[T] }

// List is the type of lists of values of another type. A nil slice is an empty list, never null.
func List[T any](of Out[T]) Out[[]T] { return list[T]{of} }

func (l list[T]) ref() typeRef {
	of := l.of.ref()
	return typeRef{list: &of, nonNull: true}
}

func (l list[T]) plan(p *planner, s *site, sel []*ast.Field) appender[[]T] {
	item := l.of.plan(p, s, sel)
	return func(x *run, b []byte, vs []T) ([]byte, bool) {
		start := len(b)
		b = append(b, '[')
		for i, v := range vs {
			if i > 0 {
				b = append(b, ',')
			}
			x.breathe(b)
			before, ok := len(x.errors), false
			b, ok = item(x, b, v)
			if len(x.errors) != before {
				x.within(before, i)
			}
			if !ok {
				return b[:start], false
			}
		}
		return append(b, ']'), true
	}
}

type null[T any] struct {
	of     Out[T]
	isNull func(T) bool
}

// Null is the type that writes the zero value (an empty text, a nil pointer, nought) as null.
func Null[T comparable](of Out[T]) Out[T] {
	return null[T]{of, func(v T) bool { var zero T; return v == zero }}
}

// NullIf is the type that writes as null the values that isNull names.
func NullIf[T any](of Out[T], isNull func(T) bool) Out[T] { return null[T]{of, isNull} }

func (n null[T]) ref() typeRef {
	r := n.of.ref()
	r.nonNull = false
	return r
}

func (n null[T]) plan(p *planner, s *site, sel []*ast.Field) appender[T] {
	of := n.of.plan(p, s, sel)
	return func(x *run, b []byte, v T) ([]byte, bool) {
		if n.isNull(v) {
			return append(b, "null"...), true
		}
		b, ok := of(x, b, v)
		if !ok {
			b = append(b, "null"...)
		}
		return b, true
	}
}

type opt[T any] struct{ of Out[T] }

// Opt is the type of pointers to values of another type; nil is null.
func Opt[T any](of Out[T]) Out[*T] { return opt[T]{of} }

func (o opt[T]) ref() typeRef {
	r := o.of.ref()
	r.nonNull = false
	return r
}

func (o opt[T]) plan(p *planner, s *site, sel []*ast.Field) appender[*T] {
	of := o.of.plan(p, s, sel)
	return func(x *run, b []byte, v *T) ([]byte, bool) {
		if v == nil {
			return append(b, "null"...), true
		}
		b, ok := of(x, b, *v)
		if !ok {
			b = append(b, "null"...)
		}
		return b, true
	}
}

// Scalar is a leaf type whose Go values are of type T, for output and input.
type Scalar[T any] struct {
	def   *typeDef
	write func(b []byte, v T) ([]byte, error)
	read  func(raw any) (T, error)
}

func newScalar[T any](name, description string, literal *graphql.Scalar, write func([]byte, T) ([]byte, error), read func(any) (T, error)) *Scalar[T] {
	return &Scalar[T]{
		def: &typeDef{kind: graphql.TypeKindScalar, name: name, description: description, literal: literal,
			check: func(raw any) error { _, err := read(raw); return err }},
		write: write, read: read,
	}
}

func (t *Scalar[T]) ref() typeRef { return typeRef{def: t.def, nonNull: true} }

func (t *Scalar[T]) plan(_ *planner, s *site, _ []*ast.Field) appender[T] {
	return leaf(s, t.write)
}

// leaf is the appender of a type without fields.
func leaf[T any](s *site, write func([]byte, T) ([]byte, error)) appender[T] {
	return func(x *run, b []byte, v T) ([]byte, bool) {
		start := len(b)
		b, err := write(b, v)
		if err != nil {
			x.fail(s, err, CodeField)
			return b[:start], false
		}
		return b, true
	}
}
