package native

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// readRelease reads the cells of a release. A release that is listed without its file is a problem.
func (r *Reading) readRelease(dir fs.FS, version string) {
	name := schema.ReleaseFile(version)
	data, err := readLimited(dir, name)
	if err != nil {
		message := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			message = fmt.Sprintf("the file is missing; dataset.yaml lists the release %s", version)
		}
		r.report(schema.Place{File: name}, message)
		return
	}
	release := schema.Release{Version: version}
	at := fmt.Sprintf("releases[%d]", len(r.Records.Releases))
	rows := csv.NewReader(bytes.NewReader(data))
	rows.FieldsPerRecord = len(schema.ReleaseHeader)
	for first := true; ; first = false {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			var parse *csv.ParseError
			place := schema.Place{File: name}
			if errors.As(err, &parse) {
				place.Line, place.Column, err = parse.Line, parse.Column, parse.Err
			}
			r.report(place, fmt.Sprintf("%v; every line has %d fields: %s", err, len(schema.ReleaseHeader), strings.Join(schema.ReleaseHeader, ",")))
			break
		}
		line, _ := rows.FieldPos(0)
		place := schema.Place{File: name, Line: line}
		if first {
			if strings.Join(row, ",") != strings.Join(schema.ReleaseHeader, ",") {
				r.report(place, fmt.Sprintf("the first line is %q; it is %s", strings.Join(row, ","), strings.Join(schema.ReleaseHeader, ",")))
				break
			}
			continue
		}
		if row[2] != "true" && row[2] != "false" {
			r.report(place, fmt.Sprintf("contrary is %q; it is true or false", row[2]))
		}
		path := fmt.Sprintf("%s.cells[%d]", at, len(release.Cells))
		r.places[path] = place
		release.Cells = append(release.Cells, schema.ReleasedCell{
			Assessment: row[0], Level: schema.Level(row[1]), Contrary: row[2] == "true",
			Evidence: schema.Evidence(row[3]), Confidence: schema.Confidence(row[4]),
		})
	}
	r.places[at] = schema.Place{File: name}
	r.Records.Releases = append(r.Records.Releases, release)
}
