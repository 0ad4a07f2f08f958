package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// asked makes a dataset of one country, BE, with the criteria of two aspects, and codes what is given: "L1": "met".
func asked(t *testing.T, levels map[string]schema.Level, change func(*schema.Records)) *dataset.View {
	t.Helper()
	r := *embedded(t).Records()
	r.Countries = nil
	be := *embedded(t).Country("BE")
	be.Assessments = nil
	for _, a := range embedded(t).Country("BE").Assessments {
		if level, ok := levels[a.Criterion]; ok {
			a.Level, a.Contrary, a.Confidence, a.Evidence, a.ValidFrom = level, false, schema.High, schema.Seen, schema.Date{}
			be.Assessments = append(be.Assessments, a)
		}
	}
	r.Countries = []schema.Country{be}
	// What refers to other countries goes with them.
	r.Rules.Bindings, r.Changes.Changes, r.Thesaurus.Concepts = nil, nil, nil
	if change != nil {
		change(&r)
	}
	s, err := dataset.New(r)
	require.NoError(t, err)
	return s.Today()
}

func TestFirewallIsAsStrongAsItsWeakestPart(t *testing.T) {
	const met, largely, partly, notMet, unknown, none = schema.Met, schema.Largely, schema.Partly, schema.NotMet, schema.NoInformation, schema.NotApplicable
	for name, test := range map[string]struct {
		l1, l3, l6, l7 schema.Level
		want           schema.CellLevel
		weakest        []string
		unknown        []string
	}{
		"all met":                        {met, met, met, met, "met", []string{"BE-L1", "BE-L3", "BE-L6", "BE-L7"}, nil},
		"the lowest":                     {met, largely, partly, met, "partly", []string{"BE-L6"}, nil},
		"one not met":                    {met, met, notMet, met, "not_met", []string{"BE-L6"}, nil},
		"not met outranks unknown":       {met, unknown, notMet, met, "not_met", []string{"BE-L6"}, []string{"BE-L3"}},
		"unknown outranks partly":        {partly, unknown, met, met, "no_information", []string{"BE-L3"}, []string{"BE-L3"}},
		"not applicable does not count":  {none, largely, met, met, "largely", []string{"BE-L3"}, nil},
		"not coded is unknown":           {"", largely, met, met, "no_information", []string{"BE-L1"}, []string{"BE-L1"}},
		"nothing coded is not coded":     {"", "", "", "", "not_coded", []string{"BE-L1", "BE-L3", "BE-L6", "BE-L7"}, []string{"BE-L1", "BE-L3", "BE-L6", "BE-L7"}},
		"nothing applicable says so too": {none, none, none, none, "not_applicable", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			levels := map[string]schema.Level{}
			for id, level := range map[string]schema.Level{"L1": test.l1, "L3": test.l3, "L6": test.l6, "L7": test.l7} {
				if level != "" {
					levels[id] = level
				}
			}
			v := asked(t, levels, nil)
			f := v.Firewall(v.Country("BE"))
			require.Equal(t, test.want, f.Level)
			require.Equal(t, test.weakest, idsOf(f.Weakest))
			require.Equal(t, test.unknown, idsOf(f.Unknown))
		})
	}
}

func idsOf(cells []dataset.Cell) []string {
	var ids []string
	for _, c := range cells {
		ids = append(ids, c.ID())
	}
	return ids
}

func TestScoreOfAnAspect(t *testing.T) {
	residence := func(levels ...schema.Level) map[string]schema.Level {
		coded := map[string]schema.Level{}
		for i, id := range []string{"R1", "R2", "R3", "R4", "R5", "R6"} {
			coded[id] = levels[i]
		}
		return coded
	}
	score := func(v *dataset.View) dataset.Score { return v.Aspects(v.Country("BE"))[1].Score }

	t.Run("the mean of what scores, with bounds of what is unknown", func(t *testing.T) {
		s := score(asked(t, residence("met", "largely", "partly", "not_met", "no_information", "not_applicable"), nil))
		require.Equal(t, 50.0, *s.Value) // (100+67+33+0)/4
		require.Equal(t, 0.8, s.Coverage)
		require.Equal(t, 40.0, s.Low)  // (200+0)/5
		require.Equal(t, 60.0, s.High) // (200+100)/5
		require.Empty(t, s.Withheld)
		require.True(t, s.Provisional)
	})
	t.Run("doubt widens the bounds by a level", func(t *testing.T) {
		s := score(asked(t, residence("met", "met", "partly", "partly", "not_met", "not_met"), func(r *schema.Records) {
			for i := range r.Countries[0].Assessments {
				r.Countries[0].Assessments[i].Confidence = schema.Low
			}
		}))
		require.Equal(t, 44.3, *s.Value) // 266/6
		require.Equal(t, 22.3, s.Low)    // (67+67+0+0+0+0)/6
		require.Equal(t, 66.7, s.High)   // (100+100+67+67+33+33)/6
	})
	t.Run("withheld under three fifths", func(t *testing.T) {
		s := score(asked(t, residence("met", "met", "met", "no_information", "no_information", "no_information"), nil))
		require.Nil(t, s.Value)
		require.NotEmpty(t, s.Withheld)
		require.Equal(t, 50.0, s.Low)
		require.Equal(t, 100.0, s.High)
	})
	t.Run("three fifths suffice", func(t *testing.T) {
		s := score(asked(t, residence("met", "met", "met", "no_information", "no_information", "not_applicable"), nil))
		require.Equal(t, 100.0, *s.Value)
	})
}

func TestTotalIsWithheldWithAnAspect(t *testing.T) {
	s := embedded(t)
	hu := s.Country("HU")
	total := s.Today().Score(hu, dataset.DefaultWeights())
	require.Nil(t, total.Value)
	require.Contains(t, total.Withheld, "residence")
	without, err := dataset.ParseWeights("residence=0")
	require.NoError(t, err)
	require.NotNil(t, s.Today().Score(hu, without).Value, "an aspect of weight 0 withholds nothing")
}

func TestSpans(t *testing.T) {
	v := asked(t, map[string]schema.Level{"L1": schema.NotMet}, func(r *schema.Records) {
		assessments := &r.Countries[0].Assessments
		earlier := (*assessments)[0]
		earlier.Level, earlier.ValidFrom = schema.Partly, schema.MustDate("2018-07-30")
		(*assessments)[0].ValidFrom = schema.MustDate("2022")
		*assessments = append(*assessments, earlier)
	})
	level := func(asOf string) schema.CellLevel {
		at, err := v.FindView(asOf, "")
		require.NoError(t, err)
		return at.Cell(at.Country("BE"), at.Criterion("L1")).Level()
	}
	require.Equal(t, schema.CellLevel("not_coded"), level("2018-07-29"), "what was not coded is not coded, not today's level")
	require.Equal(t, schema.CellLevel("partly"), level("2018-07-30"))
	require.Equal(t, schema.CellLevel("partly"), level("2022-12-30"), "a partly known date counts from its last possible day")
	require.Equal(t, schema.CellLevel("not_met"), level("2022"), "an asked date that is partly known means its last day")
	require.Equal(t, schema.CellLevel("not_met"), level(""))

	earlier := v.Assessment("BE-L1@desk-2026~2018-07-30")
	require.NotNil(t, earlier)
	require.Equal(t, "2022-12-30", earlier.Until.String())
	require.Equal(t, schema.NotMet, v.Assessment("BE-L1").Level, "the plain id names the latest span")
	require.True(t, v.Assessment("BE-L1").Until.IsZero())
}

func TestDateOfValidityThatIsPartlyKnownCountsByTheDayOfCoding(t *testing.T) {
	v := asked(t, map[string]schema.Level{"L1": schema.NotMet}, func(r *schema.Records) {
		r.Countries[0].Assessments[0].ValidFrom = schema.MustDate("2026") // its last possible day is after the coding of 2026-11-21
	})
	require.Equal(t, schema.CellLevel("not_met"), v.Cell(v.Country("BE"), v.Criterion("L1")).Level())
}

func TestCompareShowsFirstWhatDiffers(t *testing.T) {
	s := embedded(t)
	c, err := s.Today().Compare([]*schema.Country{s.Country("ES"), s.Country("PL")}, s.Criteria(schema.Legal))
	require.NoError(t, err)
	differs := true
	for _, row := range c.Rows {
		require.True(t, differs || !row.Differs, "%s stands after one that does not differ", row.Criterion.ID)
		differs = row.Differs
	}
	_, err = s.Today().Compare(nil, nil)
	require.Error(t, err)
}

func TestWeights(t *testing.T) {
	w, err := dataset.ParseWeights("legal=3, commitments=0.5")
	require.NoError(t, err)
	require.Equal(t, "legal=3,residence=1,procedures=1,approaches=1,commitments=0.5", w.String())
	for text, want := range map[string]string{
		"legal":           "has no =",
		"legal=-1":        "from 0 to",
		"legal=NaN":       "from 0 to",
		"legal=Inf":       "from 0 to",
		"legal=1,legal=2": "twice",
		"low=1":           "unknown aspect",
		"legal=0,residence=0,procedures=0,approaches=0": "all weights are 0",
	} {
		_, err := dataset.ParseWeights(text)
		require.ErrorContains(t, err, want, text)
	}
}
