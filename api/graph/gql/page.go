package gql

import (
	"encoding/base64"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
)

// PageArgs is which part of a list a client asks for.
type PageArgs struct {
	First int
	After string
}

// Paged adds the arguments first and after; page says where in A they go. usual is how many edges there are when first is
// not given.
func Paged[A any](args Args[A], usual int, page func(*A) *PageArgs) Args[A] {
	paging := NewArgs(
		Arg("first", "How many edges to return; at most `pageSize` of /limits.json.", In[int](Int),
			func(a *PageArgs, v int) { a.First = v }).Default(fmt.Sprint(usual)),
		Arg("after", "Return what comes after this cursor, which an earlier page gave as `endCursor`.", In[string](String),
			func(a *PageArgs, v string) { a.After = v }),
	)
	args = And(args, paging, page)
	args.page = page
	return args
}

// Page is a part of a list.
type Page[T any] struct {
	Edges                []Edge[T]
	Total                int
	HasNext, HasPrevious bool
}

// Edge is one element of a page with the cursor to go on from.
type Edge[T any] struct {
	Node   T
	Cursor string
}

// Paginate cuts a page out of a whole list. order names how the list is sorted and filtered-by-nothing-else: a cursor
// holds only for the order it was given for. id is unique among the elements.
func Paginate[T any](all []T, order string, id func(T) string, args PageArgs) (Page[T], error) {
	start := 0
	if args.After != "" {
		last, err := readCursor(order, args.After)
		if err != nil {
			return Page[T]{}, fmt.Errorf("after: %w", err)
		}
		for start < len(all) && id(all[start]) != last {
			start++
		}
		if start == len(all) {
			return Page[T]{}, fmt.Errorf("after: %w", errCursorGone)
		}
		start++
	}
	end := min(start+max(args.First, 0), len(all))
	page := Page[T]{Edges: make([]Edge[T], 0, end-start), Total: len(all), HasNext: end < len(all), HasPrevious: start > 0}
	for _, v := range all[start:end] {
		page.Edges = append(page.Edges, Edge[T]{v, newCursor(order, id(v))})
	}
	return page, nil
}

var (
	errCursorForged = errors.New("this is no cursor of this server; take endCursor of an earlier page as it is")
	errCursorGone   = errors.New("the cursor points at something that this list does not hold; start again without after")
)

// newCursor makes a cursor: order and id, with a checksum that tells a mangled cursor from a good one. It is no secret,
// as nothing is gained by making one.
func newCursor(order, id string) string {
	text := order + "\x00" + id
	sum := crc32.ChecksumIEEE([]byte(text))
	b := append([]byte{1, byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)}, text...)
	return base64.RawURLEncoding.EncodeToString(b)
}

func readCursor(order, cursor string) (id string, err error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(b) < 6 || b[0] != 1 {
		return "", errCursorForged
	}
	sum := uint32(b[1])<<24 | uint32(b[2])<<16 | uint32(b[3])<<8 | uint32(b[4])
	was, id, found := strings.Cut(string(b[5:]), "\x00")
	if !found || crc32.ChecksumIEEE(b[5:]) != sum {
		return "", errCursorForged
	}
	if was != order {
		return "", fmt.Errorf("the cursor was given for the order %q, not for %q; start again without after", was, order)
	}
	return id, nil
}

// PageInfo tells whether there is more.
var PageInfo = NewObject[pageInfo]("PageInfo", "Where a page stands in its list, as Relay has it.").Fields(
	Field("hasNextPage", "Whether the list goes on after this page.", Boolean, func(p pageInfo) bool { return p.next }),
	Field("hasPreviousPage", "Whether there is something before this page.", Boolean, func(p pageInfo) bool { return p.previous }),
	Field("startCursor", "Cursor of the first edge; null on an empty page.", Null(String), func(p pageInfo) string { return p.start }),
	Field("endCursor", "Cursor of the last edge, to give as `after` for the next page; null on an empty page.", Null(String),
		func(p pageInfo) string { return p.end }),
)

type pageInfo struct {
	next, previous bool
	start, end     string
}

func infoOf[T any](p Page[T]) pageInfo {
	info := pageInfo{next: p.HasNext, previous: p.HasPrevious}
	if n := len(p.Edges); n > 0 {
		info.start, info.end = p.Edges[0].Cursor, p.Edges[n-1].Cursor
	}
	return info
}

// Connection declares the types nameConnection and nameEdge, whose nodes are of the type node. C is what a resolve
// function returns for it, and page the page in it; more fields can be added.
func Connection[C, T any](name string, node Out[T], page func(C) Page[T]) *Object[C] {
	edge := NewObject[Edge[T]](name+"Edge", "One "+name+" of a list, with its place in it.").Fields(
		Field("node", "The "+name+" itself.", node, func(e Edge[T]) T { return e.Node }),
		Field("cursor", "Where it stands in the list.", String, func(e Edge[T]) string { return e.Cursor }),
	)
	return NewObject[C](name+"Connection", "A page of a list of "+name+".").Fields(
		Field("edges", "The elements of this page.", List[Edge[T]](edge), func(c C) []Edge[T] { return page(c).Edges }).Size(0),
		Field("pageInfo", "Whether there is more, and how to go on.", PageInfo, func(c C) pageInfo { return infoOf(page(c)) }),
		Field("totalCount", "How many elements the whole list has.", Int, func(c C) int { return page(c).Total }),
	)
}
