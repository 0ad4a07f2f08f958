package indexer

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// with is the index of the embedded dataset with more sources and concepts.
func with(t *testing.T, concepts []schema.Concept, sources ...schema.Source) *Index {
	t.Helper()
	s, err := dataset.Embedded()
	require.NoError(t, err)
	var records schema.Records
	require.NoError(t, json.Unmarshal(s.JSON(), &records))
	be := records.Country("BE")
	for _, source := range sources {
		source.Publisher, source.Kind = "A publisher", "web"
		be.Sources = append(be.Sources, source)
	}
	records.Thesaurus.Concepts = append(records.Thesaurus.Concepts, concepts...)
	more, err := dataset.New(records)
	require.NoError(t, err)
	x, err := Open(context.Background(), more, Options{InMemory: true})
	require.NoError(t, err)
	t.Cleanup(func() { x.Close() })
	return x
}

func TestThesaurus(t *testing.T) {
	concepts := []schema.Concept{{ID: "quux", Title: "Quux", Terms: []schema.Terms{
		{Language: "en", Preferred: "quuxly hall", Other: []string{"blarney"}, Unchecked: true},
		{Language: "nl", Preferred: "quuxenhuis", Page: "https://example.org/"},
	}}}
	x := with(t, concepts,
		schema.Source{ID: "be-z-literal", Title: "About a blarney in town", Language: "en"},
		schema.Source{ID: "be-a-phrase", Title: "About a quuxly hall in town", Language: "en"},
		schema.Source{ID: "be-a-dutch", Title: "Over quuxenhuizen en quuxenhuis", Language: "nl"},
		schema.Source{ID: "be-a-scattered", Title: "A hall that is not quuxly at all", Language: "en"},
	)
	t.Run("other terms are found below the literal match", func(t *testing.T) {
		r := ask(t, x, Request{Query: "blarney"})
		require.Equal(t, 3, r.Total)
		require.Equal(t, "be-z-literal", r.Hits[0].ID)
		require.ElementsMatch(t, []string{"be-z-literal", "be-a-phrase", "be-a-dutch"}, ids(r), "the words of a term stand side by side")
	})
	t.Run("several words are one term", func(t *testing.T) {
		r := ask(t, x, Request{Query: "Quuxly Hall"})
		require.Equal(t, "be-a-phrase", r.Hits[0].ID, "phrase over scattered, both over other terms")
		require.Equal(t, "be-a-scattered", r.Hits[1].ID)
		require.Contains(t, ids(r), "be-a-dutch")
	})
	t.Run("the answer says what widened it and what is unchecked", func(t *testing.T) {
		r := ask(t, x, Request{Query: "quuxenhuis"})
		require.Len(t, r.Concepts, 1)
		require.Equal(t, "quux", r.Concepts[0].Concept.ID)
		require.Equal(t, []WideningTerm{{"quuxly hall", "en", true}, {"blarney", "en", true}}, r.Concepts[0].Terms)
		require.True(t, r.Concepts[0].Unchecked())
		require.False(t, ask(t, x, Request{Query: "blarney"}).Concepts[0].Terms[1].Unchecked)
	})
	t.Run("exact turns it off", func(t *testing.T) {
		r := ask(t, x, Request{Query: "blarney", Exact: true})
		require.Equal(t, []string{"be-z-literal"}, ids(r))
		require.Empty(t, r.Concepts)
	})
	t.Run("quotation marks too", func(t *testing.T) {
		require.Equal(t, []string{"be-z-literal"}, ids(ask(t, x, Request{Query: `"blarney"`})))
	})
	t.Run("a word of a term stands for the concept where no text has it", func(t *testing.T) {
		y := with(t, []schema.Concept{{ID: "quux", Title: "Quux", Terms: []schema.Terms{
			{Language: "en", Preferred: "blarney", Unchecked: true}, {Language: "it", Preferred: "quuxo del blarnio", Unchecked: true},
		}}}, schema.Source{ID: "be-z-literal", Title: "About a blarney in town", Language: "en"})
		require.Equal(t, []string{"be-z-literal"}, ids(ask(t, y, Request{Query: "quuxo"})))
		require.Empty(t, ids(ask(t, y, Request{Query: "quuxo", Exact: true})))
	})
}

func TestDiacritics(t *testing.T) {
	x := with(t, nil,
		schema.Source{ID: "be-z-es", Title: "Proteccíon zzürich łódź đakovo għajn Οδός", Language: "es"},
	)
	for _, q := range []string{"proteccion zzurich", "ZZÜRICH", "Lodz zzurich", "ĐAKOVO", "dakovo zzurich", "ghajn zzurich", `"łodz đakovo ghajn"`, "οδοσ zzurich", "ΟΔΟΣ zzurich", "zz\u00adürich", "zzu\u0308rich"} {
		require.Contains(t, ids(ask(t, x, Request{Query: q, Exact: true})), "be-z-es", q)
	}
}
