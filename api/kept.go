package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/maypok86/otter/v2"

	"github.com/firewallmap/firewallmap/internal/accepts"
)

// keptBytes is how much of what was answered is kept.
const keptBytes = 24 << 20

// keptKey names what was answered: the data and the address.
type keptKey struct{ hash, address string }

// kept is an answer that is kept, with its gzip form.
type kept struct {
	header     http.Header
	body       []byte
	compressed bool // the body is compressed by its own form
	zipped     []byte
	tag        string
}

// keeper keeps answers to addresses. An answer is a function of the data and the address, so it never grows stale: other
// data has other keys.
type keeper struct {
	cache *otter.Cache[keptKey, *kept]
	log   *slog.Logger
}

func newKeeper(log *slog.Logger) (*keeper, error) {
	cache, err := otter.New(&otter.Options[keptKey, *kept]{
		MaximumWeight: keptBytes,
		Weigher:       func(k keptKey, v *kept) uint32 { return uint32(len(k.address) + cap(v.body) + cap(v.zipped) + 500) },
	})
	return &keeper{cache, log}, err
}

// serve answers with what is kept, or with what make makes, which is kept then.
func (k *keeper) serve(w http.ResponseWriter, r *http.Request, key keptKey, make func() (*kept, error)) {
	// Several who ask for the same at once wait for one making of it; it is finished even if the first of them leaves.
	answer, err := k.cache.Get(context.WithoutCancel(r.Context()), key, otter.LoaderFunc[keptKey, *kept](func(context.Context, keptKey) (*kept, error) {
		answer, err := make()
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(answer.body)
		answer.tag = hex.EncodeToString(sum[:12])
		if len(answer.body) > 1024 && !answer.compressed {
			answer.zipped = zipped(answer.body)
		}
		return answer, nil
	}))
	if err != nil {
		status, code := statusOf(err)
		message := err.Error()
		if status == http.StatusInternalServerError {
			k.log.Error("a file could not be made", "error", err)
			message = "this could not be answered; the server's log says why"
		}
		writeError(w, status, code, message)
		return
	}
	answer.write(w, r)
}

func (a *kept) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	h.Set("Cache-Control", "public, max-age=60")
	h.Set("Vary", "Accept-Encoding")
	body, tag := a.body, `"`+a.tag+`"`
	if a.zipped != nil && accepts.Coding(r, "gzip") {
		body, tag = a.zipped, `"`+a.tag+`-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", tag)
	if wanted := r.Header.Get("If-None-Match"); wanted != "" && (strings.Contains(wanted, a.tag) || strings.TrimSpace(wanted) == "*") {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has gone needs no answer
	}
}

func zipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		return nil // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		return nil
	}
	return bytes.Clone(b.Bytes())
}

// addressKey is the key of the address as it was asked for, in the context of a request.
type addressKey struct{}

func withAddress(ctx context.Context, path string) context.Context {
	return context.WithValue(ctx, addressKey{}, path)
}

func addressOf(ctx context.Context) string {
	path, _ := ctx.Value(addressKey{}).(string)
	return path
}
