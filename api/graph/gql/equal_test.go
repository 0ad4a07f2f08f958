package gql

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawing makes valid queries of the test schema. A response name always stands for the same field with the same
// arguments, so that all can be merged.
type drawing struct {
	*rapid.T
	fragments []string
	declared  map[string]string // variable: type
	values    map[string]any
}

var fieldsOf = map[string][]string{
	"Query": {"things", "thing", "node", "__typename"},
	"Thing": {"id", "num", "float", "ok", "text", "say", "shout", "colour", "day", "maybe", "must", "children", "sparse", "broken",
		"nodes", "nums", "matrix", "__typename"},
	"Label": {"id", "text", "size", "__typename"},
	"Node":  {"id", "text", "__typename"},
}

var typeOf = map[string]string{"things": "Thing", "thing": "Thing", "node": "Node", "maybe": "Thing", "must": "Thing", "children": "Thing",
	"sparse": "Thing", "broken": "Thing", "nodes": "Node"}

func (d *drawing) one(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(d.T, label)
}

func (d *drawing) chance(label string, percent int) bool {
	return rapid.IntRange(0, 99).Draw(d.T, label) < percent
}

// value is a literal, or a variable that stands for it.
func (d *drawing) value(typ, literal string, raw any) string {
	if !d.chance("variable", 35) {
		return literal
	}
	name := fmt.Sprintf("v%d", len(d.declared))
	d.declared[name] = typ
	switch {
	case d.chance("default", 30):
		d.declared[name] = strings.TrimSuffix(typ, "!") + " = " + literal
	case !strings.HasSuffix(typ, "!") && d.chance("absent", 30):
	default:
		d.values[name] = raw
	}
	return "$" + name
}

func (d *drawing) args(field string) string {
	var args []string
	add := func(name, typ, literal string, raw any) {
		args = append(args, name+": "+d.value(typ, literal, raw))
	}
	switch field {
	case "thing", "node":
		id := d.one("id", "t0", "t1", "t2", "t3", "t4", "t5", "l1", "zz")
		add("id", "ID!", `"`+id+`"`, id)
	case "say", "shout":
		if d.chance("upper", 50) {
			add("upper", "Boolean", "true", true)
		}
		if d.chance("times", 50) {
			add("times", "Int", "2", 2)
		}
	case "things":
		if d.chance("limit", 50) {
			add("limit", "Int", "5", 5)
		}
		if d.chance("since", 30) {
			add("since", "Day", `"2021"`, "2021")
		}
		switch d.one("filter", "none", "literal", "parts") {
		case "literal":
			add("filter", "Filter", `{colours: [RED], has: ""}`, map[string]any{"colours": []any{"RED"}, "has": ""})
		case "parts":
			args = append(args, fmt.Sprintf("filter: {least: %s, colours: %s}", d.value("Int", "2", 2), d.value("[Colour!]", "DARK_GREEN", []any{"DARK_GREEN", "RED"})))
		}
	}
	if len(args) == 0 {
		return ""
	}
	return "(" + strings.Join(args, ", ") + ")"
}

func (d *drawing) directive() string {
	if !d.chance("directive", 15) {
		return ""
	}
	yes := d.chance("yes", 50)
	return fmt.Sprintf(" @%s(if: %s)", d.one("which", "skip", "include"), d.value("Boolean!", fmt.Sprint(yes), yes))
}

func (d *drawing) selection(on string, depth int) string {
	var parts []string
	for range rapid.IntRange(1, 5).Draw(d.T, "n") {
		switch kind := d.one("kind", "field", "field", "field", "inline", "spread"); {
		case kind == "field" || depth <= 0:
			parts = append(parts, d.field(on, depth))
		default:
			target := on
			switch on {
			case "Node":
				target = d.one("target", "Node", "Thing", "Label")
			case "Thing", "Label":
				target = d.one("target", on, "Node")
			}
			if kind == "inline" {
				condition := " on " + target
				if target == on && d.chance("bare", 30) {
					condition = ""
				}
				parts = append(parts, "..."+condition+d.directive()+d.selection(target, depth-1))
			} else {
				body := d.selection(target, depth-1)
				name := fmt.Sprintf("F%d", len(d.fragments))
				d.fragments = append(d.fragments, fmt.Sprintf("fragment %s on %s %s", name, target, body))
				parts = append(parts, "..."+name+d.directive())
				if d.chance("again", 20) {
					parts = append(parts, "..."+name)
				}
			}
		}
	}
	return "{" + strings.Join(parts, " ") + "}"
}

func (d *drawing) field(on string, depth int) string {
	names := slices.DeleteFunc(slices.Clone(fieldsOf[on]), func(n string) bool { return depth <= 0 && typeOf[n] != "" })
	if len(names) == 0 {
		return "__typename"
	}
	name := d.one("field", names...)
	key, args := "", d.args(name)
	if args != "" {
		key = fmt.Sprintf("%s_%x: ", name, args)
	} else if d.chance("alias", 20) {
		key = "x_" + name + ": "
	}
	field := key + name + args + d.directive()
	if below := typeOf[name]; below != "" {
		field += d.selection(below, depth-1)
	}
	return field
}

func (d *drawing) document() string {
	body := d.selection("Query", 4)
	head := "query Q"
	if len(d.declared) > 0 {
		var declarations []string
		for _, name := range slices.Sorted(maps.Keys(d.declared)) {
			declarations = append(declarations, "$"+name+": "+d.declared[name])
		}
		head += "(" + strings.Join(declarations, ", ") + ")"
	}
	return head + " " + body + "\n" + strings.Join(d.fragments, "\n")
}

// TestAnswersAreThoseOfTheReference asks generated queries of both and compares the answers as decoded JSON. Where an
// error makes a parent null, the two may list different errors of those below it; so an error counts by the null that
// it explains.
func TestAnswersAreThoseOfTheReference(t *testing.T) {
	ours, theirs, w := testSchema(t), twinSchema(t), newWorld()
	ours.limits.Repeats, ours.limits.Fields, ours.limits.Aliases, ours.limits.Tokens, ours.limits.Errors = 1e6, 1e6, 1e6, 1e6, 1e6
	ours.limits.Variables, ours.limits.Cost, ours.limits.BodyBytes = 1e6, 1e15, 1e9
	failures := 0
	rapid.Check(t, func(t *rapid.T) {
		d := &drawing{T: t, declared: map[string]string{}, values: map[string]any{}}
		text := d.document()
		doc, problems := ours.Prepare(text)
		require.Empty(t, problems, text)
		plan, problems := doc.Plan("", numbers(t, d.values))
		require.Empty(t, problems, text)
		got := plan.Execute(context.Background(), w)
		parsed, err := parser.Parse(parser.ParseParams{Source: text})
		require.NoError(t, err)
		result := graphql.Execute(graphql.ExecuteParams{Schema: theirs, AST: parsed, Args: d.values, Root: map[string]any{"world": w}})
		var have, want struct {
			Data   any
			Errors []Error
		}
		require.NoError(t, json.Unmarshal(got.Body, &have), string(got.Body))
		reference, err := json.Marshal(result)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(reference, &want))
		require.Equal(t, want.Data, have.Data, text)
		require.Equal(t, explained(want.Data, want.Errors), explained(have.Data, have.Errors), text)
		for _, e := range have.Errors {
			require.NotEmpty(t, e.Locations)
		}
		failures += len(have.Errors)
	})
	require.NotZero(t, failures, "no query failed anywhere: the errors are not tested")
}

// explained is the set of nulls that errors explain, by their paths.
func explained(data any, found []Error) []string {
	var all []string
	for _, e := range found {
		at, path := data, ""
		for _, step := range e.Path {
			if at == nil {
				break
			}
			switch in := at.(type) {
			case map[string]any:
				at = in[step.(string)]
			case []any:
				at = in[int(step.(float64))]
			}
			path += fmt.Sprintf("/%v", step)
		}
		all = append(all, path)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// numbers gives values the form in which a request has them.
func numbers(t require.TestingT, values map[string]any) (decoded map[string]any) {
	b, err := json.Marshal(values)
	require.NoError(t, err)
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	require.NoError(t, d.Decode(&decoded))
	return decoded
}
