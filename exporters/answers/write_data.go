package answers

import (
	"encoding/json"
	"io"

	"github.com/firewallmap/firewallmap/exporters/csv"
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
	out := csv.NewWriter(w, raw)
	out.Write(append(append([]string(nil), a.Records.Columns...), "dataset_version", "dataset_digest", "licence")...)
	for _, cells := range a.Records.Rows {
		fields := make([]string, 0, len(cells)+3)
		for _, c := range cells {
			fields = append(fields, c.Text)
		}
		out.Write(append(fields, a.Provenance.Version, a.Provenance.Digest, a.Provenance.Licence)...)
	}
	return out.Flush()
}
