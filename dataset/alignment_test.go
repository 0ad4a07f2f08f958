package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

func TestWhatIsMetHasNoGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		alignments, err := v.Alignment(dataset.AlignmentQuestion{AssumeBound: rapid.Bool().Draw(t, "assume bound")})
		require.NoError(t, err)
		for _, a := range alignments {
			gaps := map[string]bool{}
			for _, g := range v.Gaps(a.Country, dataset.GapFilter{Provision: a.Provision}).Gaps {
				gaps[g.Cell.ID()] = true
			}
			required := 0
			for _, c := range a.Cells {
				if gaps[c.ID()] {
					required++
				}
			}
			require.Len(t, a.Short, required, "a required cell is short exactly where it is a gap")
			switch a.Meets {
			case schema.MeetsYes:
				require.Zero(t, required, "what is met has no gap among its required cells")
				require.Empty(t, a.Unknown)
			case schema.MeetsNo, schema.MeetsPartly:
				require.NotZero(t, required)
			case schema.MeetsNotEstablished:
				require.NotEmpty(t, a.Unknown)
			case schema.MeetsNotMeasured:
				require.Zero(t, required+len(a.Unknown))
			}
			require.Equal(t, a.Provision.Tier == schema.SoftLaw, a.Binding.Status == schema.NotBinding)
		}
	})
}

// Whether a provision binds and whether it is met never depend on one another.
func TestAssumingBoundChangesOnlyTheBinding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		today, err := v.Alignment(dataset.AlignmentQuestion{})
		require.NoError(t, err)
		assumed, err := v.Alignment(dataset.AlignmentQuestion{AssumeBound: true})
		require.NoError(t, err)
		for i := range today {
			require.Equal(t, today[i].Meets, assumed[i].Meets)
			before, after := today[i].Binding, assumed[i].Binding
			if before.Status == schema.Proposed || before.Status == schema.NotYet {
				require.Equal(t, schema.Bound, after.Status)
				require.True(t, after.Assumed)
			} else {
				require.Equal(t, before, after)
			}
		}
	})
}

// Dates and states are those of rules.yaml, read by hand.
func TestBindingOf(t *testing.T) {
	for _, test := range []struct {
		name      string
		country   schema.CountryCode
		provision string
		asOf      string
		want      schema.BindingStatus
		words     string
	}{
		{"bound since its day", "BE", "VRD-8", "", schema.Bound, "bound since 2015-11-16"},
		{"on the first day", "BE", "VRD-8", "2015-11-16", schema.Bound, "bound since 2015-11-16"},
		{"the day before", "BE", "VRD-8", "2015-11-15", schema.NotYet, "not_yet, from 2015-11-16"},
		{"a year means its last day", "BE", "VRD-8", "2015", schema.Bound, "bound since 2015-11-16"},
		{"no longer", "UK", "VRD-8", "", schema.NotBound, "not_bound (bound until 2020-12-31)"},
		{"while it lasted", "UK", "VRD-8", "2019", schema.Bound, "bound since 2015-11-16"},
		{"on its last day", "UK", "VRD-8", "2020-12-31", schema.Bound, "bound since 2015-11-16"},
		{"not due yet", "IE", "VAWD-33", "", schema.NotYet, "not_yet, from 2027-06-14"},
		{"due by then", "IE", "VAWD-33", "2028", schema.Bound, "bound since 2027-06-14"},
		{"a proposal", "IE", "VRDA-5a", "", schema.Proposed, "proposed"},
		{"a proposal, before anybody looked", "IE", "VRDA-5a", "2020", schema.UnknownBinding, "unknown"},
		{"soft law", "HU", "ECRI16-1", "", schema.NotBinding, "not_binding"},
		{"soft law under a treaty", "HU", "CEDAW-GR26", "", schema.NotBinding, "not_binding"},
		{"no date recorded", "HU", "CEDAW-2", "", schema.Bound, "bound"},
		{"no date recorded, before", "HU", "CEDAW-2", "2010", schema.UnknownBinding, "unknown"},
		{"not a party", "HU", "IC-59", "", schema.NotBound, "not_bound"},
		{"an article excepted", "UK", "IC-59", "", schema.NotBound, "not_bound (excepted)"},
		{"another article of the same convention", "UK", "IC-22", "", schema.Bound, "bound since 2022-11-01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := embedded(t)
			v, err := s.FindView(test.asOf, "")
			require.NoError(t, err)
			b := v.BindingOf(s.Country(test.country), s.Provision(test.provision))
			require.Equal(t, test.want, b.Status)
			require.Equal(t, test.words, b.String())
		})
	}
}

func TestExceptionsAreSaid(t *testing.T) {
	s := embedded(t)
	v := s.Today()
	uk := v.BindingOf(s.Country("UK"), s.Provision("IC-59")).Exceptions()
	require.Len(t, uk, 2)
	require.Equal(t, "does not bind in Article 59", uk[0])
	require.Contains(t, uk[1], "reservation to Articles 44, 59: Article 44(3), and the right not to apply Article 59")
	require.Contains(t, v.BindingOf(s.Country("SI"), s.Provision("IC-59")).Exceptions()[0], "is not established")
	require.Empty(t, v.BindingOf(s.Country("BE"), s.Provision("IC-59")).Exceptions(), "that there is none limits nothing")
	require.Empty(t, v.BindingOf(s.Country("UK"), s.Provision("IC-22")).Exceptions())
}

// The levels are those of the cells P12 (support) and P2 (third-party reporting) in the countries' files, read by hand.
func TestMeetsOfRealProvisions(t *testing.T) {
	s := embedded(t)
	ask := func(provision string, assume bool) map[schema.CountryCode]dataset.Alignment {
		alignments, err := s.Today().Alignment(dataset.AlignmentQuestion{Provision: s.Provision(provision), AssumeBound: assume})
		require.NoError(t, err)
		by := map[schema.CountryCode]dataset.Alignment{}
		for _, a := range alignments {
			by[a.Country.Code] = a
		}
		return by
	}
	support := ask("VRD-8", false)
	require.Len(t, support, 13)
	require.Equal(t, schema.MeetsYes, support["BE"].Meets)
	require.Equal(t, schema.MeetsNo, support["HU"].Meets)
	require.Equal(t, schema.MeetsPartly, support["PL"].Meets)
	require.Equal(t, "PL-P12", cellIDs(support["PL"].Short))
	require.False(t, support["HU"].WouldMove(), "it is bound today: nothing is assumed")

	remote := ask("VRDA-5a", true)
	moving := ""
	for _, c := range s.Countries() {
		if a := remote[c.Code]; a.WouldMove() {
			moving += cellIDs(a.Short) + " "
		}
	}
	require.Equal(t, "BG-P2 EL-P2 IT-P2 ", moving)
	require.Equal(t, schema.NotBound, remote["UK"].Binding.Status, "no Member State: a proposal that is adopted does not bind it")

	require.Equal(t, schema.MeetsNotMeasured, ask("GDPR-6", false)["BE"].Meets)
	require.Equal(t, schema.MeetsNotEstablished, ask("IC-59", false)["HR"].Meets)
}

func TestAlignmentGoesDownTheLadder(t *testing.T) {
	s := embedded(t)
	alignments, err := s.Today().Alignment(dataset.AlignmentQuestion{Countries: []*schema.Country{s.Country("NL")}})
	require.NoError(t, err)
	require.Len(t, alignments, len(s.Records().Rules.Provisions))
	rung := 0
	for _, a := range alignments {
		require.GreaterOrEqual(t, schema.Tiers.Order(a.Provision.Tier), rung)
		rung = schema.Tiers.Order(a.Provision.Tier)
		if a.Provision.ID == "RPD-6" {
			require.Len(t, a.Rulings, 1)
			require.Equal(t, "ote-2022", a.Rulings[0].ID)
		}
	}
	early, err := s.FindView("2020", "")
	require.NoError(t, err)
	before, err := early.Alignment(dataset.AlignmentQuestion{Countries: []*schema.Country{s.Country("NL")}, Provision: s.Provision("RPD-6")})
	require.NoError(t, err)
	require.Empty(t, before[0].Rulings, "the ruling is of 2022")
}

func TestAlignmentRefuses(t *testing.T) {
	s := embedded(t)
	_, err := s.Today().Alignment(dataset.AlignmentQuestion{Rule: s.Rule("IC"), Provision: s.Provision("VRD-8")})
	require.EqualError(t, err, "the provision VRD-8 is of the rule VRD, not of IC; leave one of the two out")
	_, err = s.Today().Alignment(dataset.AlignmentQuestion{Countries: []*schema.Country{s.Country("BE"), s.Country("BE")}})
	require.EqualError(t, err, "the country BE is named twice")
	_, err = s.FindProvision("VRD_8")
	require.EqualError(t, err, `unknown provision "VRD_8"; did you mean VRD-8?`)
}

func BenchmarkAlignment(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Alignment(dataset.AlignmentQuestion{}); err != nil {
			b.Fatal(err)
		}
	}
}
