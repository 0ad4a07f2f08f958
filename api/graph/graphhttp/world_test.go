package graphhttp

import (
	"io"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// world is what the handler of the tests is asked of.
type world struct {
	words []string
	asked atomic.Int64 // how often a field was resolved
}

type pageAsked struct{ page gql.PageArgs }

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// testHandler serves a schema of one list of words.
type testHandler struct {
	*Handler
	world      *world
	generation atomic.Pointer[string]
}

func newTestHandler(t testing.TB) *testHandler {
	word := gql.NewObject[string]("Word", "A word.")
	word.Fields(
		gql.Field("text", "The word itself.", gql.String, func(s string) string { return s }),
		gql.Field("longer", "The same again, and again.", word, func(s string) string { return s + s[:min(len(s), 3)] }),
		gql.Resolve("fault", "A fault of the server.", gql.NullIf[string](gql.String, func(string) bool { return false }),
			func(*gql.Call, string) (string, error) { panic("the secret") }),
	)
	query := gql.NewObject[*world]("Query", "Words.")
	args := gql.Paged(gql.NewArgs[pageAsked](), 10, func(a *pageAsked) *gql.PageArgs { return &a.page })
	number := gql.NewArgs(gql.Arg("number", "Which, from 0.", gql.Required[int](gql.Int), func(a *int, v int) { *a = v }))
	query.Fields(
		gql.ResolveArgs("words", "All words.", args, gql.Connection("Word", word, func(p gql.Page[string]) gql.Page[string] { return p }),
			func(_ *gql.Call, w *world, a pageAsked) (gql.Page[string], error) {
				w.asked.Add(1)
				return gql.Paginate(w.words, "as written", func(s string) string { return s }, a.page)
			}),
		gql.ResolveArgs("word", "One word.", number, gql.Null[string](word), func(_ *gql.Call, w *world, n int) (string, error) {
			w.asked.Add(1)
			if n < 0 || n >= len(w.words) {
				return "", nil
			}
			return w.words[n], nil
		}),
	)
	schema, err := gql.NewSchema(query, guard.Default(), quiet)
	require.NoError(t, err)
	h := &testHandler{world: &world{words: strings.Fields("nobody who reports violence should fear a report about themselves")}}
	first := "sha256:1"
	h.generation.Store(&first)
	h.Handler, err = New(schema, func() (any, string) { return h.world, *h.generation.Load() })
	require.NoError(t, err)
	return h
}
