package xlsx

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// A sortedZip writes the parts of a workbook in the order of their names: excelize has the streamed sheets in a map, whose
// order differs from run to run.
type sortedZip struct {
	archive *tidy.Archive
	parts   map[string]*bytes.Buffer
}

func newSortedZip(w io.Writer, s *dataset.Snapshot) *sortedZip {
	return &sortedZip{tidy.NewArchive(w, s), map[string]*bytes.Buffer{}}
}

// Create begins a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	part := &bytes.Buffer{}
	z.parts[name] = part
	return part, nil
}

// AddFS is for workbooks that were read from a folder, which these are not.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the parts.
func (z *sortedZip) Close() error {
	names := make([]string, 0, len(z.parts))
	for name := range z.parts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := z.archive.Add(name, z.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return z.archive.Close()
}
