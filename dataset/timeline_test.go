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

func TestTimelineOfBelgium(t *testing.T) {
	s := embedded(t)
	events, err := s.Timeline([]*schema.Country{s.Country("BE")}, schema.MustDate("1996"), schema.MustDate("2017"))
	require.NoError(t, err)
	var b strings.Builder
	for _, e := range events {
		ids := []string{}
		for _, c := range e.Criteria {
			ids = append(ids, c.ID)
		}
		fmt.Fprintf(&b, "%s %s %s (%s): %s\n", e.Date, e.ID, strings.Join(ids, " "), e.Source.ID, e.Event.Event)
	}
	golden(t, "timeline.txt", b.String())
}

func TestTimelineKeepsWhatCanBelongThere(t *testing.T) {
	s := withEvents(t, "2017", "2017-03", "2017-03-20", "2018-01-01")
	for _, c := range []struct{ from, to, want string }{
		{"", "", "2017 2017-03 2017-03-20 2018-01-01"},
		{"2017-06", "", "2017 2018-01-01"},
		{"2017-03-21", "2017-12", "2017 2017-03"},
		{"", "2017", "2017 2017-03 2017-03-20"},
		{"2019", "", ""},
		{"2017-03", "2017-03", "2017 2017-03 2017-03-20"},
	} {
		events, err := s.Timeline(nil, date(c.from), date(c.to))
		require.NoError(t, err)
		var dates []string
		for _, e := range events {
			dates = append(dates, e.Date.String())
		}
		require.ElementsMatch(t, strings.Fields(c.want), dates, "from %s to %s", c.from, c.to)
	}
	_, err := s.Timeline(nil, date("2020"), date("2019-12"))
	require.EqualError(t, err, "the timeline ends in 2019-12, before it begins in 2020; give the earlier date first")
}

func TestTimelineIsInOrderAndWhole(t *testing.T) {
	s := embedded(t)
	events, err := s.Timeline(nil, schema.Date{}, schema.Date{})
	require.NoError(t, err)
	require.Len(t, events, len(s.IDs(dataset.KindEvent)))
	for i, e := range events {
		require.NotNil(t, e.Source, e.ID)
		require.NotContains(t, e.Criteria, nil, e.ID)
		if i > 0 {
			require.LessOrEqual(t, events[i-1].Date.Compare(e.Date), 0)
		}
	}
}

// What was not coded for a date is not coded, never today's level.
func TestBetweenShowsWhatIsNotCoded(t *testing.T) {
	s := embedded(t)
	before, now := s.At(date("2019"), nil), s.Today()
	shifts, err := before.Between(now, []*schema.Country{s.Country("BE")})
	require.NoError(t, err)
	require.NotEmpty(t, shifts)
	uncoded := 0
	for _, shift := range shifts {
		require.NotEqual(t, shift.Before.Assessment, shift.After.Assessment)
		if shift.Before.Level() == schema.NotCoded {
			uncoded++
			require.NotEqual(t, shift.Before.Level(), shift.After.Level())
		}
		for _, e := range shift.Events {
			require.Contains(t, e.Criteria, shift.Before.Criterion)
			require.False(t, e.Date.Before(date("2019-12-31")))
		}
	}
	require.NotZero(t, uncoded)
	_, err = now.Between(before, nil)
	require.EqualError(t, err, "2019-12-31 comes before 2026-11-21; give the earlier date first")
}

// Another assessment at the same level is another answer, of which the level is not another.
func TestBetweenShowsWhatIsSaidOtherwise(t *testing.T) {
	s := changed(t, func(r *schema.Records) {
		a := *coding(r, "IE", "L1")
		a.ValidFrom, a.Summary = date("2015"), "What was so before."
		r.Country("IE").Assessments = append(r.Country("IE").Assessments, a)
	})
	shifts, err := s.At(date("2016"), nil).Between(s.Today(), []*schema.Country{s.Country("IE")})
	require.NoError(t, err)
	require.Equal(t, "IE-L1", shifts[0].After.ID())
	require.Equal(t, shifts[0].Before.Level(), shifts[0].After.Level())
	require.Equal(t, "What was so before.", shifts[0].Before.Assessment.Summary)
}

func TestNothingDiffersBetweenADateAndItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, err := dataset.New(datasettest.Records(t))
		require.NoError(t, err)
		day := schema.MustDate(fmt.Sprint(rapid.IntRange(1999, 2027).Draw(t, "year")))
		shifts, err := s.At(day, nil).Between(s.At(day, nil), nil)
		require.NoError(t, err)
		for _, shift := range shifts {
			require.Fail(t, "differs", "%s", shift.Before.ID())
		}
		shifts, err = s.At(day, nil).Between(s.At(schema.MustDate("2027"), nil), nil)
		require.NoError(t, err)
		for _, shift := range shifts {
			require.NotNil(t, shift.After.Assessment, "what was coded once stays coded")
		}
	})
}

func BenchmarkTimeline(b *testing.B) {
	s := embedded(b)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = s.Timeline(nil, schema.Date{}, schema.Date{})
	}
}

func BenchmarkBetween(b *testing.B) {
	s := embedded(b)
	before := s.At(date("2019"), nil)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = before.Between(s.Today(), nil)
	}
}

// date is a date that stands in a test; no text is no date.
func date(text string) schema.Date {
	if text == "" {
		return schema.Date{}
	}
	return schema.MustDate(text)
}

// withEvents is the embedded dataset in which Belgium alone has events, one on each date.
func withEvents(t *testing.T, dates ...string) *dataset.Snapshot {
	t.Helper()
	records := datasettest.Copy(*embedded(t).Records())
	for i := range records.Countries {
		records.Countries[i].Timeline = []schema.Event{}
	}
	be := records.Country("BE")
	for i, d := range dates {
		be.Timeline = append(be.Timeline, schema.Event{
			ID: fmt.Sprintf("be-event-%d", i), Date: date(d), Event: "Something happened.", Criteria: []string{"L1"}, Source: be.Sources[0].ID,
		})
	}
	s, err := dataset.New(records)
	require.NoError(t, err)
	return s
}
