package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// findSheets finds the part of each sheet: the list in workbook.xml names its relation, the relation its part.
func (w *Workbook) findSheets() error {
	var book struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	files := map[string]*zip.File{}
	for _, f := range w.zip.File {
		files[strings.ToLower(path.Clean(strings.ReplaceAll(f.Name, "\\", "/")))] = f
	}
	if err := parse(files["xl/workbook.xml"], &book); err != nil {
		return err
	}
	if err := parse(files["xl/_rels/workbook.xml.rels"], &relations); err != nil {
		return err
	}
	for _, s := range book.Sheets {
		for _, a := range s.Attr {
			if a.Name.Local != "id" {
				continue
			}
			for _, r := range relations.Relations {
				if r.ID != a.Value {
					continue
				}
				target := path.Join("xl", r.Target)
				if strings.HasPrefix(r.Target, "/") {
					target = path.Clean(r.Target[1:])
				}
				if f := files[strings.ToLower(target)]; f != nil {
					w.parts[s.Name] = f
				}
			}
		}
		w.sheets = append(w.sheets, s.Name)
	}
	if len(w.sheets) == 0 {
		return errors.New("the workbook has no sheet")
	}
	return nil
}

// parse reads a small part of the archive.
func parse(f *zip.File, into any) error {
	if f == nil {
		return errors.New("the workbook is damaged: its list of sheets is missing; open it in a spreadsheet program and save it again")
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("the part %q is damaged: %w", f.Name, err)
	}
	defer r.Close()
	if err := xml.NewDecoder(r).Decode(into); err != nil {
		return fmt.Errorf("the part %q is damaged: %w", f.Name, err)
	}
	return nil
}

// maxDepth is how deep the tags of a part may nest; spreadsheets need ten.
const maxDepth = 64

// tags walks the tags of a part without building anything, far faster than an XML decoder. An end tag's name begins with a
// slash; blank says whether only blanks stood before it. whole says whether the part's first tag was closed.
func tags(f *zip.File, tag func(name string, attributes []byte, blank bool) error) (whole bool, err error) {
	r, err := f.Open()
	if err != nil {
		return false, fmt.Errorf("the part %q is damaged: %w", f.Name, err)
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 64<<10)
	var root string
	depth := 0
	for {
		before, err := skipTo(in, '<')
		if err != nil {
			if err == io.EOF {
				return whole, nil
			}
			return whole, fmt.Errorf("the part %q is damaged: %w", f.Name, err)
		}
		blank := len(bytes.TrimSpace(before)) == 0
		content, err := skipTo(in, '>')
		if err != nil {
			return false, nil // cut short inside a tag
		}
		switch {
		case bytes.HasPrefix(content, []byte("!--")):
			err = skipUntil(in, content, "--")
		case bytes.HasPrefix(content, []byte("![CDATA[")):
			err = skipUntil(in, content, "]]")
		case len(content) == 0 || content[0] == '?' || content[0] == '!':
		default:
			name, attributes := content, []byte(nil)
			if i := bytes.IndexAny(content, " \t\r\n"); i >= 0 {
				name, attributes = content[:i], content[i:]
			}
			end := bytes.HasPrefix(name, []byte("/"))
			name = bytes.Trim(name, "/")
			if i := bytes.IndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			local := intern(name, end)
			switch {
			case end:
				depth--
			case !bytes.HasSuffix(content, []byte("/")):
				if depth++; depth > maxDepth {
					return whole, fmt.Errorf("the tags of the part %q nest more than %d deep", f.Name, maxDepth)
				}
			}
			if root == "" {
				root = local
			} else if end && local == "/"+root {
				whole = true
			}
			if err := tag(local, attributes, blank); err != nil {
				return whole, err
			}
		}
		if err != nil {
			return false, nil
		}
	}
}

// intern is the name of a tag without making a new string for those that come by the million.
func intern(name []byte, end bool) string {
	if end {
		switch string(name) {
		case "c":
			return "/c"
		case "row":
			return "/row"
		case "v", "t", "is", "si", "f":
			return "/" // nobody asks which
		}
		return "/" + string(name)
	}
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "t":
		return "t"
	case "is":
		return "is"
	case "row":
		return "row"
	case "si":
		return "si"
	}
	return string(name)
}

// skipTo reads up to a byte and gives what stood before it; of more than a buffer only the end.
func skipTo(in *bufio.Reader, to byte) ([]byte, error) {
	for {
		content, err := in.ReadSlice(to)
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			return nil, err
		}
		return content[:len(content)-1], nil
	}
}

// skipUntil reads on until a '>' that follows mark, which ends a comment or a section of text.
func skipUntil(in *bufio.Reader, content []byte, mark string) error {
	for !bytes.HasSuffix(content, []byte(mark)) {
		var err error
		if content, err = skipTo(in, '>'); err != nil {
			return err
		}
	}
	return nil
}

// attribute is the value of an attribute without a prefix.
func attribute(attributes []byte, name string) []byte {
	for rest := attributes; ; {
		i := bytes.Index(rest, []byte(name+"="))
		if i < 0 || i+len(name)+2 > len(rest) {
			return nil
		}
		if before := i == 0 || rest[i-1] == ' ' || rest[i-1] == '\t' || rest[i-1] == '\n' || rest[i-1] == '\r'; before {
			quote := rest[i+len(name)+1]
			value := rest[i+len(name)+2:]
			if j := bytes.IndexByte(value, quote); j >= 0 {
				return value[:j]
			}
			return nil
		}
		rest = rest[i+len(name)+1:]
	}
}

// A position is a cell by row and column, from 1.
type position struct{ row, column int }

// A scan is what a sheet holds, found before its rows are read.
type scan struct {
	lastRow  int // the last row in which a cell has a value
	sureRow  int // the last row in which a cell has text of its own, and none by a number
	filled   int // rows with a value
	formulas []formula
	faults   []position // cells with an error such as #REF!
	merges   []merge
	coloured map[int]position // by style: an empty cell that has it
}

type formula struct {
	position
	computed bool // its last value is in the file
}

type merge struct{ first, last position }

const (
	maxMerges   = 2_000
	maxFormulas = 10_000
	maxStyles   = 256
)

// scanSheet looks at a sheet: how far its values go, and what in it cannot be read as a value.
func (w *Workbook) scanSheet(f *zip.File) (*scan, error) {
	s := &scan{coloured: map[int]position{}}
	cells, row, column := 0, 0, 0
	inFormula := false
	valued, style, fault, shared, inText := false, 0, false, false, false
	closeCell := func() {
		if column > 0 && !valued && style > 0 && len(s.coloured) < maxStyles {
			if _, known := s.coloured[style]; !known {
				s.coloured[style] = position{row, column}
			}
		}
		if inFormula && len(s.formulas) < maxFormulas {
			s.formulas = append(s.formulas, formula{position{row, column}, valued})
		}
		if fault && len(s.faults) < maxFormulas {
			s.faults = append(s.faults, position{row, column})
		}
		inFormula, fault = false, false
	}
	whole, err := tags(f, func(name string, attributes []byte, blank bool) error {
		if inText && !blank && !shared {
			s.sureRow = row
		}
		inText = name == "v" || name == "t"
		switch name {
		case "row":
			next := row + 1
			if r := attribute(attributes, "r"); r != nil {
				n, err := strconv.Atoi(string(r))
				if err != nil || n <= row || n > excelize.TotalRows {
					return fmt.Errorf("row %q follows row %d; rows count up to %d", r, row, excelize.TotalRows)
				}
				next = n
			}
			row, column = next, 0
		case "c":
			if cells++; cells > w.limits.Cells {
				return fmt.Errorf("the sheet has more than %d cells (--max-cells raises it)", w.limits.Cells)
			}
			column++
			if r := attribute(attributes, "r"); r != nil {
				if column = columnOf(r); column == 0 {
					return fmt.Errorf("%q is no cell", r)
				}
			}
			valued, style = false, 0
			if column > maxColumns {
				column = maxColumns + 1
			}
			if v := attribute(attributes, "s"); v != nil {
				style, _ = strconv.Atoi(string(v))
			}
			kind := attribute(attributes, "t")
			fault, shared = string(kind) == "e", string(kind) == "s"
			if bytes.HasSuffix(attributes, []byte("/")) {
				closeCell()
			}
		case "v", "is", "t":
			if valued {
				break
			}
			valued = true
			if column > maxColumns {
				return fmt.Errorf("row %d has a value beyond column %d; at most that many are read", row, maxColumns)
			}
			if row != s.lastRow {
				s.lastRow = row
				if s.filled++; s.filled > w.limits.Rows {
					return fmt.Errorf("the sheet has more than %d rows (--max-rows raises it)", w.limits.Rows)
				}
			}
		case "f":
			inFormula = true
		case "/c":
			closeCell()
		case "mergeCell":
			m, ok := mergeOf(string(attribute(attributes, "ref")))
			if ok && len(s.merges) < maxMerges {
				s.merges = append(s.merges, m)
			}
		}
		return nil
	})
	if err == nil && !whole {
		err = errors.New("the sheet is cut short; get the file again from who made it")
	}
	slices.SortFunc(s.merges, func(a, b merge) int { return a.first.row - b.first.row })
	return s, err
}

// columnOf is the column of a cell such as AB12, or 0.
func columnOf(cell []byte) int {
	n := 0
	for i, c := range cell {
		switch {
		case c >= 'A' && c <= 'Z' && n < 100_000:
			n = n*26 + int(c-'A'+1)
		case c >= '0' && c <= '9' && i > 0:
			return n
		default:
			return 0
		}
	}
	return 0
}

// mergeOf reads a range such as B2:C5.
func mergeOf(ref string) (m merge, ok bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return m, false
	}
	var err, err2 error
	m.first.column, m.first.row, err = excelize.CellNameToCoordinates(from)
	m.last.column, m.last.row, err2 = excelize.CellNameToCoordinates(to)
	return m, err == nil && err2 == nil
}
