package bibliography

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// entryTypes are the entry types of BibLaTeX; those that classic BibTeX does not know it treats as misc. Where an article
// appeared is recorded as its publisher, not as a journal, so that an article is a misc entry too.
var entryTypes = map[schema.ReferenceType]string{
	schema.ReferenceDataset: "dataset", schema.ReferenceLegislation: "legislation", schema.ReferenceRegulation: "legislation",
	schema.ReferenceBill: "legislation", schema.ReferenceTreaty: "legal", schema.ReferenceCase: "jurisdiction",
	schema.ReferenceReport: "techreport", schema.ReferenceWebpage: "online", schema.ReferenceFilm: "movie",
	schema.ReferenceArticle: "misc", schema.ReferencePamphlet: "booklet", schema.ReferenceDocument: "misc",
}

// bibTeX writes references as BibTeX in UTF-8.
func bibTeX(references []dataset.Reference) []byte {
	var out strings.Builder
	for i := range references {
		if i > 0 {
			out.WriteByte('\n')
		}
		bibTeXEntry(&out, &references[i])
	}
	return []byte(out.String())
}

func bibTeXEntry(out *strings.Builder, r *dataset.Reference) {
	fmt.Fprintf(out, "@%s{%s,\n", entryTypes[r.Type], BibTeXKey(r))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(out, "  %s = {%s},\n", name, value)
		}
	}
	text := func(name, value string) { field(name, forTeX.Replace(value)) }

	if len(r.Authors) > 0 {
		names := make([]string, len(r.Authors))
		for i, name := range r.Authors {
			names[i] = "{" + forTeX.Replace(name) + "}" // in braces it is not taken apart, also where it has an "and"
		}
		field("author", strings.Join(names, " and "))
	}
	field("title", "{"+forTeX.Replace(r.FullTitle())+"}") // in braces its capitals stay
	text("booktitle", r.Container)
	publisher := "publisher"
	if r.Type == schema.ReferenceReport {
		publisher = "institution"
	}
	text(publisher, r.Publisher)
	if r.Type != schema.ReferenceReport {
		text("institution", r.Authority)
	}
	if !r.Issued.IsZero() {
		field("year", strconv.Itoa(r.Issued.Year()))
		if r.Issued.Known() != "year" {
			field("date", r.Issued.String())
		}
	}
	text("number", r.Number)
	text("version", r.Version)
	text("location", r.Jurisdiction)
	text("language", r.Language)
	field("url", forURL.Replace(r.URL))
	field("urldate", r.Accessed.String())
	text("note", noteOf(r))
	out.WriteString("}\n")
}

// BibTeXKey is the key by which a reference is cited in TeX: its id, with a colon for characters that a key may not have; the
// dataset has its version in it, so that two versions can be cited side by side.
func BibTeXKey(r *dataset.Reference) string {
	if r.ID == dataset.DatasetID {
		return "firewallmap-" + r.Version
	}
	return strings.NewReplacer("@", ":", "~", ":").Replace(r.ID)
}

// forTeX makes text that TeX sets as it is. A brace has no escape that BibTeX does not count, and so it is set by name.
var forTeX = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, "\n", " ",
)

// forURL makes an address that stands between braces, as it is but for what would end it.
var forURL = strings.NewReplacer(`\`, "%5C", `{`, "%7B", `}`, "%7D")
