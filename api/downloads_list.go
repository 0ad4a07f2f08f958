package api

import (
	"fmt"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/indexer"
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
		}, cite: func(a *asked) ([]dataset.Reference, error) {
			c, err := a.country()
			if err != nil {
				return nil, err
			}
			return []dataset.Reference{a.CiteCountry(c)}, nil
		}},
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
		{pattern: "/help", name: "services", answer: func(a *asked) (answers.Answer, error) {
			countries, err := a.countries()
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
		tableOf("/sources", "sources"),
		tableOf("/instruments", "instruments"),
		tableOf("/resources", "resources"),
		rowOf("/recommendations/{id}", "recommendation", "recommendations"),
		rowOf("/provisions/{id}", "provision", "provisions"),
		rowOf("/sources/{id}", "source", "sources"),
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

// search is one page of what is found.
func search(a *asked) (answers.Answer, error) {
	p := a.parameters
	texts := map[string]string{}
	for _, name := range []string{"q", "year", "after", "first"} {
		var err error
		if texts[name], err = p.text(name); err != nil {
			return answers.Answer{}, err
		}
	}
	request := indexer.Request{Query: texts["q"], After: texts["after"], View: a.View}
	var err error
	if request.Filter, err = (indexer.FilterWords{
		Kinds: p.list("kind"), Countries: p.list("country"), Aspects: p.list("aspect"), Criteria: p.list("criterion"),
		Levels: p.list("level"), Evidence: p.list("evidence"), Languages: p.list("lang"), Years: texts["year"],
	}).Parse(a.Snapshot); err != nil {
		return answers.Answer{}, err
	}
	if request.Exact, err = p.boolean("exact"); err != nil {
		return answers.Answer{}, err
	}
	if texts["first"] != "" {
		if request.First, err = strconv.Atoi(texts["first"]); err != nil {
			return answers.Answer{}, fmt.Errorf("the parameter first is %q; it is how many hits, from 1 to %d", texts["first"], indexer.MaxFirst)
		}
	}
	for _, name := range p.list("facet") {
		dimension, err := indexer.ParseDimension(name)
		if err != nil {
			return answers.Answer{}, err
		}
		request.Facets = append(request.Facets, dimension)
	}
	result, err := a.generation.Index.Search(a.context, request)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Search(a.View, request.Query, result), nil
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
