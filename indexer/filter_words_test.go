package indexer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

func TestFilterWords(t *testing.T) {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	f, err := FilterWords{
		Kinds: []string{"assessment"}, Countries: []string{"gr"}, Aspects: []string{"Legal"}, Criteria: []string{"l6"},
		Levels: []string{"not-met"}, Evidence: []string{"seen"}, Languages: []string{"NL"}, Years: "2020..",
	}.Parse(s)
	require.NoError(t, err)
	require.Equal(t, Filter{
		Kinds: []dataset.Kind{"assessment"}, Countries: []schema.CountryCode{"EL"}, Aspects: []schema.Aspect{"legal"}, Criteria: []string{"L6"},
		Levels: []schema.Level{"not_met"}, Evidence: []schema.Evidence{"seen"}, Languages: []schema.Language{"nl"}, Years: Years{From: 2020},
	}, f)
	for want, words := range map[string]FilterWords{
		`unknown kind "assesment"; did you mean assessment?`: {Kinds: []string{"assesment"}},
		`unknown country "BL"; did you mean BE?`:             {Countries: []string{"BL"}},
		`unknown aspect "law"`:                               {Aspects: []string{"law"}},
		`unknown level "safe"`:                               {Levels: []string{"safe"}},
		`unknown language "xx"`:                              {Languages: []string{"xx"}},
		`"last" is no year`:                                  {Years: "last"},
		`".." is no year`:                                    {Years: ".."},
	} {
		_, err := words.Parse(s)
		require.ErrorContains(t, err, want)
	}
}
