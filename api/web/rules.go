package web

import (
	"net/url"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type rulesBody struct {
	Book  *schema.RuleBook
	Tiers []tierPart
}

// A tierPart is the rules on one rung of the ladder of norms.
type tierPart struct {
	Tier  schema.Tier
	Means string
	Rules []rulePart
}

// A rulePart is a rule with its provisions, whom it binds, and its sources.
type rulePart struct {
	*schema.Rule
	Provisions []*schema.Provision
	Bindings   []*schema.Binding
	Rulings    []*schema.Ruling
	Sources    []*schema.Source
}

// rules lists the rules down the ladder of norms.
func (s *Site) rules(q *question) (*page, error) {
	q.read()
	if err := q.err(); err != nil {
		return nil, err
	}
	snapshot := q.snapshot
	body := rulesBody{Book: &snapshot.Records().Rules}
	for _, tier := range schema.Tiers.Words() {
		part := tierPart{Tier: tier, Means: schema.Tiers.Means(tier)}
		for _, rule := range pointers(body.Book.Rules) {
			if rule.Tier != tier {
				continue
			}
			r := rulePart{Rule: rule, Provisions: snapshot.ProvisionsOf(rule.ID), Sources: sourcesOf(snapshot, rule.Sources)}
			for _, c := range snapshot.Countries() {
				if b := snapshot.Binding(c.Code, rule.ID); b != nil {
					r.Bindings = append(r.Bindings, b)
				}
			}
			for _, p := range r.Provisions {
				for _, ruling := range snapshot.RulingsOn(p.ID) {
					if !contains(r.Rulings, ruling) {
						r.Rulings = append(r.Rulings, ruling)
					}
				}
			}
			part.Rules = append(part.Rules, r)
		}
		body.Tiers = append(body.Tiers, part)
	}
	return &page{
		template: "rules", Title: "European and UN rules",
		Description: "The EU, Council of Europe and UN rules that policies are held against: provisions, whom each binds, rulings.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}

// sourcesOf are sources by their ids.
func sourcesOf(s *dataset.Snapshot, ids []string) []*schema.Source {
	var list []*schema.Source
	for _, id := range ids {
		if source := s.Source(id); source != nil {
			list = append(list, source)
		}
	}
	return list
}

// bindingWord says in words whether a rule binds a country, as it is recorded.
func bindingWord(b *schema.Binding) string {
	text := strings.ReplaceAll(string(b.Status), "_", " ")
	switch {
	case !b.From.IsZero() && !b.Until.IsZero():
		text += ", was bound from " + day(b.From) + " until " + day(b.Until)
	case !b.From.IsZero():
		text += " from " + day(b.From)
	}
	return text
}

type provisionBody struct {
	*schema.Provision
	Rule            *schema.Rule
	Links           []linkPart
	Alignments      []alignedCountry
	Rulings         []rulingPart
	Sources         []*schema.Source
	Recommendations []*schema.Recommendation
	Parallel        []*schema.Recommendation
	Asked           string
}

// A linkPart is a criterion tied to the provision, with the countries' cells.
type linkPart struct {
	*schema.Link
	Title string
	Cells []shown
}

// A rulingPart is a ruling with its sources.
type rulingPart struct {
	*schema.Ruling
	Read []*schema.Source
}

// An alignedCountry is a country's two answers to a provision, with its cells.
type alignedCountry struct {
	dataset.Alignment
	Shown []shown
}

// provision is one article across the countries.
func (s *Site) provision(q *question) (*page, error) {
	q.read("as-of", "mapping", "assume-bound")
	v := q.at()
	assume := q.flag("assume-bound")
	text := q.segment("id")
	p, err := q.snapshot.FindProvision(text)
	if err != nil {
		return nil, q.notFound(err, link{Href: "/rules", Text: "All rules"})
	}
	if p.ID != text {
		return nil, q.moved("/provisions/" + url.PathEscape(p.ID))
	}
	if err := q.err(); err != nil {
		return nil, err
	}
	rule := v.Rule(p.Rule)
	body := provisionBody{Provision: p, Rule: rule, Sources: sourcesOf(v.Snapshot, p.Sources), Asked: q.asked()}
	for _, l := range pointers(p.Links) {
		c := v.Criterion(l.Criterion)
		body.Links = append(body.Links, linkPart{l, c.Title, show(q.asked(), v.CellsOf(c)...)})
	}
	alignments, err := v.Alignment(dataset.AlignmentQuestion{Provision: p, AssumeBound: assume})
	if err != nil {
		return nil, err
	}
	for _, a := range alignments {
		body.Alignments = append(body.Alignments, alignedCountry{a, show(q.asked(), a.Cells...)})
	}
	for _, r := range v.RulingsOn(p.ID) {
		body.Rulings = append(body.Rulings, rulingPart{r, sourcesOf(v.Snapshot, r.Sources)})
	}
	for _, r := range pointers(v.Records().Framework.Recommendations) {
		if contains(r.Provisions, p.ID) {
			body.Recommendations = append(body.Recommendations, r)
		} else if contains(r.ParallelProvisions, p.ID) {
			body.Parallel = append(body.Parallel, r)
		}
	}
	return &page{
		template: "provision", Title: p.ID + " " + p.Title, Description: shorten(p.Requires, 160),
		Data: q.formsOf(q.request.URL.Path, viewParameters, "json", "csv"), Cite: q.formsOf(q.request.URL.Path, viewParameters, citable...), Body: body,
	}, nil
}
