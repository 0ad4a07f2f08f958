package gql

import (
	"context"

	"github.com/graphql-go/graphql/language/ast"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// FieldOf is a field of objects whose Go values are of type T.
type FieldOf[T any] struct {
	def  *fieldDef
	plan func(p *planner, s *site, sel []*ast.Field) appender[T]
}

// Call is what a resolve function knows besides its value and arguments.
type Call struct {
	Context context.Context
	// Root is what the query was asked of: the value given to [Plan.Execute].
	Root any
	// Limits are those of the request.
	Limits guard.Limits
}

// expectedLength is how many elements a list is taken to have for the cost of a query when nothing else is declared.
const expectedLength = 10

func newFieldDef(name, description string, typ typeRef) *fieldDef {
	mustBeName(name)
	mustDescribe("field "+name, description)
	def := &fieldDef{name: name, description: description, typ: typ, cost: 1, size: 1}
	if typ.list != nil {
		def.size = expectedLength
	}
	return def
}

// Field declares a field that is at hand in the value.
func Field[T, R any](name, description string, out Out[R], get func(T) R) *FieldOf[T] {
	return &FieldOf[T]{
		def: newFieldDef(name, description, out.ref()),
		plan: func(p *planner, s *site, sel []*ast.Field) appender[T] {
			write := out.plan(p, s, sel)
			return func(x *run, b []byte, v T) ([]byte, bool) { return write(x, b, get(v)) }
		},
	}
}

// Resolve declares a field that is looked up or computed and may fail. The text of an error goes to the client; that of
// a panic goes to the log, and the client gets a number to quote.
func Resolve[T, R any](name, description string, out Out[R], resolve func(*Call, T) (R, error)) *FieldOf[T] {
	return ResolveArgs(name, description, Args[struct{}]{}, out,
		func(c *Call, v T, _ struct{}) (R, error) { return resolve(c, v) })
}

// ResolveArgs declares a field with arguments. They are parsed once for a query, before anything of it is executed; one
// that cannot be parsed refuses the query. What resolve errs on is taken to be the value of an argument, unless it is
// marked as [Passing] or has extensions of its own.
func ResolveArgs[T, A, R any](name, description string, args Args[A], out Out[R], resolve func(*Call, T, A) (R, error)) *FieldOf[T] {
	def := newFieldDef(name, description, out.ref())
	def.args = args.defs()
	nullable, code := !def.typ.nonNull, CodeField
	if len(def.args) > 0 {
		code = CodeBadInput
	}
	return &FieldOf[T]{def: def, plan: func(p *planner, s *site, sel []*ast.Field) appender[T] {
		a, err := args.parse(p.arguments(s, def, sel[0]))
		if err != nil {
			p.fail(s, err)
		}
		if args.page != nil {
			defer p.paged(s, args.page(&a))()
		}
		write := out.plan(p, s, sel)
		return func(x *run, b []byte, v T) ([]byte, bool) {
			r, err := guarded(x, s, resolve, v, a)
			if err == nil {
				return write(x, b, r)
			}
			x.fail(s, err, code)
			if nullable {
				return append(b, "null"...), true
			}
			return b, false
		}
	}}
}

// guarded calls a resolve function and turns a panic into an error without its text.
func guarded[T, A, R any](x *run, s *site, resolve func(*Call, T, A) (R, error), v T, a A) (r R, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = x.panicked(s, fault)
		}
	}()
	return resolve(&x.call, v, a)
}

// Deprecated marks the field as one to leave, and says what to use instead.
func (f *FieldOf[T]) Deprecated(reason string) *FieldOf[T] {
	f.def.deprecated = reason
	return f
}

// Cost says what one value of the field costs, for those that compute; 1 is a value at hand.
func (f *FieldOf[T]) Cost(units int64) *FieldOf[T] {
	f.def.cost = units
	return f
}

// Size says how many elements the list usually has, or how often an object is there at all, for the cost of what is asked
// of each. 0 stands for the size of the page around it.
func (f *FieldOf[T]) Size(elements float64) *FieldOf[T] {
	f.def.size = elements
	return f
}
