package schema

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checked is every word, code or date that can say itself whether it is valid.
type checked interface{ check() error }

// A FieldRule is what a field's tag says of it.
type FieldRule struct {
	Name     string
	Required bool
}

// RuleOf reads the tag of a field: its name, and whether it has to be given (its tag has neither omitempty nor omitzero).
func RuleOf(f reflect.StructField) FieldRule {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	return FieldRule{Name: name, Required: !strings.Contains(options, "omit")}
}

// Join is the path of a field in the part of the records at path. An embedded part has the path of what holds it.
func Join(path, field string) string {
	if path == "" || field == "" {
		return path + field
	}
	return path + "." + field
}

// walk checks what a single value can tell: required text is there, words are of their set, text can be shown.
func (v *validation) walk(value reflect.Value, path, record string, required bool) {
	if value.CanInterface() {
		if date, ok := value.Interface().(Date); ok {
			if required && date.IsZero() {
				v.errorf(path, record, "no date is given; write YYYY, YYYY-MM or YYYY-MM-DD")
			}
			return
		}
	}
	switch value.Kind() {
	case reflect.Struct:
		record = labelOf(value, record)
		for i := range value.NumField() {
			rule := RuleOf(value.Type().Field(i))
			v.walk(value.Field(i), Join(path, rule.Name), record, rule.Required)
		}
	case reflect.Slice:
		for i := range value.Len() {
			v.walk(value.Index(i), fmt.Sprintf("%s[%d]", path, i), record, true)
		}
	case reflect.Pointer:
		if !value.IsNil() {
			v.walk(value.Elem(), path, record, false)
		}
	case reflect.String:
		text := value.String()
		if text == "" {
			if required {
				v.errorf(path, record, "no %s is given", lastName(path))
			}
			return
		}
		if word, ok := value.Interface().(checked); ok {
			if err := word.check(); err != nil {
				v.errorf(path, record, "%s: %s", lastName(path), err)
			}
			return
		}
		v.text(text, path, record)
	}
}

// MaxText is how many bytes one text may have.
const MaxText = 64 << 10

// text refuses text that cannot be shown: broken UTF-8, control characters, more than MaxText bytes, blanks at the ends.
func (v *validation) text(text, path, record string) {
	name := lastName(path)
	switch {
	case len(text) > MaxText:
		v.errorf(path, record, "%s has %d bytes; at most %d are read", name, len(text), MaxText)
	case !utf8.ValidString(text):
		v.errorf(path, record, "%s is not UTF-8", name)
	case strings.TrimSpace(text) != text:
		v.errorf(path, record, "%s begins or ends with blanks; remove them", name)
	default:
		if i := strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); i >= 0 {
			v.errorf(path, record, "%s has the control character %+q; remove it", name, []rune(text[i:])[0])
		}
	}
	if name == "url" || name == "page" {
		if !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") || strings.ContainsAny(text, " \"<>\n") {
			v.errorf(path, record, "%s %q is no address of a page; it begins with https:// or http:// and has no blanks or quotes", name, text)
		}
	}
}

// lastName is the name of the field that a path ends in: "level" for countries[0].assessments[3].level.
func lastName(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		path = path[i+1:]
	}
	name, _, _ := strings.Cut(path, "[")
	return name
}

// labelOf is the id by which people know a record; what has none belongs to the record around it.
func labelOf(value reflect.Value, around string) string {
	switch record := value.Addr().Interface().(type) {
	case *Country:
		return string(record.Code)
	case *Assessment:
		return CellID(CountryCode(around), record.Criterion)
	case *Binding:
		return BindingID(record.Country, record.Rule)
	case *FrameworkFinding:
		return record.ID()
	case *CellChange:
		return record.Cell
	}
	if id := value.FieldByName("ID"); id.IsValid() && id.Kind() == reflect.String && id.String() != "" {
		return id.String()
	}
	return around
}
