package schema

import "fmt"

// Records are a whole dataset, as importers read it and exporters write it. Order is kept: it is the order in which people
// read the files.
type Records struct {
	Dataset Dataset `json:"dataset"`
	ProjectBook
	Codebook  Codebook  `json:"codebook"`
	Framework Framework `json:"framework"`
	Rules     RuleBook  `json:"rules"`
	Thesaurus Thesaurus `json:"thesaurus"`
	Changes   ChangeLog `json:"changes"`
	Countries []Country `json:"countries"`
	Releases  []Release `json:"releases,omitempty"`
}

// A Dataset says what the dataset is, in which version, and how it may be used.
type Dataset struct {
	Title        string    `json:"title"`
	Description  string    `json:"description"`
	Version      string    `json:"version"` // year and month of the release: 2026.11
	AsOf         Date      `json:"as_of"`   // the default date of every question
	Licence      Licence   `json:"licence"`
	Contributors []string  `json:"contributors"`
	Cite         string    `json:"cite"` // how to cite the dataset
	URL          string    `json:"url"`
	Keywords     []string  `json:"keywords"`
	Releases     []Edition `json:"releases,omitempty"`
}

// A Licence is the licence of the data, by its SPDX identifier.
type Licence struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

// An Edition is a release by its version, its date and the digest that the dataset had (see package dataset).
type Edition struct {
	Version string `json:"version"`
	Date    Date   `json:"date"`
	Digest  string `json:"digest"`
}

// A Release holds the cells of an edition, so that a quoted level can still be verified when the data have moved on.
type Release struct {
	Version string         `json:"version"`
	Cells   []ReleasedCell `json:"cells"`
}

// A ReleasedCell is an assessment as it was released.
type ReleasedCell struct {
	Assessment string     `json:"assessment"` // its full id: BE-L1@desk-2026
	Level      Level      `json:"level"`
	Contrary   bool       `json:"contrary"`
	Evidence   Evidence   `json:"evidence"`
	Confidence Confidence `json:"confidence"`
}

// DefaultMapping is the mapping that answers where none is named, or nil where none is marked.
func (r *Records) DefaultMapping() *Mapping {
	for i := range r.Mappings {
		if r.Mappings[i].Default {
			return &r.Mappings[i]
		}
	}
	return nil
}

// Country is the country with this code, or nil.
func (r *Records) Country(code CountryCode) *Country {
	for i := range r.Countries {
		if r.Countries[i].Code == code {
			return &r.Countries[i]
		}
	}
	return nil
}

// A File is one YAML file of a dataset directory: its name, the part of the records that it holds (a pointer to it), and
// the path of that part in the records.
type File struct {
	Name string
	Path string
	Part any
}

// Files are the YAML files of a dataset directory, in the order in which they are best read. The files of countries are
// named after their codes; r.Countries says which there are.
func (r *Records) Files() []File {
	files := []File{
		{"dataset.yaml", "dataset", &r.Dataset},
		{"projects.yaml", "", &r.ProjectBook},
		{"codebook.yaml", "codebook", &r.Codebook},
		{"framework.yaml", "framework", &r.Framework},
		{"rules.yaml", "rules", &r.Rules},
		{"thesaurus.yaml", "thesaurus", &r.Thesaurus},
		{"changes.yaml", "changes", &r.Changes},
	}
	for i := range r.Countries {
		files = append(files, File{"countries/" + r.Countries[i].Code.Lower() + ".yaml", fmt.Sprintf("countries[%d]", i), &r.Countries[i]})
	}
	return files
}

// ReleaseFile is the name of the file that holds the cells of a release.
func ReleaseFile(version string) string { return "releases/" + version + ".csv" }

// ReleaseHeader are the columns of the file that holds the cells of a release.
var ReleaseHeader = []string{"assessment", "level", "contrary", "evidence", "confidence"}
