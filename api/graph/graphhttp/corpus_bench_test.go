package graphhttp

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
)

// BenchmarkHostile sends the corpus to what is served, the whole schema over the embedded dataset, each request as if it had never
// been seen, and names the slowest. The shortest of some tries counts, as a machine that does other work makes each of them longer.
func BenchmarkHostile(b *testing.B) {
	snapshot, err := dataset.Embedded()
	require.NoError(b, err)
	index, err := indexer.Open(context.Background(), snapshot, indexer.Options{InMemory: true})
	require.NoError(b, err)
	defer index.Close()
	schema, err := graph.NewSchema(guard.Default(), quiet)
	require.NoError(b, err)
	h, err := New(schema, func() (any, string) { return &graph.Data{Snapshot: snapshot, Index: index}, snapshot.Hash() })
	require.NoError(b, err)
	requests := hostileRequests(b)
	type timed struct {
		name   string
		took   time.Duration
		status int
		bytes  int
	}
	for b.Loop() {
		var all []timed
		for _, r := range requests {
			least := timed{name: r.name, took: time.Duration(1<<63 - 1)}
			for range 15 {
				h.documents.InvalidateAll()
				h.answers.InvalidateAll()
				runtime.GC() // what one request leaves is not charged to the next
				began := time.Now()
				w := r.send(h)
				if took := time.Since(began); took < least.took {
					least.took, least.status, least.bytes = took, w.Code, w.Body.Len()
				}
			}
			require.Equal(b, r.status, least.status, "%s: the small schema of the tests answers otherwise", r.name)
			all = append(all, least)
		}
		slices.SortFunc(all, func(a, b timed) int { return cmp.Compare(b.took, a.took) })
		b.ReportMetric(all[0].took.Seconds()*1000, "ms-at-most")
		for _, t := range all[:15] {
			b.Logf("%6.2f ms, status %d, %6d bytes: %s", t.took.Seconds()*1000, t.status, t.bytes, t.name)
		}
	}
}
