package api

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var linkForm = regexp.MustCompile(`(?:href|src|action)="(/[^"#]*)`)

// ofOthers are the addresses of countries other than Malta: they are many and alike, and those of one are followed.
var ofOthers = regexp.MustCompile(`^/(?:countries|gaps|doors|brief|assessments)/(?:B|E|H|I|N|P|S|U)`)

// Every link inside the site answers, the links to data among them.
func TestEveryLinkAnswers(t *testing.T) {
	s, _ := served(t, nil)
	seen := map[string]string{"/": ""}
	queue := []string{"/"}
	pages := 0
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		w := get(t, s, address, "Accept", "text/html,*/*")
		for tries := 0; w.Code == http.StatusServiceUnavailable && tries < 20; tries++ {
			w = get(t, s, address, "Accept", "text/html,*/*") // a search that a loaded machine did not end in time is asked again
		}
		if w.Code == http.StatusMovedPermanently || w.Code == http.StatusFound || w.Code == http.StatusPermanentRedirect || w.Code == http.StatusSeeOther {
			w = get(t, s, w.Header().Get("Location"))
		}
		if w.Code != http.StatusOK {
			t.Errorf("%s, linked on %s: %d %.200s", address, seen[address], w.Code, w.Body)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		pages++
		for _, match := range linkForm.FindAllStringSubmatch(w.Body.String(), -1) {
			link := strings.ReplaceAll(strings.ReplaceAll(match[1], "&amp;", "&"), "&#43;", "+")
			if _, known := seen[link]; known || ofOthers.MatchString(link) {
				continue
			}
			if strings.Count(link, "=") > 1 || strings.HasPrefix(link, "/graphql?") {
				continue // a page that filters leads to every filter
			}
			seen[link] = address
			queue = append(queue, link)
		}
	}
	require.Greater(t, pages, 100, "the crawl went somewhere")
}
