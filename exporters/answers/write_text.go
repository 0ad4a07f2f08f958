package answers

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/schema"
)

// colours are the backgrounds of levels on a terminal, of the 256-colour palette: a ramp from blue to red that colour-blind
// people can tell apart; the words stand in the cell all the same.
var colours = map[schema.CellLevel]string{
	"met":            "\x1b[48;5;24;38;5;231m",
	"largely":        "\x1b[48;5;110;38;5;16m",
	"partly":         "\x1b[48;5;222;38;5;16m",
	"not_met":        "\x1b[48;5;130;38;5;231m",
	"no_information": "\x1b[48;5;250;38;5;16m",
	"not_applicable": "\x1b[38;5;245m",
	"not_coded":      "\x1b[38;5;245m",
}

const (
	bold  = "\x1b[1m"
	plain = "\x1b[0m"
)

// writeTable writes the parts for people: on a terminal coloured and fitted to its width, in a pipe plain. The last line says
// which data answered, and for which date.
func (a *Answer) writeTable(w io.Writer, to Terminal) error {
	out := bufio.NewWriter(w)
	heading := func(text string) {
		if to.Colour {
			text = bold + text + plain
		}
		fmt.Fprintln(out, text)
	}
	if a.Title != "" {
		heading(a.Title)
	}
	for _, part := range a.Parts {
		if part.Heading != "" {
			fmt.Fprintln(out)
			heading(part.Heading)
		}
		for _, paragraph := range part.Text {
			writeWrapped(out, paragraph, to.Width)
		}
		if len(part.Grid.Rows) > 0 {
			writeGrid(out, part.Grid, to)
		}
	}
	if len(a.Notes) > 0 {
		fmt.Fprintln(out)
	}
	for _, note := range a.Notes {
		writeWrapped(out, note, to.Width)
	}
	if p := a.Provenance; p.Version != "" {
		writeWrapped(out, fmt.Sprintf("%s %s, as of %s, mapping %s.", p.Title, p.Version, p.AsOf, p.Mapping), to.Width)
	}
	return out.Flush()
}

func writeWrapped(out io.Writer, text string, width int) {
	for _, line := range wrap(text, width) {
		fmt.Fprintln(out, line)
	}
}

// gap stands between columns.
const gap = "  "

// writeGrid writes a grid with its columns under one another. Where the width does not suffice, the widest columns are
// wrapped.
func writeGrid(out io.Writer, g Grid, to Terminal) {
	widths := make([]int, len(g.Columns))
	for j, name := range g.Columns {
		widths[j] = utf8.RuneCountInString(name)
	}
	for _, cells := range g.Rows {
		for j, c := range cells {
			widths[j] = max(widths[j], utf8.RuneCountInString(c.Text))
		}
	}
	if !fit(widths, to.Width) && hasSigns(g) {
		writeGrid(out, withSigns(g), to)
		writeWrapped(out, signsNote(), to.Width)
		return
	}
	if strings.Join(g.Columns, "") != "" {
		writeRow(out, row(g.Columns...), widths, Terminal{})
	}
	for _, cells := range g.Rows {
		writeRow(out, cells, widths, to)
	}
}

// hasSigns says whether a grid can be written with signs.
func hasSigns(g Grid) bool {
	for _, cells := range g.Rows {
		for _, c := range cells {
			if c.Sign != "" {
				return true
			}
		}
	}
	return false
}

// withSigns is the grid with signs for words.
func withSigns(g Grid) Grid {
	narrow := Grid{Columns: g.Columns, Rows: make([][]Cell, len(g.Rows))}
	for i, cells := range g.Rows {
		narrow.Rows[i] = make([]Cell, len(cells))
		for j, c := range cells {
			if c.Sign != "" {
				c = Cell{Text: c.Sign, Level: c.Level}
			}
			narrow.Rows[i][j] = c
		}
	}
	return narrow
}

// fit narrows the widest columns until the row fits, but none under twelve. It says whether the row fits then.
func fit(widths []int, width int) bool {
	if width <= 0 {
		return true
	}
	for {
		total, widest := len(gap)*(len(widths)-1), 0
		for j, n := range widths {
			total += n
			if n > widths[widest] {
				widest = j
			}
		}
		if total <= width {
			return true
		}
		if widths[widest] <= 12 {
			return false
		}
		second := 12
		for j, n := range widths {
			if j != widest && n > second && n < widths[widest] {
				second = n
			}
		}
		widths[widest] = max(second, widths[widest]-(total-width))
	}
}

func writeRow(out io.Writer, cells []Cell, widths []int, to Terminal) {
	lines := make([][]string, len(cells))
	height := 1
	for j, c := range cells {
		lines[j] = wrap(c.Text, widths[j])
		height = max(height, len(lines[j]))
	}
	for i := range height {
		var b strings.Builder
		for j := range cells {
			text := ""
			if i < len(lines[j]) {
				text = lines[j][i]
			}
			padding := strings.Repeat(" ", max(widths[j]-utf8.RuneCountInString(text), 0))
			if colour := colours[cells[j].Level]; to.Colour && colour != "" && cells[j].Level != "" {
				b.WriteString(colour + text + padding + plain)
			} else {
				b.WriteString(text + padding)
			}
			if j+1 < len(cells) {
				b.WriteString(gap)
			}
		}
		fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	}
}

// wrap breaks text at blanks into lines of at most width characters; a longer word is broken. Width 0 does not break.
func wrap(text string, width int) []string {
	if width <= 0 || utf8.RuneCountInString(text) <= width {
		return strings.Split(text, "\n")
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for utf8.RuneCountInString(word) > width {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			head := string([]rune(word)[:width])
			lines, word = append(lines, head), word[len(head):]
		}
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}

// writeMarkdown writes the parts as Markdown with tables (GitHub Flavored Markdown), and the provenance after them.
func (a *Answer) writeMarkdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	if a.Title != "" {
		fmt.Fprintf(out, "# %s\n", escapeMarkdown(a.Title))
	}
	for _, part := range a.Parts {
		if part.Heading != "" {
			fmt.Fprintf(out, "\n## %s\n", escapeMarkdown(part.Heading))
		}
		for _, paragraph := range part.Text {
			fmt.Fprintf(out, "\n%s\n", escapeMarkdown(paragraph))
		}
		if len(part.Grid.Rows) > 0 {
			fmt.Fprintln(out)
			writeMarkdownRow(out, row(part.Grid.Columns...))
			fmt.Fprintln(out, strings.Repeat("|---", len(part.Grid.Columns))+"|")
			for _, cells := range part.Grid.Rows {
				writeMarkdownRow(out, cells)
			}
		}
	}
	for _, note := range a.Notes {
		fmt.Fprintf(out, "\n%s\n", escapeMarkdown(note))
	}
	p := a.Provenance
	fmt.Fprintf(out, "\n%s, version %s, %s, as of %s, mapping %s. Licence of the data: %s.\n",
		escapeMarkdown(p.Title), p.Version, p.Digest, p.AsOf, p.Mapping, p.Licence)
	return out.Flush()
}

func writeMarkdownRow(out io.Writer, cells []Cell) {
	for _, c := range cells {
		fmt.Fprintf(out, "| %s ", strings.ReplaceAll(escapeMarkdown(c.Text), "\n", " "))
	}
	fmt.Fprintln(out, "|")
}

// markdownEscapes keep text of the dataset from being read as Markdown or HTML. An underscore inside a word, as in not_met,
// means nothing in it and stays.
var markdownEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "&", "&amp;")

func escapeMarkdown(text string) string { return markdownEscapes.Replace(text) }
