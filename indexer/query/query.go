// Package query reads what people type into a search box.
//
// The language is small: words, "phrases", -without, a OR b, begin*, and filters such as country:MT or year:2020..2024.
// [Parse] never fails: what is not well formed (a lone quote, a:, country:XX, /(/) is taken as plain words, since the
// person meant something by it.
//
// What belongs here: the tree of a question and how it is read. What does not: which words match (package indexer), and
// which countries or kinds there are: the caller says which filters it accepts.
package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Query is a question: clauses that should hold, and filters that must.
type Query struct {
	Clauses []Clause
	Filters []Filter
}

// A Clause is one thing that is looked for: any of its terms. With Not nothing may be found that has one of them.
type Clause struct {
	Any []Term
	Not bool
}

// Plain says whether the clause is a single word, which the thesaurus may widen and typing mistakes may be looked for in.
func (c Clause) Plain() bool { return !c.Not && len(c.Any) == 1 && c.Any[0].Form == Word }

// A Form is how a term is to be compared.
type Form uint8

// The forms of a term.
const (
	Word   Form = iota // the word, its other forms, its synonyms
	Phrase             // these words in this order, as they stand
	Prefix             // all words that begin so
)

// A Term is a word, a phrase or the beginning of a word, as it was typed.
type Term struct {
	Form Form
	Text string
}

// A Filter keeps what has one of the values, or with Not what has none of them.
type Filter struct {
	Name   string
	Values []string
	Not    bool
}

// Accept says whether there is a filter of this name that knows this value. The name is in lower case.
type Accept func(name, value string) bool

// Parse reads a question. A filter that accept refuses is read as plain words.
func Parse(text string, accept Accept) Query {
	p := &parser{rest: strings.ToValidUTF8(text, " "), accept: accept}
	for p.next() {
	}
	return p.query
}

type parser struct {
	rest   string
	accept Accept
	query  Query
	or     bool // the clause that follows joins the one before
}

// next reads one piece of the question, and says whether there was one.
func (p *parser) next() bool {
	p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace)
	if p.rest == "" {
		return false
	}
	not := false
	if after, ok := strings.CutPrefix(p.rest, "-"); ok && beginsTerm(after) {
		not, p.rest = true, after
	}
	if phrase, ok := p.quoted(); ok {
		p.add(not, Term{Phrase, phrase})
		return true
	}
	piece := p.piece()
	switch {
	case piece == "OR" && !not && p.joins():
		p.or = true
	case p.filter(piece, not):
	default:
		p.plain(piece, not)
	}
	return true
}

// beginsTerm says whether text begins with a letter, a digit or a quotation mark: only then is a hyphen before it a minus.
func beginsTerm(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return closing[r] != 0 || wordly(r)
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// closing is the mark that ends what each quotation mark begins.
var closing = map[rune]rune{'"': '"', '“': '”', '„': '“', '«': '»', '”': '”'}

// quoted takes a phrase off the front. A quotation mark that nothing closes, or with no word inside, is no phrase.
func (p *parser) quoted() (string, bool) {
	phrase, rest, ok := unquote(p.rest)
	if !ok || !strings.ContainsFunc(phrase, wordly) {
		return "", false
	}
	p.rest = rest
	return phrase, true
}

func unquote(text string) (inside, rest string, ok bool) {
	r, size := utf8.DecodeRuneInString(text)
	end, begins := closing[r]
	if !begins {
		return "", text, false
	}
	i := strings.IndexRune(text[size:], end)
	if i < 0 {
		return "", text, false
	}
	return text[size : size+i], text[size+i+utf8.RuneLen(end):], true
}

// piece takes what stands before the next blank off the front; in a filter a quoted value may hold blanks.
func (p *parser) piece() string {
	end := strings.IndexFunc(p.rest, unicode.IsSpace)
	if end < 0 {
		end = len(p.rest)
	}
	if colon := strings.IndexByte(p.rest[:end], ':'); colon >= 0 {
		if _, rest, ok := unquote(p.rest[colon+1:]); ok {
			end = len(p.rest) - len(rest)
		}
	}
	piece := p.rest[:end]
	p.rest = p.rest[end:]
	return piece
}

// joins says whether an OR here has a clause before it and something that can be a term after it.
func (p *parser) joins() bool {
	last := len(p.query.Clauses) - 1
	after := strings.TrimLeftFunc(p.rest, unicode.IsSpace)
	return !p.or && last >= 0 && !p.query.Clauses[last].Not && beginsTerm(after)
}

// filter reads name:value or name:value,value.
func (p *parser) filter(piece string, not bool) bool {
	name, value, ok := strings.Cut(piece, ":")
	name = strings.ToLower(name)
	if !ok || value == "" {
		return false
	}
	values := []string{value}
	if inside, rest, ok := unquote(value); ok && rest == "" {
		values[0] = strings.TrimSpace(inside)
	} else if strings.Contains(value, ",") {
		values = strings.FieldsFunc(value, func(r rune) bool { return r == ',' })
	}
	for _, v := range values {
		if !p.accept(name, v) {
			return false
		}
	}
	if len(values) > 0 {
		p.query.Filters = append(p.query.Filters, Filter{name, values, not})
	}
	return len(values) > 0
}

// plain reads words: several where signs stand between them.
func (p *parser) plain(piece string, not bool) {
	if prefix, ok := strings.CutSuffix(piece, "*"); ok && isPrefix(prefix) {
		p.add(not, Term{Prefix, prefix})
		return
	}
	found := strings.FieldsFunc(piece, func(r rune) bool { return !wordly(r) && !unicode.Is(unicode.Cf, r) })
	if not && len(found) > 1 {
		p.add(true, Term{Phrase, strings.Join(found, " ")})
		return
	}
	for _, word := range found {
		p.add(not, Term{Word, word})
	}
}

// isPrefix says whether text is one word of at least two letters.
func isPrefix(text string) bool {
	return utf8.RuneCountInString(text) >= 2 && strings.IndexFunc(text, func(r rune) bool { return !wordly(r) }) < 0
}

func (p *parser) add(not bool, term Term) {
	if p.or && !not {
		last := &p.query.Clauses[len(p.query.Clauses)-1]
		last.Any = append(last.Any, term)
	} else {
		p.query.Clauses = append(p.query.Clauses, Clause{Any: []Term{term}, Not: not})
	}
	p.or = false
}
