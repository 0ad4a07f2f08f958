package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/exporters/bibliography"
	"github.com/firewallmap/firewallmap/schema"
)

// An asked is what a download was asked for: the view, what stands in the path, and the parameters.
type asked struct {
	*dataset.View
	context    context.Context
	generation *Generation
	path       func(name string) string
	parameters *parameters
}

// A download answers at the address of a page with a suffix added: /countries/BE.json is the data of /countries/BE.
type download struct {
	pattern string // of the path, without the suffix
	name    string // of the file: what it holds, before the version
	answer  func(*asked) (answers.Answer, error)
	cite    func(*asked) ([]dataset.Reference, error) // nil where there is nothing to cite

	markdown func(*asked, io.Writer) error // where the Markdown is not the answer's own
}

// A suffix is the ending of an address that asks for data, with its media type.
type suffix struct {
	ending string
	media  string
	write  func(*download, *asked) ([]byte, error)
}

// suffixes are the endings, the longest first where one ends in another.
var suffixes = []suffix{
	{".csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", cited(bibliography.CSLJSON)},
	{".json", "application/json; charset=utf-8", func(d *download, a *asked) ([]byte, error) {
		return written(d, a, func(answer *answers.Answer, b *bytes.Buffer) error { return answer.WriteJSON(b) })
	}},
	{".csv", "text/csv; charset=utf-8; header=present", func(d *download, a *asked) ([]byte, error) {
		raw, err := a.parameters.boolean("raw")
		if err != nil {
			return nil, err
		}
		return written(d, a, func(answer *answers.Answer, b *bytes.Buffer) error { return answer.WriteCSV(b, raw) })
	}},
	{".md", "text/markdown; charset=utf-8", func(d *download, a *asked) ([]byte, error) {
		if d.markdown != nil {
			var b bytes.Buffer
			err := d.markdown(a, &b)
			return b.Bytes(), errors.Join(err, a.parameters.unread())
		}
		return written(d, a, func(answer *answers.Answer, b *bytes.Buffer) error {
			return answer.Write(b, answers.Markdown, answers.Terminal{})
		})
	}},
	{".bib", "application/x-bibtex; charset=utf-8", cited(bibliography.BibTeX)},
	{".ris", "application/x-research-info-systems; charset=utf-8", cited(bibliography.RIS)},
}

// cited writes the references of what is cited.
func cited(form bibliography.Form) func(*download, *asked) ([]byte, error) {
	return func(d *download, a *asked) ([]byte, error) {
		if d.cite == nil {
			return nil, notFound{errors.New("there is nothing to cite here; cite a cell (/assessments/BE-L1), a country or the dataset")}
		}
		references, err := d.cite(a)
		if err != nil {
			return nil, err
		}
		if err := a.parameters.unread(); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := bibliography.Write(&b, form, references); err != nil {
			return nil, internal{err}
		}
		return b.Bytes(), nil
	}
}

// written writes an answer in one form.
func written(d *download, a *asked, write func(*answers.Answer, *bytes.Buffer) error) ([]byte, error) {
	answer, err := d.answer(a)
	if err != nil {
		return nil, err
	}
	if err := a.parameters.unread(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := write(&answer, &b); err != nil {
		return nil, internal{err}
	}
	return b.Bytes(), nil
}

// A notFound is an error about what stands in the path: there is no such thing.
type notFound struct{ error }

// An internal error is a fault of the server: the log has it, the client is told no more than that.
type internal struct{ error }

// ends is the suffix in which a path ends, if any.
func ends(path string) (suffix, string, bool) {
	for _, s := range suffixes {
		if base, ok := strings.CutSuffix(path, s.ending); ok {
			return s, base, true
		}
	}
	return suffix{}, "", false
}

// serveDownloads answers addresses that end in a suffix; all others go to the pages.
func (s *Server) serveDownloads(downloads []download, pages http.Handler) http.Handler {
	mux := http.NewServeMux()
	for i := range downloads {
		d := &downloads[i]
		mux.HandleFunc("GET "+d.pattern, func(w http.ResponseWriter, r *http.Request) { s.serveDownload(w, r, d) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, base, ok := ends(r.URL.Path)
		if !ok {
			pages.ServeHTTP(w, r)
			return
		}
		inner := r.Clone(withAddress(r.Context(), r.URL.Path))
		inner.URL.Path, inner.URL.RawPath = base, ""
		if _, pattern := mux.Handler(inner); pattern == "" {
			pages.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, inner)
	})
}

// serveDownload answers one address. What was answered is kept for the generation.
func (s *Server) serveDownload(w http.ResponseWriter, r *http.Request, d *download) {
	form, _, _ := ends(addressOf(r.Context()))
	nameRoute(r, d.pattern+form.ending)
	generation := s.Current()
	s.kept.serve(w, r, keptKey{generation.Snapshot.Hash(), addressOf(r.Context()) + "?" + r.URL.RawQuery}, func() (*kept, error) {
		p, err := newParameters(r.URL.RawQuery)
		if err != nil {
			return nil, err
		}
		view, err := viewOf(generation.Snapshot, p)
		if err != nil {
			return nil, err
		}
		body, err := form.write(d, &asked{view, context.WithoutCancel(r.Context()), generation, r.PathValue, p})
		if err != nil {
			return nil, err
		}
		header := http.Header{"Content-Type": {form.media}}
		name := "firewallmap-" + generation.Snapshot.Version() + "-" + d.fileName(r) + form.ending
		header.Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", name))
		return &kept{header: header, body: body}, nil
	})
}

// fileName says what a file holds.
func (d *download) fileName(r *http.Request) string {
	name := d.name
	for _, part := range []string{"code", "id"} {
		if value := r.PathValue(part); value != "" {
			name += "-" + strings.ToLower(strings.Map(func(c rune) rune {
				if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' {
					return c
				}
				return '-'
			}, value))
		}
	}
	return name
}

// viewOf is the view that as-of and mapping ask for.
func viewOf(s *dataset.Snapshot, p *parameters) (*dataset.View, error) {
	asOf, err := p.text("as-of")
	if err != nil {
		return nil, err
	}
	mapping, err := p.text("mapping")
	if err != nil {
		return nil, err
	}
	return s.FindView(asOf, mapping)
}

// statusOf is the status that tells a client what was wrong.
func statusOf(err error) (int, string) {
	var missing notFound
	var fault internal
	switch {
	case errors.As(err, &missing):
		return http.StatusNotFound, "NOT_FOUND"
	case errors.As(err, &fault):
		return http.StatusInternalServerError, "INTERNAL"
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, "TIMED_OUT"
	}
	return http.StatusBadRequest, "BAD_INPUT"
}

// countries are those that the parameter names, all where it is not given.
func (a *asked) countries() ([]*schema.Country, error) { return a.named("countries") }

// named are the countries that a parameter names, all where it is not given.
func (a *asked) named(parameter string) ([]*schema.Country, error) {
	named := a.parameters.list(parameter)
	if len(named) == 0 {
		return a.Countries(), nil
	}
	countries := make([]*schema.Country, len(named))
	for i, text := range named {
		var err error
		if countries[i], err = a.FindCountry(text); err != nil {
			return nil, err
		}
	}
	return countries, nil
}

// country is the one that stands in the path.
func (a *asked) country() (*schema.Country, error) {
	c, err := a.FindCountry(a.path("code"))
	if err != nil {
		return nil, notFound{err}
	}
	return c, nil
}

// weights are those that the parameter names, the default ones where it is not given.
func (a *asked) weights() (dataset.Weights, error) {
	text, err := a.parameters.text("weights")
	if err != nil {
		return nil, err
	}
	return dataset.ParseWeights(text)
}
