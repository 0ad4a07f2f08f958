package native

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/schema"
)

// width is how many characters a line may have where it can be broken.
const width = 116

// encoder writes YAML in one style, so that two people who change the same fact write the same bytes: keys in the order of
// the schema, lists of short words on one line, long text folded at blanks, quotes only where YAML needs them. Libraries
// that write YAML do not fold, and a paragraph on one line cannot be reviewed.
type encoder struct {
	bytes.Buffer
	rules map[reflect.Type][]schema.FieldRule // by type of record, as a country has thousands of each
}

// encode writes a part of the records, a pointer to a struct. An encoder that has written one writes the next without growing.
func (e *encoder) encode(part any) []byte {
	e.Reset()
	e.record(reflect.ValueOf(part).Elem(), 0, false)
	return bytes.Clone(e.Bytes())
}

// record writes the fields of a record. In a list its first key stands behind the dash.
func (e *encoder) record(value reflect.Value, indent int, inList bool) {
	rules, known := e.rules[value.Type()]
	if !known {
		for i := range value.NumField() {
			rules = append(rules, schema.RuleOf(value.Type().Field(i)))
		}
		e.rules[value.Type()] = rules
	}
	for i, rule := range rules {
		field := value.Field(i)
		if !rule.Required && field.IsZero() || field.Kind() == reflect.Slice && !rule.Required && field.Len() == 0 {
			continue
		}
		if inList {
			inList = false
		} else {
			e.blanks(indent)
		}
		e.WriteString(rule.Name)
		e.WriteByte(':')
		e.field(field, indent)
	}
}

// field writes what stands behind the colon of a key at an indent.
func (e *encoder) field(value reflect.Value, indent int) {
	switch value.Kind() {
	case reflect.Pointer:
		if value.IsNil() {
			e.WriteString(" null\n")
			return
		}
		e.field(value.Elem(), indent)
	case reflect.Struct:
		if date, ok := value.Interface().(schema.Date); ok {
			e.text(date.String(), indent)
			return
		}
		e.WriteByte('\n')
		e.record(value, indent+2, false)
	case reflect.Slice:
		e.list(value, indent)
	case reflect.Bool:
		e.line(strconv.FormatBool(value.Bool()))
	case reflect.Int:
		e.line(strconv.FormatInt(value.Int(), 10))
	case reflect.String:
		e.text(value.String(), indent)
	default:
		panic("no way to write a " + value.Type().String()) // a type new in package schema
	}
}

// list writes a list behind a key.
func (e *encoder) list(value reflect.Value, indent int) {
	if line, ok := flow(value, width-e.column()); ok {
		e.line(line)
		return
	}
	e.WriteByte('\n')
	for i := range value.Len() {
		item := value.Index(i)
		e.blanks(indent + 2)
		if item.Kind() == reflect.Struct {
			e.WriteString("- ")
			e.record(item, indent+4, true)
		} else {
			e.WriteByte('-')
			e.field(item, indent+2)
		}
	}
}

// flow is a list of words that need no quotes, on one line, where it fits.
func flow(value reflect.Value, room int) (string, bool) {
	words := make([]string, value.Len())
	for i := range words {
		item := value.Index(i)
		if item.Kind() != reflect.String || !isWord(item.String()) || !isPlain(item.String()) {
			return "", false
		}
		words[i] = item.String()
	}
	line := "[" + strings.Join(words, ", ") + "]"
	return line, len(line)+1 <= room
}

// text writes a text behind a key at an indent.
func (e *encoder) text(text string, indent int) {
	fits := e.column()+1+utf8.RuneCountInString(text) <= width
	switch {
	case !fits && foldable(text):
		e.WriteString(" >-\n")
		e.fold(text, indent+2)
	case isPlain(text):
		e.line(text)
	default:
		e.line(quote(text))
	}
}

// fold writes text over several lines; a reader puts a blank where each line ends.
func (e *encoder) fold(text string, indent int) {
	column := 0
	for word := range strings.SplitSeq(text, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
			e.blanks(indent)
			column = indent
		case column+1+n > width:
			e.WriteByte('\n')
			e.blanks(indent)
			column = indent
		default:
			e.WriteByte(' ')
			column++
		}
		e.WriteString(word)
		column += n
	}
	e.WriteByte('\n')
}

// foldable says whether text comes back as it was when it is folded: single blanks between words, nothing but them to break
// at, and no line that could begin with a blank.
func foldable(text string) bool {
	return strings.Contains(text, " ") && !strings.Contains(text, "  ") && !strings.ContainsAny(text, "\n\t\r\u0085\u2028\u2029\ufeff") &&
		strings.TrimSpace(text) == text && utf8.ValidString(text)
}

// isWord says whether text is an id or a word that can stand in a list on one line.
func isWord(text string) bool {
	for i := range len(text) {
		c := text[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i == 0 || c != '.' && c != '_' && c != '/' && c != '-') {
			return false
		}
	}
	return text != ""
}

// isPlain says whether text needs no quotes.
func isPlain(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	starts := unicode.IsLetter(first) || '0' <= first && first <= '9' || first == '(' || first == '/'
	return starts && !typed(text) && strings.TrimSpace(text) == text &&
		!strings.Contains(text, ": ") && !strings.Contains(text, " #") && !strings.HasSuffix(text, ":") &&
		!strings.ContainsFunc(text, func(r rune) bool {
			return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == utf8.RuneError
		})
}

// typedWords are the words that YAML 1.1 or 1.2 reads as something else than text, in any case.
var typedWords = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

// typed says whether text that begins as plain text does is read by YAML 1.1 or 1.2 as something else than text: one of the
// words above, or a number, date or time, in any base.
func typed(text string) bool {
	if '0' <= text[0] && text[0] <= '9' {
		return strings.Trim(text, "0123456789-_.,:xoabcdefXOABCDEF") == ""
	}
	return slices.ContainsFunc(typedWords, func(word string) bool { return strings.EqualFold(text, word) })
}

// quote puts text in double quotes, with the escapes that YAML has.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			b.WriteString(`\u` + strconv.FormatInt(int64(r)+0x10000, 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// line writes what stands behind a colon or dash up to the end of its line.
func (e *encoder) line(text string) {
	e.WriteByte(' ')
	e.WriteString(text)
	e.WriteByte('\n')
}

func (e *encoder) blanks(n int) {
	for range n {
		e.WriteByte(' ')
	}
}

// column is how many bytes the line has so far.
func (e *encoder) column() int {
	return e.Len() - 1 - bytes.LastIndexByte(e.Bytes(), '\n')
}
