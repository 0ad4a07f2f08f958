// Package relevance says how well a search answers questions whose good answers are known.
//
// What belongs here: reading judged questions and the measures. What does not: searching; any engine can be judged.
package relevance

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/firewallmap/firewallmap/dataset"
)

// A Question is what people ask, with what should be found.
type Question struct {
	Query    string `yaml:"query"`
	Language string `yaml:"language"`
	Typo     bool   `yaml:"typo"`
	Note     string `yaml:"note"`
	Expect   []struct {
		ID    string `yaml:"id"`
		Grade int    `yaml:"grade"` // 3 perfect, 2 good, 1 acceptable
	} `yaml:"expect"`
}

// Read reads questions from a file; indexer/testdata/golden.yaml says what its ids mean.
func Read(path string) ([]Question, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var questions []Question
	if err := yaml.UnmarshalWithOptions(data, &questions, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return questions, nil
}

// A Document is what can be found, by what it is judged by. Criterion is that of an assessment or a criterion, else "".
type Document struct {
	ID        string
	Kind      dataset.Kind
	Criterion string
}

// Grade is what a document is worth as an answer: the grade of its own id (of its cell, for an assessment), else that of
// its criterion, else 0.
func (q *Question) Grade(d Document) int {
	cell, _, _ := strings.Cut(d.ID, "@")
	byCriterion := 0
	for _, e := range q.Expect {
		if e.ID == d.ID || e.ID == cell && d.Kind == dataset.KindAssessment {
			return e.Grade
		}
		if d.Criterion != "" && e.ID == "criterion:"+d.Criterion {
			byCriterion = max(byCriterion, e.Grade)
		}
	}
	return byCriterion
}

// Depth is how many hits are judged.
const Depth = 10

// good is the grade from which a hit is a good one.
const good = 2

// NDCG is the normalised discounted cumulative gain of the first hits: the gain of a hit is 2^grade − 1, divided by the
// logarithm of its rank; 1 is the best order of all documents that have a grade (K. Järvelin and J. Kekäläinen, Cumulated
// gain-based evaluation of IR techniques, 2002).
func (q *Question) NDCG(hits, all []Document) float64 {
	var grades []int
	for _, d := range all {
		if g := q.Grade(d); g > 0 {
			grades = append(grades, g)
		}
	}
	slices.SortFunc(grades, func(a, b int) int { return cmp.Compare(b, a) })
	var ideal, gain float64
	for rank, grade := range grades[:min(Depth, len(grades))] {
		ideal += gainAt(rank, grade)
	}
	for rank, d := range hits[:min(Depth, len(hits))] {
		gain += gainAt(rank, q.Grade(d))
	}
	if ideal == 0 {
		return 0
	}
	return gain / ideal
}

func gainAt(rank, grade int) float64 {
	return (math.Pow(2, float64(grade)) - 1) / math.Log2(float64(rank)+2)
}

// FirstGood is the rank, from 1, of the first good hit, 0 where the first ten have none.
func (q *Question) FirstGood(hits []Document) int {
	for i, d := range hits[:min(Depth, len(hits))] {
		if q.Grade(d) >= good {
			return i + 1
		}
	}
	return 0
}
