package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// TestHandbook runs what docs/api.md tells people to run, and compares the limits that it states.
func TestHandbook(t *testing.T) {
	s, _ := served(t, nil)
	text, err := os.ReadFile("../docs/api.md")
	require.NoError(t, err)
	handbook := string(text)

	queries := regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllStringSubmatch(handbook, -1)
	require.Len(t, queries, 4)
	bodies := regexp.MustCompile(`(?m)^  -d '(.*)'$`).FindAllStringSubmatch(handbook, -1)
	require.Len(t, bodies, 1)
	sent := []string{bodies[0][1]}
	for _, query := range queries {
		body, err := json.Marshal(map[string]string{"query": query[1]})
		require.NoError(t, err)
		sent = append(sent, string(body))
	}
	for _, body := range sent {
		r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		require.Contains(t, w.Body.String(), `{"data":{`, body)
		require.NotContains(t, w.Body.String(), `"errors"`, body)
	}

	addresses := regexp.MustCompile(`http://127\.0\.0\.1:8080(/[^\s'"]*)`).FindAllStringSubmatch(handbook, -1)
	require.Greater(t, len(addresses), 10)
	for _, address := range addresses {
		if address[1] != "/graphql" {
			require.Equal(t, http.StatusOK, get(t, s, address[1]).Code, address[1])
		}
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `(/[^|]*)\\|").FindAllStringSubmatch(handbook, -1) {
		for _, address := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch("`"+row[1], -1) {
			switch address[1] {
			case "/dataset", "/search", "/what-if":
			default:
				require.Equal(t, http.StatusOK, get(t, s, address[1]+".json").Code, address[1])
			}
		}
	}

	limits, err := json.Marshal(guard.Default())
	require.NoError(t, err)
	var values map[string]int64
	require.NoError(t, json.Unmarshal(limits, &values))
	for name, value := range values {
		require.Contains(t, handbook, fmt.Sprintf("| `%s` | %d |", name, value))
	}
}
