// Package codingbook is the form of the coding workbook: its sheets, their columns, and what each means. The writer
// (exporters/workbook) and the reader (importers/workbook) share it, so that what one writes the other reads.
//
// What belongs here: names, meanings, closed sets. What does not: spreadsheets.
package codingbook

import "github.com/firewallmap/firewallmap/schema"

// The names of the sheets.
const (
	ReadMe          = "Read me"
	Mapping         = "Mapping"
	Codebook        = "Codebook"
	Assessments     = "Assessments"
	Citations       = "Citations"
	LegalReferences = "Legal references"
	Sources         = "Sources"
	Instruments     = "Instruments"
	Timeline        = "Timeline"
	Services        = "Services"
	Findings        = "Findings"
)

// A Column is one column of a sheet. Field is the name of the field in every other form of the dataset.
type Column struct {
	Field  string
	Means  string
	Words  []string // the closed set of which a cell has one word
	Refers string   // the sheet whose first column has the values
	Given  bool     // filled in and locked
	Width  float64  // in characters
}

// A Sheet is one sheet of records: a row each, below a header of the names of the fields.
type Sheet struct {
	Name    string
	Means   string
	Columns []Column
}

// Sheets are the sheets of records, in their order in the workbook.
var Sheets = []Sheet{
	{Assessments, "The coding: one row a criterion. A second row for a criterion is another span of time, with its own valid_from.", []Column{
		{Field: "criterion", Means: "the criterion", Given: true, Width: 9},
		{Field: "question", Means: "what is asked", Given: true, Width: 50},
		{Field: "level", Means: "how far the country meets it; left blank: not coded", Words: words(schema.Levels), Width: 15},
		{Field: "contrary", Means: "true where rules, or an authority's mandate, work against the criterion; with not_met alone", Words: []string{"true", "false"}, Width: 9},
		{Field: "basis", Means: "what the position rests on", Words: words(schema.Bases), Width: 13},
		{Field: "summary", Means: "the position in a few sentences", Width: 70},
		{Field: "covers", Means: "whom the position covers: " + joined(schema.Groups) + "; one a line", Width: 20},
		{Field: "practice", Means: "how practice compares with the rule", Words: words(schema.Practices), Width: 11},
		{Field: "practice_note", Means: "what practice is", Width: 40},
		{Field: "caution", Means: "what the level must never be read without", Width: 40},
		{Field: "valid_from", Means: "from when the position holds: YYYY, YYYY-MM or YYYY-MM-DD", Width: 12},
		{Field: "evidence", Means: "seen: the source itself was read; background: known, not read again", Words: words(schema.Evidences), Width: 12},
		{Field: "confidence", Means: "how sure the coder is", Words: words(schema.Confidences), Width: 11},
	}},
	{Citations, "What each assessment cites: one row a source and claim, in the order in which they are shown.", []Column{
		{Field: "criterion", Means: "the criterion", Refers: Codebook, Width: 9},
		{Field: "valid_from", Means: "that of the assessment, where the criterion has several rows", Width: 12},
		{Field: "source", Means: "the id of the source, from the sheet " + Sources + " or of another file", Width: 28},
		{Field: "locator", Means: "the place in it: article, page, paragraph", Width: 22},
		{Field: "says", Means: "what it supports", Width: 90},
	}},
	{LegalReferences, "On which national instruments, or European or UN rules, an assessment rests: one of the two in a row.", []Column{
		{Field: "criterion", Means: "the criterion", Refers: Codebook, Width: 9},
		{Field: "valid_from", Means: "that of the assessment, where the criterion has several rows", Width: 12},
		{Field: "instrument", Means: "the id of the instrument, from the sheet " + Instruments, Width: 36},
		{Field: "rule", Means: "or the id of a rule, for example VRD", Width: 14},
		{Field: "article", Means: "the article", Width: 22},
	}},
	{Sources, "The documents on which the coding rests.", []Column{
		{Field: "id", Means: "the id: the country's code in small letters, a hyphen and a few words", Width: 28},
		{Field: "title", Means: "its title", Width: 60},
		{Field: "authors", Means: "who wrote it, one a line", Width: 30},
		{Field: "publisher", Means: "who published it", Width: 28},
		{Field: "year", Means: "the year of publication", Width: 7},
		{Field: "kind", Means: "what kind of document it is", Words: words(schema.SourceKinds), Width: 10},
		{Field: "language", Means: "its language, by the two-letter code of ISO 639-1", Width: 10},
		{Field: "url", Means: "its address", Width: 50},
		{Field: "seen", Means: "true where it was read, at least in its opening", Words: []string{"true", "false"}, Width: 7},
		{Field: "accessed", Means: "the day on which it was read: YYYY-MM-DD", Width: 12},
		{Field: "says", Means: "what it says, where no citation does", Width: 50},
		{Field: "note", Means: "a note", Width: 40},
	}},
	{Instruments, "National laws, regulations, instructions, guidelines and bills.", []Column{
		{Field: "id", Means: "the id: the country's code in small letters, a hyphen and a few words", Width: 36},
		{Field: "title", Means: "its title in English", Width: 60},
		{Field: "title_original", Means: "its title in the language of the country", Width: 60},
		{Field: "title_language", Means: "the language of that title, mul for several", Width: 8},
		{Field: "kind", Means: "its form", Words: words(schema.InstrumentKinds), Width: 13},
		{Field: "date", Means: "its date: YYYY, YYYY-MM or YYYY-MM-DD", Width: 12},
		{Field: "url", Means: "its address", Width: 50},
		{Field: "repealed_by", Means: "what repealed it: an id of this sheet, or a number", Width: 28},
	}},
	{Timeline, "What happened in the country and bears on criteria.", []Column{
		{Field: "id", Means: "the id: the country's code in small letters, the date and a few words", Width: 40},
		{Field: "date", Means: "when it happened: YYYY, YYYY-MM or YYYY-MM-DD", Width: 12},
		{Field: "event", Means: "what happened", Width: 80},
		{Field: "criteria", Means: "the criteria on which it bears, one a line", Width: 12},
		{Field: "source", Means: "the id of the source", Width: 28},
	}},
	{Services, "Where a victim can turn, and bodies that must not be listed as help.", []Column{
		{Field: "id", Means: "the id: the country's code in small letters, a hyphen and a few words", Width: 34},
		{Field: "name", Means: "its name", Width: 44},
		{Field: "kind", Means: "what kind of service it is", Words: words(schema.ServiceKinds), Width: 22},
		{Field: "coverage", Means: "where, and for whom, it is there", Width: 40},
		{Field: "hours", Means: "when it is open", Width: 20},
		{Field: "phone", Means: "its telephone numbers, one a line", Width: 20},
		{Field: "languages", Means: "the languages that it speaks, by their codes, one a line", Width: 12},
		{Field: "url", Means: "its address", Width: 40},
		{Field: "irrespective_of_status", Means: "whether it is open whatever the residence status", Words: words(schema.Answers), Width: 12},
		{Field: "may_notify", Means: "whom it may have to tell, when, and the criterion that says more: police | always | P1; one a line. Blank: not established, never nobody", Width: 50},
		{Field: "helps_victims", Means: "false for a body that must not be listed as help; else blank", Words: []string{"true", "false"}, Width: 9},
		{Field: "last_checked", Means: "when it was last checked: YYYY-MM-DD", Width: 12},
		{Field: "source", Means: "the id of the source", Width: 28},
	}},
	{Findings, "What mapping projects found.", []Column{
		{Field: "id", Means: "the id: the country's code in small letters, a hyphen and a few words", Width: 30},
		{Field: "project", Means: "the id of the project, for example inhere", Width: 12},
		{Field: "finding", Means: "what was found", Width: 90},
		{Field: "criteria", Means: "the criteria on which it bears, one a line", Width: 12},
		{Field: "source", Means: "the id of the source", Width: 28},
	}},
}

// MappingFields are the rows of the sheet that says what the workbook codes: a name and a value each.
var MappingFields = []Column{
	{Field: "country", Means: "the country that is coded here", Given: true},
	{Field: "mapping", Means: "the id of the coding exercise", Given: true},
	{Field: "title", Means: "its title"},
	{Field: "coded_on", Means: "when it was coded: YYYY, YYYY-MM or YYYY-MM-DD"},
	{Field: "codebook", Means: "the version of the codebook that it follows", Given: true},
	{Field: "method", Means: "who coded, from what, how it was checked"},
}

func words[W ~string](v schema.Vocabulary[W]) []string {
	var all []string
	for _, w := range v.Words() {
		all = append(all, string(w))
	}
	return all
}

func joined[W ~string](v schema.Vocabulary[W]) string {
	text := ""
	for i, w := range v.Words() {
		if i > 0 {
			text += ", "
		}
		text += string(w)
	}
	return text
}
