package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A question is a request as a page reads it. Parameters are read by name; what is wrong with them is gathered, so that the
// reader is told everything at once.
type question struct {
	site       *Site
	generation *Generation
	request    *http.Request
	snapshot   *dataset.Snapshot

	values url.Values
	known  []string
	faults []string
	view   *dataset.View
}

// segment is a variable part of the path.
func (q *question) segment(name string) string { return q.request.PathValue(name) }

// read says which parameters the page knows and returns their values. Those that it does not know, and those that are given
// twice where once makes sense, are faults.
func (q *question) read(known ...string) {
	q.known = known
	if len(q.request.URL.RawQuery) > maxQuery {
		q.fault("the query has %d bytes; at most %d are read", len(q.request.URL.RawQuery), maxQuery)
		q.values = url.Values{}
		return
	}
	values, err := url.ParseQuery(q.request.URL.RawQuery)
	if err != nil {
		q.fault("the query cannot be read: %v", err)
	}
	q.values = values
	for name := range values {
		if !contains(known, name) {
			if len(known) == 0 {
				q.fault("this page takes no parameter, so not %q either", name)
			} else {
				q.fault("%v", schema.UnknownWord("parameter", name, known))
			}
		}
	}
}

// text is the value of a parameter, trimmed.
func (q *question) text(name string) string { return strings.TrimSpace(q.values.Get(name)) }

// list is all values of a parameter, given several times or with commas.
func (q *question) list(name string) []string {
	var list []string
	for _, value := range q.values[name] {
		for _, part := range strings.Split(value, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
	}
	return list
}

// flag says whether a switch is on: its value is 1.
func (q *question) flag(name string) bool {
	switch value := q.text(name); value {
	case "":
		return false
	case "1":
		return true
	default:
		q.fault("%s is %q; it is a switch, write %s=1 or leave it out", name, value, name)
		return false
	}
}

// fault notes something wrong with the parameters.
func (q *question) fault(format string, args ...any) {
	q.faults = append(q.faults, fmt.Sprintf(format, args...))
}

// check notes an error as a fault.
func (q *question) check(err error) {
	if err != nil {
		q.faults = append(q.faults, err.Error())
	}
}

// err is a refusal where anything was wrong.
func (q *question) err() error {
	if len(q.faults) == 0 {
		return nil
	}
	return &refusal{status: http.StatusBadRequest, title: "This question makes no sense yet", faults: q.faults}
}

// at reads the parameters as-of and mapping, which every page about cells has.
func (q *question) at() *dataset.View {
	view, err := q.snapshot.FindView(q.text("as-of"), q.text("mapping"))
	if err != nil {
		q.check(err)
		view = q.snapshot.Today()
	}
	q.view = view
	return view
}

// aspect reads a parameter that names an aspect; none is all.
func (q *question) aspect(name string) schema.Aspect {
	text := q.text(name)
	if text == "" {
		return ""
	}
	aspect, err := schema.Aspects.Parse(strings.ToLower(text))
	q.check(err)
	return aspect
}

// choice reads a parameter that has one of a few values; the first is meant where it is left out.
func (q *question) choice(name string, choices ...string) string {
	text := q.text(name)
	if text == "" {
		return choices[0]
	}
	if !contains(choices, text) {
		q.check(schema.UnknownWord(name, text, choices))
		return choices[0]
	}
	return text
}

// country reads the country in the path. It is a page not found where there is none, and another address where it is
// written otherwise (GR, be).
func (q *question) country(name, path string) (*schema.Country, error) {
	text := q.segment(name)
	country, err := q.snapshot.FindCountry(text)
	if err != nil {
		return nil, q.notFound(err, q.nearCountries(text, path)...)
	}
	if string(country.Code) != text {
		return nil, q.moved(path + string(country.Code))
	}
	return country, nil
}

// nearCountries are the same page of the country that was likely meant, and the list of countries.
func (q *question) nearCountries(text, path string) []link {
	var codes []string
	for _, c := range q.snapshot.Countries() {
		codes = append(codes, string(c.Code))
	}
	offers := []link{{Href: "/countries", Text: "All countries"}}
	if near, err := q.snapshot.FindCountry(schema.Nearest(text, codes)); err == nil {
		offers = append([]link{{Href: path + string(near.Code), Text: near.Name}}, offers...)
	}
	return offers
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
