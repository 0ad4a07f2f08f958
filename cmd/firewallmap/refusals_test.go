package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph"
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/dataset"
)

// A question that cannot be answered is refused in the same words on the command line, where it is wrong use, and in GraphQL.
// Only case may differ, as words are in capitals there.
func TestRefusalsAreTheSameEverywhere(t *testing.T) {
	const levels = "it is one of met, largely, partly, not_met, no_information, not_applicable"
	for _, c := range []struct {
		name    string
		command string
		query   string
		words   string
	}{
		{"a country", "gaps BX", `{gaps(country: "BX"){severity}}`, `unknown country "BX"; did you mean`},
		{"a criterion", "what-if BE L111=met", `{whatIf(country: "BE", changes: [{criterion: "L111", level: MET}]){country{code}}}`, `unknown criterion "L111"; did you mean L11?`},
		{"a criterion of a cell", "show BE L111", `{cell(country: "BE", criterion: "L111"){id}}`, `unknown criterion "L111"; did you mean L11?`},
		{"a provision", "gaps BE --provision VRD_8", `{gaps(country: "BE", provision: "VRD_8"){severity}}`, `unknown provision "VRD_8"; did you mean VRD-8?`},
		{"a rule", "align BE --rule VRDX", `{alignment(countries: ["BE"], rule: "VRDX"){meets}}`, `unknown rule "VRDX"; did you mean`},
		{"a provision of another rule", "align BE --rule IC --provision VRD-8", `{alignment(countries: ["BE"], rule: "IC", provision: "VRD-8"){meets}}`, `the provision VRD-8 is of the rule VRD, not of IC; leave one of the two out`},
		{"a mapping", "gaps BE --mapping desk-2025", `{gaps(country: "BE", mapping: "desk-2025"){severity}}`, `unknown mapping "desk-2025"; did you mean desk-2026?`},
		{"mappings without a common cell", "reliability desk-2026 inhere-2021", `{reliability(a: "desk-2026", b: "inhere-2021"){onlyA}}`, `the mappings desk-2026 and inhere-2021 have no cell in common on 2026-11-21`},
		{"an aspect", "gaps BE --aspect legall", `{gaps(country: "BE", aspect: LEGALL){severity}}`, `unknown aspect "legall"; did you mean legal?`},
		{"a negative weight", "rank --weights legal=-1", `{ranking(weights: {legal: -1}){samples}}`, `weight of legal is -1; a weight is a number from 0 to 1000000`},
		{"a weight beyond all bounds", "rank --weights legal=1e7", `{ranking(weights: {legal: 1e7}){samples}}`, `weight of legal is 1e+07; a weight is a number from 0 to 1000000`},
		{
			"weights that are all zero", "rank --weights legal=0,residence=0,procedures=0,approaches=0",
			`{ranking(weights: {legal: 0, residence: 0, procedures: 0, approaches: 0}){samples}}`, `all weights are 0; give at least one aspect a weight above 0`,
		},
		{"negative weights in a what-if", "what-if BE --weights legal=-1", `{whatIf(country: "BE", changes: [], weights: {legal: -1}){country{code}}}`, `weight of legal is -1; a weight is a number from 0 to 1000000`},
		{"negative weights in a score", "score BE --weights legal=-1", `{country(code: "BE"){score(weights: {legal: -1}){value}}}`, `weight of legal is -1; a weight is a number from 0 to 1000000`},
		{"a month that there is not", "gaps BE --as-of 2024-13", `{gaps(country: "BE", asOf: "2024-13"){severity}}`, `"2024-13" is not a date: its month is not from 01 to 12; write YYYY, YYYY-MM or YYYY-MM-DD`},
		{"a day that there is not", "show BE L1 --as-of 2023-02-29", `{cell(country: "BE", criterion: "L1", asOf: "2023-02-29"){id}}`, `"2023-02-29" is not a date`},
		{"a date in words", "doors BE --as-of yesterday", `{doors(country: "BE", asOf: "yesterday"){door}}`, `"yesterday" is not a date: it has another form`},
		{"a time that ends before it begins", "timeline BE --from 2020 --to 2010", `{timeline(countries: ["BE"], from: "2020", to: "2010"){date}}`, `the timeline ends in 2010, before it begins in 2020; give the earlier date first`},
		{"a level that does not exist", "what-if BE L1=green", `{whatIf(country: "BE", changes: [{criterion: "L1", level: GREEN}]){country{code}}}`, `unknown level "green"; ` + levels},
		{"a level that is misspelt", "what-if BE L1=mett", `{whatIf(country: "BE", changes: [{criterion: "L1", level: METT}]){country{code}}}`, `unknown level "mett"; did you mean met?`},
		{"a level that exists only as an answer", "what-if BE L1=not_coded", `{whatIf(country: "BE", changes: [{criterion: "L1", level: NOT_CODED}]){country{code}}}`, `unknown level "not_coded"; ` + levels},
		{"a cell that is changed twice", "what-if BE L1=met L1=partly", `{whatIf(country: "BE", changes: [{criterion: "L1", level: MET}, {criterion: "L1", level: PARTLY}]){country{code}}}`, `the level of BE-L1 is given twice`},
		{"a provision that is assumed", "what-if BE --assume-bound VRDA-5b", `{whatIf(country: "BE", changes: [], assumeBound: ["VRDA-5b"]){country{code}}}`, `unknown provision "VRDA-5b"; did you mean VRDA-5a?`},
		{"no draws", "rank --samples 0", `{ranking(samples: 0){samples}}`, `the number of samples is 0; a ranking takes from 1 to 100000 draws`},
		{"fewer draws than none", "rank --samples -1", `{ranking(samples: -1){samples}}`, `the number of samples is -1; a ranking takes from 1 to 100000 draws`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			require.Equal(t, exitUsage, run(t.Context(), strings.Fields(c.command), &stdout, &stderr), "%s%s", &stdout, &stderr)
			require.Empty(t, stdout.String())
			require.Contains(t, strings.ToLower(stderr.String()), strings.ToLower(c.words))
			require.Contains(t, strings.ToLower(refusal(t, c.query)), strings.ToLower(c.words))
		})
	}
}

// What is no number is refused before it is a weight: GraphQL has no way to write it.
func TestWeightsAreNumbers(t *testing.T) {
	for weight, words := range map[string]string{
		"NaN": "weight of legal is NaN; a weight is a number from 0 to 1000000", "heavy": `weight of legal is "heavy"; a weight is a number from 0 to 1000000`,
		"-Inf": "weight of legal is -Inf; a weight is a number from 0 to 1000000",
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, exitUsage, run(t.Context(), []string{"rank", "--weights", "legal=" + weight}, &stdout, &stderr))
		require.Contains(t, stderr.String(), words)
		require.Contains(t, refusal(t, `{ranking(weights: {legal: "`+weight+`"}){samples}}`), "is no Float")
	}
}

// refusal is the message of the error with which GraphQL answers.
func refusal(t *testing.T, query string) string {
	t.Helper()
	s, err := graph.NewSchema(guard.Default(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	require.NoError(t, err)
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	answer := func() []byte {
		doc, problems := s.Prepare(query)
		if problems != nil {
			return gql.Refuse(problems...).Body
		}
		plan, problems := doc.Plan("", nil)
		if problems != nil {
			return gql.Refuse(problems...).Body
		}
		return plan.Execute(context.Background(), &graph.Data{Snapshot: snapshot}).Body
	}()
	var body struct{ Errors []struct{ Message string } }
	require.NoError(t, json.Unmarshal(answer, &body))
	require.Len(t, body.Errors, 1, "%s", answer)
	return body.Errors[0].Message
}
