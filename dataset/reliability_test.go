package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// recoded is the embedded dataset with a second mapping of Belgium and Ireland: the same coding, but for some cells.
func recoded(tb testing.TB, changed map[string]schema.Level, without ...string) *dataset.Snapshot {
	tb.Helper()
	records := datasettest.Copy(*embedded(tb).Records())
	records.Mappings = append(records.Mappings, schema.Mapping{
		ID: "second", Title: "Second", Countries: []schema.CountryCode{"BE", "IE"}, CodedOn: records.Dataset.AsOf, Method: "Anew.",
	})
	left := map[string]bool{}
	for _, cell := range without {
		left[cell] = true
	}
	for _, code := range []schema.CountryCode{"BE", "IE"} {
		c := records.Country(code)
		for _, a := range c.Assessments {
			cell := schema.CellID(code, a.Criterion)
			if left[cell] {
				continue
			}
			a.Mapping = "second"
			if level, ok := changed[cell]; ok {
				a.Level = level
				a.Contrary = a.Contrary && level == schema.NotMet
			}
			c.Assessments = append(c.Assessments, a)
		}
	}
	s, err := dataset.New(records)
	require.NoError(tb, err)
	return s
}

func TestReliabilityOfAMappingWithItself(t *testing.T) {
	s := embedded(t)
	m := s.DefaultMapping()
	r, err := s.Today().Reliability(m, m)
	require.NoError(t, err)
	require.Equal(t, 637, r.Total.Cells)
	require.Equal(t, r.Total.Cells, r.Total.Same)
	require.True(t, r.Total.FitForRelease())
	for _, f := range []*float64{
		r.Total.Kappa, r.Total.LinearKappa, r.Total.QuadraticKappa, r.Total.NominalAlpha, r.Total.OrdinalAlpha, r.Total.NoInformation.Kappa,
	} {
		require.Equal(t, 1.0, *f)
	}
	require.Equal(t, 1.0, r.Total.OrdinalBetween.Low)
	require.Empty(t, r.Disagreements)
	require.Len(t, r.Countries, 13)
	require.Len(t, r.Criteria, 49)
	require.Len(t, r.Aspects, 5)
}

func TestReliabilityOfASecondMapping(t *testing.T) {
	first := embedded(t).Assessment("BE-L1").Level
	require.Equal(t, schema.NotMet, first)
	s := recoded(t, map[string]schema.Level{"BE-L1": schema.Partly, "BE-P7": schema.NotMet, "IE-L1": schema.NoInformation}, "BE-L2", "IE-L2")
	r, err := s.Today().Reliability(s.DefaultMapping(), s.Mapping("second"))
	require.NoError(t, err)
	require.Equal(t, 96, r.Total.Cells)
	require.Equal(t, 93, r.Total.Same)
	require.Equal(t, 541, r.OnlyA)
	require.Zero(t, r.OnlyB)
	require.Equal(t, 0.969, r.Total.Share)
	require.Equal(t, 0.031, r.Total.Divergence)
	require.True(t, r.Total.FitForRelease())
	require.Equal(t, 1, r.Total.NoInformation.OnlyB)
	require.Less(t, *r.Total.OrdinalAlpha, 1.0)
	require.LessOrEqual(t, r.Total.OrdinalBetween.Low, *r.Total.OrdinalAlpha)
	require.GreaterOrEqual(t, r.Total.OrdinalBetween.High, *r.Total.OrdinalAlpha)

	require.Len(t, r.Disagreements, 3)
	require.Equal(t, "BE-P7@second", r.Disagreements[0].B.ID, "largely and not met are two steps apart")
	require.Equal(t, 2, r.Disagreements[0].Steps)
	require.Equal(t, "BE-L1@desk-2026", r.Disagreements[1].A.ID)
	require.Equal(t, "IE-L1@second", r.Disagreements[2].B.ID)
	require.Zero(t, r.Disagreements[2].Steps)
	require.NotEmpty(t, r.Disagreements[0].A.Citations, "disagreements stand side by side with their citations")
	require.Len(t, r.Countries, 2)
	require.Len(t, r.Criteria, 48)
}

// A cell that either coder found not applicable is no agreement or disagreement on what can be established.
func TestNotApplicableIsNoInformationOnNothing(t *testing.T) {
	s := recoded(t, map[string]schema.Level{"BE-P7": schema.NotApplicable})
	r, err := s.Today().Reliability(s.DefaultMapping(), s.Mapping("second"))
	require.NoError(t, err)
	n := r.Total.NoInformation
	require.Equal(t, 98, r.Total.Cells)
	require.Equal(t, r.Total.Scaled+n.Both, n.Both+n.Neither)
	require.Zero(t, n.OnlyA+n.OnlyB)
	require.Equal(t, 97, r.Total.Same)
}

func TestReliabilityNeedsACommonCell(t *testing.T) {
	s := embedded(t)
	_, err := s.Today().Reliability(s.DefaultMapping(), s.Mapping("inhere-2021"))
	require.EqualError(t, err, "the mappings desk-2026 and inhere-2021 have no cell in common on 2026-11-21: desk-2026 codes 637 cells, "+
		"inhere-2021 codes 0; reliability needs cells that both have coded")
}

func TestReliabilityHoldsForDrawnDatasets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, err := dataset.New(datasettest.Records(t))
		require.NoError(t, err)
		first, second := s.Mapping(datasettest.First), s.Mapping(datasettest.Second)
		r, err := s.Today().Reliability(first, first)
		if err == nil {
			require.Equal(t, 1.0, r.Total.Share)
			require.Zero(t, r.Total.Divergence)
			for _, f := range []*float64{r.Total.Kappa, r.Total.QuadraticKappa, r.Total.NominalAlpha, r.Total.OrdinalAlpha} {
				require.True(t, f == nil || *f == 1, "agreement of a mapping with itself is 1, where it is defined")
			}
		}
		if second == nil {
			return
		}
		r, err = s.Today().Reliability(first, second)
		mirrored, mirroredErr := s.Today().Reliability(second, first)
		require.Equal(t, err == nil, mirroredErr == nil)
		if err != nil {
			return
		}
		require.Equal(t, r.Total.Share, mirrored.Total.Share)
		require.Equal(t, r.Total.Kappa, mirrored.Total.Kappa)
		require.Equal(t, r.Total.OrdinalAlpha, mirrored.Total.OrdinalAlpha)
		require.Equal(t, r.OnlyA, mirrored.OnlyB)
		require.Equal(t, len(r.Disagreements), len(mirrored.Disagreements))
		cells := 0
		for _, c := range r.Criteria {
			cells += c.Agreement.Cells
		}
		require.Equal(t, r.Total.Cells, cells)
		differ := 0
		for _, d := range r.Disagreements {
			if !d.SameLevel() {
				differ++
			}
		}
		require.Equal(t, r.Total.Cells-r.Total.Same, differ)
	})
}

func BenchmarkReliability(b *testing.B) {
	s := recoded(b, map[string]schema.Level{"BE-L1": schema.Partly})
	b.ReportAllocs()
	for b.Loop() {
		_, _ = s.Today().Reliability(s.DefaultMapping(), s.Mapping("second"))
	}
}

func BenchmarkReliabilityOfAllCells(b *testing.B) {
	s := embedded(b)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = s.Today().Reliability(s.DefaultMapping(), s.DefaultMapping())
	}
}
