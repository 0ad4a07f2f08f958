package schema

import (
	"fmt"
	"sort"
	"strings"
)

// A Severity says whether a problem stands in the way.
type Severity string

// The severities: an error makes a dataset unusable, a warning is something to look at.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// A Place is where something stands: a file, and a line and column in it or a sheet and a cell. What is not known is left
// out.
type Place struct {
	File   string `json:"file,omitempty"`
	Sheet  string `json:"sheet,omitempty"`
	Cell   string `json:"cell,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String is the place as compilers write it: "countries/be.yaml:12:5", or "be.xlsx, sheet Assessments, cell C4".
func (p Place) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			s += fmt.Sprintf(":%d", p.Column)
		}
	}
	if p.Sheet != "" {
		s += ", sheet " + p.Sheet
	}
	if p.Cell != "" {
		s += ", cell " + p.Cell
	}
	return strings.TrimPrefix(s, ", ")
}

// A Problem is one thing that is wrong with records or with a file: where, what, and what would be right.
type Problem struct {
	Severity Severity `json:"severity"`
	Place    Place    `json:"place,omitzero"`
	Path     string   `json:"path,omitempty"`   // where in the records: countries[0].assessments[3].level
	Record   string   `json:"record,omitempty"` // the id of the record: BE-L4
	Message  string   `json:"message"`
}

// String is the problem in one line: place, record, message.
func (p Problem) String() string {
	where := p.Place.String()
	if where == "" {
		where = p.Path
	}
	parts := make([]string, 0, 4)
	if where != "" {
		parts = append(parts, where)
	}
	if p.Severity == Warning {
		parts = append(parts, "warning")
	}
	if p.Record != "" {
		parts = append(parts, p.Record)
	}
	return strings.Join(append(parts, p.Message), ": ")
}

// Problems are all the problems found. As an error they stand one to a line.
type Problems []Problem

// Error lists the problems, one to a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i := range p {
		lines[i] = p[i].String()
	}
	return strings.Join(lines, "\n")
}

// Errors are the problems that are errors.
func (p Problems) Errors() Problems { return p.of(Error) }

// Warnings are the problems that are warnings.
func (p Problems) Warnings() Problems { return p.of(Warning) }

func (p Problems) of(s Severity) Problems {
	var some Problems
	for _, problem := range p {
		if problem.Severity == s {
			some = append(some, problem)
		}
	}
	return some
}

// Err is the problems as an error where at least one of them is an error, or nil.
func (p Problems) Err() error {
	if errors := p.Errors(); len(errors) > 0 {
		return errors
	}
	return nil
}

// Sort orders the problems by file, sheet, line and column; what stands in the same place keeps its order.
func (p Problems) Sort() {
	sort.SliceStable(p, func(i, j int) bool {
		a, b := p[i].Place, p[j].Place
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Sheet != b.Sheet {
			return a.Sheet < b.Sheet
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
}
