package dataset

import (
	"fmt"
	"sort"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Comparison sets countries side by side, criterion by criterion, what differs first.
type Comparison struct {
	Countries []*schema.Country
	Rows      []ComparisonRow
}

// A ComparisonRow is one criterion across the countries compared.
type ComparisonRow struct {
	Criterion *schema.Criterion
	Cells     []Cell   // in the order of the countries
	Differs   bool     // the cells have more than one level
	Spread    float64  // the distance between the highest and the lowest score, 0 to 100; unknown cells do not count
	Mean      *float64 // the mean score of the cells that score, from 0 to 100; nil where none does
}

// Compare sets countries side by side in the given criteria. Rows that differ come first, the widest apart first; among
// equals the order of the codebook is kept. It is an error to compare no country or one country twice.
func (v *View) Compare(countries []*schema.Country, criteria []*schema.Criterion) (Comparison, error) {
	if len(countries) == 0 {
		return Comparison{}, fmt.Errorf("no country to compare; name at least one")
	}
	seen := map[schema.CountryCode]bool{}
	for _, c := range countries {
		if seen[c.Code] {
			return Comparison{}, fmt.Errorf("the country %s is named twice", c.Code)
		}
		seen[c.Code] = true
	}
	comparison := Comparison{Countries: countries, Rows: make([]ComparisonRow, 0, len(criteria))}
	for _, criterion := range criteria {
		comparison.Rows = append(comparison.Rows, v.compareRow(countries, criterion))
	}
	sort.SliceStable(comparison.Rows, func(i, j int) bool {
		a, b := comparison.Rows[i], comparison.Rows[j]
		if a.Differs != b.Differs {
			return a.Differs
		}
		return a.Spread > b.Spread
	})
	return comparison, nil
}

func (v *View) compareRow(countries []*schema.Country, criterion *schema.Criterion) ComparisonRow {
	row := ComparisonRow{Criterion: criterion, Cells: make([]Cell, len(countries))}
	var sum, lowest, highest float64
	scored := 0
	for i, country := range countries {
		c := v.Cell(country, criterion)
		row.Cells[i] = c
		row.Differs = row.Differs || c.Level() != row.Cells[0].Level()
		level, _ := c.Level().Level()
		score, ok := level.Score()
		if !ok {
			continue
		}
		if scored == 0 || score < lowest {
			lowest = score
		}
		if scored == 0 || score > highest {
			highest = score
		}
		sum += score
		scored++
	}
	if scored > 0 {
		row.Mean, row.Spread = rounded(sum/float64(scored)), highest-lowest
	}
	return row
}

// FindCriteria are the criteria of an aspect and of these ids, as people type them; all where neither is given. Its error
// names what would be right.
func (s *Snapshot) FindCriteria(aspect string, ids []string) ([]*schema.Criterion, error) {
	var of schema.Aspect
	if aspect != "" {
		var err error
		if of, err = schema.Aspects.Parse(strings.ToLower(strings.TrimSpace(aspect))); err != nil {
			return nil, err
		}
	}
	if len(ids) == 0 {
		return s.Criteria(of), nil
	}
	var criteria []*schema.Criterion
	for _, id := range ids {
		c, err := s.FindCriterion(id)
		if err != nil {
			return nil, err
		}
		if of != "" && c.Aspect != of {
			return nil, fmt.Errorf("criterion %s is of the aspect %s, not of %s", c.ID, c.Aspect, of)
		}
		criteria = append(criteria, c)
	}
	return criteria, nil
}
