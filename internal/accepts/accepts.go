// Package accepts reads what a client says that it takes.
package accepts

import (
	"net/http"
	"strconv"
	"strings"
)

// Coding says whether the client takes answers in a coding such as gzip or zstd. It must name it: a client that takes "*" gets
// the answer as it is. A weight of 0 means that it does not take it (RFC 9110, 12.5.3).
func Coding(r *http.Request, coding string) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q="), 64)
			return err != nil || q > 0
		}
	}
	return false
}
