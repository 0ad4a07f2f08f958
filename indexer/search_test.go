package indexer

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer/query"
	"github.com/firewallmap/firewallmap/schema"
)

func ask(t *testing.T, x *Index, r Request) Result {
	t.Helper()
	result, err := x.Search(context.Background(), r)
	require.NoError(t, err)
	return result
}

func ids(r Result) []string {
	var list []string
	for _, h := range r.Hits {
		list = append(list, h.ID)
	}
	return list
}

func TestSearch(t *testing.T) {
	x := embedded(t)
	t.Run("a hit says what it is and where it stands", func(t *testing.T) {
		r := ask(t, x, Request{Query: "criterion:L6 country:BE kind:assessment police"})
		require.Equal(t, 1, r.Total)
		h := r.Hits[0]
		a := x.snapshot.Assessment("BE-L6")
		require.Equal(t, "BE-L6@desk-2026", h.ID)
		require.Equal(t, dataset.KindAssessment, h.Kind)
		require.Equal(t, schema.CountryCode("BE"), h.Country)
		require.Equal(t, "L6", h.Criterion)
		require.Equal(t, schema.CellLevel(a.Level), h.Level)
		require.Equal(t, a.Caution, h.Caution)
		require.Equal(t, "/assessments/BE-L6", h.URL)
		require.Contains(t, strings.ToLower(h.Fragments[0]), "<mark>police</mark>")
	})
	t.Run("all is found where nothing is asked, in the order of ids", func(t *testing.T) {
		r := ask(t, x, Request{First: 3})
		require.Equal(t, x.Documents(), r.Total)
		require.IsIncreasing(t, ids(r))
	})
	t.Run("a phrase is found as it stands, whatever its case and accents", func(t *testing.T) {
		r := ask(t, x, Request{Query: `"third country nationals"`, First: 50})
		require.NotZero(t, r.Total)
		for _, h := range r.Hits {
			require.Contains(t, strings.ToLower(strings.Join(h.Fragments, " ")), "<mark>third</mark>", h.ID)
		}
		require.Equal(t, r.Total, ask(t, x, Request{Query: `"THIRD Coúntry nationals"`}).Total)
		require.Zero(t, ask(t, x, Request{Query: `"nationals country third"`}).Total)
	})
	t.Run("without", func(t *testing.T) {
		all, less := ask(t, x, Request{Query: "shelter"}), ask(t, x, Request{Query: "shelter -police", Exact: true})
		require.Less(t, less.Total, all.Total)
	})
	t.Run("a search for a prefix finds what begins so", func(t *testing.T) {
		require.Greater(t, ask(t, x, Request{Query: "deport*"}).Total, ask(t, x, Request{Query: "deportation", Exact: true}).Total)
	})
	t.Run("a term finds the texts with another term of its concept, and says so", func(t *testing.T) {
		r := ask(t, x, Request{Query: "διερμηνέας"})
		require.NotEmpty(t, r.Hits)
		require.NotEmpty(t, r.Concepts)
		require.Equal(t, "διερμηνέας", r.Concepts[0].Typed)
		exact := ask(t, x, Request{Query: "διερμηνέας", Exact: true})
		require.Empty(t, exact.Concepts)
		require.Less(t, exact.Total, r.Total)
	})
	t.Run("a mistyped word is mended, and the answer says so", func(t *testing.T) {
		r := ask(t, x, Request{Query: "residance permit"})
		require.Equal(t, "residence permit", r.DidYouMean)
		require.NotEmpty(t, r.Hits)
		require.Empty(t, ask(t, x, Request{Query: "residence permit"}).DidYouMean)
	})
	t.Run("values without a hit stay visible, and a facet does not narrow itself", func(t *testing.T) {
		all := ask(t, x, Request{Query: "shelter", Facets: []Dimension{ByCountry}}).Facets[0]
		require.Len(t, all.Values, len(x.snapshot.Countries()))
		one := ask(t, x, Request{Query: "shelter", Filter: Filter{Countries: []schema.CountryCode{"BE", "IE"}}, Facets: []Dimension{ByCountry, ByKind}})
		require.Equal(t, all, one.Facets[0])
		sum := 0
		for _, v := range one.Facets[1].Values {
			sum += v.Count
		}
		require.Equal(t, one.Total, sum)
		gap := ask(t, x, Request{Query: `"EVA cell"`, Facets: []Dimension{ByCountry}}).Facets[0]
		require.Len(t, gap.Values, len(x.snapshot.Countries()))
	})
	t.Run("assessments are found where they answer their cell", func(t *testing.T) {
		view, err := x.snapshot.FindView("2001", "")
		require.NoError(t, err)
		r := ask(t, x, Request{Query: "police kind:assessment", View: view})
		for _, h := range r.Hits {
			require.Equal(t, h.ID, view.Cell(x.snapshot.Country(h.Country), x.snapshot.Criterion(h.Criterion)).Assessment.ID)
		}
		require.Less(t, r.Total, ask(t, x, Request{Query: "police kind:assessment"}).Total)
	})
}

func TestPages(t *testing.T) {
	x := embedded(t)
	whole := ask(t, x, Request{Query: "police", First: 120})
	var pieces []string
	after := ""
	require.NotEmpty(t, whole.Next)
	for len(pieces) < 120 {
		r := ask(t, x, Request{Query: "police", First: 7, After: after})
		require.Equal(t, whole.Total, r.Total)
		pieces = append(pieces, ids(r)...)
		if after = r.Next; after == "" {
			break
		}
	}
	require.Equal(t, ids(whole)[:119], pieces[:119])

	_, err := x.Search(context.Background(), Request{Query: "police law", After: whole.Next})
	var wrong *RequestError
	require.ErrorAs(t, err, &wrong, "a cursor of another question")
	for _, forged := range []string{"x", "AAAA", strings.Repeat("A", 16), whole.Next + "A", "é", whole.Next[:15] + "!"} {
		_, err := x.Search(context.Background(), Request{Query: "police", After: forged})
		require.ErrorAs(t, err, &wrong, forged)
	}
}

// badInputs are what people and machines send that is no question.
var badInputs = []string{
	"", " ", "*", "-", `"`, "a:", "/(/", "the of and", "a", "\xff\xfe\x00", "\u202e\u200fevil\u202c", "🙂🙂", "OR", "-\"", "::::", "year:..", "year:2024..2020",
	strings.Repeat("a", 3999), strings.Repeat("reporting ", 390), strings.Repeat("a* ", 1000), strings.Repeat("ab* OR ", 500) + "x",
	strings.Repeat("deportationx", 300), strings.Repeat("polcie ", 500), `"` + strings.Repeat("of the ", 500) + `"`, strings.Repeat("-police ", 400),
	strings.Repeat("ε", 1900), "*police*", "pol*ce", "country:", "country:XX police", "ſ K İ", strings.Repeat("residence permit ", 200),
	storm("", "* "), storm("-", "* ") + "police", storm("", "* OR ") + "police", storm(`"of the `, `r" `), storm("administratiqnzrep", "rting "),
	strings.Repeat("country:BE ", 300), strings.Repeat("é́́́ ", 400), strings.Repeat(`"`, 3999), strings.Repeat("OR ", 1300),
}

// storm is many different words with something before and after each.
func storm(before, after string) string {
	var b strings.Builder
	for i := range 100 {
		b.WriteString(before + string(rune('a'+i%26)) + string("aeiou"[i%5]) + after)
	}
	return b.String()
}

func TestBadInput(t *testing.T) {
	x := embedded(t)
	for i, text := range badInputs {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			_, err := x.Search(context.Background(), Request{Query: text, Facets: Dimensions})
			require.NoError(t, err)
			x.Suggest(text, 10)
		})
	}
	var wrong *RequestError
	for name, r := range map[string]Request{
		"too long":         {Query: strings.Repeat("a ", 5000)},
		"too many":         {First: 1_000_000},
		"negative":         {First: -1},
		"no such criteria": {Filter: Filter{Criteria: []string{"L99"}}},
		"no span":          {Filter: Filter{Years: Years{2024, 2020}}},
	} {
		_, err := x.Search(context.Background(), r)
		require.ErrorAs(t, err, &wrong, name)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := x.Search(ctx, Request{Query: "police"})
	require.ErrorIs(t, err, context.Canceled)
}

func TestManyAtOnce(t *testing.T) {
	x := embedded(t)
	questions := goldenQuestions(t)
	alone := make([][]string, len(questions))
	for i, q := range questions {
		alone[i] = ids(ask(t, x, Request{Query: q.Query}))
	}
	s, err := dataset.Embedded()
	require.NoError(t, err)
	fresh, err := Open(context.Background(), s, Options{InMemory: true}) // in which nothing has been asked yet
	require.NoError(t, err)
	defer fresh.Close()
	var asking sync.WaitGroup
	for first := range 8 {
		asking.Go(func() {
			for n := range questions {
				i := (n + first*7) % len(questions)
				r, err := fresh.Search(context.Background(), Request{Query: questions[i].Query})
				assert.NoError(t, err)
				assert.Equal(t, alone[i], ids(r), questions[i].Query)
			}
		})
	}
	asking.Wait()
}

func TestDidYouMean(t *testing.T) {
	x := embedded(t)
	for question, mended := range map[string]string{
		"residance permit":      "residence permit",
		"Belguim firewall":      "belgium firewall",
		"will they deportx her": "will they deport her",
		"deported":              "", // a form of deport, however near to reported
		"police":                "",
	} {
		require.Equal(t, mended, ask(t, x, Request{Query: question}).DidYouMean, question)
	}
	require.Empty(t, ask(t, x, Request{Query: "-residance"}).DidYouMean)
}

func TestBounds(t *testing.T) {
	kept := func(question string) (clauses, terms, prefixes int) {
		list, prefixes := bounded(query.Parse(question, func(string, string) bool { return false }).Clauses)
		for _, c := range list {
			terms += len(c.Any)
		}
		return len(list), terms, prefixes
	}
	for name, c := range map[string]struct {
		question                 string
		clauses, terms, prefixes int
	}{
		"words stay, also again":      {"to report to the police", 5, 5, 0},
		"what is no word counts once": {`po* po* "a b" "a b" -x -x a OR b a OR b`, 4, 5, 1},
		"32 terms":                    {storm("", " "), MaxTerms, MaxTerms, 0},
		"an OR counts its terms":      {storm("", "* OR ") + "x", 1, maxOrTerms, maxOrTerms},
		"two ORs fill a question":     {storm("", " OR ") + "x y " + storm("", " OR ") + "z", 3, MaxTerms, 0},
		"eight phrases":               {storm(`"of the `, `" `) + "x", maxPhrases + 1, maxPhrases + 1, 0},
	} {
		clauses, terms, prefixes := kept(c.question)
		require.Equal(t, []int{c.clauses, c.terms, c.prefixes}, []int{clauses, terms, prefixes}, name)
	}
	x := embedded(t)
	require.Zero(t, ask(t, x, Request{Query: strings.Repeat("a", 3000)}).Total, "a letter that repeats itself is not the word a")
}

func TestSuggest(t *testing.T) {
	x := embedded(t)
	require.Contains(t, x.Suggest("firew", 5), "firewall")
	require.Contains(t, x.Suggest("guarant", 20), "firewall guarantee", "from the beginning of a later word")
	require.Contains(t, x.Suggest("διερμ", 5), "διερμηνέας")
	require.Equal(t, []string{"rape", "rape crisis centre"}, x.Suggest("rape", 2), "the word itself, then what goes on after it")
	require.Equal(t, "residence permit", x.Suggest("res", 1)[0], "a term before the title that begins with Res")
	for _, text := range x.Suggest("Víctim", 4) {
		require.Contains(t, strings.ToLower(text), "víctim", "the accents that were typed")
	}
	require.Equal(t, x.Suggest("zaščit", 5), x.Suggest("ZASCIT", 5), "and without them")
	require.Contains(t, x.Suggest("ghajn", 5), "għajnuna legali")
	require.Empty(t, x.Suggest("", 5))
	require.Empty(t, x.Suggest("zzzzzz", 5))
	require.LessOrEqual(t, len(x.Suggest("s", 1000)), MaxSuggestions)
}
