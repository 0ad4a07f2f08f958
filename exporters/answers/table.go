package answers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
)

// OfTable is a table of the dataset, or those of its rows whose column has a value, or none for an empty value; an empty
// column means all rows.
func OfTable(v *dataset.View, t *dataset.Table, column, value string) Answer {
	a := Answer{Title: "The table " + t.Name + ": " + t.Means, Provenance: ProvenanceOf(v)}
	at := -1
	for j, c := range t.Columns {
		a.Records.Columns = append(a.Records.Columns, c.Name)
		if c.Name == column {
			at = j
		}
	}
	data := []map[string]any{}
	for _, values := range t.Rows {
		if at >= 0 && textOf(values[at]) != value {
			continue
		}
		cells := make([]Cell, len(values))
		object := map[string]any{}
		for j, x := range values {
			cells[j].Text = textOf(x)
			if x != nil {
				object[t.Columns[j].Name] = x
			}
		}
		a.Records.Rows = append(a.Records.Rows, cells)
		data = append(data, object)
	}
	a.Parts = []Part{{Grid: a.Records}}
	a.Data = data
	return a
}

// textOf is a value of a table as text: lists with a semicolon between their parts, objects as JSON.
func textOf(x any) string {
	switch value := x.(type) {
	case nil:
		return ""
	case string:
		return value
	case bool:
		return strconv.FormatBool(value)
	case int:
		return strconv.Itoa(value)
	case []string:
		return strings.Join(value, "; ")
	}
	data, err := json.Marshal(x)
	if err != nil {
		return fmt.Sprint(x) // tables hold nothing that JSON has no form for
	}
	return string(data)
}
