package api

import (
	"fmt"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
)

// downloads are the addresses that have data.
func downloads() []download {
	return []download{
		{pattern: "/countries", name: "countries", answer: func(a *asked) (answers.Answer, error) {
			return answers.Countries(a.View), nil
		}},
		{pattern: "/countries/{code}", name: "country", answer: func(a *asked) (answers.Answer, error) {
			c, err := a.country()
			if err != nil {
				return answers.Answer{}, err
			}
			return answers.Country(a.View, c), nil
		}, cite: func(a *asked) ([]dataset.Reference, error) {
			c, err := a.country()
			if err != nil {
				return nil, err
			}
			return []dataset.Reference{a.CiteCountry(c)}, nil
		}},
		{pattern: "/assessments/{id}", name: "assessment", answer: assessment, cite: citeAssessment},
		{pattern: "/compare", name: "compare", answer: compare},
		{pattern: "/matrix", name: "matrix", answer: compare},
		{pattern: "/scores", name: "scores", answer: func(a *asked) (answers.Answer, error) {
			countries, err := a.countries()
			if err != nil {
				return answers.Answer{}, err
			}
			weights, err := a.weights()
			if err != nil {
				return answers.Answer{}, err
			}
			return answers.Scores(a.View, countries, weights), nil
		}},
	}
}

// assessment is one cell, by its id or that of one of its assessments.
func assessment(a *asked) (answers.Answer, error) {
	cell, err := a.FindCell(a.path("id"))
	if err != nil {
		return answers.Answer{}, notFound{err}
	}
	return answers.Assessment(a.View, cell), nil
}

// citeAssessment is the reference to one cell. A cell that is not coded cannot be cited.
func citeAssessment(a *asked) ([]dataset.Reference, error) {
	cell, err := a.FindCell(a.path("id"))
	if err != nil {
		return nil, notFound{err}
	}
	if cell.Assessment == nil {
		return nil, notFound{fmt.Errorf("%s is not coded in %s for %s, and so cannot be cited", cell.ID(), a.InMapping.ID, a.Date)}
	}
	return []dataset.Reference{a.CiteAssessment(cell.Assessment)}, nil
}

func compare(a *asked) (answers.Answer, error) {
	countries, err := a.countries()
	if err != nil {
		return answers.Answer{}, err
	}
	aspect, err := a.parameters.text("aspect")
	if err != nil {
		return answers.Answer{}, err
	}
	criteria, err := a.FindCriteria(aspect, a.parameters.list("criteria"))
	if err != nil {
		return answers.Answer{}, err
	}
	comparison, err := a.Compare(countries, criteria)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Compare(a.View, comparison), nil
}
