// Package readback reads exported tables back, for the tests of the exporters: what a researcher's program sees in a file is
// turned into a table of the dataset again, so that its digest can be compared.
package readback

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
)

// A ListForm says how lists stand in cells of text.
type ListForm func(cell string) ([]string, error)

// Semicolons reads a list whose items have "; " between them, and a backslash before a semicolon or backslash of their own.
func Semicolons(cell string) ([]string, error) {
	var items []string
	var item strings.Builder
	for i := 0; i < len(cell); i++ {
		switch cell[i] {
		case '\\':
			if i++; i == len(cell) || cell[i] != '\\' && cell[i] != ';' {
				return nil, fmt.Errorf("%q: a backslash that escapes nothing", cell)
			}
			item.WriteByte(cell[i])
		case ';':
			if i++; i == len(cell) || cell[i] != ' ' {
				return nil, fmt.Errorf("%q: a semicolon without a blank", cell)
			}
			items = append(items, item.String())
			item.Reset()
		default:
			item.WriteByte(cell[i])
		}
	}
	return append(items, item.String()), nil
}

// JSONList reads a list that is a JSON array.
func JSONList(cell string) ([]string, error) {
	var items []string
	err := json.Unmarshal([]byte(cell), &items)
	return items, err
}

// Table makes a table of the dataset from a header and rows of text. Columns of the file that the table lacks are the
// derived ones and are left out; a column of the table that the file lacks is an error.
func Table(of *dataset.Table, header []string, rows [][]string, lists ListForm) (*dataset.Table, error) {
	places := map[string]int{}
	for j, name := range header {
		places[name] = j
	}
	return Values(of, len(rows), func(i int, c dataset.Column) (any, error) {
		j, there := places[c.Name]
		if !there {
			return nil, fmt.Errorf("the file has no column %s", c.Name)
		}
		if j >= len(rows[i]) || rows[i][j] == "" {
			return nil, nil // spreadsheets drop empty cells at the end of a row
		}
		return value(c.Type, rows[i][j], lists)
	})
}

// Values makes a table of the dataset from values by row and column.
func Values(of *dataset.Table, rows int, get func(row int, c dataset.Column) (any, error)) (*dataset.Table, error) {
	t := &dataset.Table{Name: of.Name, Columns: of.Columns, Rows: make([][]any, rows)}
	for i := range t.Rows {
		for _, c := range of.Columns {
			v, err := get(i, c)
			if err != nil {
				return nil, fmt.Errorf("%s, row %d, %s: %w", of.Name, i+1, c.Name, err)
			}
			if v == nil && c.Required {
				return nil, fmt.Errorf("%s, row %d: %s is empty", of.Name, i+1, c.Name)
			}
			t.Rows[i] = append(t.Rows[i], v)
		}
	}
	sort.Slice(t.Rows, func(i, j int) bool { return t.Rows[i][0].(string) < t.Rows[j][0].(string) })
	return t, nil
}

func value(kind dataset.ColumnType, cell string, lists ListForm) (any, error) {
	switch kind {
	case dataset.Integer:
		return strconv.Atoi(cell)
	case dataset.Boolean:
		switch cell {
		case "true", "TRUE":
			return true, nil
		case "false", "FALSE":
			return false, nil
		}
		return nil, fmt.Errorf("%q is neither true nor false", cell)
	case dataset.TextList:
		return lists(cell)
	case dataset.Objects:
		var list []any
		err := json.Unmarshal([]byte(cell), &list)
		return list, err
	}
	return cell, nil
}

// Unzip are the files of an archive by their names.
func Unzip(data []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return files, nil
}
