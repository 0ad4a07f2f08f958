package importers

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"

	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// DefaultNative is how many bytes a YAML file may have that is imported by itself: five times what the largest file of the
// dataset has. The parser takes two hundred times as much memory.
const DefaultNative = 1 << 20

// readNative reads one native file.
func readNative(name string, isJSON bool, limit int64) ([]*sheet.Submission, error) {
	limit = nativeLimit(limit)
	if isJSON {
		limit *= 2
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(name, limit)
	}
	reading, files, err := native.ReadOne(name, data)
	if err != nil {
		return nil, err
	}
	return []*sheet.Submission{submit(reading, files)}, nil
}

func nativeLimit(limit int64) int64 {
	if limit <= 0 {
		return DefaultNative
	}
	return limit
}

func tooLarge(name string, limit int64) error {
	return &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("the file has more than %d bytes; at most that many are read (--max-native raises it)", limit)}
}

// readDirectory reads a whole dataset directory. Its changes and releases are its own history and are left out.
func readDirectory(dir string, limit int64) ([]*sheet.Submission, error) {
	limit = nativeLimit(limit)
	for _, pattern := range []string{"*.yaml", "countries/*.yaml"} {
		names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.Size() > limit {
				return nil, tooLarge(name, limit)
			}
		}
	}
	reading, err := Open(dir)
	if err != nil {
		return nil, err
	}
	return []*sheet.Submission{submit(reading, reading.Records.Files())}, nil
}

// submit is what a native reading gives: of the files that it has, the countries record by record, the others whole.
func submit(reading *native.Reading, files []schema.File) *sheet.Submission {
	out := &sheet.Submission{Problems: reading.Problems}
	if reading.Problems.Err() != nil {
		return out
	}
	for _, file := range files {
		out.Rows++
		switch part := file.Part.(type) {
		case *schema.Country:
			submitCountry(out, reading, part, file.Path)
		case *schema.Dataset, *schema.ChangeLog:
			if len(files) == 1 {
				out.Warnf(reading.Place(file.Path), "%s is not imported: it tells the history of its own directory", file.Name)
			}
		default:
			out.Parts = append(out.Parts, file)
		}
	}
	return out
}

func submitCountry(out *sheet.Submission, reading *native.Reading, c *schema.Country, path string) {
	to := out.Country(c.Code)
	to.Fields = c
	to.Sources = recordsOf(reading, c.Sources, path+".sources")
	to.Instruments = recordsOf(reading, c.Instruments, path+".instruments")
	to.Assessments = recordsOf(reading, c.Assessments, path+".assessments")
	to.Timeline = recordsOf(reading, c.Timeline, path+".timeline")
	to.Services = recordsOf(reading, c.Services, path+".services")
	to.Findings = recordsOf(reading, c.Findings, path+".findings")
}

// origin is where a native record stood.
type origin struct {
	reading *native.Reading
	path    string
}

// Place is where the value at a path in the record stands.
func (o origin) Place(path string) schema.Place { return o.reading.Place(schema.Join(o.path, path)) }

func recordsOf[R any](reading *native.Reading, list []R, path string) []sheet.Record[R] {
	records := make([]sheet.Record[R], len(list))
	for i := range list {
		at := origin{reading, fmt.Sprintf("%s[%d]", path, i)}
		records[i] = sheet.Record[R]{Value: list[i], Row: at.Place("").Line, Origin: at}
	}
	return records
}

// part puts a whole part of a dataset into the records. Projects, mappings and resources are added and updated one by one.
func (m *merger) part(file schema.File) {
	switch part := file.Part.(type) {
	case *schema.Codebook:
		replace(m, &m.records.Codebook, part)
	case *schema.Framework:
		replace(m, &m.records.Framework, part)
	case *schema.RuleBook:
		replace(m, &m.records.Rules, part)
	case *schema.Thesaurus:
		replace(m, &m.records.Thesaurus, part)
	case *schema.ProjectBook:
		merged(m, &m.records.Projects, part.Projects, func(x *schema.Project) string { return x.ID })
		merged(m, &m.records.Mappings, part.Mappings, func(x *schema.Mapping) string { return x.ID })
		merged(m, &m.records.Resources, part.Resources, func(x *schema.Resource) string { return x.ID })
	}
}

func replace[P any](m *merger, to, from *P) {
	m.counts.Records++
	if !reflect.DeepEqual(*to, *from) {
		*to = *from
		m.counts.Changed++
	}
}

func merged[R any](m *merger, list *[]R, incoming []R, id func(*R) string) {
	all := append([]R(nil), *list...)
	for n := range incoming {
		m.counts.Records++
		known := false
		for i := range all {
			if id(&all[i]) == id(&incoming[n]) {
				known = true
				if !reflect.DeepEqual(all[i], incoming[n]) {
					all[i] = incoming[n]
					m.counts.Changed++
				}
			}
		}
		if !known {
			all = append(all, incoming[n])
			m.counts.Added++
		}
	}
	*list = all
}
