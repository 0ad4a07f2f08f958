package datasettest

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/schema"
)

// forms are a kind and a status for each tier.
var forms = map[schema.Tier]struct {
	kind   schema.RuleKind
	status schema.RuleStatus
}{
	schema.BindingEU: {"directive", "in_force"},
	schema.Treaty:    {"treaty", "in_force"},
	schema.SoftLaw:   {"recommendation", "in_force"},
	schema.Proposal:  {"regulation", "proposed"},
}

// rulebook draws one rule of each tier, each with up to three provisions, and what binds whom.
func (d drawer) rulebook(codes []schema.CountryCode, criteria []schema.Criterion) schema.RuleBook {
	b := schema.RuleBook{
		Title: "Drawn rules", Version: "1", CompiledOn: CodedOn, About: "Drawn.", Rulings: []schema.Ruling{},
		Sources: []schema.Source{{ID: "src-rule", Title: "A text"}},
	}
	for i, tier := range schema.Tiers.Words() {
		rule := schema.Rule{
			ID: fmt.Sprintf("RULE%d", i+1), Short: fmt.Sprintf("Rule %d", i+1), Title: fmt.Sprintf("Rule %d on things", i+1),
			Number: fmt.Sprintf("2024/%d", i+1), Kind: forms[tier].kind, Tier: tier, Status: forms[tier].status, Note: "Drawn.",
			Evidence: schema.Seen, Sources: []string{"src-rule"},
		}
		b.Rules = append(b.Rules, rule)
		for j := range d.upTo(0, 3, "provisions") {
			b.Provisions = append(b.Provisions, d.provision(rule, j+1, criteria))
		}
		if tier == schema.SoftLaw {
			continue
		}
		for _, code := range some(d, codes, 5, 6, "binding") {
			b.Bindings = append(b.Bindings, d.binding(code, rule))
		}
	}
	for i := range b.Provisions {
		if d.odds(1, 4, "a ruling") {
			b.Rulings = append(b.Rulings, schema.Ruling{
				ID: fmt.Sprintf("case-%d", i+1), Number: fmt.Sprintf("C-%d/20", i+1), Court: "CJEU", Name: "Somebody", Date: schema.MustDate("2020-05-06"),
				Holds: "That it is so.", Provisions: []string{b.Provisions[i].ID}, Evidence: schema.Seen, Sources: []string{"src-rule"},
			})
		}
	}
	return b
}

func (d drawer) provision(rule schema.Rule, number int, criteria []schema.Criterion) schema.Provision {
	p := schema.Provision{
		ID: fmt.Sprintf("%s-%d", rule.ID, number), Rule: rule.ID, Article: fmt.Sprint(number), Title: fmt.Sprintf("Article %d", number),
		Requires: "That things are so.", Tier: rule.Tier, Evidence: schema.Seen, Sources: []string{"src-rule"}, Links: []schema.Link{},
	}
	for _, c := range some(d, criteria, 1, 3, "link") {
		p.Links = append(p.Links, schema.Link{
			Criterion: c.ID, Relation: rapid.SampledFrom(schema.Relations.Words()).Draw(d.t, "relation"), Why: "Drawn.",
		})
	}
	return p
}

// binding draws what a rule is to a country, with dates that go with it.
func (d drawer) binding(code schema.CountryCode, rule schema.Rule) schema.Binding {
	b := schema.Binding{Country: code, Rule: rule.ID, Evidence: rapid.SampledFrom(schema.Evidences.Words()).Draw(d.t, "evidence")}
	if rule.Tier == schema.Proposal {
		b.Status = rapid.SampledFrom([]schema.BindingStatus{schema.Proposed, schema.NotBound}).Draw(d.t, "status")
		return b
	}
	b.Status = rapid.SampledFrom([]schema.BindingStatus{schema.Bound, schema.NotBound, schema.NotYet, schema.UnknownBinding}).Draw(d.t, "status")
	switch b.Status {
	case schema.Bound:
		if d.odds(3, 4, "from") {
			b.From = d.date(2000, 2025)
		}
	case schema.NotBound:
		if d.odds(1, 2, "was bound") {
			b.From, b.Until = d.date(2000, 2010), d.date(2011, 2025)
		}
	case schema.NotYet:
		b.From = d.date(2027, 2030)
	}
	if d.odds(1, 4, "exception") {
		b.Except = []string{"1"}
	}
	if d.odds(1, 4, "reservation") {
		b.Reservation = &schema.Reservation{
			Articles: []string{"2"}, State: rapid.SampledFrom(schema.ReservationStates.Words()).Draw(d.t, "reservation"), Evidence: schema.Seen, Note: "Drawn.",
		}
	}
	return b
}
