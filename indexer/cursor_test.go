package indexer

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzCursor: what is no cursor of the question is refused, whatever it is.
func FuzzCursor(f *testing.F) {
	x := embedded(f)
	r := Request{Query: "police"}
	seal := x.sealer(&r)
	good := seal.cursor(3)
	for _, seed := range []string{"", "x", good, good + "A", good[:15], good + "\n", good[:8] + "\r\n" + good[8:], "AAAAAAAAAAAAAAAA", "\xff", "🙂", strings.Repeat("\n", 16), good[:12] + "\r\n\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		rank, err := seal.rank(cursor)
		if err == nil {
			require.Equal(t, cursor, seal.cursor(rank), "two cursors for one place")
			return
		}
		var wrong *RequestError
		require.ErrorAs(t, err, &wrong)
	})
}

// FuzzSearch: whatever is asked is answered, or refused with a reason.
func FuzzSearch(f *testing.F) {
	x := embedded(f)
	for _, seed := range badInputs {
		f.Add(seed)
	}
	for _, q := range goldenQuestions(f) {
		f.Add(q.Query)
	}
	f.Fuzz(func(t *testing.T, question string) {
		r, err := x.Search(context.Background(), Request{Query: question, First: 3, Facets: Dimensions})
		var wrong *RequestError
		if errors.As(err, &wrong) {
			return
		}
		require.NoError(t, err)
		require.LessOrEqual(t, len(r.Hits), min(3, r.Total))
		for _, h := range r.Hits {
			require.NotEmpty(t, h.Title)
			require.NotEmpty(t, h.URL)
			require.NotEmpty(t, h.Fragments)
		}
		x.Suggest(question, 5)
	})
}
