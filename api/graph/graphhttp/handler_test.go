package graphhttp

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// send asks the handler; headers are pairs of name and value.
func send(h http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(query string) string { return "/graphql?query=" + url.QueryEscape(query) }

func TestStatusAndMediaType(t *testing.T) {
	const newer = "application/graphql-response+json"
	h := newTestHandler(t)
	for _, c := range []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		want                       string
	}{
		{"a query by POST", "POST", "/", `{"query":"{word(number:0){text}}"}`, nil, 200, `{"data":{"word":{"text":"nobody"}}}`},
		{"a query by GET", "GET", get(`{word(number:0){text}}`), "", nil, 200, `{"data":{"word":{"text":"nobody"}}}`},
		{"variables by GET", "GET", get(`query($n:Int!){word(number:$n){text}}`) + "&variables=" + url.QueryEscape(`{"n":1}`), "", nil, 200, `{"data":{"word":{"text":"who"}}}`},
		{"one of two operations", "POST", "/", `{"query":"query A{a:__typename} query B{b:__typename}","operationName":"B"}`, nil, 200, `{"data":{"b":"Query"}}`},
		{"which of two operations", "POST", "/", `{"query":"query A{a:__typename} query B{b:__typename}"}`, []string{"Accept", newer}, 400, `say with operationName`},
		{"not valid", "POST", "/", `{"query":"{nothing}"}`, nil, 200, `GRAPHQL_VALIDATION_FAILED`},
		{"not valid, newer type", "POST", "/", `{"query":"{nothing}"}`, []string{"Accept", newer}, 400, `GRAPHQL_VALIDATION_FAILED`},
		{"a fault in a field", "POST", "/", `{"query":"{word(number:0){fault}}"}`, []string{"Accept", newer}, 200, `{"data":{"word":{"fault":null}},"errors":[{"message":"the server failed here`},
		{"the newer type preferred", "POST", "/", `{"query":"{__typename}"}`, []string{"Accept", "application/json;q=0.5, " + newer}, 200, `Query`},
		{"nothing acceptable", "POST", "/", `{"query":"{__typename}"}`, []string{"Accept", "text/html"}, 406, `accept one of them`},
		{"no content type", "POST", "/", `{"query":"{__typename}"}`, []string{"Content-Type", ""}, 415, `send the request as application/json`},
		{"a form", "POST", "/", `query={__typename}`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, `send the request as application/json`},
		{"another charset", "POST", "/", `{"query":"{__typename}"}`, []string{"Content-Type", "application/json; charset=utf-16"}, 415, `UTF-8`},
		{"another method", "DELETE", "/", ``, nil, 405, `ask with GET or POST`},
		{"a mutation by GET", "GET", get(`mutation{x}`), ``, nil, 405, `only answers queries`},
		{"a mutation by POST", "POST", "/", `{"query":"mutation{x}"}`, []string{"Accept", newer}, 400, `ONLY_QUERIES`},
		{"a subscription", "POST", "/", `{"query":"subscription{x}"}`, []string{"Accept", newer}, 400, `ONLY_QUERIES`},
		{"a batch", "POST", "/", ` [{"query":"{__typename}"}]`, nil, 400, `batches are not answered`},
		{"no query", "POST", "/", `{}`, nil, 400, `query is missing`},
		{"no query by GET", "GET", "/graphql", ``, nil, 400, `query is missing`},
		{"two queries by GET", "GET", get("{__typename}") + "&query=1", ``, nil, 400, `query is given 2 times`},
		{"a broken query string", "GET", "/graphql?query=%zz", ``, nil, 400, `cannot be read`},
		{"no JSON", "POST", "/", `{"query":`, nil, 400, `no JSON object`},
		{"no UTF-8", "POST", "/", "{\"query\":\"{__typename}\xff\"}", nil, 400, `not valid UTF-8`},
		{"too long", "POST", "/", `{"query":"` + strings.Repeat(" ", 200_000) + `"}`, nil, 413, `"code":"REQUEST_TOO_LONG","limit":"bodyBytes","maximum":65536`},
		{"the cost asked for", "POST", "/", `{"query":"{words(first:3){edges{node{text}}}}","extensions":{"cost":true}}`, nil, 200, `"extensions":{"cost":{"cost":8,"maximum":75000,"fields":4,"depth":4}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := send(h, c.method, c.target, c.body, c.headers...)
			require.Equal(t, c.status, w.Code, w.Body.String())
			require.Contains(t, w.Body.String(), c.want)
			require.NotContains(t, w.Body.String(), "secret")
			if w.Code == 405 {
				require.NotEmpty(t, w.Header().Get("Allow"))
			}
			if !strings.HasPrefix(c.want, `{"data"`) && !strings.Contains(c.want, "cost") && c.want != "Query" {
				require.NotContains(t, w.Body.String(), `"data"`)
			}
			want := "application/json; charset=utf-8"
			if len(c.headers) > 1 && strings.Contains(c.headers[1], newer) {
				want = newer + "; charset=utf-8"
			}
			require.Equal(t, want, w.Header().Get("Content-Type"))
		})
	}
}

func TestAnswersAreKeptForTheirGeneration(t *testing.T) {
	h := newTestHandler(t)
	target := get(`{words{edges{cursor node{text longer{text longer{text longer{text longer{text}}}}}}}}`)
	first := send(h, "GET", target, "")
	tag := first.Header().Get("ETag")
	require.NotEmpty(t, tag)
	require.Equal(t, "public, max-age=60", first.Header().Get("Cache-Control"))
	require.Equal(t, "Accept, Accept-Encoding", first.Header().Get("Vary"))

	again := send(h, "GET", target, "")
	require.Equal(t, first.Body.String(), again.Body.String())
	require.EqualValues(t, 1, h.world.asked.Load(), "the second answer was not the one that was kept")

	require.Equal(t, http.StatusNotModified, send(h, "GET", target, "", "If-None-Match", tag).Code)
	require.Equal(t, http.StatusNotModified, send(h, "GET", target, "", "If-None-Match", `"x", W/`+tag).Code)
	require.Equal(t, http.StatusOK, send(h, "GET", target, "", "If-None-Match", `"x"`).Code)
	require.Equal(t, http.StatusOK, send(h, "POST", "/", `{"query":"{__typename}"}`, "If-None-Match", `*`).Code)

	zipped := send(h, "GET", target, "", "Accept-Encoding", "br, gzip")
	require.Equal(t, "gzip", zipped.Header().Get("Content-Encoding"))
	require.Equal(t, strings.TrimSuffix(tag, `"`)+`-gzip"`, zipped.Header().Get("ETag"))
	require.Equal(t, http.StatusNotModified, send(h, "GET", target, "", "If-None-Match", zipped.Header().Get("ETag")).Code)
	unzip, err := gzip.NewReader(zipped.Body)
	require.NoError(t, err)
	plain, err := io.ReadAll(unzip)
	require.NoError(t, err)
	require.Equal(t, first.Body.String(), string(plain))
	require.Empty(t, send(h, "GET", target, "", "Accept-Encoding", "gzip;q=0").Header().Get("Content-Encoding"))

	second := "sha256:2"
	h.generation.Store(&second)
	h.world.words = []string{"changed"}
	changed := send(h, "GET", target, "", "If-None-Match", tag)
	require.Equal(t, http.StatusOK, changed.Code)
	require.Contains(t, changed.Body.String(), "changed")
	require.NotEqual(t, tag, changed.Header().Get("ETag"))

	head := send(h, "HEAD", target, "")
	require.Equal(t, changed.Header().Get("Content-Length"), head.Header().Get("Content-Length"))
	require.Zero(t, head.Body.Len())
}

func TestWhatIsNotKept(t *testing.T) {
	h := newTestHandler(t)
	for _, query := range []string{`{word(number:0){fault}}`, `{nothing}`} {
		w := send(h, "GET", get(query), "")
		require.Empty(t, w.Header().Get("ETag"), query)
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"), query)
	}
	send(h, "GET", get(`{word(number:0){fault}}`), "")
	require.EqualValues(t, 2, h.world.asked.Load(), "a fault was kept")
}

func TestLimitsAndSchemaAreServed(t *testing.T) {
	h := newTestHandler(t)
	w := httptest.NewRecorder()
	h.ServeLimits(w, nil)
	require.Contains(t, w.Body.String(), `"pageSize": 500`)
	w = httptest.NewRecorder()
	h.ServeSchema(w, nil)
	require.Contains(t, w.Body.String(), "type WordConnection {")
}
