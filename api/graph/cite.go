package graph

import (
	"bytes"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/bibliography"
)

// citeText is the style of a citation as a line of text.
const citeText bibliography.Form = "text"

var citeStyleType = gql.NewEnum("CiteStyle", "The form of a reference.",
	gql.Member[bibliography.Form]{Value: citeText, Name: "text", Description: "A line of text after the manner of APA, which ends in a claim that `verify` can check."},
	gql.Member[bibliography.Form]{Value: bibliography.BibTeX, Name: "bibtex", Description: "An entry of BibTeX."},
	gql.Member[bibliography.Form]{Value: bibliography.RIS, Name: "ris", Description: "A record in the format RIS, which reference managers read."},
	gql.Member[bibliography.Form]{Value: bibliography.CSLJSON, Name: "csl_json", Description: "An array of one item in the JSON of the Citation Style Language, as text."},
)

// cited declares a field that says how to cite something.
func cited[T any](name, description string, cite func(*dataset.Snapshot, T) dataset.Reference) *gql.FieldOf[T] {
	args := gql.NewArgs(gql.Arg("style", "The form of the reference.", gql.In[bibliography.Form](citeStyleType),
		func(a *bibliography.Form, v bibliography.Form) { *a = v }).Default("TEXT"))
	return gql.ResolveArgs(name, description, args, gql.String, func(c *gql.Call, of T, style bibliography.Form) (string, error) {
		reference := cite(snapshot(c), of)
		if style == citeText {
			return reference.Text(), nil
		}
		var b bytes.Buffer
		err := bibliography.Write(&b, style, []dataset.Reference{reference})
		return b.String(), err
	}).Cost(5)
}
