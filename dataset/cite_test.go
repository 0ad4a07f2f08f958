package dataset_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

func TestCiteText(t *testing.T) {
	s := embedded(t)
	var b strings.Builder
	for _, id := range []string{
		"dataset", "BE", "BE-L1", "BE-P7", "UK-R2", "be-inhere-2021", "be-police-act-1992", "be-circ-2009-text", "VRD", "VRD-8",
		"VRDA-5a", "el-dridi-2011", "inhere-mapping-2021", "src-ic-parties",
	} {
		r, err := s.Cite(id)
		require.NoError(t, err, id)
		b.WriteString(id + "\n\t" + r.Text() + "\n")
	}
	golden(t, "cite.txt", strings.ReplaceAll(b.String(), s.ShortDigest(), "sha256:DIGEST"))
}

func TestCiteTakesWhatPeopleType(t *testing.T) {
	s := embedded(t)
	for typed, id := range map[string]string{
		"be-l1": "BE-L1@desk-2026", "GB-R2": "UK-R2@desk-2026", "gr": "EL", "Greece": "EL", "": "dataset", "Dataset": "dataset",
		"vrd": "VRD", "BE-INHERE-2021": "be-inhere-2021", " BE-L1@desk-2026 ": "BE-L1@desk-2026",
	} {
		r, err := s.Cite(typed)
		require.NoError(t, err, typed)
		require.Equal(t, id, r.ID, typed)
	}
}

func TestCiteRefusesWithTheNearest(t *testing.T) {
	s := embedded(t)
	_, err := s.Cite("be-inhere-2022")
	require.EqualError(t, err, `unknown id "be-inhere-2022"; did you mean be-inhere-2021?`)
	_, err = s.Cite("BE-L99")
	require.EqualError(t, err, `unknown id "BE-L99"; did you mean BE-L9?`)
	_, err = s.Cite("nothing-like-any-of-the-others-at-all")
	require.ErrorContains(t, err, "cite a cell (BE-L1)")
	_, err = s.Cite("L1")
	require.ErrorContains(t, err, "L1 is a criterion, which has no reference of its own")
}

// A level never travels alone: the reference to a cell has its confidence, its date, what it covers and its caution.
func TestEveryCellIsCitedWithWhatItMustBeReadWith(t *testing.T) {
	s := embedded(t)
	for _, a := range s.Assessments() {
		r, err := s.Cite(a.ID)
		require.NoError(t, err)
		text := r.Text()
		require.Contains(t, text, "confidence "+string(a.Confidence), a.ID)
		from := a.From
		if !a.ValidFrom.IsZero() {
			from = a.ValidFrom
		}
		require.Contains(t, text, "counts from "+from.String(), a.ID)
		require.Contains(t, text, a.Caution, a.ID)
		for _, group := range a.Covers {
			require.Contains(t, text, group.Name(), a.ID)
		}
		require.True(t, strings.HasSuffix(text, " ["+a.ID+" "+string(a.Level)+"; "+s.Version()+"; "+s.ShortDigest()+"…]"), text)
	}
}

// Nothing is made up: every work of the dataset can be cited, and its reference has no date, author or address that the
// record lacks.
func TestEverySourceIsCitedAsRecorded(t *testing.T) {
	s := embedded(t)
	for _, id := range s.IDs(dataset.KindSource) {
		source := s.Source(id)
		r := s.CiteSource(source)
		require.True(t, schema.ReferenceTypes.Has(r.Type), id)
		require.Equal(t, source.Year, r.Issued.Year(), id)
		require.Equal(t, source.Authors, r.Authors, id)
		require.Equal(t, source.URL, r.URL, id)
		if !source.Seen {
			require.Contains(t, r.Text(), "not read for the dataset", id)
		}
	}
	for _, kind := range []dataset.Kind{dataset.KindInstrument, dataset.KindRule, dataset.KindProvision, dataset.KindRuling, dataset.KindResource} {
		for _, id := range s.IDs(kind) {
			r, err := s.Cite(id)
			require.NoError(t, err, id)
			require.True(t, schema.ReferenceTypes.Has(r.Type), id)
			require.NotEmpty(t, r.Title, id)
			require.Empty(t, r.Claim, id)
		}
	}
}
