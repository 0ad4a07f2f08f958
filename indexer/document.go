package indexer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A class says how much a word in a text tells: each class is one field of the index, with one weight.
type class uint8

// The classes, from what tells most.
const (
	inTitle  class = iota // titles and names
	inText                // what the record itself says: summary, question, holding, description
	inDetail              // what stands beside it: citations, notes, reasons
	inLabel               // what it is filed under: its id, country, publisher
	classes
)

// A part is one text of a document.
type part struct {
	name     string // the name of the field in the data: summary, caution, says
	class    class
	language schema.Language // "" where the text is in several languages
	text     string
	locator  string // the place in the source that the text stands for
}

// A document is what one hit can be: a record with its texts and what it is filed under.
type document struct {
	id         string
	kind       dataset.Kind
	title      string
	country    schema.CountryCode
	criterion  string // the criterion of an assessment, or a criterion itself
	level      schema.CellLevel
	caution    string
	url        string
	assessment *dataset.Assessment // of an assessment only

	countries []schema.CountryCode // all that it is filed under; country is the first where it is the only one
	criteria  []string
	aspects   []schema.Aspect
	evidence  schema.Evidence
	language  schema.Language
	year      int

	parts []part
}

// add appends a text, unless it is empty.
func (d *document) add(name string, in class, language schema.Language, text string) *document {
	return d.addAt(name, in, language, text, "")
}

func (d *document) addAt(name string, in class, language schema.Language, text, locator string) *document {
	if text != "" {
		d.parts = append(d.parts, part{name, in, language, text, locator})
	}
	return d
}

// english is the language of all texts that the dataset's authors wrote.
const english schema.Language = "en"

// documentsOf are all documents of a snapshot, sorted by id, so that a document's place breaks ties.
func documentsOf(s *dataset.Snapshot) []*document {
	c := &collection{Snapshot: s}
	c.framework()
	c.rules()
	c.codebook()
	for _, country := range s.Countries() {
		c.country(country)
	}
	for _, a := range s.Assessments() {
		c.assessment(a)
	}
	for i := range s.Records().Resources {
		c.resource(&s.Records().Resources[i])
	}
	slices.SortFunc(c.documents, func(a, b *document) int { return cmp.Compare(a.id, b.id) })
	return c.documents
}

// A collection gathers documents.
type collection struct {
	*dataset.Snapshot
	documents []*document
}

// new begins a document in English; what it is filed under is added to it.
func (c *collection) new(kind dataset.Kind, id, title, url string) *document {
	d := &document{id: id, kind: kind, title: title, url: url, language: english}
	c.documents = append(c.documents, d)
	return d.add("id", inLabel, "", id)
}

// in files a document under a country.
func (d *document) in(country *schema.Country) *document {
	if country == nil {
		return d
	}
	d.country = country.Code
	d.countries = append(d.countries, country.Code)
	return d.add("country", inLabel, english, country.Name)
}

// about files a document under criteria and their aspects.
func (c *collection) about(d *document, criteria ...string) *document {
	for _, id := range criteria {
		criterion := c.Criterion(id)
		if criterion == nil || slices.Contains(d.criteria, id) {
			continue
		}
		d.criteria = append(d.criteria, id)
		if !slices.Contains(d.aspects, criterion.Aspect) {
			d.aspects = append(d.aspects, criterion.Aspect)
		}
	}
	return d
}

func (c *collection) assessment(a *dataset.Assessment) {
	id, url := a.CellID(), a.CellID()
	if node, ok := c.Node(id); !ok || node.Record != a {
		url = a.ID // an earlier span, or another mapping: the cell's page shows another assessment
	}
	d := c.new(dataset.KindAssessment, a.ID, a.Criterion.Title, "/assessments/"+url)
	c.about(d.in(a.Country), a.Criterion.ID)
	d.assessment = a
	d.criterion = a.Criterion.ID
	d.level = schema.CellLevel(a.Level)
	d.caution = a.Caution
	d.evidence = a.Evidence
	d.year = a.From.Year()
	d.add("title", inTitle, english, a.Criterion.Title).
		add("summary", inText, english, a.Summary).
		add("caution", inText, english, a.Caution).
		add("question", inText, english, a.Criterion.Question).
		add("practice_note", inDetail, english, a.PracticeNote)
	for _, citation := range a.Citations {
		d.addAt("says", inDetail, english, citation.Says, citation.Locator)
	}
}

func (c *collection) codebook() {
	for _, criterion := range c.Criteria("") {
		d := c.new(dataset.KindCriterion, criterion.ID, criterion.Title, "/criteria/"+criterion.ID)
		c.about(d, criterion.ID).criterion = criterion.ID
		d.add("title", inTitle, english, criterion.Title).
			add("question", inText, english, criterion.Question)
	}
}

func (c *collection) resource(r *schema.Resource) {
	d := c.new(dataset.KindResource, r.ID, r.Title, "/resources#"+r.ID)
	d.countries = append(d.countries, r.Countries...)
	if len(r.Countries) == 1 {
		d.country = r.Countries[0]
	}
	d.year = r.Year
	d.add("title", inTitle, english, r.Title).
		add("note", inText, english, r.Note).
		add("publisher", inLabel, english, r.Publisher).
		add("kind", inLabel, english, schema.ResourceKinds.Means(r.Kind))
	for _, author := range r.Authors {
		d.add("authors", inLabel, "", author)
	}
	for _, code := range r.Countries {
		d.add("country", inLabel, english, schema.CountryCodes.Means(code))
	}
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
