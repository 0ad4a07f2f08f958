package dataset

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestArticlesOf(t *testing.T) {
	for cited, want := range map[string][]string{
		"":                           {""},
		"21":                         {"21"},
		"5(1b)":                      {"5"},
		"289; 465":                   {"289", "465"},
		"128(2), 129(2), 142-144":    {"128", "129", "142", "143", "144"},
		"170-172":                    {"170", "171", "172"},
		"10-bis, 18, 18-bis":         {"10-bis", "18", "18-bis"},
		"61/2-61/5":                  {"61/2-61/5"},
		"1-9999":                     {"1-9999"},
		"11 §2; 42quater §4":         {"11", "42quater"},
		"Schedule 2, paragraph 4":    {"Schedule 2, paragraph 4"},
		"annex C":                    {"annex C"},
		"18(4)-(5), 18-bis(1-bis)":   {"18", "18-bis"},
		"59 bis(2)-(3)":              {"59 bis"},
		";":                          {";"},
		"99999999999999999999-3, 7 ": {"99999999999999999999-3", "7"},
	} {
		require.Equal(t, want, articlesOf(cited), cited)
	}
}
