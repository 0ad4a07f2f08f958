package schema

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestDatesRespectWhatIsNotKnown(t *testing.T) {
	for _, test := range []struct {
		d, e          string
		before, after bool
		by            bool
	}{
		{"2017-05-20", "2017-05-21", true, false, true},
		{"2017-05-20", "2017-05", false, false, true},
		{"2017-05", "2017-05-20", false, false, false},
		{"2017", "2018-01", true, false, true},
		{"2017", "2017-12-31", false, false, true},
		{"2024-02", "2024-02-29", false, false, true},
		{"2019", "2018", false, true, false},
	} {
		d, e := MustDate(test.d), MustDate(test.e)
		require.Equal(t, test.before, d.Before(e), "%s before %s", d, e)
		require.Equal(t, test.after, d.After(e), "%s after %s", d, e)
		require.Equal(t, test.by, d.By(e), "%s by %s", d, e)
	}
	require.Negative(t, MustDate("2017-12-31").Compare(MustDate("2017")), "what is known better comes first")
	require.Equal(t, "2024-02-29", MustDate("2024-02").Last().String())
	require.Equal(t, "2017-12-31", MustDate("2018").First().DayBefore().String())
	require.Equal(t, "2018-12-30", MustDate("2018").DayBefore().String())
}

func TestDatesThatCannotBe(t *testing.T) {
	for text, why := range map[string]string{
		"": "form", "2024-13": "month", "2024-02-30": "29 days", "2023-02-29": "28 days", "24-01-01": "form", "2024/01/01": "form",
		"0999": "1000 to 9999", "2024-1-1": "form", "2024-00": "month", "20x4": "year", "2024-01-00": "days", "٢٠٢٤": "form",
	} {
		_, err := ParseDate(text)
		require.ErrorContains(t, err, why, text)
	}
}

// drawDate draws a date of any precision.
func drawDate(t *rapid.T, label string) Date {
	d := Date{year: rapid.IntRange(1000, 9999).Draw(t, label+" year")}
	if rapid.Bool().Draw(t, label+" month known") {
		d.month = rapid.IntRange(1, 12).Draw(t, label+" month")
		if rapid.Bool().Draw(t, label+" day known") {
			d.day = rapid.IntRange(1, daysIn(d.year, d.month)).Draw(t, label+" day")
		}
	}
	return d
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := drawDate(t, "d"), drawDate(t, "e")
		again, err := ParseDate(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again, "a date is read as it is written")
		require.Equal(t, d.Compare(e), -e.Compare(d))
		require.Equal(t, d.Compare(e) == 0, d == e)
		require.False(t, d.Before(e) && e.Before(d))
		if d.Before(e) {
			require.Negative(t, d.Compare(e))
			require.True(t, d.By(e))
		}
		require.False(t, d.Last().Before(d.First()))
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2024", "2024-06", "2024-06-13", "2024-02-30", "-", "20240613", "\x00\x00\x00\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := ParseDate(text); err == nil && d.String() != text {
			t.Errorf("%q is read as %s", text, d)
		}
	})
}

func TestCountryCodes(t *testing.T) {
	for text, want := range map[string]CountryCode{"BE": "BE", "el": "EL", "GR": "EL", "gb": "UK", "UK": "UK", " ie ": "IE", "Poland": "PL"} {
		code, err := ParseCountryCode(text)
		require.NoError(t, err)
		require.Equal(t, want, code)
	}
	require.Equal(t, "GR", CountryCode("EL").ISO())
	require.Equal(t, "BE", CountryCode("BE").ISO())
	for text, want := range map[string]string{"BL": "did you mean BE?", "XX": "it is one of BE, BG", "": "it is one of", "EU": "did you mean"} {
		_, err := ParseCountryCode(text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestAssessmentIDs(t *testing.T) {
	for _, id := range []string{"BE-L1", "BE-L1@desk-2026", "BE-L1@desk-2026~2018-07-30"} {
		ref, err := ParseAssessmentID(id)
		require.NoError(t, err)
		require.Equal(t, id, ref.String())
	}
	ref, err := ParseAssessmentID("gr-p14")
	require.NoError(t, err)
	require.Equal(t, "EL-P14", ref.String())
	for _, id := range []string{"", "BE", "BE-", "XX-L1", "BE-L1@", "BE-L1@m~", "BE-L1@m~2018-13"} {
		_, err := ParseAssessmentID(id)
		require.Error(t, err, id)
	}
}

// Every closed set says what each of its words means, and has each once.
func TestVocabulariesAreWhole(t *testing.T) {
	whole(t, Aspects)
	whole(t, Levels)
	whole(t, CellLevels)
	whole(t, Bases)
	whole(t, Practices)
	whole(t, Groups)
	whole(t, Doors)
	whole(t, Evidences)
	whole(t, Confidences)
	whole(t, Reasons)
	whole(t, Tiers)
	whole(t, RuleKinds)
	whole(t, RuleStatuses)
	whole(t, Relations)
	whole(t, BindingStatuses)
	whole(t, ReservationStates)
	whole(t, InstrumentKinds)
	whole(t, Courts)
	whole(t, Addressees)
	whole(t, Stages)
	whole(t, Origins)
	whole(t, ScenarioKinds)
	whole(t, Actors)
	whole(t, SourceKinds)
	whole(t, ServiceKinds)
	whole(t, Answers)
	whole(t, Authorities)
	whole(t, ResourceKinds)
	whole(t, Audiences)
}

func whole[W ~string](t *testing.T, v Vocabulary[W]) {
	t.Helper()
	seen := map[W]bool{}
	for _, term := range v.Terms() {
		require.NotEmpty(t, term.Means, "%s %s", v.Name(), term.Word)
		require.False(t, seen[term.Word], "%s %s stands twice", v.Name(), term.Word)
		seen[term.Word] = true
		parsed, err := v.Parse(string(term.Word))
		require.NoError(t, err)
		require.Equal(t, term.Word, parsed)
	}
	_, err := v.Parse("nonsense-that-no-set-has")
	require.ErrorContains(t, err, "unknown "+v.Name())
}

func TestLevels(t *testing.T) {
	require.True(t, Partly.Worse(Met))
	require.False(t, Met.Worse(Partly))
	require.False(t, NoInformation.Worse(Met), "what is unknown is not worse")
	require.False(t, NotMet.Worse(NotApplicable))
	level, ok := NotCoded.Level()
	require.False(t, ok, level)
	require.True(t, CellLevel(NoInformation).Unknown())
}

func TestNearest(t *testing.T) {
	known := []string{"BE-L1", "desk-2026", "overview"}
	require.Equal(t, "overview", Nearest("Overveiw", known))
	require.Equal(t, "desk-2026", Nearest("desk-2025", known))
	require.Empty(t, Nearest("something else", known))
	require.Empty(t, Nearest("", known))
}

func FuzzNearest(f *testing.F) {
	f.Add("BE", "BL")
	f.Fuzz(func(t *testing.T, known, text string) {
		if near := Nearest(text, []string{known}); near != "" && near != known {
			t.Errorf("%q is near %q", near, text)
		}
	})
}
