package dataset_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// The worked examples of docs/methods.md are true of the embedded dataset: each figure is computed here and looked for there.
func TestWorkedExamplesAreTrue(t *testing.T) {
	data, err := os.ReadFile("../docs/methods.md")
	require.NoError(t, err)
	doc := strings.Join(strings.Fields(string(data)), " ")
	says := func(format string, args ...any) {
		t.Helper()
		require.Contains(t, doc, fmt.Sprintf(format, args...))
	}
	s := embedded(t)
	v := s.Today()
	weights := dataset.DefaultWeights()
	poland, hungary := s.Country("PL"), s.Country("HU")

	firewall := v.Firewall(poland)
	require.Equal(t, schema.CellLevel("not_met"), firewall.Level)
	for _, c := range firewall.Weakest {
		require.True(t, c.Contrary())
	}
	says("In Poland L1, L3, L6 and L7 are all not met, and rules work against each")
	require.Equal(t, "PL-L1 PL-L3 PL-L6 PL-L7", cellIDs(firewall.Weakest))

	aspects := map[schema.Aspect]dataset.Score{}
	for _, a := range v.Aspects(poland) {
		aspects[a.Aspect] = a.Score
	}
	var terms []string
	sum := 0.0
	for _, c := range v.Cells(poland, schema.Residence) {
		level, _ := c.Level().Level()
		score, ok := level.Score()
		require.True(t, ok && !c.Doubtful())
		terms = append(terms, fmt.Sprintf("%v (%s)", score, c.Criterion.ID))
		sum += score
	}
	says("Poland score %s and %s: %v ÷ 6 = %.1f", strings.Join(terms[:5], ", "), terms[5], sum, *aspects[schema.Residence].Value)
	says("low and high are %.1f too", aspects[schema.Residence].Low)
	require.Equal(t, aspects[schema.Residence].Low, aspects[schema.Residence].High)
	total := v.Score(poland, weights)
	says("With legal %.1f, procedures %.1f and approaches %.1f the total is %.1f, between %.1f and %.1f, with %d of %d cells scored: coverage %.3f",
		*aspects[schema.Legal].Value, *aspects[schema.Procedures].Value, *aspects[schema.Approaches].Value, *total.Value, total.Low, total.High, total.Scored, total.Applicable, total.Coverage)
	residence := v.Aspects(hungary)[1].Score
	require.Nil(t, v.Score(hungary, weights).Value)
	says("Hungary's total is withheld: %d of %d residence cells is known", residence.Scored, residence.Applicable)
	section := v.SectionScore(poland, "5.2")
	var ids, scores []string
	for _, c := range v.SectionCriteria("5.2") {
		level, _ := v.Cell(poland, c).Level().Level()
		score, _ := level.Score()
		ids, scores = append(ids, c.ID), append(scores, fmt.Sprint(score))
	}
	says("asks for %s and %s: Poland scores (%s) ÷ %d = %.1f", strings.Join(ids[:5], ", "), ids[5], strings.Join(scores, " + "), section.Scored, *section.Value)

	ranking, err := v.Rank(dataset.RankingQuestion{Samples: dataset.DefaultSamples, Seed: dataset.DefaultSeed})
	require.NoError(t, err)
	place := map[schema.CountryCode]int{}
	for i, r := range ranking.Ranked {
		place[r.Country.Code] = i
	}
	at := func(code schema.CountryCode) dataset.Ranked { return ranking.Ranked[place[code]] }
	require.Equal(t, 1, at("ES").To)
	says("the Netherlands lie between %d and %d, Belgium between %d and %d, Poland between %d and %d", at("NL").From, at("NL").To, at("BE").From, at("BE").To, at("PL").From, at("PL").To)
	says("The Netherlands score higher than Belgium in %.0f %% of draws, Belgium higher than Ireland in %.0f %%", 100*ranking.Ahead[place["NL"]][place["BE"]], 100*ranking.Ahead[place["BE"]][place["IE"]])
	require.Equal(t, hungary, ranking.Unranked[0].Country)

	gaps := v.Gaps(poland, dataset.GapFilter{})
	says("Poland has %d gaps, %d limits and %d cells not established", len(gaps.Gaps), len(gaps.Limits), len(gaps.NotEstablished))
	require.Equal(t, "pl-foreigners-2013:289", gaps.Groups[0].ID)

	alignments, err := v.Alignment(dataset.AlignmentQuestion{Provision: s.Provision("VRDA-5a"), AssumeBound: true})
	require.NoError(t, err)
	var moving []string
	for _, a := range alignments {
		if a.WouldMove() {
			moving = append(moving, string(a.Country.Code))
		}
	}
	says("If VRDA-5a bound, %s, %s and %s would have to move", moving[0], moving[1], moving[2])
	require.Len(t, moving, 3)

	police := v.Doors(hungary).Doors[0]
	require.Equal(t, schema.Door("police"), police.Door)
	says("At the police door of Hungary stand %d cells, of which %s and %s are not established", len(police.Cells), police.NotEstablished[0].Criterion.ID, police.NotEstablished[1].Criterion.ID)
	require.Len(t, police.Services, 1)

	changes, err := v.ParseLevelChanges(poland, []string{"L1=met", "L3=met", "L6=largely", "L7=met"})
	require.NoError(t, err)
	what, err := v.WhatIf(dataset.WhatIfQuestion{Country: poland, Changes: changes})
	require.NoError(t, err)
	_, after, err := what.Ranks(dataset.DefaultSamples, dataset.DefaultSeed)
	require.NoError(t, err)
	for _, r := range after.Ranked {
		if r.Country == poland {
			says("its total %.1f instead of %.1f, its ranks %d to %d instead of %d to %d", *what.After.Score.Value, *total.Value, r.From, r.To, at("PL").From, at("PL").To)
		}
	}
	require.Len(t, what.Closed, 4)
	for _, a := range what.Aligned {
		require.NotEqual(t, schema.Bound, a.After.Binding.Status)
	}
}
