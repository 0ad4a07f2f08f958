package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	sourceType     = gql.NewObject[*schema.Source]("Source", "A document that something rests on. What is not known of it is null.")
	instrumentType = gql.NewObject[*schema.Instrument]("Instrument", "A national law, regulation, instruction, guideline or bill.")
	datasetType    = gql.NewObject[*dataset.Snapshot]("Dataset", "What the dataset is, in which version, and how it may be used.")
	licenceType    = gql.NewObject[schema.Licence]("Licence", "The licence of the data.")
	editionType    = gql.NewObject[*schema.Edition]("Edition", "A release of the dataset.")
	mappingType    = gql.NewObject[*schema.Mapping]("Mapping", "One coding exercise: who coded which countries, when, by which codebook.")
	projectType    = gql.NewObject[*schema.Project]("Project", "A research or action project that mapped countries.")
	partnerType    = gql.NewObject[schema.Partner]("Partner", "An organisation that took part in a project.")
	resourceType   = gql.NewObject[*schema.Resource]("Resource", "Material that exists: a film, a leaflet, a training.")
)

func init() {
	sourceType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(s *schema.Source) string { return s.ID }),
		gql.Field("title", "Its title.", gql.String, func(s *schema.Source) string { return s.Title }),
		gql.Field("authors", "Who wrote it, where that is known.", gql.List[string](gql.String), func(s *schema.Source) []string { return s.Authors }).Size(2),
		gql.Field("publisher", "Who published it.", optionalText, func(s *schema.Source) string { return s.Publisher }),
		gql.Field("year", "The year of publication.", gql.Null[int](gql.Int), func(s *schema.Source) int { return s.Year }),
		gql.Field("kind", "What kind of document it is.", gql.Null[schema.SourceKind](sourceKindType), func(s *schema.Source) schema.SourceKind { return s.Kind }),
		gql.Field("language", "Its language, by ISO 639 code.", optionalText, func(s *schema.Source) string { return string(s.Language) }),
		gql.Field("url", "Where it can be read.", optionalText, func(s *schema.Source) string { return s.URL }),
		gql.Field("seen", "Whether it was read, at least in its opening.", gql.Boolean, func(s *schema.Source) bool { return s.Seen }),
		gql.Field("accessed", "The day on which it was read.", optionalDate, func(s *schema.Source) schema.Date { return s.Accessed }),
		gql.Field("says", "What it says, where no citation does.", optionalText, func(s *schema.Source) string { return s.Says }),
		gql.Field("note", "What to know of it.", optionalText, func(s *schema.Source) string { return s.Note }),
		cited("cite", "How to cite it.", (*dataset.Snapshot).CiteSource),
	)
	instrumentType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(i *schema.Instrument) string { return i.ID }),
		gql.Field("title", "Its title in English.", gql.String, func(i *schema.Instrument) string { return i.Title }),
		gql.Field("titleOriginal", "Its title in its own language.", optionalText, func(i *schema.Instrument) string { return i.TitleOriginal }),
		gql.Field("titleLanguage", "The language of the original title, by ISO 639 code.", optionalText, func(i *schema.Instrument) string { return string(i.TitleLanguage) }),
		gql.Field("kind", "Its form.", instrumentKindType, func(i *schema.Instrument) schema.InstrumentKind { return i.Kind }),
		gql.Field("date", "Its date, as far as it is known.", optionalDate, func(i *schema.Instrument) schema.Date { return i.Date }),
		gql.Field("url", "Where it can be read.", optionalText, func(i *schema.Instrument) string { return i.URL }),
		gql.Field("repealedBy", "What repealed it: the id of an instrument, or the number of another.", optionalText, func(i *schema.Instrument) string { return i.RepealedBy }),
	)
	datasetType.Fields(
		gql.Field("title", "Its title.", gql.String, func(s *dataset.Snapshot) string { return s.Dataset().Title }),
		gql.Field("description", "What it holds.", gql.String, func(s *dataset.Snapshot) string { return s.Dataset().Description }),
		gql.Field("version", "Year and month of the release: 2026.11.", gql.String, func(s *dataset.Snapshot) string { return s.Version() }),
		gql.Field("asOf", "The default date of every question.", dateType, func(s *dataset.Snapshot) schema.Date { return s.AsOf() }),
		gql.Field("digest", "What a citation quotes, so that anyone can tell which data it was.", gql.String, func(s *dataset.Snapshot) string { return s.Digest() }),
		gql.Field("licence", "How it may be used.", licenceType, func(s *dataset.Snapshot) schema.Licence { return s.Dataset().Licence }),
		gql.Field("contributors", "Who made it.", gql.List[string](gql.String), func(s *dataset.Snapshot) []string { return s.Dataset().Contributors }).Size(3),
		gql.Field("keywords", "What it is about.", gql.List[string](gql.String), func(s *dataset.Snapshot) []string { return s.Dataset().Keywords }),
		gql.Field("url", "Where it lives.", gql.String, func(s *dataset.Snapshot) string { return s.Dataset().URL }),
		cited("cite", "How to cite it.", func(s, _ *dataset.Snapshot) dataset.Reference { return s.CiteDataset() }),
		gql.Field("provisional", "Whether scores are provisional: fewer than a fifth of the cells are double-coded.", gql.Boolean, func(s *dataset.Snapshot) bool { return s.Provisional() }).Cost(10),
		gql.Field("releases", "The releases so far.", gql.List(editionType), func(s *dataset.Snapshot) []*schema.Edition { return pointers(s.Dataset().Releases) }).Size(3),
	)
	licenceType.Fields(
		gql.Field("id", "Its SPDX identifier.", gql.String, func(l schema.Licence) string { return l.ID }),
		gql.Field("title", "Its name.", gql.String, func(l schema.Licence) string { return l.Title }),
		gql.Field("url", "Its text.", gql.String, func(l schema.Licence) string { return l.URL }),
	)
	editionType.Fields(
		gql.Field("version", "Year and month.", gql.String, func(e *schema.Edition) string { return e.Version }),
		gql.Field("date", "The day of the release.", optionalDate, func(e *schema.Edition) schema.Date { return e.Date }),
		gql.Field("digest", "The digest that the dataset had.", gql.String, func(e *schema.Edition) string { return e.Digest }),
	)
	mappingType.Implements(nodeType).Fields(
		gql.Field("id", "Its id: desk-2026.", gql.ID, func(m *schema.Mapping) string { return m.ID }),
		gql.Field("title", "Its title.", gql.String, func(m *schema.Mapping) string { return m.Title }),
		gql.Field("countries", "The countries that it coded.", gql.List[schema.CountryCode](countryCodeType), func(m *schema.Mapping) []schema.CountryCode { return m.Countries }),
		gql.Field("codedOn", "When it was coded.", optionalDate, func(m *schema.Mapping) schema.Date { return m.CodedOn }),
		gql.Field("codebook", "The version of the codebook; null where it followed none of ours.", gql.Null[int](gql.Int), func(m *schema.Mapping) int { return m.Codebook }),
		gql.Field("default", "Whether it answers where no mapping is named.", gql.Boolean, func(m *schema.Mapping) bool { return m.Default }),
		gql.Field("method", "How it was made.", gql.String, func(m *schema.Mapping) string { return m.Method }),
	)
	projectType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(p *schema.Project) string { return p.ID }),
		gql.Field("title", "Its title.", gql.String, func(p *schema.Project) string { return p.Title }),
		gql.Field("countries", "The countries that it mapped.", gql.List[schema.CountryCode](countryCodeType), func(p *schema.Project) []schema.CountryCode { return p.Countries }),
		gql.Field("start", "When it began.", optionalDate, func(p *schema.Project) schema.Date { return p.Start }),
		gql.Field("end", "When it ended.", optionalDate, func(p *schema.Project) schema.Date { return p.End }),
		gql.Field("lead", "Who led it.", optionalText, func(p *schema.Project) string { return p.Lead }),
		gql.Field("funding", "Who paid for it.", optionalText, func(p *schema.Project) string { return p.Funding }),
		gql.Field("partners", "Who took part.", gql.List(partnerType), func(p *schema.Project) []schema.Partner { return p.Partners }),
		gql.Field("supportedBy", "Who supported it.", gql.List[string](gql.String), func(p *schema.Project) []string { return p.SupportedBy }),
		gql.Field("objectives", "What it set out to do.", gql.List[string](gql.String), func(p *schema.Project) []string { return p.Objectives }),
		gql.Field("focus", "What it looked at.", gql.List[string](gql.String), func(p *schema.Project) []string { return p.Focus }),
		gql.Field("method", "How it worked.", optionalText, func(p *schema.Project) string { return p.Method }),
	)
	partnerType.Fields(
		gql.Field("name", "Its name.", gql.String, func(p schema.Partner) string { return p.Name }),
		gql.Field("country", "Where it sits: the code of a country, or EU for a European network.", gql.String, func(p schema.Partner) string { return string(p.Country) }),
	)
	resourceType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(r *schema.Resource) string { return r.ID }),
		gql.Resolve("project", "The project that made it.", gql.Null(projectType), func(c *gql.Call, r *schema.Resource) (*schema.Project, error) {
			return snapshot(c).Project(r.Project), nil
		}),
		gql.Field("kind", "What kind of material it is.", resourceKindType, func(r *schema.Resource) schema.ResourceKind { return r.Kind }),
		gql.Field("title", "Its title.", gql.String, func(r *schema.Resource) string { return r.Title }),
		gql.Field("authors", "Who made it.", gql.List[string](gql.String), func(r *schema.Resource) []string { return r.Authors }),
		gql.Field("publisher", "Who published it.", optionalText, func(r *schema.Resource) string { return r.Publisher }),
		gql.Field("year", "The year of publication.", gql.Null[int](gql.Int), func(r *schema.Resource) int { return r.Year }),
		gql.Field("pages", "How many pages it has.", gql.Null[int](gql.Int), func(r *schema.Resource) int { return r.Pages }),
		gql.Field("languagesCount", "In how many languages it exists.", gql.Null[int](gql.Int), func(r *schema.Resource) int { return r.LanguagesCount }),
		gql.Field("countries", "The countries that it is for.", gql.List[schema.CountryCode](countryCodeType), func(r *schema.Resource) []schema.CountryCode { return r.Countries }),
		gql.Field("audience", "Whom it is made for.", gql.List[schema.Audience](audienceType), func(r *schema.Resource) []schema.Audience { return r.Audience }).Size(2),
		gql.Field("url", "Where it can be had.", optionalText, func(r *schema.Resource) string { return r.URL }),
		gql.Field("note", "What to know of it.", optionalText, func(r *schema.Resource) string { return r.Note }),
	)
}
