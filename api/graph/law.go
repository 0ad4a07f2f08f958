package graph

import (
	"slices"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	ruleType      = gql.NewObject[*schema.Rule]("Rule", "A European or UN text.")
	provisionType = gql.NewObject[*schema.Provision]("Provision", "One article of a rule, in a paraphrase.")
	linkType      = gql.NewObject[dataset.Link]("Link", "A tie between a provision and a criterion.")
	tieType       = gql.NewObject[dataset.Tie]("Tie", "A tie between a provision and a criterion, with whether the provision binds the country asked about.")
	rulingType    = gql.NewObject[*schema.Ruling]("Ruling", "A judgment or opinion on provisions.")
	alignmentType = gql.NewObject[alignment]("Alignment", "How a country stands to a provision, in two answers that are never mixed: whether it binds, and whether what it requires is met. No binding rule asks for the firewall itself: aligned is not safe.")
)

// alignment is an alignment with the view that it is of.
type alignment struct {
	view *dataset.View
	dataset.Alignment
}

func init() {
	ruleType.Implements(nodeType).Fields(
		gql.Field("id", "Its id: VRD.", gql.ID, func(r *schema.Rule) string { return r.ID }),
		gql.Field("short", "Its short name.", gql.String, func(r *schema.Rule) string { return r.Short }),
		gql.Field("title", "Its title.", gql.String, func(r *schema.Rule) string { return r.Title }),
		gql.Field("number", "Its official number.", optionalText, func(r *schema.Rule) string { return r.Number }),
		gql.Field("celex", "The number by which EUR-Lex knows it.", optionalText, func(r *schema.Rule) string { return r.CELEX }),
		gql.Field("kind", "Its form.", ruleKindType, func(r *schema.Rule) schema.RuleKind { return r.Kind }),
		gql.Field("tier", "Where it stands on the ladder of norms.", tierType, func(r *schema.Rule) schema.Tier { return r.Tier }),
		gql.Field("status", "Where it stands on the day of compilation.", ruleStatusType, func(r *schema.Rule) schema.RuleStatus { return r.Status }),
		gql.Field("adopted", "When it was adopted.", optionalDate, func(r *schema.Rule) schema.Date { return r.Adopted }),
		gql.Field("appliesFrom", "From when it applies.", optionalDate, func(r *schema.Rule) schema.Date { return r.AppliesFrom }),
		gql.Field("until", "The last day of its force.", optionalDate, func(r *schema.Rule) schema.Date { return r.Until }),
		gql.Field("note", "What to know of it.", optionalText, func(r *schema.Rule) string { return r.Note }),
		gql.Field("url", "Where it can be read.", optionalText, func(r *schema.Rule) string { return r.URL }),
		gql.Field("evidence", "Whether it was read for what is said of it.", evidenceType, func(r *schema.Rule) schema.Evidence { return r.Evidence }),
		gql.Resolve("amends", "The rule that it amends.", gql.Null(ruleType), func(c *gql.Call, r *schema.Rule) (*schema.Rule, error) { return snapshot(c).Rule(r.Amends), nil }),
		gql.Resolve("replaces", "The rule that it replaces.", gql.Null(ruleType), func(c *gql.Call, r *schema.Rule) (*schema.Rule, error) { return snapshot(c).Rule(r.Replaces), nil }),
		gql.Resolve("provisions", "Its provisions.", gql.List(provisionType), func(c *gql.Call, r *schema.Rule) ([]*schema.Provision, error) {
			return snapshot(c).ProvisionsOf(r.ID), nil
		}).Size(4),
		gql.Resolve("bindings", "What is recorded of its binding countries; soft law has none.", gql.List(recordedBindingType), func(c *gql.Call, r *schema.Rule) ([]*schema.Binding, error) {
			return slices.DeleteFunc(pointers(snapshot(c).Records().Rules.Bindings), func(b *schema.Binding) bool { return b.Rule != r.ID }), nil
		}).Cost(5).Size(13),
		gql.Resolve("sources", "What is said of it rests on these.", gql.List(sourceType), func(c *gql.Call, r *schema.Rule) ([]*schema.Source, error) {
			return found(r.Sources, snapshot(c).Source), nil
		}).Size(2),
	)
	provisionType.Implements(nodeType).Fields(
		gql.Field("id", "Its id: VRD-8.", gql.ID, func(p *schema.Provision) string { return p.ID }),
		gql.Resolve("rule", "The rule that it is of.", ruleType, func(c *gql.Call, p *schema.Provision) (*schema.Rule, error) { return snapshot(c).Rule(p.Rule), nil }),
		gql.Field("article", "Its article.", gql.String, func(p *schema.Provision) string { return p.Article }),
		gql.Field("paragraph", "Its paragraph; null where the whole article is meant.", optionalText, func(p *schema.Provision) string { return p.Paragraph }),
		gql.Field("title", "What it is about.", gql.String, func(p *schema.Provision) string { return p.Title }),
		gql.Field("requires", "What it asks for, in a paraphrase.", gql.String, func(p *schema.Provision) string { return p.Requires }),
		gql.Field("tier", "Where it stands on the ladder of norms.", tierType, func(p *schema.Provision) schema.Tier { return p.Tier }),
		gql.Field("evidence", "Whether it was read for this.", evidenceType, func(p *schema.Provision) schema.Evidence { return p.Evidence }),
		gql.Field("evidenceNote", "What to know of the evidence.", optionalText, func(p *schema.Provision) string { return p.EvidenceNote }),
		gql.Resolve("links", "The criteria tied to it.", gql.List(linkType), func(c *gql.Call, p *schema.Provision) ([]dataset.Link, error) {
			return linksOf(snapshot(c), p), nil
		}).Size(2),
		gql.Resolve("rulings", "The rulings on it.", gql.List(rulingType), func(c *gql.Call, p *schema.Provision) ([]*schema.Ruling, error) {
			return snapshot(c).RulingsOn(p.ID), nil
		}).Size(1),
		gql.Resolve("sources", "What is said of it rests on these.", gql.List(sourceType), func(c *gql.Call, p *schema.Provision) ([]*schema.Source, error) {
			return found(p.Sources, snapshot(c).Source), nil
		}).Size(2),
	)
	linkType.Implements(nodeType).Fields(
		gql.Field("id", "Provision and criterion: VRD-8:P12.", gql.ID, func(l dataset.Link) string { return schema.LinkID(l.Provision.ID, l.Criterion) }),
	)
	linkType.Fields(linkFields(func(l dataset.Link) dataset.Link { return l })...)
	tieType.Fields(linkFields(func(t dataset.Tie) dataset.Link { return t.Link })...)
	tieType.Fields(
		gql.Field("binding", "Whether the provision binds the country at the date asked about.", bindingType, func(t dataset.Tie) schema.BindingStatus { return t.Binding.Status }),
		gql.Field("since", "The first day of being bound, past or to come; null where none is known.", optionalDate, func(t dataset.Tie) schema.Date { return t.Binding.Since }),
		gql.Field("exceptions", "What limits the binding, in words.", gql.List[string](gql.String), func(t dataset.Tie) []string { return t.Binding.Exceptions() }).Size(1),
	)
	rulingType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(r *schema.Ruling) string { return r.ID }),
		gql.Field("number", "The number of the case.", gql.String, func(r *schema.Ruling) string { return r.Number }),
		gql.Field("court", "The court.", courtType, func(r *schema.Ruling) schema.Court { return r.Court }),
		gql.Field("name", "The name of the case.", gql.String, func(r *schema.Ruling) string { return r.Name }),
		gql.Field("date", "The day of the ruling.", dateType, func(r *schema.Ruling) schema.Date { return r.Date }),
		gql.Field("holds", "What it holds, in a paraphrase.", gql.String, func(r *schema.Ruling) string { return r.Holds }),
		gql.Field("countries", "Where the case came from.", gql.List[schema.CountryCode](countryCodeType), func(r *schema.Ruling) []schema.CountryCode { return r.Countries }).Size(1),
		gql.Field("evidence", "Whether it was read for this.", evidenceType, func(r *schema.Ruling) schema.Evidence { return r.Evidence }),
		gql.Resolve("provisions", "The provisions that it is on.", gql.List(provisionType), func(c *gql.Call, r *schema.Ruling) ([]*schema.Provision, error) {
			return found(r.Provisions, snapshot(c).Provision), nil
		}).Size(2),
		gql.Resolve("sources", "What is said of it rests on these.", gql.List(sourceType), func(c *gql.Call, r *schema.Ruling) ([]*schema.Source, error) {
			return found(r.Sources, snapshot(c).Source), nil
		}).Size(1),
	)
	alignmentType.Fields(
		gql.Field("country", "The country.", countryType, func(a alignment) *schema.Country { return a.Country }),
		gql.Field("provision", "The provision.", provisionType, func(a alignment) *schema.Provision { return a.Provision }),
		gql.Field("rule", "The rule that the provision is of.", ruleType, func(a alignment) *schema.Rule { return a.Rule }),
		gql.Field("binding", "Whether the provision binds the country at the date asked about.", bindingType, func(a alignment) schema.BindingStatus { return a.Binding.Status }),
		gql.Field("assumed", "Whether it is bound only by the assumption of the question.", gql.Boolean, func(a alignment) bool { return a.Binding.Assumed }),
		gql.Field("since", "The first day of being bound, past or to come; null where none is known.", optionalDate, func(a alignment) schema.Date { return a.Binding.Since }),
		gql.Field("until", "The last day of being bound, where that is over or known to end.", optionalDate, func(a alignment) schema.Date { return a.Binding.Until }),
		gql.Field("exceptions", "What limits the binding, in words: an article that does not bind, or a reservation.", gql.List[string](gql.String), func(a alignment) []string { return a.Binding.Exceptions() }).Size(1),
		gql.Field("meets", "Whether what the provision requires is met by the cells that measure it.", meetsType, func(a alignment) schema.Meets { return a.Meets }),
		gql.Field("cells", "The cells that the provision requires.", gql.List(cellType), func(a alignment) []cell { return cellsOf(a.view, a.Cells) }).Size(2),
		gql.Field("short", "Those at partly or not met.", gql.List(cellType), func(a alignment) []cell { return cellsOf(a.view, a.Short) }).Size(1),
		gql.Field("unknown", "Those of which nothing is known.", gql.List(cellType), func(a alignment) []cell { return cellsOf(a.view, a.Unknown) }).Size(1),
		gql.Field("rulings", "The rulings on the provision.", gql.List(rulingType), func(a alignment) []*schema.Ruling { return a.Rulings }).Size(1),
	)
}

// linksOf are the ties of a provision, in the order of the rules file.
func linksOf(s *dataset.Snapshot, p *schema.Provision) []dataset.Link {
	links := make([]dataset.Link, len(p.Links))
	for i := range p.Links {
		links[i] = dataset.Link{Link: &p.Links[i], Provision: p, Rule: s.Rule(p.Rule)}
	}
	return links
}

// linkFields are the fields of everything that holds a link.
func linkFields[T any](link func(T) dataset.Link) []*gql.FieldOf[T] {
	return []*gql.FieldOf[T]{
		gql.Field("provision", "The provision.", provisionType, func(t T) *schema.Provision { return link(t).Provision }),
		gql.Field("rule", "The rule that the provision is of.", ruleType, func(t T) *schema.Rule { return link(t).Rule }),
		gql.Resolve("criterion", "The criterion.", criterionType, func(c *gql.Call, t T) (*schema.Criterion, error) {
			return snapshot(c).Criterion(link(t).Criterion), nil
		}),
		gql.Field("relation", "What the one has to do with the other.", relationType, func(t T) schema.Relation { return link(t).Relation }),
		gql.Field("why", "Why they are tied, where that needs saying.", optionalText, func(t T) string { return link(t).Why }),
	}
}
