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

// WriteCSV writes the records as CSV (RFC 4180, in UTF-8). Every row ends in the date and the mapping that were asked for, the
// version and digest of the dataset, and its licence, so that a row that is taken out of the file still says of when it is. Text that a spreadsheet would run as a formula is made harmless, unless raw asks for it as it is.
func (a *Answer) WriteCSV(w io.Writer, raw bool) error {
	out := csv.NewWriter(w, raw)
	out.Write(append(append([]string(nil), a.Records.Columns...), "asked_as_of", "asked_mapping", "dataset_version", "dataset_digest", "licence")...)
	for _, cells := range a.Records.Rows {
		fields := make([]string, 0, len(cells)+5)
		for _, c := range cells {
			fields = append(fields, c.Text)
		}
		p := a.Provenance
		out.Write(append(fields, p.AsOf.String(), p.Mapping, p.Version, p.Digest, p.Licence)...)
	}
	return out.Flush()
}
