package native

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// parts are the files of a dataset by a key that only they have.
var parts = map[string]string{
	"country": "country", "criteria": "codebook.yaml", "recommendations": "framework.yaml", "provisions": "rules.yaml",
	"mappings": "projects.yaml", "concepts": "thesaurus.yaml", "changes": "changes.yaml", "licence": "dataset.yaml",
}

// topKey is a key of a YAML file that is not indented.
var topKey = regexp.MustCompile(`(?m)^"?([a-z_]+)"?:`)

// ReadOne reads one file by itself: a YAML file of a dataset, told by its keys, or JSON, a whole snapshot or one country. It
// gives the parts of the records that the file holds. The error is for a file that is none of them.
func ReadOne(name string, data []byte) (*Reading, []schema.File, error) {
	if strings.HasSuffix(strings.ToLower(name), ".json") {
		return readJSON(name, data)
	}
	r := &Reading{places: map[string]schema.Place{}}
	for _, key := range topKey.FindAllSubmatch(data, -1) {
		want, ok := parts[string(key[1])]
		if !ok {
			continue
		}
		if want == "country" {
			r.Records.Countries = make([]schema.Country, 1)
		}
		for _, file := range r.Records.Files() {
			if file.Name == want || want == "country" && strings.HasPrefix(file.Name, "countries/") {
				d := &decoder{file: name, places: r.places}
				r.broken = !d.decode(data, file.Part, file.Path)
				r.Problems = d.problems
				return r, []schema.File{file}, nil
			}
		}
	}
	d := &decoder{file: name, places: r.places}
	var nothing struct{}
	if !d.decode(data, &nothing, "") {
		r.Problems = d.problems
		return r, nil, nil // why it is not YAML
	}
	return nil, nil, unusable(name, errors.New("no file of a dataset: a country's begins with country: and its code, the others are "+
		"codebook.yaml, framework.yaml, rules.yaml, projects.yaml and thesaurus.yaml"))
}

// unusable is the error for a file that is none of a dataset's.
func unusable(name string, err error) error { return &fs.PathError{Op: "read", Path: name, Err: err} }

// readJSON reads a whole snapshot, or one country.
func readJSON(name string, data []byte) (*Reading, []schema.File, error) {
	r := &Reading{places: map[string]schema.Place{}}
	place := func(offset int64) schema.Place {
		before := data[:min(max(offset, 0), int64(len(data)))]
		return schema.Place{File: name, Line: 1 + bytes.Count(before, []byte("\n")), Column: len(before) - bytes.LastIndexByte(before, '\n')}
	}
	if !r.walkJSON(data, place) {
		r.broken = true
		return r, nil, nil
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(data, &top); err != nil {
		r.report(schema.Place{File: name, Line: 1}, "here stands something else than an object with keys")
		return r, nil, nil
	}
	var into any = &r.Records
	if _, ok := top["country"]; ok {
		r.Records.Countries = make([]schema.Country, 1)
		into = &r.Records.Countries[0]
	} else if _, ok := top["countries"]; !ok {
		return nil, nil, unusable(name, errors.New("neither a snapshot, which has countries, nor a country, which has country"))
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		at := decoder.InputOffset()
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			at = wrong.Offset
			err = fmt.Errorf("%s should be a %s and is a %s", wrong.Field, wrong.Type, wrong.Value)
		}
		r.report(place(at), strings.TrimPrefix(err.Error(), "json: "))
		return r, nil, nil
	}
	for i := range r.Records.Countries {
		r.places[fmt.Sprintf("countries[%d]", i)] = schema.Place{File: name}
	}
	if into != &r.Records {
		return r, r.Records.Files()[len(r.Records.Files())-1:], nil
	}
	return r, r.Records.Files(), nil
}

// walkJSON finds what the JSON decoder passes over: keys that stand twice, and nesting without end.
func (r *Reading) walkJSON(data []byte, place func(int64) schema.Place) bool {
	type level struct {
		object bool
		keys   map[string]bool
		atKey  bool
	}
	var open []level
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err == io.EOF && len(open) == 0 {
			return len(r.Problems) == 0
		}
		if err == io.EOF {
			err = errors.New("the file is cut short")
		}
		if err != nil {
			r.report(place(decoder.InputOffset()), "not JSON: "+strings.TrimPrefix(err.Error(), "json: "))
			return false
		}
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			open = open[:len(open)-1]
			continue
		}
		if n := len(open); n > 0 && open[n-1].object {
			if open[n-1].atKey {
				key, _ := token.(string)
				if open[n-1].keys[key] {
					r.report(place(decoder.InputOffset()), fmt.Sprintf("the key %q stands twice", key))
				}
				open[n-1].keys[key] = true
				open[n-1].atKey = false
				continue
			}
			open[n-1].atKey = true
		}
		if delim, ok := token.(json.Delim); ok {
			if len(open) == maxNesting {
				r.report(place(decoder.InputOffset()), fmt.Sprintf("collections nest more than %d deep", maxNesting))
				return false
			}
			open = append(open, level{object: delim == '{', keys: map[string]bool{}, atKey: delim == '{'})
		}
	}
}
