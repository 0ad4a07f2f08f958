package gql

import (
	"strings"
	"unicode/utf8"
)

const hex = "0123456789abcdef"

// plain tells for each byte whether it stands for itself in a JSON text.
var plain = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0x20 && c != '"' && c != '\\'
	}
	return t
}()

// appendString writes s as a JSON text. Bytes that are no UTF-8 become U+FFFD; nothing else is changed, so the signs that
// only matter inside HTML stay as they are.
func appendString(b []byte, s string) []byte {
	before := len(b)
	b = append(b, '"')
	start, ascii := 0, byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		ascii |= c
		if plain[c] {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	b = append(b, s[start:]...)
	if ascii >= utf8.RuneSelf && !utf8.ValidString(s) {
		return appendString(b[:before], strings.ToValidUTF8(s, "\uFFFD"))
	}
	return append(b, '"')
}
