package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

func problemf(severity schema.Severity, place schema.Place, format string, args ...any) schema.Problem {
	return schema.Problem{Severity: severity, Place: place, Message: fmt.Sprintf(format, args...)}
}

// MaxListed is how many different problems are listed; the last one says how many more there are.
const MaxListed = 500

// Group says the same problem in many rows once, at the first of them, with the others behind it: "the same in C5 to C9 and
// C12". Problems are the same where severity, file, sheet, column and message are.
func Group(problems schema.Problems) schema.Problems {
	type key struct {
		severity    schema.Severity
		file, sheet string
		column      string
		message     string
	}
	at := map[key]int{}
	var grouped schema.Problems
	var rows [][]int
	var columns []string
	for _, p := range problems {
		row, column := p.Place.Line, strconv.Itoa(p.Place.Column)
		if p.Place.Cell != "" {
			letters := strings.TrimRight(p.Place.Cell, "0123456789")
			row, _ = strconv.Atoi(p.Place.Cell[len(letters):])
			column = letters
		}
		k := key{p.Severity, p.Place.File, p.Place.Sheet, column, p.Message}
		i, known := at[k]
		if !known || row == 0 {
			at[k] = len(grouped)
			grouped, rows, columns = append(grouped, p), append(rows, nil), append(columns, column)
			continue
		}
		if grouped[i].Record != p.Record {
			grouped[i].Record = "" // it is said of several records
		}
		rows[i] = append(rows[i], row)
	}
	for i := range grouped {
		if len(rows[i]) == 0 {
			continue
		}
		if grouped[i].Place.Cell != "" {
			grouped[i].Message += "; the same in " + ranges(rows[i], columns[i])
		} else {
			grouped[i].Message += "; the same in line " + ranges(rows[i], "")
		}
	}
	if more := len(grouped) - MaxListed; more > 0 {
		grouped = append(grouped[:MaxListed:MaxListed], schema.Problem{Severity: schema.Error,
			Message: fmt.Sprintf("and %d more problems that are not listed", more)})
	}
	return grouped
}

// maxRanges is how many stretches of rows are listed for one problem.
const maxRanges = 20

// ranges lists rows, stretches as "5 to 9".
func ranges(rows []int, prefix string) string {
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		part := prefix + strconv.Itoa(rows[i])
		if j > i {
			part += " to " + prefix + strconv.Itoa(rows[j])
		}
		parts = append(parts, part)
		i = j + 1
		if len(parts) == maxRanges && i < len(rows) {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(rows)-i)
		}
	}
	return strings.Join(parts, ", ")
}
