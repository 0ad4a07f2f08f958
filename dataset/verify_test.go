package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// moved is a dataset that has moved on from its release: BE-P7 is raised, with a reason, and BE-P8 lowered without one.
func moved(tb testing.TB) *dataset.Snapshot {
	return changed(tb, func(r *schema.Records) {
		coding(r, "BE", "P7").Level = schema.Met
		log(r, schema.CellChange{Cell: "BE-P7", Level: fromTo(schema.Largely, schema.Met), Reason: "law_changed", Why: "the law now names residence status"})
		coding(r, "BE", "L1").Level, coding(r, "BE", "L1").Contrary = schema.Partly, false
	})
}

func TestVerify(t *testing.T) {
	now := embedded(t)
	later := moved(t)
	released, atHand := now.ShortDigest()+"…", later.ShortDigest()+"…"
	for name, c := range map[string]struct {
		of       *dataset.Snapshot
		citation string
		verdict  schema.Verdict
		fact     string
	}{
		"true of the data at hand":  {now, "[BE-L1@desk-2026 not_met; 2026.11; " + released + "]", schema.Holds, "the citation is of the data at hand"},
		"without version, digest":   {now, "[BE-L1 not_met]", schema.Holds, "names no version and no digest"},
		"of the release, and still": {later, "[BE-L2@desk-2026 not_met; 2026.11; " + released + "]", schema.Holds, "of the release 2026.11 of 2026-11-21"},
		"was true, with a reason":   {later, "[BE-P7@desk-2026 largely; 2026.11; " + released + "]", schema.Held, "the law now names residence status"},
		"was true, no reason":       {later, "[BE-L1@desk-2026 not_met; 2026.11]", schema.Held, "the log of changes gives no reason"},
		"of the changed data":       {later, "[BE-P7@desk-2026 met; 2026.11; " + atHand + "]", schema.Holds, "of the data at hand"},
		"true now, not then":        {later, "[BE-P7@desk-2026 met; 2026.11; " + released + "]", schema.Wrong, "it has BE-P7@desk-2026 at largely, not at met"},
		"wrong":                     {now, "[BE-L1@desk-2026 met; 2026.11; " + released + "]", schema.Wrong, "not at met"},
		"wrong without version":     {now, "[BE-L1 met]", schema.Wrong, "not at met"},
		"unknown version":           {now, "[BE-L1@desk-2026 not_met; 2027.01; " + released + "]", schema.CannotBeTold, "the version 2027.01 is not known here"},
		"unknown digest":            {now, "[BE-L1@desk-2026 not_met; 2026.11; sha256:00000000…]", schema.CannotBeTold, "the digest sha256:00000000… is of no data known here"},
		"no such criterion":         {now, "[BE-L99@desk-2026 met; 2026.11; " + released + "]", schema.Wrong, "at not_coded, not at met"},
		"no such cell, no level":    {now, "[BE-L99@desk-2026; 2026.11]", schema.Wrong, "it has no assessment BE-L99@desk-2026"},
		"no such mapping":           {now, "[BE-L1@nobody-2020 met; 2026.11]", schema.Wrong, "at not_coded"},
		"not coded there":           {now, "[BE-L1@inhere-2021 not_coded; 2026.11]", schema.Holds, "no assessment BE-L1@inhere-2021"},
		"the dataset":               {now, "[2026.11; " + released + "]", schema.Holds, "of the data at hand"},
		"the dataset as it was":     {later, "[2026.11; " + released + "]", schema.Held, "the data at hand are version 2026.11, " + atHand},
		"a country":                 {now, "[BE; 2026.11; " + released + "]", schema.Holds, "it has BE"},
		"a country as it was":       {later, "[BE; 2026.11; " + released + "]", schema.Held, "it codes BE"},
		"a source":                  {now, "[be-inhere-2021; 2026.11; " + released + "]", schema.Holds, "it has be-inhere-2021"},
		"a source as it was":        {later, "[be-inhere-2021; 2026.11; " + released + "]", schema.CannotBeTold, "only the coding of cells is kept"},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := c.of.Verify(c.citation)
			require.NoError(t, err)
			require.Equal(t, c.verdict, v.Verdict, "%s", v.Facts)
			require.Contains(t, strings.Join(v.Facts, "\n"), c.fact)
		})
	}
}

// A release that is listed without its coding is known by name only.
func TestVerifyWithoutTheCodingOfTheRelease(t *testing.T) {
	s := changed(t, func(r *schema.Records) {
		r.Dataset.Version, r.Releases = "2026.12", nil
	})
	v, err := s.Verify("[BE-L1@desk-2026 not_met; 2026.11]")
	require.NoError(t, err)
	require.Equal(t, schema.CannotBeTold, v.Verdict)
	require.Equal(t, "the release 2026.11 is known here, but its coding is not kept", v.Facts[0])
}

// What people paste has line breaks, hard spaces, capitals and lost dots.
func TestVerifyTakesWhatPeoplePaste(t *testing.T) {
	s := embedded(t)
	r, err := s.Cite("BE-L1")
	require.NoError(t, err)
	digest := s.Digest()
	for name, citation := range map[string]string{
		"the whole citation":     "As shown before (see " + r.Text() + "), Belgium …",
		"over two lines":         "[BE-L1@desk-2026\n  not_met;\n2026.11; " + s.ShortDigest() + "…]",
		"hard spaces":            "[BE-L1@desk-2026\u00a0not_met;\u00a02026.11]",
		"three dots":             "[BE-L1@desk-2026 not_met; 2026.11; " + s.ShortDigest() + "...]",
		"no dots":                "[BE-L1@desk-2026 not_met; 2026.11; " + s.ShortDigest() + "]",
		"the whole digest":       "[BE-L1@desk-2026 not_met; 2026.11; " + digest + "]",
		"capitals":               "[be-l1@desk-2026 NOT_MET; 2026.11; " + strings.ToUpper(s.ShortDigest()) + "]",
		"level with a blank":     "[BE-L1@desk-2026 not met; 2026.11]",
		"without brackets":       "BE-L1@desk-2026 not_met; 2026.11; " + s.ShortDigest() + "…",
		"without a closing one":  "[BE-L1@desk-2026 not_met; 2026.11",
		"another order":          "[2026.11; " + s.ShortDigest() + "…; BE-L1@desk-2026 not_met]",
		"followed by a bracket":  "[BE-L1@desk-2026 not_met; 2026.11] [accessed yesterday]",
		"the cell, not its code": "[BE-L1 not_met; v2026.11]",
	} {
		v, err := s.Verify(citation)
		require.NoError(t, err, name)
		require.Equal(t, schema.Holds, v.Verdict, name)
		require.Equal(t, "BE-L1@desk-2026", v.Claim.About, name)
		require.Equal(t, schema.CellLevel("not_met"), v.Now, name)
	}
	v, err := s.Verify("[GB-L1 not_met]")
	require.NoError(t, err)
	require.Equal(t, "UK-L1@desk-2026", v.Claim.About)
}

func TestVerifySaysWhatItCannotRead(t *testing.T) {
	s := embedded(t)
	for citation, message := range map[string]string{
		"":                                     "no claim is found in the citation; it ends in square brackets like [BE-L1@desk-2026 not_met; 2026.11; " + s.ShortDigest() + "…]",
		"Belgium does not protect victims.":    "no claim is found",
		"[data set]":                           "no claim is found",
		"[BE-L1@desk-2026 notmet; 2026.11]":    `unknown level "notmet"; did you mean not_met?`,
		"[BE-L1 met; 2026.11; sha256:xyz]":     "is no digest; it is sha256: and at least 4 hexadecimal digits",
		"[BE-L1 met; BE-L2 met; 2026.11]":      "two",
		"[BE-L1 met; 2026.11; 2026.12]":        "the citation names two versions, 2026.11 and 2026.12",
		"[be-inhere-2022; 2026.11]":            "did you mean be-inhere-2021?",
		"[BE met; 2026.11]":                    "a level (met) is claimed of BE",
		"[met; 2026.11]":                       "a level (met) is claimed of the dataset",
		"[BE-L1 is surely met; 2026.11]":       "is no claim",
		strings.Repeat("x", 9<<10) + "[BE-L1]": "at most 8192 are read",
	} {
		_, err := s.Verify(citation)
		require.ErrorContains(t, err, message, citation)
	}
}

// Whatever is cited, verifying the citation says that it holds; and a release's cells verify as they were coded.
func TestWhatIsCitedHolds(t *testing.T) {
	s := embedded(t)
	for _, a := range s.Assessments() {
		r := s.CiteAssessment(a)
		v, err := s.Verify(r.Text())
		require.NoError(t, err)
		require.Equal(t, schema.Holds, v.Verdict, "%s: %s", a.ID, v.Facts)
		require.Equal(t, a, v.Current)
	}
	rapid.Check(t, func(t *rapid.T) {
		s, err := dataset.New(datasettest.Records(t))
		require.NoError(t, err)
		for _, a := range s.Assessments() {
			r := s.CiteAssessment(a)
			v, err := s.Verify(r.Text())
			require.NoError(t, err)
			require.Equal(t, schema.Holds, v.Verdict)
			other := rapid.SampledFrom(schema.Levels.Words()).Draw(t, "another level")
			v, err = s.Verify(fmt.Sprintf("[%s %s; %s; %s]", a.ID, other, s.Version(), s.Digest()))
			require.NoError(t, err)
			require.Equal(t, other == a.Level, v.Verdict == schema.Holds)
		}
	})
}

func FuzzVerify(f *testing.F) {
	s := embedded(f)
	for _, seed := range []string{
		"[BE-L1@desk-2026 not_met; 2026.11; sha256:1a2b3c4d…]", "[2026.11]", "[BE]", "BE-L1 not met", "[[]]", "[;;]", "[sha256:]",
		"[BE-L1@desk-2026~2018-07-30 met; 2026.11]", "[BE-L1@]", "]BE-L1 met[", "[UK-L1 met, 2026.11.2, SHA-256:abcd]", "[dataset; 2026.11]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, citation string) {
		v, err := s.Verify(citation)
		if err != nil {
			require.Empty(t, v.Verdict)
			return
		}
		require.True(t, schema.Verdicts.Has(v.Verdict))
		require.NotEmpty(t, v.Facts)
		again, err := s.Verify("[" + v.Claim.String() + "]") // what was read says the same when it is written again
		if v.Claim != (dataset.Claim{}) {
			require.NoError(t, err)
			require.Equal(t, v.Verdict, again.Verdict)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	s := embedded(b)
	r, err := s.Cite("BE-L1")
	require.NoError(b, err)
	text := r.Text()
	b.ReportAllocs()
	for b.Loop() {
		_, _ = s.Verify(text)
	}
}
