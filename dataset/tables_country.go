package dataset

import "github.com/firewallmap/firewallmap/schema"

func sourcesTable(r *schema.Records) *Table {
	type row = inCountry[schema.Source]
	all := ofCountries(r, func(c *schema.Country) []schema.Source { return c.Sources })
	for i := range r.Rules.Sources {
		all = append(all, row{nil, &r.Rules.Sources[i]})
	}
	return tableOf("sources", "the documents on which the dataset rests; those of rules belong to no country", all,
		text("id", "the id of the source", func(x *row) string { return x.record.ID }).required(),
		countryColumn[schema.Source](),
		text("title", "its title", func(x *row) string { return x.record.Title }).required(),
		list("authors", "who wrote it", func(x *row) []string { return x.record.Authors }),
		text("publisher", "who published it", func(x *row) string { return x.record.Publisher }),
		integer("year", "the year of publication", func(x *row) int { return x.record.Year }),
		word("kind", "what kind of document it is", schema.SourceKinds, func(x *row) schema.SourceKind { return x.record.Kind }),
		text("language", "its language, by its code of ISO 639-1", func(x *row) schema.Language { return x.record.Language }),
		text("url", "its address", func(x *row) string { return x.record.URL }),
		boolean("seen", "it was read, at least in its opening", func(x *row) bool { return x.record.Seen }),
		date("accessed", "when it was read", func(x *row) schema.Date { return x.record.Accessed }),
		text("says", "what it says, where no citation does", func(x *row) string { return x.record.Says }),
		text("note", "a note", func(x *row) string { return x.record.Note }),
	)
}

func instrumentsTable(r *schema.Records) *Table {
	type row = inCountry[schema.Instrument]
	return tableOf("instruments", "national laws, regulations, instructions, guidelines and bills",
		ofCountries(r, func(c *schema.Country) []schema.Instrument { return c.Instruments }),
		text("id", "the id of the instrument", func(x *row) string { return x.record.ID }).required(),
		countryColumn[schema.Instrument]().required(),
		text("title", "its title in English", func(x *row) string { return x.record.Title }).required(),
		text("title_original", "its title in the language of the country", func(x *row) string { return x.record.TitleOriginal }),
		text("title_language", "the language of that title, mul for several", func(x *row) schema.TitleLanguage { return x.record.TitleLanguage }),
		word("kind", "its form", schema.InstrumentKinds, func(x *row) schema.InstrumentKind { return x.record.Kind }).required(),
		date("date", "its date", func(x *row) schema.Date { return x.record.Date }),
		text("url", "its address", func(x *row) string { return x.record.URL }),
		text("repealed_by", "what repealed it: the id of an instrument, or the number of one that is not in the dataset",
			func(x *row) string { return x.record.RepealedBy }),
	)
}

func assessmentsTable(s *Snapshot) *Table {
	type row = Assessment
	rows := make([]row, len(s.assessments))
	for i, a := range s.assessments {
		rows[i] = *a
	}
	return tableOf("assessments", "the coding of each criterion for each country, by mapping and span of time", rows,
		text("id", "the id of the assessment", func(x *row) string { return x.ID }).required(),
		text("country", "the country", func(x *row) schema.CountryCode { return x.Country.Code }).required().refers("countries"),
		text("criterion", "the criterion", func(x *row) string { return x.Criterion.ID }).required().refers("criteria"),
		text("mapping", "the mapping that it is part of", func(x *row) string { return x.Mapping.ID }).required().refers("mappings"),
		word("level", "how far the country meets the criterion", schema.Levels, func(x *row) schema.Level { return x.Level }).required(),
		boolean("contrary", "rules, or the mandate of an authority, work against the criterion", func(x *row) bool { return x.Contrary }),
		word("basis", "what the position rests on", schema.Bases, func(x *row) schema.Basis { return x.Basis }).required(),
		text("summary", "the position, in a few sentences", func(x *row) string { return x.Summary }).required(),
		words("covers", "whom the position covers", schema.Groups, func(x *row) []schema.Group { return x.Covers }),
		word("practice", "how practice compares with the rule", schema.Practices, func(x *row) schema.Practice { return x.Practice }),
		text("practice_note", "what practice is", func(x *row) string { return x.PracticeNote }),
		text("caution", "what the level must never be read without", func(x *row) string { return x.Caution }),
		date("valid_from", "from when the position holds", func(x *row) schema.Date { return x.ValidFrom }),
		word("evidence", "whether the source itself was read", schema.Evidences, func(x *row) schema.Evidence { return x.Evidence }).required(),
		word("confidence", "how sure the coder is", schema.Confidences, func(x *row) schema.Confidence { return x.Confidence }).required(),
	)
}

// inAssessment is a citation or a legal reference in its place in an assessment, from 1.
type inAssessment[R any] struct {
	assessment *Assessment
	position   int
	record     *R
}

func inAssessments[R any](s *Snapshot, records func(*Assessment) []R) []inAssessment[R] {
	var all []inAssessment[R]
	for _, a := range s.assessments {
		of := records(a)
		for i := range of {
			all = append(all, inAssessment[R]{a, i + 1, &of[i]})
		}
	}
	return all
}

// assessmentColumns are the columns that citations and legal references begin with.
func assessmentColumns[R any](mark, what string) []columnOf[inAssessment[R]] {
	type row = inAssessment[R]
	return []columnOf[row]{
		text("id", "the id of the "+what, func(x *row) string { return position(x.assessment.ID, mark, x.position) }).required(),
		text("assessment", "the assessment in which it stands", func(x *row) string { return x.assessment.ID }).required().refers("assessments"),
		integer("position", "its place there, from 1", func(x *row) int { return x.position }).required(),
	}
}

func legalReferencesTable(s *Snapshot) *Table {
	type row = inAssessment[schema.LegalReference]
	return tableOf("legal_references", "the instruments and rules on which assessments rest",
		inAssessments(s, func(a *Assessment) []schema.LegalReference { return a.Instruments }),
		append(assessmentColumns[schema.LegalReference]("r", "legal reference"),
			text("instrument", "the instrument", func(x *row) string { return x.record.Instrument }).refers("instruments"),
			text("rule", "the rule, where it is none of the country's own", func(x *row) string { return x.record.Rule }).refers("rules"),
			text("article", "the article", func(x *row) string { return x.record.Article }),
		)...)
}

func citationsTable(s *Snapshot) *Table {
	type row = inAssessment[schema.Citation]
	return tableOf("citations", "the sources that assessments cite, and what each supports",
		inAssessments(s, func(a *Assessment) []schema.Citation { return a.Citations }),
		append(assessmentColumns[schema.Citation]("c", "citation"),
			text("source", "the source", func(x *row) string { return x.record.Source }).required().refers("sources"),
			text("locator", "the place in the source", func(x *row) string { return x.record.Locator }),
			text("says", "what it supports", func(x *row) string { return x.record.Says }).required(),
		)...)
}

func eventsTable(r *schema.Records) *Table {
	type row = inCountry[schema.Event]
	return tableOf("events", "what happened, and on which criteria it bears", ofCountries(r, func(c *schema.Country) []schema.Event { return c.Timeline }),
		text("id", "the id of the event", func(x *row) string { return x.record.ID }).required(),
		countryColumn[schema.Event]().required(),
		date("date", "when it happened", func(x *row) schema.Date { return x.record.Date }).required(),
		text("event", "what happened", func(x *row) string { return x.record.Event }).required(),
		list("criteria", "the criteria on which it bears", func(x *row) []string { return x.record.Criteria }).refers("criteria"),
		text("source", "the source", func(x *row) string { return x.record.Source }).required().refers("sources"),
	)
}

func servicesTable(r *schema.Records) *Table {
	type row = inCountry[schema.Service]
	notify := columnOf[row]{Column{Name: "may_notify", Type: Objects,
		Means:  "whom it may have to tell, when, and the criterion whose cell says more; no value: not established",
		Fields: []string{"whom", "when", "criterion"}}, func(x *row) any {
		if len(x.record.MayNotify) == 0 {
			return nil
		}
		list := make([]any, len(x.record.MayNotify))
		for i, n := range x.record.MayNotify {
			list[i] = map[string]any{"whom": string(n.Whom), "when": n.When, "criterion": n.Criterion}
		}
		return list
	}}
	return tableOf("services", "where a victim can turn, and bodies that must not be listed as help",
		ofCountries(r, func(c *schema.Country) []schema.Service { return c.Services }),
		text("id", "the id of the service", func(x *row) string { return x.record.ID }).required(),
		countryColumn[schema.Service]().required(),
		text("name", "its name", func(x *row) string { return x.record.Name }).required(),
		word("kind", "what kind of service it is", schema.ServiceKinds, func(x *row) schema.ServiceKind { return x.record.Kind }).required(),
		text("coverage", "where, and for whom, it is there", func(x *row) string { return x.record.Coverage }).required(),
		text("hours", "when it is open", func(x *row) string { return x.record.Hours }),
		list("phone", "its telephone numbers", func(x *row) []string { return x.record.Phone }),
		list("languages", "the languages that it speaks", func(x *row) []schema.Language { return x.record.Languages }),
		text("url", "its address", func(x *row) string { return x.record.URL }),
		word("irrespective_of_status", "whether it is open to people whatever their residence status", schema.Answers,
			func(x *row) schema.Answer { return x.record.IrrespectiveOfStatus }).required(),
		notify,
		boolean("helps_victims", "it may be listed as help", func(x *row) bool { return x.record.ListedAsHelp() }),
		date("last_checked", "when it was last checked", func(x *row) schema.Date { return x.record.LastChecked }).required(),
		text("source", "the source", func(x *row) string { return x.record.Source }).required().refers("sources"),
	)
}

func findingsTable(r *schema.Records) *Table {
	type row = inCountry[schema.Finding]
	return tableOf("findings", "what mapping projects found", ofCountries(r, func(c *schema.Country) []schema.Finding { return c.Findings }),
		text("id", "the id of the finding", func(x *row) string { return x.record.ID }).required(),
		countryColumn[schema.Finding]().required(),
		text("project", "the project that found it", func(x *row) string { return x.record.Project }).required().refers("projects"),
		text("finding", "what was found", func(x *row) string { return x.record.Finding }).required(),
		list("criteria", "the criteria on which it bears", func(x *row) []string { return x.record.Criteria }).refers("criteria"),
		text("source", "the source", func(x *row) string { return x.record.Source }).required().refers("sources"),
	)
}
