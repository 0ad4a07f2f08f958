// Package native reads a dataset directory: the plain YAML that people read, review and diff (see exporters/native for
// the writer), with the cells of each release as CSV.
//
// Reading is strict: an unknown key, a value of the wrong type, an anchor or a tag is a problem with its file, line and
// column, and all problems are found at once. Nothing is guessed and nothing is computed here; what the records mean and
// whether they fit together is package schema's to say.
package native

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Reading is what was read: the records, what was wrong with the files, and where every value stood.
type Reading struct {
	Records  schema.Records
	Problems schema.Problems // problems of form only; Validate has all
	places   map[string]schema.Place
	broken   bool // a file is missing or could not be parsed, so that what refers to it would look wrong too
}

// Validate finds every problem: those of form, and those of the records, each with its file and line. Where a file is
// missing or could not be parsed, only that is said, since all that refers to it would look wrong.
func (r *Reading) Validate() schema.Problems {
	problems := append(schema.Problems(nil), r.Problems...)
	if !r.broken {
		found := r.Records.Validate()
		r.Locate(found)
		problems = append(problems, found...)
	}
	problems.Sort()
	return problems
}

// Locate gives each problem the place where its path stands, or where the nearest part around it does.
func (r *Reading) Locate(problems schema.Problems) {
	for i := range problems {
		if problems[i].Place != (schema.Place{}) {
			continue
		}
		problems[i].Place = r.Place(problems[i].Path)
	}
}

// Place is where the value at a path of the records stands, or the nearest part around it.
func (r *Reading) Place(path string) schema.Place {
	for at := path; at != ""; at = around(at) {
		if place, ok := r.places[at]; ok {
			return place
		}
	}
	return schema.Place{}
}

// around is the path of what holds the value at a path: countries[0].sources for countries[0].sources[2].
func around(at string) string {
	return at[:max(strings.LastIndexAny(at, ".["), 0)]
}

// MaxFile is how many bytes one file of a dataset may have.
const MaxFile = 32 << 20

// Read reads a dataset directory. The error is for a directory that cannot be read at all; what is wrong with what was
// read stands in the Reading.
func Read(dir fs.FS) (*Reading, error) {
	r := &Reading{places: map[string]schema.Place{}}
	names, err := fs.Glob(dir, "countries/*.yaml")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(dir, "dataset.yaml"); err != nil {
		return nil, fmt.Errorf("no dataset here: %w; a dataset directory holds dataset.yaml, codebook.yaml and countries/ "+
			"(firewallmap export --format yaml --out DIR writes one)", err)
	}
	r.Records.Countries = make([]schema.Country, len(names))
	sort.Strings(names)
	for i, name := range names {
		code, err := schema.ParseCountryCode(strings.TrimSuffix(path.Base(name), ".yaml"))
		if err != nil {
			r.report(schema.Place{File: name}, "the file of a country is named after its code: "+err.Error())
			r.broken = true
		}
		r.Records.Countries[i].Code = code
	}
	for _, file := range r.Records.Files() {
		if file.Name == "countries/.yaml" {
			continue // reported above
		}
		r.readFile(dir, file)
	}
	for _, edition := range r.Records.Dataset.Releases {
		r.readRelease(dir, edition.Version)
	}
	for i, name := range names {
		if want := r.Records.Countries[i].Code; want != "" && path.Base(name) != want.Lower()+".yaml" && !r.broken {
			r.report(schema.Place{File: name}, fmt.Sprintf("this file holds the country %s; its name is %s.yaml", want, want.Lower()))
		}
	}
	return r, nil
}

// readFile reads one YAML file of a dataset, whose content data is, into a part of records.
func (r *Reading) readFile(dir fs.FS, file schema.File) {
	data, err := readLimited(dir, file.Name)
	if err != nil {
		r.broken = true
		if errors.Is(err, fs.ErrNotExist) {
			err = errors.New("the file is missing")
		}
		r.report(schema.Place{File: file.Name}, err.Error())
		return
	}
	d := &decoder{file: file.Name, places: r.places}
	if !d.decode(data, file.Part, file.Path) {
		r.broken = true
	}
	r.Problems = append(r.Problems, d.problems...)
}

// Decode reads one YAML text, as strictly as the files of a dataset, into a struct whose fields are named by json tags. What
// is wrong stands in the Reading, whose Records stay empty.
func Decode(file string, data []byte, into any) *Reading {
	r := &Reading{places: map[string]schema.Place{}}
	d := &decoder{file: file, places: r.places}
	r.broken = !d.decode(data, into, "")
	r.Problems = d.problems
	return r
}

func (r *Reading) report(place schema.Place, message string) {
	r.Problems = append(r.Problems, schema.Problem{Severity: schema.Error, Place: place, Message: message})
}

func readLimited(dir fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(dir, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > MaxFile {
		return nil, fmt.Errorf("the file has %d bytes; at most %d are read", info.Size(), MaxFile)
	}
	return fs.ReadFile(dir, name)
}
