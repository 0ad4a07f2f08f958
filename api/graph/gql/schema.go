// Package gql declares a GraphQL schema with typed Go functions and executes queries of it.
//
// Each field is declared once: name, description, type, arguments and the function that returns its value, checked by
// the compiler against each other. Two things are made from the declarations: graphql-go's schema, which is used for
// parsing and validation only, and for each query a plan of closures that append JSON as they go.
//
//	var country = gql.NewObject[*dataset.Country]("Country", "A country as one mapping coded it.")
//
//	func init() {
//		country.Fields(
//			gql.Field("code", "EU code.", countryCode, func(c *dataset.Country) schema.CountryCode { return c.Code }),
//			gql.Resolve("firewall", "…", firewall, func(c *gql.Call, v *dataset.Country) (dataset.Firewall, error) { … }),
//			gql.ResolveArgs("score", "…", scoreArgs, score, func(c *gql.Call, v *dataset.Country, a scoreAsked) (…) { … }),
//		)
//	}
//
// What a query goes through: [Schema.Prepare] guards, parses and validates its text; [Document.Plan] puts variables in
// and parses arguments; [Plan.Execute] answers. Declarations of the domain do not belong here, nor does HTTP.
//
// # Where it leaves graphql-go
//
// Keys come in the order of the query. A value that an enum has no name for, or that an Int cannot hold, is an error and
// not null. An argument given as null stays null, its default counts only where it is absent. The errors of custom
// scalars are those of their parse functions, and errors carry a code.
package gql

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// Schema is a declared schema, ready for queries.
type Schema struct {
	root      anyObject
	query     *typeDef
	types     map[string]*typeDef
	limits    guard.Limits
	log       *slog.Logger
	reference graphql.Schema
	meta      *introspection
}

// NewSchema puts a schema together from its query type, whose Go value a query is executed with. The error says what of
// the declarations does not fit together.
func NewSchema[R any](query *Object[R], limits guard.Limits, log *slog.Logger) (*Schema, error) {
	s := &Schema{root: query, query: query.def, types: map[string]*typeDef{}, limits: limits, log: log}
	if err := s.reach(query.def); err != nil {
		return nil, err
	}
	for _, basic := range []*typeDef{String.def, Boolean.def} { // introspection speaks of them
		if err := s.reach(basic); err != nil {
			return nil, err
		}
	}
	if err := s.build(); err != nil {
		return nil, err
	}
	s.meta = introspect(s)
	return s, nil
}

// Limits are those that queries of the schema are held to.
func (s *Schema) Limits() guard.Limits { return s.limits }

// reach adds a type and all that it leads to.
func (s *Schema) reach(def *typeDef) error {
	if known := s.types[def.name]; known != nil {
		if known != def {
			return fmt.Errorf("two types are called %s; rename one of them", def.name)
		}
		return nil
	}
	s.types[def.name] = def
	next := slices.Concat(def.interfaces, def.possible)
	for _, f := range def.fields {
		next = append(next, f.typ.named())
		for _, a := range f.args {
			next = append(next, a.typ.named())
		}
	}
	for _, in := range def.inputs {
		next = append(next, in.typ.named())
	}
	if len(def.fields) == 0 && (def.kind == graphql.TypeKindObject || def.kind == graphql.TypeKindInterface) {
		return fmt.Errorf("type %s has no fields; declare them", def.name)
	}
	for _, d := range next {
		if err := s.reach(d); err != nil {
			return err
		}
	}
	return nil
}

// build makes graphql-go's schema.
func (s *Schema) build() error {
	b := builder{made: map[string]graphql.Type{}}
	config := graphql.SchemaConfig{Query: b.named(s.query).(*graphql.Object)}
	for _, name := range slices.Sorted(maps.Keys(s.types)) {
		config.Types = append(config.Types, b.named(s.types[name]))
	}
	var err error
	if s.reference, err = graphql.NewSchema(config); err != nil {
		return fmt.Errorf("the declared schema does not hold together: %w", err)
	}
	for _, t := range s.types {
		if t.kind == graphql.TypeKindInterface { // fills a map that validation would otherwise write into
			s.reference.IsPossibleType(b.named(t).(*graphql.Interface), b.named(s.query).(*graphql.Object))
		}
	}
	return nil
}

// checkInput reports whether a raw value is of the type that a variable was declared with.
func (s *Schema) checkInput(t ast.Type, raw any) error {
	switch t := t.(type) {
	case *ast.NonNull:
		if raw == nil {
			return fmt.Errorf("a value is required")
		}
		return s.checkInput(t.Type, raw)
	case *ast.List:
		items, ok := raw.([]any)
		if raw == nil {
			return nil
		}
		if !ok {
			return s.checkInput(t.Type, raw)
		}
		for i, item := range items {
			if err := s.checkInput(t.Type, item); err != nil {
				return fmt.Errorf("element %d: %w", i+1, err)
			}
		}
	case *ast.Named:
		if raw == nil {
			return nil
		}
		if def := s.types[t.Name.Value]; def != nil && def.check != nil {
			return def.check(raw)
		}
	}
	return nil
}

// builder makes graphql-go's types, each once.
type builder struct{ made map[string]graphql.Type }

func (b builder) use(r typeRef) graphql.Type {
	var t graphql.Type
	if r.list != nil {
		t = graphql.NewList(b.use(*r.list))
	} else {
		t = b.named(r.def)
	}
	if r.nonNull {
		t = graphql.NewNonNull(t)
	}
	return t
}

func (b builder) named(d *typeDef) graphql.Type {
	if t := b.made[d.name]; t != nil {
		return t
	}
	var t graphql.Type
	switch d.kind {
	case graphql.TypeKindScalar:
		t = d.literal
	case graphql.TypeKindEnum:
		values := graphql.EnumValueConfigMap{}
		for _, v := range d.values {
			values[v.name] = &graphql.EnumValueConfig{Value: v.name, Description: v.description, DeprecationReason: v.deprecated}
		}
		t = graphql.NewEnum(graphql.EnumConfig{Name: d.name, Description: d.description, Values: values})
	case graphql.TypeKindInputObject:
		t = graphql.NewInputObject(graphql.InputObjectConfig{Name: d.name, Description: d.description,
			Fields: graphql.InputObjectConfigFieldMapThunk(func() graphql.InputObjectConfigFieldMap {
				fields := graphql.InputObjectConfigFieldMap{}
				for _, in := range d.inputs {
					fields[in.name] = &graphql.InputObjectFieldConfig{Type: b.use(in.typ), Description: in.description, DefaultValue: in.defaultRaw}
				}
				return fields
			})})
	case graphql.TypeKindInterface:
		t = graphql.NewInterface(graphql.InterfaceConfig{Name: d.name, Description: d.description, Fields: b.fields(d),
			ResolveType: func(graphql.ResolveTypeParams) *graphql.Object { return nil }})
	default:
		t = graphql.NewObject(graphql.ObjectConfig{Name: d.name, Description: d.description, Fields: b.fields(d),
			Interfaces: graphql.InterfacesThunk(func() []*graphql.Interface {
				var all []*graphql.Interface
				for _, i := range d.interfaces {
					all = append(all, b.named(i).(*graphql.Interface))
				}
				return all
			})})
	}
	b.made[d.name] = t
	return t
}

func (b builder) fields(d *typeDef) graphql.FieldsThunk {
	return func() graphql.Fields {
		fields := graphql.Fields{}
		for _, f := range d.fields {
			args := graphql.FieldConfigArgument{}
			for _, a := range f.args {
				args[a.name] = &graphql.ArgumentConfig{Type: b.use(a.typ), Description: a.description, DefaultValue: a.defaultRaw}
			}
			fields[f.name] = &graphql.Field{Name: f.name, Description: f.description, DeprecationReason: f.deprecated,
				Type: b.use(f.typ), Args: args}
		}
		return fields
	}
}
