// Package table reads tables of text: CSV and TSV, separated by commas, semicolons or tabs, in UTF-8 with or without a mark,
// or in UTF-16 with one. Any other encoding is read only where it is named, since it cannot be told for sure.
//
// What belongs here: from the bytes of a file to rows. What does not: what a cell means (package sheet).
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/firewallmap/firewallmap/importers/sheet"
)

// Limits bound what is read of a table. The zero value of a field means its default.
type Limits struct {
	File int64 // bytes
	Rows int
}

// DefaultLimits let through what mapping teams have, many times over.
var DefaultLimits = Limits{File: 32 << 20, Rows: 200_000}

const (
	// maxColumns is how many columns of a table are read.
	maxColumns = 1024
	// maxField is how many bytes a field may have.
	maxField = 256 << 10
)

// Open opens a table file. encodingName is empty for UTF-8 and UTF-16, else a name of the WHATWG Encoding Standard, such as
// windows-1252.
func Open(name, encodingName string, limits Limits) (*sheet.Sheet, error) {
	if limits.File <= 0 {
		limits.File = DefaultLimits.File
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limits.File+1))
	if err != nil {
		return nil, unusable(name, err)
	}
	if int64(len(data)) > limits.File {
		return nil, unusable(name, fmt.Errorf("the file has more than %d bytes; at most that many are read (--max-file raises it)", limits.File))
	}
	return FromBytes(name, data, encodingName, limits)
}

// FromBytes reads the table that data is; name stands in errors.
func FromBytes(name string, data []byte, encodingName string, limits Limits) (*sheet.Sheet, error) {
	if limits.Rows <= 0 {
		limits.Rows = DefaultLimits.Rows
	}
	text, err := decode(data, encodingName)
	if err != nil {
		return nil, unusable(name, err)
	}
	separator, err := separatorOf(text)
	if err != nil {
		return nil, unusable(name, err)
	}
	return &sheet.Sheet{File: name, Rows: func(yield func(sheet.Row, error) bool) {
		in := csv.NewReader(bytes.NewReader(text))
		in.Comma, in.FieldsPerRecord = separator, -1
		for n := 0; ; n++ {
			cells, err := in.Read()
			if err == io.EOF {
				return
			}
			line := 0
			if err == nil && len(cells) > 0 {
				line, _ = in.FieldPos(0)
			}
			var parse *csv.ParseError
			switch {
			case errors.As(err, &parse):
				line = parse.Line
				err = fmt.Errorf("%w; a field with quotes in it stands in quotes, and they are doubled", parse.Err)
			case n > limits.Rows:
				err = fmt.Errorf("the table has more than %d rows (--max-rows raises it)", limits.Rows)
			case len(cells) > maxColumns:
				err = fmt.Errorf("the row has %d fields; at most %d are read", len(cells), maxColumns)
			}
			for _, c := range cells {
				if len(c) > maxField && err == nil {
					err = fmt.Errorf("a field has %d bytes; at most %d are read (is a closing quote missing?)", len(c), maxField)
				}
			}
			if !yield(sheet.Row{Number: line, Cells: cells}, err) || err != nil {
				return
			}
		}
	}}, nil
}

// unusable is the error for a file that cannot be read as a table.
func unusable(name string, err error) error { return &fs.PathError{Op: "read", Path: name, Err: err} }

// decode turns the bytes of a file into UTF-8.
func decode(data []byte, name string) ([]byte, error) {
	var e encoding.Encoding
	switch {
	case name != "":
		var err error
		if e, err = htmlindex.Get(strings.TrimSpace(name)); err != nil {
			return nil, fmt.Errorf("unknown encoding %q; write a name such as utf-8, utf-16le, windows-1252 or iso-8859-2", name)
		}
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		e = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	}
	if e != nil {
		text, err := io.ReadAll(transform.NewReader(bytes.NewReader(data), unicode.BOMOverride(e.NewDecoder())))
		if err != nil {
			return nil, fmt.Errorf("not in the encoding that it should be in: %w", err)
		}
		data = text
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return nil, fmt.Errorf("line %d has a NUL byte: this is no table of text, or one in UTF-16 without its mark (then name it: --encoding utf-16le)", lineOf(data, i))
	}
	if !utf8.Valid(data) {
		i := 0
		for i < len(data) {
			r, size := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			i += size
		}
		return nil, fmt.Errorf("line %d is not UTF-8; save the table as UTF-8, or name its encoding (--encoding windows-1252)", lineOf(data, i))
	}
	return data, nil
}

func lineOf(data []byte, i int) int { return 1 + bytes.Count(data[:i], []byte("\n")) }

// separatorOf is what separates the fields of the first line with text: the one of comma, semicolon and tab that stands in it
// most often outside quotes.
func separatorOf(text []byte) (rune, error) {
	counts := map[byte]int{}
	quoted, any := false, false
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',' || c == ';' || c == '\t':
			counts[c]++
		}
		if c == '\n' && !quoted && any {
			break
		}
		any = any || c > ' '
	}
	if !any {
		return 0, errors.New("the table is empty")
	}
	best := byte(',')
	for _, c := range []byte(";\t") {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return rune(best), nil
}
