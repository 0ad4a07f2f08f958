// Package csv writes tables as comma-separated values (RFC 4180, UTF-8 without mark, lines that end in one line feed), and
// the whole dataset as a zip of them.
//
// A spreadsheet runs a cell that begins like a formula. [Harmless] puts an apostrophe before such text, and [Restored] takes
// it away again; a raw writer leaves text as it is. What belongs here: the form of CSV. What does not: which columns a file
// has (package tidy), reading (importers).
package csv

import (
	"io"
	"strings"

	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// A Writer writes rows. It keeps the first error, which [Writer.Flush] returns.
type Writer struct {
	to      io.Writer
	raw     bool
	out     []byte
	scratch []byte
	err     error
}

// full is how many bytes are gathered before they are written.
const full = 64 << 10

// NewWriter is a writer of rows for a spreadsheet; a raw one, for programs, leaves text that looks like a formula as it is.
func NewWriter(to io.Writer, raw bool) *Writer {
	return &Writer{to: to, raw: raw, out: make([]byte, 0, full+full/4)}
}

// Write writes a row of text.
func (w *Writer) Write(row ...string) {
	for i, text := range row {
		w.comma(i)
		w.text(text)
	}
	w.end()
}

// WriteValues writes a row of values in the form of [tidy.Text]; no value is an empty cell.
func (w *Writer) WriteValues(row []any) { w.values(row, tidy.AppendText) }

// WriteJSONValues writes a row of values in the form of [tidy.AppendJSON]: lists are JSON.
func (w *Writer) WriteJSONValues(row []any) { w.values(row, tidy.AppendJSON) }

func (w *Writer) values(row []any, form func([]byte, any) []byte) {
	for i, value := range row {
		w.comma(i)
		switch v := value.(type) {
		case nil:
		case string:
			w.text(v)
		case bool, int:
			w.out = form(w.out, v)
		default:
			w.scratch = form(w.scratch[:0], v)
			w.text(string(w.scratch))
		}
	}
	w.end()
}

// Flush writes what is left and returns the first error there was.
func (w *Writer) Flush() error {
	if w.err == nil && len(w.out) > 0 {
		_, w.err = w.to.Write(w.out)
	}
	w.out = w.out[:0]
	return w.err
}

func (w *Writer) comma(i int) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
}

func (w *Writer) end() {
	w.out = append(w.out, '\n')
	if len(w.out) >= full {
		_ = w.Flush() // it keeps the error
	}
}

// text appends a cell of text, in quotes where it needs them.
func (w *Writer) text(text string) {
	if !w.raw {
		text = Harmless(text)
	}
	if !needsQuotes(text) {
		w.out = append(w.out, text...)
		return
	}
	w.out = append(w.out, '"')
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			break
		}
		w.out = append(w.out, text[:i+1]...)
		w.out = append(w.out, '"')
		text = text[i+1:]
	}
	w.out = append(w.out, text...)
	w.out = append(w.out, '"')
}

// needsQuotes says whether text has a character that ends a cell or a line, or a blank at its beginning that a reader might
// drop.
func needsQuotes(text string) bool {
	return text != "" && (text[0] == ' ' || strings.IndexByte(text, ',') >= 0 || strings.IndexByte(text, '"') >= 0 ||
		strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0)
}

// formula are the characters with which a cell begins that a spreadsheet would run, or that lead it to one (OWASP, CSV
// Injection).
const formula = "=+-@\t\r\n"

// Harmless is text as a spreadsheet can be given it: text that begins like a formula has an apostrophe before it, unless it
// is a number. So has text that begins with apostrophes followed by such text, so that [Restored] gives every text back.
func Harmless(text string) string {
	if looksLikeFormula(text) {
		return "'" + text
	}
	return text
}

// Restored is the text that [Harmless] was given.
func Restored(text string) string {
	if strings.HasPrefix(text, "'") && looksLikeFormula(text) {
		return text[1:]
	}
	return text
}

// looksLikeFormula says whether text, apostrophes before it apart, begins like a formula and is no number.
func looksLikeFormula(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] != '\'' {
			return strings.IndexByte(formula, text[i]) >= 0 && !isNumber(text[i:])
		}
	}
	return false
}

// isNumber says whether text is a decimal number with a sign: -12.5.
func isNumber(text string) bool {
	whole, part, pointed := strings.Cut(text[1:], ".")
	return (text[0] == '-' || text[0] == '+') && isDigits(whole) && (!pointed || isDigits(part))
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
