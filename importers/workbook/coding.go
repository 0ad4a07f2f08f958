package workbook

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/internal/codingbook"
	"github.com/firewallmap/firewallmap/schema"
)

// IsCoding says whether this is the coding workbook of firewallmap template, by its sheets.
func (w *Workbook) IsCoding() bool {
	return w.find(codingbook.Assessments) != "" && w.find(codingbook.Mapping) != ""
}

// find is the sheet with a name, compared as headers are, or nothing.
func (w *Workbook) find(name string) string {
	for _, s := range w.sheets {
		if sheet.Fold(s) == sheet.Fold(name) {
			return s
		}
	}
	return ""
}

// A citationRow is a citation with the assessment to which it belongs.
type citationRow struct {
	Criterion string      `json:"criterion"`
	ValidFrom schema.Date `json:"valid_from"`
	schema.Citation
}

// A referenceRow is a legal reference with the assessment to which it belongs.
type referenceRow struct {
	Criterion string      `json:"criterion"`
	ValidFrom schema.Date `json:"valid_from"`
	schema.LegalReference
}

// Coding reads the coding workbook. A sheet that was taken out gives nothing, and what the dataset has of it stays.
func (w *Workbook) Coding(progress func()) (*sheet.Submission, error) {
	out := &sheet.Submission{Whole: true, Progress: progress}
	if err := w.mapping(out); err != nil {
		return nil, err
	}
	code := schema.CountryCode("")
	if len(out.Countries) > 0 {
		code = out.Countries[0].Code
	}
	rows, err := read[sheet.AssessmentRow](w, out, codingbook.Assessments, sheet.Form{
		Ignore: []string{"question", "title", "aspect"}, Required: []string{"criterion", "level"}})
	if err != nil {
		return nil, err
	}
	sheet.AddAssessments(out, rows, code)
	if code == "" {
		return out, nil // said of the sheet Mapping
	}
	country := out.Country(code)
	if err := w.under(out, country); err != nil {
		return nil, err
	}
	if country.Sources, err = read[schema.Source](w, out, codingbook.Sources, sheet.Form{Required: []string{"id"}}); err != nil {
		return nil, err
	}
	if country.Instruments, err = read[schema.Instrument](w, out, codingbook.Instruments, sheet.Form{Required: []string{"id"}}); err != nil {
		return nil, err
	}
	if country.Timeline, err = read[schema.Event](w, out, codingbook.Timeline, sheet.Form{Required: []string{"id"}}); err != nil {
		return nil, err
	}
	if country.Services, err = read[schema.Service](w, out, codingbook.Services, sheet.Form{Required: []string{"id"}}); err != nil {
		return nil, err
	}
	country.Findings, err = read[schema.Finding](w, out, codingbook.Findings, sheet.Form{Required: []string{"id"}})
	return out, err
}

// read reads a sheet of records; a sheet that is not there has none.
func read[R any](w *Workbook, out *sheet.Submission, name string, form sheet.Form) ([]sheet.Record[R], error) {
	found := w.find(name)
	if found == "" {
		return nil, nil
	}
	s, err := w.Sheet(found, out)
	if err != nil {
		return nil, err
	}
	return sheet.Read[R](out, s, form), nil
}

// mapping reads what the workbook codes: a name and a value to a row.
func (w *Workbook) mapping(out *sheet.Submission) error {
	s, err := w.Sheet(w.find(codingbook.Mapping), out)
	if err != nil {
		return err
	}
	columns := &sheet.Columns{Sheet: s, At: map[string]int{}}
	values := map[string]sheet.Row{}
	for row, err := range s.Rows {
		if err != nil {
			return unusable(w.name, fmt.Errorf("sheet %s: %w", s.Name, err))
		}
		values[sheet.Fold(row.Cell(1))] = row
	}
	value := func(field string) (string, schema.Place) {
		row := values[sheet.Fold(field)]
		return strings.TrimSpace(row.Cell(2)), s.Place(row.Number, 2)
	}
	text, place := value("country")
	code, err := schema.ParseCountryCode(text)
	if err != nil {
		if text == "" {
			err = fmt.Errorf("no country is given; write its code")
		}
		out.Errorf(place, "country: %s", err)
	} else {
		out.Country(code)
	}
	mapping := sheet.Record[schema.Mapping]{Columns: columns, Row: values["mapping"].Number}
	mapping.Value.ID, _ = value("mapping")
	mapping.Value.Title, _ = value("title")
	mapping.Value.Method, _ = value("method")
	columns.At["id"] = 2
	if text, place := value("coded_on"); text != "" {
		if mapping.Value.CodedOn, err = schema.ParseDate(text); err != nil {
			out.Errorf(place, "coded_on: %s", err)
		}
	}
	if text, place := value("codebook"); text != "" {
		if _, err := fmt.Sscanf(text, "%d", &mapping.Value.Codebook); err != nil {
			out.Errorf(place, "codebook: %q is no version; it is a whole number", text)
		}
	}
	out.Mapping = &mapping
	return nil
}

// under puts citations and legal references into the assessments to which they belong.
func (w *Workbook) under(out *sheet.Submission, country *sheet.Country) error {
	of := map[string][]*sheet.Record[schema.Assessment]{}
	for i := range country.Assessments {
		a := &country.Assessments[i]
		of[a.Value.Criterion] = append(of[a.Value.Criterion], a)
	}
	given := func(name, field string) {
		if w.find(name) != "" && len(country.Assessments) > 0 {
			country.Assessments[0].Columns.At[field] = 0 // all have the columns of the one sheet
		}
	}
	citations, err := read[citationRow](w, out, codingbook.Citations, sheet.Form{Required: []string{"criterion", "source", "says"}})
	if err != nil {
		return err
	}
	given(codingbook.Citations, "citations")
	for i := range citations {
		r := &citations[i]
		if a := assessmentOf(out, of, r, r.Value.Criterion, r.Value.ValidFrom); a != nil {
			a.Value.Citations = append(a.Value.Citations, r.Value.Citation)
			a.Within(fmt.Sprintf("citations[%d]", len(a.Value.Citations)-1), r.Columns, r.Row)
		}
	}
	references, err := read[referenceRow](w, out, codingbook.LegalReferences, sheet.Form{Required: []string{"criterion"}})
	if err != nil {
		return err
	}
	given(codingbook.LegalReferences, "instruments")
	for i := range references {
		r := &references[i]
		if a := assessmentOf(out, of, r, r.Value.Criterion, r.Value.ValidFrom); a != nil {
			a.Value.Instruments = append(a.Value.Instruments, r.Value.LegalReference)
			a.Within(fmt.Sprintf("instruments[%d]", len(a.Value.Instruments)-1), r.Columns, r.Row)
		}
	}
	return nil
}

// assessmentOf is the assessment to which a row belongs, by its criterion and, where that has several spans, its date.
func assessmentOf[R any](out *sheet.Submission, of map[string][]*sheet.Record[schema.Assessment], r *sheet.Record[R], criterion string, from schema.Date) *sheet.Record[schema.Assessment] {
	spans := of[strings.ToUpper(criterion)]
	switch {
	case criterion == "":
		out.Errorf(r.Place("criterion"), "no criterion is given; write that of the assessment to which the row belongs")
		return nil
	case len(spans) == 0:
		out.Errorf(r.Place("criterion"), "no coded row of the sheet %s has the criterion %q", codingbook.Assessments, criterion)
		return nil
	case len(spans) == 1 && from.IsZero():
		return spans[0]
	}
	for _, a := range spans {
		if a.Value.ValidFrom == from {
			return a
		}
	}
	if len(spans) == 1 {
		out.Errorf(r.Place("valid_from"), "no row of the sheet %s has the criterion %s valid from %s; leave the date blank where there is one row", codingbook.Assessments, criterion, from)
		return nil
	}
	out.Errorf(r.Place("valid_from"), "the criterion %s has several rows on the sheet %s; write the valid_from of the one that is meant", criterion, codingbook.Assessments)
	return nil
}
