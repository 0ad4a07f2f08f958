package indexer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// The stemmers of this file take endings of nouns and adjectives off folded words, the longest that leaves enough letters.
// They are light on purpose: taking too little costs a form, taking too much brings strangers together. TestConflation
// measures both.

// endings reads a list of endings and sorts it by falling length.
func endings(list string) []string {
	sorted := strings.Fields(list)
	slices.SortStableFunc(sorted, func(a, b string) int { return len(b) - len(a) })
	return sorted
}

// without takes the longest of the endings off a word that leaves at least a number of letters.
func without(word string, endings []string, letters int) string {
	for _, ending := range endings {
		if rest, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(rest) >= letters {
			return rest
		}
	}
	return word
}

// Definite articles, then plurals and the endings of gender: J. Savoy, Searching strategies for the Bulgarian language
// (Information Retrieval 10, 2007).
var (
	articlesBulgarian = endings("ията ието иите ият ето ите ото ята ът та то те ия ят")
	endingsBulgarian  = endings("овци ища ове еве ци ии ия ие а я о е и ъ ь")
)

func stemBulgarian(word string) string {
	return without(without(fold(word), articlesBulgarian, 4), endingsBulgarian, 4)
}

// Endings of the cases and numbers of Greek nouns and adjectives, without accents.
var endingsGreek = endings("ατων ατοσ ατα εισ εων εωσ εσ ησ ασ οσ ουσ ουν ων ου οι αι ια ιο ιασ ιων ειο ειον ειου ειων εια α η ι ο ε υ ω")

func stemGreek(word string) string { return without(fold(word), endingsGreek, 3) }

// Endings of the cases of Slovene nouns and adjectives, without diacritics.
var endingsSlovene = endings("ijami ijama ijah ijam ije ijo iji ija jem ju ami ama oma emi ega emu imi ima ev ov om em am ah ih im mi jo a e i o u")

func stemSlovene(word string) string { return without(fold(word), endingsSlovene, 4) }

// Endings of the plural and the feminine of Maltese words of Romance and Semitic origin, without diacritics.
var endingsMaltese = endings("ijiet jiet iet ien in at ja i a u")

func stemMaltese(word string) string { return without(fold(word), endingsMaltese, 3) }

func stopWords(list string) analysis.TokenMap {
	words := analysis.NewTokenMap()
	for _, word := range strings.Fields(list) {
		words.AddToken(word)
	}
	return words
}

// The commonest function words of the two languages for which Bleve has none.
var (
	stopWordsSlovene = stopWords("a ali an bi bil bila bili bilo biti bo bodo da do ga ima in iz je jih jo k kaj kako ker ki ko kot " +
		"le med mi na nad naj ne ni niso o ob od pa po pod pred pri s sem si smo so ste svoj ta tega tem ti to tudi v za z že")
	stopWordsMaltese = stopWords("l il it id ir is in ix iz ta tal tas tan tad tat tar tax taz f fl fil fit fis fir fid fin u jew li lil lill mal " +
		"ma minn mill mit mis għal għall dan din dawn x xi biex bi bil b meta kif huwa hija huma kien kienet hemm")
)
