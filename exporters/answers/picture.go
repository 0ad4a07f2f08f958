package answers

import (
	"bufio"
	"fmt"
	"html"
	"io"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// An ink is how a level looks in a picture: as on the pages, a fill of a ramp that colour-blind people can tell apart, and
// what is drawn on it.
type ink struct{ fill, line, sign string }

var inks = map[schema.CellLevel]ink{
	"met":            {"#1d6784", "#ffffff", signs["met"]},
	"largely":        {"#b4d4df", "#10303c", signs["largely"]},
	"partly":         {"#f4dca8", "#3b2a05", signs["partly"]},
	"not_met":        {"#e9a27a", "#351303", signs["not_met"]},
	"no_information": {"url(#unknown)", "#2b2f33", signs["no_information"]},
	"not_applicable": {"#eceae4", "#2b2f33", signs["not_applicable"]},
	"not_coded":      {"#ffffff", "#515c65", signs["not_coded"]},
}

// contraryInk is how a cell looks against which rules work.
var contraryInk = ink{"#9c3312", "#ffffff", "⊗"}

// MatrixPicture draws the matrix of countries and criteria as SVG, with the firewalls on top. It is a picture for the handbook: the page /matrix has the words.
func MatrixPicture(w io.Writer, s *dataset.Snapshot) error {
	const cell, left, top = 18, 96, 46
	v := s.Today()
	countries := v.Countries()
	criteria := v.Criteria("")
	width, height := left+cell*len(criteria)+6*cell+16, top+cell*(len(countries)+1)+54
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="10">`+"\n", width, height)
	fmt.Fprintf(out, "<title>%s %s: firewall and levels of %d countries in %d criteria</title>\n", html.EscapeString(s.Dataset().Title), s.Version(), len(countries), len(criteria))
	fmt.Fprintln(out, `<defs><pattern id="unknown" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#e6e6e6"/><rect width="1.6" height="5" fill="#9a9a9a"/></pattern></defs>`)
	fmt.Fprintf(out, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", width, height)
	place := func(x, y int, level schema.CellLevel, contrary bool, title string) {
		p := inks[level]
		if contrary {
			p = contraryInk
		}
		fmt.Fprintf(out, `<g><title>%s</title><rect x="%d" y="%d" width="%d" height="%d" fill="%s" stroke="#ffffff"/>`, html.EscapeString(title), x, y, cell, cell, p.fill)
		fmt.Fprintf(out, `<text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>`, x+cell/2, y+13, p.line, p.sign)
		fmt.Fprintln(out, "</g>")
	}
	fmt.Fprintf(out, `<text x="%d" y="%d" text-anchor="end" font-weight="600">Firewall</text>`+"\n", left+cell, top-26)
	x := left + 2*cell
	for i, criterion := range criteria {
		if i == 0 || criterion.Aspect != criteria[i-1].Aspect {
			x += cell / 2
			fmt.Fprintf(out, `<text x="%d" y="%d" font-weight="600">%s</text>`+"\n", x, top-26, html.EscapeString(words(criterion.Aspect)))
		}
		fmt.Fprintf(out, `<text x="%d" y="%d" text-anchor="middle" font-size="8">%s</text>`+"\n", x+cell/2, top-6, criterion.ID)
		for j, country := range countries {
			c := v.Cell(country, criterion)
			title := fmt.Sprintf("%s %s: %s", c.ID(), criterion.Title, levelCell(c).Text)
			if a := c.Assessment; a != nil && a.Caution != "" {
				title += ". Caution: " + a.Caution
			}
			place(x, top+j*cell, c.Level(), c.Contrary(), title)
		}
		x += cell
	}
	for j, country := range countries {
		f := v.Firewall(country)
		fmt.Fprintf(out, `<text x="0" y="%d" font-size="11">%s</text>`+"\n", top+j*cell+13, html.EscapeString(country.Name))
		place(left, top+j*cell, f.Level, f.Contrary, country.Name+", firewall: "+firewallCell(f).Text)
	}
	x, y := left, top+cell*len(countries)+18
	legend := func(level schema.CellLevel, contrary bool, text string) {
		place(x, y, level, contrary, text)
		fmt.Fprintf(out, `<text x="%d" y="%d">%s</text>`+"\n", x+cell+4, y+13, text)
		x += cell + 20 + 6*len(text)
	}
	for _, level := range schema.Levels.Words() {
		legend(schema.CellLevel(level), false, words(level))
	}
	legend(schema.CellLevel(schema.NotMet), true, "not met, rules work against it")
	fmt.Fprintf(out, `<text x="0" y="%d" font-size="9" fill="#444444">%s %s, as of %s. A level is read with its caution: see the cell. Largely is not safe. %s.</text>`+"\n",
		height-4, html.EscapeString(s.Dataset().Title), s.Version(), s.AsOf(), s.Dataset().Licence.ID)
	fmt.Fprintln(out, "</svg>")
	return out.Flush()
}
