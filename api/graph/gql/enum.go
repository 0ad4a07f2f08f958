package gql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// Enum is a closed set of Go values of type T under names in capitals, for output and input. A value without a name is
// an error in the answer, never null.
type Enum[T comparable] struct {
	def    *typeDef
	quoted map[T][]byte
	byName map[string]T
	refuse func(word string, names []string) error
}

// Refuse has the error for a word that the enum lacks made by refuse, which gets the names that there are, so that the
// program can say it in the words it uses elsewhere.
func (e *Enum[T]) Refuse(refuse func(word string, names []string) error) *Enum[T] {
	e.refuse = refuse
	return e
}

// Member is one value of an enum.
type Member[T comparable] struct {
	Value T
	// Name is the word of the value in YAML; GraphQL has it in capitals.
	Name        string
	Description string
	// Deprecated says why the value should not be used any more and what to use; empty where it should.
	Deprecated string
}

// NewEnum declares an enum with the members in the order given.
func NewEnum[T comparable](name, description string, members ...Member[T]) *Enum[T] {
	mustBeName(name)
	mustDescribe(name, description)
	e := &Enum[T]{
		def:    &typeDef{kind: graphql.TypeKindEnum, name: name, description: description},
		quoted: map[T][]byte{}, byName: map[string]T{},
	}
	for _, m := range members {
		word := strings.ToUpper(strings.ReplaceAll(m.Name, "-", "_"))
		mustBeName(word)
		mustDescribe(name+"."+word, m.Description)
		e.quoted[m.Value] = []byte(`"` + word + `"`)
		e.byName[word] = m.Value
		e.def.values = append(e.def.values, &valueDef{word, m.Description, m.Deprecated})
	}
	if len(e.quoted) != len(members) || len(e.byName) != len(members) {
		panic("gql: enum " + name + " has a value or a name twice")
	}
	e.def.check = func(raw any) error { _, err := e.parse(raw); return err }
	return e
}

// Has reports whether the enum has a name for the value; tests use it to show that every stored value has one.
func (e *Enum[T]) Has(v T) bool { return e.quoted[v] != nil }

func (e *Enum[T]) ref() typeRef { return typeRef{def: e.def, nonNull: true} }

func (e *Enum[T]) plan(_ *planner, s *site, _ []*ast.Field) appender[T] {
	return leaf(s, func(b []byte, v T) ([]byte, error) {
		word, ok := e.quoted[v]
		if !ok {
			return b, fmt.Errorf("the value %q has no name in the enum %s", fmt.Sprint(v), e.def.name)
		}
		return append(b, word...), nil
	})
}

func (e *Enum[T]) parse(raw any) (v T, err error) {
	name, ok := raw.(string)
	if ok {
		if v, ok = e.byName[name]; ok {
			return v, nil
		}
	}
	names := make([]string, len(e.def.values))
	for i, d := range e.def.values {
		names[i] = d.name
	}
	if up := strings.ToUpper(name); slices.Contains(names, up) {
		return v, fmt.Errorf("%s is no %s; did you mean %s?", show(raw), e.def.name, up)
	}
	if e.refuse != nil && name != "" {
		return v, e.refuse(name, names)
	}
	return v, fmt.Errorf("%s is no %s; there are %s", show(raw), e.def.name, strings.Join(names, ", "))
}
