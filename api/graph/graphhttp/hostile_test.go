package graphhttp

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/stretchr/testify/require"
)

// hostileRequest is one file of the corpus.
type hostileRequest struct {
	name   string
	status int
	words  string
	method string
	target string
	header http.Header
	body   []byte
}

var templates = template.FuncMap{
	"rep": func(n int, s string) string { return strings.Repeat(s, n) },
	"num": func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			if strings.Contains(format, "[2]") {
				fmt.Fprintf(&b, format, i, i+1)
			} else {
				fmt.Fprintf(&b, format, i)
			}
		}
		return b.String()
	},
	"hex": func(digits string) (string, error) { b, err := hex.DecodeString(digits); return string(b), err },
}

func readHostile(t testing.TB, path string) hostileRequest {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	made, err := template.New(path).Delims("«", "»").Funcs(templates).Parse(string(text))
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, made.Execute(&b, nil))
	head, body, found := strings.Cut(b.String(), "\n\n")
	require.True(t, found, "%s: an empty line between header and body is missing", path)
	lines := strings.Split(head, "\n")
	r := hostileRequest{name: strings.TrimSuffix(filepath.Base(path), ".http"), header: http.Header{}, body: []byte(body)}
	status, words, _ := strings.Cut(lines[0], " ")
	r.status, err = strconv.Atoi(status)
	require.NoError(t, err, path)
	r.words = words
	r.method, r.target, _ = strings.Cut(lines[1], " ")
	r.header.Set("Accept", graphqlMedia)
	for _, line := range lines[2:] {
		name, value, _ := strings.Cut(line, ": ")
		r.header.Set(name, value)
	}
	if r.header.Get("Content-Type") == "application/graphql-template" {
		r.header.Set("Content-Type", jsonMedia)
		r.body, err = json.Marshal(map[string]string{"query": body})
		require.NoError(t, err)
	}
	return r
}

func (r hostileRequest) send(h http.Handler) *httptest.ResponseRecorder {
	sent := httptest.NewRequest(r.method, "/graphql", bytes.NewReader(r.body))
	_, sent.URL.RawQuery, _ = strings.Cut(r.target, "?")
	sent.Header = r.header
	w := httptest.NewRecorder()
	h.ServeHTTP(w, sent)
	return w
}

func hostileRequests(t testing.TB) (all []hostileRequest) {
	paths, err := filepath.Glob("../../testdata/hostile/*.http")
	require.NoError(t, err)
	require.Greater(t, len(paths), 100)
	for _, path := range paths {
		all = append(all, readHostile(t, path))
	}
	return all
}

// TestHostileRequests sends the corpus. With -v it prints how long each took; no time is asserted.
func TestHostileRequests(t *testing.T) {
	h, _ := matrixHandler(t)
	before := runtime.NumGoroutine()
	type took struct {
		name string
		time time.Duration
	}
	var times []took
	for _, r := range hostileRequests(t) {
		t.Run(r.name, func(t *testing.T) {
			started := time.Now()
			w := r.send(h)
			times = append(times, took{r.name, time.Since(started)})
			body := w.Body.String()
			require.Equal(t, r.status, w.Code, "%.500s", body)
			require.Contains(t, body, r.words)
			require.True(t, json.Valid(w.Body.Bytes()), "%.500s", body)
			require.Less(t, len(body), 20_000)
			for _, leak := range []string{"the server failed here", "panic", "goroutine", ".go:", "runtime error"} {
				require.NotContains(t, body, leak)
			}
			good := send(h, "GET", get("{country(code: \"BE\"){code}}"), "")
			require.Equal(t, `{"data":{"country":{"code":"BE"}}}`, good.Body.String())
		})
	}
	for wait := 0; runtime.NumGoroutine() > before && wait < 1000; wait++ {
		time.Sleep(10 * time.Millisecond) // what was answered may still be ending
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before, "a goroutine was left behind")
	slices.SortFunc(times, func(a, b took) int { return int(b.time - a.time) })
	for _, one := range times[:min(len(times), 12)] {
		t.Logf("%8s %s", one.time.Round(10*time.Microsecond), one.name)
	}
}

// TestSlowBodyIsCut sends half a request and waits.
func TestSlowBodyIsCut(t *testing.T) {
	h, _ := matrixHandler(t)
	h.bodyTime = 50 * time.Millisecond
	server := httptest.NewServer(h)
	defer server.Close()
	body, half := io.Pipe()
	defer half.Close()
	go func() { _, _ = half.Write([]byte(`{"query":`)) }()
	r, err := http.NewRequest(http.MethodPost, server.URL, body)
	require.NoError(t, err)
	r.Header.Set("Content-Type", jsonMedia)
	answer, err := server.Client().Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusRequestTimeout, answer.StatusCode)
	line, err := bufio.NewReader(answer.Body).ReadString('\n')
	require.ErrorIs(t, err, io.EOF)
	require.Contains(t, line, "did not come within 50ms")
}

func FuzzRequest(f *testing.F) {
	h, _ := matrixHandler(f)
	for _, r := range hostileRequests(f) {
		if len(r.body) < 4000 && len(r.target) < 4000 {
			_, query, _ := strings.Cut(r.target, "?")
			f.Add(r.method == http.MethodPost, query, r.body, r.header.Get("Accept"))
		}
	}
	f.Fuzz(func(t *testing.T, post bool, query string, body []byte, accept string) {
		r := hostileRequest{method: http.MethodGet, target: "/graphql?" + query, header: http.Header{"Accept": {accept}}, body: body}
		if post {
			r.method = http.MethodPost
			r.header.Set("Content-Type", jsonMedia)
		}
		w := r.send(h)
		require.True(t, json.Valid(w.Body.Bytes()), "%s", w.Body)
		require.NotContains(t, w.Body.String(), "the server failed here")
	})
}
