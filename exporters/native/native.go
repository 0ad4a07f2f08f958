// Package native writes a dataset directory: the plain YAML that people read, review and diff, and the cells of each release
// as CSV (see importers/native for the reader). It is the only writer of that form. Writing is a function of the records
// alone: the same records give the same bytes, and reading them again gives the same records.
//
// It makes the files and touches no disk; who calls it decides where they go.
package native

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"

	"github.com/firewallmap/firewallmap/schema"
)

// A File is one file of a dataset directory, by its name in it.
type File struct {
	Name string
	Data []byte
}

// Files are all files of the dataset directory that holds the records.
func Files(r *schema.Records) ([]File, error) {
	var files []File
	e := &encoder{rules: map[reflect.Type][]schema.FieldRule{}}
	for _, part := range r.Files() {
		files = append(files, File{part.Name, e.encode(part.Part)})
	}
	for i := range r.Releases {
		data, err := release(&r.Releases[i])
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", r.Releases[i].Version, err)
		}
		files = append(files, File{schema.ReleaseFile(r.Releases[i].Version), data})
	}
	return files, nil
}

// release writes the cells of a release as CSV (RFC 4180, but for line ends of one character).
func release(r *schema.Release) ([]byte, error) {
	var out bytes.Buffer
	rows := csv.NewWriter(&out)
	if err := rows.Write(schema.ReleaseHeader); err != nil {
		return nil, err
	}
	for _, c := range r.Cells {
		if err := rows.Write([]string{c.Assessment, string(c.Level), strconv.FormatBool(c.Contrary), string(c.Evidence), string(c.Confidence)}); err != nil {
			return nil, err
		}
	}
	rows.Flush()
	return out.Bytes(), rows.Error()
}
