package gql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// run is one execution of a plan.
type run struct {
	call    Call
	doc     *Document
	log     *slog.Logger
	started time.Time
	breaths int
	errors  []Error // their paths are reversed until the end
	more    int     // errors past those that are listed
	passing bool    // an error is among them that may not come again
}

// stopped is the panic that ends an execution past a limit.
type stopped struct{ err error }

// breathe is called for every element of a list, so that nothing runs past its time or length.
func (x *run) breathe(b []byte) {
	if int64(len(b)) > x.call.Limits.ResponseBytes {
		panic(stopped{&guard.Refusal{Bound: guard.ResponseBytes, Maximum: x.call.Limits.ResponseBytes, Asked: int64(len(b)), AtLeast: true}})
	}
	if x.breaths++; x.breaths%64 == 0 && x.call.Context.Err() != nil {
		panic(stopped{&guard.Refusal{Bound: guard.Milliseconds, Maximum: x.call.Limits.Milliseconds,
			Asked: time.Since(x.started).Milliseconds(), AtLeast: true}})
	}
}

// fail records an error at a place of the query, with the code that it has unless it brings its own; its path is added by
// the callers on the way back to the root.
func (x *run) fail(s *site, err error, code string) {
	if mark, ok := err.(passing); ok {
		x.passing, err, code = true, mark.error, CodeField
		if errors.Is(err, context.DeadlineExceeded) {
			code = CodeTimedOut
		}
	}
	if int64(len(x.errors)) >= x.call.Limits.Errors {
		x.more++
		return
	}
	e := newError(err, code)
	if err == errNull {
		e.Message = fmt.Sprintf("%s.%s: %v", s.parent, s.field, err)
	}
	if _, internal := err.(internalError); internal {
		e.Extensions = map[string]any{"code": CodeInternal}
	}
	e.Locations = x.doc.locate(s.at)
	x.errors = append(x.errors, e)
}

// within adds a step to the path of the errors recorded since there were before of them.
func (x *run) within(before int, step any) {
	for i := before; i < len(x.errors); i++ {
		x.errors[i].Path = append(x.errors[i].Path, step)
	}
}

// internalError is a fault of the program. Its text is for the client and says nothing but a number that the log has too.
type internalError string

func (e internalError) Error() string { return string(e) }

// internal logs a fault and returns the error that the client gets.
func (x *run) internal(fault string, attributes ...any) error {
	id := fmt.Sprintf("%08x", rand.Uint32())
	x.log.Error("fault in a query", append([]any{"id", id, "fault", fault}, attributes...)...)
	x.passing = true
	return internalError("the server failed here; it has logged the reason under " + id)
}

func (x *run) panicked(s *site, fault any) error {
	if stop, ok := fault.(stopped); ok {
		panic(stop)
	}
	return x.internal(fmt.Sprint(fault), "field", s.parent+"."+s.field, "stack", string(debug.Stack()))
}

// Answer is what a query is answered with.
type Answer struct {
	// Body is the answer as JSON.
	Body []byte
	// Executed says that the query ran, so that the answer has data, be it null.
	Executed bool
	// Code is that of the first error, where the query did not run.
	Code string
	// Lasting says that the same query of the same root has the same answer again.
	Lasting bool
}

// Refuse is the answer to a request that is not executed.
func Refuse(errors ...Error) *Answer {
	body, err := json.Marshal(struct {
		Errors []Error `json:"errors"`
	}{errors})
	if err != nil { // extensions of an error that JSON cannot hold
		body = []byte(`{"errors":[{"message":"the request is refused","extensions":{"code":"` + CodeInternal + `"}}]}`)
	}
	answer := &Answer{Body: body}
	for _, e := range errors {
		answer.Code = fmt.Sprint(e.Extensions["code"])
		break
	}
	answer.Lasting = answer.Code != CodeInternal && answer.Code != CodeTimedOut
	return answer
}

// Execute answers the query. Lists are left at the deadline of the context, which should be that of the limits.
func (p *Plan) Execute(ctx context.Context, root any) (answer *Answer) {
	x := &run{call: Call{Context: ctx, Root: root, Limits: p.limits}, doc: p.doc, log: p.log, started: time.Now()}
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case stopped:
			answer = Refuse(newError(fault.err, CodeInternal))
		default:
			err := x.internal(fmt.Sprint(fault), "stack", string(debug.Stack()))
			answer = Refuse(newError(err, CodeInternal))
		}
	}()
	scratch := scratches.Get().(*[]byte)
	defer scratches.Put(scratch)
	b := append((*scratch)[:0], `{"data":`...)
	b, ok := p.write(x, b, root)
	if !ok {
		b = append(b, "null"...)
	}
	if len(x.errors) > 0 {
		b = append(b, `,"errors":`...)
		b = append(b, x.listed()...)
	}
	if p.ShowCost {
		b = fmt.Appendf(b, `,"extensions":{"cost":{"cost":%d,"maximum":%d,"fields":%d,"depth":%d}}`,
			p.Cost, p.limits.Cost, p.doc.Size.Fields, p.doc.Size.Depth)
	}
	b = append(b, '}')
	if cap(b) <= scratchMost {
		*scratch = b
	}
	return &Answer{Body: bytes.Clone(b), Executed: true, Lasting: !x.passing}
}

// scratches are where answers are written before they are copied at their exact length: an answer may be kept for long,
// and one that grows as it is written would be copied several times.
var scratches = sync.Pool{New: func() any { return new([]byte) }}

// scratchMost is the largest scratch that is kept.
const scratchMost = 2 << 20

// listed is the list of errors as JSON.
func (x *run) listed() []byte {
	for i := range x.errors {
		slices.Reverse(x.errors[i].Path)
	}
	if x.more > 0 {
		x.errors = append(x.errors, Error{Message: fmt.Sprintf("%d more errors are not listed", x.more),
			Extensions: map[string]any{"code": CodeField}})
	}
	body, err := json.Marshal(x.errors)
	if err != nil {
		return []byte(`[{"message":"the errors cannot be written"}]`)
	}
	return body
}
