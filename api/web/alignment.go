package web

import (
	"html/template"
	"net/url"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type alignmentBody struct {
	Countries []*schema.Country
	All       []choice
	Rules     []choice
	Tiers     []alignedTier
	Assume    bool
	Measured  bool
	Provision string
	AsOf      string
	MappingIn string
	Asked     string
	Movers    []alignedCountry // who would have to move, where provisions are assumed bound
}

// An alignedTier is one rung of the ladder of norms.
type alignedTier struct {
	Tier  schema.Tier
	Means string
	Rows  []alignedRow
}

// An alignedRow is one provision across the countries.
type alignedRow struct {
	Provision  *schema.Provision
	Rule       *schema.Rule
	Alignments []dataset.Alignment
}

// alignment is provisions × countries, with binding and meets as two answers.
func (s *Site) alignment(q *question) (*page, error) {
	q.read("countries", "rule", "provision", "assume-bound", "measured", "as-of", "mapping")
	v := q.at()
	question := dataset.AlignmentQuestion{Countries: q.countries("countries"), AssumeBound: q.flag("assume-bound")}
	var err error
	if text := q.text("rule"); text != "" {
		question.Rule, err = q.snapshot.FindRule(text)
		q.check(err)
	}
	if text := q.text("provision"); text != "" {
		question.Provision, err = q.snapshot.FindProvision(text)
		q.check(err)
	}
	measured := q.flag("measured")
	if err := q.err(); err != nil {
		return nil, err
	}
	alignments, err := v.Alignment(question)
	if err != nil {
		return nil, err
	}
	body := alignmentBody{
		Countries: question.Countries, Assume: question.AssumeBound, Measured: measured, Provision: q.text("provision"),
		AsOf: q.text("as-of"), MappingIn: q.text("mapping"), Asked: q.asked(), Rules: []choice{{"", "All rules", question.Rule == nil}},
	}
	for _, c := range v.Countries() {
		body.All = append(body.All, choice{string(c.Code), c.Name, len(body.Countries) < len(v.Countries()) && contains(body.Countries, c)})
	}
	for _, r := range pointers(v.Records().Rules.Rules) {
		body.Rules = append(body.Rules, choice{r.ID, r.Short, r == question.Rule})
	}
	for n := len(body.Countries); len(alignments) > 0; alignments = alignments[n:] {
		row := alignedRow{alignments[0].Provision, alignments[0].Rule, alignments[:n]}
		if measured && alignments[0].Meets == schema.MeetsNotMeasured && len(alignments[0].Cells) == 0 {
			continue
		}
		if len(body.Tiers) == 0 || body.Tiers[len(body.Tiers)-1].Tier != row.Provision.Tier {
			body.Tiers = append(body.Tiers, alignedTier{Tier: row.Provision.Tier, Means: schema.Tiers.Means(row.Provision.Tier)})
		}
		tier := &body.Tiers[len(body.Tiers)-1]
		tier.Rows = append(tier.Rows, row)
		for _, a := range row.Alignments {
			if a.WouldMove() {
				body.Movers = append(body.Movers, alignedCountry{a, show(q.asked(), a.Short...)})
			}
		}
	}
	return &page{
		template: "alignment", Title: "Alignment with European and UN rules", Wide: true,
		Description: "Provisions and countries on the ladder of norms: whether a provision binds, and whether what it requires is met, as two answers.",
		Data:        q.forms("json", "csv"), Script: matrixScript, Body: body,
	}, nil
}

// meetsSigns are the signs of the answers to meets; they are drawn like those of levels, without their colours.
var meetsSigns = map[schema.Meets]string{
	schema.MeetsYes: "met", schema.MeetsPartly: "partly", schema.MeetsNo: "not_met", schema.MeetsNotEstablished: "no_information",
	schema.MeetsNotMeasured: "not_coded",
}

// meetsSign is the sign of an answer. Yes has the full circle only where every cell is met, as largely is not met.
func meetsSign(a dataset.Alignment) string {
	if a.Meets == schema.MeetsYes {
		for _, c := range a.Cells {
			if c.Level() == schema.CellLevel(schema.Largely) {
				return string(schema.Largely)
			}
		}
	}
	return meetsSigns[a.Meets]
}

// bindingSigns are the signs of whether a provision binds.
var bindingSigns = map[schema.BindingStatus]string{
	schema.Bound: "§", schema.NotBound: "–", schema.NotYet: "(§)", schema.Proposed: "…", schema.UnknownBinding: "?", schema.NotBinding: "≈",
}

// bindingMark is a binding in words, with its dates.
func bindingMark(b dataset.Binding) string {
	text := strings.ReplaceAll(string(b.Status), "_", " ")
	if b.Assumed {
		text = "assumed bound"
	}
	switch {
	case b.Status == schema.NotBound && !b.Until.IsZero():
		text += ", was bound until " + day(b.Until)
	case !b.Since.IsZero() && b.Status == schema.NotYet:
		text += ", from " + day(b.Since)
	case !b.Since.IsZero() && !b.Assumed:
		text += " since " + day(b.Since)
	case !b.Since.IsZero():
		text += ", truly from " + day(b.Since)
	}
	return text
}

// alignMarks are the cells of a row: two signs each, with both answers in words for whoever rests on them or listens.
func alignMarks(row alignedRow) template.HTML {
	var m markup
	m.Grow(500 * len(row.Alignments))
	for _, a := range row.Alignments {
		m.align(a)
	}
	return template.HTML(m.String())
}

func (m *markup) align(a dataset.Alignment) {
	sign := meetsSign(a)
	class := "unbound"
	if a.Binding.Status == schema.Bound && a.Meets != schema.MeetsNotMeasured {
		class = "al-" + sign
	}
	m.add(`<td><a class="cell pair `, class, `" href="/provisions/`)
	m.say(url.PathEscape(a.Provision.ID))
	m.add(`#`, string(a.Country.Code), `" aria-labelledby="`)
	note := "n-" + a.Provision.ID + "-" + string(a.Country.Code)
	m.say(note)
	m.add(`"><b class="binds" aria-hidden="true">`, bindingSigns[a.Binding.Status])
	if a.Binding.Assumed {
		m.add(`!`)
	}
	if len(a.Binding.Exceptions()) > 0 {
		m.add(`*`)
	}
	m.add(`</b><i class="sign s-`, sign, `"></i><span class="note" id="`)
	m.say(note)
	m.add(`">`)
	m.say(a.Country.Name + ", " + a.Provision.ID)
	m.add(`: <strong>`, bindingMark(a.Binding), `</strong>`)
	for _, e := range a.Binding.Exceptions() {
		m.add(`; `)
		m.say(e)
	}
	m.add(`. What it requires is <strong>`, meetsWord(a.Meets), `</strong>`)
	for i, c := range a.Cells {
		if i == 0 {
			m.add(`: `)
		} else {
			m.add(`, `)
		}
		s := shown{Cell: c}
		m.say(c.Criterion.ID)
		m.add(` `)
		m.word(s)
		m.note(s)
	}
	m.add(`</span></a></td>`)
}

// meetsWord is an answer to meets as people write it.
func meetsWord(m schema.Meets) string {
	return map[schema.Meets]string{
		schema.MeetsYes: "met or largely met, which is not the same as safe", schema.MeetsPartly: "partly met", schema.MeetsNo: "not met",
		schema.MeetsNotEstablished: "not established", schema.MeetsNotMeasured: "not measured",
	}[m]
}
