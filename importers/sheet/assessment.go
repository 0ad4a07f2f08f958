package sheet

import (
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// coded says whether a row codes anything: where none of these cells has text, the criterion was left blank.
func coded(a *AssessmentRow) bool {
	return a.Level != "" || a.Basis != "" || a.Summary != "" || a.Contrary || len(a.Covers) > 0 || a.Practice != "" ||
		a.PracticeNote != "" || a.Caution != "" || a.Evidence != "" || a.Confidence != "" || len(a.Sources) > 0 || len(a.Instruments) > 0 || len(a.Rules) > 0
}

// AddAssessments adds rows as assessments to the submission, those of no country to fallback. A row that codes nothing is
// left out; one that codes something without a level is a problem.
func AddAssessments(out *Submission, rows []Record[AssessmentRow], fallback schema.CountryCode) {
	reported := map[schema.Place]bool{}
	for _, p := range out.Problems {
		reported[p.Place] = true
	}
	for i := range rows {
		add(out, &rows[i], fallback, func(p schema.Place) bool { return reported[p] })
	}
}

// AddEach reads the rows of a sheet as AddAssessments adds them, one by one.
func AddEach(out *Submission, s *Sheet, form Form, fallback schema.CountryCode) {
	before := 0
	each(out, s, form, func(r Record[AssessmentRow]) {
		add(out, &r, fallback, func(p schema.Place) bool {
			for _, said := range out.Problems[before:] {
				if said.Place == p {
					return true
				}
			}
			return false
		})
		before = len(out.Problems)
	})
}

// add adds one row; reported says whether a problem with a cell was said already.
func add(out *Submission, row *Record[AssessmentRow], fallback schema.CountryCode, reported func(schema.Place) bool) {
	a := &row.Value
	if a.Country == "" {
		a.Country = fallback
	}
	if !coded(a) {
		return
	}
	switch {
	case a.Country == "":
		if !reported(row.Place("country")) {
			out.Errorf(row.Place("country"), "no country is given; add a column country, or name the country in a layout")
		}
		return
	case a.Criterion == "":
		out.Errorf(row.Place("criterion"), "no criterion is given; write its id, for example L1")
		return
	case a.Level == "" && row.Gives("level"):
		if !reported(row.Place("level")) {
			out.Errorf(row.Place("level"), "no level is given, and other cells of the row are coded; write one of %s", levels)
		}
		return
	}
	for _, id := range a.Sources {
		a.Citations = append(a.Citations, schema.Citation{Source: id, Locator: a.Locator, Says: a.Says})
	}
	for _, id := range a.Instruments {
		a.Assessment.Instruments = append(a.Assessment.Instruments, schema.LegalReference{Instrument: id, Article: a.Article})
	}
	for _, id := range a.Rules {
		a.Assessment.Instruments = append(a.Assessment.Instruments, schema.LegalReference{Rule: id, Article: a.Article})
	}
	if upper := strings.ToUpper(a.Criterion); upper != a.Criterion {
		a.Criterion = upper
		out.Normalised++
	}
	country := out.Country(a.Country)
	country.Assessments = append(country.Assessments, Record[schema.Assessment]{Value: a.Assessment, Row: row.Row, Columns: row.Columns})
}

// levels lists the words of the levels, for errors.
var levels = func() string {
	text := ""
	for i, l := range schema.Levels.Words() {
		if i > 0 {
			text += ", "
		}
		text += string(l)
	}
	return text
}()
