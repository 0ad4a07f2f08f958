package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// crawlStarts are where a crawl begins, besides the front page: what only forms lead to.
var crawlStarts = []string{
	"/", "/?show=total&as-of=2020", "/matrix?differences=1&sort=lowest", "/compare?countries=BE,IE,UK&as-of=2022", "/what-if?country=BE&L1=met&assume=VRDA-5a&weight-legal=2",
	"/alignment?assume-bound=1&measured=1", "/timeline?countries=ES&from=2022&to=2022", "/search?q=police", "/embed/map", "/embed/cells/BE-L1", "/embed/criteria/L1",
	"/timeline?from=1990", "/embed/map.svg", "/embed/cells/BE-L1.svg", "/embed/criteria/L1.svg", "/countries/BE?as-of=2019", "/sources?country=rules", "/help?country=MT",
}

// data are the endings of addresses that the downloads answer, and no page.
var data = regexp.MustCompile(`\.(json|csv|bib|ris|md|xlsx|zip)$|^/graphql`)

// A crawled is a page that a crawl read.
type crawled struct {
	body    string
	ids     map[string]bool
	anchors []string // of this page, from wherever
}

// crawl reads every page that can be reached from the starts and hands it to look. A link that does not answer, or that leads to
// a place on a page that is not there, fails. Of searches it follows none, as their facets lead to
// endless others, and of other dates those that it starts from.
func crawl(t testing.TB, site http.Handler, look func(address string, body string, tree *html.Node)) map[string]*crawled {
	t.Helper()
	pages := map[string]*crawled{}
	wanted := map[string][]string{} // address → anchors asked of it
	queue := append([]string(nil), crawlStarts...)
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		if pages[address] != nil {
			continue
		}
		w := get(site, address)
		for tries := 0; w.Code == http.StatusServiceUnavailable && tries < 20; tries++ {
			w = get(site, address) // a search that a loaded machine did not end in time is asked again
		}
		if w.Code == http.StatusPermanentRedirect {
			queue = append(queue, w.Header().Get("Location"))
			pages[address] = &crawled{}
			continue
		}
		require.Equal(t, http.StatusOK, w.Code, "%s\n%s", address, w.Body)
		page := &crawled{body: w.Body.String(), ids: map[string]bool{}}
		pages[address] = page
		tree, err := html.Parse(strings.NewReader(page.body))
		require.NoError(t, err)
		if look != nil {
			look(address, page.body, tree)
		}
		base, err := url.Parse(address)
		require.NoError(t, err)
		for node := range tree.Descendants() {
			for _, a := range node.Attr {
				if a.Key == "id" {
					require.False(t, page.ids[a.Val], "%s has the id %s twice", address, a.Val)
					page.ids[a.Val] = true
				}
				if a.Key != "href" || node.Data == "link" && strings.Contains(page.body, `rel="alternate" href="`+a.Val) {
					continue
				}
				to, err := base.Parse(a.Val)
				require.NoError(t, err, "%s links to %q", address, a.Val)
				if to.Host != "" || to.Scheme != "" || data.MatchString(to.Path) {
					continue
				}
				anchor := to.Fragment
				to.Fragment, to.RawFragment = "", ""
				if anchor != "" && anchor != "map" {
					wanted[to.String()] = append(wanted[to.String()], anchor)
				}
				if to.Query().Has("as-of") || to.Query().Has("digest") {
					continue // the same pages once more
				}
				if to.Path != "/search" && !(strings.HasPrefix(address, "/search") && to.RawQuery != "") {
					queue = append(queue, to.String())
				}
			}
		}
	}
	for address, anchors := range wanted {
		page := pages[address]
		if page == nil || page.body == "" {
			continue
		}
		for _, anchor := range anchors {
			require.True(t, page.ids[anchor], "something leads to %s#%s, which is not there", address, anchor)
		}
	}
	return pages
}

func indexedSite(t testing.TB, snapshot *dataset.Snapshot) *Site {
	t.Helper()
	index, err := indexer.Open(context.Background(), snapshot, indexer.Options{InMemory: true})
	require.NoError(t, err)
	t.Cleanup(func() { index.Close() })
	generation := NewGeneration(snapshot, index)
	site, err := New(func() *Generation { return generation }, Options{})
	require.NoError(t, err)
	return site
}

func TestEveryLinkAnswers(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	pages := crawl(t, indexedSite(t, snapshot), func(address, body string, tree *html.Node) {
		require.NotContains(t, body, "ZgotmplZ", "%s prints what html/template does not trust", address)
		require.NotContains(t, body, "%!", address)
		require.NotContains(t, body, "&amp;amp;", address)
		require.NotContains(t, body, "<no value>", address)
		if strings.HasPrefix(address, "/embed/") {
			require.NotContains(t, body, "<script", address)
			return
		}
		require.Regexp(t, `<title>[^<]+</title>`, body, address)
		require.Regexp(t, `<meta name="description" content="[^"]{10,}"`, body, address)
		require.Contains(t, body, `data-leave`, address)
		require.Contains(t, body, "not legal advice", address)
		require.Contains(t, body, snapshot.ShortDigest(), address)
		require.Equal(t, 1, strings.Count(body, "<h1"), address)
	})
	for _, c := range snapshot.Countries() {
		for _, page := range []string{"/countries/", "/gaps/", "/brief/", "/doors/"} {
			require.Contains(t, pages, page+string(c.Code))
		}
	}
	for _, r := range snapshot.Records().Framework.Recommendations {
		require.Contains(t, pages, "/recommendations/"+r.ID)
	}
	for _, p := range snapshot.Records().Rules.Provisions {
		require.Contains(t, pages, "/provisions/"+url.PathEscape(p.ID))
	}
	for _, a := range snapshot.Assessments() {
		require.Contains(t, pages, "/assessments/"+a.CellID())
	}
}

// What search finds leads to a page that is there, at the place where it stands.
func TestEveryHitLeadsSomewhere(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	site := indexedSite(t, snapshot)
	index := site.current().Index
	bodies := map[string]string{}
	request := indexer.Request{Query: "", First: indexer.MaxFirst, Filter: indexer.Filter{Kinds: indexer.Kinds()}}
	seen := 0
	for {
		result, err := index.Search(context.Background(), request)
		require.NoError(t, err)
		for _, h := range result.Hits {
			path, anchor, _ := strings.Cut(h.URL, "#")
			if bodies[path] == "" {
				bodies[path] = text(t, site, path)
			}
			if anchor != "" {
				require.Contains(t, bodies[path], `id="`+anchor+`"`, "%s leads to %s", h.ID, h.URL)
			}
			seen++
		}
		if result.Next == "" {
			break
		}
		request.After = result.Next
	}
	require.Greater(t, seen, 1500)
}

// A dataset with a script in every field of text is shown as text: no page has an element, an attribute or an address that
// came from it.
func TestTextIsNeverRunAsHTML(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	var records schema.Records
	require.NoError(t, json.Unmarshal(snapshot.JSON(), &records))
	spoil(reflect.ValueOf(&records).Elem(), "")
	hostile, err := dataset.New(records)
	require.NoError(t, err)
	site := indexedSite(t, hostile)
	look := func(address, body string, tree *html.Node) {
		for node := range tree.Descendants() {
			require.False(t, node.Type == html.ElementNode && node.Data == "xss", "%s has an element from the dataset", address)
			if node.Type == html.ElementNode && node.Data == "script" {
				ours := node.FirstChild != nil && slices.ContainsFunc([]string{"leave.js", "matrix.js", "suggest.js", "whatif.js"}, func(name string) bool {
					return node.FirstChild.Data == content(name)
				})
				require.True(t, ours || attribute(node, "type") == "application/ld+json", "%s has a script that is not ours", address)
				require.Empty(t, attribute(node, "src"), address)
			}
			for _, a := range node.Attr {
				require.False(t, strings.HasPrefix(a.Key, "on"), "%s has the attribute %s", address, a.Key)
				require.NotEqual(t, "style", a.Key, "%s has a style that its policy forbids", address)
				if a.Key == "href" || a.Key == "src" {
					require.False(t, strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"), address)
				}
			}
		}
	}
	crawl(t, site, look)
	for _, address := range []string{
		"/search?q=" + url.QueryEscape(poison), "/matrix?aspect=" + url.QueryEscape(poison), "/matrix?" + url.QueryEscape(poison) + "=1", "/countries/" + url.PathEscape(poison),
		"/assessments/BE-L1?digest=" + url.QueryEscape(poison), "/timeline?from=" + url.QueryEscape(poison), "/" + url.PathEscape(poison), "/what-if?country=BE&L1=" + url.QueryEscape(poison),
	} {
		w := get(site, address)
		tree, err := html.Parse(w.Body)
		require.NoError(t, err)
		look(address, "", tree)
	}
}

// poison ends what it may stand in, and then begins an element.
const poison = `'"--></textarea></title></style></script><xss onerror=alert(1)>{{.}}&<script>alert(1)</script>`

// spoil puts poison into every text of records that is not of a closed set, an id or a reference.
func spoil(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			spoil(v.Elem(), field)
		}
	case reflect.Slice:
		for i := range v.Len() {
			spoil(v.Index(i), field)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				spoil(v.Field(i), v.Type().Field(i).Name)
			}
		}
	case reflect.String:
		if v.Type() != reflect.TypeFor[string]() || v.String() == "" {
			return
		}
		switch field {
		case "URL":
			v.SetString(v.String() + "?a&amp;b=javascript:alert(1)") // validation lets no other scheme, blank, quote or tag in
		case "Title", "Name", "Summary", "Caution", "Says", "Locator", "Text", "Requires", "Why", "Note", "Overview", "Event", "Coverage", "Hours", "Phone", "Finding",
			"Definition", "Term", "Description", "Question", "About", "Method", "Publisher", "Authors", "Article", "Holds", "PracticeNote", "When", "Cite", "Contributors",
			"StandardCase", "RulesOfCoding", "Means", "EvidenceNote", "TitleOriginal", "Short", "Number", "Objectives", "Lead", "Funding", "Keywords", "Paragraph",
			"HarmonisationNote", "StandardCaseNote", "CoreNote", "DoorsNote", "Edition", "Consortium", "ScenariosBy", "Where", "Reading", "Against":
			v.SetString(poison + v.String())
		}
	}
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
