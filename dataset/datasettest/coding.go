package datasettest

import (
	"fmt"
	"sort"

	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/schema"
)

// country draws a country: its sources and instruments, its coding in every mapping, its events, services and findings.
func (d drawer) country(code schema.CountryCode, r *schema.Records) schema.Country {
	c := schema.Country{
		Code: code, Name: schema.CountryCodes.Means(code), Languages: []schema.Language{"en"}, Overview: "A drawn country.", CodedOn: CodedOn,
		Timeline: []schema.Event{}, Services: []schema.Service{},
	}
	for i := range 2 {
		c.Sources = append(c.Sources, schema.Source{
			ID: fmt.Sprintf("%s-source-%d", code.Lower(), i+1), Title: fmt.Sprintf("Source %d", i+1), Publisher: "Somebody", Kind: "law", Language: "en",
			Seen: true, Accessed: CodedOn,
		})
		c.Instruments = append(c.Instruments, schema.Instrument{
			ID: fmt.Sprintf("%s-act-%d", code.Lower(), i+1), Title: fmt.Sprintf("Act %d", i+1), Kind: "statute", Date: d.date(1990, 2020),
		})
	}
	for i := range r.Codebook.Criteria {
		for _, m := range r.Mappings {
			for _, from := range d.spans(m.ID) {
				c.Assessments = append(c.Assessments, d.assessment(&c, r, r.Codebook.Criteria[i].ID, m.ID, from))
			}
		}
	}
	if d.odds(1, 2, "event") {
		c.Timeline = append(c.Timeline, schema.Event{
			ID: code.Lower() + "-event-1", Date: d.date(2000, 2025), Event: "A thing happened.", Criteria: []string{r.Codebook.Criteria[0].ID}, Source: c.Sources[0].ID,
		})
	}
	for i := range d.upTo(0, 3, "services") {
		s := schema.Service{
			ID: fmt.Sprintf("%s-service-%d", code.Lower(), i+1), Name: fmt.Sprintf("Service %d", i+1), Coverage: "national",
			Kind:                 rapid.SampledFrom(schema.ServiceKinds.Words()).Draw(d.t, "kind of service"),
			IrrespectiveOfStatus: rapid.SampledFrom(schema.Answers.Words()).Draw(d.t, "irrespective of status"),
			LastChecked:          CodedOn, Source: c.Sources[0].ID,
		}
		if d.odds(1, 2, "may notify") {
			s.MayNotify = []schema.Notification{{
				Whom: rapid.SampledFrom(schema.Authorities.Words()).Draw(d.t, "whom"), When: "always", Criterion: r.Codebook.Criteria[0].ID,
			}}
		}
		if d.odds(1, 3, "said to help or not") {
			helps := d.odds(1, 2, "helps")
			s.HelpsVictims = &helps
		}
		c.Services = append(c.Services, s)
	}
	return c
}

// spans draws from when a cell is coded in a mapping: not at all, since the day of coding, or over up to three spans. The
// second mapping codes fewer cells.
func (d drawer) spans(mapping string) []schema.Date {
	uncoded := 1
	if mapping == Second {
		uncoded = 6
	}
	if d.odds(uncoded, 10, "not coded") {
		return nil
	}
	if d.odds(1, 2, "no date") {
		return []schema.Date{{}}
	}
	years := map[int]bool{}
	for range d.upTo(1, 3, "spans") {
		years[d.upTo(2000, 2025, "year")] = true
	}
	var dates []schema.Date
	for year := range years {
		dates = append(dates, schema.MustDate(fmt.Sprintf("%d", year)))
	}
	sort.Slice(dates, func(i, j int) bool { return dates[i].Before(dates[j]) })
	return dates
}

// assessment draws the coding of a cell, within what the codebook allows.
func (d drawer) assessment(c *schema.Country, r *schema.Records, criterion, mapping string, from schema.Date) schema.Assessment {
	a := schema.Assessment{
		Criterion: criterion, Level: rapid.SampledFrom(schema.Levels.Words()).Draw(d.t, "level"),
		Basis: rapid.SampledFrom(schema.Bases.Words()).Draw(d.t, "basis"), Summary: "A drawn assessment.", ValidFrom: from,
		Evidence: rapid.SampledFrom(schema.Evidences.Words()).Draw(d.t, "evidence"), Confidence: rapid.SampledFrom(schema.Confidences.Words()).Draw(d.t, "confidence"),
	}
	if mapping != First {
		a.Mapping = mapping
	}
	a.Contrary = a.Level == schema.NotMet && d.odds(1, 3, "contrary")
	if a.Evidence == schema.Background && a.Confidence == schema.High {
		a.Confidence = schema.Medium
	}
	if d.odds(1, 3, "caution") {
		a.Caution = "Not to be read alone."
	}
	for range d.upTo(0, 2, "legal references") {
		reference := schema.LegalReference{Article: rapid.SampledFrom([]string{"", "1", "2"}).Draw(d.t, "article")}
		if d.odds(1, 4, "a rule") {
			reference.Rule = rapid.SampledFrom(r.Rules.Rules).Draw(d.t, "rule").ID
		} else {
			reference.Instrument = rapid.SampledFrom(c.Instruments).Draw(d.t, "instrument").ID
		}
		a.Instruments = append(a.Instruments, reference)
	}
	a.Citations = []schema.Citation{{Source: rapid.SampledFrom(c.Sources).Draw(d.t, "source").ID, Locator: "Article 1", Says: "That it is so."}}
	return a
}

// date draws a day, a month or a year between two years, both included.
func (d drawer) date(first, last int) schema.Date {
	text := fmt.Sprint(d.upTo(first, last, "year"))
	if d.odds(2, 3, "month") {
		text += fmt.Sprintf("-%02d", d.upTo(1, 12, "month"))
		if d.odds(2, 3, "day") {
			text += fmt.Sprintf("-%02d", d.upTo(1, 28, "day"))
		}
	}
	return schema.MustDate(text)
}
