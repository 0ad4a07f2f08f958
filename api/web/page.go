package web

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A page is what a template prints: what all pages have, and a body of its own.
type page struct {
	template string
	layout   string // "layout" where empty
	kind     string // media type, HTML where empty
	private  bool   // not to be kept by any cache: pages on which somebody looks for help
	framed   bool   // other sites may frame it
	picture  []byte // a picture that is no page; the template is not printed

	Title       string
	Description string
	Status      int
	NoIndex     bool   // search engines need not list it
	Class       string // of the page, for its styles
	Wide        bool   // the content takes the whole width
	Data        []link // the same data in other forms
	Cite        []link // the citation in other forms
	Style       *element
	Script      *element // the script of this page alone
	Structured  any      // schema.org, printed as JSON-LD
	Body        any

	Frame frame
}

// A frame is what stands around every page.
type frame struct {
	Canonical string // the whole address without a query; empty where the site does not know its own
	Exit      string
	Version   string
	Digest    string // in full
	Short     string
	AsOf      schema.Date
	Licence   schema.Licence
	HowToCite string

	Provisional bool // too little has been coded by a second coder
	Main, All   []link
	Then        *then // the date and mapping that the page is asked for, nil for today's
}

// A then says that a page shows another date or mapping than the default one.
type then struct {
	Date    schema.Date
	Mapping *schema.Mapping // nil for the default mapping
	Now     string          // the same page today
}

// A link is an address with its words.
type link struct {
	Href, Text string
	Current    bool
}

// siteMap are the pages that can be reached from anywhere; the first few stand on top of every page.
var siteMap = []link{
	{Href: "/", Text: "Map"},
	{Href: "/matrix", Text: "Matrix"},
	{Href: "/compare", Text: "Compare"},
	{Href: "/alignment", Text: "Alignment"},
	{Href: "/search", Text: "Search"},
	{Href: "/countries", Text: "Countries"},
	{Href: "/criteria", Text: "Criteria"},
	{Href: "/recommendations", Text: "Recommendations"},
	{Href: "/rules", Text: "Rules"},
	{Href: "/what-if", Text: "What if"},
	{Href: "/timeline", Text: "Timeline"},
	{Href: "/sources", Text: "Sources"},
	{Href: "/resources", Text: "Resources"},
	{Href: "/methods", Text: "Methods"},
	{Href: "/quality", Text: "Quality"},
	{Href: "/about", Text: "About"},
	{Href: "/help", Text: "Help for victims"},
}

// onTop is how many of them stand on top of every page.
const onTop = 6

// complete fills in what all pages have.
func (p *page) complete(s *Site, q *question) {
	if p.Status == 0 {
		p.Status = http.StatusOK
	}
	p.Style = s.styles[p.template]
	d := q.snapshot.Dataset()
	p.Frame = frame{
		Exit: s.exit, Version: d.Version, Digest: q.snapshot.Digest(), Short: q.snapshot.ShortDigest(), AsOf: d.AsOf,
		Licence: d.Licence, HowToCite: d.Cite,
		Provisional: q.snapshot.Provisional(),
	}
	for _, l := range siteMap {
		l.Current = l.Href == q.request.URL.Path
		p.Frame.All = append(p.Frame.All, l)
	}
	p.Frame.Main = p.Frame.All[:onTop]
	if p.Status == http.StatusOK && s.public != "" {
		p.Frame.Canonical = s.public + (&url.URL{Path: q.request.URL.Path}).String()
	}
	if v := q.view; v != nil && v != q.snapshot.Today() {
		p.Frame.Then = &then{Date: v.Date, Now: q.without("as-of", "mapping")}
		if v.InMapping != q.snapshot.DefaultMapping() {
			p.Frame.Then.Mapping = v.InMapping
		}
	}
}

// without is the address of the page without some of its parameters.
func (q *question) without(names ...string) string {
	values := url.Values{}
	for name, value := range q.values {
		if !contains(names, name) {
			values[name] = value
		}
	}
	return (&url.URL{Path: q.request.URL.Path, RawQuery: values.Encode()}).String()
}

// with is the address of the page with a parameter set to another value.
func (q *question) with(name, value string) string {
	values := url.Values{}
	for name, value := range q.values {
		values[name] = value
	}
	values.Set(name, value)
	if value == "" {
		values.Del(name)
	}
	return addressOf(q.request.URL.Path, values)
}

// addressOf is an address with a query.
func addressOf(path string, values url.Values) string {
	return (&url.URL{Path: path, RawQuery: values.Encode()}).String()
}

// asked is what has to be added to the address of another page so that it shows the same date and mapping: "" or
// "?as-of=2019".
func (q *question) asked() string {
	values := url.Values{}
	for _, name := range []string{"as-of", "mapping"} {
		if text := q.text(name); text != "" {
			values.Set(name, text)
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// dataParameters are the parameters that say which data a page shows; the others say how.
var dataParameters = []string{
	"as-of", "mapping", "countries", "country", "aspect", "criteria", "provision", "rule", "assume-bound", "from", "to", "q", "kind",
	"lang", "exact", "weights", "changes", "assume",
}

// viewParameters say at which date and in which mapping.
var viewParameters = []string{"as-of", "mapping"}

// forms are the addresses of the page's data in the given forms, with the parameters that say which data.
func (q *question) forms(forms ...string) []link {
	return q.formsOf(q.request.URL.Path, dataParameters, forms...)
}

// formsOf are the addresses of the data of a page in the given forms, with some of this page's parameters.
func (q *question) formsOf(path string, parameters []string, forms ...string) []link {
	values := url.Values{}
	for name, list := range q.values {
		for _, value := range list {
			if value != "" && contains(parameters, name) {
				values.Add(name, value)
			}
		}
	}
	links := make([]link, len(forms))
	for i, form := range forms {
		links[i] = link{Href: addressOf(path+"."+form, values), Text: formNames[form]}
	}
	return links
}

// formNames are what the forms of data are called.
var formNames = map[string]string{
	"json": "JSON", "csv": "CSV", "bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON", "xlsx": "Excel", "csv.zip": "CSV tables",
	"parquet.zip": "Parquet", "datapackage.zip": "Data Package", "md": "Markdown",
}

// citable are the forms of a citation.
var citable = []string{"bib", "ris", "csl.json"}

// hrefOf is the page of a record, or the place on a page where it stands; nothing where it has none.
func hrefOf(node dataset.Node) string {
	id := url.PathEscape(node.ID)
	switch node.Kind {
	case dataset.KindCountry:
		return "/countries/" + id
	case dataset.KindCriterion:
		return "/criteria/" + id
	case dataset.KindRecommendation:
		return "/recommendations/" + id
	case dataset.KindFrameworkFinding, dataset.KindScenario, dataset.KindDefinition:
		return "/recommendations#" + id
	case dataset.KindRule:
		return "/rules#" + id
	case dataset.KindProvision:
		return "/provisions/" + id
	case dataset.KindRuling:
		return "/rules#" + id
	case dataset.KindSource:
		return sourceHref(node.Country, node.ID)
	case dataset.KindInstrument, dataset.KindFinding:
		return "/countries/" + string(node.Country.Code) + "#" + id
	case dataset.KindEvent:
		return "/timeline#" + id
	case dataset.KindService:
		if service, ok := node.Record.(*schema.Service); ok && !service.ListedAsHelp() {
			return "/countries/" + string(node.Country.Code) + "#" + id
		}
		return "/help#" + id
	case dataset.KindAssessment:
		return "/assessments/" + id
	case dataset.KindResource, dataset.KindProject:
		return "/resources#" + id
	case dataset.KindMapping:
		return "/methods#" + id
	}
	return ""
}

//go:embed templates
var templateFiles embed.FS

// parseTemplates parses every page's template together with the frame and the parts that all share.
func parseTemplates() (map[string]*template.Template, error) {
	shared, err := template.New("shared").Funcs(words).ParseFS(templateFiles, "templates/shared/*.html")
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	templates := map[string]*template.Template{}
	for _, file := range files {
		t, err := template.Must(shared.Clone()).ParseFS(templateFiles, file)
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", file, err)
		}
		// A template is escaped when it is first executed; done here, no reader waits for it. Without a page it fails after that.
		_ = t.ExecuteTemplate(io.Discard, "layout", nil)
		name := strings.TrimSuffix(path.Base(file), ".html")
		if _, ok := styleParts[name]; !ok {
			return nil, fmt.Errorf("template %s: styleParts does not say what it uses", file)
		}
		templates[name] = t
	}
	return templates, nil
}
