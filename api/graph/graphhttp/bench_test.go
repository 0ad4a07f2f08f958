package graphhttp

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/stretchr/testify/require"
)

const (
	matrixQuery = `{countries{code name assessments{id criterion{id question} level score summary caution citations{source{title url} says}}}}`
	smallQuery  = `{countries{code name}}`
)

// The same values as encoding/json writes them.
type (
	jsonSource struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	jsonCitation struct {
		Source jsonSource `json:"source"`
		Says   string     `json:"says"`
	}
	jsonCriterion struct {
		ID       string `json:"id"`
		Question string `json:"question"`
	}
	jsonAssessment struct {
		ID        string         `json:"id"`
		Criterion jsonCriterion  `json:"criterion"`
		Level     string         `json:"level"`
		Score     float64        `json:"score"`
		Summary   string         `json:"summary"`
		Caution   *string        `json:"caution"`
		Citations []jsonCitation `json:"citations"`
	}
	jsonCountry struct {
		Code        string           `json:"code"`
		Name        string           `json:"name"`
		Assessments []jsonAssessment `json:"assessments"`
	}
	jsonAnswer struct {
		Data struct {
			Countries []jsonCountry `json:"countries"`
		} `json:"data"`
	}
)

// referenceSchema is the part of the matrix that matrixQuery asks for, by hand with graphql-go.
func referenceSchema(b testing.TB) graphql.Schema {
	text := graphql.NewNonNull(graphql.String)
	all := func(t graphql.Type) graphql.Output {
		return graphql.NewNonNull(graphql.NewList(graphql.NewNonNull(t)))
	}
	get := func(t graphql.Output, value func(any) any) *graphql.Field {
		return &graphql.Field{Type: t, Resolve: func(p graphql.ResolveParams) (any, error) { return value(p.Source), nil }}
	}
	object := func(name string, fields graphql.Fields) *graphql.Object {
		return graphql.NewObject(graphql.ObjectConfig{Name: name, Fields: fields})
	}
	sources := object("Source", graphql.Fields{
		"title": get(text, func(v any) any { return v.(*source).title }),
		"url":   get(graphql.String, func(v any) any { return v.(*source).url })})
	citations := object("Citation", graphql.Fields{
		"source": get(graphql.NewNonNull(sources), func(v any) any { return v.(citation).source }),
		"says":   get(text, func(v any) any { return v.(citation).says })})
	criteria := object("Criterion", graphql.Fields{
		"id":       get(text, func(v any) any { return v.(*criterion).id }),
		"question": get(text, func(v any) any { return v.(*criterion).question })})
	levels := graphql.NewEnum(graphql.EnumConfig{Name: "Level", Values: graphql.EnumValueConfigMap{
		"MET": {Value: level("met")}, "LARGELY": {Value: level("largely")}, "PARTLY": {Value: level("partly")}, "NOT_MET": {Value: level("not_met")}}})
	assessments := object("Assessment", graphql.Fields{
		"id":        get(text, func(v any) any { return v.(*assessment).id }),
		"criterion": get(graphql.NewNonNull(criteria), func(v any) any { return v.(*assessment).criterion }),
		"level":     get(graphql.NewNonNull(levels), func(v any) any { return v.(*assessment).level }),
		"score":     get(graphql.NewNonNull(graphql.Float), func(v any) any { return v.(*assessment).score }),
		"summary":   get(text, func(v any) any { return v.(*assessment).summary }),
		"caution":   get(graphql.String, func(v any) any { return nil }),
		"citations": get(all(citations), func(v any) any { return v.(*assessment).citations })})
	countries := object("Country", graphql.Fields{
		"code":        get(text, func(v any) any { return v.(*country).code }),
		"name":        get(text, func(v any) any { return v.(*country).name }),
		"assessments": get(all(assessments), func(v any) any { return v.(*country).assessments })})
	s, err := graphql.NewSchema(graphql.SchemaConfig{Query: object("Query", graphql.Fields{
		"countries": {Type: all(countries), Resolve: func(p graphql.ResolveParams) (any, error) {
			return p.Info.RootValue.(map[string]any)["matrix"].(*matrix).countries, nil
		}}})})
	require.NoError(b, err)
	return s
}

// BenchmarkMatrix answers the matrix query, whose document is known and whose answer is not.
func BenchmarkMatrix(b *testing.B) {
	schema, m := matrixSchema(b), newMatrix()
	doc, problems := schema.Prepare(matrixQuery)
	require.Empty(b, problems)
	plan, problems := doc.Plan("", nil)
	require.Empty(b, problems)
	want := plan.Execute(context.Background(), m).Body
	var values jsonAnswer
	require.NoError(b, json.Unmarshal(want, &values))

	b.Run("plan", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(want)))
		for b.Loop() {
			plan.Execute(context.Background(), m)
		}
	})
	b.Run("not seen before", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(want)))
		for b.Loop() {
			doc, _ := schema.Prepare(matrixQuery)
			plan, _ := doc.Plan("", nil)
			plan.Execute(context.Background(), m)
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(want)))
		for b.Loop() {
			if _, err := json.Marshal(&values); err != nil {
				b.Fatal(err)
			}
		}
	})
	reference := referenceSchema(b)
	parsed, err := parser.Parse(parser.ParseParams{Source: matrixQuery})
	require.NoError(b, err)
	root := map[string]any{"matrix": m}
	again, err := json.Marshal(graphql.Execute(graphql.ExecuteParams{Schema: reference, AST: parsed, Root: root}))
	require.NoError(b, err)
	require.JSONEq(b, string(want), string(again))
	b.Run("graphql-go Execute", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			graphql.Execute(graphql.ExecuteParams{Schema: reference, AST: parsed, Root: root})
		}
	})
}

// discard is a response that goes nowhere.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }
func (d *discard) WriteHeader(int)             {}

// BenchmarkServe measures the time inside the handler.
func BenchmarkServe(b *testing.B) {
	for _, q := range []struct{ name, query string }{{"small", smallQuery}, {"matrix", matrixQuery}} {
		body := `{"query":"` + q.query + `"}`
		b.Run(q.name+" POST not seen before", func(b *testing.B) {
			h, _ := matrixHandler(b)
			b.ReportAllocs()
			for b.Loop() {
				h.answers.InvalidateAll()
				h.documents.InvalidateAll()
				r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
				r.Header.Set("Content-Type", jsonMedia)
				h.ServeHTTP(&discard{http.Header{}}, r)
			}
		})
		for _, c := range []struct{ name, encoding, tag string }{{"seen", "", ""}, {"seen gzip", "gzip", ""}, {"not modified", "", "*"}} {
			b.Run(q.name+" GET "+c.name, func(b *testing.B) {
				h, _ := matrixHandler(b)
				r := httptest.NewRequest(http.MethodGet, "/graphql?query="+url.QueryEscape(q.query), nil)
				r.Header.Set("Accept-Encoding", c.encoding)
				r.Header.Set("If-None-Match", c.tag)
				h.ServeHTTP(&discard{http.Header{}}, r)
				b.ReportAllocs()
				for b.Loop() {
					h.ServeHTTP(&discard{http.Header{}}, r)
				}
			})
		}
	}
}

// BenchmarkSeenOverHTTP fetches the matrix that was asked before over a connection, beside the same bytes from memory.
func BenchmarkSeenOverHTTP(b *testing.B) {
	h, _ := matrixHandler(b)
	target := "/graphql?query=" + url.QueryEscape(matrixQuery)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	bytes := w.Body.Bytes()
	plain := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonMedia)
		_, _ = w.Write(bytes)
	})
	for _, s := range []struct {
		name    string
		handler http.Handler
	}{{"net-http", plain}, {"graphql", h}} {
		b.Run(s.name, func(b *testing.B) {
			server := httptest.NewServer(s.handler)
			defer server.Close()
			client := server.Client()
			client.Transport.(*http.Transport).DisableCompression = true
			buffer := make([]byte, len(bytes))
			b.SetBytes(int64(len(bytes)))
			for b.Loop() {
				r, err := client.Get(server.URL + target)
				if err != nil {
					b.Fatal(err)
				}
				for n := 0; err == nil; {
					n, err = r.Body.Read(buffer)
					_ = n
				}
				r.Body.Close()
			}
		})
	}
}
