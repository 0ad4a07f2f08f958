package relevance

import (
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

func TestMeasures(t *testing.T) {
	var q Question
	require.NoError(t, yaml.Unmarshal([]byte(`
query: x
expect:
  - {id: "criterion:L6", grade: 3}
  - {id: BE-L6, grade: 1}
  - {id: src, grade: 2}
`), &q))
	be := Document{"BE-L6@desk-2026", dataset.KindAssessment, "L6"}
	nl := Document{"NL-L6@desk-2026", dataset.KindAssessment, "L6"}
	src := Document{"src", dataset.KindSource, ""}
	other := Document{"other", dataset.KindSource, ""}
	require.Equal(t, 1, q.Grade(be), "its own grade before that of its criterion")
	require.Equal(t, 3, q.Grade(nl))
	require.Zero(t, q.Grade(other))
	all := []Document{be, nl, src, other}
	require.Equal(t, 1.0, q.NDCG([]Document{nl, src, be}, all))
	require.InDelta(t, 0.3080, q.NDCG([]Document{be, src, other}, all), 0.001) // (1 + 3/1.585) ÷ (7 + 3/1.585 + 1/2)
	require.Zero(t, q.NDCG([]Document{other}, all))
	require.Equal(t, 2, q.FirstGood([]Document{be, src}))
	require.Zero(t, q.FirstGood([]Document{be, other}))
}
