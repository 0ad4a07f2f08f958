package sheet

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/firewallmap/firewallmap/schema"
)

// Fold is text without regard to case, accents, blanks and punctuation: how headers and words are compared.
func Fold(text string) string {
	var b strings.Builder
	plain := true
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			plain = false
			break
		}
	}
	if !plain {
		text = norm.NFKD.String(text)
	}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// foldWord is text without regard to case, accents and what joins its words, as "Not met" is not_met. Other marks are kept:
// "partially?" asks something, "- met" may say that something is missing, what is struck out was taken back, and none of them
// is a word.
func foldWord(text string) string {
	var b, joint strings.Builder
	for _, r := range norm.NFKD.String(strings.TrimSpace(text)) {
		switch {
		case unicode.IsSpace(r):
		case r == '_' || r == '-' || r == '\u2010' || r == '\u2011':
			joint.WriteRune(r)
		case unicode.Is(unicode.Mn, r) && !strikes(r):
		default:
			if b.Len() == 0 {
				b.WriteString(joint.String())
			}
			joint.Reset()
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String() + joint.String() // what stands before the first or behind the last word joins nothing
}

// strikes says whether a combining mark strikes a letter out.
func strikes(r rune) bool {
	return r >= '\u0334' && r <= '\u0338' || r >= '\u20d2' && r <= '\u20eb'
}

// FoldValue is how the values of a layout are compared: without regard to case, accents, blanks and what joins words, and a
// whole number as itself however it is formatted.
func FoldValue(text string) string {
	if n, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil && n == math.Trunc(n) && math.Abs(n) < 1e9 {
		return strconv.Itoa(int(n))
	}
	return foldWord(text)
}

// wordSet is a closed set as readers see it.
type wordSet struct {
	parse  func(string) (string, error)
	folded map[string]string // folded → word
}

func setOf[W ~string](v schema.Vocabulary[W]) wordSet {
	s := wordSet{folded: map[string]string{}, parse: func(text string) (string, error) {
		w, err := v.Parse(text)
		return string(w), err
	}}
	for _, w := range v.Words() {
		s.folded[foldWord(string(w))] = string(w)
	}
	return s
}

// wordSets are the closed sets that stand in cells, by the type of their words.
var wordSets = map[reflect.Type]wordSet{
	reflect.TypeFor[schema.Level]():          setOf(schema.Levels),
	reflect.TypeFor[schema.Basis]():          setOf(schema.Bases),
	reflect.TypeFor[schema.Practice]():       setOf(schema.Practices),
	reflect.TypeFor[schema.Group]():          setOf(schema.Groups),
	reflect.TypeFor[schema.Evidence]():       setOf(schema.Evidences),
	reflect.TypeFor[schema.Confidence]():     setOf(schema.Confidences),
	reflect.TypeFor[schema.SourceKind]():     setOf(schema.SourceKinds),
	reflect.TypeFor[schema.InstrumentKind](): setOf(schema.InstrumentKinds),
	reflect.TypeFor[schema.ServiceKind]():    setOf(schema.ServiceKinds),
	reflect.TypeFor[schema.Answer]():         setOf(schema.Answers),
	reflect.TypeFor[schema.Authority]():      setOf(schema.Authorities),
}

// The words of the levels are read with "met" behind them too: Partly met.
func init() {
	levels := wordSets[reflect.TypeFor[schema.Level]()]
	levels.folded["partlymet"], levels.folded["largelymet"] = string(schema.Partly), string(schema.Largely)
}

// read is text as a word of a set: letter for letter, or folded (then it is normalised).
func (s wordSet) read(text string) (word string, normalised bool, err error) {
	if word, err = s.parse(text); err == nil {
		return word, false, nil
	}
	if word, ok := s.folded[foldWord(text)]; ok {
		return word, true, nil
	}
	return "", false, err
}

// ParseLevel reads a level; normalised says that it was written otherwise.
func ParseLevel(text string) (level schema.Level, normalised bool, err error) {
	word, normalised, err := wordSets[reflect.TypeFor[schema.Level]()].read(text)
	return schema.Level(word), normalised, err
}

// clean is the text of a cell without blanks at its ends and with line ends of one character.
func clean(text string) string {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return text
}

// Set reads the text of a cell into a field; normalised says that it was written otherwise than we write it. Empty text is
// no value. Separators split lists; where there are none, words and ids are split at line ends, semicolons and commas, other
// text at line ends alone.
func Set(field reflect.Value, name, text, separators string) (normalised bool, err error) {
	cleaned := clean(text)
	normalised = cleaned != text && cleaned != ""
	if cleaned == "" {
		field.SetZero()
		return false, nil
	}
	again, err := set(field, name, cleaned, separators)
	return normalised || again, err
}

func set(field reflect.Value, name, text, separators string) (normalised bool, err error) {
	if words, ok := wordSets[field.Type()]; ok {
		word, normalised, err := words.read(text)
		field.SetString(word)
		return normalised, err
	}
	switch v := field.Addr().Interface().(type) {
	case *schema.Date:
		*v, err = schema.ParseDate(text)
		return false, err
	case *schema.CountryCode:
		*v, err = schema.ParseCountryCode(text)
		return string(*v) != text, err
	case *schema.Language:
		*v, err = schema.ParseLanguage(text)
		return string(*v) != text, err
	case *[]schema.Notification:
		*v, err = notifications(text)
		return false, err
	}
	switch field.Kind() {
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		return set(field.Elem(), name, text, separators)
	case reflect.Bool:
		b, normalised, err := boolean(text)
		field.SetBool(b)
		return normalised, err
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return false, fmt.Errorf("%q is no whole number; write digits alone", text)
		}
		field.SetInt(int64(n))
	case reflect.String:
		field.SetString(text)
	case reflect.Slice:
		return list(field, name, text, separators)
	default:
		panic("no way to read a " + field.Type().String() + " from a cell") // a type new in package schema
	}
	return false, nil
}

// boolean reads true or false, and what people write for them.
func boolean(text string) (value, normalised bool, err error) {
	switch strings.ToLower(text) {
	case "true", "false": // a spreadsheet writes them in capitals
		return strings.EqualFold(text, "true"), false, nil
	case "yes", "y", "1":
		return true, true, nil
	case "no", "n", "0":
		return false, true, nil
	}
	return false, false, fmt.Errorf("%q is neither true nor false", text)
}

// list reads a list, whose parts stand on lines of their own or between separators.
func list(field reflect.Value, name, text, separators string) (normalised bool, err error) {
	if separators == "" {
		separators = "\n"
		if _, words := wordSets[field.Type().Elem()]; words || name == "criteria" || name == "languages" {
			separators = "\n;,"
		}
	}
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	field.Set(reflect.MakeSlice(field.Type(), len(parts), len(parts)))
	for i, part := range parts {
		again, wrong := set(field.Index(i), "", part, "")
		normalised = normalised || again
		if wrong != nil && err == nil {
			err = wrong
		}
	}
	return normalised, err
}

// notifications reads whom a service may have to tell: one to a line, as "police | when | criterion".
func notifications(text string) ([]schema.Notification, error) {
	var all []schema.Notification
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			return nil, fmt.Errorf("%q has %d parts; write whom, when and the criterion with | between them, for example police | always | P1", line, len(parts))
		}
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		whom, _, err := wordSets[reflect.TypeFor[schema.Authority]()].read(parts[0])
		if err != nil {
			return nil, err
		}
		all = append(all, schema.Notification{Whom: schema.Authority(whom), When: parts[1], Criterion: parts[2]})
	}
	return all, nil
}
