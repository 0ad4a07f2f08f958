package native

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/firewallmap/firewallmap/schema"
)

// decoder reads one YAML file into a part of the records. The library's own decoder stops at the first problem and forgets
// where values stood; this one walks its syntax tree, finds all problems, and keeps the place of every value, so that what
// is found wrong later can be pointed at too.
type decoder struct {
	file     string
	places   map[string]schema.Place
	problems schema.Problems
}

// decode reads data into part, a pointer to a struct, whose path in the records is given. It is false where the text is not
// YAML at all.
func (d *decoder) decode(data []byte, part any, path string) bool {
	if line, why := hostile(data); line > 0 {
		d.errorf(schema.Place{File: d.file, Line: line}, "", "%s", why)
		return false
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		place := schema.Place{File: d.file}
		message := err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			message = syntax.GetMessage()
			if t := syntax.GetToken(); t != nil && t.Position != nil {
				place.Line, place.Column = t.Position.Line, t.Position.Column
			}
		}
		d.errorf(place, "", "not YAML: %s", message)
		return false
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		d.errorf(schema.Place{File: d.file}, "", "the file holds %d YAML documents; it holds one", len(tree.Docs))
		return false
	}
	d.value(tree.Docs[0].Body, reflect.ValueOf(part).Elem(), path)
	return true
}

// value reads a node into a value of the records.
func (d *decoder) value(node ast.Node, value reflect.Value, path string) {
	d.places[path] = d.place(node)
	if text, ok := value.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if s, ok := d.text(node, "text"); ok {
			if err := text.UnmarshalText([]byte(s)); err != nil {
				d.errorf(d.place(node), path, "%s", err)
			}
		}
		return
	}
	switch value.Kind() {
	case reflect.Pointer:
		if _, null := node.(*ast.NullNode); null {
			return
		}
		value.Set(reflect.New(value.Type().Elem()))
		d.value(node, value.Elem(), path)
	case reflect.Struct:
		d.mapping(node, value, path)
	case reflect.Slice:
		sequence, ok := node.(*ast.SequenceNode)
		if !ok {
			d.wrong(node, path, "a list")
			return
		}
		value.Set(reflect.MakeSlice(value.Type(), len(sequence.Values), len(sequence.Values)))
		for i, item := range sequence.Values {
			d.value(item, value.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.Map:
		d.words(node, value, path)
	case reflect.Bool:
		b, ok := node.(*ast.BoolNode)
		if !ok {
			d.wrong(node, path, "true or false")
			return
		}
		value.SetBool(b.Value)
	case reflect.Int:
		_, isInt := node.(*ast.IntegerNode)
		n, err := strconv.Atoi(node.GetToken().Value)
		if !isInt || err != nil {
			d.wrong(node, path, "a whole number")
			return
		}
		value.SetInt(int64(n))
	case reflect.String:
		if s, ok := d.text(node, "text"); ok {
			value.SetString(s)
		}
	default:
		panic("no way to read a " + value.Type().String()) // a type new in package schema
	}
}

// text is the text of a scalar. A number is taken as it is written, since 21 can be an article and 2019 a date.
func (d *decoder) text(node ast.Node, want string) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSuffix(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode:
		return node.GetToken().Value, true
	}
	d.wrong(node, "", want)
	return "", false
}

// words reads keys that are free, each with a text: what stands in somebody's sheet, and what it means.
func (d *decoder) words(node ast.Node, value reflect.Value, path string) {
	pairs, ok := pairsOf(node)
	if !ok {
		d.wrong(node, path, "keys with values")
		return
	}
	value.Set(reflect.MakeMap(value.Type()))
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		at := schema.Join(path, key)
		d.places[at] = d.place(pair.Key)
		if value.MapIndex(reflect.ValueOf(key)).IsValid() {
			d.errorf(d.place(pair.Key), path, "the key %q stands twice", key)
			continue
		}
		if text, ok := d.text(pair.Value, "text"); ok {
			value.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(text))
		}
	}
}

// pairsOf are the keys of a mapping with their values.
func pairsOf(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// mapping reads the keys of a record.
func (d *decoder) mapping(node ast.Node, value reflect.Value, path string) {
	pairs, ok := pairsOf(node)
	if !ok {
		d.wrong(node, path, "keys with values")
		return
	}
	fields, names := fieldsOf(value.Type())
	given := map[string]bool{}
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		place := d.place(pair.Key)
		index, ok := fields[key]
		switch {
		case !ok:
			d.errorf(place, path, "unknown key %q; %s", key, schema.Suggest(key, names))
		case given[key]:
			d.errorf(place, path, "the key %q stands twice", key)
		default:
			d.value(pair.Value, value.Field(index), schema.Join(path, key))
		}
		given[key] = true
	}
	for _, name := range names {
		field := value.Type().Field(fields[name])
		if kind := field.Type.Kind(); schema.RuleOf(field).Required && !given[name] &&
			(kind == reflect.Bool || kind == reflect.Int || kind == reflect.Slice || kind == reflect.Pointer) {
			d.errorf(d.place(node), path, "no %s is given", name) // what is missing otherwise, validation finds
		}
	}
}

// fieldsOf lists the keys of a record type and where each goes.
func fieldsOf(t reflect.Type) (fields map[string]int, names []string) {
	fields = map[string]int{}
	for i := range t.NumField() {
		name := schema.RuleOf(t.Field(i)).Name
		fields[name] = i
		names = append(names, name)
	}
	return fields, names
}

// wrong reports a node of the wrong kind.
func (d *decoder) wrong(node ast.Node, path, want string) {
	found := "something else"
	switch n := node.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		found = "an anchor or alias, which are not read here"
	case *ast.TagNode:
		found = "a tag, which is not read here"
	case *ast.NullNode:
		found = "nothing"
	case *ast.SequenceNode:
		found = "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		found = "keys with values"
	case *ast.StringNode:
		found = fmt.Sprintf("%q", n.Value)
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		found = node.GetToken().Value
	}
	d.errorf(d.place(node), path, "here stands %s; it should be %s", found, want)
}

func (d *decoder) place(node ast.Node) schema.Place {
	place := schema.Place{File: d.file}
	if mapping, ok := node.(*ast.MappingNode); ok && len(mapping.Values) > 0 {
		node = mapping.Values[0].Key // the token of a block mapping is its first colon
	}
	if pair, ok := node.(*ast.MappingValueNode); ok {
		node = pair.Key
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		place.Line, place.Column = t.Position.Line, t.Position.Column
	}
	return place
}

func (d *decoder) errorf(place schema.Place, path, format string, args ...any) {
	d.problems = append(d.problems, schema.Problem{Severity: schema.Error, Place: place, Path: path, Message: fmt.Sprintf(format, args...)})
}
