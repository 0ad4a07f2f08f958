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

// handbookSays requires that docs/methods.md has a sentence, wherever its lines break.
func handbookSays(t *testing.T, format string, args ...any) {
	t.Helper()
	text, err := os.ReadFile("../docs/methods.md")
	require.NoError(t, err)
	require.Contains(t, strings.Join(strings.Fields(string(text)), " "), fmt.Sprintf(format, args...))
}

// The worked examples of time in the handbook are those of the data.
func TestHandbookOnTime(t *testing.T) {
	s := embedded(t)
	be := s.Country("BE")
	v := s.At(date("2018"), nil)
	coded := 0
	for _, c := range v.Cells(be, "") {
		if c.Assessment != nil {
			coded++
		}
	}
	require.Nil(t, v.Score(be, dataset.DefaultWeights()).Value)
	handbookSays(t, "Asked for 2018, %d of the %d cells of Belgium are coded; the total is withheld.", coded, len(v.Cells(be, "")))

	shifts, err := s.At(date("2016"), nil).Between(v, []*schema.Country{be})
	require.NoError(t, err)
	var ids, told []string
	for _, shift := range shifts {
		require.Equal(t, schema.NotCoded, shift.Before.Level())
		ids = append(ids, shift.After.Criterion.ID)
		if len(shift.Events) > 0 {
			told = append(told, shift.After.Criterion.ID)
		}
	}
	last := len(ids) - 1
	handbookSays(t, "the answer differs in %d cells of Belgium: %s and %s, all not coded for the earlier date; events of %s stand between.",
		len(ids), strings.Join(ids[:last], ", "), ids[last], strings.Join(told, " and "))
}

func TestHandbookOnVerify(t *testing.T) {
	s := embedded(t)
	for citation, verdict := range map[string]schema.Verdict{
		"[BE-L1@desk-2026 not_met; 2026.11]": schema.Holds,
		"[BE-L1@desk-2026 met; 2026.11]":     schema.Wrong,
		"[BE-L1@desk-2026 not_met; 2027.01]": schema.CannotBeTold,
	} {
		v, err := s.Verify(citation)
		require.NoError(t, err)
		require.Equal(t, verdict, v.Verdict, citation)
	}
	for _, verdict := range schema.Verdicts.Words() {
		handbookSays(t, "| %s |", verdict)
	}
}

func TestHandbookOnReliability(t *testing.T) {
	s := embedded(t)
	r, err := s.Today().Reliability(s.DefaultMapping(), s.DefaultMapping())
	require.NoError(t, err)
	handbookSays(t, "`desk-2026` with itself agrees on %d of %d cells, all kappas and alphas are %v, and it puts %d cells on the scale and %d at no_information.",
		r.Total.Same, r.Total.Cells, *r.Total.OrdinalAlpha, r.Total.Scaled, r.Total.NoInformation.Both)
}

func TestHandbookOnQuality(t *testing.T) {
	s := embedded(t)
	found := map[string]dataset.Doubt{}
	for _, d := range s.Today().Quality(dataset.DefaultWeights(), 1000).VerifyFirst {
		found[d.Cell.ID()] = d
	}
	be, hr := found["BE-L1"], found["HR-R4"]
	handbookSays(t, "BE-L1 is one of %d legal criteria, with four aspects of equal weight: weight 100 ÷ 4 ÷ %d = %v.",
		len(s.Criteria(schema.Legal)), len(s.Criteria(schema.Legal)), be.Weight)
	handbookSays(t, "coded once: doubt %v, worth %v. HR-R4 is one of %d criteria, weight %v,", be.Doubt, be.Worth, len(s.Criteria(schema.Residence)), hr.Weight)
	handbookSays(t, "without a locator and coded once: doubt %v, worth %v.", hr.Doubt, hr.Worth)
}
