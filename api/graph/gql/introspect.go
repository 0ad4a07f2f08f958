package gql

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// introspection answers __schema and __type. Its types are declared like all others, over the declarations themselves,
// so that a client's introspection query is planned, bounded and executed like any other. Their names, fields and
// descriptions are those of graphql-go, which validates such queries.
type introspection struct {
	schema *FieldOf[struct{}]
	typ    *FieldOf[struct{}]
}

// declaring adds the fields of an introspection type, described as graphql-go has them.
func declaring[T any](like *graphql.Object) *Object[T] {
	return newObject[T](like.Name(), like.Description())
}

func metaFields[T any](o *Object[T], like *graphql.Object, fields ...*FieldOf[T]) {
	for _, f := range fields {
		known := like.Fields()[f.def.name]
		f.def.description, f.def.deprecated = known.Description, known.DeprecationReason
	}
	o.Fields(fields...)
}

// introspect declares the introspection types of a schema and adds them to its types.
func introspect(s *Schema) *introspection {
	const as = "as graphql-go describes it"
	kind := metaEnum(graphql.TypeKindEnumType)
	place := metaEnum(graphql.DirectiveLocationEnumType)
	typ := declaring[typeRef](graphql.TypeType)
	field := declaring[*fieldDef](graphql.FieldType)
	input := declaring[*inputDef](graphql.InputValueType)
	value := declaring[*valueDef](graphql.EnumValueType)
	directive := declaring[*graphql.Directive](graphql.DirectiveType)
	schema := declaring[*Schema](graphql.SchemaType)
	nullText := Null[string](String)
	types := func(defs []*typeDef) []typeRef {
		refs := make([]typeRef, len(defs))
		for i, d := range defs {
			refs[i] = typeRef{def: d}
		}
		return refs
	}
	average := func(count func(*typeDef) int) float64 { // elements in a list, for the cost of a query
		total, having := 0, 0
		for _, d := range s.types {
			if n := count(d); n > 0 {
				total, having = total+n, having+1
			}
		}
		return max(1, float64(total)/float64(max(having, 1)))
	}
	deprecated := NewArgs(Arg("includeDeprecated", as, In[bool](Boolean), func(a *bool, v bool) { *a = v }).Default("false"))
	deprecated.list[0].def.description = ""

	metaFields(typ, graphql.TypeType,
		Field("kind", as, kind, func(r typeRef) string { return r.kind() }),
		Field("name", as, nullText, func(r typeRef) string { return r.plain().name }),
		Field("description", as, nullText, func(r typeRef) string { return r.plain().description }),
		ResolveArgs("fields", as, deprecated, NullIf(List[*fieldDef](field), isNilSlice), func(_ *Call, r typeRef, all bool) ([]*fieldDef, error) {
			return without(r.plain().fields, func(f *fieldDef) bool { return !all && f.deprecated != "" }), nil
		}).Size(average(func(d *typeDef) int { return len(d.fields) })),
		Field("interfaces", as, NullIf(List[typeRef](typ), isNilSlice), func(r typeRef) []typeRef {
			if r.kind() != graphql.TypeKindObject {
				return nil
			}
			return types(r.def.interfaces)
		}).Size(1),
		Field("possibleTypes", as, NullIf(List[typeRef](typ), isNilSlice), func(r typeRef) []typeRef {
			if r.kind() != graphql.TypeKindInterface {
				return nil
			}
			return types(r.def.possible)
		}).Size(average(func(d *typeDef) int { return len(d.possible) })),
		ResolveArgs("enumValues", as, deprecated, NullIf(List[*valueDef](value), isNilSlice), func(_ *Call, r typeRef, all bool) ([]*valueDef, error) {
			return without(r.plain().values, func(v *valueDef) bool { return !all && v.deprecated != "" }), nil
		}).Size(average(func(d *typeDef) int { return len(d.values) })),
		ResolveArgs("inputFields", as, deprecated, NullIf(List[*inputDef](input), isNilSlice), func(_ *Call, r typeRef, _ bool) ([]*inputDef, error) {
			return r.plain().inputs, nil
		}).Size(average(func(d *typeDef) int { return len(d.inputs) })),
		Field("specifiedByURL", as, nullText, func(typeRef) string { return "" }),
		Field("isOneOf", as, Opt[bool](Boolean), func(r typeRef) *bool {
			if r.kind() != graphql.TypeKindInputObject {
				return nil
			}
			return new(bool)
		}),
		Field("ofType", as, NullIf[typeRef](typ, func(r typeRef) bool { return r.def == nil && r.list == nil }), typeRef.ofType).Size(0.5),
	)
	metaFields(field, graphql.FieldType,
		Field("name", as, String, func(f *fieldDef) string { return f.name }),
		Field("description", as, nullText, func(f *fieldDef) string { return f.description }),
		ResolveArgs("args", as, deprecated, List[*inputDef](input), func(_ *Call, f *fieldDef, _ bool) ([]*inputDef, error) { return f.args, nil }).Size(0.5),
		Field("type", as, typ, func(f *fieldDef) typeRef { return f.typ }),
		Field("isDeprecated", as, Boolean, func(f *fieldDef) bool { return f.deprecated != "" }),
		Field("deprecationReason", as, nullText, func(f *fieldDef) string { return f.deprecated }),
	)
	metaFields(input, graphql.InputValueType,
		Field("name", as, String, func(i *inputDef) string { return i.name }),
		Field("description", as, nullText, func(i *inputDef) string { return i.description }),
		Field("type", as, typ, func(i *inputDef) typeRef { return i.typ }),
		Field("defaultValue", as, nullText, func(i *inputDef) string { return i.defaultText }),
		Field("isDeprecated", as, Boolean, func(*inputDef) bool { return false }),
		Field("deprecationReason", as, nullText, func(*inputDef) string { return "" }),
	)
	metaFields(value, graphql.EnumValueType,
		Field("name", as, String, func(v *valueDef) string { return v.name }),
		Field("description", as, nullText, func(v *valueDef) string { return v.description }),
		Field("isDeprecated", as, Boolean, func(v *valueDef) bool { return v.deprecated != "" }),
		Field("deprecationReason", as, nullText, func(v *valueDef) string { return v.deprecated }),
	)
	stands := func(at ...string) func(*graphql.Directive) bool {
		return func(d *graphql.Directive) bool {
			return slices.ContainsFunc(d.Locations, func(l string) bool { return slices.Contains(at, l) })
		}
	}
	metaFields(directive, graphql.DirectiveType,
		Field("name", as, String, func(d *graphql.Directive) string { return d.Name }),
		Field("description", as, nullText, func(d *graphql.Directive) string { return d.Description }),
		Field("locations", as, List[string](place), func(d *graphql.Directive) []string { return d.Locations }),
		ResolveArgs("args", as, deprecated, List[*inputDef](input), func(_ *Call, d *graphql.Directive, _ bool) ([]*inputDef, error) {
			return s.directiveArgs(d), nil
		}).Size(1),
		Field("isRepeatable", as, Boolean, func(*graphql.Directive) bool { return false }),
		Field("onOperation", as, Boolean, stands(graphql.DirectiveLocationQuery, graphql.DirectiveLocationMutation, graphql.DirectiveLocationSubscription)),
		Field("onFragment", as, Boolean, stands(graphql.DirectiveLocationFragmentSpread, graphql.DirectiveLocationInlineFragment, graphql.DirectiveLocationFragmentDefinition)),
		Field("onField", as, Boolean, stands(graphql.DirectiveLocationField)),
	)
	none := NullIf[typeRef](typ, func(typeRef) bool { return true })
	metaFields(schema, graphql.SchemaType,
		Field("types", as, List[typeRef](typ), func(s *Schema) []typeRef {
			var all []*typeDef
			for _, name := range slices.Sorted(maps.Keys(s.types)) {
				all = append(all, s.types[name])
			}
			return types(all)
		}).Size(float64(len(s.types)+8)),
		Field("description", as, nullText, func(s *Schema) string { return s.query.description }),
		Field("queryType", as, typ, func(s *Schema) typeRef { return typeRef{def: s.query} }),
		Field("mutationType", as, none, func(*Schema) typeRef { return typeRef{} }),
		Field("subscriptionType", as, none, func(*Schema) typeRef { return typeRef{} }),
		Field("directives", as, List[*graphql.Directive](directive), func(s *Schema) []*graphql.Directive { return s.reference.Directives() }).Size(3),
	)
	for _, d := range []*typeDef{kind.def, place.def, typ.def, field.def, input.def, value.def, directive.def, schema.def} {
		s.types[d.name] = d
	}
	byName := NewArgs(Arg("name", as, Required[string](String), func(a *string, v string) { *a = v }))
	return &introspection{
		schema: Field("__schema", as, schema, func(struct{}) *Schema { return s }),
		typ: ResolveArgs("__type", as, byName, NullIf[typeRef](typ, func(r typeRef) bool { return r.def == nil }),
			func(_ *Call, _ struct{}, name string) (typeRef, error) { return typeRef{def: s.types[name]}, nil }),
	}
}

// metaField plans the fields that every type has, and those that the query type has for introspection.
func (p *planner) metaField(on *typeDef, name string, s *site, sel []*ast.Field) appender[struct{}] {
	f := p.doc.schema.meta.schema
	switch name {
	case graphql.TypeNameMetaFieldDef.Name:
		p.cost += p.times
		quoted := strconv.Quote(on.name)
		return func(_ *run, b []byte, _ struct{}) ([]byte, bool) { return append(b, quoted...), true }
	case graphql.TypeMetaFieldDef.Name:
		f = p.doc.schema.meta.typ
	}
	defer p.enter(f.def)()
	return f.plan(p, s, sel)
}

func (r typeRef) kind() string {
	switch {
	case r.nonNull:
		return graphql.TypeKindNonNull
	case r.list != nil:
		return graphql.TypeKindList
	}
	return r.def.kind
}

// plain is the definition of a type that is no list and not non-null, and an empty one for those.
func (r typeRef) plain() *typeDef {
	if r.nonNull || r.list != nil {
		return &typeDef{}
	}
	return r.def
}

func (r typeRef) ofType() typeRef {
	switch {
	case r.nonNull:
		r.nonNull = false
		return r
	case r.list != nil:
		return *r.list
	}
	return typeRef{}
}

// directiveArgs are the arguments of a directive of graphql-go as declared ones.
func (s *Schema) directiveArgs(d *graphql.Directive) []*inputDef {
	args := make([]*inputDef, len(d.Args))
	for i, a := range d.Args {
		args[i] = &inputDef{name: a.Name(), description: a.Description()}
		name, required := strings.CutSuffix(a.Type.String(), "!")
		args[i].typ = typeRef{def: s.types[name], nonNull: required}
		if text, ok := a.DefaultValue.(string); ok {
			args[i].defaultText = strconv.Quote(text)
		}
	}
	return args
}

// metaEnum is an enum of graphql-go as a declared one, its values sorted by name.
func metaEnum(like *graphql.Enum) *Enum[string] {
	var members []Member[string]
	for _, v := range like.Values() {
		members = append(members, Member[string]{Value: v.Value.(string), Name: v.Name, Description: v.Description})
	}
	slices.SortFunc(members, func(a, b Member[string]) int { return strings.Compare(a.Name, b.Name) })
	return NewEnum(like.Name(), like.Description(), members...)
}

func isNilSlice[T any](v []T) bool { return v == nil }

// without leaves out elements, and keeps nil nil.
func without[T any](all []T, out func(T) bool) []T {
	if all == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(all), out)
}
