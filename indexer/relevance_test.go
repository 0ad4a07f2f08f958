package indexer

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

// A goldenQuestion is a question that people ask, with what should be found.
type goldenQuestion struct {
	Query    string `yaml:"query"`
	Language string `yaml:"language"`
	Typo     bool   `yaml:"typo"`
	Expect   []struct {
		ID    string `yaml:"id"`
		Grade int    `yaml:"grade"`
	} `yaml:"expect"`
}

// grade is what a document is worth as an answer: the grade of its own id (of its cell, for an assessment), else that of
// its criterion.
func (q *goldenQuestion) grade(id string, kind dataset.Kind, criterion string) int {
	cell, _, _ := strings.Cut(id, "@")
	byCriterion := 0
	for _, e := range q.Expect {
		if e.ID == id || e.ID == cell && kind == dataset.KindAssessment {
			return e.Grade
		}
		if criterion != "" && e.ID == "criterion:"+criterion {
			byCriterion = max(byCriterion, e.Grade)
		}
	}
	return byCriterion
}

// A judgement is how well a question was answered.
type judgement struct {
	ndcg       float64 // normalised discounted cumulative gain of the first ten
	reciprocal float64 // 1 ÷ the rank of the first good hit (grade 2 or 3), 0 where the first ten have none
	top        []string
}

// judge asks an index a question. The gain of a hit is 2^grade − 1; ideal is the best order of all documents that have a
// grade.
func judge(t testing.TB, x *Index, q *goldenQuestion) judgement {
	result, err := x.Search(context.Background(), Request{Query: q.Query, First: 10})
	require.NoError(t, err)
	var j judgement
	var gain float64
	for rank, h := range result.Hits {
		grade := q.grade(h.ID, h.Kind, h.Criterion)
		gain += gainAt(rank, grade)
		if grade >= 2 && j.reciprocal == 0 {
			j.reciprocal = 1 / float64(rank+1)
		}
		j.top = append(j.top, fmt.Sprintf("%s(%d)", h.ID, grade))
	}
	var grades []int
	for _, d := range x.documents {
		if g := q.grade(d.id, d.kind, d.criterion); g > 0 {
			grades = append(grades, g)
		}
	}
	slices.SortFunc(grades, func(a, b int) int { return cmp.Compare(b, a) })
	var ideal float64
	for rank, grade := range grades[:min(10, len(grades))] {
		ideal += gainAt(rank, grade)
	}
	j.ndcg = gain / ideal
	return j
}

func gainAt(rank, grade int) float64 {
	return (math.Pow(2, float64(grade)) - 1) / math.Log2(float64(rank)+2)
}

func goldenQuestions(t testing.TB) []goldenQuestion {
	data, err := os.ReadFile("testdata/golden.yaml")
	require.NoError(t, err)
	var questions []goldenQuestion
	require.NoError(t, yaml.Unmarshal(data, &questions))
	return questions
}

// embedded is the index of the embedded dataset, in memory.
func embedded(t testing.TB) *Index {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	x, err := Open(context.Background(), s, Options{InMemory: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, x.Close()) })
	return x
}

// TestRelevance holds search to the questions that were written before it was: a good hit in the first three for nine
// questions in ten, nDCG of at least 0.80. `make relevance` shows its report.
func TestRelevance(t *testing.T) {
	x := embedded(t)
	questions := goldenQuestions(t)
	var ndcg, reciprocal float64
	top3, other, typos := 0, 0, 0
	byLanguage := map[string][]float64{}
	for i := range questions {
		q := &questions[i]
		j := judge(t, x, q)
		ndcg += j.ndcg
		reciprocal += j.reciprocal
		if j.reciprocal >= 1.0/3 {
			top3++
		}
		if q.Language != "en" {
			other++
		}
		if q.Typo {
			typos++
		}
		byLanguage[q.Language] = append(byLanguage[q.Language], j.ndcg)
		if j.reciprocal < 1.0/3 || j.ndcg < 0.5 {
			t.Logf("weak: %q nDCG %.2f, first good hit 1/%.0f: %s", q.Query, j.ndcg, 1/j.reciprocal, strings.Join(j.top, " "))
		}
	}
	n := float64(len(questions))
	for _, language := range slices.Sorted(maps.Keys(byLanguage)) {
		sum := 0.0
		for _, v := range byLanguage[language] {
			sum += v
		}
		t.Logf("%s: %d questions, nDCG@10 %.3f", language, len(byLanguage[language]), sum/float64(len(byLanguage[language])))
	}
	t.Logf("%d questions (%d not in English, %d mistyped): nDCG@10 %.3f, mean reciprocal rank %.3f, in the first three %.1f %%",
		len(questions), other, typos, ndcg/n, reciprocal/n, 100*float64(top3)/n)
	require.GreaterOrEqual(t, len(questions), 80)
	require.GreaterOrEqual(t, other, 30)
	require.GreaterOrEqual(t, typos, 10)
	require.GreaterOrEqual(t, float64(top3)/n, 0.90)
	require.GreaterOrEqual(t, ndcg/n, 0.80)
}
