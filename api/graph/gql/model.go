package gql

import (
	"fmt"
	"strings"

	"github.com/graphql-go/graphql"
)

// typeDef is a named type as it was declared. graphql-go's schema, the introspection answers and the schema text are all
// made from it.
type typeDef struct {
	kind        string // graphql.TypeKindObject and so on
	name        string
	description string
	fields      []*fieldDef
	inputs      []*inputDef
	values      []*valueDef
	interfaces  []*typeDef
	possible    []*typeDef
	// check reports whether a raw input value is one of this type; only for input types.
	check func(raw any) error
	// literal says which literals graphql-go's validation lets through; only for scalars.
	literal *graphql.Scalar
}

// typeRef is a use of a type: itself, or a list of others, nullable or not.
type typeRef struct {
	def     *typeDef
	list    *typeRef
	nonNull bool
}

type fieldDef struct {
	name, description, deprecated string
	typ                           typeRef
	args                          []*inputDef
	cost                          int64   // of one value
	size                          float64 // values expected of one field: elements of a list; 0 for what the page asks for
}

type inputDef struct {
	name, description string
	typ               typeRef
	defaultText       string // a GraphQL literal, empty for none
	defaultRaw        any
}

type valueDef struct {
	name, description, deprecated string
}

func (r typeRef) String() string {
	s := ""
	if r.list != nil {
		s = "[" + r.list.String() + "]"
	} else {
		s = r.def.name
	}
	if r.nonNull {
		s += "!"
	}
	return s
}

// named is the type inside all lists.
func (r typeRef) named() *typeDef {
	for r.list != nil {
		r = *r.list
	}
	return r.def
}

func (d *typeDef) field(name string) *fieldDef {
	for _, f := range d.fields {
		if f.name == name {
			return f
		}
	}
	return nil
}

// is reports whether an object of type d counts as one of the type called name.
func (d *typeDef) is(name string) bool {
	if d.name == name {
		return true
	}
	for _, i := range d.interfaces {
		if i.name == name {
			return true
		}
	}
	return false
}

// mustBeName stops a program whose schema names something that GraphQL cannot.
func mustBeName(name string) {
	if name == "" || strings.Trim(name, "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" || name[0] <= '9' {
		panic(fmt.Sprintf("gql: %q cannot be a name in GraphQL", name))
	}
}

// mustDescribe stops a program whose schema leaves something undescribed.
func mustDescribe(name, description string) {
	if strings.TrimSpace(description) == "" {
		panic(fmt.Sprintf("gql: %s has no description", name))
	}
}
