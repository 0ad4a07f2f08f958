package api

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// around puts headers, the limit of rate, counting, logging and the last guard against a panic around all routes.
func (s *Server) around(routes *http.ServeMux) http.Handler {
	var handler http.Handler = s.guarded(routes)
	if s.options.Rate > 0 {
		l, err := newLimiter(s.options.Rate, s.options.Burst, s.options.ClientHeader)
		if err != nil {
			panic(err) // the size of the cache is a constant
		}
		handler = exceptHealth(handler, l.around(handler))
	}
	return s.observed(withHeaders(handler), routes)
}

// exceptHealth sends what watches the server past the limit of rate.
func exceptHealth(free, limited http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/healthz", "/readyz", "/metrics":
			free.ServeHTTP(w, r)
		default:
			limited.ServeHTTP(w, r)
		}
	})
}

// guarded answers 500 where a handler panics, and logs why. What went wrong inside is not told to the client.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if reason := recover(); reason != nil {
				if reason == http.ErrAbortHandler {
					panic(reason)
				}
				s.log.Error("a request could not be answered", "panic", reason, "stack", string(debug.Stack()))
				writeError(w, http.StatusInternalServerError, "INTERNAL", "this could not be answered; the server's log says why")
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// observed counts, times and logs requests. The log has no addresses and no query texts unless the operator asks for them:
// the address of a page alone can tell what somebody feared.
func (s *Server) observed(next http.Handler, routes *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		s.metrics.inFlight.Inc()
		defer s.metrics.inFlight.Dec()
		recorder := &recorder{ResponseWriter: w, status: http.StatusOK}
		route := routeOf(routes, r)
		next.ServeHTTP(recorder, r.WithContext(context.WithValue(r.Context(), routeKey{}, &route)))
		took := time.Since(began)
		s.metrics.observe(route, recorder.status, took)
		if !s.log.Enabled(r.Context(), slog.LevelInfo) {
			return
		}
		facts := []any{"route", route, "status", recorder.status, "bytes", recorder.bytes, "ms", float64(took.Microseconds()) / 1000}
		if s.options.LogRequests {
			facts = append(facts, "client", r.RemoteAddr, "method", r.Method, "url", r.URL.String())
		}
		s.log.Info("request", facts...)
	})
}

// routeOf is the pattern that answered: of pages and downloads the pattern and not the address.
func routeOf(routes *http.ServeMux, r *http.Request) string {
	_, pattern := routes.Handler(r)
	if pattern == "" {
		return "none"
	}
	if _, path, ok := strings.Cut(pattern, " "); ok {
		return path
	}
	return pattern
}

// routeKey is the key of the route in the context of a request.
type routeKey struct{}

// nameRoute says which route answers, for those who know better than the outer routes.
func nameRoute(r *http.Request, route string) {
	if name, ok := r.Context().Value(routeKey{}).(*string); ok {
		*name = route
	}
}

// recorder notes the status and the length of an answer.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(data []byte) (int, error) {
	n, err := r.ResponseWriter.Write(data)
	r.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the writer beneath.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
