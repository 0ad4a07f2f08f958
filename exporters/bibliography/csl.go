package bibliography

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A cslItem is a reference in the variables of the Citation Style Language 1.0.2.
type cslItem struct {
	ID           string    `json:"id"`
	Type         string    `json:"type"`
	Title        string    `json:"title"`
	Author       []cslName `json:"author,omitempty"`
	Container    string    `json:"container-title,omitempty"`
	Publisher    string    `json:"publisher,omitempty"`
	Authority    string    `json:"authority,omitempty"`
	Issued       *cslDate  `json:"issued,omitempty"`
	Number       string    `json:"number,omitempty"`
	Version      string    `json:"version,omitempty"`
	Jurisdiction string    `json:"jurisdiction,omitempty"`
	Language     string    `json:"language,omitempty"`
	URL          string    `json:"URL,omitempty"`
	Accessed     *cslDate  `json:"accessed,omitempty"`
	Note         string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// cslJSON writes references as a JSON array of CSL items.
func cslJSON(references []dataset.Reference) ([]byte, error) {
	items := make([]cslItem, len(references))
	for i := range references {
		r := &references[i]
		items[i] = cslItem{
			ID: r.ID, Type: string(r.Type), Title: r.FullTitle(), Container: r.Container, Publisher: r.Publisher, Authority: r.Authority,
			Issued: cslDateOf(r.Issued), Number: r.Number, Version: r.Version, Jurisdiction: r.Jurisdiction, Language: r.Language,
			URL: r.URL, Accessed: cslDateOf(r.Accessed), Note: noteOf(r),
		}
		for _, name := range r.Authors {
			items[i].Author = append(items[i].Author, cslName{name})
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(items)
	return out.Bytes(), err
}

// cslDateOf is a date as far as it is known, or nil for no date.
func cslDateOf(d schema.Date) *cslDate {
	if d.IsZero() {
		return nil
	}
	var parts []int
	for _, part := range strings.Split(d.String(), "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			panic(err) // a date is digits and hyphens
		}
		parts = append(parts, n)
	}
	return &cslDate{[][]int{parts}}
}
