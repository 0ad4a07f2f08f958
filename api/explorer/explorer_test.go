package explorer

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

var teapot = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })

func request(e *Explorer, method, address, accept string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, nil)
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	e.Around(teapot).ServeHTTP(w, r)
	return w
}

func TestOnlyBrowsersWithoutAQueryGetThePage(t *testing.T) {
	e, err := New()
	require.NoError(t, err)
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for name, c := range map[string]struct {
		method, address, accept string
		status                  int
	}{
		"browser":            {http.MethodGet, "/graphql", browser, http.StatusOK},
		"form sent":          {http.MethodGet, "/graphql?query=%7Bx%7D", browser, http.StatusTeapot},
		"program":            {http.MethodGet, "/graphql", "application/json", http.StatusTeapot},
		"anything":           {http.MethodGet, "/graphql", "*/*", http.StatusTeapot},
		"posted by a script": {http.MethodPost, "/graphql", browser, http.StatusTeapot},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.status, request(e, c.method, c.address, c.accept).Code) })
	}
}

func TestWithoutTheBundleThereIsAForm(t *testing.T) {
	e, err := newExplorer(fstest.MapFS{})
	require.NoError(t, err)
	page := request(e, http.MethodGet, "/graphql", "text/html").Body.String()
	require.NotContains(t, page, "<script type=\"module\"")
	examples, err := Examples()
	require.NoError(t, err)
	require.Len(t, examples, 8)
	require.Equal(t, 9, strings.Count(page, "<textarea"))
}

func TestWithTheBundleItIsLoadedFromHere(t *testing.T) {
	e, err := newExplorer(fstest.MapFS{"dist/explorer.js": {Data: []byte("run()")}, "dist/explorer.css": {Data: []byte("a{}")}})
	require.NoError(t, err)
	page := request(e, http.MethodGet, "/graphql", "text/html").Body.String()
	require.Contains(t, page, `<script type="module" src="/graphql/explorer/explorer.js?v=`)
	require.NotContains(t, page, "//cdn")
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, AssetPath+"explorer.js", nil))
	require.Equal(t, "run()", w.Body.String())
	require.Contains(t, w.Header().Get("Content-Type"), "javascript")
	w = httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, AssetPath+"../page.html", nil))
	require.Equal(t, http.StatusNotFound, w.Code)
}
