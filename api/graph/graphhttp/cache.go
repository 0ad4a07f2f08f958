package graphhttp

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"github.com/klauspost/compress/gzip"
	"github.com/maypok86/otter/v2"

	"github.com/firewallmap/firewallmap/api/graph/gql"
)

// How much the caches may hold. A parsed document takes about a hundred times its text.
const (
	documentCacheBytes = 32 << 20
	answerCacheBytes   = 48 << 20
	documentOverhead   = 100
	entryOverhead      = 300
)

// key names an answer: what was asked, and of which data. It is a hash, and so also makes the entity tag.
type key [sha256.Size]byte

func keyOf(generation string, q request) key {
	b := make([]byte, 0, 64+len(generation)+len(q.query)+len(q.operation)+len(q.variables))
	for _, part := range []string{generation, q.query, q.operation, string(q.variables)} {
		b = binary.AppendUvarint(b, uint64(len(part)))
		b = append(b, part...)
	}
	if q.showCost {
		b = append(b, 1)
	}
	return sha256.Sum256(b)
}

// tag is the key as an entity tag has it, without quotes.
func (k key) tag() string { return hex.EncodeToString(k[:12]) }

// entry is an answer that is kept, with its gzip form once somebody has asked for that.
type entry struct {
	answer *gql.Answer
	tag    string
	zipped []byte
}

// prepared is a document that is kept, or what is wrong with it.
type prepared struct {
	document *gql.Document
	problems []gql.Error
}

func newCaches() (*otter.Cache[string, prepared], *otter.Cache[key, *entry], error) {
	documents, err := otter.New(&otter.Options[string, prepared]{
		MaximumWeight: documentCacheBytes,
		Weigher:       func(text string, _ prepared) uint32 { return uint32(len(text)*documentOverhead + entryOverhead) },
	})
	if err != nil {
		return nil, nil, fmt.Errorf("cache of documents: %w", err)
	}
	answers, err := otter.New(&otter.Options[key, *entry]{
		MaximumWeight: answerCacheBytes,
		Weigher: func(_ key, e *entry) uint32 {
			return uint32(cap(e.answer.Body) + cap(e.zipped) + entryOverhead)
		},
	})
	if err != nil {
		return nil, nil, fmt.Errorf("cache of answers: %w", err)
	}
	return documents, answers, nil
}

// zip is the gzip form of an answer. Its level is the one that takes a millisecond for the largest usual answer.
func zip(body []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err == nil {
		if _, err = w.Write(body); err == nil {
			err = w.Close()
		}
	}
	if err != nil { // a buffer takes everything
		return nil
	}
	return bytes.Clone(b.Bytes())
}
