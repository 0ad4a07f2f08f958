package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A refusal is a request that has no answer, with what is wrong and what would be right.
type refusal struct {
	status int
	title  string
	faults []string
	offers []link // where to go instead
}

// Error says what is wrong.
func (r *refusal) Error() string { return strings.Join(r.faults, "; ") }

// A movedError says that the page is known by another address.
type movedError struct{ to string }

// Error says where the page is.
func (m *movedError) Error() string { return "this page is at " + m.to }

// moved sends the reader to another path, with the same query.
func (q *question) moved(path string) error {
	return &movedError{(&url.URL{Path: path, RawQuery: q.request.URL.RawQuery}).String()}
}

// notFound is the refusal of something that is not in the dataset.
func (q *question) notFound(err error, offers ...link) error {
	return &refusal{status: http.StatusNotFound, title: "Not in this dataset", faults: []string{err.Error()}, offers: offers}
}

// A refusalBody is what the page of a refusal shows.
type refusalBody struct {
	Faults []string
	Offers []link
	Status int
}

// refusalPage is the page that says what is wrong.
func (s *Site) refusalPage(q *question, err error) *page {
	var r *refusal
	if !errors.As(err, &r) {
		r = &refusal{status: http.StatusBadRequest, title: "This question makes no sense yet", faults: []string{err.Error()}}
	}
	offers := r.offers
	if r.status == http.StatusBadRequest {
		offers = append(offers, link{Href: q.request.URL.Path, Text: "The same page without parameters"})
	}
	return &page{
		template: "refusal", Title: r.title, Status: r.status, NoIndex: true,
		Description: "What was asked for is not here, and what is near.",
		Body:        refusalBody{r.faults, offers, r.status},
	}
}

// unknownPage answers every address that is no page, and offers the nearest.
func (s *Site) unknownPage(q *question) (*page, error) {
	path := q.request.URL.Path
	known := []string{}
	for _, l := range siteMap {
		known = append(known, l.Href)
	}
	r := &refusal{status: http.StatusNotFound, title: "There is no such page", faults: []string{"there is no page at " + shorten(path, 200)}}
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if near := schema.Nearest("/"+first, known); near != "" {
		r.offers = append(r.offers, link{Href: near, Text: near})
	}
	if country, err := q.snapshot.FindCountry(first); err == nil {
		r.offers = append(r.offers, link{Href: "/countries/" + string(country.Code), Text: country.Name})
	}
	if node, ok := q.snapshot.Node(strings.TrimPrefix(path, "/")); ok {
		if href := hrefOf(node); href != "" {
			r.offers = append(r.offers, link{Href: href, Text: node.ID})
		}
	}
	if len(r.offers) == 0 {
		r.offers = append(r.offers, link{Href: "/", Text: "The front page"})
	}
	return nil, r
}

// shorten cuts text to so many characters.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
