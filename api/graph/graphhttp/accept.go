package graphhttp

import (
	"mime"
	"strconv"
	"strings"
)

const (
	jsonMedia    = "application/json"
	graphqlMedia = "application/graphql-response+json"
)

// accepted chooses the media type of the answer: the one that the client likes best, plain JSON where it does not say,
// and none where it wants something else.
func accepted(header string) string {
	if header == "" || header == jsonMedia || header == "*/*" {
		return jsonMedia
	}
	best, liking := "", 0.0
	for _, part := range strings.Split(header, ",") {
		media, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if text, ok := parameters["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil {
				continue
			}
		}
		if charset := parameters["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
			continue
		}
		switch media {
		case "*/*", "application/*":
			media = jsonMedia
		case jsonMedia, graphqlMedia:
		default:
			continue
		}
		if q > liking {
			best, liking = media, q
		}
	}
	return best
}

// acceptsGzip reports whether the client takes gzip.
func acceptsGzip(header string) bool {
	for _, part := range strings.Split(header, ",") {
		name, parameter, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name = strings.TrimSpace(name); name == "gzip" || name == "*" {
			q, isQ := strings.CutPrefix(strings.TrimSpace(parameter), "q=")
			value, err := strconv.ParseFloat(q, 64)
			return !isQ || err == nil && value > 0
		}
	}
	return false
}

// matches reports whether If-None-Match names the tag, in either of its forms.
func matches(header, tag string) bool {
	for _, part := range strings.Split(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		part = strings.TrimSuffix(strings.Trim(part, `"`), gzipSuffix)
		if part == "*" || part == tag {
			return true
		}
	}
	return false
}
