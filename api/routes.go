package api

import (
	"net/http"

	"github.com/firewallmap/firewallmap/api/explorer"
	"github.com/firewallmap/firewallmap/api/graph"
	"github.com/firewallmap/firewallmap/api/graph/graphhttp"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/api/web"
)

// routes are all addresses.
func (s *Server) routes() (*http.ServeMux, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	if s.options.Metrics {
		mux.Handle("GET /metrics", s.metrics.handler())
	}
	var err error
	if s.kept, err = newKeeper(s.log); err != nil {
		return nil, err
	}
	schema, err := graph.NewSchema(guard.Default(), s.log)
	if err != nil {
		return nil, err
	}
	queries, err := graphhttp.New(schema, func() (any, string) { g := s.Current(); return g.data, g.Snapshot.Hash() })
	if err != nil {
		return nil, err
	}
	page, err := explorer.New()
	if err != nil {
		return nil, err
	}
	mux.Handle("/graphql", page.Around(queries))
	mux.Handle("GET "+explorer.AssetPath, page)
	mux.HandleFunc("GET /schema.graphql", queries.ServeSchema)
	mux.HandleFunc("GET /limits.json", queries.ServeLimits)
	pages, err := web.New(func() *web.Generation { return s.Current().pages }, web.Options{ExitURL: s.options.ExitURL, PublicURL: s.options.PublicURL})
	if err != nil {
		return nil, err
	}
	for _, form := range wholes {
		mux.HandleFunc("GET /dataset"+form.ending, func(w http.ResponseWriter, r *http.Request) { s.serveWhole(w, r, form) })
	}
	mux.Handle("/", s.serveDownloads(downloads(), pages))
	return mux, nil
}
