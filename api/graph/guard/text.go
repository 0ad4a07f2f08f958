package guard

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// errNotUTF8 is the error for a document that is not text.
var errNotUTF8 = errors.New("the query is not valid UTF-8; send it in that encoding")

// Text looks at a document before it is parsed: its length, tokens, brackets and aliases, and whether it is well formed.
// The parser calls itself for every bracket, so a document of brackets alone would overflow its stack, which no recover
// can stop. A document that is not well formed is a [SyntaxError].
func Text(document string, limits Limits) (Source, error) {
	if err := Check(BodyBytes, limits.BodyBytes, int64(len(document))); err != nil {
		return Source{}, err
	}
	if !utf8.ValidString(document) {
		return Source{}, errNotUTF8
	}
	n := count(document)
	for _, c := range []struct {
		bound        Bound
		limit, asked int64
	}{
		{Nesting, limits.Nesting, n.nesting},
		{Aliases, limits.Aliases, n.aliases},
		{TextBytes, limits.TextBytes, n.text},
		{Tokens, limits.Tokens, n.tokens},
	} {
		if err := Check(c.bound, c.limit, c.asked); err != nil {
			return Source{}, err
		}
	}
	return recognise(document)
}

type counts struct{ tokens, nesting, aliases, text int64 }

// count reads the document as the lexer would, without keeping anything, and does not complain.
func count(s string) (n counts) {
	var depth, parens int64
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
			i++
			continue
		case c == '#':
			for i < len(s) && s[i] != '\n' && s[i] != '\r' {
				i++
			}
			continue
		case c == '"':
			after, _ := afterString(s, i)
			n.text = max(n.text, int64(after-i))
			i = after
		case c == '{' || c == '[' || c == '(':
			depth++
			n.nesting = max(n.nesting, depth)
			if c == '(' {
				parens++
			}
			i++
		case c == '}' || c == ']' || c == ')':
			depth--
			if c == ')' {
				parens--
			}
			i++
		case c == ':':
			if parens <= 0 {
				n.aliases++
			}
			i++
		case isWord(c):
			for i < len(s) && isWord(s[i]) {
				i++
			}
		default:
			i++
		}
		n.tokens++
	}
	return n
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// afterString returns the place after the string or block string that begins at i, and whether it has an end.
func afterString(s string, i int) (after int, closed bool) {
	if strings.HasPrefix(s[i:], `"""`) {
		for i += 3; i < len(s); i++ {
			if strings.HasPrefix(s[i:], `\"""`) {
				i += 3
			} else if strings.HasPrefix(s[i:], `"""`) {
				return i + 3, true
			}
		}
		return len(s), false
	}
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1, true
		case '\n', '\r':
			return i, false
		}
	}
	return len(s), false
}
