package sheet_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// of makes a sheet of rows.
func of(rows ...[]string) *sheet.Sheet {
	return &sheet.Sheet{File: "x.xlsx", Name: "Coding", Rows: func(yield func(sheet.Row, error) bool) {
		for i, cells := range rows {
			if !yield(sheet.Row{Number: i + 1, Cells: cells}, nil) {
				return
			}
		}
	}}
}

func TestLevels(t *testing.T) {
	for text, want := range map[string]struct {
		level      schema.Level
		normalised bool
	}{
		"partly": {schema.Partly, false}, "PARTLY": {schema.Partly, true}, "partly ": {schema.Partly, true}, "Partly met": {schema.Partly, true},
		"Not met": {schema.NotMet, true}, "no-information": {schema.NoInformation, true}, "Lárgely": {schema.Largely, true},
	} {
		level, normalised, err := sheet.ParseLevel(text)
		require.NoError(t, err, text)
		require.Equal(t, want.level, level, text)
		require.Equal(t, want.normalised, normalised, text)
	}
	for _, text := range []string{"partially?", "partially", "not", "3", "met!", "- met", "-met", "_met", "met -", "met-", "m\u0336e\u0336t\u0336", ""} {
		_, _, err := sheet.ParseLevel(text)
		require.Error(t, err, text)
	}
}

func TestColumns(t *testing.T) {
	for number, name := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 703: "AAA"} {
		require.Equal(t, name, sheet.ColumnName(number))
		require.Equal(t, number, sheet.ColumnNumber(name))
	}
	require.Zero(t, sheet.ColumnNumber("A1"))
}

func TestValues(t *testing.T) {
	var v struct {
		Text  string
		Flag  bool
		Year  int
		From  schema.Date
		Code  schema.CountryCode
		Words []schema.Group
		Score *int
	}
	set := func(field, text string) (bool, error) {
		return sheet.Set(reflect.ValueOf(&v).Elem().FieldByName(field), field, text, "")
	}
	for _, c := range []struct {
		field, text string
		normalised  bool
	}{{"Text", " a\r\nb ", true}, {"Flag", "TRUE", false}, {"Flag", "yes", true}, {"Year", "1996", false}, {"From", "2017-03", false}, {"Code", "be", true}, {"Score", "0", false}} {
		normalised, err := set(c.field, c.text)
		require.NoError(t, err, c.field)
		require.Equal(t, c.normalised, normalised, "%s %q", c.field, c.text)
	}
	require.Equal(t, "a\nb", v.Text)
	require.True(t, v.Flag)
	require.Equal(t, schema.CountryCode("BE"), v.Code)
	require.Equal(t, 0, *v.Score, "nought is a value")
	for field, text := range map[string]string{"Flag": "maybe", "Year": "19.5", "From": "03/04/2019", "Code": "Atlantis", "Words": "everybody?"} {
		_, err := set(field, text)
		require.ErrorContains(t, err, text[:2], field)
	}
	_, err := set("Score", "")
	require.NoError(t, err)
	require.Nil(t, v.Score, "blank is no value")
}

func TestHeaders(t *testing.T) {
	read := func(rows ...[]string) *sheet.Submission {
		out := &sheet.Submission{}
		sheet.ReadAssessments(out, of(rows...))
		return out
	}
	out := read([]string{"COUNTRY", " Critérion", "level", "Valid-From", ""}, []string{"BE", "l1", "not met", "2019"}, []string{"", "", ""})
	require.Empty(t, out.Problems)
	require.Equal(t, 1, out.Records())
	require.Equal(t, 2, out.Normalised, "l1 and not met")
	require.Equal(t, "x.xlsx, sheet Coding, cell D2", out.Countries[0].Assessments[0].Place("valid_from").String())
	require.False(t, out.Countries[0].Assessments[0].Gives("summary"))

	for _, c := range []struct {
		rows [][]string
		says string
	}{
		{[][]string{{"country", "criterion", "level", "level"}}, `cell D1: the header "level" stands twice`},
		{[][]string{{"country", "criterion", "level", "sumary"}}, `cell D1: unknown header "sumary"; did you mean summary?`},
		{[][]string{{"country", "criterion", "level"}, {"BE", "L1", "partially?"}}, `cell C2: level: unknown level "partially?"`},
		{[][]string{{"country", "criterion", "level"}, {"", "L1", "met"}}, "cell A2: no country is given"},
		{[][]string{{"country", "criterion", "level"}, {"BE", "", "met"}}, "cell B2: no criterion is given"},
		{[][]string{{"country", "criterion", "level", "summary"}, {"BE", "L1", "", "text"}}, "cell C2: no level is given"},
	} {
		require.ErrorContains(t, read(c.rows...).Problems, c.says)
	}
}
