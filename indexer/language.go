package indexer

import (
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de" // each registers the analyzer of its language
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pl"

	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/ga"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/irish"

	"github.com/firewallmap/firewallmap/schema"
)

// A stemmer takes a word in lower case to its stem. A word that carries no meaning of its own in the language (a stop
// word) is said to be one; its stem is itself.
type stemmer func(word string) (stem string, stop bool)

// languages are those whose words are stemmed, in the order in which they are tried: English, in which most texts are
// written, then the languages of the countries.
var languages = []schema.Language{"en", "bg", "de", "el", "es", "fr", "ga", "hr", "hu", "it", "mt", "nl", "pl", "sl"}

// theStemmers are made once: Polish alone reads a table of a megabyte.
var theStemmers = sync.OnceValues(newStemmers)

// newStemmers makes the stemmer of each language. Bleve has an analyzer for nine of them; for Bulgarian, Greek and Irish
// it has stop words only, which are joined here with a stemmer; Slovene and Maltese have the nearest thing that was
// measured to work (see TestConflation and docs/search.md).
func newStemmers() (map[schema.Language]stemmer, error) {
	cache := registry.NewCache()
	stemmers := map[schema.Language]stemmer{}
	for _, language := range []schema.Language{"en", "de", "es", "fr", "hr", "hu", "it", "nl", "pl"} {
		analyzer, err := cache.AnalyzerNamed(string(language))
		if err != nil {
			return nil, fmt.Errorf("analyzer of %s: %w", language, err)
		}
		stemmers[language] = analyzed(analyzer)
	}
	for language, stem := range map[schema.Language]struct {
		stopWords string
		stem      func(string) string
	}{
		"bg": {bg.StopName, stemBulgarian},
		"el": {el.StopName, stemGreek},
		"ga": {ga.StopName, stemIrish},
	} {
		stopWords, err := cache.TokenMapNamed(stem.stopWords)
		if err != nil {
			return nil, fmt.Errorf("stop words of %s: %w", language, err)
		}
		stemmers[language] = stopped(stopWords, stem.stem)
	}
	stemmers["sl"] = stopped(stopWordsSlovene, stemSlovene)
	stemmers["mt"] = stopped(stopWordsMaltese, stemMaltese)
	return stemmers, nil
}

// analyzed is the stemmer that a Bleve analyzer is, asked word by word.
func analyzed(analyzer analysis.Analyzer) stemmer {
	return func(word string) (string, bool) {
		found := analyzer.Analyze([]byte(word))
		if len(found) == 0 {
			return word, true
		}
		return string(found[0].Term), false
	}
}

// stopped is a stemmer with the stop words of its language.
func stopped(stopWords analysis.TokenMap, stem func(string) string) stemmer {
	folded := make(map[string]bool, len(stopWords))
	for word := range stopWords {
		folded[fold(word)] = true
	}
	return func(word string) (string, bool) {
		if folded[fold(word)] {
			return word, true
		}
		return stem(word), false
	}
}

func stemIrish(word string) string {
	env := snowballstem.NewEnv(word)
	irish.Stem(env)
	return env.Current()
}
