// Package explorer is the page at /graphql for people with a browser: GraphiQL where `make explorer` built it, else a plain
// form, both with the same example queries.
//
// The form works without scripts. The bundle is embedded from dist/ when it was built, and never committed; nothing is
// loaded from elsewhere, and what is typed is not stored. What a query means is the business of package graph, and how it is
// answered over HTTP that of graphhttp.
package explorer

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

//go:embed page.html
var pageText string

//go:embed examples/*.graphql
var exampleFiles embed.FS

//go:embed all:dist
var dist embed.FS

// An Example is a query to begin with.
type Example struct {
	Title string `json:"title"` // the first line of its comment
	Query string `json:"query"` // the whole text, comment included
}

// Examples are the example queries, in the order in which they are best tried.
func Examples() ([]Example, error) {
	names, err := fs.Glob(exampleFiles, "examples/*.graphql")
	if err != nil {
		return nil, err
	}
	examples := make([]Example, len(names))
	for i, name := range names {
		text, err := exampleFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		title, _, _ := strings.Cut(string(text), "\n")
		examples[i] = Example{strings.TrimPrefix(title, "# "), strings.TrimSpace(string(text))}
	}
	return examples, nil
}

// Explorer serves the page and its bundle.
type Explorer struct {
	page   []byte
	tag    string
	assets http.Handler
}

// AssetPath is where the bundle is served.
const AssetPath = "/graphql/explorer/"

// New makes the page, of the bundle if it was built.
func New() (*Explorer, error) { return newExplorer(dist) }

// bundle are the files that `make explorer` builds and the page loads; licences are those of what is in them.
var (
	bundle   = []string{"explorer.js", "explorer.css"}
	licences = "explorer.js.LEGAL.txt"
)

func newExplorer(files fs.FS) (*Explorer, error) {
	examples, err := Examples()
	if err != nil {
		return nil, err
	}
	content := struct {
		Examples []Example
		Bundle   map[string]string // address by name; nil where nothing was built
	}{Examples: examples}
	for _, name := range bundle {
		data, err := fs.ReadFile(files, "dist/"+name)
		if errors.Is(err, fs.ErrNotExist) {
			content.Bundle = nil
			break
		}
		if err != nil {
			return nil, err
		}
		if content.Bundle == nil {
			content.Bundle = map[string]string{}
		}
		content.Bundle[strings.TrimPrefix(path.Ext(name), ".")] = AssetPath + name + "?v=" + digest(data)
	}
	page, err := template.New("page").Parse(pageText)
	if err != nil {
		return nil, fmt.Errorf("the page of the explorer: %w", err)
	}
	var b bytes.Buffer
	if err := page.Execute(&b, content); err != nil {
		return nil, fmt.Errorf("the page of the explorer: %w", err)
	}
	built, err := fs.Sub(files, "dist")
	if err != nil {
		return nil, err
	}
	return &Explorer{page: b.Bytes(), tag: `"` + digest(b.Bytes()) + `"`, assets: gzhttp.GzipHandler(assets(built))}, nil
}

// digest is as much of the SHA-256 of data as tells versions apart.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// assets serves the files of the bundle, whose addresses change when they do.
func assets(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, AssetPath)
		if name != licences && !slices.Contains(bundle, name) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		http.ServeFileFS(w, r, files, name)
	})
}

// Around serves the page to browsers that ask for no query in particular, and leaves all else to the endpoint.
func (e *Explorer) Around(endpoint http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !opens(r) {
			endpoint.ServeHTTP(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "public, max-age=60")
		h.Set("Vary", "Accept")
		h.Set("ETag", e.tag)
		if r.Header.Get("If-None-Match") == e.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.Method != http.MethodHead {
			_, _ = w.Write(e.page) // a client that has gone needs no answer
		}
	})
}

// opens says whether somebody opens the address in a browser: a request to read, without a query, that takes HTML.
func opens(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && !r.URL.Query().Has("query") &&
		strings.Contains(r.Header.Get("Accept"), "text/html")
}

// ServeHTTP serves the files of the bundle.
func (e *Explorer) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.assets.ServeHTTP(w, r) }
