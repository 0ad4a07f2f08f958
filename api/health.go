package api

import (
	"encoding/json"
	"net/http"
)

// healthz says that the process answers.
func healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
}

// readyz says which data is served, and what new data was refused and why. Refused data does not make the server unready:
// it goes on serving what it had.
func (s *Server) readyz(w http.ResponseWriter, _ *http.Request) {
	g := s.Current()
	state := struct {
		Ready   bool   `json:"ready"`
		Version string `json:"version"`
		AsOf    string `json:"as_of"`
		Digest  string `json:"digest"`
		Hash    string `json:"hash"`
		Refused string `json:"refused,omitempty"`
	}{true, g.Snapshot.Version(), g.Snapshot.AsOf().String(), g.Snapshot.Digest(), g.Snapshot.Hash(), ""}
	if reason := s.failed.Load(); reason != nil {
		state.Refused = *reason
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(state)
}
