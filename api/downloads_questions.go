package api

import (
	"fmt"
	"io"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/exporters/brief"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// gaps are the gaps of a country, of an aspect or a provision where these are named.
func gaps(a *asked) (answers.Answer, error) {
	country, err := a.country()
	if err != nil {
		return answers.Answer{}, err
	}
	aspect, err := a.parameters.text("aspect")
	if err != nil {
		return answers.Answer{}, err
	}
	var filter dataset.GapFilter
	if aspect != "" {
		if filter.Aspect, err = schema.Aspects.Parse(aspect); err != nil {
			return answers.Answer{}, err
		}
	}
	if filter.Provision, err = a.provision(); err != nil {
		return answers.Answer{}, err
	}
	return answers.Gaps(a.View, a.Gaps(country, filter)), nil
}

// citeCountry is the reference to what the dataset says of a country.
func citeCountry(a *asked) ([]dataset.Reference, error) {
	c, err := a.country()
	if err != nil {
		return nil, err
	}
	return []dataset.Reference{a.CiteCountry(c)}, nil
}

// writeBrief is the brief of a country as Markdown.
func writeBrief(a *asked, w io.Writer) error {
	country, err := a.country()
	if err != nil {
		return err
	}
	return brief.Markdown(w, a.Brief(country))
}

// alignment is provisions × countries, of a rule or a provision where these are named.
func alignment(a *asked) (answers.Answer, error) {
	var question dataset.AlignmentQuestion
	var err error
	if question.Countries, err = a.countries(); err != nil {
		return answers.Answer{}, err
	}
	rule, err := a.parameters.text("rule")
	if err != nil {
		return answers.Answer{}, err
	}
	if rule != "" {
		if question.Rule, err = a.FindRule(rule); err != nil {
			return answers.Answer{}, err
		}
	}
	if question.Provision, err = a.provision(); err != nil {
		return answers.Answer{}, err
	}
	if question.AssumeBound, err = a.parameters.boolean("assume-bound"); err != nil {
		return answers.Answer{}, err
	}
	alignments, err := a.Alignment(question)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Alignments(a.View, alignments), nil
}

// provision is the one that the parameter names, nil where it is not given.
func (a *asked) provision() (*schema.Provision, error) {
	text, err := a.parameters.text("provision")
	if err != nil || text == "" {
		return nil, err
	}
	return a.FindProvision(text)
}

// doors are the doors of a country.
func doors(a *asked) (answers.Answer, error) {
	country, err := a.country()
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Doors(a.View, a.Doors(country)), nil
}

// ranking is the countries with the intervals of their ranks.
func ranking(a *asked) (answers.Answer, error) {
	weights, err := a.weights()
	if err != nil {
		return answers.Answer{}, err
	}
	seed, err := a.parameters.text("seed")
	if err != nil {
		return answers.Answer{}, err
	}
	question := dataset.RankingQuestion{Weights: weights, Samples: dataset.DefaultSamples, Seed: dataset.DefaultSeed}
	if seed != "" {
		if question.Seed, err = strconv.ParseUint(seed, 10, 64); err != nil {
			return answers.Answer{}, fmt.Errorf("the parameter seed is %q; it is a whole number from 0", seed)
		}
	}
	r, err := a.Rank(question)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.Ranking(a.View, r), nil
}

// whatIf sets a country beside itself. The levels assumed are parameters named after their criteria (L1=met), as the form of
// the page sends them, and so are the weights (weight-legal=2).
func whatIf(a *asked) (answers.Answer, error) {
	p := a.parameters
	name, err := p.text("country")
	if err != nil {
		return answers.Answer{}, err
	}
	if name == "" {
		return answers.Answer{}, fmt.Errorf("the parameter country is missing; for example /what-if.json?country=BE&L1=met")
	}
	question := dataset.WhatIfQuestion{}
	if question.Country, err = a.FindCountry(name); err != nil {
		return answers.Answer{}, err
	}
	var changes []string
	for _, criterion := range a.Criteria("") {
		level, err := p.text(criterion.ID)
		if err != nil {
			return answers.Answer{}, err
		}
		if level != "" {
			changes = append(changes, criterion.ID+"="+level)
		}
	}
	if question.Changes, err = a.ParseLevelChanges(question.Country, changes); err != nil {
		return answers.Answer{}, err
	}
	weights := ""
	for _, aspect := range schema.Aspects.Words() {
		w, err := p.text("weight-" + string(aspect))
		if err != nil {
			return answers.Answer{}, err
		}
		if w != "" {
			weights += string(aspect) + "=" + w + ","
		}
	}
	if question.Weights, err = dataset.ParseWeights(weights); err != nil {
		return answers.Answer{}, err
	}
	for _, id := range p.list("assume") {
		provision, err := a.FindProvision(id)
		if err != nil {
			return answers.Answer{}, err
		}
		question.Assume = append(question.Assume, provision)
	}
	if err := p.unread(); err != nil {
		return answers.Answer{}, err // before the work
	}
	answer, err := a.WhatIf(question)
	if err != nil {
		return answers.Answer{}, err
	}
	before, after, err := answer.Ranks(dataset.DefaultSamples, dataset.DefaultSeed)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.WhatIf(a.View, answer, before, after), nil
}

// ofRules is the value of the parameter country that asks for the sources of rules, which belong to no country.
const ofRules = "rules"

// sources are all sources, or those of a country or of the rules.
func sources(a *asked) (answers.Answer, error) {
	country, err := a.parameters.text("country")
	if err != nil {
		return answers.Answer{}, err
	}
	table := a.Table("sources")
	if country == "" {
		return answers.OfTable(a.View, table, "", ""), nil
	}
	if country == ofRules {
		return answers.OfTable(a.View, table, "country", ""), nil
	}
	c, err := a.FindCountry(country)
	if err != nil {
		return answers.Answer{}, err
	}
	return answers.OfTable(a.View, table, "country", string(c.Code)), nil
}

// citeSources are the references to the same sources.
func citeSources(a *asked) ([]dataset.Reference, error) {
	country, err := a.parameters.text("country")
	if err != nil {
		return nil, err
	}
	var references []dataset.Reference
	add := func(sources []schema.Source) {
		for i := range sources {
			references = append(references, a.CiteSource(&sources[i]))
		}
	}
	if country != "" && country != ofRules {
		c, err := a.FindCountry(country)
		if err != nil {
			return nil, err
		}
		add(c.Sources)
		return references, nil
	}
	if country == "" {
		for _, c := range a.Countries() {
			add(c.Sources)
		}
	}
	add(a.Records().Rules.Sources)
	return references, nil
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
