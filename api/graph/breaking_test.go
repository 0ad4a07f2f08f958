package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// changes are the differences between two schema texts, those that break queries which people have written apart from
// those that do not.
func changes(old, new string) (broken, added []string) {
	before, after := outline(old), outline(new)
	for place, was := range before {
		is, there := after[place]
		switch {
		case !there:
			broken = append(broken, "gone: "+place)
		case was == is, isInput(place) && was == is+"!", !isInput(place) && was+"!" == is:
		default:
			broken = append(broken, "changed: "+place+" from "+was+" to "+is)
		}
	}
	for place, is := range after {
		if _, there := before[place]; there {
			continue
		}
		_, old := before[parent(place)]
		if old && isInput(place) && strings.HasSuffix(is, "!") {
			broken = append(broken, "newly required: "+place)
		} else {
			added = append(added, place)
		}
	}
	slices.Sort(broken)
	slices.Sort(added)
	return broken, added
}

// isInput says whether a place is an argument or a field of an input object.
func isInput(place string) bool {
	return strings.Contains(place, "(") || strings.HasPrefix(place, "input ")
}

// parent is the field of an argument, or the type of anything else.
func parent(place string) string {
	if field, _, ok := strings.Cut(place, "("); ok {
		return field
	}
	typ, _, _ := strings.Cut(place, ".")
	return typ
}

// outline are the places in a schema text with their types: "type Query.cell" is "Cell!", "type Query.cell(criterion)" is
// "ID!". Descriptions, deprecations and defaults are left out; an argument with a default is not required.
func outline(text string) map[string]string {
	places := map[string]string{}
	var typ, field string
	inText := false
	for _, line := range strings.Split(text, "\n") {
		bare := strings.TrimSpace(line)
		if bare == `"""` {
			inText = !inText
			continue
		}
		if inText || bare == "" || bare == "}" || strings.HasPrefix(bare, `"""`) {
			continue
		}
		bare, _, _ = strings.Cut(bare, " @deprecated")
		name, of, _ := strings.Cut(bare, ": ")
		of, usual, _ := strings.Cut(of, " = ")
		if usual != "" {
			of = strings.TrimSuffix(of, "!")
		}
		switch indent := len(line) - len(strings.TrimLeft(line, " ")); {
		case indent == 0:
			bare, _ = strings.CutSuffix(bare, " {")
			var interfaces string
			typ, interfaces, _ = strings.Cut(bare, " implements ")
			places[typ] = ""
			for _, i := range strings.FieldsFunc(interfaces, func(r rune) bool { return r == ' ' || r == '&' }) {
				places[typ+". implements "+i] = ""
			}
		case indent == 2 && strings.HasSuffix(bare, "("):
			field = typ + "." + strings.TrimSuffix(bare, "(")
		case indent == 2 && name == ")":
			places[field] = of
		case indent == 2:
			places[typ+"."+name] = of
		default:
			places[field+"("+name+")"] = of
		}
	}
	return places
}

func TestBreakingChangesAreNamed(t *testing.T) {
	const old = "type A {\n  b: Int\n  c(\n    d: Int\n  ): Int\n}\n\nenum E {\n  F\n}\n\ninput I {\n  g: Int!\n}\n"
	for name, c := range map[string]struct{ from, to, broken, added string }{
		"a new field":               {"  b: Int\n", "  b: Int @deprecated(reason: \"x\")\n  n: Int!\n", "", "type A.n"},
		"a new optional argument":   {"  b: Int\n", "  b(\n    n: Int\n  ): Int\n", "", "type A.b(n)"},
		"a new required argument":   {"  b: Int\n", "  b(\n    n: Int!\n  ): Int\n", "newly required: type A.b(n)", ""},
		"a new argument, defaulted": {"  b: Int\n", "  b(\n    n: Int! = 1\n  ): Int\n", "", "type A.b(n)"},
		"a new interface":           {"type A {", "type A implements N {", "", "type A. implements N"},
		"never null any more":       {"  b: Int\n", "  b: Int!\n", "", ""},
		"another type":              {"  b: Int\n", "  b: Float\n", "changed: type A.b from Int to Float", ""},
		"a field gone":              {"  b: Int\n", "", "gone: type A.b", ""},
		"an argument gone":          {"    d: Int\n", "    d2: Int\n", "gone: type A.c(d)", "type A.c(d2)"},
		"an argument required":      {"    d: Int\n", "    d: Int!\n", "changed: type A.c(d) from Int to Int!", ""},
		"an enum value gone":        {"  F\n", "  G\n", "gone: enum E.F", "enum E.G"},
		"an input field eased":      {"g: Int!", "g: Int", "", ""},
		"an input field required":   {"g: Int!", "g: Int!\n  h: Int!", "newly required: input I.h", ""},
	} {
		t.Run(name, func(t *testing.T) {
			broken, added := changes(old, strings.Replace(old, c.from, c.to, 1))
			require.Equal(t, c.broken, strings.Join(broken, ", "))
			require.Equal(t, c.added, strings.Join(added, ", "))
		})
	}
}
