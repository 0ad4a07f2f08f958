package indexer

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
)

// A cursor is the rank of a hit in the answer to one question over one snapshot, sealed with a digest of both, so that it
// leads nowhere else. The seal is no secret: who forges a cursor well gets a later page of an answer that anybody may ask
// for, and no page lies beyond MaxDepth. It keeps an old or foreign cursor from showing a page that looks right.

const cursorSeal = 8 // bytes

// cursor is the cursor of the hit at a rank, from 0.
func (s sealer) cursor(rank int) string {
	var raw [4 + cursorSeal]byte
	binary.BigEndian.PutUint32(raw[:], uint32(rank))
	copy(raw[4:], s.seal(raw[:4]))
	return base64.RawURLEncoding.EncodeToString(raw[:])
}

// rank is the rank that a cursor stands for.
func (s sealer) rank(cursor string) (int, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	// Decoding skips line breaks, so that both lengths must be right.
	if err != nil || len(cursor) != base64.RawURLEncoding.EncodedLen(4+cursorSeal) || len(raw) != 4+cursorSeal || !hmac.Equal(raw[4:], s.seal(raw[:4])) {
		return 0, wrong("the cursor %q is not of this question over this dataset; ask for the first page again", cut(cursor, 40))
	}
	return int(binary.BigEndian.Uint32(raw)), nil
}

// A sealer seals the cursors of one question.
type sealer struct{ key []byte }

// sealer is made from the snapshot and from all of a request that decides which hit has which rank.
func (x *Index) sealer(r *Request) sealer {
	h := sha256.New()
	fmt.Fprintf(h, "%d\x00%s\x00%q\x00%v\x00%v", mappingVersion, x.snapshot.Hash(), r.Query, r.Filter, r.Exact)
	if r.View != nil {
		fmt.Fprintf(h, "\x00%s\x00%s", r.View.Date, r.View.InMapping.ID)
	}
	return sealer{h.Sum(nil)}
}

func (s sealer) seal(rank []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write(rank)
	return mac.Sum(nil)[:cursorSeal]
}
