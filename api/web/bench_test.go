package web

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

// browse asks for a page as browsers do.
func browse(site http.Handler, address string) {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	site.ServeHTTP(httptest.NewRecorder(), r)
}

func BenchmarkPages(b *testing.B) {
	site := embeddedSite(b)
	for _, address := range []string{
		"/", "/matrix", "/countries/BE", "/assessments/BE-L1", "/gaps/BG", "/methods", "/sources", "/timeline?from=1990", "/what-if?country=BE&L1=met",
		"/compare?countries=BE,BG,EL,ES,HR,HU",
	} {
		b.Run("cold"+address, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				site.current().pages = newShelf()
				browse(site, address)
			}
		})
		b.Run("warm"+address, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				browse(site, address)
			}
		})
	}
}

// BenchmarkEveryPage asks for every page that can be reached, cold and warm, and names the slowest. The shortest of some tries
// counts, as a machine that does other work makes each of them longer.
func BenchmarkEveryPage(b *testing.B) {
	snapshot, err := dataset.Embedded()
	require.NoError(b, err)
	site := indexedSite(b, snapshot)
	type timed struct {
		address    string
		cold, warm time.Duration
	}
	shortest := func(prepare func(), address string) time.Duration {
		least := time.Duration(1<<63 - 1)
		for range 15 {
			prepare()
			began := time.Now()
			browse(site, address)
			least = min(least, time.Since(began))
		}
		return least
	}
	for b.Loop() {
		var pages []timed
		for address := range crawl(b, site, nil) {
			cold := shortest(func() { site.current().pages = newShelf() }, address)
			pages = append(pages, timed{address, cold, shortest(func() {}, address)})
		}
		slices.SortFunc(pages, func(a, b timed) int { return cmp.Compare(b.warm, a.warm) })
		b.ReportMetric(pages[0].warm.Seconds()*1000, "ms-warm-at-most")
		slices.SortFunc(pages, func(a, b timed) int { return cmp.Compare(b.cold, a.cold) })
		b.ReportMetric(pages[0].cold.Seconds()*1000, "ms-cold-at-most")
		for _, p := range pages[:15] {
			b.Logf("%6.2f ms cold, %.3f ms warm: %s", p.cold.Seconds()*1000, p.warm.Seconds()*1000, p.address)
		}
	}
}
