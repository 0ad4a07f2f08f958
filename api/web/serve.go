package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/maypok86/otter/v2"
)

// A shower makes the page that a request asks for, or says what is wrong with the request: a [*refusal], or a
// [*movedError] where the page is known by another address.
type shower func(*Site, *question) (*page, error)

// A rendered is a page as it is sent.
type rendered struct {
	status  int
	body    []byte // nil where the page comes from the shelf: zipped says the same
	zipped  []byte
	etag    string
	moved   string // the address to go to instead
	private bool   // not to be kept by any cache
	policy  string // what the page may load and run
	kind    string // media type
}

// A shelf keeps rendered pages, compressed alone, as nearly every reader takes them so. It is bounded in bytes, and what is
// asked with a query that a stranger chose has a place of its own, so that it does not push out the plain pages.
type shelf struct {
	plain   *otter.Cache[string, *rendered] // pages without a query
	queried *otter.Cache[string, *rendered]
}

// How many bytes of pages are kept. There are about 1,000 plain pages of 3 to 40 KB compressed.
const (
	plainKept   = 18 << 20
	queriedKept = 6 << 20
	entryBytes  = 500  // what keeping a page takes beside its text, about
	maxQuery    = 2000 // bytes of a query; a longer one is refused
)

func newShelf() *shelf { return &shelf{newPlace(plainKept), newPlace(queriedKept)} }

// newPlace is a cache of at most so many bytes.
func newPlace(bytes uint64) *otter.Cache[string, *rendered] {
	return otter.Must(&otter.Options[string, *rendered]{
		MaximumWeight: bytes,
		Weigher: func(key string, p *rendered) uint32 {
			return uint32(len(key) + cap(p.body) + cap(p.zipped) + entryBytes)
		},
	})
}

func (s *shelf) of(r *http.Request) *otter.Cache[string, *rendered] {
	if r.URL.RawQuery == "" {
		return s.plain
	}
	return s.queried
}

// serve answers a request with the page that show makes.
func (s *Site) serve(w http.ResponseWriter, r *http.Request, show shower) {
	generation := s.current()
	shelf, key := generation.pages.of(r), r.URL.Path+"?"+r.URL.RawQuery
	sheet, ok := shelf.GetIfPresent(key)
	if !ok {
		sheet = s.render(&question{site: s, generation: generation, request: r, snapshot: generation.Snapshot}, show)
		if sheet.status == http.StatusOK || sheet.status == http.StatusPermanentRedirect {
			kept := *sheet
			kept.body = nil
			shelf.Set(key, &kept)
		}
	}
	sheet.send(w, r)
}

// render makes the page and prints it.
func (s *Site) render(q *question, show shower) *rendered {
	p, err := show(s, q)
	var moved *movedError
	if errors.As(err, &moved) {
		return &rendered{status: http.StatusPermanentRedirect, moved: moved.to}
	}
	if err != nil {
		p = s.refusalPage(q, err)
	}
	p.complete(s, q)
	if p.picture != nil {
		return pack(p, p.picture)
	}
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	name := p.layout
	if name == "" {
		name = "layout"
	}
	if err := s.templates[p.template].ExecuteTemplate(out, name, p); err != nil {
		// A template that cannot be printed is a fault of the program; the reader gets a plain sentence and no internals.
		slog.Error("a page could not be printed", "template", p.template, "error", err)
		return &rendered{status: http.StatusInternalServerError, body: []byte("This page could not be printed. The fault is ours.\n"), policy: p.policy(), kind: "text/plain; charset=utf-8"}
	}
	return pack(p, bytes.Clone(out.Bytes()))
}

// buffers are what pages are printed and compressed to, to be used again: a page grows to 300 KB, and growing takes time.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// pageLevel is how far pages are compressed: a tenth smaller than at best speed for half a millisecond, which a telephone's
// line wins back a hundredfold. Levels above take twice the time for two per cent.
const pageLevel = 5

// zippers are writers to be used again, as a new one takes a megabyte.
var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, pageLevel) // errs only for a level that does not exist
	return z
}}

// pack compresses a printed page and gives it its tag.
func pack(p *page, body []byte) *rendered {
	sheet := &rendered{status: p.Status, body: body, private: p.private, policy: p.policy(), kind: p.kind}
	if sheet.kind == "" {
		sheet.kind = "text/html; charset=utf-8"
	}
	sum := sha256.Sum256(body)
	sheet.etag = hex.EncodeToString(sum[:12])
	zipped := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(zipped)
	zipped.Reset()
	z := zippers.Get().(*gzip.Writer)
	z.Reset(zipped)
	z.Write(body) // writing to a buffer does not fail
	z.Close()
	zippers.Put(z)
	sheet.zipped = bytes.Clone(zipped.Bytes())
	return sheet
}

// policy allows what the page has and nothing else: its style, its scripts, nothing from elsewhere. What other sites may frame
// has no script at all.
func (p *page) policy() string {
	own := "default-src 'none'; style-src " + style.source + "; img-src 'self' data:; base-uri 'none'; "
	if p.framed {
		return own + "form-action 'none'; frame-ancestors *"
	}
	scripts := leaveScript.source
	if p.Script != nil {
		scripts += " " + p.Script.source
	}
	return own + "script-src " + scripts + "; connect-src 'self'; form-action 'self'; frame-ancestors 'none'"
}

// send writes the page, or that the reader has it already.
func (p *rendered) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if p.moved != "" {
		h.Set("Location", p.moved)
		w.WriteHeader(p.status)
		return
	}
	h.Set("Content-Security-Policy", p.policy)
	h.Set("Content-Type", p.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if p.private {
		// Where help is looked for, the browser is asked to keep no copy on the machine.
		h.Set("Cache-Control", "no-store")
	}
	body, tag := p.body, `"`+p.etag+`"`
	if len(p.zipped) > 0 && acceptsGzip(r) {
		body, tag = p.zipped, `"`+p.etag+`-gzip"`
		h.Set("Content-Encoding", "gzip")
	} else if body == nil {
		body = unzip(p.zipped)
	}
	if p.status == http.StatusOK && !p.private {
		h.Set("ETag", tag)
		if matches(r.Header.Get("If-None-Match"), tag) {
			h.Del("Content-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(p.status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// unzip is a page of the shelf for the few readers whose program takes no gzip.
func unzip(zipped []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		panic(err) // compressed by pack
	}
	body, err := io.ReadAll(z)
	if err != nil {
		panic(err)
	}
	return body
}

// acceptsGzip says whether the reader's program takes gzip. A weight of 0 means that it does not (RFC 9110, 12.5.3).
func acceptsGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			weight = strings.ReplaceAll(weight, " ", "")
			return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000"
		}
	}
	return false
}

// matches says whether a tag is among those that the reader has.
func matches(header, tag string) bool {
	for _, have := range strings.Split(header, ",") {
		if have = strings.TrimPrefix(strings.TrimSpace(have), "W/"); have == tag || have == "*" {
			return true
		}
	}
	return false
}

// writeJSON writes a value as JSON; the reader may have gone, which is no fault of the server.
func writeJSON(w http.ResponseWriter, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		http.Error(w, "the answer could not be written", http.StatusInternalServerError)
		return
	}
	w.Write(data)
}
