package indexer

import (
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// FilterWords is a filter as people give it, in flags of a command or parameters of an address.
type FilterWords struct {
	Kinds, Countries, Aspects, Criteria, Levels, Evidence, Languages []string
	Years                                                            string // 2024, or 2020..2024 with either end left out
}

// Parse reads the words. Its error names the word, and what would be right.
func (w FilterWords) Parse(s *dataset.Snapshot) (Filter, error) {
	var f Filter
	for _, text := range w.Kinds {
		kind, err := parseKind(text)
		if err != nil {
			return f, err
		}
		f.Kinds = append(f.Kinds, kind)
	}
	for _, text := range w.Countries {
		country, err := s.FindCountry(text)
		if err != nil {
			return f, err
		}
		f.Countries = append(f.Countries, country.Code)
	}
	for _, text := range w.Criteria {
		criterion, err := s.FindCriterion(text)
		if err != nil {
			return f, err
		}
		f.Criteria = append(f.Criteria, criterion.ID)
	}
	for _, text := range w.Languages {
		language, err := schema.ParseLanguage(text)
		if err != nil {
			return f, err
		}
		f.Languages = append(f.Languages, language)
	}
	var err error
	if f.Aspects, err = parseWords(schema.Aspects, w.Aspects); err != nil {
		return f, err
	}
	if f.Levels, err = parseWords(schema.Levels, w.Levels); err != nil {
		return f, err
	}
	if f.Evidence, err = parseWords(schema.Evidences, w.Evidence); err != nil {
		return f, err
	}
	if w.Years != "" {
		years, ok := parseYears(w.Years)
		if !ok {
			return f, wrong("%q is no year or span of years; write 2024, 2020..2024, 2020.. or ..2024", w.Years)
		}
		f.Years = years
	}
	return f, nil
}

func parseWords[W ~string](set schema.Vocabulary[W], texts []string) ([]W, error) {
	var words []W
	for _, text := range texts {
		word, err := set.Parse(strings.ReplaceAll(strings.ToLower(text), "-", "_"))
		if err != nil {
			return nil, err
		}
		words = append(words, word)
	}
	return words, nil
}

func parseKind(text string) (dataset.Kind, error) {
	folded := dataset.Kind(strings.ReplaceAll(strings.ToLower(text), "-", "_"))
	known := make([]string, 0, 16)
	for _, k := range Kinds() {
		if k == folded {
			return k, nil
		}
		known = append(known, string(k))
	}
	return "", schema.UnknownWord("kind", text, known)
}
