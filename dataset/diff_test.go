package dataset_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// changed is the embedded dataset with something changed.
func changed(tb testing.TB, change func(*schema.Records)) *dataset.Snapshot {
	tb.Helper()
	records := datasettest.Copy(*embedded(tb).Records())
	change(&records)
	s, err := dataset.New(records)
	require.NoError(tb, err)
	return s
}

// coding is the assessment of a cell in the default mapping, to be changed.
func coding(r *schema.Records, code schema.CountryCode, criterion string) *schema.Assessment {
	c := r.Country(code)
	for i := range c.Assessments {
		if a := &c.Assessments[i]; a.Criterion == criterion && a.Mapping == "" {
			return a
		}
	}
	return nil
}

// log adds changes that are not released yet.
func log(r *schema.Records, cells ...schema.CellChange) {
	r.Changes.Changes = append(r.Changes.Changes, schema.ChangeSet{Version: schema.Unreleased, Against: "2026.11", Cells: cells})
}

func fromTo[V any](from, to V) *schema.FromTo[V] { return &schema.FromTo[V]{From: from, To: to} }

func TestDiffShowsReasonsAndEffects(t *testing.T) {
	old := embedded(t)
	s := changed(t, func(r *schema.Records) {
		a := coding(r, "BE", "L1")
		a.Level, a.Contrary, a.Summary = schema.Partly, false, "Another summary."
		log(r, schema.CellChange{Cell: "BE-L1", Level: fromTo(schema.NotMet, schema.Partly), Reason: "law_changed", Why: "a new act"})
		coding(r, "IE", "L2").Confidence = schema.Medium
	})
	d := dataset.Diff(old.State(), s.State())
	require.False(t, d.CodingOnly)
	require.Len(t, d.Cells, 2)
	be, ie := d.Cells[0], d.Cells[1]
	require.Equal(t, "BE-L1@desk-2026", be.ID)
	require.Equal(t, schema.Changed, be.Kind)
	require.Equal(t, schema.NotMet, be.Before.Level)
	require.Equal(t, schema.Partly, be.After.Level)
	require.Equal(t, []string{"summary"}, be.Content)
	require.Len(t, be.Reasons, 1)
	require.Equal(t, "a new act", be.Reasons[0].Why)
	require.True(t, be.Explained(), "contrary goes when the level rises, for the same reason")
	require.Equal(t, "IE-L2@desk-2026", ie.ID)
	require.Equal(t, []string{"confidence"}, ie.Unexplained)
	require.Len(t, d.Effects, 2)
	require.Equal(t, schema.CountryCode("BE"), d.Effects[0].Country)
	require.Greater(t, *d.Effects[0].After.Score.Value, *d.Effects[0].Before.Score.Value)

	back := dataset.Diff(s.State(), old.State())
	require.False(t, back.Cells[0].Explained(), "the older log cannot explain a way back")
}

func TestDiffAgainstARelease(t *testing.T) {
	s := changed(t, func(r *schema.Records) {
		coding(r, "BE", "P7").Level = schema.Partly
		coding(r, "BE", "P8").Summary = "Another summary."
	})
	release, err := s.Released("2026.11")
	require.NoError(t, err)
	require.Equal(t, "sha256:", release.Digest[:7])
	d := dataset.Diff(release, s.State())
	require.True(t, d.CodingOnly, "what a release says besides its coding is not kept")
	require.Len(t, d.Cells, 1)
	require.Equal(t, "BE-P7@desk-2026", d.Cells[0].ID)
	require.Empty(t, d.Cells[0].Content)
	require.Equal(t, []string{"level"}, d.Cells[0].Unexplained)
	require.Len(t, d.Effects, 1)
	require.Equal(t, embedded(t).Today().Score(embedded(t).Country("BE"), dataset.DefaultWeights()).Value, d.Effects[0].Before.Score.Value)

	_, err = s.Released("2026.12")
	require.ErrorContains(t, err, `unknown release "2026.12"; did you mean 2026.11?`)
	require.Empty(t, dataset.Diff(mustRelease(t, embedded(t)), embedded(t).State()).Cells, "the data are those of the release")
}

// Whatever an assessment says besides its coding is compared, field by field.
func TestDiffNamesWhatElseChanged(t *testing.T) {
	for name, change := range map[string]func(*schema.Assessment){
		"basis":         func(a *schema.Assessment) { a.Basis = "practice" },
		"summary":       func(a *schema.Assessment) { a.Summary += " And more." },
		"covers":        func(a *schema.Assessment) { a.Covers = append(a.Covers, "hate_crime") },
		"practice":      func(a *schema.Assessment) { a.Practice = "deviates" },
		"caution":       func(a *schema.Assessment) { a.Caution += " Beware." },
		"valid_from":    func(a *schema.Assessment) { a.ValidFrom = date("2001") },
		"instruments":   func(a *schema.Assessment) { a.Instruments = nil },
		"citations":     func(a *schema.Assessment) { a.Citations = a.Citations[:1] },
		"practice_note": func(a *schema.Assessment) { a.PracticeNote += " And so on." },
	} {
		t.Run(name, func(t *testing.T) {
			old := changed(t, func(r *schema.Records) {
				a := coding(r, "BE", "P7")
				a.Practice, a.PracticeNote, a.Caution = "unknown", "Nothing is known.", "Not to be read alone."
			})
			records := datasettest.Copy(*old.Records())
			change(coding(&records, "BE", "P7"))
			s, err := dataset.New(records)
			require.NoError(t, err)
			d := dataset.Diff(old.State(), s.State())
			require.Len(t, d.Cells, 1)
			require.Equal(t, []string{name}, d.Cells[0].Content)
			require.True(t, d.Cells[0].Explained(), "what is said otherwise needs no reason")
		})
	}
}

// What was logged for a release was in effect then: it explains nothing that changed since.
func TestAReleaseHasTheLogUpToIt(t *testing.T) {
	s := changed(t, func(r *schema.Records) {
		require.Equal(t, schema.NotMet, coding(r, "BE", "L2").Level)
		coding(r, "BE", "L2").Level = schema.Partly
		log(r, schema.CellChange{Cell: "BE-L2", Level: fromTo(schema.NotMet, schema.Partly), Reason: "recoded", Why: "so"})
	})
	d := dataset.Diff(mustRelease(t, s), s.State())
	require.Len(t, d.Cells, 1)
	require.Len(t, d.Cells[0].Reasons, 1, "the entry that brought it to not met is of the release")
	require.True(t, d.Cells[0].Explained())
}

func mustRelease(t *testing.T, s *dataset.Snapshot) *dataset.State {
	t.Helper()
	release, err := s.Released("2026.11")
	require.NoError(t, err)
	return release
}

func TestDiffOfWhatIsGoneAndNew(t *testing.T) {
	s := changed(t, func(r *schema.Records) {
		be := r.Country("BE")
		be.Assessments = be.Assessments[1:] // L1 is gone
		ie := *coding(r, "IE", "L1")
		ie.ValidFrom, ie.Level = date("2019"), schema.Partly
		r.Country("IE").Assessments = append(r.Country("IE").Assessments, ie)
	})
	d := dataset.Diff(embedded(t).State(), s.State())
	require.Len(t, d.Cells, 2)
	require.Equal(t, schema.Removed, d.Cells[0].Kind)
	require.Equal(t, []string{"removal"}, d.Cells[0].Unexplained)
	require.Equal(t, schema.Added, d.Cells[1].Kind)
	require.Equal(t, "IE-L1@desk-2026~2019", d.Cells[1].ID)
	require.True(t, d.Cells[1].Explained(), "what is new needs no reason")
}

func TestReasonsInStepsAndOutOfStep(t *testing.T) {
	step := func(from, to schema.Level) schema.CellChange {
		return schema.CellChange{Cell: "BE-P7", Level: fromTo(from, to), Reason: "recoded", Why: "so"}
	}
	for name, c := range map[string]struct {
		log       []schema.CellChange
		explained bool
	}{
		"one step":                      {[]schema.CellChange{step(schema.Largely, schema.Met)}, true},
		"two steps":                     {[]schema.CellChange{step(schema.Largely, schema.Partly), step(schema.Partly, schema.Met)}, true},
		"no step":                       {nil, false},
		"from elsewhere":                {[]schema.CellChange{step(schema.Partly, schema.Met)}, false},
		"to elsewhere":                  {[]schema.CellChange{step(schema.Largely, schema.Partly)}, false},
		"the last step leads away":      {[]schema.CellChange{step(schema.Largely, schema.Met), step(schema.Met, schema.Partly)}, false},
		"by the id of the assessment":   {[]schema.CellChange{{Cell: "BE-P7@desk-2026", Level: fromTo(schema.Largely, schema.Met), Reason: "recoded", Why: "so"}}, true},
		"of another mapping":            {[]schema.CellChange{{Cell: "BE-P7@inhere-2021", Level: fromTo(schema.Largely, schema.Met), Reason: "recoded", Why: "so"}}, false},
		"of the confidence alone":       {[]schema.CellChange{{Cell: "BE-P7", Confidence: fromTo(schema.Low, schema.High), Reason: "recoded", Why: "so"}}, false},
		"a detour that comes back":      {[]schema.CellChange{step(schema.Partly, schema.NotMet), step(schema.Largely, schema.Met)}, true},
		"two steps that do not connect": {[]schema.CellChange{step(schema.Largely, schema.Partly), step(schema.NotMet, schema.Met)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := changed(t, func(r *schema.Records) {
				require.Equal(t, schema.Largely, coding(r, "BE", "P7").Level)
				coding(r, "BE", "P7").Level = schema.Met
				log(r, c.log...)
			})
			problems := s.Unexplained(embedded(t).State())
			require.Equal(t, c.explained, len(problems) == 0, "%s", problems)
		})
	}
}

// A reason that the old log has already explains nothing new.
func TestAnOldReasonIsNoNewOne(t *testing.T) {
	withReason := func(r *schema.Records) {
		coding(r, "BE", "P7").Level = schema.Met
		log(r, schema.CellChange{Cell: "BE-P7", Level: fromTo(schema.Largely, schema.Met), Reason: "recoded", Why: "so"})
	}
	lowered := changed(t, func(r *schema.Records) { withReason(r); coding(r, "BE", "P7").Level = schema.Largely })
	raised := changed(t, withReason)
	require.Len(t, raised.Unexplained(lowered.State()), 1)
}

func TestUnexplainedNamesPlaceFaultAndRemedy(t *testing.T) {
	s := changed(t, func(r *schema.Records) {
		coding(r, "BE", "P7").Level = schema.Met
		ie := r.Country("IE")
		ie.Assessments = ie.Assessments[1:]
	})
	problems := s.Unexplained(embedded(t).State())
	require.Len(t, problems, 2)
	require.Equal(t, schema.Error, problems[0].Severity)
	require.Equal(t, "BE-P7@desk-2026", problems[0].Record)
	require.Regexp(t, `^countries\[0\]\.assessments\[\d+\]$`, problems[0].Path)
	require.Equal(t, "level changed from largely to met since 2026.11, and the log of changes gives no reason; add to changes.yaml, under the version unreleased: "+
		"cell: BE-P7@desk-2026, level: {from: largely, to: met}, reason: (law_changed, recoded, error_fixed, codebook_changed, source_lost), why: …", problems[0].Message)
	require.Contains(t, problems[1].Message, "the assessment (partly) is gone since 2026.11")
	require.Contains(t, problems[1].Message, "removed: true")
	require.Empty(t, embedded(t).Unexplained(embedded(t).State()))
}

// mutated draws another state of a drawn dataset: some assessments changed, some gone, some new.
func mutated(t *rapid.T, records schema.Records) schema.Records {
	other := datasettest.Copy(records)
	for i := range other.Countries {
		c := &other.Countries[i]
		kept := c.Assessments[:0]
		for _, a := range c.Assessments {
			switch rapid.IntRange(0, 9).Draw(t, "what happens") {
			case 0:
				continue
			case 1:
				a.Level = rapid.SampledFrom(schema.Levels.Words()).Draw(t, "level")
				a.Contrary = false
			case 2:
				a.Confidence = schema.Low
			case 3:
				a.Summary = "Said otherwise."
			}
			kept = append(kept, a)
		}
		c.Assessments = kept
	}
	return other
}

func TestDiffMirrors(t *testing.T) {
	swapped := map[schema.ChangeKind]schema.ChangeKind{schema.Added: schema.Removed, schema.Removed: schema.Added, schema.Changed: schema.Changed}
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		other := mutated(t, records)
		a, err := dataset.New(records)
		require.NoError(t, err)
		b, err := dataset.New(other)
		require.NoError(t, err)

		require.Empty(t, dataset.Diff(a.State(), a.State()).Cells)
		require.Empty(t, dataset.Diff(a.State(), a.State()).Effects)

		there, back := dataset.Diff(a.State(), b.State()), dataset.Diff(b.State(), a.State())
		require.Len(t, back.Cells, len(there.Cells))
		for i, c := range there.Cells {
			m := back.Cells[i]
			require.Equal(t, c.ID, m.ID)
			require.Equal(t, swapped[c.Kind], m.Kind)
			require.Equal(t, c.Before, m.After)
			require.Equal(t, c.After, m.Before)
			require.Equal(t, c.Content, m.Content)
		}
		require.Len(t, back.Effects, len(there.Effects))
		for i, e := range there.Effects {
			require.Equal(t, e.Country, back.Effects[i].Country)
			require.Equal(t, e.Before, back.Effects[i].After)
			require.Equal(t, e.After, back.Effects[i].Before)
		}
		require.Equal(t, there.Old, back.New)
	})
}

func BenchmarkDiff(b *testing.B) {
	old := embedded(b)
	s := changed(b, func(r *schema.Records) {
		for i := range r.Countries {
			for j := range r.Countries[i].Assessments {
				r.Countries[i].Assessments[j].Summary += fmt.Sprint(j)
			}
		}
	})
	b.ReportAllocs()
	for b.Loop() {
		dataset.Diff(old.State(), s.State())
	}
}
