package dataset

import "github.com/firewallmap/firewallmap/schema"

func rulesTable(r *schema.Records) *Table {
	type row = schema.Rule
	return tableOf("rules", "EU, Council of Europe and UN texts", r.Rules.Rules,
		text("id", "the id of the rule", func(x *row) string { return x.ID }).required(),
		text("short", "its short name", func(x *row) string { return x.Short }).required(),
		text("title", "its title", func(x *row) string { return x.Title }).required(),
		text("number", "its number", func(x *row) string { return x.Number }).required(),
		text("celex", "its CELEX number, by which EUR-Lex knows it", func(x *row) string { return x.CELEX }),
		word("kind", "its form", schema.RuleKinds, func(x *row) schema.RuleKind { return x.Kind }).required(),
		word("tier", "where it stands on the ladder of norms", schema.Tiers, func(x *row) schema.Tier { return x.Tier }).required(),
		date("adopted", "when it was adopted or opened for signature", func(x *row) schema.Date { return x.Adopted }),
		date("applies_from", "from when it applies", func(x *row) schema.Date { return x.AppliesFrom }),
		date("until", "the last day of its force", func(x *row) schema.Date { return x.Until }),
		word("status", "where it stood on the day of compilation", schema.RuleStatuses, func(x *row) schema.RuleStatus { return x.Status }).required(),
		text("amends", "the rule that it amends", func(x *row) string { return x.Amends }).refers("rules"),
		text("replaces", "the rule that it replaces", func(x *row) string { return x.Replaces }).refers("rules"),
		text("note", "what is known of it", func(x *row) string { return x.Note }).required(),
		text("url", "its address", func(x *row) string { return x.URL }),
		word("evidence", "whether a source was read for it", schema.Evidences, func(x *row) schema.Evidence { return x.Evidence }).required(),
		list("sources", "the sources", func(x *row) []string { return x.Sources }).refers("sources"),
	)
}

func provisionsTable(r *schema.Records) *Table {
	type row = schema.Provision
	return tableOf("provisions", "articles of rules, in paraphrase", r.Rules.Provisions,
		text("id", "the id of the provision", func(x *row) string { return x.ID }).required(),
		text("rule", "the rule in which it stands", func(x *row) string { return x.Rule }).required().refers("rules"),
		text("article", "the article", func(x *row) string { return x.Article }).required(),
		text("paragraph", "the paragraph", func(x *row) string { return x.Paragraph }),
		text("title", "its title", func(x *row) string { return x.Title }).required(),
		text("requires", "what it asks for, in paraphrase", func(x *row) string { return x.Requires }).required(),
		word("tier", "where it stands on the ladder of norms", schema.Tiers, func(x *row) schema.Tier { return x.Tier }).required(),
		word("evidence", "whether a source was read for it", schema.Evidences, func(x *row) schema.Evidence { return x.Evidence }).required(),
		text("evidence_note", "what was seen and what was not", func(x *row) string { return x.EvidenceNote }),
		list("sources", "the sources", func(x *row) []string { return x.Sources }).refers("sources"),
	)
}

func linksTable(r *schema.Records) *Table {
	type row struct {
		provision string
		link      *schema.Link
	}
	var rows []row
	for i := range r.Rules.Provisions {
		p := &r.Rules.Provisions[i]
		for j := range p.Links {
			rows = append(rows, row{p.ID, &p.Links[j]})
		}
	}
	return tableOf("links", "the ties between provisions and criteria", rows,
		text("id", "provision:criterion", func(x *row) string { return schema.LinkID(x.provision, x.link.Criterion) }).required(),
		text("provision", "the provision", func(x *row) string { return x.provision }).required().refers("provisions"),
		text("criterion", "the criterion", func(x *row) string { return x.link.Criterion }).required().refers("criteria"),
		word("relation", "what the provision has to do with the criterion", schema.Relations, func(x *row) schema.Relation { return x.link.Relation }).required(),
		text("why", "why", func(x *row) string { return x.link.Why }),
	)
}

func bindingsTable(r *schema.Records) *Table {
	type row = schema.Binding
	reservation := func(get func(*schema.Reservation) string) func(*row) string {
		return func(x *row) string {
			if x.Reservation == nil {
				return ""
			}
			return get(x.Reservation)
		}
	}
	return tableOf("bindings", "which rule binds which country, from when, with which exception or reservation; soft law has none", r.Rules.Bindings,
		text("id", "country:rule", func(x *row) string { return schema.BindingID(x.Country, x.Rule) }).required(),
		text("country", "the country", func(x *row) schema.CountryCode { return x.Country }).required().refers("countries"),
		text("rule", "the rule", func(x *row) string { return x.Rule }).required().refers("rules"),
		word("status", "the state on the day of compilation", schema.BindingStatuses, func(x *row) schema.BindingStatus { return x.Status }).required(),
		date("from", "the first day of being bound", func(x *row) schema.Date { return x.From }),
		date("until", "the last day of being bound", func(x *row) schema.Date { return x.Until }),
		date("signed", "when the country signed", func(x *row) schema.Date { return x.Signed }),
		date("ratified", "when it ratified", func(x *row) schema.Date { return x.Ratified }),
		list("except", "articles that do not bind", func(x *row) []string { return x.Except }),
		list("reservation_articles", "the articles of which a reservation is known or excluded", func(x *row) []string {
			if x.Reservation == nil {
				return nil
			}
			return x.Reservation.Articles
		}),
		word("reservation_state", "what is known of it", schema.ReservationStates, func(x *row) schema.ReservationState {
			return schema.ReservationState(reservation(func(v *schema.Reservation) string { return string(v.State) })(x))
		}),
		word("reservation_evidence", "whether a source was read for it", schema.Evidences, func(x *row) schema.Evidence {
			return schema.Evidence(reservation(func(v *schema.Reservation) string { return string(v.Evidence) })(x))
		}),
		text("reservation_note", "a note on it", reservation(func(v *schema.Reservation) string { return v.Note })),
		word("evidence", "whether a source was read for the binding", schema.Evidences, func(x *row) schema.Evidence { return x.Evidence }).required(),
		text("note", "a note", func(x *row) string { return x.Note }),
		list("sources", "the sources", func(x *row) []string { return x.Sources }).refers("sources"),
	)
}

func rulingsTable(r *schema.Records) *Table {
	type row = schema.Ruling
	return tableOf("rulings", "judgments and opinions on provisions, in paraphrase", r.Rules.Rulings,
		text("id", "the id of the ruling", func(x *row) string { return x.ID }).required(),
		text("number", "the number of the case", func(x *row) string { return x.Number }).required(),
		word("court", "the court", schema.Courts, func(x *row) schema.Court { return x.Court }).required(),
		text("name", "the name of the case", func(x *row) string { return x.Name }).required(),
		date("date", "when it was given", func(x *row) schema.Date { return x.Date }).required(),
		text("holds", "what it holds, in paraphrase", func(x *row) string { return x.Holds }).required(),
		list("provisions", "the provisions that it is on", func(x *row) []string { return x.Provisions }).refers("provisions"),
		list("countries", "where the case came from", func(x *row) []schema.CountryCode { return x.Countries }).refers("countries"),
		word("evidence", "whether a source was read for it", schema.Evidences, func(x *row) schema.Evidence { return x.Evidence }).required(),
		text("evidence_note", "what was seen and what was not", func(x *row) string { return x.EvidenceNote }),
		list("sources", "the sources", func(x *row) []string { return x.Sources }).refers("sources"),
	)
}
