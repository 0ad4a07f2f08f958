package web

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A drawing is a picture that stands alone: SVG whose colours are attributes, since no style sheet goes with it. Text runs
// from the top; y is where the next line begins.
type drawing struct {
	markup
	title string
	y     int
}

// The measures of drawings, in pixels. A line holds as many characters as fit in the widest common system font.
const (
	drawingWidth = 640
	drawingEdge  = 20
	lineLength   = 82
	lineHeight   = 20
)

// inks are the colours of levels on paper, as in site.css: ground and text.
var inks = map[string][2]string{
	"met": {"#1d6784", "#fff"}, "largely": {"#b4d4df", "#10303c"}, "partly": {"#f4dca8", "#3b2a05"}, "not_met": {"#e9a27a", "#351303"},
	"contrary": {"#9c3312", "#fff"}, "no_information": {"url(#hatch)", "#1c2329"}, "not_applicable": {"#eceae4", "#1c2329"}, "not_coded": {"#fff", "#1c2329"},
}

// line adds a line of text, wrapped.
func (d *drawing) line(text string, size int, weight, ink string) {
	for _, line := range wrap(text, lineLength*13/size) {
		d.y += lineHeight * size / 14
		fmt.Fprintf(d, `<text x="%d" y="%d" font-size="%d" font-weight="%s" fill="%s">`, drawingEdge, d.y, size, weight, ink)
		d.say(line)
		d.add(`</text>`)
	}
}

// wrap breaks text into lines of so many characters.
func wrap(text string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for utf8.RuneCountInString(word) > most {
			runes := []rune(word)
			lines, word = append(lines, string(runes[:most])), string(runes[most:])
		}
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

const (
	ink  = "#1c2329"
	soft = "#515c65"
)

// badge adds a level: its colour, its sign and its word.
func (d *drawing) badge(x, y int, sign, word string) {
	colours := inks[sign]
	width := 34 + 9*utf8.RuneCountInString(word)
	fmt.Fprintf(d, `<rect x="%d" y="%d" width="%d" height="26" rx="3" fill="%s" stroke="%s"/>`, x, y, width, colours[0], soft)
	d.sign(x+16, y+13, sign)
	fmt.Fprintf(d, `<text x="%d" y="%d" font-size="15" font-weight="600" fill="%s">`, x+28, y+18, colours[1])
	d.say(word)
	d.add(`</text>`)
}

// sign adds the sign of a level around a point.
func (d *drawing) sign(x, y int, sign string) {
	colour := inks[sign][1]
	fmt.Fprintf(d, `<g transform="translate(%d %d)" fill="none" stroke="%s" stroke-width="1.5">`, x, y, colour)
	switch sign {
	case "met":
		fmt.Fprintf(d, `<circle r="5.5" fill="%s"/>`, colour)
	case "largely":
		fmt.Fprintf(d, `<circle r="5.5"/><path d="M0,0V-5.5A5.5,5.5 0 1 1 -4.8,2.7Z" fill="%s" stroke="none"/>`, colour)
	case "partly":
		fmt.Fprintf(d, `<circle r="5.5"/><path d="M0,0V-5.5A5.5,5.5 0 0 1 4.8,2.7Z" fill="%s" stroke="none"/>`, colour)
	case "not_met":
		d.add(`<circle r="5.5"/>`)
	case "contrary":
		d.add(`<circle r="5.5"/><path d="M-3,-3L3,3M3,-3L-3,3"/>`)
	default:
		mark := map[string]string{"no_information": "?", "not_applicable": "–", "not_coded": "·"}[sign]
		fmt.Fprintf(d, `<text y="5" text-anchor="middle" font-size="14" font-weight="700" fill="%s" stroke="none">%s</text>`, colour, mark)
	}
	d.add(`</g>`)
}

// standing adds what the level of a cell must not be read without.
func (d *drawing) standing(c shown, size int) {
	a := c.Assessment
	if a == nil {
		d.line("Nothing was coded for this date in this mapping.", size, "400", soft)
		return
	}
	text := string(a.Confidence) + " confidence, "
	if covers := c.Covers(); len(covers) > 0 {
		text = "covers " + sentenceList(covers) + "; " + text
	}
	if c.Background() {
		text += "background knowledge"
	} else {
		text += "source seen"
	}
	d.line(capital(text)+", counts from "+day(since(a))+".", size, "400", soft)
	if a.Caution != "" {
		d.line("Caution: "+a.Caution, size, "600", "#8a3a0c")
	}
}

// svg is the finished picture, with version, digest and licence below.
func (d *drawing) svg(v *dataset.View) []byte {
	d.y += 8
	d.line(fmt.Sprintf("Firewall Map %s, as of %s, %s, %s. Provisional; no legal advice.", v.Version(), v.Date, v.ShortDigest(), v.Dataset().Licence.ID), 12, "400", soft)
	height := d.y + drawingEdge
	var m markup
	fmt.Fprintf(&m, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"><title>`, drawingWidth, height, drawingWidth, height)
	m.say(d.title)
	m.add(`</title><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#eceae4"/><path d="M0,0V6" stroke="#a6a197" stroke-width="3"/></pattern></defs>`)
	fmt.Fprintf(&m, `<rect width="%d" height="%d" fill="#fcfbf8"/>`, drawingWidth, height)
	m.add(d.String(), `</svg>`)
	return []byte(m.String())
}

// cellPicture is one cell as a picture.
func cellPicture(v *dataset.View, c shown) *drawing {
	d := &drawing{title: c.Country.Name + ", " + c.Criterion.ID + " " + c.Criterion.Title + ": " + levelWord(c.Level()), y: 14}
	d.line(c.Country.Name+", "+c.Criterion.ID+" "+c.Criterion.Title, 20, "700", ink)
	d.line(c.Criterion.Question, 14, "400", soft)
	word := levelWord(c.Level())
	if c.Contrary() {
		word += ", contrary"
	}
	d.badge(drawingEdge, d.y+12, c.Sign(), word)
	d.y += 44
	if c.Assessment != nil {
		d.line(c.Assessment.Summary, 14, "400", ink)
		d.y += 4
	}
	d.standing(c, 14)
	return d
}

// rowPicture is one criterion across the countries as a picture.
func rowPicture(v *dataset.View, criterion *schema.Criterion, cells []shown) *drawing {
	d := &drawing{title: criterion.ID + " " + criterion.Title + " in " + plural(len(cells), "country", "countries"), y: 14}
	d.line(criterion.ID+" "+criterion.Title, 20, "700", ink)
	d.line(criterion.Question, 14, "400", soft)
	d.y += 8
	for _, c := range cells {
		word := levelWord(c.Level())
		if c.Contrary() {
			word += ", contrary"
		}
		d.badge(drawingEdge+170, d.y+8, c.Sign(), word)
		d.y += 6
		d.line(c.Country.Name, 15, "600", ink)
		d.y += 9
		d.standing(c, 12)
	}
	return d
}

// mapDrawing is the map of firewalls as a picture.
func mapDrawing(v *dataset.View, m mapPicture, list []standing) *drawing {
	d := &drawing{title: "Firewall in thirteen countries of Europe", y: 14}
	d.line("Can a migrant report sexual violence without being handed to immigration enforcement?", 18, "700", ink)
	d.line("The firewall of each country is as strong as its weakest part.", 14, "400", soft)
	fmt.Fprintf(d, `<g transform="translate(0 %d)"><path %s fill="#f1efe9" stroke="#d8d5cc" stroke-width=".7"/><path %s fill="none" stroke="#d8d5cc" stroke-width=".7"/>`, d.y+8, m.Land, m.Borders)
	for _, s := range m.Shapes {
		fill := inks[s.Sign][0]
		fmt.Fprintf(d, `<path %s fill="%s" stroke="#fcfbf8"/>`, s.Path, fill)
		if s.Ring {
			fmt.Fprintf(d, `<circle cx="%g" cy="%g" r="7" fill="%s" stroke="#fcfbf8"/>`, s.X, s.Y, fill)
		}
	}
	for _, s := range m.Shapes {
		x := s.X
		if s.Ring {
			x += 22
		}
		// A colour never stands without its sign.
		fmt.Fprintf(d, `<rect x="%g" y="%g" width="24" height="31" rx="3" fill="#fcfbf8" opacity=".94"/>`, x-12, s.Y-12)
		fmt.Fprintf(d, `<text x="%g" y="%g" font-size="13" font-weight="600" text-anchor="middle" fill="%s">`, x, s.Y, ink)
		d.say(string(s.Code))
		fmt.Fprintf(d, `</text><circle cx="%g" cy="%g" r="7.5" fill="%s"/>`, x, s.Y+10, inks[s.Sign][0])
		d.sign(int(x), int(s.Y)+10, s.Sign)
	}
	d.add(`</g>`)
	d.y += m.Height + 8
	for _, s := range list {
		word := levelWord(s.Firewall.Level)
		sign := string(s.Firewall.Level)
		if s.Firewall.Contrary {
			word, sign = word+", contrary", "contrary"
		}
		d.badge(drawingEdge+170, d.y+8, sign, word)
		d.y += 6
		d.line(s.Country.Name, 15, "600", ink)
		d.y += 9
		var ids []string
		for _, w := range s.Weakest {
			ids = append(ids, w.Criterion.ID)
		}
		d.line("Made so by "+sentenceList(ids)+"; confidence "+s.Confidence()+"; "+s.Since()+".", 12, "400", soft)
		for _, c := range s.Cautions {
			d.line(c.Criterion.ID+": "+c.Caution(), 12, "600", "#8a3a0c")
		}
	}
	return d
}
