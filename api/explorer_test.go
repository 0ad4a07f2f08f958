package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/explorer"
)

// TestExamplesAnswer asks what the explorer offers as the form without scripts sends it.
func TestExamplesAnswer(t *testing.T) {
	s, _ := served(t, nil)
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	require.Contains(t, get(t, s, "/graphql", "Accept", browser).Body.String(), `action="/graphql"`)
	examples, err := explorer.Examples()
	require.NoError(t, err)
	for _, e := range examples {
		t.Run(e.Title, func(t *testing.T) {
			w := get(t, s, "/graphql?query="+url.QueryEscape(e.Query), "Accept", browser)
			require.Equal(t, http.StatusOK, w.Code)
			require.Contains(t, w.Header().Get("Content-Type"), "json")
			var answer struct {
				Data   map[string]any
				Errors []any
			}
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
			require.Empty(t, answer.Errors)
			for name, value := range answer.Data {
				require.NotEmpty(t, value, name)
			}
		})
	}
}
