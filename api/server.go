// Package api serves the dataset: GraphQL, downloads and pages, with what a server on the open internet needs around them.
//
// A [Server] holds one generation of the data, a snapshot with its search index, and swaps it for another as a whole: a
// request that began with one ends with it. What is asked goes to package dataset and to the index; this package knows
// addresses, media types, limits and headers, and computes nothing.
//
// It keeps no record of who asked what: no cookies, no addresses in the log, no query texts, unless the operator asks.
package api

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// Options are what an operator can choose.
type Options struct {
	// Load reads the dataset anew; it is called at the start and at every reload. What it returns has been validated.
	Load func(context.Context) (*Generation, error)
	// ExitURL is where the button "leave this page" goes.
	ExitURL string
	// PublicURL is where readers reach the server, for canonical links; empty where it is not known.
	PublicURL string
	// Logger takes what is to be known of the server's running.
	Logger *slog.Logger
	// LogRequests adds the address and the query text of each request to the log.
	LogRequests bool
	// Rate and Burst are how many requests a second one client may make, on average and at once; a rate of 0 is no limit.
	Rate  float64
	Burst int
	// ClientHeader names the header in which a proxy in front says who the client is; empty where there is none.
	ClientHeader string
	// Metrics says whether /metrics is answered among the other addresses.
	Metrics bool
}

// A Server answers requests.
type Server struct {
	options Options
	log     *slog.Logger
	current atomic.Pointer[Generation]
	failed  atomic.Pointer[string] // why the last reload was refused
	metrics *metrics
	kept    *keeper
	handler http.Handler
}

// New loads the first generation and makes a server of it. Where that generation cannot be had there is no server.
func New(ctx context.Context, options Options) (*Server, error) {
	s := &Server{options: options, log: options.Logger, metrics: newMetrics()}
	first, err := options.Load(ctx)
	if err != nil {
		return nil, err
	}
	s.current.Store(first)
	s.metrics.published(first)
	routes, err := s.routes()
	if err != nil {
		return nil, err
	}
	s.handler = s.around(routes)
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// MetricsHandler answers with the metrics, for an address of their own.
func (s *Server) MetricsHandler() http.Handler { return s.metrics.handler() }

// The times that a request may take. A body has to arrive, and an answer to be taken, within these.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 10 * time.Second
	writeTimeout    = 60 * time.Second
	idleTimeout     = 60 * time.Second
	shutdownTimeout = 10 * time.Second
	maxHeaderBytes  = 64 << 10
)

// Serve answers requests on a listener until the context ends, then lets those under way finish. With a certificate it
// speaks TLS and HTTP/2.
func (s *Server) Serve(ctx context.Context, listener net.Listener, handler http.Handler, certificate *tls.Certificate) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		until, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		stopped <- server.Shutdown(until)
	}()
	var err error
	if certificate != nil {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
		err = server.ServeTLS(listener, "", "")
	} else {
		err = server.Serve(listener)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
