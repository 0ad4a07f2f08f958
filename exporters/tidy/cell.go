package tidy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Separator stands between the items of a list in a cell of text. A semicolon or a backslash in an item has a backslash
// before it, so that a list can be read back whatever its items are; an item is never empty.
const Separator = "; "

var escapeItem = strings.NewReplacer(`\`, `\\`, ";", `\;`)

// AppendText appends a value as the text of a cell: text as it is, a number in digits, true or false, a list as its items
// with [Separator] between them, objects as JSON with sorted keys. No value is no text.
func AppendText(out []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return out
	case string:
		return append(out, v...)
	case int:
		return strconv.AppendInt(out, int64(v), 10)
	case bool:
		return strconv.AppendBool(out, v)
	case []string:
		for i, item := range v {
			if i > 0 {
				out = append(out, Separator...)
			}
			if strings.ContainsAny(item, `\;`) {
				item = escapeItem.Replace(item)
			}
			out = append(out, item...)
		}
		return out
	case []any:
		return appendJSON(out, v)
	}
	panic(fmt.Sprintf("no form for %T in a cell", value)) // a type of column new in package dataset
}

// Text is a value as the text of a cell, in the form of [AppendText].
func Text(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return string(AppendText(nil, value))
}

// AppendJSON appends a value as the text of a cell in which lists are JSON too, as Data Packages have them. Other values are
// as [AppendText] has them.
func AppendJSON(out []byte, value any) []byte {
	if list, ok := value.([]string); ok {
		return appendJSON(out, list)
	}
	return AppendText(out, value)
}

// appendJSON appends a list of strings or of objects with strings, keys sorted.
func appendJSON(out []byte, list any) []byte {
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(list); err != nil {
		panic(err) // strings always can be written
	}
	return append(out, bytes.TrimSuffix(written.Bytes(), []byte("\n"))...)
}
