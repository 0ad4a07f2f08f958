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
