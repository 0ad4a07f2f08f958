package indexer

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

// BenchmarkBuild builds the index of the embedded dataset: in memory, on disk, and opens the one on disk.
func BenchmarkBuild(b *testing.B) {
	s, err := dataset.Embedded()
	require.NoError(b, err)
	s.Hash()
	for _, c := range []struct {
		name    string
		options func() Options
	}{
		{"memory", func() Options { return Options{InMemory: true} }},
		{"disk", func() Options { return Options{Dir: b.TempDir()} }},
		{"open", func() func() Options {
			dir := b.TempDir()
			return func() Options { return Options{Dir: dir} }
		}()},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				x, err := Open(context.Background(), s, c.options())
				require.NoError(b, err)
				require.NoError(b, x.Close())
			}
		})
	}
}

// BenchmarkSearch asks the golden questions of the embedded dataset in turn, with all facets and with fragments, and
// reports the 95th percentile.
func BenchmarkSearch(b *testing.B) {
	x := embedded(b)
	questions := goldenQuestions(b)
	for _, q := range questions { // what is looked up once is looked up
		_, err := x.Search(context.Background(), Request{Query: q.Query})
		require.NoError(b, err)
	}
	var times []time.Duration
	i := 0
	for b.Loop() {
		begun := time.Now()
		_, err := x.Search(context.Background(), Request{Query: questions[i%len(questions)].Query, Facets: Dimensions})
		require.NoError(b, err)
		times = append(times, time.Since(begun))
		i++
	}
	report(b, times)
}

func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)-1].Microseconds())/1000, "max-ms")
}
