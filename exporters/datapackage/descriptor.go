package datapackage

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// The descriptor of a package, in the words of the Data Package standard, version 2 (datapackage.org). Digests are the
// dataset's own and no part of the standard, which allows such properties.
type descriptor struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description"`
	Version      string        `json:"version"`
	Homepage     string        `json:"homepage"`
	Licenses     []licence     `json:"licenses"`
	Contributors []contributor `json:"contributors"`
	Keywords     []string      `json:"keywords"`
	Citation     string        `json:"citation"`
	Digest       string        `json:"digest"`
	Resources    []resource    `json:"resources"`
}

type licence struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Title string `json:"title"`
}

type contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

type resource struct {
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Path        string      `json:"path"`
	Description string      `json:"description"`
	Format      string      `json:"format"`
	Mediatype   string      `json:"mediatype"`
	Encoding    string      `json:"encoding"`
	Bytes       int         `json:"bytes"`
	Hash        string      `json:"hash"`
	Digest      string      `json:"tableDigest,omitempty"`
	Schema      tableSchema `json:"schema"`
}

type tableSchema struct {
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Categories  []category   `json:"categories,omitempty"`
	Ordered     bool         `json:"categoriesOrdered,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type category struct {
	Value int    `json:"value"`
	Label string `json:"label"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource,omitempty"` // left out where a table refers to itself
	Fields   []string `json:"fields"`
}

// describe is the descriptor of a dataset; its resources are added one by one.
func describe(s *dataset.Snapshot) descriptor {
	d, cite := s.Dataset(), s.CiteDataset()
	p := descriptor{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "firewall-map",
		Title: d.Title, Description: d.Description, Version: d.Version, Homepage: d.URL,
		Licenses: []licence{{d.Licence.ID, d.Licence.URL, d.Licence.Title}},
		Keywords: d.Keywords, Citation: cite.Text(), Digest: s.Digest(),
	}
	for _, name := range d.Contributors {
		p.Contributors = append(p.Contributors, contributor{name, []string{"creator"}})
	}
	return p
}

// resourceOf describes a sheet whose file has these bytes.
func resourceOf(s *tidy.Sheet, path string, data []byte) resource {
	sum := sha256.Sum256(data)
	r := resource{
		Name: s.Name, Type: "table", Path: path, Description: s.Means, Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
		Bytes: len(data), Hash: "sha256:" + hex.EncodeToString(sum[:]), Digest: s.Digest,
		Schema: tableSchema{MissingValues: []string{""}, PrimaryKey: []string{s.Columns[0].Name}},
	}
	for j, c := range s.Columns {
		r.Schema.Fields = append(r.Schema.Fields, fieldOf(c, j == 0))
		if c.Refers != "" && c.Type == dataset.Text { // the standard has no foreign keys of lists
			key := foreignKey{[]string{c.Name}, reference{c.Refers, []string{"id"}}}
			if c.Refers == s.Name {
				key.Reference.Resource = ""
			}
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, key)
		}
	}
	return r
}

// types are the types of the standard. A date of which only the year or the month is known is no date there, and so all
// dates are strings with a pattern.
var types = map[dataset.ColumnType]string{
	dataset.Text: "string", dataset.Integer: "integer", dataset.Boolean: "boolean", dataset.DateText: "string",
	dataset.TextList: "array", dataset.Objects: "array",
}

const datePattern = `[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?`

func fieldOf(c tidy.Column, key bool) field {
	f := field{Name: c.Name, Type: types[c.Type], Description: tidy.Describe(c)}
	limits := constraints{Required: c.Required, Unique: key}
	if c.Type == dataset.Text {
		limits.Enum = c.Words
	}
	if c.Type == dataset.DateText {
		limits.Pattern = datePattern
	}
	if limits.Required || limits.Unique || limits.Enum != nil || limits.Pattern != "" {
		f.Constraints = &limits
	}
	for value, label := range c.Labels {
		f.Categories, f.Ordered = append(f.Categories, category{value, label}), true
	}
	sort.Slice(f.Categories, func(i, j int) bool { return f.Categories[i].Value < f.Categories[j].Value })
	return f
}
