// Package graphhttp answers GraphQL over HTTP, after the GraphQL-over-HTTP specification: GET and POST, plain JSON and
// application/graphql-response+json, one query a request.
//
// Here belong what comes in and goes out: methods, media types, status codes, entity tags, and the two caches, of
// documents and of whole answers. What a query means is the business of package gql, and what it is asked of that of the
// caller. Limits on the rate of requests, logs and security headers belong to the server around it.
//
// A client that sends the extension {"cost": true} with its query gets the cost back in the extensions of the answer.
package graphhttp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"

	"github.com/firewallmap/firewallmap/api/graph/gql"
)

// Handler answers queries of a schema.
type Handler struct {
	schema     *gql.Schema
	current    func() (root any, generation string)
	documents  *otter.Cache[string, prepared]
	answers    *otter.Cache[key, *entry]
	generation atomic.Pointer[string]
	bodyTime   time.Duration // a client may take to send its request
}

// New makes a handler. current says what queries are asked of at this moment, and which generation of the data that is:
// a text that changes whenever an answer may, such as a digest. With a new generation all that was kept is stale.
func New(schema *gql.Schema, current func() (root any, generation string)) (*Handler, error) {
	documents, answers, err := newCaches()
	if err != nil {
		return nil, err
	}
	h := &Handler{schema: schema, current: current, documents: documents, answers: answers, bodyTime: 10 * time.Second}
	h.generation.Store(new(string))
	return h, nil
}

// zipFrom is the length from which an answer is worth compressing.
const zipFrom = 1024

// gzipSuffix tells the entity tag of the gzip form from that of the plain one.
const gzipSuffix = "-gzip"

// cacheFor lets browsers and proxies keep answers for a minute; after that they ask whether they still hold.
var cacheFor = []string{"public, max-age=60"}

var (
	varyOn         = []string{"Accept, Accept-Encoding"}
	noStore        = []string{"no-store"}
	jsonContent    = []string{jsonMedia + "; charset=utf-8"}
	graphqlContent = []string{graphqlMedia + "; charset=utf-8"}
	gzipEncoding   = []string{"gzip"}
)

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	media := accepted(r.Header.Get("Accept"))
	if media == "" {
		h.write(w, r, jsonMedia, http.StatusNotAcceptable, &entry{answer: refusal(errors.New("answers are " + graphqlMedia + " or " + jsonMedia + "; accept one of them"))})
		return
	}
	q, err := h.readRequest(w, r)
	if err != nil {
		status := http.StatusBadRequest
		var b *badRequest
		if errors.As(err, &b) {
			status = b.status
		}
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, HEAD, POST")
		}
		h.write(w, r, media, status, &entry{answer: refusal(err)})
		return
	}
	root, generation := h.current()
	h.renew(generation)
	k := keyOf(generation, q)
	if reads(r) && matches(r.Header.Get("If-None-Match"), k.tag()) {
		header := w.Header()
		header["Etag"] = []string{`"` + k.tag() + `"`}
		header["Cache-Control"] = cacheFor
		header["Vary"] = varyOn
		w.WriteHeader(http.StatusNotModified)
		return
	}
	e, known := h.answers.GetIfPresent(k)
	if !known {
		e = &entry{answer: h.answer(r.Context(), root, q), tag: k.tag()}
		if e.answer.Lasting {
			h.answers.Set(k, e)
		}
	}
	if len(e.answer.Body) >= zipFrom && acceptsGzip(r.Header.Get("Accept-Encoding")) && e.zipped == nil {
		e = &entry{answer: e.answer, tag: e.tag, zipped: zip(e.answer.Body)}
		if e.answer.Lasting {
			h.answers.Set(k, e)
		}
	}
	h.write(w, r, media, status(r, media, e.answer), e)
}

// reads reports whether the request is one that browsers and proxies may keep the answer of.
func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// renew forgets all answers of another generation.
func (h *Handler) renew(generation string) {
	if last := h.generation.Load(); *last != generation && h.generation.CompareAndSwap(last, &generation) {
		h.answers.InvalidateAll()
	}
}

// answer has a query answered.
func (h *Handler) answer(ctx context.Context, root any, q request) *gql.Answer {
	ctx, cancel := context.WithTimeout(ctx, h.schema.Limits().Time())
	defer cancel()
	p, known := h.documents.GetIfPresent(q.query)
	if !known {
		p.document, p.problems = h.schema.Prepare(q.query)
		if p.problems == nil || gql.Refuse(p.problems...).Lasting {
			h.documents.Set(q.query, p)
		}
	}
	if p.problems != nil {
		return gql.Refuse(p.problems...)
	}
	variables, err := q.decoded()
	if err != nil {
		return refusal(err)
	}
	plan, problems := p.document.Plan(q.operation, variables)
	if problems != nil {
		return gql.Refuse(problems...)
	}
	plan.ShowCost = q.showCost
	return plan.Execute(ctx, root)
}

// status is the status code of an answer. Plain JSON has 200 for every request that is one; the newer media type tells
// what did not run.
func status(r *http.Request, media string, a *gql.Answer) int {
	switch {
	case a.Code == gql.CodeNotQuery && reads(r):
		return http.StatusMethodNotAllowed
	case a.Executed || media == jsonMedia:
		return http.StatusOK
	case a.Code == gql.CodeTimedOut:
		return http.StatusServiceUnavailable
	case a.Code == gql.CodeInternal:
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

func (h *Handler) write(w http.ResponseWriter, r *http.Request, media string, status int, e *entry) {
	header := w.Header()
	header["Content-Type"] = jsonContent
	if media == graphqlMedia {
		header["Content-Type"] = graphqlContent
	}
	header["Vary"] = varyOn
	body, tag := e.answer.Body, e.tag
	if e.zipped != nil && acceptsGzip(r.Header.Get("Accept-Encoding")) {
		body, tag = e.zipped, tag+gzipSuffix
		header["Content-Encoding"] = gzipEncoding
	}
	if reads(r) && status == http.StatusOK && e.tag != "" && e.answer.Lasting && e.answer.Executed {
		header["Etag"] = []string{`"` + tag + `"`}
		header["Cache-Control"] = cacheFor
	} else {
		header["Cache-Control"] = noStore
	}
	if status == http.StatusMethodNotAllowed && header.Get("Allow") == "" {
		header.Set("Allow", "POST")
	}
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has gone needs no answer
	}
}

// ServeLimits answers with the limits, as /limits.json.
func (h *Handler) ServeLimits(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(h.schema.Limits()); err != nil {
		http.Error(w, "the limits cannot be written", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header["Content-Type"] = jsonContent
	header["Cache-Control"] = cacheFor
	_, _ = w.Write(b.Bytes())
}

// ServeSchema answers with the schema as text, as /schema.graphql.
func (h *Handler) ServeSchema(w http.ResponseWriter, _ *http.Request) {
	header := w.Header()
	header.Set("Content-Type", "application/graphql; charset=utf-8")
	header["Cache-Control"] = cacheFor
	_, _ = w.Write([]byte(h.schema.SDL()))
}
