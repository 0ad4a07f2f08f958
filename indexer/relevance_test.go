package indexer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/internal/relevance"
)

func goldenQuestions(t testing.TB) []relevance.Question {
	questions, err := relevance.Read("testdata/golden.yaml")
	require.NoError(t, err)
	return questions
}

// shared is the index of the embedded dataset, in memory.
var shared = sync.OnceValues(func() (*Index, error) {
	s, err := dataset.Embedded()
	if err != nil {
		return nil, err
	}
	return Open(context.Background(), s, Options{InMemory: true})
})

func embedded(t testing.TB) *Index {
	x, err := shared()
	require.NoError(t, err)
	return x
}

// TestRelevance holds search to the questions that were written before it was: a good hit in the first three for nine
// questions in ten, nDCG@10 of at least 0.80. `make relevance` shows its report.
func TestRelevance(t *testing.T) {
	x := embedded(t)
	var all []relevance.Document
	for _, d := range x.documents {
		all = append(all, relevance.Document{ID: d.id, Kind: d.kind, Criterion: d.criterion})
	}
	questions := goldenQuestions(t)
	ndcg, byLanguage := 0.0, map[string][]float64{}
	reciprocal, inThree, other, typos := 0.0, 0, 0, 0
	for _, q := range questions {
		result, err := x.Search(context.Background(), Request{Query: q.Query, First: relevance.Depth})
		require.NoError(t, err)
		var hits []relevance.Document
		var shown []string
		for _, h := range result.Hits {
			hits = append(hits, relevance.Document{ID: h.ID, Kind: h.Kind, Criterion: h.Criterion})
			shown = append(shown, fmt.Sprintf("%s(%d)", h.ID, q.Grade(hits[len(hits)-1])))
		}
		score, first := q.NDCG(hits, all), q.FirstGood(hits)
		ndcg += score
		byLanguage[q.Language] = append(byLanguage[q.Language], score)
		if first > 0 {
			reciprocal += 1 / float64(first)
		}
		if first > 0 && first <= 3 {
			inThree++
		}
		if q.Language != "en" {
			other++
		}
		if q.Typo {
			typos++
		}
		if first == 0 || first > 3 || score < 0.5 {
			t.Logf("weak: nDCG %.2f, first good hit %d: %q: %s", score, first, q.Query, strings.Join(shown, " "))
		}
	}
	for _, language := range slices.Sorted(maps.Keys(byLanguage)) {
		sum := 0.0
		for _, v := range byLanguage[language] {
			sum += v
		}
		t.Logf("%s: %d questions, nDCG@10 %.3f", language, len(byLanguage[language]), sum/float64(len(byLanguage[language])))
	}
	n := float64(len(questions))
	t.Logf("%d questions, %d not in English, %d mistyped: nDCG@10 %.3f, mean reciprocal rank %.3f, good hit in the first three %.1f %%",
		len(questions), other, typos, ndcg/n, reciprocal/n, 100*float64(inThree)/n)
	require.GreaterOrEqual(t, len(questions), 80)
	require.GreaterOrEqual(t, other, 30)
	require.GreaterOrEqual(t, typos, 10)
	require.GreaterOrEqual(t, float64(inThree)/n, 0.90)
	require.GreaterOrEqual(t, ndcg/n, 0.80)
}

// TestWhoTellsWhom: however people ask whether somebody tells the immigration authority, the cells on it come first.
func TestWhoTellsWhom(t *testing.T) {
	x := embedded(t)
	for question, criteria := range map[string][]string{
		"can the police tell immigration":                     {"L6", "L7"},
		"do police inform immigration authorities":            {"L6", "L7"},
		"police share my status with home office":             {"L7"},
		"does the hospital tell immigration":                  {"L12"},
		"kan de politie de vreemdelingendienst inlichten":     {"L6", "L7"},
		"la police peut-elle prévenir l'office des étrangers": {"L6", "L7"},
		"la policía puede avisar a extranjería":               {"L6", "L7"},
	} {
		for _, h := range ask(t, x, Request{Query: question, First: 3}).Hits {
			require.Contains(t, criteria, h.Criterion, "%s: %s", question, h.ID)
		}
	}
}
