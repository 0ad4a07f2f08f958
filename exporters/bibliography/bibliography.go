// Package bibliography writes references as reference managers read them: BibTeX, RIS and CSL-JSON.
//
// Names stand as they are recorded. The dataset does not tell people from institutions, so a name is never split into
// first and last name. What belongs here: the forms. What does not: what a reference says (dataset), and the reference as a
// line of text ([dataset.Reference.Text]).
package bibliography

import (
	"io"

	"github.com/firewallmap/firewallmap/dataset"
)

// A Form is a way to write references.
type Form string

// The forms.
const (
	BibTeX  Form = "bibtex"
	RIS     Form = "ris"
	CSLJSON Form = "csl-json"
)

// Forms are the forms, in the order in which they are offered.
var Forms = []Form{BibTeX, RIS, CSLJSON}

// Write writes references in a form.
func Write(w io.Writer, form Form, references []dataset.Reference) error {
	var out []byte
	switch form {
	case BibTeX:
		out = bibTeX(references)
	case RIS:
		out = ris(references)
	case CSLJSON:
		var err error
		if out, err = cslJSON(references); err != nil {
			return err
		}
	}
	_, err := w.Write(out)
	return err
}

// Export writes the whole bibliography of a dataset: the dataset itself, with its licence, and every work that it rests on.
func Export(w io.Writer, s *dataset.Snapshot, form Form) error {
	references, err := All(s)
	if err != nil {
		return err
	}
	return Write(w, form, references)
}

// All are the references of a dataset: first the dataset itself, then its sources, instruments, rules and rulings, each kind
// in the order of its ids.
func All(s *dataset.Snapshot) ([]dataset.Reference, error) {
	itself, licence := s.CiteDataset(), s.Dataset().Licence
	itself.Note = "Licence: " + licence.Title + " (" + licence.ID + "), " + licence.URL + "; digest " + s.Digest()
	references := []dataset.Reference{itself}
	for _, kind := range []dataset.Kind{dataset.KindSource, dataset.KindInstrument, dataset.KindRule, dataset.KindRuling} {
		for _, id := range s.IDs(kind) {
			r, err := s.Cite(id)
			if err != nil {
				return nil, err
			}
			references = append(references, r)
		}
	}
	return references, nil
}

// noteOf is the note of a reference with its claim, which verify can check.
func noteOf(r *dataset.Reference) string {
	switch {
	case r.Claim == "":
		return r.Note
	case r.Note == "":
		return "[" + r.Claim + "]"
	}
	return r.Note + " [" + r.Claim + "]"
}
