package gql

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/testutil"
	"github.com/stretchr/testify/require"
)

// sorted puts lists in one order: graphql-go gives types and fields in that of a map, this package as declared. Two
// oddities of graphql-go are evened out: a missing description is an empty text there, and a default number a text.
func sorted(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = sorted(v[k])
			if v[k] == "" {
				v[k] = nil
			}
		}
		if text, ok := v["defaultValue"].(string); ok {
			v["defaultValue"] = strings.Trim(text, `"`)
		}
	case []any:
		for i := range v {
			v[i] = sorted(v[i])
		}
		slices.SortFunc(v, func(a, b any) int {
			x, _ := json.Marshal(a)
			y, _ := json.Marshal(b)
			return cmp.Compare(string(x), string(y))
		})
	}
	return v
}

// TestIntrospectionIsThatOfTheReference asks what tools ask, of this package and of the schema that validates.
func TestIntrospectionIsThatOfTheReference(t *testing.T) {
	s := testSchema(t)
	for name, query := range map[string]string{
		"tools":      testutil.IntrospectionQuery,
		"deprecated": `{__schema{types{name fields{name isDeprecated} enumValues{name}}}}`,
		"one type":   `{__type(name: "Thing"){__typename name kind description fields(includeDeprecated: true){name deprecationReason args{name defaultValue}}}}`,
		"no type":    `{__type(name: "Nothing"){name}}`,
		"meta type":  `{__type(name: "__Directive"){fields(includeDeprecated: true){name deprecationReason type{kind ofType{name kind}}}}}`,
		"fragments":  `{__schema{...S queryType{...T}}} fragment S on __Schema{directives{name onField onFragment onOperation locations}} fragment T on __Type{name interfaces{name} possibleTypes{name}}`,
		"interface":  `{__type(name: "Node"){possibleTypes{name} interfaces{name} inputFields{name} ofType{name}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			doc, problems := s.Prepare(query)
			require.Empty(t, problems)
			plan, problems := doc.Plan("", nil)
			require.Empty(t, problems)
			var have, want struct{ Data any }
			require.NoError(t, json.Unmarshal(plan.Execute(context.Background(), newWorld()).Body, &have))
			reference, err := json.Marshal(graphql.Do(graphql.Params{Schema: s.reference, RequestString: query}))
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(reference, &want))
			require.Equal(t, sorted(want.Data), sorted(have.Data))
		})
	}
}
