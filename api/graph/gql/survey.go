package gql

import (
	"errors"
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// survey is a first walk through a document by the declared types. It names the types of inline fragments that have
// none. It checks literal arguments, whose errors are then those of the scalars and enums themselves. And it counts names
// that nothing has: graphql-go looks for similar ones for each, and so is only asked when there are few.
type survey struct {
	schema   *Schema
	doc      *Document
	problems []Error // of arguments
	unknown  []Error
}

func (s *Schema) survey(doc *Document) []Error {
	v := survey{schema: s, doc: doc}
	for _, op := range doc.operations {
		v.directives(op.Directives)
		v.walk(s.query, op.SelectionSet)
	}
	for _, f := range doc.fragments {
		v.directives(f.Directives)
		v.walk(v.typ(f.TypeCondition), f.SelectionSet)
	}
	most := int(s.limits.Errors)
	if len(v.unknown) > most {
		return v.unknown[:most]
	}
	return v.problems[:min(len(v.problems), most)]
}

func (v *survey) miss(at *ast.Location, format string, args ...any) {
	if e := fmt.Errorf(format, args...); len(v.unknown) <= int(v.schema.limits.Errors) {
		problem := newError(e, CodeValidation)
		problem.Locations = v.doc.locateAt(at)
		v.unknown = append(v.unknown, problem)
	}
}

// typ is the type of that name, nil where there is none.
func (v *survey) typ(named *ast.Named) *typeDef {
	def := v.schema.types[named.Name.Value]
	if def == nil {
		v.miss(named.Loc, "there is no type %s", show(named.Name.Value))
	}
	return def
}

func (v *survey) walk(on *typeDef, set *ast.SelectionSet) {
	if on == nil || set == nil {
		return
	}
	for _, selection := range set.Selections {
		switch sel := selection.(type) {
		case *ast.Field:
			v.directives(sel.Directives)
			def := v.field(on, sel.Name.Value)
			if def == nil {
				v.miss(sel.Loc, "Cannot query field %s on type %s", show(sel.Name.Value), on.name)
				continue
			}
			v.arguments(def.args, sel.Arguments)
			v.walk(def.typ.named(), sel.SelectionSet)
		case *ast.InlineFragment:
			v.directives(sel.Directives)
			if sel.TypeCondition == nil {
				sel.TypeCondition = ast.NewNamed(&ast.Named{Name: ast.NewName(&ast.Name{Value: on.name, Loc: sel.Loc}), Loc: sel.Loc})
			}
			v.walk(v.typ(sel.TypeCondition), sel.SelectionSet)
		case *ast.FragmentSpread:
			v.directives(sel.Directives)
			if v.doc.fragments[sel.Name.Value] == nil {
				v.miss(sel.Loc, "there is no fragment %s", show(sel.Name.Value))
			}
		}
	}
}

// field finds a field, those of introspection included.
func (v *survey) field(on *typeDef, name string) *fieldDef {
	switch {
	case name == graphql.TypeNameMetaFieldDef.Name:
		return &fieldDef{typ: typeRef{def: String.def}}
	case on == v.schema.query && name == graphql.SchemaMetaFieldDef.Name:
		return v.schema.meta.schema.def
	case on == v.schema.query && name == graphql.TypeMetaFieldDef.Name:
		return v.schema.meta.typ.def
	}
	return on.field(name)
}

func (v *survey) directives(all []*ast.Directive) {
	for _, d := range all {
		switch d.Name.Value {
		case graphql.SkipDirective.Name, graphql.IncludeDirective.Name:
			v.arguments(conditionArgs, d.Arguments)
		default:
			v.miss(d.Loc, "there is no directive %s to use here", show("@"+d.Name.Value))
		}
	}
}

// conditionArgs are the arguments of @skip and @include.
var conditionArgs = []*inputDef{{name: "if", typ: typeRef{def: Boolean.def, nonNull: true}}}

func (v *survey) arguments(defs []*inputDef, given []*ast.Argument) {
	for i, a := range given {
		var def *inputDef
		for _, d := range defs {
			if d.name == a.Name.Value {
				def = d
			}
		}
		if def == nil || i >= len(defs) {
			v.miss(a.Loc, "there is no argument %s here, or it stands here already", show(a.Name.Value))
			continue
		}
		raw, isLiteral := literal(a.Value)
		if !isLiteral {
			continue
		}
		if err := def.typ.check(raw); err != nil && len(v.problems) < int(v.schema.limits.Errors) {
			problem := newError(fmt.Errorf("%s: %w", a.Name.Value, err), CodeBadInput)
			problem.Locations = v.doc.locateAt(a.Loc)
			v.problems = append(v.problems, problem)
		}
	}
}

// literal is the raw form of a value without variables.
func literal(value ast.Value) (any, bool) {
	switch value := value.(type) {
	case *ast.Variable:
		return nil, false
	case *ast.ListValue:
		for _, item := range value.Values {
			if _, ok := literal(item); !ok {
				return nil, false
			}
		}
	case *ast.ObjectValue:
		seen := map[string]bool{}
		for _, f := range value.Fields {
			if _, ok := literal(f.Value); !ok {
				return nil, false
			}
			if seen[f.Name.Value] {
				return twice(f.Name.Value), true
			}
			seen[f.Name.Value] = true
		}
	}
	return rawValue(value, nil)
}

// twice stands for an input object that has a field twice.
type twice string

// check reports whether a raw value is of the type.
func (r typeRef) check(raw any) error {
	name, isTwice := raw.(twice)
	switch {
	case isTwice:
		return fmt.Errorf("%s stands twice in the object; leave one", show(string(name)))
	case raw == nil && r.nonNull:
		return errors.New("a value is required")
	case raw == nil:
		return nil
	case r.list == nil:
		return r.def.check(raw)
	}
	items, ok := raw.([]any)
	if !ok {
		return r.list.check(raw)
	}
	for i, item := range items {
		if err := r.list.check(item); err != nil {
			return fmt.Errorf("element %d: %w", i+1, err)
		}
	}
	return nil
}
