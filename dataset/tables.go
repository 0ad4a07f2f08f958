package dataset

import (
	"strconv"

	"github.com/firewallmap/firewallmap/schema"
)

// tablesOf makes the tables of the digest, in the order in which the digest lists them. What a column is called here is
// what it is called in every file.
func tablesOf(s *Snapshot) []*Table {
	r := s.records
	return []*Table{
		countriesTable(r), criteriaTable(r), recommendationsTable(r), frameworkFindingsTable(r), scenariosTable(r), definitionsTable(r),
		rulesTable(r), provisionsTable(r), linksTable(r), bindingsTable(r), rulingsTable(r),
		sourcesTable(r), instrumentsTable(r), assessmentsTable(s), legalReferencesTable(s), citationsTable(s),
		eventsTable(r), servicesTable(r), findingsTable(r), projectsTable(r), resourcesTable(r), mappingsTable(r),
	}
}

// inCountry is a record with the country in whose file it stands, nil for none.
type inCountry[R any] struct {
	country *schema.Country
	record  *R
}

// ofCountries are the records of all countries.
func ofCountries[R any](r *schema.Records, records func(*schema.Country) []R) []inCountry[R] {
	var all []inCountry[R]
	for i := range r.Countries {
		of := records(&r.Countries[i])
		for j := range of {
			all = append(all, inCountry[R]{&r.Countries[i], &of[j]})
		}
	}
	return all
}

func countryColumn[R any]() columnOf[inCountry[R]] {
	return text("country", "the country in whose file it stands, by its code", func(x *inCountry[R]) schema.CountryCode {
		if x.country == nil {
			return ""
		}
		return x.country.Code
	}).refers("countries")
}

func countriesTable(r *schema.Records) *Table {
	type row = schema.Country
	return tableOf("countries", "the countries of the dataset", r.Countries,
		text("id", "the code of the country, in EU usage (EL, UK)", func(x *row) schema.CountryCode { return x.Code }).required(),
		text("name", "its name in English", func(x *row) string { return x.Name }).required(),
		list("languages", "its official languages, by their codes of ISO 639-1", func(x *row) []schema.Language { return x.Languages }).required(),
		text("overview", "how safe reporting is, in a paragraph", func(x *row) string { return x.Overview }).required(),
		date("coded_on", "the day of coding", func(x *row) schema.Date { return x.CodedOn }).required(),
	)
}

func criteriaTable(r *schema.Records) *Table {
	type row = schema.Criterion
	return tableOf("criteria", "the criteria of the codebook", r.Codebook.Criteria,
		text("id", "the id of the criterion", func(x *row) string { return x.ID }).required(),
		word("aspect", "the aspect to which it belongs", schema.Aspects, func(x *row) schema.Aspect { return x.Aspect }).required(),
		text("title", "its short title", func(x *row) string { return x.Title }).required(),
		text("question", "the question that is coded", func(x *row) string { return x.Question }).required(),
		boolean("core", "one of the four parts of the firewall", func(x *row) bool { return x.Core }),
		words("doors", "where somebody knocks and it decides what happens", schema.Doors, func(x *row) []schema.Door { return x.Doors }),
	)
}

func recommendationsTable(r *schema.Records) *Table {
	type row = schema.Recommendation
	return tableOf("recommendations", "the recommendations of the INHeRE safe reporting framework, in paraphrase", r.Framework.Recommendations,
		text("id", "its number in the framework", func(x *row) string { return x.ID }).required(),
		text("section", "the section in which it stands", func(x *row) string { return x.Section }).required(),
		word("aspect", "the aspect of the framework", schema.Aspects, func(x *row) schema.Aspect { return x.Aspect }).required(),
		text("text", "what it recommends, in paraphrase", func(x *row) string { return x.Text }).required(),
		words("addressee", "whom it speaks to", schema.Addressees, func(x *row) []schema.Addressee { return x.Addressee }),
		words("stage", "of which point of the case it speaks", schema.Stages, func(x *row) []schema.Stage { return x.Stage }),
		list("criteria", "the criteria that ask for it", func(x *row) []string { return x.Criteria }).refers("criteria"),
		list("provisions", "the provisions that the framework names with it", func(x *row) []string { return x.Provisions }).refers("provisions"),
		list("parallel_provisions", "provisions that say something alike", func(x *row) []string { return x.ParallelProvisions }).refers("provisions"),
		text("note", "a note on reading it", func(x *row) string { return x.Note }),
	)
}

func frameworkFindingsTable(r *schema.Records) *Table {
	type row = schema.FrameworkFinding
	return tableOf("framework_findings", "what the research behind the framework found", r.Framework.Findings,
		text("id", "finding- and the section", func(x *row) string { return x.ID() }).required(),
		text("section", "the section of the framework", func(x *row) string { return x.Section }).required(),
		text("title", "the title of the section", func(x *row) string { return x.Title }).required(),
		text("finding", "what was found, in paraphrase", func(x *row) string { return x.Finding }).required(),
		list("criteria", "the criteria on which it bears", func(x *row) []string { return x.Criteria }).refers("criteria"),
		text("note", "a note on reading it", func(x *row) string { return x.Note }),
	)
}

func scenariosTable(r *schema.Records) *Table {
	type row = schema.Scenario
	return tableOf("scenarios", "examples of safe reporting in the framework", r.Framework.Scenarios,
		text("id", "the id of the scenario", func(x *row) string { return x.ID }).required(),
		text("title", "its title", func(x *row) string { return x.Title }).required(),
		text("section", "the section of the framework", func(x *row) string { return x.Section }).required(),
		word("kind", "its form", schema.ScenarioKinds, func(x *row) schema.ScenarioKind { return x.Kind }).required(),
		words("actors", "who takes part", schema.Actors, func(x *row) []schema.Actor { return x.Actors }),
		text("description", "what happens, in paraphrase", func(x *row) string { return x.Description }).required(),
		list("criteria", "the criteria that it shows", func(x *row) []string { return x.Criteria }).refers("criteria"),
	)
}

func definitionsTable(r *schema.Records) *Table {
	type row = schema.Definition
	return tableOf("definitions", "terms of the framework", r.Framework.Definitions,
		text("id", "the id of the term", func(x *row) string { return x.ID }).required(),
		text("term", "the term", func(x *row) string { return x.Term }).required(),
		text("section", "the section or recommendation where it stands", func(x *row) string { return x.Section }).required(),
		word("origin", "whether the framework defines it", schema.Origins, func(x *row) schema.Origin { return x.Origin }).required(),
		text("definition", "what it means, in paraphrase", func(x *row) string { return x.Definition }).required(),
	)
}

func projectsTable(r *schema.Records) *Table {
	type row = schema.Project
	partners := columnOf[row]{Column{Name: "partners", Type: Objects, Means: "who took part: name and country, EU for a European network", Required: true,
		Fields: []string{"name", "country"}},
		func(x *row) any {
			list := make([]any, len(x.Partners))
			for i, p := range x.Partners {
				list[i] = map[string]any{"name": p.Name, "country": string(p.Country)}
			}
			return list
		}}
	return tableOf("projects", "the projects that mapped countries", r.Projects,
		text("id", "the id of the project", func(x *row) string { return x.ID }).required(),
		text("title", "its title", func(x *row) string { return x.Title }).required(),
		list("countries", "the countries that it covered", func(x *row) []schema.CountryCode { return x.Countries }).refers("countries"),
		date("start", "when it began", func(x *row) schema.Date { return x.Start }).required(),
		date("end", "when it ended", func(x *row) schema.Date { return x.End }).required(),
		text("lead", "who led it", func(x *row) string { return x.Lead }),
		text("funding", "who funded it", func(x *row) string { return x.Funding }),
		partners,
		list("supported_by", "who supported it", func(x *row) []string { return x.SupportedBy }),
		list("objectives", "what it set out to do", func(x *row) []string { return x.Objectives }),
		list("focus", "on whom it focused", func(x *row) []string { return x.Focus }),
		text("method", "how it worked", func(x *row) string { return x.Method }),
	)
}

func resourcesTable(r *schema.Records) *Table {
	type row = schema.Resource
	return tableOf("resources", "material that exists", r.Resources,
		text("id", "the id of the resource", func(x *row) string { return x.ID }).required(),
		text("project", "the project that made it", func(x *row) string { return x.Project }).required().refers("projects"),
		word("kind", "what it is", schema.ResourceKinds, func(x *row) schema.ResourceKind { return x.Kind }).required(),
		text("title", "its title", func(x *row) string { return x.Title }).required(),
		list("authors", "who wrote it", func(x *row) []string { return x.Authors }),
		text("publisher", "who published it", func(x *row) string { return x.Publisher }),
		integer("year", "the year of publication", func(x *row) int { return x.Year }),
		integer("pages", "how many pages it has", func(x *row) int { return x.Pages }),
		integer("languages_count", "in how many languages it exists", func(x *row) int { return x.LanguagesCount }),
		list("countries", "the countries for which it was made", func(x *row) []schema.CountryCode { return x.Countries }).refers("countries"),
		words("audience", "for whom it was made", schema.Audiences, func(x *row) []schema.Audience { return x.Audience }),
		text("url", "its address", func(x *row) string { return x.URL }),
		text("note", "a note", func(x *row) string { return x.Note }),
	)
}

func mappingsTable(r *schema.Records) *Table {
	type row = schema.Mapping
	return tableOf("mappings", "the coding exercises", r.Mappings,
		text("id", "the id of the mapping", func(x *row) string { return x.ID }).required(),
		text("title", "its title", func(x *row) string { return x.Title }).required(),
		list("countries", "the countries that it coded", func(x *row) []schema.CountryCode { return x.Countries }).refers("countries"),
		date("coded_on", "when it was coded", func(x *row) schema.Date { return x.CodedOn }).required(),
		integer("codebook", "the version of the codebook that it followed", func(x *row) int { return x.Codebook }),
		boolean("default", "it answers where no mapping is named", func(x *row) bool { return x.Default }),
		text("method", "how it was made", func(x *row) string { return x.Method }).required(),
	)
}

// position is the id of the n-th citation or legal reference of an assessment, from 1.
func position(assessment, mark string, n int) string {
	return assessment + "#" + mark + strconv.Itoa(n)
}
