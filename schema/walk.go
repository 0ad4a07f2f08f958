package schema

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

// checked is every word or code that can say itself whether it is valid.
type checked interface{ check() error }

var (
	checkedType = reflect.TypeFor[checked]()
	dateType    = reflect.TypeFor[Date]()
)

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

// A step is one step of a path. Paths and labels are made only where there is a problem to report, as a dataset has some
// forty thousand values.
type step struct {
	around *step
	value  reflect.Value
	name   string // of a field
	index  int    // in a list, where name is empty and the step is not embedded
}

func (s *step) path() string {
	switch {
	case s == nil:
		return ""
	case s.index >= 0:
		return fmt.Sprintf("%s[%d]", s.around.path(), s.index)
	}
	return Join(s.around.path(), s.name)
}

// label is the id by which people know the record: of this step, or of the nearest around it that has one.
func (s *step) label() string {
	if s == nil {
		return ""
	}
	if s.value.Kind() == reflect.Struct && s.value.Type() != dateType {
		return labelOf(s.value, s.around.label)
	}
	return s.around.label()
}

// field is the name of the field that the path ends in: "level" for countries[0].assessments[3].level.
func (s *step) field() string {
	for s != nil && s.name == "" {
		s = s.around
	}
	if s == nil {
		return ""
	}
	return s.name
}

// walk checks what a single value can tell: required text is there, words are of their set, text can be shown.
func (v *validation) walk(at *step, required bool) {
	value := at.value
	wrong := func(format string, args ...any) { v.errorf(at.path(), at.label(), format, args...) }
	switch {
	case value.Type() == dateType:
		if required && value.IsZero() {
			wrong("no date is given; write YYYY, YYYY-MM or YYYY-MM-DD")
		}
	case value.Kind() == reflect.Struct:
		next := &step{around: at, index: -1} // one for all fields, as nothing keeps it
		for i, rule := range v.rulesOf(value.Type()) {
			next.value, next.name = value.Field(i), rule.Name
			v.walk(next, rule.Required)
		}
	case value.Kind() == reflect.Slice:
		next := &step{around: at}
		for i := range value.Len() {
			next.value, next.index = value.Index(i), i
			v.walk(next, true)
		}
	case value.Kind() == reflect.Pointer:
		if !value.IsNil() {
			v.walk(&step{at, value.Elem(), "", -1}, false)
		}
	case value.Kind() != reflect.String:
	case value.Len() == 0:
		if required {
			wrong("no %s is given", at.field())
		}
	case value.Type().Implements(checkedType):
		if err := value.Interface().(checked).check(); err != nil {
			wrong("%s: %s", at.field(), err)
		}
	default:
		if problem := wrongText(at.field(), value.String()); problem != "" {
			wrong("%s", problem)
		}
	}
}

// rulesOf are the rules of the fields of a record type.
func (v *validation) rulesOf(t reflect.Type) []FieldRule {
	rules, ok := v.rules[t]
	if !ok {
		for i := range t.NumField() {
			rules = append(rules, RuleOf(t.Field(i)))
		}
		v.rules[t] = rules
	}
	return rules
}

// MaxText is how many bytes one text may have.
const MaxText = 64 << 10

// wrongText says why text cannot be shown: broken UTF-8, control characters, more than MaxText bytes, blanks at the ends, or
// an address that is none; nothing where it can.
func wrongText(name, text string) string {
	switch {
	case len(text) > MaxText:
		return fmt.Sprintf("%s has %d bytes; at most %d are read", name, len(text), MaxText)
	case !utf8.ValidString(text):
		return name + " is not UTF-8"
	case strings.TrimSpace(text) != text:
		return name + " begins or ends with blanks; remove them"
	}
	for _, r := range text {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 {
			return fmt.Sprintf("%s has the control character %+q; remove it", name, r)
		}
	}
	if (name == "url" || name == "page") &&
		(!strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") || strings.ContainsAny(text, " \"<>\n")) {
		return fmt.Sprintf("%s %q is no address of a page; it begins with https:// or http:// and has no blanks or quotes", name, text)
	}
	return ""
}

// labelOf is the id by which people know a record; what has none belongs to the record around it.
func labelOf(value reflect.Value, around func() string) string {
	switch record := value.Addr().Interface().(type) {
	case *Country:
		return string(record.Code)
	case *Assessment:
		return CellID(CountryCode(around()), record.Criterion)
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
	return around()
}
