package api

import (
	"context"
	"time"

	"github.com/firewallmap/firewallmap/dataset"
)

// A Generation is a snapshot with what was made from it: all that an answer can depend on.
type Generation struct {
	Snapshot *dataset.Snapshot
}

// Current is the generation that answers now.
func (s *Server) Current() *Generation { return s.current.Load() }

// Reload reads the data anew and publishes it. Where that fails the old generation goes on answering, and /readyz says
// what was refused. Data that has not changed is not published again.
func (s *Server) Reload(ctx context.Context) error {
	began := time.Now()
	next, err := s.options.Load(ctx)
	if err != nil {
		reason := err.Error()
		s.failed.Store(&reason)
		s.metrics.reloads.WithLabelValues("refused").Inc()
		s.log.Error("new data refused; the old goes on serving", "error", err)
		return err
	}
	s.failed.Store(nil)
	old := s.current.Load()
	if old.Snapshot.Hash() == next.Snapshot.Hash() {
		next.retire(0)
		s.metrics.reloads.WithLabelValues("unchanged").Inc()
		s.log.Info("the data has not changed")
		return nil
	}
	s.current.Store(next)
	s.metrics.published(next)
	s.metrics.reloads.WithLabelValues("published").Inc()
	s.log.Info("new data published", "version", next.Snapshot.Version(), "digest", next.Snapshot.Digest(), "seconds", time.Since(began).Seconds())
	old.retire(writeTimeout) // by then no request that began with it is left
	return nil
}

// retire gives back what the generation holds, after a while.
func (g *Generation) retire(after time.Duration) {}
