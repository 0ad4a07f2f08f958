package schema

import (
	"fmt"
	"slices"
	"strconv"
)

// country checks one country: that what it refers to exists, and that its coding keeps to the codebook.
func (v *validation) country(c *Country, path string) {
	record := string(c.Code)
	for i := range c.Sources {
		s, at := &c.Sources[i], fmt.Sprintf("%s.sources[%d]", path, i)
		v.prefixed(c, s.ID, at)
		for _, missing := range []struct{ name, value string }{{"publisher", s.Publisher}, {"kind", string(s.Kind)}, {"language", string(s.Language)}} {
			if missing.value == "" {
				v.errorf(at+"."+missing.name, s.ID, "no %s is given; a country's source names its publisher, kind and language", missing.name)
			}
		}
		if !s.Accessed.IsZero() && !s.Seen {
			v.errorf(at+".accessed", s.ID, "a source that was not seen has no date of access")
		}
	}
	for i := range c.Instruments {
		n, at := &c.Instruments[i], fmt.Sprintf("%s.instruments[%d]", path, i)
		v.prefixed(c, n.ID, at)
		if (n.TitleOriginal == "") != (n.TitleLanguage == "") {
			v.errorf(at, n.ID, "title_original and title_language go together")
		}
	}
	for i := range c.Timeline {
		e, at := &c.Timeline[i], fmt.Sprintf("%s.timeline[%d]", path, i)
		v.prefixed(c, e.ID, at)
		v.referAll(kindCriterion, e.Criteria, at+".criteria", e.ID)
		v.refer(kindSource, e.Source, at+".source", e.ID)
	}
	for i := range c.Services {
		s, at := &c.Services[i], fmt.Sprintf("%s.services[%d]", path, i)
		v.prefixed(c, s.ID, at)
		v.refer(kindSource, s.Source, at+".source", s.ID)
		for j, n := range s.MayNotify {
			v.refer(kindCriterion, n.Criterion, fmt.Sprintf("%s.may_notify[%d].criterion", at, j), s.ID)
		}
	}
	for i := range c.Findings {
		f, at := &c.Findings[i], fmt.Sprintf("%s.findings[%d]", path, i)
		v.prefixed(c, f.ID, at)
		v.refer(kindProject, f.Project, at+".project", f.ID)
		v.referAll(kindCriterion, f.Criteria, at+".criteria", f.ID)
		v.refer(kindSource, f.Source, at+".source", f.ID)
	}
	if len(c.Languages) == 0 {
		v.errorf(path+".languages", record, "no language is given; list the country's official languages")
	}
	spans := make(map[string]bool, len(c.Assessments))
	for i := range c.Assessments {
		v.assessment(c, &c.Assessments[i], spans, path+".assessments["+strconv.Itoa(i)+"]")
	}
}

// assessment checks one assessment. spans holds the spans of the country so far.
func (v *validation) assessment(c *Country, a *Assessment, spans map[string]bool, path string) {
	record := CellID(c.Code, a.Criterion)
	v.refer(kindCriterion, a.Criterion, path+".criterion", record)
	mapping := v.records.DefaultMapping()
	if a.Mapping != "" && v.refer(kindMapping, a.Mapping, path+".mapping", record) {
		for i := range v.records.Mappings {
			if v.records.Mappings[i].ID == a.Mapping {
				mapping = &v.records.Mappings[i]
			}
		}
	}
	if mapping != nil {
		from := a.CountsFrom(mapping)
		key := a.Criterion + "@" + mapping.ID + "~" + from.String()
		if spans[key] {
			v.errorf(path, record, "an assessment of %s in mapping %s that counts from %s stands here a second time", a.Criterion, mapping.ID, from)
		}
		spans[key] = true
		if !a.ValidFrom.IsZero() && a.ValidFrom.After(mapping.CodedOn) {
			v.errorf(path+".valid_from", record, "valid from %s, after the mapping was coded (%s): the position in force on the date of coding is coded",
				a.ValidFrom, mapping.CodedOn)
		}
		if !slices.Contains(mapping.Countries, c.Code) {
			v.errorf(path, record, "the mapping %s does not list the country %s; add it to the mapping's countries", mapping.ID, c.Code)
		}
	}
	if a.Contrary && a.Level != NotMet {
		v.errorf(path+".contrary", record, "contrary goes with not_met alone, the level is %s (codebook, not_met)", a.Level)
	}
	if a.Evidence == Background && a.Confidence == High {
		v.errorf(path+".confidence", record, "background evidence never has high confidence (codebook, rule of harmonisation 6)")
	}
	if a.Unsourced() {
		v.warnf(path, record, "%s without citation or legal reference: such a level is no_information (codebook, rule of harmonisation 6)", a.Level)
	}
	if a.PracticeNote != "" && a.Practice == "" {
		v.errorf(path+".practice_note", record, "a practice note without practice; add practice: follows, deviates or unknown")
	}
	for i, n := range a.Instruments {
		at := fmt.Sprintf("%s.instruments[%d]", path, i)
		if (n.Instrument == "") == (n.Rule == "") {
			v.errorf(at, record, "a legal reference names an instrument or a rule, one of the two")
		}
		v.refer(kindInstrument, n.Instrument, at+".instrument", record)
		v.refer(kindRule, n.Rule, at+".rule", record)
	}
	for i, n := range a.Citations {
		v.refer(kindSource, n.Source, path+".citations["+strconv.Itoa(i)+"].source", record)
	}
	groups := map[string]bool{}
	for i, g := range a.Covers {
		v.unique(groups, string(g), fmt.Sprintf("%s.covers[%d]", path, i), record, string(g))
	}
}

// Unsourced says whether the level is above not_met and rests on neither a citation nor a legal reference.
func (a *Assessment) Unsourced() bool {
	return NotMet.Worse(a.Level) && len(a.Citations) == 0 && len(a.Instruments) == 0
}

// CountsFrom is the first day on which the assessment counts: the last day that ValidFrom can be, as what is only partly
// known is not claimed earlier, but no later than the mapping was coded, since then the position was in force. Without
// ValidFrom it is the day of coding.
func (a *Assessment) CountsFrom(m *Mapping) Date {
	if from := a.ValidFrom.Last(); !from.IsZero() && from.By(m.CodedOn) {
		return from
	}
	return m.CodedOn.Last()
}
