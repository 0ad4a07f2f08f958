package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// DatasetID is what the dataset itself is called where something is to be cited.
const DatasetID = "dataset"

// Cite is the reference to what an id names: the dataset, a country, a cell or assessment, a source, an instrument, a
// rule, a provision, a ruling or a resource. The error for an id that is not known names the nearest one.
func (s *Snapshot) Cite(id string) (Reference, error) {
	id = strings.TrimSpace(id)
	if id == "" || strings.EqualFold(id, DatasetID) {
		return s.CiteDataset(), nil
	}
	node, ok := s.Node(id)
	if !ok {
		node, ok = s.nodeFolded(id)
	}
	if !ok {
		return Reference{}, s.unknownID(id)
	}
	switch record := node.Record.(type) {
	case *schema.Country:
		return s.CiteCountry(record), nil
	case *Assessment:
		return s.CiteAssessment(record), nil
	case *schema.Source:
		return s.CiteSource(record), nil
	case *schema.Instrument:
		return s.citeInstrument(node.Country, record), nil
	case *schema.Rule:
		return s.citeRule(record), nil
	case *schema.Provision:
		return s.citeProvision(record), nil
	case *schema.Ruling:
		return s.citeRuling(record), nil
	case *schema.Resource:
		return citeResource(record), nil
	}
	return Reference{}, fmt.Errorf("%s is a %s, which has no reference of its own; cite a cell, a country, a source, an instrument, "+
		"a rule, a provision, a ruling, a resource or the dataset", node.ID, strings.ReplaceAll(string(node.Kind), "_", " "))
}

// nodeFolded finds what people type: a country in either usage, a cell in lower case.
func (s *Snapshot) nodeFolded(id string) (Node, bool) {
	if code, err := schema.ParseCountryCode(id); err == nil {
		return s.Node(string(code))
	}
	if ref, err := schema.ParseAssessmentID(id); err == nil {
		if node, ok := s.Node(ref.String()); ok {
			return node, true
		}
	}
	if node, ok := s.Node(strings.ToLower(id)); ok {
		return node, true
	}
	return s.Node(strings.ToUpper(id))
}

// unknownID is the error for an id that names nothing, with the nearest one.
func (s *Snapshot) unknownID(id string) error {
	known := make([]string, 0, len(s.nodes))
	for _, kind := range []Kind{KindAssessment, KindSource, KindInstrument, KindRule, KindProvision, KindRuling, KindResource, KindCountry} {
		known = append(known, s.IDs(kind)...)
	}
	for key := range s.spans {
		known = append(known, schema.CellID(key.country, key.criterion))
	}
	slices.Sort(known) // so that ties always go the same way
	near := schema.Nearest(id, known)
	if near == "" {
		return fmt.Errorf("unknown id %q; cite a cell (BE-L1), a country (BE), the id of a source or a rule, or %s", id, DatasetID)
	}
	return fmt.Errorf("unknown id %q; did you mean %s?", id, near)
}

// claim is what a citation of this snapshot ends in.
func (s *Snapshot) claim(about string) string {
	if about != "" {
		about += "; "
	}
	return about + s.Version() + "; " + s.ShortDigest() + "…"
}

// CiteDataset is the reference to the whole dataset.
func (s *Snapshot) CiteDataset() Reference {
	r := s.part(DatasetID)
	r.Title, r.Container = s.Dataset().Title, ""
	if title := s.fullTitle(); title != "" {
		r.Title = title
	}
	r.Claim = s.claim("")
	return r
}

// part is the reference to a part of the dataset, still without title and claim.
func (s *Snapshot) part(id string) Reference {
	d := s.Dataset()
	container := d.Title
	if title := s.fullTitle(); title != "" {
		container = title
	}
	return Reference{
		ID: id, Type: schema.ReferenceDataset, Authors: d.Contributors, Container: container,
		Issued: d.AsOf, URL: d.URL, Version: d.Version, Language: "en",
	}
}

// fullTitle is the title with its subtitle, as the dataset's own way of being cited gives it, or nothing where that has
// another form.
func (s *Snapshot) fullTitle() string {
	cite := s.Dataset().Cite
	start := strings.Index(cite, s.Dataset().Title+":")
	end := strings.Index(cite, " (version ")
	if start < 0 || end < start {
		return ""
	}
	return cite[start:end]
}

// CiteCountry is the reference to what the dataset says of a country.
func (s *Snapshot) CiteCountry(c *schema.Country) Reference {
	r := s.part(string(c.Code))
	r.Title = c.Name
	r.Claim = s.claim(string(c.Code))
	return r
}

// CiteAssessment is the reference to an assessment. Its note holds what the level must not be read without: for when it
// counts, how sure it is, what it covers, and its caution.
func (s *Snapshot) CiteAssessment(a *Assessment) Reference {
	r := s.part(a.ID)
	level := strings.ReplaceAll(string(a.Level), "_", " ")
	if a.Contrary {
		level += ", rules work against it"
	}
	r.Title = fmt.Sprintf("%s, %s %s: %s", a.Country.Name, a.Criterion.ID, a.Criterion.Title, level)
	from := a.From
	if !a.ValidFrom.IsZero() {
		from = a.ValidFrom // as precise as it is known
	}
	note := fmt.Sprintf("Coded in %s; counts from %s", a.Mapping.ID, from)
	if !a.Until.IsZero() {
		note += " until " + a.Until.String()
	}
	note += fmt.Sprintf("; confidence %s, evidence %s.", a.Confidence, a.Evidence)
	if len(a.Covers) > 0 {
		var groups []string
		for _, group := range a.Covers {
			groups = append(groups, group.Name())
		}
		note += " Covers: " + strings.Join(groups, ", ") + "."
	}
	if a.Caution != "" {
		note += " Caution: " + ended(a.Caution)
	}
	r.Note = note
	r.Claim = s.claim(a.ID + " " + string(a.Level))
	return r
}

// ended is text with a full stop.
func ended(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return text
	}
	return text + "."
}

// sourceTypes says what type of reference each kind of source is.
var sourceTypes = map[schema.SourceKind]schema.ReferenceType{
	"law": schema.ReferenceLegislation, "treaty": schema.ReferenceTreaty, "case": schema.ReferenceCase,
	"policy": schema.ReferenceDocument, "report": schema.ReferenceReport, "article": schema.ReferenceArticle,
	"leaflet": schema.ReferencePamphlet, "web": schema.ReferenceWebpage,
}

// CiteSource is the reference to a source of the dataset. Its note says where it was not read.
func (s *Snapshot) CiteSource(source *schema.Source) Reference {
	r := Reference{
		ID: source.ID, Type: sourceTypes[source.Kind], Title: source.Title, Authors: source.Authors, Publisher: source.Publisher,
		Accessed: source.Accessed, URL: source.URL, Language: string(source.Language), Note: source.Note,
	}
	if r.Type == "" {
		r.Type = schema.ReferenceDocument
	}
	if source.Year > 0 {
		r.Issued, _ = schema.ParseDate(fmt.Sprintf("%04d", source.Year)) // a year out of range is no date
	}
	if !source.Seen {
		r.Note = unread(schema.Background, r.Note)
	}
	return r
}

// instrumentTypes says what type of reference each kind of instrument is; what is none of these is a document.
var instrumentTypes = map[schema.InstrumentKind]schema.ReferenceType{
	"constitution": schema.ReferenceLegislation, "statute": schema.ReferenceLegislation,
	"regulation": schema.ReferenceRegulation, "bill": schema.ReferenceBill,
}

func (s *Snapshot) citeInstrument(country *schema.Country, i *schema.Instrument) Reference {
	r := Reference{
		ID: i.ID, Type: instrumentTypes[i.Kind], Title: i.Title, TitleOriginal: i.TitleOriginal, Issued: i.Date, URL: i.URL,
		Jurisdiction: country.Name, Language: string(i.TitleLanguage),
	}
	if r.Type == "" {
		r.Type = schema.ReferenceDocument
	}
	if i.RepealedBy != "" {
		r.Note = "Repealed by " + ended(i.RepealedBy)
	}
	return r
}

// ruleTypes says what type of reference each kind of rule is; what is none of these is a document.
var ruleTypes = map[schema.RuleKind]schema.ReferenceType{
	"directive": schema.ReferenceLegislation, "regulation": schema.ReferenceRegulation, "charter": schema.ReferenceTreaty,
	"treaty": schema.ReferenceTreaty,
}

func (s *Snapshot) citeRule(rule *schema.Rule) Reference {
	r := Reference{
		ID: rule.ID, Type: ruleTypes[rule.Kind], Title: rule.Title, Issued: rule.Adopted, URL: rule.URL, Number: rule.Number,
		Note: unread(rule.Evidence, ""),
	}
	if rule.Tier == schema.Proposal {
		r.Type = schema.ReferenceBill
	}
	if r.Type == "" {
		r.Type = schema.ReferenceDocument
	}
	return r
}

func (s *Snapshot) citeProvision(p *schema.Provision) Reference {
	r := s.citeRule(s.Rule(p.Rule))
	r.ID = p.ID
	r.Title += ", " + articleInWords(p.Article)
	if p.Paragraph != "" {
		r.Title += ", paragraph " + p.Paragraph
	}
	r.Note = unread(p.Evidence, p.EvidenceNote)
	return r
}

// articleInWords is "Article 5a" for "5a"; what is named otherwise ("appendix") keeps its name.
func articleInWords(article string) string {
	if article != "" && article[0] >= '0' && article[0] <= '9' {
		return "Article " + article
	}
	return article
}

// unread is a note with the warning, where it is due, that the text was not read for the dataset.
func unread(evidence schema.Evidence, note string) string {
	if evidence == schema.Background {
		note = strings.TrimSpace("Known, not read for the dataset. " + note)
	}
	return note
}

func (s *Snapshot) citeRuling(x *schema.Ruling) Reference {
	return Reference{
		ID: x.ID, Type: schema.ReferenceCase, Title: x.Name, Authority: schema.Courts.Means(x.Court), Issued: x.Date, Number: x.Number,
		Note: unread(x.Evidence, x.EvidenceNote),
	}
}

// resourceTypes says what type of reference each kind of resource is; what is none of these is a document.
var resourceTypes = map[schema.ResourceKind]schema.ReferenceType{
	"report": schema.ReferenceReport, "leaflet": schema.ReferencePamphlet, "film": schema.ReferenceFilm, "recording": schema.ReferenceFilm,
}

func citeResource(x *schema.Resource) Reference {
	r := Reference{
		ID: x.ID, Type: resourceTypes[x.Kind], Title: x.Title, Authors: x.Authors, Publisher: x.Publisher, URL: x.URL, Note: x.Note,
	}
	if r.Type == "" {
		r.Type = schema.ReferenceDocument
	}
	if x.Year > 0 {
		r.Issued, _ = schema.ParseDate(fmt.Sprintf("%04d", x.Year))
	}
	return r
}
