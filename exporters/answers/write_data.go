package answers

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
)

// WriteJSON writes the data of the answer with its provenance.
func (a *Answer) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Dataset Provenance `json:"dataset"`
		Data    any        `json:"data"`
	}{a.Provenance, a.Data})
}

// WriteCSV writes the records as CSV (RFC 4180, in UTF-8), with the version and digest of the dataset and its licence in
// every row. Text that a spreadsheet would run as a formula is made harmless, unless raw asks for it as it is.
func (a *Answer) WriteCSV(w io.Writer, raw bool) error {
	out := csv.NewWriter(w)
	columns := append(append([]string(nil), a.Records.Columns...), "dataset_version", "dataset_digest", "licence")
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, cells := range a.Records.Rows {
		fields := make([]string, 0, len(columns))
		for _, c := range cells {
			text := c.Text
			if !raw {
				text = Harmless(text)
			}
			fields = append(fields, text)
		}
		if err := out.Write(append(fields, a.Provenance.Version, a.Provenance.Digest, a.Provenance.Licence)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Harmless puts an apostrophe before text that a spreadsheet would run as a formula (OWASP, CSV Injection): text that begins
// with =, +, -, @, a tab or a carriage return. A number stays as it is.
func Harmless(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) || isNumber(text) {
		return text
	}
	return "'" + text
}

// isNumber says whether text is a plain decimal number, with a sign or without.
func isNumber(text string) bool {
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 || digits == "" {
		return false
	}
	whole, part, dotted := strings.Cut(digits, ".")
	for _, c := range whole + part {
		if c < '0' || c > '9' {
			return false
		}
	}
	return whole != "" && (!dotted || part != "")
}
