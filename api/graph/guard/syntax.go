package guard

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Source is a document that the parser can be given: it is known to be well formed.
type Source struct {
	// Text is the document with two things made bearable for graphql-go v0.8.1, each byte at its place: comments are
	// blank, since its lexer loses its place after one that is not ASCII; and a null that stands for a value, which its
	// parser does not know, is the variable called Null.
	Text string
	// Null is the name of a variable that the document does not have otherwise; empty where there is no null.
	Null string
}

// SyntaxError says what is wrong with a document and where.
type SyntaxError struct {
	// Offset is the byte at which the wrong part begins.
	Offset  int
	Message string
}

func (e *SyntaxError) Error() string { return e.Message }

// recogniser goes through a document by the grammar of GraphQL and keeps nothing of it. The parser proper makes an error
// by copying the line up to it once for each of its columns, which takes a second for a long line; so it is only given
// what has no errors.
type recogniser struct {
	text      string
	clean     []byte
	kind      kind
	start, at int // of the token at hand, and after it
	nulls     []int
	isConst   bool // in a default value
}

type kind byte

// Kinds of tokens; punctuation is its own character.
const (
	end    kind = 0
	name   kind = 'a'
	number kind = '0'
	text   kind = '"'
	spread kind = '.'
)

// recognise returns the document as the parser can have it, or the first error in it. Brackets are nested no deeper than
// was counted before.
func recognise(document string) (source Source, err error) {
	r := &recogniser{text: document, clean: []byte(document)}
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case *SyntaxError:
			err = fault
		default:
			panic(fault)
		}
	}()
	r.next()
	for first := true; first || r.kind != end; first = false {
		r.definition()
	}
	if len(r.nulls) > 0 {
		source.Null = unusedVariable(document)
		for _, at := range r.nulls {
			copy(r.clean[at:], "$"+source.Null)
		}
	}
	source.Text = string(r.clean)
	return source, nil
}

func unusedVariable(document string) string {
	for a := byte('a'); a <= 'z'; a++ {
		for b := byte('a'); b <= 'z'; b++ {
			if variable := string([]byte{'n', a, b}); !strings.Contains(document, "$"+variable) {
				return variable
			}
		}
	}
	panic(&SyntaxError{0, "the document has too many variables to have null as well; pass null as a variable"})
}

func (r *recogniser) fail(format string, args ...any) {
	panic(&SyntaxError{r.start, fmt.Sprintf(format, args...)})
}

// unexpected complains about the token at hand.
func (r *recogniser) unexpected(wanted string) {
	if r.kind == end {
		r.fail("the query ends where %s should stand", wanted)
	}
	r.fail("%q stands where %s should", shorten(r.text[r.start:r.at]), wanted)
}

func shorten(s string) string {
	if len(s) > 40 {
		return strings.ToValidUTF8(s[:40], "") + "…"
	}
	return s
}

func (r *recogniser) is(word string) bool { return r.kind == name && r.text[r.start:r.at] == word }

func (r *recogniser) take(k kind, wanted string) {
	if r.kind != k {
		r.unexpected(wanted)
	}
	r.next()
}

func (r *recogniser) skip(k kind) bool {
	if r.kind != k {
		return false
	}
	r.next()
	return true
}

func (r *recogniser) definition() {
	switch {
	case r.kind == '{':
		r.selectionSet()
	case r.is("query"), r.is("mutation"), r.is("subscription"):
		r.next()
		r.skip(name)
		if r.skip('(') {
			for first := true; first || r.kind != ')'; first = false {
				r.variableDefinition()
			}
			r.next()
		}
		r.directives()
		r.selectionSet()
	case r.is("fragment"):
		r.next()
		if r.is("on") {
			r.fail("a fragment cannot be called on")
		}
		r.take(name, "the name of the fragment")
		if !r.is("on") {
			r.unexpected("on and the type of the fragment")
		}
		r.next()
		r.take(name, "the type of the fragment")
		r.directives()
		r.selectionSet()
	case r.kind == text, r.is("schema"), r.is("scalar"), r.is("type"), r.is("interface"), r.is("union"), r.is("enum"), r.is("input"), r.is("extend"), r.is("directive"):
		r.fail("a request holds queries and fragments, no definitions of types")
	default:
		r.unexpected("a query")
	}
}

func (r *recogniser) variableDefinition() {
	r.take('$', "a variable")
	r.take(name, "the name of the variable")
	r.take(':', "a colon and the type of the variable")
	r.typ()
	if sign := r.start; r.skip('=') {
		if r.is("null") { // as if there were no default
			copy(r.clean[sign:r.at], strings.Repeat(" ", r.at-sign))
			r.next()
		} else {
			r.isConst = true
			r.value()
			r.isConst = false
		}
	}
	if r.kind == '@' {
		r.fail("directives on variables are not supported; take it out")
	}
}

func (r *recogniser) typ() {
	if r.skip('[') {
		r.typ()
		r.take(']', "the bracket that closes the list type")
	} else {
		r.take(name, "a type")
	}
	r.skip('!')
}

func (r *recogniser) selectionSet() {
	r.take('{', "the fields to select, in braces")
	for first := true; first || r.kind != '}'; first = false {
		if !r.skip(spread) {
			r.field()
			continue
		}
		if r.kind == name && !r.is("on") {
			r.next()
			r.directives()
			continue
		}
		if r.is("on") {
			r.next()
			r.take(name, "the type of the fragment")
		}
		r.directives()
		r.selectionSet()
	}
	r.next()
}

func (r *recogniser) field() {
	r.take(name, "a field")
	if r.skip(':') {
		r.take(name, "the field after its alias")
	}
	r.arguments()
	r.directives()
	if r.kind == '{' {
		r.selectionSet()
	}
}

func (r *recogniser) directives() {
	var before [4]string // there are fewer directives than that
	for n := 0; r.skip('@'); n++ {
		directive := r.text[r.start:r.at]
		if n == len(before) || slices.Contains(before[:n], directive) {
			r.fail("the directive @%s stands here once too often", shorten(directive))
		}
		before[n] = directive
		r.take(name, "the name of the directive")
		r.arguments()
	}
}

func (r *recogniser) arguments() {
	if !r.skip('(') {
		return
	}
	for first := true; first || r.kind != ')'; first = false {
		r.take(name, "an argument")
		r.take(':', "a colon and the value of the argument")
		r.value()
	}
	r.next()
}

func (r *recogniser) value() {
	switch {
	case r.kind == '$' && !r.isConst:
		r.next()
		r.take(name, "the name of the variable")
	case r.is("null"):
		if r.isConst {
			r.fail("null inside a default value is not supported; leave it out")
		}
		r.nulls = append(r.nulls, r.start)
		r.next()
	case r.kind == name, r.kind == number, r.kind == text:
		r.next()
	case r.skip('['):
		for r.kind != ']' {
			r.value()
		}
		r.next()
	case r.skip('{'):
		for r.kind != '}' {
			r.take(name, "a field of the input object")
			r.take(':', "a colon and the value of the field")
			r.value()
		}
		r.next()
	default:
		r.unexpected("a value")
	}
}

// next reads the next token and blanks the comments before it.
func (r *recogniser) next() {
	for r.at < len(r.text) {
		c := r.text[r.at]
		if c == '#' {
			for r.at < len(r.text) && r.text[r.at] != '\n' && r.text[r.at] != '\r' {
				r.clean[r.at] = ' '
				r.at++
			}
			continue
		}
		if strings.HasPrefix(r.text[r.at:], byteOrderMark) {
			r.at += copy(r.clean[r.at:], "   ")
			continue
		}
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != ',' {
			break
		}
		r.at++
	}
	r.start = r.at
	if r.at == len(r.text) {
		r.kind = end
		return
	}
	switch c := r.text[r.at]; {
	case strings.IndexByte("!$():=@[]{}", c) >= 0:
		r.kind = kind(c)
		r.at++
	case c == '.':
		r.kind = spread
		if !strings.HasPrefix(r.text[r.at:], "...") {
			r.fail("a dot stands alone; fragments are spread with three")
		}
		r.at += 3
	case c == '"':
		r.kind = text
		r.string()
	case c == '-' || c >= '0' && c <= '9':
		r.kind = number
		r.number()
	case isWord(c):
		r.kind = name
		for r.at < len(r.text) && isWord(r.text[r.at]) {
			r.at++
		}
	default:
		_, size := utf8.DecodeRuneInString(r.text[r.at:])
		r.fail("the character %q has no meaning here", r.text[r.at:r.at+size])
	}
}

const byteOrderMark = "\ufeff"

func (r *recogniser) number() {
	digits := func() {
		from := r.at
		for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' {
			r.at++
		}
		if r.at == from {
			r.fail("a digit is missing in the number %q", shorten(r.text[r.start:r.at]))
		}
	}
	has := func(any string) bool { return r.at < len(r.text) && strings.IndexByte(any, r.text[r.at]) >= 0 }
	if has("-") {
		r.at++
	}
	from := r.at
	digits()
	if r.at > from+1 && r.text[from] == '0' {
		r.fail("a number cannot begin with 0")
	}
	if has(".") {
		r.at++
		digits()
	}
	if has("eE") {
		r.at++
		if has("+-") {
			r.at++
		}
		digits()
	}
	if r.at < len(r.text) && isWord(r.text[r.at]) {
		r.fail("a letter follows the number %q", shorten(r.text[r.start:r.at]))
	}
}

func (r *recogniser) string() {
	after, closed := afterString(r.text, r.at)
	if !closed {
		r.fail("the text has no closing quotes")
	}
	block := strings.HasPrefix(r.text[r.at:], `"""`)
	for i := r.at; i < after; i++ {
		c := r.text[i]
		if c < ' ' && c != '\t' && !(block && (c == '\n' || c == '\r')) {
			r.start = i
			r.fail("the character %q cannot stand in a text; escape it", c)
		}
		if c == '\\' && !block {
			i++
			if r.text[i] == 'u' && isHex(r.text[i+1:]) {
				i += 4
			} else if strings.IndexByte(`"\/bfnrt`, r.text[i]) < 0 {
				r.start = i - 1
				r.fail("there is no escape %q in a text", shorten(r.text[i-1:min(i+5, len(r.text))]))
			}
		}
	}
	r.at = after
}

// isHex reports whether s begins with four hexadecimal digits.
func isHex(s string) bool {
	return len(s) >= 4 && strings.Trim(s[:4], "0123456789abcdefABCDEF") == ""
}
