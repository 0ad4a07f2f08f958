package dataset

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Reference is a bibliographic reference: to the dataset or a part of it, or to a work that it rests on. Its fields are
// those of the Citation Style Language, with names as they are recorded; what is not known is left out and never made up.
type Reference struct {
	ID            string // the id of what is cited: BE-L1@desk-2026, be-inhere-2021, dataset
	Type          schema.ReferenceType
	Title         string
	TitleOriginal string // in the language of Language, where Title is a translation
	Authors       []string
	Publisher     string
	Container     string // what it is a part of: the dataset
	Issued        schema.Date
	Accessed      schema.Date
	URL           string
	Number        string // of a rule, a case, a provision
	Version       string // of the dataset
	Authority     string // the court that gave a judgment
	Jurisdiction  string // the country whose law it is
	Language      string // a code of ISO 639
	Note          string // what must be read with it: what a cell covers, its caution, how sure it is
	Claim         string // what verify can check: "BE-L1@desk-2026 not_met; 2026.11; sha256:1a2b3c4d…"
}

// FullTitle is the title as it is cited: the original one, with its translation in square brackets, where there are both.
func (r *Reference) FullTitle() string {
	if r.TitleOriginal != "" {
		return r.TitleOriginal + " [" + r.Title + "]"
	}
	return r.Title
}

// Text is the reference as a line of text, after the manner of APA: authors, date, title, what it is part of, publisher,
// note, address. What quotes the dataset ends in its claim in square brackets, which [Snapshot.Verify] can check.
func (r *Reference) Text() string {
	var b strings.Builder
	authors := r.Authors
	if len(authors) == 0 && r.Authority != "" {
		authors = []string{r.Authority}
	}
	if len(authors) == 0 && r.Publisher != "" {
		authors = []string{r.Publisher}
	}
	year := "n.d."
	if !r.Issued.IsZero() {
		year = r.Issued.String()
		if r.Type == schema.ReferenceDataset {
			year = fmt.Sprint(r.Issued.Year())
		}
	}
	title := r.FullTitle()
	if len(authors) > 0 {
		fmt.Fprintf(&b, "%s (%s). %s", strings.Join(authors, "; "), year, title)
	} else {
		fmt.Fprintf(&b, "%s (%s)", title, year)
	}
	if r.Number != "" && !strings.Contains(title, r.Number) {
		b.WriteString(", " + r.Number)
	}
	sentence := func(format string, args ...any) {
		if text := b.String(); !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
			b.WriteByte('.')
		}
		b.WriteByte(' ')
		fmt.Fprintf(&b, format, args...)
	}
	if r.Container != "" {
		sentence("In %s", r.Container)
	}
	if r.Type == schema.ReferenceDataset {
		fmt.Fprintf(&b, " (version %s) [data set]", r.Version)
	}
	if r.Publisher != "" && r.Publisher != authors[0] {
		sentence("%s", r.Publisher)
	}
	if r.Jurisdiction != "" {
		sentence("%s", r.Jurisdiction)
	}
	if r.Note != "" {
		sentence("%s", r.Note)
	}
	if !r.Accessed.IsZero() {
		sentence("Read %s", r.Accessed)
	}
	if r.URL != "" {
		sentence("%s", r.URL) // no full stop behind an address
	}
	if r.Claim != "" {
		fmt.Fprintf(&b, " [%s]", r.Claim)
	}
	return b.String()
}
