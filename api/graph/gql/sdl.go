package gql

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
)

// SDL is the schema as text in GraphQL's schema definition language: types sorted by name with the query type first,
// fields as declared. It is the same for the same declarations, so that it can be kept and compared.
func (s *Schema) SDL() string {
	var w strings.Builder
	names := slices.Sorted(maps.Keys(s.types))
	names = slices.Insert(slices.DeleteFunc(names, func(n string) bool { return n == s.query.name }), 0, s.query.name)
	for _, name := range names {
		d := s.types[name]
		if strings.HasPrefix(name, "__") || isBasic(d) {
			continue
		}
		if w.Len() > 0 {
			w.WriteByte('\n')
		}
		d.print(&w)
	}
	return w.String()
}

// isBasic reports whether the type is a scalar of the specification.
func isBasic(d *typeDef) bool {
	return slices.Contains([]*typeDef{String.def, ID.def, Int.def, Float.def, Boolean.def}, d)
}

func (d *typeDef) print(w *strings.Builder) {
	printDescription(w, "", d.description)
	switch d.kind {
	case graphql.TypeKindScalar:
		fmt.Fprintf(w, "scalar %s\n", d.name)
	case graphql.TypeKindEnum:
		fmt.Fprintf(w, "enum %s {\n", d.name)
		for _, v := range d.values {
			printDescription(w, "  ", v.description)
			fmt.Fprintf(w, "  %s%s\n", v.name, deprecation(v.deprecated))
		}
		w.WriteString("}\n")
	case graphql.TypeKindInputObject:
		fmt.Fprintf(w, "input %s {\n", d.name)
		for _, in := range d.inputs {
			printDescription(w, "  ", in.description)
			fmt.Fprintf(w, "  %s\n", in)
		}
		w.WriteString("}\n")
	case graphql.TypeKindInterface:
		fmt.Fprintf(w, "interface %s {\n", d.name)
		d.printFields(w)
	default:
		fmt.Fprintf(w, "type %s", d.name)
		for i, in := range d.interfaces {
			w.WriteString([]string{" implements ", " & "}[min(i, 1)] + in.name)
		}
		w.WriteString(" {\n")
		d.printFields(w)
	}
}

func (d *typeDef) printFields(w *strings.Builder) {
	for _, f := range d.fields {
		printDescription(w, "  ", f.description)
		fmt.Fprintf(w, "  %s", f.name)
		if len(f.args) > 0 {
			w.WriteString("(\n")
			for _, a := range f.args {
				printDescription(w, "    ", a.description)
				fmt.Fprintf(w, "    %s\n", a)
			}
			w.WriteString("  )")
		}
		fmt.Fprintf(w, ": %s%s\n", f.typ, deprecation(f.deprecated))
	}
	w.WriteString("}\n")
}

// String is an argument as the schema text has it.
func (in *inputDef) String() string {
	text := in.name + ": " + in.typ.String()
	if in.defaultText != "" {
		text += " = " + in.defaultText
	}
	return text
}

func deprecation(reason string) string {
	if reason == "" {
		return ""
	}
	return fmt.Sprintf(" @deprecated(reason: %s)", strconv.Quote(reason))
}

func printDescription(w *strings.Builder, indent, text string) {
	text = strings.ReplaceAll(strings.TrimSpace(text), `"""`, `\"""`)
	if strings.Contains(text, "\n") || strings.HasSuffix(text, `"`) || strings.HasSuffix(text, `\`) {
		fmt.Fprintf(w, "%[1]s\"\"\"\n%[1]s%[2]s\n%[1]s\"\"\"\n", indent, strings.ReplaceAll(text, "\n", "\n"+indent))
		return
	}
	fmt.Fprintf(w, "%s\"\"\"%s\"\"\"\n", indent, text)
}
