// Package layout reads a team's own sheets by a description of them: which sheet, which headers, which values mean which
// level, what is the same in all rows. The description is a small YAML file, so that another team's workbook needs no code
// and no retyping.
//
// What belongs here: the description and its checking, and from sheets to assessments by it. What does not: opening files
// (packages workbook and table), reading cells (package sheet).
package layout

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// A Layout describes sheets of assessments.
type Layout struct {
	About     string            `json:"about,omitempty"`
	Shape     Shape             `json:"shape"`
	Mapping   Exercise          `json:"mapping,omitzero"`     // the coding exercise of the sheets
	Sheet     string            `json:"sheet,omitempty"`      // the sheet that is read; the first one where left out
	ByCountry bool              `json:"by_country,omitempty"` // every sheet is a country, by its name
	HeaderRow int               `json:"header_row,omitempty"` // the first row with text where left out
	Columns   map[string]string `json:"columns,omitempty"`    // field → header
	Letters   map[string]string `json:"letters,omitempty"`    // field → column by its letter
	Constants map[string]string `json:"constants,omitempty"`  // field → value of all rows
	Levels    map[string]string `json:"levels,omitempty"`     // what stands in a cell → level
	Criteria  map[string]string `json:"criteria,omitempty"`   // the team's name of a criterion → our id
	Countries map[string]string `json:"countries,omitempty"`  // the team's name of a country → its code
	Values    []Values          `json:"values,omitempty"`     // the same for other fields
	Split     map[string]string `json:"split,omitempty"`      // field → characters that split a list
	Ignore    []string          `json:"ignore,omitempty"`     // headers of columns or names of sheets that are not read
}

// An Exercise is the mapping that the sheets code. Where the dataset has it, its id is enough.
type Exercise struct {
	ID      string      `json:"id,omitempty"`
	Title   string      `json:"title,omitempty"`
	CodedOn schema.Date `json:"coded_on,omitzero"`
	Method  string      `json:"method,omitempty"`
}

// Values say what the words of a team mean in a field.
type Values struct {
	Field string            `json:"field"`
	Mean  map[string]string `json:"mean,omitempty"`
}

// A Shape says what a row and a column of a sheet are.
type Shape string

// The shapes.
const (
	Long            Shape = "long"             // a row is an assessment
	CountriesAcross Shape = "countries_across" // a row is a criterion, a column a country, a cell a level
	CriteriaAcross  Shape = "criteria_across"  // a row is a country, a column a criterion, a cell a level
)

var shapes = []string{string(Long), string(CountriesAcross), string(CriteriaAcross)}

// maxLayout is how many bytes a layout may have.
const maxLayout = 256 << 10

//go:embed shipped/*.yaml
var shipped embed.FS

// Shipped are the names of the layouts that the program carries, to be used as they are or copied.
func Shipped() []string {
	files, _ := fs.Glob(shipped, "shipped/*.yaml") // the pattern is right
	for i := range files {
		files[i] = strings.TrimSuffix(path.Base(files[i]), ".yaml")
	}
	return files
}

// Open reads a layout file, or one of those that are shipped, by its name. Its error is [schema.Problems], all that is wrong
// with it, each with its line.
func Open(name string) (*Layout, error) {
	if slices.Contains(Shipped(), name) {
		data, err := shipped.ReadFile("shipped/" + name + ".yaml")
		if err != nil {
			return nil, err
		}
		return Parse(name+".yaml", data)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxLayout {
		return nil, fmt.Errorf("%s: the layout has %d bytes; at most %d are read", name, info.Size(), maxLayout)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return Parse(name, data)
}

// Parse reads a layout; name stands in errors.
func Parse(name string, data []byte) (*Layout, error) {
	l := &Layout{}
	reading := native.Decode(name, data, l)
	wrong := func(path, format string, args ...any) {
		reading.Problems = append(reading.Problems, schema.Problem{Severity: schema.Error, Path: path, Message: fmt.Sprintf(format, args...)})
	}
	if len(reading.Problems) == 0 && !slices.Contains(shapes, string(l.Shape)) {
		wrong("shape", "%s", schema.UnknownWord("shape", string(l.Shape), shapes))
	}
	known := sheet.AssessmentFields()
	fields := func(path string, names map[string]string) {
		for name := range names {
			if !slices.Contains(known, name) {
				wrong(path+"."+name, "%s", schema.UnknownWord("field", name, known))
			}
		}
	}
	fields("columns", l.Columns)
	fields("letters", l.Letters)
	fields("constants", l.Constants)
	fields("split", l.Split)
	for i, v := range l.Values {
		if !slices.Contains(known, v.Field) {
			wrong(fmt.Sprintf("values[%d].field", i), "%s", schema.UnknownWord("field", v.Field, known))
		}
	}
	if _, ok := l.Constants["mapping"]; ok {
		wrong("constants.mapping", "the mapping has a key of its own: mapping: {id: …}")
	}
	for text, level := range l.Levels {
		if _, err := schema.Levels.Parse(level); err != nil {
			wrong("levels."+text, "%s", err)
		}
	}
	for text, code := range l.Countries {
		if _, err := schema.ParseCountryCode(code); err != nil {
			wrong("countries."+text, "%s", err)
		}
	}
	for name, letter := range l.Letters {
		if n := sheet.ColumnNumber(letter); n == 0 || n > 1024 {
			wrong("letters."+name, "%q is no column; write its letter, for example C", letter)
		}
	}
	if l.HeaderRow < 0 {
		wrong("header_row", "the header stands in row 1 or below")
	}
	reading.Locate(reading.Problems)
	for i := range reading.Problems {
		reading.Problems[i].Place.File = name
	}
	reading.Problems.Sort()
	return l, reading.Problems.Err()
}

// A Source is where a layout finds sheets: a workbook, or a table as its one sheet.
type Source interface {
	Sheets() []string
	Sheet(name string, out *sheet.Submission) (*sheet.Sheet, error)
}

// Read reads what the layout describes. The error is for sheets that cannot be read at all.
func (l *Layout) Read(from Source, progress func()) (*sheet.Submission, error) {
	out := &sheet.Submission{Progress: progress}
	if m := l.Mapping; m.ID != "" {
		out.Mapping = &sheet.Record[schema.Mapping]{Value: schema.Mapping{ID: m.ID, Title: m.Title, CodedOn: m.CodedOn, Method: m.Method}}
	}
	if !l.ByCountry {
		name := l.Sheet
		if name == "" {
			name = from.Sheets()[0]
		}
		return out, l.read(out, from, name, "")
	}
	ignored := map[string]bool{}
	for _, name := range l.Ignore {
		ignored[sheet.Fold(name)] = true
	}
	for _, name := range from.Sheets() {
		if ignored[sheet.Fold(name)] {
			continue
		}
		meant := strings.TrimSpace(name)
		if code, ok := l.values()["country"][sheet.FoldValue(name)]; ok {
			meant = code
		}
		code, err := schema.ParseCountryCode(meant)
		if err != nil {
			out.Errorf((&sheet.Sheet{Name: name}).Place(0, 0), "the name of a sheet is its country, and %s; where the sheet is not to be read, the layout lists it under ignore", err)
			continue
		}
		if err := l.read(out, from, name, code); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (l *Layout) read(out *sheet.Submission, from Source, name string, country schema.CountryCode) error {
	s, err := from.Sheet(name, out)
	if err != nil {
		return err
	}
	form := sheet.Form{HeaderRow: l.HeaderRow, Headers: l.Columns, Fixed: l.fixed(), Ignore: l.Ignore, Constants: l.Constants,
		Values: l.values(), Separators: l.Split}
	var rows []sheet.Record[sheet.AssessmentRow]
	switch l.Shape {
	case CountriesAcross:
		rows = sheet.ReadMatrix(out, s, sheet.Matrix{Form: form, Across: "country", Down: "criterion", Column: form.Fixed["criterion"]})
	case CriteriaAcross:
		rows = sheet.ReadMatrix(out, s, sheet.Matrix{Form: form, Across: "criterion", Down: "country", Column: form.Fixed["country"]})
	default:
		form.Required = []string{"criterion", "level"}
		if form.Headers == nil {
			form.Headers = map[string]string{}
		}
		sheet.AddEach(out, s, form, country)
	}
	sheet.AddAssessments(out, rows, country)
	return nil
}

func (l *Layout) fixed() map[string]int {
	fixed := map[string]int{}
	for name, letter := range l.Letters {
		fixed[name] = sheet.ColumnNumber(letter)
	}
	return fixed
}

// values are all words of the team by field, folded.
func (l *Layout) values() map[string]map[string]string {
	all := map[string]map[string]string{}
	add := func(field string, words map[string]string) {
		for text, meant := range words {
			if all[field] == nil {
				all[field] = map[string]string{}
			}
			all[field][sheet.FoldValue(text)] = meant
		}
	}
	add("level", l.Levels)
	add("criterion", l.Criteria)
	add("country", l.Countries)
	for _, v := range l.Values {
		add(v.Field, v.Mean)
	}
	return all
}
