package importers

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	exporter "github.com/firewallmap/firewallmap/exporters/native"
	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// Options say how to import.
type Options struct {
	Reading ReadingOptions
	Mapping schema.Mapping // by its ID, empty for the file's own or the default; the rest where it is new
	Reason  schema.Reason  // why coded cells change
	Why     string
	Strict  bool // a level above not_met without citation or legal reference is an error
	DryRun  bool
}

// A Summary counts what an import did, or would do.
type Summary struct {
	Rows       int `json:"rows"`       // rows read
	Records    int `json:"records"`    // records made of them
	Added      int `json:"added"`      // records that the dataset lacked
	Changed    int `json:"changed"`    // records that are now otherwise
	Cells      int `json:"cells"`      // cells that are coded now, or otherwise
	Normalised int `json:"normalised"` // values read as a word that is written otherwise
	Problems   int `json:"problems"`   // problems, warnings among them
	Files      int `json:"files"`      // files written
}

// A Result is what an import did, or with DryRun would do.
type Result struct {
	Problems schema.Problems // warnings, and with errors nothing was written
	Cells    []CellChange
	Effects  []Effect
	Summary  Summary
	After    *dataset.Snapshot // the dataset as it is after the import, nil where there are errors
}

// Import reads files into a dataset directory, whole or not at all. What is wrong with the files or with the dataset that
// they would make stands in the result, all at once, and then nothing is written. The error is for a file or directory that
// cannot be used, or is a [*NeedsReason].
func Import(dir string, files []string, options Options) (*Result, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	submissions, err := Read(files, options.Reading)
	if err != nil {
		return nil, err
	}
	unlock, err := lock(root, !options.DryRun)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if options.DryRun && left(root) {
		return nil, errors.New("an import was broken off in " + dir + "; firewallmap validate " + dir + " finishes or undoes it")
	}
	if !options.DryRun {
		if err := recoverWrite(root); err != nil {
			return nil, err
		}
	}
	reading, err := native.Read(root.FS())
	if err != nil {
		return nil, err
	}
	if err := reading.Problems.Err(); err != nil {
		return nil, err
	}
	m := merge(reading, submissions, options)
	var changed []newFile
	encoded := make(chan error, 1)
	go func() { // while the records are checked
		var err error
		if !options.DryRun && m.problems.Err() == nil && m.err == nil {
			changed, err = changedFiles(root, m.records)
		}
		encoded <- err
	}()
	result := m.result(reading)
	if err := <-encoded; err != nil {
		return result, err
	}
	if options.DryRun || result.Problems.Err() != nil {
		return result, nil
	}
	if m.err != nil {
		return result, m.err
	}
	result.Summary.Files = len(changed)
	return result, writeAll(root, changed)
}

// merge puts submissions into a copy of what was read, and records why coded cells change.
func merge(reading *native.Reading, submissions []*sheet.Submission, options Options) *merger {
	records := reading.Records
	records.Countries = slices.Clone(records.Countries)
	m := &merger{options: options, records: &records, origins: map[string]placed{}}
	if d := records.DefaultMapping(); d != nil {
		m.fallback = d.ID
	}
	for _, s := range submissions {
		m.merge(s)
	}
	if some := recoded(m.cells); len(some) == 0 || options.Reason != "" && options.Why != "" {
		record(&records.Changes, records.Dataset.Version, some, options.Reason, options.Why)
	} else if !options.DryRun {
		m.err = &NeedsReason{some}
	}
	return m
}

// result checks the merged records and says what changes by them.
func (m *merger) result(reading *native.Reading) *Result {
	after, problems := m.check(reading)
	result := &Result{Problems: sheet.Group(problems), Cells: m.cells, Summary: m.counts, After: after}
	result.Summary.Problems = len(result.Problems)
	result.Summary.Cells = len(m.cells)
	if after == nil {
		return result
	}
	before, err := dataset.New(reading.Records)
	if err != nil {
		before = nil // the import may be what mends it
	}
	result.Effects = effects(before, after, m.cells)
	return result
}

// check makes a snapshot of the merged records, nil where there are errors, and gives all problems: those of the files and
// those of what they make, each at its cell. Of what was there before, only errors are said.
func (m *merger) check(reading *native.Reading) (*dataset.Snapshot, schema.Problems) {
	snapshot, err := dataset.New(*m.records)
	var found schema.Problems
	if snapshot != nil {
		found = snapshot.Warnings()
	} else if !errors.As(err, &found) {
		found = schema.Problems{{Severity: schema.Error, Message: err.Error()}}
	}
	said := map[schema.Place]bool{}
	for _, p := range m.problems {
		said[p.Place] = said[p.Place] || p.Severity == schema.Error
	}
	all := m.problems
	for _, p := range found {
		place, ours := m.locate(p.Path)
		switch {
		case ours && said[place] && place != schema.Place{}:
			continue // what could not be read is missing
		case ours:
			p.Place = place
			if m.options.Strict && p.Severity == schema.Warning {
				p.Severity = schema.Error
			}
		case p.Severity == schema.Warning:
			continue
		default:
			one := schema.Problems{p}
			reading.Locate(one)
			p = one[0]
		}
		all = append(all, p)
	}
	if all.Err() != nil {
		return nil, all
	}
	return snapshot, all
}

// locate is the place in a file from which the value at a path of the records came.
func (m *merger) locate(path string) (schema.Place, bool) {
	for at := path; at != ""; at = at[:max(strings.LastIndexAny(at, ".["), 0)] {
		if origin, ok := m.origins[at]; ok {
			within := strings.TrimPrefix(path[len(at):], ".")
			if within == "" && strings.Contains(at, ".assessments[") {
				within = "level" // what is said of an assessment as a whole is said of its level
			}
			return origin.Place(within), true
		}
	}
	return schema.Place{}, false
}

// changedFiles are the files of the records that differ from those in the directory.
func changedFiles(root *os.Root, records *schema.Records) ([]newFile, error) {
	files, err := exporter.Files(records)
	if err != nil {
		return nil, err
	}
	var changed []newFile
	for _, f := range files {
		old, err := readSome(root, f.Name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err != nil || !bytes.Equal(old, f.Data) {
			changed = append(changed, newFile{f.Name, f.Data})
		}
	}
	return changed, nil
}
