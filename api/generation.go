package api

import (
	"context"
	"time"

	"github.com/firewallmap/firewallmap/api/graph"
	"github.com/firewallmap/firewallmap/api/web"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
)

// A Generation is a snapshot with what was made from it: all that an answer can depend on.
type Generation struct {
	Snapshot *dataset.Snapshot
	Index    *indexer.Index
	pages    *web.Generation
	data     *graph.Data
}

// NewGeneration makes all that is made from a snapshot. The index keeps what its options say.
func NewGeneration(ctx context.Context, snapshot *dataset.Snapshot, options indexer.Options) (*Generation, error) {
	index, err := indexer.Open(ctx, snapshot, options)
	if err != nil {
		return nil, err
	}
	return &Generation{Snapshot: snapshot, Index: index, pages: web.NewGeneration(snapshot, index), data: &graph.Data{Snapshot: snapshot, Index: index}}, nil
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
		s.retire(next, 0)
		s.metrics.reloads.WithLabelValues("unchanged").Inc()
		s.log.Info("the data has not changed")
		return nil
	}
	s.current.Store(next)
	s.metrics.published(next)
	s.metrics.reloads.WithLabelValues("published").Inc()
	s.log.Info("new data published", "version", next.Snapshot.Version(), "digest", next.Snapshot.Digest(), "seconds", time.Since(began).Seconds())
	s.retire(old, writeTimeout) // by then no request that began with it is left
	return nil
}

// retire closes a generation after a while.
func (s *Server) retire(g *Generation, after time.Duration) {
	time.AfterFunc(after, func() {
		if err := g.Index.Close(); err != nil {
			s.log.Error("an index could not be closed", "error", err)
		}
	})
}
