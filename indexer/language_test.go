package indexer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/schema"
)

// conflation holds words of one lemma by line, for the languages for which Bleve has no analyzer. Words of different lines
// must not meet.
var conflation = map[schema.Language][][]string{
	"bg": {{"жертва", "жертвата", "жертви", "жертвите"}, {"закон", "закона", "законът", "закони", "законите"}, {"чужденец", "чужденеца"},
		{"чужденци", "чужденците"}, {"полиция", "полицията"}, {"помощ", "помощта"}, {"насилие", "насилието"}, {"право", "правото"},
		{"разрешение", "разрешението", "разрешения"}, {"престъпление", "престъпления", "престъпленията"}, {"център", "центърът"}, {"правилник", "правилника"}},
	"el": {{"διερμηνέας", "διερμηνέα"}, {"θύμα", "θύματα", "θυμάτων", "θύματος"}, {"νόμος", "νόμου", "νόμοι", "νόμων"}, {"άδεια", "άδειας", "αδειών"},
		{"αστυνομία", "αστυνομίας"}, {"διαμονή", "διαμονής"}, {"βία", "βίας"}, {"καταγγελία", "καταγγελίας", "καταγγελίες"},
		{"μετανάστης", "μετανάστες", "μεταναστών"}, {"ξενώνας", "ξενώνα", "ξενώνες"}, {"αλλοδαπός", "αλλοδαποί", "αλλοδαπών", "αλλοδαπούς"}},
	"sl": {{"žrtev", "žrtve", "žrtvam", "žrtvami"}, {"policija", "policije", "policiji", "policijo"}, {"dovoljenje", "dovoljenja", "dovoljenju", "dovoljenjem"},
		{"zakon", "zakona", "zakonu", "zakoni", "zakonov"}, {"tujec", "tujca", "tujci", "tujcev"}, {"nasilje", "nasilja", "nasilju", "nasiljem"},
		{"prijava", "prijave", "prijavo", "prijavi"}, {"pomoč", "pomoči", "pomočjo"}, {"spolno", "spolnega", "spolnem", "spolnih"},
		{"pravica", "pravice", "pravico", "pravicami"}, {"center", "centra", "centri"}, {"prebivanje", "prebivanja", "prebivanju"}},
	"mt": {{"vittma", "vittmi"}, {"liġi", "liġijiet"}, {"permess", "permessi"}, {"dritt", "drittijiet"}, {"residenza", "residenzi"}, {"persuna", "persuni"},
		{"servizz", "servizzi"}, {"migrant", "migranti"}, {"reat", "reati"}, {"għajnuna", "għajnuniet"}, {"pulizija", "puliziji"}, {"interpretu", "interpreti"}},
}

// conflated counts, of the pairs of words of a lemma, how many a stemmer brings together, and how many pairs of different
// lemmas.
func conflated(stem stemmer, lemmas [][]string) (share float64, wrong int) {
	together, pairs := 0, 0
	key := func(word string) string {
		s, _ := stem(lower(word))
		return fold(s)
	}
	for i, forms := range lemmas {
		for a := range forms {
			for b := a + 1; b < len(forms); b++ {
				pairs++
				if key(forms[a]) == key(forms[b]) {
					together++
				}
			}
			for _, others := range lemmas[i+1:] {
				for _, other := range others {
					if key(forms[a]) == key(other) {
						wrong++
					}
				}
			}
		}
	}
	return float64(together) / float64(pairs), wrong
}

// TestConflation measures the stemmers of the languages without a Bleve analyzer against nothing and against the analyzer
// of the nearest language, and holds them to bringing most forms together and no strangers.
func TestConflation(t *testing.T) {
	stemmers, err := theStemmers()
	require.NoError(t, err)
	nearest := map[schema.Language]schema.Language{"sl": "hr", "mt": "it"}
	for language, lemmas := range conflation {
		bare, _ := conflated(func(w string) (string, bool) { return w, false }, lemmas)
		share, wrong := conflated(stemmers[language], lemmas)
		t.Logf("%s: %.0f %% of the pairs of forms together, %d pairs of strangers; without a stemmer %.0f %%", language, 100*share, wrong, 100*bare)
		if near, ok := nearest[language]; ok {
			other, strangers := conflated(stemmers[near], lemmas)
			t.Logf("%s with the analyzer of %s: %.0f %%, %d pairs of strangers", language, near, 100*other, strangers)
			require.GreaterOrEqual(t, share, other)
		}
		require.GreaterOrEqual(t, share, 0.7, language)
		require.Zero(t, wrong, language)
	}
}

// TestStopWords: a question of stop words only is searched all the same, and stop words do not stand for answers.
func TestStopWords(t *testing.T) {
	x := embedded(t)
	for _, q := range []string{"the of and", "de het een", "και το", "и на"} {
		_ = ask(t, x, Request{Query: q})
	}
	require.Equal(t, ask(t, x, Request{Query: "the police"}).Total, ask(t, x, Request{Query: "police"}).Total)
}
