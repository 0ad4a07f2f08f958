package bibliography

import (
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// risTypes are the types of RIS. It has none for a treaty, which goes with the statutes (reference managers take LEGAL for a
// case), and none for an article that may stand in a journal or a newspaper.
var risTypes = map[schema.ReferenceType]string{
	schema.ReferenceDataset: "DATA", schema.ReferenceLegislation: "STAT", schema.ReferenceRegulation: "STAT", schema.ReferenceBill: "BILL",
	schema.ReferenceTreaty: "STAT", schema.ReferenceCase: "CASE", schema.ReferenceReport: "RPRT", schema.ReferenceWebpage: "ELEC",
	schema.ReferenceFilm: "VIDEO", schema.ReferenceArticle: "GEN", schema.ReferencePamphlet: "PAMP", schema.ReferenceDocument: "GEN",
}

// ris writes references in the format of Research Information Systems, with its line ends.
func ris(references []dataset.Reference) []byte {
	var out strings.Builder
	for i := range references {
		r := &references[i]
		line := func(tag, value string) {
			if value != "" {
				out.WriteString(tag + "  - " + strings.ReplaceAll(value, "\n", " ") + "\r\n")
			}
		}
		line("TY", risTypes[r.Type])
		line("ID", r.ID)
		for _, name := range r.Authors {
			line("AU", name)
		}
		line("TI", r.FullTitle())
		line("T2", r.Container)
		if r.Type == schema.ReferenceCase { // whose publisher is the court, in RIS
			line("PB", r.Authority)
			line("DP", r.Publisher)
		} else {
			line("PB", r.Publisher)
		}
		if !r.Issued.IsZero() {
			line("PY", r.Issued.String()[:4])
			line("DA", strings.ReplaceAll(r.Issued.String(), "-", "/"))
		}
		line("M1", r.Number)
		line("ET", r.Version)
		line("CY", r.Jurisdiction)
		line("LA", r.Language)
		line("UR", r.URL)
		line("Y2", strings.ReplaceAll(r.Accessed.String(), "-", "/"))
		line("N1", noteOf(r))
		out.WriteString("ER  - \r\n\r\n")
	}
	return []byte(out.String())
}
