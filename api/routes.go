package api

import (
	"net/http"

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
	if s.kept, err = newKeeper(); err != nil {
		return nil, err
	}
	pages, err := web.New(func() *web.Generation { return s.Current().pages }, web.Options{ExitURL: s.options.ExitURL})
	if err != nil {
		return nil, err
	}
	for _, form := range wholes {
		mux.HandleFunc("GET /dataset"+form.ending, func(w http.ResponseWriter, r *http.Request) { s.serveWhole(w, r, form) })
	}
	mux.Handle("/", s.serveDownloads(downloads(), pages))
	return mux, nil
}
