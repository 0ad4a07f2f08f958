package api

import "net/http"

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
	mux.Handle("/", s.serveDownloads(downloads(), http.NotFoundHandler()))
	return mux, nil
}
