package gql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// ask is the answer to a query, or to what refuses it.
func ask(t testing.TB, s *Schema, root any, query, variables string) string {
	doc, problems := s.Prepare(query)
	if problems != nil {
		return string(Refuse(problems...).Body)
	}
	var vars map[string]any
	if variables != "" {
		d := json.NewDecoder(strings.NewReader(variables))
		d.UseNumber()
		require.NoError(t, d.Decode(&vars))
	}
	plan, problems := doc.Plan("", vars)
	if problems != nil {
		return string(Refuse(problems...).Body)
	}
	return string(plan.Execute(context.Background(), root).Body)
}

func TestAnswers(t *testing.T) {
	s, w := testSchema(t), newWorld()
	for _, c := range []struct{ name, query, variables, want string }{
		{"keys in the order of the query", `{thing(id:"t1"){text id a:num}}`, "", `{"data":{"thing":{"text":"plain","id":"t1","a":7}}}`},
		{"fields merged where they first stand", `{thing(id:"t1"){maybe{id} num maybe{text}}}`, "", `{"data":{"thing":{"maybe":{"id":"t0","text":null},"num":7}}}`},
		{"text as it is", `{thing(id:"t2"){text}}`, "", `{"data":{"thing":{"text":"ünï\"\\\n<&>"}}}`},
		{"null as a literal", `{things(since: null, limit: 1){id}}`, "", `{"data":{"things":[{"id":"t0"}]}}`},
		{"null as a literal in an object", `query($n: Int = null){things(filter: {has: null, least: $n}, limit: 1){id}}`, "", `{"data":{"things":[{"id":"t0"}]}}`},
		{"null for a required argument", `{thing(id: null){id}}`, "", `{"errors":[{"message":"id: a value of type ID! is required","locations":[{"line":1,"column":2}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"an argument called null", `{thing(null: 1){id}}`, "", `{"errors":[{"message":"Unknown argument \"null\" on field \"thing\" of type \"Query\".","locations":[{"line":1,"column":8}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}},{"message":"Field \"thing\" argument \"id\" of type \"ID!\" is required but not provided.","locations":[{"line":1,"column":2}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`},
		{"a fragment without type in a list", `{things(limit: 1){... @include(if: true){id}}}`, "", `{"data":{"things":[{"id":"t0"}]}}`},
		{"an error with its path and place", "{things(limit: 4){\n  say}}", "", `{"data":{"things":[{"say":""},{"say":"plain"},{"say":"ünï\"\\\n<&>"},{"say":null}]},"errors":[{"message":"this one fails","locations":[{"line":2,"column":3}],"path":["things",3,"say"],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"null where there must be a value", `{thing(id:"t4"){must{id}}}`, "", `{"data":{"thing":null},"errors":[{"message":"Thing.must: there is no value where the schema promises one","locations":[{"line":1,"column":17}],"path":["thing","must"],"extensions":{"code":"FIELD_FAILED"}}]}`},
		{"a bad scalar", `{things(since: "x"){id}}`, "", `{"errors":[{"message":"since: \"x\" is no day; there are days like 2024","locations":[{"line":1,"column":9}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"a bad variable", `query($d: Day){things(since: $d){id}}`, `{"d": 5}`, `{"errors":[{"message":"variable $d: 5 is no Day; give it as a text in quotes","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"a missing variable", `query($i: ID!){thing(id: $i){id}}`, ``, `{"errors":[{"message":"variable $i: a value is required","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"a default for a required variable", `query($i: ID! = "t1"){thing(id: $i){id}}`, ``, `{"data":{"thing":{"id":"t1"}}}`},
		{"null in place of it", `query($i: ID! = "t1"){thing(id: $i){id}}`, `{"i": null}`, `{"errors":[{"message":"variable $i: a value is required","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"a value that the enum lacks", `query($c: [Colour!]){things(filter: {colours: $c}){id}}`, `{"c": ["red"]}`, `{"errors":[{"message":"variable $c: element 1: \"red\" is no Colour; did you mean RED?","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"an Int beyond 32 bits", `query($l: Int){things(limit: $l){id}}`, `{"l": 99999999999}`, `{"errors":[{"message":"variable $l: 99999999999 is no Int: a whole number between -2147483648 and 2147483647","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_INPUT"}}]}`},
		{"a mutation", `mutation{delete}`, ``, `{"errors":[{"message":"there is no mutation: this server only answers queries","extensions":{"code":"ONLY_QUERIES"}}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, ask(t, s, w, c.query, c.variables))
		})
	}
}

func TestValuesThatCannotBeWritten(t *testing.T) {
	s, w := testSchema(t), newWorld()
	w.things[0].colour = nameless
	require.Contains(t, ask(t, s, w, `{things{colour}}`, ""), `"data":null,"errors":[{"message":"the value \"2\" has no name in the enum Colour"`)
	w.things[0].colour, w.things[0].num = red, 1<<40
	require.Contains(t, ask(t, s, w, `{thing(id:"t0"){num}}`, ""), `{"data":{"thing":{"num":null}},"errors":[{"message":"1099511627776 is beyond the 32 bits of an Int"`)
	w.things[0].text = "a\xffb\x00"
	require.Equal(t, `{"data":{"thing":{"text":"a�b\u0000"}}}`, ask(t, s, w, `{thing(id:"t0"){text}}`, ""))
}

// faulty is a schema whose fields go wrong in every way.
func faulty(t testing.TB, log *slog.Logger, limits guard.Limits) *Schema {
	query := NewObject[int]("Query", "What fails.")
	query.Fields(
		Resolve("panics", "A fault.", NullIf[string](String, func(string) bool { return false }),
			func(*Call, int) (string, error) { panic("secret") }),
		Field("nil", "A fault in a plain field.", String, func(int) string { var m *world; return m.things[0].text }),
		Resolve("endless", "Too much.", List[int](Int), func(c *Call, n int) ([]int, error) { return make([]int, n), nil }),
		Resolve("slow", "Waits.", List[int](Int), func(c *Call, n int) ([]int, error) { <-c.Context.Done(); return make([]int, n), nil }),
	)
	s, err := NewSchema(query, limits, log)
	require.NoError(t, err)
	return s
}

func TestFaultsStayInTheLog(t *testing.T) {
	var log bytes.Buffer
	s := faulty(t, slog.New(slog.NewTextHandler(&log, nil)), guard.Default())
	answer := ask(t, s, 1, `{panics}`, "")
	require.Contains(t, answer, `{"data":{"panics":null},"errors":[{"message":"the server failed here; it has logged the reason under `)
	require.NotContains(t, answer, "secret")
	require.Contains(t, log.String(), "secret")
	answer = ask(t, s, 1, `{nil}`, "")
	require.NotContains(t, answer, "nil pointer")
	require.Contains(t, answer, `"code":"INTERNAL"`)
}

// What fails for a while is no fault of the question, and the answer is not kept for the next who asks.
func TestWhatPassesIsNotKept(t *testing.T) {
	var fails error
	asked := NewArgs(Arg("word", "Any.", String, func(a *string, v string) { *a = v }))
	query := NewObject[int]("Query", "What fails for a while.")
	query.Fields(ResolveArgs("found", "What is found.", asked, String, func(*Call, int, string) (string, error) { return "it", fails }))
	s, err := NewSchema(query, guard.Default(), quiet)
	require.NoError(t, err)
	doc, problems := s.Prepare(`{found(word: "x")}`)
	require.Empty(t, problems)
	for _, c := range []struct {
		fails   error
		says    string
		lasting bool
	}{
		{nil, `{"data":{"found":"it"}}`, true},
		{errors.New("no such word"), `"message":"no such word","locations":[{"line":1,"column":2}],"path":["found"],"extensions":{"code":"BAD_INPUT"}`, true},
		{Passing(errors.New("not ready")), `"message":"not ready","locations":[{"line":1,"column":2}],"path":["found"],"extensions":{"code":"FIELD_FAILED"}`, false},
		{Passing(fmt.Errorf("too long: %w", context.DeadlineExceeded)), `"code":"TIMED_OUT"`, false},
	} {
		fails = c.fails
		plan, problems := doc.Plan("", nil)
		require.Empty(t, problems)
		answer := plan.Execute(context.Background(), 1)
		require.Contains(t, string(answer.Body), c.says)
		require.Equal(t, c.lasting, answer.Lasting, c.says)
	}
}

func TestAnswersHaveBounds(t *testing.T) {
	limits := guard.Default()
	limits.ResponseBytes, limits.Milliseconds = 1000, 20
	s := faulty(t, quiet, limits)
	require.Contains(t, ask(t, s, 5000, `{endless}`, ""), `"code":"ANSWER_TOO_LONG"`)
	doc, _ := s.Prepare(`{slow}`)
	plan, _ := doc.Plan("", nil)
	ctx, cancel := context.WithTimeout(context.Background(), limits.Time())
	defer cancel()
	started := time.Now()
	answer := plan.Execute(ctx, 100)
	require.Contains(t, string(answer.Body), `"code":"TIMED_OUT"`)
	require.False(t, answer.Lasting)
	require.Less(t, time.Since(started), 10*time.Second)
}

func TestCostCountsPages(t *testing.T) {
	type asked struct{ page PageArgs }
	all := []string{"a", "b", "c", "d"}
	query := NewObject[int]("Query", "A list.")
	word := NewObject[string]("Word", "A word.").Fields(Field("text", "Itself.", String, func(s string) string { return s }))
	args := Paged(NewArgs[asked](), 2, func(a *asked) *PageArgs { return &a.page })
	query.Fields(ResolveArgs("words", "Words.", args, Connection("Word", word, func(p Page[string]) Page[string] { return p }),
		func(_ *Call, _ int, a asked) (Page[string], error) {
			return Paginate(all, "as given", func(s string) string { return s }, a.page)
		}))
	s, err := NewSchema(query, guard.Default(), quiet)
	require.NoError(t, err)
	cost := func(query string) int64 {
		doc, problems := s.Prepare(query)
		require.Empty(t, problems)
		plan, problems := doc.Plan("", nil)
		require.Empty(t, problems)
		return plan.Cost
	}
	require.EqualValues(t, 1+1+2*2, cost(`{words{edges{node{text}}}}`))
	require.EqualValues(t, 1+1+100*2, cost(`{words(first: 100){edges{node{text}}}}`))
	require.Contains(t, ask(t, s, 0, `{words(first: 501){totalCount}}`, ""),
		`"message":"first is 501; the limit pageSize is 500: page on with after","locations":[{"line":1,"column":2}],"extensions":{"asked":501,"code":"PAGE_TOO_LARGE","limit":"pageSize","maximum":500}`)
	require.Contains(t, ask(t, s, 0, `{words(first: -1){totalCount}}`, ""), `first: -1 is no number of edges`)

	var page struct {
		Data struct {
			Words struct {
				TotalCount int
				Edges      []struct{ Node struct{ Text string } }
				PageInfo   struct {
					HasNextPage, HasPreviousPage bool
					StartCursor, EndCursor       string
				}
			}
		}
	}
	const fields = `{totalCount edges{node{text}} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}`
	var seen []string
	for after := ""; ; after = page.Data.Words.PageInfo.EndCursor {
		body := ask(t, s, 0, `query($a: String){words(first: 3, after: $a)`+fields+`}`, `{"a": "`+after+`"}`)
		require.NoError(t, json.Unmarshal([]byte(body), &page), body)
		for _, e := range page.Data.Words.Edges {
			seen = append(seen, e.Node.Text)
		}
		require.Equal(t, 4, page.Data.Words.TotalCount)
		require.Equal(t, after != "", page.Data.Words.PageInfo.HasPreviousPage)
		if !page.Data.Words.PageInfo.HasNextPage {
			break
		}
	}
	require.Equal(t, all, seen)
	for name, c := range map[string]struct{ cursor, want string }{
		"noise":         {"%%%", "this is no cursor"},
		"another order": {newCursor("by name", "a"), "given for the order"},
		"gone":          {newCursor("as given", "z"), "does not hold"},
		"mangled":       {newCursor("as given", "a")[:12], "this is no cursor"},
	} {
		t.Run(name, func(t *testing.T) {
			body := ask(t, s, 0, `query($a: String){words(after: $a)`+fields+`}`, `{"a": "`+c.cursor+`"}`)
			require.Contains(t, body, c.want)
		})
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("as given", newCursor("as given", "BE-L1@desk-2026"))
	f.Add("as given", newCursor("by name", ""))
	f.Add("", "AQ")
	f.Add("\x00", "////")
	f.Fuzz(func(t *testing.T, order, cursor string) {
		if id, err := readCursor(order, cursor); err == nil && !strings.Contains(order, "\x00") {
			require.Equal(t, cursor, newCursor(order, id))
		}
	})
}

func FuzzVariables(f *testing.F) {
	s, w := testSchema(f), newWorld()
	doc, problems := s.Prepare(`query($i: ID!, $f: Filter, $d: Day, $n: Int, $c: [Colour!]){
		thing(id: $i){id say(times: $n)} a: things(filter: $f, since: $d){id} b: things(filter: {colours: $c}){id}}`)
	require.Empty(f, problems)
	for _, seed := range []string{`{"i":"t1"}`, `{"i":1,"n":2,"c":["RED"],"d":"2021","f":{"least":3}}`, `{"i":null}`, `{"i":"","f":{"x":1}}`,
		`{"i":"a","n":1e3}`, `{"i":"a","n":-3}`, `{"i":"a","c":[[null]]}`, `{"i":{"a":[]}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		var vars map[string]any
		if d.Decode(&vars) != nil {
			return
		}
		if n, ok := vars["n"].(json.Number); ok && len(n) > 3 {
			return // a long text is asked for, and made
		}
		plan, problems := doc.Plan("", vars)
		answer := Refuse(problems...)
		if problems == nil {
			answer = plan.Execute(context.Background(), w)
		}
		require.True(t, json.Valid(answer.Body), "%s", answer.Body)
	})
}

func FuzzQuery(f *testing.F) {
	s, w := testSchema(f), newWorld()
	for _, seed := range []string{`{things{id}}`, `query($x: Int = null){things(limit: $x, filter: {has: null}){... {id}}}`, `{__schema{types{name}}}`,
		`{...A} fragment A on Query{...B} fragment B on Query{...A}`, `{thing(id:"""\"""a""")`, "{\"", `{a:b:c}`, `fragment A on`,
		`{node(id:"l1"){... on Label{size} ...F}} fragment F on Node{id}`, `query A{__typename} query B{__typename}`, `{things(limit: 1 limit: null){id}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, problems := s.Prepare(text)
		answer := Refuse(problems...)
		if problems == nil {
			plan, problems := doc.Plan("", nil)
			if answer = Refuse(problems...); problems == nil {
				answer = plan.Execute(context.Background(), w)
			}
		}
		require.True(t, json.Valid(answer.Body), "%s", answer.Body)
		require.NotContains(t, string(answer.Body), "the server failed here")
	})
}
