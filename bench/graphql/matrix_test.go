// Package graphql compares answering the matrix query (13 countries × 49 assessments with criterion, level, score, summary
// and sources) of the real dataset with encoding/json of the same values, graphql-go and graph-gophers/graphql-go:
//
//	cd bench && go test ./graphql -run '^$' -bench . -benchmem
package graphql

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"testing"

	gophers "github.com/graph-gophers/graphql-go"
	reference "github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"

	"github.com/firewallmap/firewallmap/api/graph"
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

const query = `{countries{code name assessments{criterion{id} level score summary citations{source{title url}}}}}`

// The answer as Go values, which encoding/json writes.
type (
	source struct {
		Title string  `json:"title"`
		URL   *string `json:"url"`
	}
	citation struct {
		Source source `json:"source"`
	}
	criterion struct {
		ID string `json:"id"`
	}
	assessment struct {
		Criterion criterion  `json:"criterion"`
		Level     string     `json:"level"`
		Score     *float64   `json:"score"`
		Summary   string     `json:"summary"`
		Citations []citation `json:"citations"`
	}
	country struct {
		Code        string       `json:"code"`
		Name        string       `json:"name"`
		Assessments []assessment `json:"assessments"`
	}
	answer struct {
		Data struct {
			Countries []country `json:"countries"`
		} `json:"data"`
	}
)

func snapshot(b *testing.B) *dataset.Snapshot {
	s, err := dataset.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func ours(b *testing.B) *gql.Schema {
	s, err := graph.NewSchema(guard.Default(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func ask(b *testing.B, s *gql.Schema, data *graph.Data) []byte {
	doc, problems := s.Prepare(query)
	if problems != nil {
		b.Fatal(problems)
	}
	plan, problems := doc.Plan("", nil)
	if problems != nil {
		b.Fatal(problems)
	}
	return plan.Execute(context.Background(), data).Body
}

func BenchmarkMatrix(b *testing.B) {
	data, s := &graph.Data{Snapshot: snapshot(b)}, ours(b)
	want := ask(b, s, data)
	var values answer
	if err := json.Unmarshal(want, &values); err != nil {
		b.Fatal(err)
	}
	same := func(b *testing.B, got []byte) {
		var other answer
		if err := json.Unmarshal(got, &other); err != nil {
			b.Fatal(err)
		}
		one, _ := json.Marshal(values)
		two, _ := json.Marshal(other)
		if string(one) != string(two) {
			b.Fatal("the answers differ")
		}
	}

	b.Run("firewallmap, not seen before", func(b *testing.B) {
		b.SetBytes(int64(len(want)))
		b.ReportAllocs()
		for b.Loop() {
			ask(b, s, data)
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(want)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(&values); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("graphql-go", func(b *testing.B) {
		schema := referenceSchema(b)
		document, err := parser.Parse(parser.ParseParams{Source: query})
		if err != nil {
			b.Fatal(err)
		}
		root := map[string]any{"snapshot": data.Snapshot}
		got, err := json.Marshal(reference.Execute(reference.ExecuteParams{Schema: schema, AST: document, Root: root}))
		if err != nil {
			b.Fatal(err)
		}
		same(b, got)
		b.ReportAllocs()
		for b.Loop() {
			reference.Execute(reference.ExecuteParams{Schema: schema, AST: document, Root: root})
		}
	})
	b.Run("graph-gophers", func(b *testing.B) {
		schema := gophers.MustParseSchema(gophersSchema, &gophersQuery{data.Snapshot})
		got, err := json.Marshal(schema.Exec(context.Background(), query, "", nil))
		if err != nil {
			b.Fatal(err)
		}
		same(b, got)
		b.ReportAllocs()
		for b.Loop() {
			schema.Exec(context.Background(), query, "", nil)
		}
	})
}

func BenchmarkSmall(b *testing.B) {
	data, s := &graph.Data{Snapshot: snapshot(b)}, ours(b)
	b.ReportAllocs()
	for b.Loop() {
		doc, _ := s.Prepare(`{countries{code name}}`)
		plan, _ := doc.Plan("", nil)
		plan.Execute(context.Background(), data)
	}
}

// coded are the assessments of a country, as the field of that name answers.
func coded(s *dataset.Snapshot, c *schema.Country) []*dataset.Assessment {
	var all []*dataset.Assessment
	for _, cell := range s.Today().Cells(c, "") {
		if cell.Assessment != nil {
			all = append(all, cell.Assessment)
		}
	}
	return all
}

func scored(a *dataset.Assessment) *float64 {
	if score, ok := a.Level.Score(); ok {
		return &score
	}
	return nil
}

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
