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
	"github.com/klauspost/compress/zstd"
	"github.com/maypok86/otter/v2"

	"github.com/firewallmap/firewallmap/internal/accepts"
)

// A shower makes the page that a request asks for, or says what is wrong with the request: a [*refusal], or a
// [*movedError] where the page is known by another address.
type shower func(*Site, *question) (*page, error)

// A rendered is a page as it is sent.
type rendered struct {
	status  int
	body    []byte // nil where the page comes from the shelf: packed says the same
	packed  []byte // compressed
	coding  string // how it is compressed
	etag    string
	moved   string // the address to go to instead
	private bool   // not to be kept by any cache
	policy  string // what the page may load and run
	kind    string // media type
}

// A shelf keeps rendered pages, compressed alone, as nearly every reader takes them so, and once for each coding asked for. It is bounded in bytes, and what is
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
			return uint32(len(key) + cap(p.body) + cap(p.packed) + entryBytes)
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
	coding := "gzip" // of which the few programs that take none get what is in it
	if accepts.Coding(r, "zstd") {
		coding = "zstd"
	}
	shelf, key := generation.pages.of(r), coding+" "+r.URL.Path+"?"+r.URL.RawQuery
	sheet, ok := shelf.GetIfPresent(key)
	if !ok {
		sheet = s.render(&question{site: s, generation: generation, request: r, snapshot: generation.Snapshot}, show)
		sheet.pack(coding)
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
		return finished(p, p.picture)
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
	return finished(p, bytes.Clone(out.Bytes()))
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

// strong compresses to zstd, in the time that gzip takes and to nine tenths of its bytes.
var strong = sync.OnceValue(func() *zstd.Encoder {
	// Errs only for options that do not exist. The window holds the longest page.
	z, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(1<<19), zstd.WithLowerEncoderMem(true))
	return z
})

// finished is a printed page with its tag.
func finished(p *page, body []byte) *rendered {
	sheet := &rendered{status: p.Status, body: body, private: p.private, policy: p.policy(), kind: p.kind}
	if sheet.kind == "" {
		sheet.kind = "text/html; charset=utf-8"
	}
	sum := sha256.Sum256(body)
	sheet.etag = hex.EncodeToString(sum[:12])
	return sheet
}

// pack compresses the page.
func (p *rendered) pack(coding string) {
	if p.moved != "" {
		return
	}
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	if p.coding = coding; coding == "zstd" {
		out.Grow(len(p.body) / 3)
		p.packed = bytes.Clone(strong().EncodeAll(p.body, out.AvailableBuffer()))
		return
	}
	z := zippers.Get().(*gzip.Writer)
	z.Reset(out)
	z.Write(p.body) // writing to a buffer does not fail
	z.Close()
	zippers.Put(z)
	p.packed = bytes.Clone(out.Bytes())
}

// policy allows what the page has and nothing else: its style, its scripts, nothing from elsewhere. What other sites may frame
// has no script at all.
func (p *page) policy() string {
	own := "default-src 'none'; img-src 'self' data:; base-uri 'none'; "
	if p.Style != nil { // a picture has none
		own += "style-src " + p.Style.source + "; "
	}
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
	if accepts.Coding(r, p.coding) {
		body, tag = p.packed, `"`+p.etag+`-`+p.coding+`"`
		h.Set("Content-Encoding", p.coding)
	} else if body == nil {
		body = unzip(p.packed)
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
