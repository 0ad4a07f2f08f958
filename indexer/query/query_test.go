package query

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// accept knows a country and a span of years, as the caller would.
func accept(name, value string) bool {
	switch name {
	case "country":
		return value == "MT" || value == "BE" || value == "United Kingdom"
	case "year":
		return value == "2020..2024"
	}
	return false
}

func word(text string) Clause   { return Clause{Any: []Term{{Word, text}}} }
func phrase(text string) Clause { return Clause{Any: []Term{{Phrase, text}}} }

func TestParse(t *testing.T) {
	for text, want := range map[string]Query{
		"":                                     {},
		"safe reporting":                       {Clauses: []Clause{word("safe"), word("reporting")}},
		`"third country nationals" country:MT`: {Clauses: []Clause{phrase("third country nationals")}, Filters: []Filter{{"country", []string{"MT"}, false}}},
		"shelter -refuge":                      {Clauses: []Clause{word("shelter"), {Any: []Term{{Word, "refuge"}}, Not: true}}},
		`-"safe house" x`:                      {Clauses: []Clause{{Any: []Term{{Phrase, "safe house"}}, Not: true}, word("x")}},
		"shelter OR refuge women":              {Clauses: []Clause{{Any: []Term{{Word, "shelter"}, {Word, "refuge"}}}, word("women")}},
		"deport*":                              {Clauses: []Clause{{Any: []Term{{Prefix, "deport"}}}}},
		"country:BE,MT year:2020..2024":        {Filters: []Filter{{"country", []string{"BE", "MT"}, false}, {"year", []string{"2020..2024"}, false}}},
		`Country:"United Kingdom"`:             {Filters: []Filter{{"country", []string{"United Kingdom"}, false}}},
		"-country:BE":                          {Filters: []Filter{{"country", []string{"BE"}, true}}},
		"anti-trafficking l’aide":              {Clauses: []Clause{word("anti"), word("trafficking"), word("l"), word("aide")}},
		"-anti-trafficking":                    {Clauses: []Clause{{Any: []Term{{Phrase, "anti trafficking"}}, Not: true}}},
		"„sichere Anzeige“":                    {Clauses: []Clause{phrase("sichere Anzeige")}},

		// what is not well formed is plain words
		"country:XX":      {Clauses: []Clause{word("country"), word("XX")}},
		"a:":              {Clauses: []Clause{word("a")}},
		`"x`:              {Clauses: []Clause{word("x")}},
		`""`:              {},
		"/(/":             {},
		"*":               {},
		"-":               {},
		"- x":             {Clauses: []Clause{word("x")}},
		"a*":              {Clauses: []Clause{word("a")}},
		"*ation":          {Clauses: []Clause{word("ation")}},
		"OR":              {Clauses: []Clause{word("OR")}},
		"x OR":            {Clauses: []Clause{word("x"), word("OR")}},
		"x OR OR y":       {Clauses: []Clause{{Any: []Term{{Word, "x"}, {Word, "OR"}}}, word("y")}},
		"police\xff law":  {Clauses: []Clause{word("police"), word("law")}},
		"year:2024..2020": {Clauses: []Clause{word("year"), word("2024"), word("2020")}},
		"country:BE,XX":   {Clauses: []Clause{word("country"), word("BE"), word("XX")}},
	} {
		t.Run(text, func(t *testing.T) { require.Equal(t, want, Parse(text, accept)) })
	}
}

// FuzzParse holds the parser to its promises: it ends, keeps no broken text, and every term has a word in it.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", `"a" -b OR c* country:MT`, "a:", `"x`, "/(/", "*", "-", "\xff\xfe", "‏ש‎", "🙂", `country:"`, "-\"", "OR OR OR", strings.Repeat("a* ", 50)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text, accept)
		for _, c := range q.Clauses {
			require.NotEmpty(t, c.Any)
			require.False(t, c.Not && len(c.Any) > 1, "nothing is without this or that")
			for _, term := range c.Any {
				require.True(t, utf8.ValidString(term.Text))
				require.NotEmpty(t, term.Text)
			}
		}
		for _, filter := range q.Filters {
			for _, v := range filter.Values {
				require.True(t, accept(filter.Name, v))
			}
		}
	})
}
