package indexer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is a word of a text: its place in bytes, and the text there.
type token struct {
	start, end int
	text       string
}

// tokens cuts a text into words and calls yield for each, until it returns false. A word is a run of letters, digits and
// marks; an apostrophe or hyphen ends it, so that l'aide is two words, in texts and in questions alike.
func tokens(text string, yield func(token) bool) {
	start := -1
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case inWord(r, size):
			if start < 0 {
				start = i
			}
		case start >= 0 && !ignorable(r):
			if !yield(token{start, i, text[start:i]}) {
				return
			}
			start = -1
		}
		i += size
	}
	if start >= 0 {
		yield(token{start, len(text), text[start:]})
	}
}

func inWord(r rune, size int) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	case r == utf8.RuneError && size == 1:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// ignorable are signs that stand inside words without being seen: soft hyphens, direction marks, joiners.
func ignorable(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r) }

// MaxWord is how many bytes of a word are compared; longer words are cut there.
const MaxWord = 64

// lower is a word in lower case, without invisible signs, in composed form: what stemmers take.
func lower(word string) string {
	if len(word) > MaxWord {
		word = cut(word, MaxWord)
	}
	ascii := true
	for i := 0; i < len(word); i++ {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(word)
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if ignorable(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word))
}

// cut is at most n bytes of text, ending at the end of a character.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// letters that Unicode does not decompose, as people type them without the right keyboard.
var plainLetters = map[rune]string{
	'ß': "ss", 'ł': "l", 'đ': "d", 'ð': "d", 'ħ': "h", 'ø': "o", 'æ': "ae", 'œ': "oe", 'ı': "i", 'þ': "th", 'ς': "σ",
	'й': "й", // a letter of its own, which Bulgarian readers never write as и
}

// fold is a word as it is compared: in lower case and without diacritics.
func fold(word string) string {
	word = lower(word)
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return foldMarks(word)
		}
	}
	return word
}

func foldMarks(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range word {
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
			continue
		}
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
			continue
		}
		decomposed := norm.NFKD.PropertiesString(string(r)).Decomposition()
		if decomposed == nil {
			if !unicode.IsMark(r) {
				b.WriteRune(r)
			}
			continue
		}
		for _, d := range string(decomposed) {
			if !unicode.IsMark(d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}

// words are the folded words of a text.
func words(text string) []string {
	var list []string
	tokens(text, func(t token) bool {
		if word := fold(t.text); word != "" {
			list = append(list, word)
		}
		return true
	})
	return list
}
