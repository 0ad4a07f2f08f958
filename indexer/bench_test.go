package indexer

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/internal/passages"
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
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var times []time.Duration
	i := 0
	for b.Loop() {
		begun := threadTime(unix.CLOCK_THREAD_CPUTIME_ID)
		_, err := x.Search(context.Background(), Request{Query: questions[i%len(questions)].Query, Facets: Dimensions})
		require.NoError(b, err)
		times = append(times, threadTime(unix.CLOCK_THREAD_CPUTIME_ID)-begun)
		i++
	}
	report(b, times)
}

// BenchmarkBadInput sends all that is no question to the embedded dataset, and reports the slowest.
func BenchmarkBadInput(b *testing.B) {
	badInput(b, embedded(b))
}

// badInput reports the slowest of the bad inputs when it is sent for the first time, and when it is sent again.
func badInput(b *testing.B, x *Index) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	slowest := func() time.Duration {
		var most time.Duration
		for _, text := range badInputs {
			begun := threadTime(unix.CLOCK_THREAD_CPUTIME_ID)
			_, err := x.Search(context.Background(), Request{Query: text, Facets: Dimensions})
			require.NoError(b, err)
			most = max(most, threadTime(unix.CLOCK_THREAD_CPUTIME_ID)-begun)
		}
		return most
	}
	first, again := slowest(), time.Duration(0)
	for b.Loop() {
		again = max(again, slowest())
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "first-max-ms")
	b.ReportMetric(float64(again.Microseconds())/1000, "max-ms")
}

func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)-1].Microseconds())/1000, "max-ms")
}

// passageCount is how many passages the large index has.
const passageCount = 100_000

// BenchmarkPassages builds an index of 100,000 passages on disk and searches it: the figures of docs/performance.md. Times
// of searches are of the thread, so that what else the machine does counts less.
func BenchmarkPassages(b *testing.B) {
	s, err := dataset.Embedded()
	require.NoError(b, err)
	large, texts, err := passages.Snapshot(s, passageCount, 1)
	require.NoError(b, err)
	large.Hash()
	var size int64
	for _, t := range texts {
		size += int64(len(t))
	}
	dir := b.TempDir()
	begun, cpu := time.Now(), threadTime(unix.CLOCK_PROCESS_CPUTIME_ID)
	x, err := Open(context.Background(), large, Options{Dir: dir})
	require.NoError(b, err)
	defer x.Close()
	built, used := time.Since(begun), threadTime(unix.CLOCK_PROCESS_CPUTIME_ID)-cpu
	var disk int64
	require.NoError(b, filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			disk += info.Size()
		}
		return err
	}))
	var questions []string
	for _, q := range goldenQuestions(b) {
		if q.Language == "en" && !strings.Contains(q.Query, ":") {
			questions = append(questions, q.Query)
		}
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	slowest := time.Duration(0) // of the first time that a question is asked
	for _, q := range questions {
		begun := threadTime(unix.CLOCK_THREAD_CPUTIME_ID)
		_, err := x.Search(context.Background(), Request{Query: q, Facets: Dimensions})
		require.NoError(b, err)
		slowest = max(slowest, threadTime(unix.CLOCK_THREAD_CPUTIME_ID)-begun)
	}
	for _, c := range []struct {
		name    string
		request Request
	}{
		{"facets-and-fragments", Request{Facets: Dimensions}},
		{"bare", Request{}},
		{"exact", Request{Exact: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			var times []time.Duration
			i := 0
			for b.Loop() {
				r := c.request
				r.Query = questions[i%len(questions)]
				i++
				begun := threadTime(unix.CLOCK_THREAD_CPUTIME_ID)
				_, err := x.Search(context.Background(), r)
				require.NoError(b, err)
				times = append(times, threadTime(unix.CLOCK_THREAD_CPUTIME_ID)-begun)
			}
			report(b, times)
			b.ReportMetric(float64(slowest.Milliseconds()), "first-max-ms")
			b.ReportMetric(passageCount/built.Seconds(), "passages/s")
			b.ReportMetric(passageCount/used.Seconds(), "passages/cpu-s")
			b.ReportMetric(float64(disk)/float64(size), "index/text")
		})
	}
	b.Run("bad-input", func(b *testing.B) { badInput(b, x) })
}

// threadTime is the processor time that the thread or the process has used.
func threadTime(clock int32) time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(clock, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
