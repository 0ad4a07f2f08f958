// Package web serves the pages: what the dataset says, rendered on the server as HTML that works without scripts.
//
// A page is made in three steps: the parameters of the request are read and checked (params.go), a file named after the
// page asks the dataset and puts the answers into a value (matrix.go, country.go, …), and the template of the same name
// prints it. No number is computed here: pages show what dataset answers, so that they agree with GraphQL, the command
// line and the downloads.
//
// Two rules outrank all others. A level never travels alone: with it go caution, what it covers, confidence and date, which
// is why every level on every page is printed by one of the few marks in marks.go or, for a firewall, by the templates in
// standings.html. And the reader may be a victim: nothing is loaded from elsewhere, nothing is kept, no cookie is set, every
// page leads to help and has a button that leaves it.
//
// What belongs here: pages, their styles, scripts and pictures. What does not: downloads and GraphQL (package api), and
// any judgement on the data (package dataset).
package web

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
)

// A Generation is what the pages show: a snapshot, with the pages that were rendered from it. It never changes in meaning,
// so that a page once rendered serves every later request; a new snapshot is a new Generation.
type Generation struct {
	Snapshot *dataset.Snapshot
	Index    *indexer.Index // nil where search is not ready

	pages   *shelf
	ranking func() (dataset.Ranking, error) // of the default date, mapping and weights, drawn once
}

// NewGeneration is a generation of a snapshot and its index, with no page rendered yet. Without an index the page of search
// says that search is not ready. Ranks, which take the longest, are drawn in the background.
func NewGeneration(snapshot *dataset.Snapshot, index *indexer.Index) *Generation {
	g := &Generation{Snapshot: snapshot, Index: index, pages: newShelf()}
	g.ranking = sync.OnceValues(func() (dataset.Ranking, error) {
		return snapshot.Today().Rank(dataset.RankingQuestion{Samples: dataset.DefaultSamples, Seed: dataset.DefaultSeed})
	})
	go g.ranking()
	return g
}

// Options are what whoever runs the server may choose.
type Options struct {
	// ExitURL is the neutral page to which the button "leave this page" goes; [DefaultExitURL] where empty.
	ExitURL string
	// PublicURL is where readers reach the site, for what has to name whole addresses: canonical links, and the description of
	// the dataset for search engines. Where it is empty, pages have no canonical link.
	PublicURL string
}

// DefaultExitURL is an encyclopedia's front page.
const DefaultExitURL = "https://en.wikipedia.org/wiki/Main_Page"

// A Site serves the pages.
type Site struct {
	current   func() *Generation
	exit      string
	public    string // without a slash at its end
	templates map[string]*template.Template
	styles    map[string]*element // by template
	mux       *http.ServeMux
}

// New makes the site. current returns the generation to serve from and is asked once a request. The error says what is
// wrong with the options.
func New(current func() *Generation, options Options) (*Site, error) {
	s := &Site{current: current, exit: options.ExitURL, public: strings.TrimSuffix(options.PublicURL, "/"), mux: http.NewServeMux()}
	if s.exit == "" {
		s.exit = DefaultExitURL
	}
	if !ofTheWeb(s.exit) {
		return nil, fmt.Errorf("exit URL %q is not an address of the web; write https://…", s.exit)
	}
	if s.public != "" && !ofTheWeb(s.public) {
		return nil, fmt.Errorf("public URL %q is not an address of the web; write https://…", s.public)
	}
	var err error
	if s.templates, err = parseTemplates(); err != nil {
		return nil, err
	}
	if s.styles, err = styles(); err != nil {
		return nil, err
	}
	s.routes()
	return s, nil
}

// ofTheWeb says whether an address is one that browsers open as a page.
func ofTheWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// ServeHTTP serves every page and everything that pages need. An address that is none gets a page that says so.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "pages are read with GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	if p := r.URL.Path; len(p) > 1 && strings.HasSuffix(p, "/") {
		redirect(w, r, "/"+strings.Trim(p, "/"))
		return
	}
	s.mux.ServeHTTP(w, r)
}

// redirect sends the reader to the address by which a page is known, with the same query.
func redirect(w http.ResponseWriter, r *http.Request, path string) {
	to := (&url.URL{Path: path, RawQuery: r.URL.RawQuery}).String()
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusPermanentRedirect)
}
