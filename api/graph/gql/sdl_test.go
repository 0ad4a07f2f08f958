package gql

import (
	"flag"
	"os"
	"testing"

	"github.com/graphql-go/graphql/language/parser"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestSchemaText(t *testing.T) {
	const golden = "testdata/schema.graphql"
	text := testSchema(t).SDL()
	_, err := parser.Parse(parser.ParseParams{Source: text})
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(text), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), text)
}
