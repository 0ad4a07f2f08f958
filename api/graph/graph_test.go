package graph

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
)

var update = flag.Bool("update", false, "write the golden files anew")

func embedded(t testing.TB) (*gql.Schema, *Data) {
	t.Helper()
	s, err := NewSchema(guard.Default(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	require.NoError(t, err)
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	index, err := searchable()
	require.NoError(t, err)
	return s, &Data{Snapshot: snapshot, Index: index}
}

// searchable is the index of the embedded dataset, made once for all tests.
var searchable = sync.OnceValues(func() (*indexer.Index, error) {
	snapshot, err := dataset.Embedded()
	if err != nil {
		return nil, err
	}
	return indexer.Open(context.Background(), snapshot, indexer.Options{InMemory: true})
})

// ask is the answer to a query of the embedded dataset.
func ask(t testing.TB, query string) string {
	t.Helper()
	s, snapshot := embedded(t)
	doc, problems := s.Prepare(query)
	if problems != nil {
		return string(gql.Refuse(problems...).Body)
	}
	plan, problems := doc.Plan("", nil)
	if problems != nil {
		return string(gql.Refuse(problems...).Body)
	}
	return string(plan.Execute(context.Background(), snapshot).Body)
}

// data decodes the data of an answer that has no errors.
func data(t testing.TB, query string, into any) {
	t.Helper()
	var answer struct {
		Data   json.RawMessage
		Errors []gql.Error
	}
	require.NoError(t, json.Unmarshal([]byte(ask(t, query)), &answer))
	require.Empty(t, answer.Errors, query)
	require.NoError(t, json.Unmarshal(answer.Data, into))
}

func TestSchemaText(t *testing.T) {
	s, _ := embedded(t)
	const golden = "schema.graphql"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(s.SDL()), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	broken, added := changes(string(want), s.SDL())
	require.Empty(t, broken, "these changes break queries that people have written; deprecate instead")
	require.Empty(t, added, "the schema has grown: go test ./api/graph -update")
	require.Equal(t, string(want), s.SDL(), "descriptions have changed: go test ./api/graph -update")
}

// introspected is what the test below needs of the schema.
type introspected struct {
	Schema struct {
		Types []introspectedType
	} `json:"__schema"`
}

type introspectedType struct {
	Name, Kind string
	Fields     []struct {
		Name string
		Type typeUse
		Args []struct{ Type typeUse }
	}
}

type typeUse struct {
	Kind, Name string
	OfType     *typeUse
}

func (u typeUse) named() typeUse {
	for u.OfType != nil {
		u = *u.OfType
	}
	return u
}

// TestEveryFieldAnswers asks for every field of every type, two objects deep, wherever the query type leads, and expects
// no error: no enum lacks a value, and nothing is null that may not be.
func TestEveryFieldAnswers(t *testing.T) {
	var schema introspected
	data(t, `{__schema{types{name kind fields{name type{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name}}}}}} args{type{kind}}}}}}`, &schema)
	types := map[string]introspectedType{}
	for _, typ := range schema.Schema.Types {
		types[typ.Name] = typ
	}
	required := map[string]string{
		"country": `(code: "HU")`, "countries": `(codes: ["BE", "ES"])`, "criteria": `(aspect: RESIDENCE)`, "alignment": `(countries: ["PL"])`,
		"timeline": `(countries: ["IE"])`, "services": `(country: "IT")`, "recommendations": `(section: "4")`, "criterion": `(id: "L1")`, "cell": `(country: "HU", criterion: "L1")`, "assessment": `(id: "HU-L1")`,
		"compare": `(countries: ["BE", "HU"])`, "gaps": `(country: "HU")`, "doors": `(country: "HU")`, "recommendation": `(id: "4.1.1")`, "rule": `(id: "VRD")`,
		"provision": `(id: "VRD-8")`, "source": `(id: "be-inhere-2021")`, "node": `(id: "HU-L1")`, "ranking": `(samples: 100)`,
		"whatIf": `(country: "HU", changes: [{criterion: "L1", level: MET}])`, "verify": `(citation: "[BE-L1@desk-2026 not_met; 2026.11]")`,
		"search": `(query: "interpreter")`, "suggest": `(prefix: "int")`,
	}
	asked := map[string]bool{}
	var selection func(typ introspectedType, depth int) string
	selection = func(typ introspectedType, depth int) string {
		parts := []string{"__typename"}
		for _, f := range typ.Fields {
			of := types[f.Type.named().Name]
			needs := false
			for _, a := range f.Args {
				needs = needs || a.Type.Kind == "NON_NULL"
			}
			switch {
			case needs:
			case of.Kind == "SCALAR" || of.Kind == "ENUM":
				parts = append(parts, f.Name)
				asked[typ.Name+"."+f.Name] = true
			case depth > 0:
				parts = append(parts, f.Name+selection(of, depth-1))
				asked[typ.Name+"."+f.Name] = true
			}
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	s, snapshot := embedded(t)
	limits := guard.Default()
	limits.Cost, limits.Fields, limits.Tokens, limits.ResponseBytes, limits.Repeats = 1e12, 1e5, 1e6, 1e9, 1e6
	s, err := NewSchema(limits, slog.New(slog.NewTextHandler(io.Discard, nil)))
	require.NoError(t, err)
	for _, f := range types["Query"].Fields {
		of := types[f.Type.named().Name]
		if f.Name == "reliability" {
			continue // no two mappings have coded the same cell yet
		}
		t.Run(f.Name, func(t *testing.T) {
			query := "{" + f.Name + required[f.Name]
			if of.Kind == "OBJECT" {
				query += selection(of, 2)
			} else if of.Kind == "INTERFACE" {
				query += "{id __typename}"
			}
			doc, problems := s.Prepare(query + "}")
			require.Empty(t, problems, query)
			plan, problems := doc.Plan("", nil)
			require.Empty(t, problems, query)
			answer := plan.Execute(context.Background(), snapshot)
			var errors struct{ Errors []gql.Error }
			require.NoError(t, json.Unmarshal(answer.Body, &errors))
			require.Empty(t, errors.Errors, query)
		})
	}
	var left []string
	for _, typ := range schema.Schema.Types {
		if typ.Kind != "OBJECT" || strings.HasPrefix(typ.Name, "__") || typ.Name == "Query" {
			continue
		}
		for _, f := range typ.Fields {
			if !asked[typ.Name+"."+f.Name] {
				left = append(left, typ.Name+"."+f.Name)
			}
		}
	}
	t.Logf("not reached: %v", left)
}

func TestTheQueryOfTheHouse(t *testing.T) {
	var answer struct {
		Countries []struct {
			Code, Name  string
			Firewall    struct{ Level string }
			Score       struct{ Value, Coverage, Low, High *float64 }
			Assessments []struct {
				Criterion struct{ ID string }
				Level     string
				Citations []struct {
					Source struct{ Title string }
					Says   string
				}
			}
		}
	}
	data(t, `{countries{code name firewall{level} score{value coverage low high} assessments{criterion{id} level caution citations{source{title url} says}}}}`, &answer)
	require.Len(t, answer.Countries, 13)
	for _, c := range answer.Countries {
		require.Len(t, c.Assessments, 49, c.Code)
		require.NotEmpty(t, c.Firewall.Level)
	}
}

func TestAnswersAreThoseOfTheDataset(t *testing.T) {
	_, s := embedded(t)
	view := s.Today()
	for _, c := range s.Countries() {
		var answer struct {
			Country struct {
				Firewall struct{ Level string }
				Score    struct{ Low, High float64 }
			}
		}
		data(t, fmt.Sprintf(`{country(code: %q){firewall{level} score{low high}}}`, c.Code), &answer)
		require.Equal(t, strings.ToUpper(string(view.Firewall(c).Level)), answer.Country.Firewall.Level)
		score := view.Score(c, dataset.DefaultWeights())
		require.InDelta(t, score.Low, answer.Country.Score.Low, 1e-9)
		require.InDelta(t, score.High, answer.Country.Score.High, 1e-9)
	}
}

// What is wrong with a question has one code, whether the words or the data tell.
func TestAWrongValueIsBadInput(t *testing.T) {
	for _, c := range []struct{ query, says string }{
		{`{country(code: "BL"){code}}`, `unknown country \"BL\"; did you mean BE?`},
		{`{criterion(id: "L99"){id}}`, `unknown criterion \"L99\"; did you mean L9?`},
		{`{cell(country: "BE", criterion: "L1", mapping: "desk"){id}}`, `unknown mapping \"desk\"`},
		{`{gaps(country: "BE", provision: "VRD-99"){severity}}`, `unknown provision`},
		{`{timeline(from: "2024", to: "2020"){id}}`, `before it begins`},
		{`{country(code: "BE"){score(weights: {legal: -1}){value}}}`, `weight of legal is -1`},
		{`{ranking(samples: -5){samples}}`, `number of samples is -5`},
		{`{assessments(first: -1){totalCount}}`, `first: -1`},
		{`{assessments(after: "forged"){totalCount}}`, `no cursor of this server`},
		{`{search(query: "police", after: "forged"){totalCount}}`, `cursor`},
		{`{recommendations(section: "99"){id}}`, `unknown section`},
		{`{whatIf(country: "BE", changes: [{criterion: "L99", level: MET}]){before{firewall{level}}}}`, `changes: element 1: unknown criterion`},
		{`{verify(citation: "nothing"){verdict}}`, `no claim`},
	} {
		answer := ask(t, c.query)
		require.Contains(t, answer, c.says, c.query)
		require.Contains(t, answer, `"extensions":{"code":"BAD_INPUT"}`, c.query)
	}
	for query, says := range map[string]string{
		`{countris{code}}`: `Did you mean \"countries\"`, `{countries{nam}}`: `Did you mean \"name\"?`, `{country(cod: "BE"){code}}`: `Did you mean \"code\"?`,
	} {
		answer := ask(t, query)
		require.Contains(t, answer, says, query)
		require.Contains(t, answer, `"code":"GRAPHQL_VALIDATION_FAILED"`, query)
	}
}

// A search that whoever asked has left is not kept for the next who asks the same.
func TestASearchCutOffIsNotKept(t *testing.T) {
	s, d := embedded(t)
	doc, problems := s.Prepare(`{search(query: "interpreter"){totalCount}}`)
	require.Empty(t, problems)
	plan, problems := doc.Plan("", nil)
	require.Empty(t, problems)
	gone, leave := context.WithCancel(context.Background())
	leave()
	answer := plan.Execute(gone, d)
	require.Contains(t, string(answer.Body), `"errors"`)
	require.False(t, answer.Lasting)
}

func TestSearchPagesAndCounts(t *testing.T) {
	var answer struct {
		Search struct {
			TotalCount int
			Edges      []struct {
				Node struct {
					ID, Kind string
					Country  struct{ Code string }
				}
			}
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
			Facets []struct {
				Dimension string
				Values    []struct{ Count int }
			}
		}
		Suggest []string
	}
	const fields = `{totalCount edges{node{id kind country{code}}} pageInfo{hasNextPage endCursor} facets{dimension values{count}}}`
	data(t, `{search(query: "interpreter", filter: {countries: ["IE"], kinds: [ASSESSMENT]}, first: 2)`+fields+` suggest(prefix: "interp")}`, &answer)
	require.NotEmpty(t, answer.Suggest)
	require.Len(t, answer.Search.Facets, 4)
	require.Len(t, answer.Search.Edges, 2)
	first := answer.Search.Edges[0].Node.ID
	require.Equal(t, "IE", answer.Search.Edges[0].Node.Country.Code)
	require.True(t, answer.Search.PageInfo.HasNextPage)
	data(t, fmt.Sprintf(`{search(query: "interpreter", filter: {countries: ["IE"], kinds: [ASSESSMENT]}, first: 2, after: %q)`, answer.Search.PageInfo.EndCursor)+fields+`}`, &answer)
	require.NotEqual(t, first, answer.Search.Edges[0].Node.ID)

	s, d := embedded(t)
	doc, problems := s.Prepare(`{search(query: "x"){totalCount}}`)
	require.Empty(t, problems)
	plan, problems := doc.Plan("", nil)
	require.Empty(t, problems)
	require.Contains(t, string(plan.Execute(context.Background(), &Data{Snapshot: d.Snapshot}).Body), "not ready yet")
}

func TestWhatIfStandsBesideToday(t *testing.T) {
	var answer struct {
		WhatIf struct {
			Before, After struct{ Firewall struct{ Level string } }
			Changed       []struct{ Before, After struct{ ID, Level string } }
			Closed        []struct{ Cell struct{ ID string } }
		}
	}
	data(t, `{whatIf(country: "HU", changes: [{criterion: "L3", level: MET}]){before{firewall{level}} after{firewall{level}} changed{before{id level} after{id level}} closed{cell{id}}}}`, &answer)
	require.Len(t, answer.WhatIf.Changed, 1)
	require.Equal(t, "MET", answer.WhatIf.Changed[0].After.Level)
	require.NotEqual(t, "MET", answer.WhatIf.Changed[0].Before.Level)
	require.Contains(t, ask(t, `{whatIf(country: "HU", changes: [{criterion: "L3", level: NOT_CODED}]){country{code}}}`), `unknown level \"NOT_CODED\"; it is one of MET, LARGELY, PARTLY, NOT_MET`)
}

func TestCitationsVerify(t *testing.T) {
	var answer struct {
		Assessment struct{ Cite string }
		Verify     struct{ Verdict string }
	}
	data(t, `{assessment(id: "NL-L1"){cite}}`, &answer)
	data(t, fmt.Sprintf(`{verify(citation: %q){verdict}}`, answer.Assessment.Cite), &answer)
	require.Equal(t, "HOLDS", answer.Verify.Verdict)
}

func TestEveryNodeIsFound(t *testing.T) {
	s, snapshot := embedded(t)
	doc, problems := s.Prepare(`query($id: ID!){node(id: $id){id __typename}}`)
	require.Empty(t, problems)
	for kind, typ := range map[dataset.Kind]string{
		dataset.KindCountry: "Country", dataset.KindCriterion: "Criterion", dataset.KindRecommendation: "Recommendation", dataset.KindRule: "Rule",
		dataset.KindProvision: "Provision", dataset.KindRuling: "Ruling", dataset.KindSource: "Source", dataset.KindInstrument: "Instrument",
		dataset.KindAssessment: "Assessment", dataset.KindEvent: "Event", dataset.KindService: "Service", dataset.KindFinding: "Finding",
		dataset.KindDefinition: "Definition", dataset.KindScenario: "Scenario", dataset.KindFrameworkFinding: "FrameworkFinding",
		dataset.KindProject: "Project", dataset.KindResource: "Resource", dataset.KindMapping: "Mapping",
	} {
		ids := snapshot.IDs(kind)
		require.NotEmpty(t, ids, kind)
		for _, id := range []string{ids[0], ids[len(ids)-1]} {
			plan, problems := doc.Plan("", map[string]any{"id": id})
			require.Empty(t, problems)
			require.Equal(t, fmt.Sprintf(`{"data":{"node":{"id":%q,"__typename":%q}}}`, id, typ), string(plan.Execute(context.Background(), snapshot).Body))
		}
	}
}

// TestIDsLeadBack asks for things that have no record of their own by the ids that answers give them.
func TestIDsLeadBack(t *testing.T) {
	for query, typ := range map[string]string{
		`{x: cell(country: "BE", criterion: "L1"){id}}`:                                            "Cell",
		`{x: cell(country: "UK", criterion: "L1", asOf: "2017"){id}}`:                              "Cell",
		`{x: criterion(id: "L1"){links{id}}}`:                                                      "Link",
		`{x: rule(id: "VRD"){bindings{id}}}`:                                                       "RecordedBinding",
		`{x: whatIf(country: "BE", changes: [{criterion: "L1", level: MET}]){changed{after{id}}}}`: "Cell",
	} {
		id := regexp.MustCompile(`"id":"([^"]+)"`).FindStringSubmatch(ask(t, query))
		require.NotNil(t, id, query)
		require.Equal(t, `{"data":{"node":{"__typename":"`+typ+`","id":"`+id[1]+`"}}}`, ask(t, `{node(id: "`+id[1]+`"){__typename id}}`))
	}
	require.Equal(t, `{"data":{"node":null}}`, ask(t, `{node(id: "BE-L1?as-of=2026-11-21"){id}}`), "one cell has one id")
}

func TestErrorsNameWhatWouldBeRight(t *testing.T) {
	for query, want := range map[string]string{
		`{country(code: "BL"){code}}`:                             `did you mean`,
		`{criterion(id: "L99"){id}}`:                              `unknown criterion`,
		`{countries{firewall(asOf: "yesterday"){level}}}`:         `write YYYY, YYYY-MM or YYYY-MM-DD`,
		`{countries{cells(mapping: "desk-1999"){level}}}`:         `unknown mapping`,
		`{countries{cells(aspect: legal){level}}}`:                `did you mean LEGAL?`,
		`{gaps(country: "BE", provision: "VRD-99"){severity}}`:    `unknown provision`,
		`{ranking(samples: 100000){seed}}`:                        `is more than the 10000`,
		`{country(code: "BE"){score(weights: {legal: -1}){low}}}`: `weight`,
		`{assessments(filter: {criteria: ["Q9"]}){totalCount}}`:   `unknown criterion`,
		`{assessments(first: 3, after: "forged"){totalCount}}`:    `no cursor of this server`,
	} {
		require.Contains(t, ask(t, query), want, query)
	}
	require.Contains(t, ask(t, `{country(code: "GR"){code}}`), `"EL"`)
}
