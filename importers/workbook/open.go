// Package workbook reads spreadsheets in the Office Open XML form (.xlsx, .xlsm): the coding workbook that firewallmap
// template writes, and the sheets of any other as rows of text, for a layout to make sense of.
//
// A workbook comes from strangers, so it is looked at before it is opened: what kind of file it is, what its zip directory
// promises, what its sheets hold. Formulas are never computed, macros never run, links never followed. Only the values that
// stand in cells are read.
//
// What belongs here: from the bytes of a file to rows, and the coding workbook to schema records. What does not: what a cell
// means (package sheet), foreign layouts (package layout).
package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// Limits bound what is read of a workbook. The zero value of a field means its default.
type Limits struct {
	File   int64 // bytes of the file
	Unzip  int64 // bytes that it unpacks to
	Sheets int
	Rows   int // rows with text in a sheet
	Cells  int // cells in a sheet
}

// DefaultLimits let through what mapping teams have, many times over, and keep a hostile file within 10 s and 256 MB.
var DefaultLimits = Limits{File: 32 << 20, Unzip: 512 << 20, Sheets: 200, Rows: 200_000, Cells: 3_000_000}

func (l Limits) filled() Limits {
	fill := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	fillInt := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	fill(&l.File, DefaultLimits.File)
	fill(&l.Unzip, DefaultLimits.Unzip)
	fillInt(&l.Sheets, DefaultLimits.Sheets)
	fillInt(&l.Rows, DefaultLimits.Rows)
	fillInt(&l.Cells, DefaultLimits.Cells)
	return l
}

const (
	// maxParsed is how many bytes a part may have that is held as a tree: styles, the list of sheets, relations.
	maxParsed = 4 << 20
	// maxHeld is how many bytes all parts together may have that are held in memory.
	maxHeld = 48 << 20
	// largeSheet is from how many bytes on a sheet is unpacked to disk.
	largeSheet = 8 << 20
	// maxColumns is how many columns of a sheet are read.
	maxColumns = 1024
	// maxShared is how many shared strings a workbook may have.
	maxShared = 1_000_000
	// maxText is how many characters a cell can hold, as spreadsheets define it.
	maxText = 32_767
)

// A Workbook is an open workbook. Close removes its temporary files.
type Workbook struct {
	name   string
	limits Limits
	zip    *zip.Reader
	file   *excelize.File
	parts  map[string]*zip.File // sheet → its part
	scans  map[string]*scan     // sheet → what was found before it was read
	sheets []string
}

// Sheets are the names of the sheets, in order.
func (w *Workbook) Sheets() []string { return w.sheets }

// Name is the name of the file.
func (w *Workbook) Name() string { return w.name }

// Close removes the temporary files of the workbook.
func (w *Workbook) Close() error { return w.file.Close() }

// Open opens a workbook file. Its error says what the file is where it is none, and what to do.
func Open(name string, limits Limits) (*Workbook, error) {
	limits = limits.filled()
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > limits.File {
		return nil, unusable(name, fmt.Errorf("the file has %d bytes; at most %d are read (--max-file raises it)", info.Size(), limits.File))
	}
	data, err := io.ReadAll(io.LimitReader(f, limits.File+1))
	if err != nil {
		return nil, unusable(name, err)
	}
	return FromBytes(name, data, limits)
}

// FromBytes opens the workbook that data is; name stands in errors.
func FromBytes(name string, data []byte, limits Limits) (w *Workbook, err error) {
	w = &Workbook{name: name, limits: limits.filled(), parts: map[string]*zip.File{}, scans: map[string]*scan{}}
	if err := kindOf(data); err != nil {
		return nil, unusable(name, err)
	}
	if w.zip, err = zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
		return nil, unusable(name, fmt.Errorf("the file is cut short or damaged (%w); get it again from who made it", err))
	}
	w.zip.RegisterDecompressor(zip.Deflate, flate.NewReader) // twice as fast as that of the standard library
	if err := w.directory(); err != nil {
		return nil, unusable(name, err)
	}
	defer func() {
		if r := recover(); r != nil {
			err = unusable(name, fmt.Errorf("the workbook is damaged (%v); open it in a spreadsheet program and save it again", r))
		}
	}()
	w.file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: w.limits.Unzip, UnzipXMLSizeLimit: min(largeSheet, w.limits.Unzip), ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd",
	})
	if err != nil {
		if w.file != nil {
			w.file.Close()
		}
		return nil, unusable(name, fmt.Errorf("not a readable workbook: %w; open it in a spreadsheet program and save it as .xlsx again", err))
	}
	if err := w.findSheets(); err != nil {
		w.file.Close()
		return nil, unusable(name, err)
	}
	return w, nil
}

// unusable is the error for a file that cannot be read as a workbook.
func unusable(name string, err error) error { return &fs.PathError{Op: "read", Path: name, Err: err} }

// kinds are files that people take for workbooks, by how they begin.
var kinds = []struct{ magic, says string }{
	{"\x89PNG", "this is a PNG picture and no workbook"},
	{"\xff\xd8\xff", "this is a JPEG picture and no workbook"},
	{"GIF8", "this is a GIF picture and no workbook"},
	{"%PDF", "this is a PDF and no workbook; ask for the table that it was made from"},
	{"<?xml", "this is plain XML and no .xlsx workbook; open it in a spreadsheet program and save it as .xlsx"},
	{"<html", "this is a web page and no workbook; open it in a spreadsheet program and save it as .xlsx"},
}

// kindOf says what a file is that is no zip archive.
func kindOf(data []byte) error {
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return errors.New(k.says)
		}
	}
	switch {
	case len(data) == 0:
		return errors.New("the file is empty")
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(data, utf16Text("EncryptedPackage")) {
			return errors.New("the workbook is encrypted; open it with its password and save it without one")
		}
		return errors.New("this is an old .xls workbook (or another OLE file); open it in a spreadsheet program and save it as .xlsx")
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return errors.New("this is no .xlsx workbook, which is a zip archive; a table of text is read where its name ends in .csv or .tsv")
	}
	return nil
}

func utf16Text(text string) []byte {
	var b []byte
	for _, c := range []byte(text) {
		b = append(b, c, 0)
	}
	return b
}

// directory looks at what the zip directory promises, before anything is unpacked. The zip reader holds every entry to the
// size that its directory promises.
func (w *Workbook) directory() error {
	if limit := 20*w.limits.Sheets + 1000; len(w.zip.File) > limit {
		return fmt.Errorf("the archive has %d entries; at most %d are read (--max-sheets raises it)", len(w.zip.File), limit)
	}
	var total, held uint64
	sheets, found := 0, false
	seen := map[string]bool{}
	for _, f := range w.zip.File {
		name := strings.ToLower(path.Clean(strings.ReplaceAll(f.Name, "\\", "/")))
		if seen[name] {
			return fmt.Errorf("the archive holds %q twice; open it in a spreadsheet program and save it again", f.Name)
		}
		seen[name] = true
		if f.Flags&1 != 0 {
			return errors.New("the archive is encrypted; save the workbook without a password")
		}
		size := f.UncompressedSize64
		if size > uint64(w.limits.Unzip) || total+size > uint64(w.limits.Unzip) {
			return fmt.Errorf("the workbook unpacks to more than %d bytes (%q alone has %d); that is more than is read (--max-unzipped raises it)",
				w.limits.Unzip, f.Name, size)
		}
		total += size
		onDisk := size > largeSheet && (strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml")
		if !onDisk {
			held += size
		}
		switch {
		case strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml"):
			sheets++
		case name == "xl/sharedstrings.xml" || strings.HasPrefix(name, "xl/media/"):
		case size > maxParsed && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")):
			return fmt.Errorf("the part %q has %d bytes; at most %d are read", f.Name, size, maxParsed)
		}
		switch name {
		case "xl/workbook.xml":
			found = true
		case "xl/workbook.bin":
			return errors.New("this is a binary workbook (.xlsb); save it as .xlsx")
		case "content.xml":
			return errors.New("this is an OpenDocument spreadsheet (.ods); save it as .xlsx")
		}
	}
	switch {
	case sheets > w.limits.Sheets:
		return fmt.Errorf("the workbook has %d sheets; at most %d are read (--max-sheets raises it)", sheets, w.limits.Sheets)
	case held > maxHeld:
		return fmt.Errorf("the workbook unpacks to %d bytes beside its large sheets; at most %d are read: remove pictures and what is embedded", held, maxHeld)
	case !found:
		return errors.New("this is a zip archive and no workbook: it has no xl/workbook.xml")
	}
	return w.sharedStrings()
}

// sharedStrings counts the shared strings, of which each takes far more memory than its shortest form has bytes.
func (w *Workbook) sharedStrings() error {
	for _, f := range w.zip.File {
		if !strings.EqualFold(path.Clean(strings.ReplaceAll(f.Name, "\\", "/")), "xl/sharedStrings.xml") {
			continue
		}
		n := 0
		whole, err := tags(f, func(name string, _ []byte, _ bool) error {
			if name == "si" || name == "r" {
				if n++; n > maxShared {
					return fmt.Errorf("the workbook has more than %d shared strings", maxShared)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if !whole {
			return fmt.Errorf("the part %q is cut short", f.Name)
		}
	}
	return nil
}
