package tidy

import (
	"archive/zip"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/flate"

	"github.com/firewallmap/firewallmap/dataset"
)

// compression is the level of deflate: the ones above take half as long again and save a tenth.
const compression = 3

// An Archive is a zip of files that is the same byte for byte whenever it is made of the same dataset: the time of every
// file is the dataset's own date.
type Archive struct {
	zip  *zip.Writer
	time time.Time
}

// NewArchive begins an archive of a dataset.
func NewArchive(w io.Writer, s *dataset.Snapshot) *Archive {
	z := zip.NewWriter(w)
	deflate, err := flate.NewWriter(io.Discard, compression)
	if err != nil {
		panic(err) // a level that there is
	}
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		deflate.Reset(w) // one file ends before the next begins, and a new one takes a megabyte
		return deflate, nil
	})
	day, err := time.Parse(time.DateOnly, s.AsOf().Last().String())
	if err != nil {
		panic(fmt.Sprintf("the last day of %s: %v", s.AsOf(), err)) // a date always has one
	}
	return &Archive{z, day}
}

// Create begins a file; it ends where the next one begins.
func (a *Archive) Create(name string) (io.Writer, error) { return a.create(name, zip.Deflate) }

func (a *Archive) create(name string, method uint16) (io.Writer, error) {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: a.time})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return w, nil
}

// Add adds a whole file.
func (a *Archive) Add(name string, data []byte) error { return a.add(name, data, zip.Deflate) }

// AddStored adds a whole file that is compressed already.
func (a *Archive) AddStored(name string, data []byte) error { return a.add(name, data, zip.Store) }

func (a *Archive) add(name string, data []byte, method uint16) error {
	w, err := a.create(name, method)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Close ends the archive. What was written is no archive before.
func (a *Archive) Close() error { return a.zip.Close() }
