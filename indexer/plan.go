package indexer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/indexer/query"
	"github.com/firewallmap/firewallmap/schema"
)

// How much a form of a word counts beside the word itself.
const (
	prefixWords = 64  // how many words a prefix stands for, the commonest; where there are many prefixes, fewer
	allPrefixes = 256 // how many words all prefixes of a question stand for
	maxPhrases  = 8   // how many phrases are searched
	mendedWords = 3   // how many words a mistake is mended to
	maxPhrase   = 16  // how many words of a phrase are compared
	maxOrTerms  = 16  // how many terms an OR joins
	relaxBelow  = 10  // with fewer hits than this, hits with fewer words are taken too
)

// A plan is what a question asks of the index.
type plan struct {
	groups     []group
	without    []alternative
	filters    []query.Filter
	asked      bool            // the question has words; without them everything is found
	language   schema.Language // of the question, as far as its words tell; else English
	concepts   []Widening
	didYouMean string
}

// A group is a run of words that widening takes as one: the words of a concept's term, or one clause.
type group struct {
	units   []unit
	widen   []*conceptTerm // terms of the concepts, in place of all units
	asks    []string       // criteria that ask about the concepts
	loosely bool           // the word is only part of a term of them
}

// A unit is one thing that a text has or lacks: a word in any of its forms, a phrase, or what an OR joins.
type unit struct {
	alternatives []alternative
	typed        string // folded, as it is looked for in proximity; "" for anything but a word
}

// An alternative is a word or phrase with what it counts.
type alternative struct {
	words  [][]string
	weight float32
}

// plan reads a question.
func (x *Index) plan(r *Request) *plan {
	parsed := query.Parse(r.Query, func(name, value string) bool { _, ok := x.value(name, value); return ok })
	p := &plan{filters: parsed.Filters}
	p.asked = len(parsed.Clauses) > 0 || len(parsed.Filters) == 0 && strings.TrimSpace(r.Query) != ""
	clauses := parsed.Clauses
	if positive := slices.DeleteFunc(slices.Clone(clauses), func(c query.Clause) bool { return c.Not }); len(positive) == 0 && len(clauses) > 0 {
		p.asked = false
	}
	clauses, prefixes := bounded(clauses)
	var typed []typedWord
	typed, p.language = x.typed(clauses, r)
	p.didYouMean = didYouMean(r.Query, typed)
	for from := 0; from < len(clauses); {
		to := from
		for to < len(clauses) && clauses[to].Plain() {
			to++
		}
		if to > from {
			x.planRun(p, typed[from:to], r.Exact)
			from = to
			continue
		}
		x.planClause(p, clauses[from], min(prefixWords, allPrefixes/max(1, prefixes)))
		from++
	}
	return p
}

// bounded are the clauses that are searched, and how many prefixes they have: the first MaxTerms terms, of an OR maxOrTerms,
// no more phrases than maxPhrases. What is not a plain word counts once, however often it was typed.
func bounded(clauses []query.Clause) (kept []query.Clause, prefixes int) {
	terms, phrases := 0, 0
	for _, c := range clauses {
		c.Any = c.Any[:min(len(c.Any), maxOrTerms, MaxTerms-terms)]
		counts := func(form query.Form) int {
			n := 0
			for _, t := range c.Any {
				if t.Form == form {
					n++
				}
			}
			return n
		}
		switch {
		case len(c.Any) == 0:
			return kept, prefixes
		case phrases+counts(query.Phrase) > maxPhrases:
			continue
		case !c.Plain() && slices.ContainsFunc(kept, func(k query.Clause) bool { return k.Not == c.Not && slices.Equal(k.Any, c.Any) }):
			continue
		}
		terms += len(c.Any)
		phrases += counts(query.Phrase)
		prefixes += counts(query.Prefix)
		kept = append(kept, c)
	}
	return kept, prefixes
}

// A typedWord is a plain word of the question.
type typedWord struct {
	text   string                       // as typed
	word   string                       // folded
	mended []string                     // folded words that were likely meant, the likeliest first; the word itself is not in the index then
	keys   map[schema.Language][]string // the classes of the word, or of the likeliest that was meant
	stop   bool
}

// typed looks at the plain words of a question: what they can mean in which language, and whether they are mistyped.
func (x *Index) typed(clauses []query.Clause, r *Request) ([]typedWord, schema.Language) {
	list := make([]typedWord, len(clauses))
	known := map[schema.Language]int{}
	for i, c := range clauses {
		if !c.Plain() {
			continue
		}
		t := &list[i]
		t.text = c.Any[0].Text
		t.word = fold(t.text)
		means := x.lexicon.meaning(t.text)
		t.keys = means.keys
		for language, keys := range t.keys {
			if x.lexicon.knows(keys) || x.thesaurus.knows(keys) || slices.Contains(means.stops, language) {
				known[language]++
			}
		}
	}
	language := english
	for _, l := range languages {
		if known[l] > known[language] {
			language = l
		}
	}
	words, empty := 0, 0
	for i, c := range clauses {
		if !c.Plain() {
			continue
		}
		t := &list[i]
		words++
		stops := x.lexicon.meaning(t.text).stops
		if t.stop = slices.Contains(stops, language) || slices.Contains(stops, english); t.stop {
			empty++
			continue
		}
		if before := slices.IndexFunc(list[:i], func(b typedWord) bool { return b.word == t.word }); before >= 0 {
			t.mended = list[before].mended
		} else if x.mistyped(t, language, known[language]) {
			t.mended = x.spelling.nearest(t.word, mendedWords)
		}
		if len(t.mended) > 0 && !r.Exact {
			t.keys = x.lexicon.meaning(t.mended[0]).keys
		}
	}
	if empty == words && words == len(clauses) { // nothing else was asked
		for i := range list {
			list[i].stop = false
		}
	}
	return list, language
}

// knows says whether the index has a word of one of the classes.
func (l *lexicon) knows(keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return len(l.Stems[key]) > 0 })
}

// mistyped says whether a word may be a mistake: neither the index nor the thesaurus has it, nor the index another form of it
// in English or in the language of the question. That language counts only if another word speaks for it too: many a
// mistake looks like a form of some word in some language. A form whose own stem is right may be mistyped in its ending, as
// residance for residence: then it differs from another form of the stem inside only, where forms differ at the end. That
// deported is as near to reported says nothing: it is a form of deport.
func (x *Index) mistyped(t *typedWord, language schema.Language, known int) bool {
	if x.lexicon.place(t.word) >= 0 || x.spelling.has(t.word) {
		return false
	}
	if x.lexicon.knows(t.keys[english]) || known > 1 && x.lexicon.knows(t.keys[language]) {
		near := x.spelling.nearest(t.word, 1)
		return len(near) > 0 && len(near[0]) == len(t.word) && near[0][len(near[0])-2:] == t.word[len(t.word)-2:] &&
			slices.Contains(x.kinOf(t.text), near[0])
	}
	return true
}

// planRun plans plain words that stand side by side: terms of concepts among them, and the rest word by word.
func (x *Index) planRun(p *plan, typed []typedWord, exact bool) {
	var found []match
	if !exact {
		keys := make([]map[schema.Language][]string, len(typed))
		for i := range typed {
			keys[i] = typed[i].keys
		}
		found = x.thesaurus.matches(keys)
	}
	for i := 0; i < len(typed); {
		g, to := group{}, i+1
		if len(found) > 0 && found[0].from == i {
			to = found[0].to
			concepts := found[0].concepts()
			g.widen = p.widen(concepts, typed[i:to], found[0].terms)
			for _, c := range concepts {
				g.asks = append(g.asks, c.Criteria...)
			}
			found = found[1:]
		} else if t := typed[i]; !exact && !t.stop && x.unheard(t) {
			g.loosely = true
			g.widen = p.widen(x.thesaurus.withWord(t.keys), typed[i:to], nil)
		}
		for _, t := range typed[i:to] {
			if !t.stop && t.word != "" {
				g.units = append(g.units, x.wordUnit(t, exact))
			}
		}
		if len(g.units) > 0 {
			p.groups = append(p.groups, g)
		}
		i = to
	}
}

// unheard says whether no text has the word in any form.
func (x *Index) unheard(t typedWord) bool {
	if x.lexicon.place(t.word) >= 0 || len(t.mended) > 0 {
		return false
	}
	for _, keys := range t.keys {
		if x.lexicon.knows(keys) {
			return false
		}
	}
	return true
}

// widen is every term of concepts but those that were typed; the plan remembers which concepts they are.
func (p *plan) widen(concepts []*concept, typed []typedWord, hits []*conceptTerm) []*conceptTerm {
	if !slices.ContainsFunc(typed, func(t typedWord) bool { return !t.stop }) {
		return nil
	}
	var terms []*conceptTerm
	texts := make([]string, len(typed))
	for i, t := range typed {
		texts[i] = t.text
	}
	for _, c := range concepts {
		w := Widening{Concept: c.Concept, Typed: strings.Join(texts, " ")}
		for _, term := range c.terms {
			if term.words != nil && !slices.Contains(hits, term) {
				terms = append(terms, term)
				w.Terms = append(w.Terms, WideningTerm{term.text, term.language, term.unchecked})
			}
		}
		if len(w.Terms) > 0 && !slices.ContainsFunc(p.concepts, func(o Widening) bool { return o.Concept == w.Concept }) {
			p.concepts = append(p.concepts, w)
		}
	}
	return terms
}

// wordUnit is a word with its other forms, or with what was likely meant.
func (x *Index) wordUnit(t typedWord, exact bool) unit {
	u := unit{typed: t.word}
	if len(t.mended) > 0 && !exact {
		u.typed = t.mended[0]
		for i, word := range t.mended {
			u.add(weightMended/float32(i+1), word)
			u.add(weightMended*weightKin/float32(i+1), x.kinOf(word)...)
		}
		u.add(weightKin, x.kinOf(t.text)...)
		return u
	}
	u.add(1, t.word)
	u.add(weightKin, x.kinOf(t.text)...)
	return u
}

// kinOf are the other forms of a word: in the languages in whose texts the word itself stands, in all where it stands in
// none.
func (x *Index) kinOf(text string) []string {
	word, means := fold(text), x.lexicon.meaning(text)
	place := x.lexicon.place(word)
	var kin []string
	for _, language := range languages {
		keys := means.keys[language]
		if slices.Contains(means.stops, language) || place >= 0 && !slices.ContainsFunc(keys, func(key string) bool {
			return slices.Contains(x.lexicon.Stems[key], uint32(place))
		}) {
			continue
		}
		for _, w := range x.lexicon.kin(word, keys) {
			if !slices.Contains(kin, w) {
				kin = append(kin, w)
			}
		}
	}
	return kin
}

func (u *unit) add(weight float32, words ...string) {
	if len(words) > 0 {
		u.alternatives = append(u.alternatives, alternative{[][]string{words}, weight})
	}
}

// planClause plans phrases, prefixes, what an OR joins and what must not be there.
// A prefix stands for so many words.
func (x *Index) planClause(p *plan, c query.Clause, prefixed int) {
	var u unit
	for _, term := range c.Any {
		switch term.Form {
		case query.Word:
			word := fold(term.Text)
			if word == "" {
				continue
			}
			u.add(1, word)
			u.add(weightKin, x.kinOf(term.Text)...)
		case query.Phrase:
			if places := x.phrase(term.Text); places != nil {
				u.alternatives = append(u.alternatives, alternative{places, 1})
			}
		case query.Prefix:
			from, to := x.lexicon.withPrefix(fold(term.Text))
			u.add(1, x.lexicon.commonest(from, to, prefixed)...)
		}
	}
	if c.Not {
		p.without = append(p.without, u.alternatives...)
		return
	}
	p.groups = append(p.groups, group{units: []unit{u}})
}

// phrase is a phrase word by word, cut at maxPhrase; nil where the index lacks one of its words.
func (x *Index) phrase(text string) [][]string {
	var places [][]string
	for _, word := range words(text) {
		if x.lexicon.place(word) < 0 {
			return nil
		}
		places = append(places, []string{word})
	}
	return places[:min(len(places), maxPhrase)]
}

// didYouMean is the question with mistyped words mended, or nothing.
func didYouMean(question string, typed []typedWord) string {
	mended := question
	for _, t := range typed {
		if len(t.mended) > 0 {
			mended = strings.Replace(mended, t.text, t.mended[0], 1)
		}
	}
	if mended == question {
		return ""
	}
	return mended
}

// byScore orders hits: the higher score first, ties by id.
func byScore(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.document, b.document))
}
