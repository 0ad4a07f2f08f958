package api

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
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
		}, cite: citeCountry},
		{pattern: "/assessments/{id}", name: "assessment", answer: assessment, cite: citeAssessment},
		{pattern: "/criteria/{id}", name: "criterion", answer: criterion},
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
		{pattern: "/timeline", name: "timeline", answer: timeline},
		{pattern: "/gaps/{code}", name: "gaps", answer: gaps, cite: citeCountry},
		{pattern: "/brief/{code}", name: "brief", answer: gaps, cite: citeCountry, markdown: writeBrief},
		{pattern: "/alignment", name: "alignment", answer: alignment},
		{pattern: "/doors/{code}", name: "doors", answer: doors, cite: citeCountry},
		{pattern: "/ranking", name: "ranking", answer: ranking},
		{pattern: "/what-if", name: "what-if", answer: whatIf},
		{pattern: "/help", name: "services", answer: func(a *asked) (answers.Answer, error) {
			countries, err := a.named("country")
			if err != nil {
				return answers.Answer{}, err
			}
			return answers.Services(a.View, a.Services(countries)), nil
		}},
		{pattern: "/quality", name: "quality", answer: func(a *asked) (answers.Answer, error) {
			return answers.Quality(a.View, a.Quality(dataset.DefaultWeights(), dataset.FirstToVerify)), nil
		}},
		{pattern: "/search", name: "search", answer: search},
		tableOf("/criteria", "criteria"),
		tableOf("/recommendations", "recommendations"),
		tableOf("/rules", "rules"),
		tableOf("/provisions", "provisions"),
		{pattern: "/sources", name: "sources", answer: sources, cite: citeSources},
		tableOf("/methods", "mappings"),
		tableOf("/instruments", "instruments"),
		tableOf("/resources", "resources"),
		rowOf("/recommendations/{id}", "recommendation", "recommendations"),
		rowOf("/provisions/{id}", "provision", "provisions"),
	}
}

// tableOf is a whole table of the dataset.
func tableOf(pattern, table string) download {
	return download{pattern: pattern, name: table, answer: func(a *asked) (answers.Answer, error) {
		return answers.OfTable(a.View, a.Table(table), "", ""), nil
	}}
}

// rowOf is one record of a table, by its id.
func rowOf(pattern, name, table string) download {
	return download{pattern: pattern, name: name, answer: func(a *asked) (answers.Answer, error) {
		answer := answers.OfTable(a.View, a.Table(table), "id", a.path("id"))
		if len(answer.Records.Rows) == 0 {
			known := make([]string, 0, 128)
			for _, row := range a.Table(table).Rows {
				known = append(known, row[0].(string)) // the first column of a table is its id
			}
			return answers.Answer{}, notFound{schema.UnknownWord(name, a.path("id"), known)}
		}
		return answer, nil
	}, cite: func(a *asked) ([]dataset.Reference, error) {
		reference, err := a.Cite(a.path("id"))
		if err != nil {
			return nil, notFound{err}
		}
		return []dataset.Reference{reference}, nil
	}}
}

// criterion is one criterion across all countries.
func criterion(a *asked) (answers.Answer, error) {
	c, err := a.FindCriterion(a.path("id"))
	if err != nil {
		return answers.Answer{}, notFound{err}
	}
	comparison, err := a.Compare(a.Countries(), []*schema.Criterion{c})
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Compare(a.View, comparison), nil
}

// timeline is what happened between two dates, and what is coded otherwise at the second.
func timeline(a *asked) (answers.Answer, error) {
	countries, err := a.countries()
	if err != nil {
		return answers.Answer{}, err
	}
	from, err := a.parameters.date("from")
	if err != nil {
		return answers.Answer{}, err
	}
	to, err := a.parameters.date("to")
	if err != nil {
		return answers.Answer{}, err
	}
	events, err := a.Timeline(countries, from, to)
	if err != nil {
		return answers.Answer{}, err
	}
	if from.IsZero() || to.IsZero() {
		return answers.Timeline(a.View, events, nil, nil, nil), nil
	}
	earlier, later := a.At(from, a.InMapping), a.At(to, a.InMapping)
	shifts, err := earlier.Between(later, countries)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Timeline(a.View, events, earlier, later, shifts), nil
}
