package answers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// StandingData is how a country stands, as JSON. Rank is nil where the country is not ranked.
type StandingData struct {
	Firewall FirewallData                `json:"firewall"`
	Score    ScoreData                   `json:"score"`
	Aspects  map[schema.Aspect]ScoreData `json:"aspects"`
	Rank     *RankedData                 `json:"rank"`
	Gaps     []string                    `json:"gaps"`
	Weights  map[schema.Aspect]float64   `json:"weights"`
}

// WhatIfData is today beside an assumption, as JSON.
type WhatIfData struct {
	Country schema.CountryCode `json:"country"`
	Changed []ChangedCellData  `json:"changed"`
	Before  StandingData       `json:"before"`
	After   StandingData       `json:"after"`
	Closed  []string           `json:"closed"`
	Opened  []string           `json:"opened"`
	Aligned []ChangedAlignment `json:"aligned"`
	Assumed []AlignmentData    `json:"assumed"`
}

// ChangedCellData is a cell as it is and as it is assumed.
type ChangedCellData struct {
	Before CellData `json:"before"`
	After  CellData `json:"after"`
}

// ChangedAlignment is how the country stands to a provision, and how it would.
type ChangedAlignment struct {
	Before AlignmentData `json:"before"`
	After  AlignmentData `json:"after"`
}

func standingData(s dataset.Standing, ranking RankingData) StandingData {
	d := StandingData{DataOfFirewall(s.Firewall), DataOfScore(s.Score), map[schema.Aspect]ScoreData{}, nil, gapIDs(s.Gaps.Gaps), s.Weights}
	for _, a := range s.Aspects {
		d.Aspects[a.Aspect] = DataOfScore(a.Score)
	}
	for i := range ranking.Ranked {
		if ranking.Ranked[i].Country == s.Gaps.Country.Code {
			d.Rank = &ranking.Ranked[i]
		}
	}
	return d
}

func gapIDs(gaps []dataset.Gap) []string {
	ids := make([]string, len(gaps))
	for i, g := range gaps {
		ids[i] = g.Cell.ID()
	}
	return ids
}

// WhatIf sets today beside an assumption, with the rankings of both.
func WhatIf(v *dataset.View, w dataset.WhatIf, before, after dataset.Ranking) Answer {
	a := Answer{Title: w.Country.Name + ": what if", Provenance: ProvenanceOf(v)}
	data := WhatIfData{
		Country: w.Country.Code, Changed: []ChangedCellData{}, Before: standingData(w.Before, DataOfRanking(before)), After: standingData(w.After, DataOfRanking(after)),
		Closed: gapIDs(w.Closed), Opened: gapIDs(w.Opened), Aligned: []ChangedAlignment{}, Assumed: []AlignmentData{},
	}
	grid := Grid{Columns: []string{"", "Today", "What if"}}
	line := func(name, today, would string) { grid.Rows = append(grid.Rows, row(name, today, would)) }
	var changed []dataset.Cell
	for _, c := range w.Changed {
		data.Changed = append(data.Changed, ChangedCellData{DataOf(c.Before), DataOf(c.After)})
		line(c.Before.ID()+" "+c.Before.Criterion.Title, levelCell(c.Before).Text, words(c.After.Level())+" (assumed)")
		changed = append(changed, c.Before)
	}
	line("Firewall", firewallCell(w.Before.Firewall).Text, firewallCell(w.After.Firewall).Text)
	line("Total", scoreText(w.Before.Score), scoreText(w.After.Score))
	for i, aspect := range w.Before.Aspects {
		line(words(aspect.Aspect), scoreText(aspect.Score), scoreText(w.After.Aspects[i].Score))
	}
	line("Ranks in 90 % of draws", rankText(data.Before.Rank), rankText(data.After.Rank))
	line("Gaps", fmt.Sprint(len(w.Before.Gaps.Gaps)), fmt.Sprint(len(w.After.Gaps.Gaps)))
	a.Records = whatIfRecords(w, data)
	a.Parts = []Part{{Grid: grid}}
	list := func(heading string, gaps []dataset.Gap) {
		if len(gaps) > 0 {
			a.Parts = append(a.Parts, Part{Heading: heading, Text: []string{strings.Join(gapIDs(gaps), ", ") + "."}})
		}
	}
	list("Gaps that would be closed", w.Closed)
	list("Gaps that would open", w.Opened)
	aligned := Grid{Columns: []string{"Provision", "Today", "What if"}}
	for _, x := range w.Aligned {
		data.Aligned = append(data.Aligned, ChangedAlignment{DataOfAlignment(x.Before), DataOfAlignment(x.After)})
		aligned.Rows = append(aligned.Rows, row(x.Before.Provision.ID+" "+x.Before.Rule.Short,
			words(x.Before.Binding.String())+"; meets: "+words(x.Before.Meets), words(x.After.Binding.String())+"; meets: "+words(x.After.Meets)))
	}
	if len(aligned.Rows) > 0 {
		a.Parts = append(a.Parts, Part{Heading: "Provisions to which it would stand differently", Grid: aligned})
	}
	var moving []string
	for _, x := range w.Assumed {
		data.Assumed = append(data.Assumed, DataOfAlignment(x))
		if x.WouldMove() {
			moving = append(moving, fmt.Sprintf("%s on %s (%s)", x.Country.Code, strings.Join(idsOf(x.Short), ", "), x.Provision.ID))
		}
	}
	if len(w.Assumed) > 0 {
		text := "Nobody, on a cell that is known."
		if len(moving) > 0 {
			text = strings.Join(moving, "; ") + "."
		}
		a.Parts = append(a.Parts, Part{Heading: "Who would have to move", Text: []string{text}})
	}
	a.Notes = []string{
		"Today: weights " + w.Before.Weights.String() + ". What if: weights " + w.After.Weights.String() + ". An assumed level is certain, and says nothing of the law.",
		marksNote,
	}
	a.Notes = append(a.Notes, cautions(changed)...)
	if v.Provisional() {
		a.Notes = append(a.Notes, provisionalNote(v))
	}
	a.Notes = append(a.Notes, noAdvice)
	a.Data = data
	return a
}

// whatIfRecords are the same as tidy records: one row a measure, today or in the what-if, of what is named in "of".
func whatIfRecords(w dataset.WhatIf, data WhatIfData) Grid {
	records := Grid{Columns: []string{
		"country", "state", "measure", "of", "level", "contrary", "caution", "covers", "evidence", "confidence", "valid_from", "assumed",
		"value", "low", "high", "coverage", "withheld", "provisional", "rank_from", "rank_to", "rank_median", "gaps",
	}}
	add := func(state, measure, of string, values map[string]string) {
		cells := row(string(w.Country.Code), state, measure, of)
		for _, column := range records.Columns[len(cells):] {
			cells = append(cells, Cell{Text: values[column]})
		}
		records.Rows = append(records.Rows, cells)
	}
	cell := func(state string, c CellData) {
		add(state, "level", c.ID, map[string]string{
			"level": string(c.Level), "contrary": strconv.FormatBool(c.Contrary), "caution": c.Caution, "covers": join(c.Covers), "evidence": string(c.Evidence),
			"confidence": string(c.Confidence), "valid_from": c.ValidFrom.String(), "assumed": strconv.FormatBool(c.Assumed),
		})
	}
	for _, c := range data.Changed {
		cell("today", c.Before)
		cell("what_if", c.After)
	}
	for _, s := range []struct {
		state    string
		data     StandingData
		firewall dataset.Firewall
	}{{"today", data.Before, w.Before.Firewall}, {"what_if", data.After, w.After.Firewall}} {
		score := func(of string, x ScoreData) {
			add(s.state, "score", of, map[string]string{
				"value": number(x.Value), "low": decimal(x.Low), "high": decimal(x.High), "coverage": decimal(x.Coverage), "withheld": x.Withheld,
				"provisional": strconv.FormatBool(x.Provisional),
			})
		}
		add(s.state, "firewall", "", map[string]string{
			"level": string(s.data.Firewall.Level), "contrary": strconv.FormatBool(s.data.Firewall.Contrary), "caution": firewallCautions(s.firewall),
		})
		score("total", s.data.Score)
		for _, aspect := range schema.Aspects.Words() {
			score(string(aspect), s.data.Aspects[aspect])
		}
		rank := map[string]string{}
		if r := s.data.Rank; r != nil {
			rank = map[string]string{"rank_from": strconv.Itoa(r.From), "rank_to": strconv.Itoa(r.To), "rank_median": strconv.Itoa(r.Median)}
		}
		add(s.state, "rank", "", rank)
		add(s.state, "gaps", "", map[string]string{"gaps": strconv.Itoa(len(s.data.Gaps))})
	}
	return records
}

func rankText(r *RankedData) string {
	if r == nil {
		return "not ranked"
	}
	return span(r.From, r.To)
}
