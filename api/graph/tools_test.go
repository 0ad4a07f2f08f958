package graph

import (
	"testing"

	"github.com/graphql-go/graphql/testutil"
	"github.com/stretchr/testify/require"
)

// TestToolsCanIntrospect holds the limits to what tools have to ask.
func TestToolsCanIntrospect(t *testing.T) {
	s, _ := embedded(t)
	doc, problems := s.Prepare(testutil.IntrospectionQuery)
	require.Empty(t, problems)
	plan, problems := doc.Plan("", nil)
	require.Empty(t, problems)
	t.Logf("cost %d, fields %d, depth %d", plan.Cost, doc.Size.Fields, doc.Size.Depth)
	require.Contains(t, ask(t, testutil.IntrospectionQuery), `"name":"SearchConnection"`)
}

// TestToolsOfTodayCanIntrospect asks for what the specification has added since: Python's gql sends this by default.
func TestToolsOfTodayCanIntrospect(t *testing.T) {
	answer := ask(t, `{__schema{description directives{isRepeatable args(includeDeprecated: true){name isDeprecated deprecationReason}}
		types{name specifiedByURL isOneOf inputFields(includeDeprecated: true){name isDeprecated}
			fields(includeDeprecated: true){name args(includeDeprecated: true){name isDeprecated}}}}}`)
	require.NotContains(t, answer, `"errors"`)
	require.Contains(t, answer, `{"name":"AssessmentFilter","specifiedByURL":null,"isOneOf":false,"inputFields":[{"name":"countries","isDeprecated":false}`)
}
