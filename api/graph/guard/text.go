package guard

import (
	"errors"
	"unicode/utf8"
)

// errNotUTF8 is the error for a document that is not text.
var errNotUTF8 = errors.New("the query is not valid UTF-8; send it in that encoding")

// Text looks at a document before it is parsed: its length, tokens, brackets and aliases. The parser calls itself for
// every bracket, so a document of brackets alone would overflow its stack, which no recover can stop.
func Text(document string, limits Limits) error {
	if err := Check(BodyBytes, limits.BodyBytes, int64(len(document))); err != nil {
		return err
	}
	if !utf8.ValidString(document) {
		return errNotUTF8
	}
	n := count(document)
	for _, c := range []struct {
		bound        Bound
		limit, asked int64
	}{
		{Nesting, limits.Nesting, n.nesting},
		{Aliases, limits.Aliases, n.aliases},
		{Tokens, limits.Tokens, n.tokens},
	} {
		if err := Check(c.bound, c.limit, c.asked); err != nil {
			return err
		}
	}
	return nil
}

type counts struct{ tokens, nesting, aliases int64 }

// count reads the document as the lexer would, without keeping anything. What it cannot read (an unclosed string) it
// leaves to the parser to complain about.
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
			i = afterString(s, i)
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

// afterString returns the place after the string or block string that begins at i.
func afterString(s string, i int) int {
	if len(s) >= i+3 && s[i:i+3] == `"""` {
		for i += 3; i < len(s); i++ {
			if s[i] == '\\' && len(s) >= i+4 && s[i:i+4] == `\"""` {
				i += 3
				continue
			}
			if len(s) >= i+3 && s[i:i+3] == `"""` {
				return i + 3
			}
		}
		return len(s)
	}
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n', '\r':
			return i
		}
	}
	return len(s)
}
