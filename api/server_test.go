package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// served makes a server of the embedded dataset, or of what load loads. The index lives in memory.
func served(t testing.TB, change func(*Options)) (*Server, *bytes.Buffer) {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var log bytes.Buffer
	options := Options{
		Load:   func(ctx context.Context) (*Generation, error) { return generation(ctx, nil) },
		Logger: slog.New(slog.NewJSONHandler(&log, nil)),
	}
	if change != nil {
		change(&options)
	}
	s, err := New(context.Background(), options)
	require.NoError(t, err)
	return s, &log
}

// unchanged is the generation of the embedded dataset, made once: to index it takes most of a test's time.
var unchanged = sync.OnceValues(func() (*Generation, error) {
	embedded, err := dataset.Embedded()
	if err != nil {
		return nil, err
	}
	return NewGeneration(context.Background(), embedded, indexer.Options{})
})

// generation is a generation of the embedded dataset, changed.
func generation(ctx context.Context, change func(*schema.Records)) (*Generation, error) {
	if change == nil {
		return unchanged()
	}
	embedded, err := dataset.Embedded()
	if err != nil {
		return nil, err
	}
	again, err := dataset.FromJSON(embedded.JSON())
	if err != nil {
		return nil, err
	}
	records := *again.Records()
	change(&records)
	if embedded, err = dataset.New(records); err != nil {
		return nil, err
	}
	return NewGeneration(ctx, embedded, indexer.Options{})
}

func get(t testing.TB, h http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestDownloads(t *testing.T) {
	s, _ := served(t, nil)
	for address, want := range map[string]string{
		"/countries.json":                                        `"code": "BE"`,
		"/countries/BE.json":                                     `"overview": "Reporting is not safe in Belgium`,
		"/countries/gr.csv":                                      "EL-L1,EL,L1,legal",
		"/countries/BE.md":                                       "# Belgium",
		"/countries/BE.bib":                                      "@",
		"/countries/BE.ris":                                      "TY  - ",
		"/assessments/BE-L1.json":                                `"id": "BE-L1@desk-2026"`,
		"/assessments/BE-L1.csv":                                 "be-safereporting-ghent",
		"/assessments/BE-L1.bib":                                 "[BE-L1@desk-2026 not",
		"/assessments/BE-L1@desk-2026.csl.json":                  `"title"`,
		"/compare.csv?countries=BE,IE&aspect=legal&as-of=2024":   "not_coded",
		"/compare.json?countries=BE&countries=IE&criteria=L1,L6": `"differs"`,
		"/criteria/L1.csv":                                       "BE-L1,BE,L1,legal",
		"/timeline.csv?countries=ES&from=2022&to=2022":           "2022",
		"/help.json":                                             `"may_notify"`,
		"/quality.json":                                          `"data"`,
		"/search.json?q=interpreter&country=IE":                  `"country": "IE"`,
		"/recommendations/4.1.1.json":                            `"id": "4.1.1"`,
		"/provisions/VRD-8.csv":                                  "VRD-8,VRD,8",
		"/rules.csv":                                             "VRD,Victims' Rights Directive",
		"/sources.json":                                          "be-inhere-2021",
		"/gaps/PL.csv":                                           "PL-L",
		"/gaps/PL.json?aspect=legal&provision=":                  `"severity"`,
		"/brief/PL.md":                                           "Poland",
		"/alignment.csv?rule=VRD":                                "VRD-8",
		"/alignment.json?provision=VRDA-5a&assume-bound=true":    `"VRDA-5a"`,
		"/doors/HU.json":                                         `"police"`,
		"/ranking.json":                                          `"data"`,
		"/what-if.json?country=BE&L1=met&weight-legal=2":         `"BE-L1"`,
		"/sources.bib?country=BE":                                "be-inhere-2021",
		"/sources.csv?country=rules":                             "src-inhere",
		"/provisions/VRD-8.bib":                                  "@",
		"/scores.csv?weights=legal%3D3":                          "BE,legal,11.2",
	} {
		w := get(t, s, address)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", address, w.Body)
		require.Contains(t, w.Body.String(), want, address)
		require.Contains(t, w.Header().Get("Content-Disposition"), "firewallmap-2026.11-", address)
		require.NotEmpty(t, w.Header().Get("ETag"))
	}
}

// A download has the numbers that the dataset has, and every row of a CSV says where it is from.
func TestDownloadsAgreeWithTheDataset(t *testing.T) {
	s, _ := served(t, nil)
	snapshot := s.Current().Snapshot
	rows, err := csv.NewReader(get(t, s, "/scores.csv").Body).ReadAll()
	require.NoError(t, err)
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, row := range rows[1:] {
		require.Equal(t, snapshot.Digest(), row[column["dataset_digest"]])
		require.Equal(t, "CC-BY-4.0", row[column["licence"]])
		if row[column["scope"]] == "total" {
			score := snapshot.Today().Score(snapshot.Country(schema.CountryCode(row[column["country"]])), dataset.DefaultWeights())
			want := ""
			if score.Value != nil {
				b, _ := json.Marshal(*score.Value)
				want = string(b)
			}
			require.Equal(t, want, row[column["value"]])
		}
	}
}

func TestWrongAddressesSayWhatIsWrong(t *testing.T) {
	s, _ := served(t, nil)
	for address, want := range map[string]struct {
		status  int
		message string
	}{
		"/countries/BL.json":                        {404, `unknown country "BL"; did you mean BE?`},
		"/assessments/BE-L99.json":                  {404, `unknown criterion "L99"`},
		"/assessments/BE-L1@desk.json":              {404, `unknown assessment "BE-L1@desk"`},
		"/assessments/nonsense.csv":                 {404, "is no id of a cell"},
		"/provisions/VRD-99.json":                   {404, `unknown provision "VRD-99"`},
		"/criteria/L99.json":                        {404, `unknown criterion "L99"`},
		"/timeline.csv?from=soon":                   {400, "is not a date"},
		"/search.json?q=a&first=1000000":            {400, "at most 200"},
		"/search.json?q=a&kind=assesment":           {400, "did you mean assessment?"},
		"/compare.csv?countris=BE":                  {400, `unknown parameter "countris"; did you mean countries?`},
		"/compare.csv?as-of=2024-13":                {400, "is not a date"},
		"/compare.csv?as-of=2024&as-of=2025":        {400, "given 2 times"},
		"/compare.csv?countries=BE,BE":              {400, "named twice"},
		"/compare.csv?raw=perhaps":                  {400, "it is true or false"},
		"/compare.csv?%zz":                          {400, "cannot be read"},
		"/compare.csv?" + strings.Repeat("a", 9000): {400, "at most 8192"},
		"/compare.bib":                              {404, "nothing to cite"},
		"/assessments/BE-L1.bib?as-of=2019":         {404, "not coded"},
		"/scores.csv?weights=legal%3D-1":            {400, "a weight is a number"},
		"/countries/BE.json?mapping=none":           {400, `unknown mapping "none"`},
	} {
		w := get(t, s, address)
		require.Equal(t, want.status, w.Code, "%s: %s", address, w.Body)
		require.Contains(t, errorOf(t, w), want.message, address)
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"), "an error is not kept")
	}
}

func errorOf(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var answer struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer), w.Body.String())
	require.NotEmpty(t, answer.Errors[0].Extensions.Code)
	return answer.Errors[0].Message
}

func TestEntityTags(t *testing.T) {
	s, _ := served(t, nil)
	plain := get(t, s, "/countries/BE.json")
	zipped := get(t, s, "/countries/BE.json", "Accept-Encoding", "br, gzip;q=0.5")
	require.Equal(t, "gzip", zipped.Header().Get("Content-Encoding"))
	require.NotEqual(t, plain.Header().Get("ETag"), zipped.Header().Get("ETag"))
	reader, err := gzip.NewReader(zipped.Body)
	require.NoError(t, err)
	unzipped, err := io.ReadAll(reader)
	require.NoError(t, err)
	require.Equal(t, plain.Body.String(), string(unzipped))
	require.Empty(t, get(t, s, "/countries/BE.json", "Accept-Encoding", "gzip;q=0").Header().Get("Content-Encoding"))

	again := get(t, s, "/countries/BE.json", "If-None-Match", plain.Header().Get("ETag"))
	require.Equal(t, http.StatusNotModified, again.Code)
	require.Zero(t, again.Body.Len())
	require.Equal(t, http.StatusOK, get(t, s, "/countries/BE.json", "If-None-Match", `"another"`).Code)
}

func TestHeaders(t *testing.T) {
	s, _ := served(t, nil)
	for _, address := range []string{"/", "/countries/BE.json", "/readyz", "/nothing-here"} {
		h := get(t, s, address).Header()
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), address)
		require.Equal(t, "no-referrer", h.Get("Referrer-Policy"), address)
		require.Contains(t, h.Get("Content-Security-Policy"), "default-src 'none'", address)
		require.NotContains(t, h.Get("Content-Security-Policy"), "unsafe", address)
		require.Equal(t, "*", h.Get("Access-Control-Allow-Origin"), address)
		require.Empty(t, h.Get("Set-Cookie"), address)
	}
	r := httptest.NewRequest(http.MethodOptions, "/countries/BE.json", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	require.Equal(t, http.StatusNoContent, w.Code)
	require.Contains(t, w.Header().Get("Access-Control-Allow-Methods"), "GET")
}

func TestLimitOfRate(t *testing.T) {
	s, _ := served(t, func(o *Options) { o.Rate, o.Burst, o.ClientHeader = 0.01, 3, "X-Forwarded-For" })
	ask := func(client string) *httptest.ResponseRecorder {
		return get(t, s, "/countries.json", "X-Forwarded-For", client)
	}
	for range 3 {
		require.Equal(t, http.StatusOK, ask("192.0.2.1").Code)
	}
	refused := ask("192.0.2.1")
	require.Equal(t, http.StatusTooManyRequests, refused.Code)
	require.NotEmpty(t, refused.Header().Get("Retry-After"))
	require.Contains(t, errorOf(t, refused), "requests a second")
	require.Equal(t, http.StatusTooManyRequests, ask("203.0.113.9, 192.0.2.1").Code, "what the client itself claims does not count")
	require.Equal(t, http.StatusOK, ask("192.0.2.2").Code, "another client is not held up")
	require.Equal(t, http.StatusOK, get(t, s, "/healthz", "X-Forwarded-For", "192.0.2.1").Code, "nor is what watches the server")
	for range 3 {
		ask("2001:db8:1:1::1")
	}
	require.Equal(t, http.StatusTooManyRequests, ask("2001:db8:1:1::2").Code, "a /64 is one client")
}

// The log says nothing of who asked what, unless the operator asks.
func TestLogTellsNothingOfReaders(t *testing.T) {
	s, log := served(t, nil)
	get(t, s, "/countries/BE.json?as-of=2024")
	get(t, s, "/assessments/BE-L1")
	require.Contains(t, log.String(), `"route":"/countries/{code}.json"`)
	for _, told := range []string{"192.0.2.1", "2024", "BE"} { // httptest asks from 192.0.2.1
		require.NotContains(t, log.String(), told)
	}
	s, log = served(t, func(o *Options) { o.LogRequests = true })
	get(t, s, "/countries/BE.json?as-of=2024")
	require.Contains(t, log.String(), "/countries/BE.json?as-of=2024")
}

func TestReload(t *testing.T) {
	next := func(ctx context.Context) (*Generation, error) { return generation(ctx, nil) }
	s, _ := served(t, func(o *Options) { o.Load = func(ctx context.Context) (*Generation, error) { return next(ctx) } })
	first := s.Current()
	tag := get(t, s, "/countries/BE.json").Header().Get("ETag")

	next = func(ctx context.Context) (*Generation, error) { return generation(ctx, func(*schema.Records) {}) }
	require.NoError(t, s.Reload(context.Background()))
	require.Same(t, first, s.Current(), "data that has not changed is not published again")

	next = func(context.Context) (*Generation, error) { return nil, errors.New("countries/be.yaml:3: wrong") }
	require.Error(t, s.Reload(context.Background()))
	require.Same(t, first, s.Current(), "bad data is refused, the old goes on serving")
	require.Contains(t, get(t, s, "/readyz").Body.String(), "countries/be.yaml:3: wrong")
	require.Equal(t, http.StatusOK, get(t, s, "/countries/BE.json").Code)

	next = func(ctx context.Context) (*Generation, error) {
		return generation(ctx, func(r *schema.Records) { r.Country("BE").Overview = "Changed." })
	}
	require.NoError(t, s.Reload(context.Background()))
	require.NotContains(t, get(t, s, "/readyz").Body.String(), "wrong")
	again := get(t, s, "/countries/BE.json", "If-None-Match", tag)
	require.Equal(t, http.StatusOK, again.Code, "all that was kept of the old data is stale")
	require.Contains(t, again.Body.String(), "Changed.")
}

// Readers never wait for a reload, nor see half of one.
func TestReloadUnderLoad(t *testing.T) {
	turn := 0
	s, _ := served(t, func(o *Options) {
		o.Load = func(ctx context.Context) (*Generation, error) {
			turn++
			title := strings.Repeat("x", turn)
			return generation(ctx, func(r *schema.Records) { r.Country("BE").Overview, r.Country("BG").Overview = title, title })
		}
		o.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	})
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
				}
				w := get(t, s, "/dataset-check-that-no-page-has", "Accept", "text/html")
				if w.Code != http.StatusNotFound {
					t.Errorf("status %d", w.Code)
				}
				g := s.Current().Snapshot
				if g.Country("BE").Overview != g.Country("BG").Overview {
					t.Error("half a dataset was seen")
				}
				if w := get(t, s, "/countries/BE.json"); w.Code != http.StatusOK {
					t.Errorf("status %d", w.Code)
				}
			}
		})
	}
	for range 2 {
		require.NoError(t, s.Reload(context.Background()))
	}
	close(stop)
	readers.Wait()
}

func TestAPanicIsNotTold(t *testing.T) {
	s, log := served(t, nil)
	h := s.guarded(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the secret of the house") }))
	w := get(t, h, "/")
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.NotContains(t, w.Body.String(), "secret")
	require.Contains(t, log.String(), "the secret of the house")
}

// A fault of the server is logged, and its text is not told.
func TestAFaultOfTheServerIsNotTold(t *testing.T) {
	s, log := served(t, nil)
	w := httptest.NewRecorder()
	s.kept.serve(w, httptest.NewRequest(http.MethodGet, "/x.csv", nil), keptKey{"hash", "/x.csv"}, func() (*kept, error) {
		return nil, internal{errors.New("the secret of the house")}
	})
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.NotContains(t, w.Body.String(), "secret")
	require.Contains(t, log.String(), "the secret of the house")
}

func TestMetricsCountRoutesAndNotReaders(t *testing.T) {
	s, _ := served(t, func(o *Options) { o.Metrics = true })
	get(t, s, "/countries/BE.json")
	body := get(t, s, "/metrics").Body.String()
	require.Contains(t, body, `firewallmap_requests_total{route="/countries/{code}.json",status="200"} 1`)
	require.Contains(t, body, "firewallmap_dataset_info{")
	require.NotContains(t, body, "/countries/BE")
}

func FuzzParameters(f *testing.F) {
	for _, seed := range []string{"", "a=b", "countries=BE,IE&as-of=2024", "%zz", "a=b&a=c", strings.Repeat("&", 100), "=", "\x00", "as-of=%00"} {
		f.Add(seed)
	}
	snapshot, err := dataset.Embedded()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, query string) {
		p, err := newParameters(query)
		if err != nil {
			return
		}
		if v, err := viewOf(snapshot, p); err == nil {
			require.NotNil(t, v)
		}
		p.list("countries")
		_, _ = p.boolean("raw")
		_ = p.unread()
	})
}
