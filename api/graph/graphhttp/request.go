package graphhttp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// request is what a client asks, however it sent it.
type request struct {
	query, operation string
	variables        []byte // JSON as it came; empty for none
	showCost         bool
}

// badRequest is a request that is none of GraphQL's, with the status that says so.
type badRequest struct {
	status int
	err    error
}

func (b *badRequest) Error() string { return b.err.Error() }
func (b *badRequest) Unwrap() error { return b.err }

func bad(status int, format string, args ...any) error {
	return &badRequest{status, fmt.Errorf(format, args...)}
}

// readRequest reads a request from the query string of a GET or the body of a POST.
func (h *Handler) readRequest(w http.ResponseWriter, r *http.Request) (request, error) {
	limits := h.schema.Limits()
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		if err := guard.Check(guard.BodyBytes, limits.BodyBytes, int64(len(r.URL.RawQuery))); err != nil {
			return request{}, &badRequest{http.StatusRequestURITooLong, err}
		}
		return readParameters(r.URL.RawQuery)
	case http.MethodPost:
		media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || media != jsonMedia {
			return request{}, bad(http.StatusUnsupportedMediaType, "the content type is %q; send the request as %s", cut(r.Header.Get("Content-Type")), jsonMedia)
		}
		if charset := parameters["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
			return request{}, bad(http.StatusUnsupportedMediaType, "the charset is %q; send the request in UTF-8", cut(charset))
		}
		body, err := h.readBody(w, r, limits.BodyBytes)
		if err != nil {
			return request{}, err
		}
		return readBodyJSON(body)
	}
	return request{}, bad(http.StatusMethodNotAllowed, "the method is %s; ask with GET or POST", cut(r.Method))
}

func (h *Handler) readBody(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	// Not every connection can have a deadline (tests, some proxies); the server's own then has to do.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(h.bodyTime))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return nil, &badRequest{http.StatusRequestEntityTooLarge,
			&guard.Refusal{Bound: guard.BodyBytes, Maximum: most, Asked: max(most+1, r.ContentLength), AtLeast: r.ContentLength < 0}}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, bad(http.StatusRequestTimeout, "the request did not come within %s; send it in one go", h.bodyTime)
	case err != nil:
		return nil, bad(http.StatusBadRequest, "the request ended before its end; send it again")
	}
	return body, nil
}

// readBodyJSON reads the body of a POST.
func readBodyJSON(body []byte) (request, error) {
	if !utf8.Valid(body) {
		return request{}, bad(http.StatusBadRequest, "the request is not valid UTF-8; send it in that encoding")
	}
	if b := bytes.TrimLeft(body, " \t\r\n"); len(b) > 0 && b[0] == '[' {
		return request{}, bad(http.StatusBadRequest, "the request is a list; batches are not answered, send each query by itself")
	}
	var sent struct {
		Query         any             `json:"query"`
		OperationName any             `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
		Extensions    json.RawMessage `json:"extensions"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		return request{}, bad(http.StatusBadRequest, "the request is no JSON object: %w", err)
	}
	query, ok := sent.Query.(string)
	if !ok {
		return request{}, bad(http.StatusBadRequest, "query is missing or no text; send {\"query\": \"{…}\"}")
	}
	operation, ok := sent.OperationName.(string)
	if !ok && sent.OperationName != nil {
		return request{}, bad(http.StatusBadRequest, "operationName is no text")
	}
	return complete(query, operation, sent.Variables, sent.Extensions)
}

// readParameters reads the query string of a GET.
func readParameters(raw string) (request, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return request{}, bad(http.StatusBadRequest, "the query string cannot be read: %w", err)
	}
	for name, all := range values {
		if len(all) > 1 && (name == "query" || name == "variables" || name == "operationName" || name == "extensions") {
			return request{}, bad(http.StatusBadRequest, "%s is given %d times; give it once", name, len(all))
		}
		if !utf8.ValidString(all[0]) {
			return request{}, bad(http.StatusBadRequest, "the query string is not valid UTF-8; send it in that encoding")
		}
	}
	if values.Get("query") == "" {
		return request{}, bad(http.StatusBadRequest, "query is missing; ask with ?query={…}, its special characters escaped")
	}
	return complete(values.Get("query"), values.Get("operationName"), []byte(values.Get("variables")), []byte(values.Get("extensions")))
}

// complete checks what both ways of asking have in common.
func complete(query, operation string, variables, extensions []byte) (request, error) {
	q := request{query: query, operation: operation}
	if !absent(variables) {
		if !isObject(variables) {
			return q, bad(http.StatusBadRequest, "variables is no JSON object")
		}
		q.variables = variables
	}
	if !absent(extensions) {
		if !isObject(extensions) {
			return q, bad(http.StatusBadRequest, "extensions is no JSON object")
		}
		var known struct {
			Cost any `json:"cost"`
		}
		if err := json.Unmarshal(extensions, &known); err != nil {
			return q, bad(http.StatusBadRequest, "extensions is no JSON object: %w", err)
		}
		q.showCost = known.Cost == true
	}
	return q, nil
}

func absent(raw []byte) bool { return len(raw) == 0 || string(raw) == "null" }

func isObject(raw []byte) bool {
	b := bytes.TrimLeft(raw, " \t\r\n")
	return len(b) > 0 && b[0] == '{' && json.Valid(raw)
}

// decoded are the variables as the schema reads them.
func (q request) decoded() (map[string]any, error) {
	if len(q.variables) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(q.variables))
	d.UseNumber()
	var variables map[string]any
	if err := d.Decode(&variables); err != nil {
		return nil, fmt.Errorf("variables cannot be read: %w", err)
	}
	return variables, nil
}

// cut shortens what a client sent before it goes into an error.
func cut(s string) string {
	if s = strings.ToValidUTF8(s, "�"); len(s) <= 60 {
		return s
	}
	return strings.ToValidUTF8(s[:60], "") + "…"
}

// refusal is the answer to a request that is none.
func refusal(err error) *gql.Answer { return gql.Refuse(gql.NewError(err, gql.CodeRequest)) }
