package web

import (
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type whatIfBody struct {
	All       []choice
	Country   *schema.Country
	Groups    []whatIfGroup
	Weights   []weight
	Provision []choice // that can be assumed
	Asked     bool
	Answer    dataset.WhatIf
	Before    standing
	After     standing
	Ranks     rankPair
	Aspects   []aspectPair
	Changed   []changedCell
	Closed    []shown
	Opened    []shown
	Movers    []alignedCountry
	MappingIn string
	AsOf      string
}

// A whatIfGroup is the criteria of one aspect, each with the level it has and the level assumed.
type whatIfGroup struct {
	Aspect schema.Aspect
	Rows   []whatIfRow
}

type whatIfRow struct {
	shown
	Levels []choice
}

// A weight is how much an aspect counts.
type weight struct {
	Aspect schema.Aspect
	Value  string
}

// An aspectPair is a score as it is and as it would be.
type aspectPair struct {
	Aspect        schema.Aspect
	Before, After dataset.Score
}

// rankSamples is how many draws the two rankings of a what-if take, fewer than at /methods, as a reader waits for both. Before
// and after take the same draws, so that they can be compared.
const rankSamples = 1_000

// A rankPair is the interval of the country's rank as it is and as it would be.
type rankPair struct {
	Samples       int
	Before, After rankInterval
}

// A rankInterval is from where to where a country ranks in nine of ten draws, among how many. It has no rank where the
// total is withheld.
type rankInterval struct {
	Ranked       bool
	From, To, Of int
}

// intervalOf is the interval of one country.
func intervalOf(ranking dataset.Ranking, country *schema.Country) rankInterval {
	for _, r := range ranking.Ranked {
		if r.Country == country {
			return rankInterval{Ranked: true, From: r.From, To: r.To, Of: len(ranking.Ranked)}
		}
	}
	return rankInterval{}
}

// A changedCell is a cell as it is coded, with the level assumed for it.
type changedCell struct {
	Before shown
	Level  schema.CellLevel
}

// whatIf changes levels and weights of a country and shows it beside itself. The levels come as one parameter each
// (L1=met), so that a plain form can send them.
func (s *Site) whatIf(q *question) (*page, error) {
	known := []string{"country", "assume", "as-of", "mapping"}
	for _, a := range schema.Aspects.Words() {
		known = append(known, "weight-"+string(a))
	}
	for _, c := range q.snapshot.Criteria("") {
		known = append(known, c.ID)
	}
	q.read(known...)
	v := q.at()
	body := whatIfBody{AsOf: q.text("as-of"), MappingIn: q.text("mapping")}
	if text := q.text("country"); text != "" {
		c, err := q.snapshot.FindCountry(text)
		q.check(err)
		body.Country = c
	}
	question := dataset.WhatIfQuestion{Country: body.Country}
	question.Weights = q.weights(&body)
	for _, text := range q.list("assume") {
		p, err := q.snapshot.FindProvision(text)
		q.check(err)
		if p != nil {
			question.Assume = append(question.Assume, p)
		}
	}
	question.Changes = q.changes(body.Country)
	if err := q.err(); err != nil {
		return nil, err
	}
	for _, c := range v.Countries() {
		body.All = append(body.All, choice{string(c.Code), c.Name, c == body.Country})
	}
	p := &page{
		template: "whatif", Title: "What if", NoIndex: q.request.URL.RawQuery != "",
		Description: "Change levels and weights of a country, or assume a proposed provision bound, and see what would follow.",
		Script:      whatIfScript, Body: &body,
	}
	if body.Country == nil {
		return p, nil
	}
	p.Title = "What if, " + body.Country.Name
	body.form(v, question)
	answer, err := v.WhatIf(question)
	if err != nil {
		return nil, err
	}
	body.fill(q, v, answer)
	if !body.Asked {
		return p, nil
	}
	before, after, err := answer.Ranks(rankSamples, dataset.DefaultSeed)
	if err != nil {
		return nil, err
	}
	body.Ranks = rankPair{rankSamples, intervalOf(before, body.Country), intervalOf(after, body.Country)}
	return p, nil
}

// changes reads the levels assumed: one parameter a criterion, empty where nothing is assumed.
func (q *question) changes(country *schema.Country) []dataset.LevelChange {
	if country == nil {
		return nil
	}
	var changes []dataset.LevelChange
	for _, c := range q.snapshot.Criteria("") {
		text := q.text(c.ID)
		if text == "" {
			continue
		}
		level, err := schema.Levels.Parse(text)
		if err != nil {
			q.fault("%s: %v", c.ID, err)
			continue
		}
		changes = append(changes, dataset.LevelChange{Country: country, Criterion: c, Level: level})
	}
	return changes
}

// weights reads the weights, and notes them for the form; nil where all are the default ones.
func (q *question) weights(body *whatIfBody) dataset.Weights {
	var given []string
	defaults := dataset.DefaultWeights()
	for _, a := range schema.Aspects.Words() {
		text := q.text("weight-" + string(a))
		if text == "" {
			text = strconv.FormatFloat(defaults[a], 'g', -1, 64)
		} else {
			given = append(given, string(a)+"="+text)
		}
		body.Weights = append(body.Weights, weight{a, text})
	}
	if len(given) == 0 {
		return nil
	}
	weights, err := dataset.ParseWeights(strings.Join(given, ","))
	q.check(err)
	return weights
}

// form fills in what can be changed.
func (b *whatIfBody) form(v *dataset.View, question dataset.WhatIfQuestion) {
	assumed := map[string]schema.Level{}
	for _, c := range question.Changes {
		assumed[c.Criterion.ID] = c.Level
	}
	b.Asked = len(assumed) > 0 || len(question.Assume) > 0 || question.Weights != nil
	for _, a := range schema.Aspects.Words() {
		group := whatIfGroup{Aspect: a}
		for _, cell := range show("", v.Cells(b.Country, a)...) {
			row := whatIfRow{shown: cell, Levels: []choice{{"", "as coded", assumed[cell.Criterion.ID] == ""}}}
			for _, l := range schema.Levels.Words() {
				row.Levels = append(row.Levels, choice{string(l), levelWord(schema.CellLevel(l)), assumed[cell.Criterion.ID] == l})
			}
			group.Rows = append(group.Rows, row)
		}
		b.Groups = append(b.Groups, group)
	}
	for _, p := range pointers(v.Records().Rules.Provisions) {
		status := v.BindingOf(b.Country, p).Status
		if status == schema.Proposed || status == schema.NotYet {
			b.Provision = append(b.Provision, choice{p.ID, p.ID + " " + p.Title, contains(question.Assume, p)})
		}
	}
}

// fill fills in the answer.
func (b *whatIfBody) fill(q *question, v *dataset.View, answer dataset.WhatIf) {
	b.Answer = answer
	b.Before, b.After = standingOf(v, b.Country, q.asked()), standingOf(answer.After.View, b.Country, q.asked())
	b.Before.Score, b.After.Score = answer.Before.Score, answer.After.Score
	for i, a := range answer.Before.Aspects {
		b.Aspects = append(b.Aspects, aspectPair{a.Aspect, a.Score, answer.After.Aspects[i].Score})
	}
	for _, c := range answer.Changed {
		b.Changed = append(b.Changed, changedCell{show(q.asked(), c.Before)[0], c.After.Level()})
	}
	for _, g := range answer.Closed {
		b.Closed = append(b.Closed, show(q.asked(), g.Cell)...)
	}
	for _, g := range answer.Opened {
		b.Opened = append(b.Opened, show(q.asked(), v.Cell(g.Cell.Country, g.Cell.Criterion))...)
	}
	for _, a := range answer.Assumed {
		if a.WouldMove() {
			b.Movers = append(b.Movers, alignedCountry{a, show(q.asked(), a.Short...)})
		}
	}
}
