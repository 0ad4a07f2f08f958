package web

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// What is printed hundreds of times on a page is printed here and not by templates, which take fifty times as long: a
// level, what it must not be read without, a cell of a table. Every text passes esc; the rest is fixed.

// esc makes text harmless in HTML, in quoted attributes too.
func esc(text string) string { return template.HTMLEscapeString(text) }

// A markup is HTML that is being put together.
type markup struct{ strings.Builder }

// add adds fixed markup.
func (m *markup) add(fixed ...string) {
	for _, f := range fixed {
		m.WriteString(f)
	}
}

// say adds text, made harmless.
func (m *markup) say(text string) {
	if strings.ContainsAny(text, "<>&'\"\x00") {
		text = esc(text)
	}
	m.WriteString(text)
}

// word adds the level in words.
func (m *markup) word(c shown) {
	m.add(levelWord(c.Level()))
	if c.Contrary() {
		m.add(", contrary")
	}
}

// printed is what a method of markup prints, for templates.
func printed(print func(*markup)) template.HTML {
	var m markup
	print(&m)
	return template.HTML(m.String())
}

// levelMark is the level of a cell in words with its sign. It never stands alone: standingMark or the cell's note go with it.
func levelMark(c shown) template.HTML { return printed(func(m *markup) { m.level(c) }) }

func (m *markup) level(c shown) {
	m.add(`<span class="level lv-`, c.Sign(), `"><i class="sign s-`, c.Sign(), `" aria-hidden="true"></i>`)
	m.word(c)
	m.add(`</span>`)
}

// standingMark is what a level must not be read without: whom it covers, confidence, evidence, date, caution.
func standingMark(c shown) template.HTML { return printed(func(m *markup) { m.standing(c) }) }

func (m *markup) standing(c shown) {
	a := c.Assessment
	if a == nil {
		m.add(`<p class="standing">Nothing was coded for this date in this mapping.</p>`)
		return
	}
	m.add(`<p class="standing">`)
	if covers := c.Covers(); len(covers) > 0 {
		m.add(`<span>covers `)
		m.say(sentenceList(covers))
		m.add(`</span> `)
	}
	m.add(`<span>confidence `, string(a.Confidence), `</span> `)
	if c.Background() {
		m.add(`<span><strong class="bg">background knowledge, not read again</strong></span>`)
	} else {
		m.add(`<span>source seen</span>`)
	}
	m.add(` <span>counts from `)
	m.date(since(a))
	if !a.Until.IsZero() {
		m.add(` until `)
		m.date(a.Until)
	}
	m.add(`</span></p>`)
	if a.Caution != "" {
		m.add(`<p class="caution"><strong>Caution.</strong> `)
		m.say(a.Caution)
		m.add(`</p>`)
	}
}

// since is from when an assessment counts, as precise as it is known: an assessment of 2015 counts from the last day of 2015,
// and saying that day would pretend to know it.
func since(a *dataset.Assessment) schema.Date {
	if !a.ValidFrom.IsZero() {
		return a.ValidFrom
	}
	return a.From
}

// date adds a date for people and machines.
func (m *markup) date(d schema.Date) { m.add(`<time datetime="`, d.String(), `">`, day(d), `</time>`) }

// note adds the same in one run of text, for the inside of a link.
func (m *markup) note(c shown) {
	a := c.Assessment
	if a == nil {
		return
	}
	if covers := c.Covers(); len(covers) > 0 {
		m.add(`; covers `)
		m.say(sentenceList(covers))
	}
	if a.Caution != "" {
		m.add(`; <b>caution: `)
		m.say(strings.TrimSuffix(a.Caution, "."))
		m.add(`</b>`)
	}
	m.add(`; `, string(a.Confidence), ` confidence`)
	if c.Background() {
		m.add(`, background knowledge`)
	}
	m.add(`; from `, day(since(a)))
}

// noteMark is the level and what it must not be read without, in one run of text.
func noteMark(c shown) template.HTML {
	return printed(func(m *markup) { m.word(c); m.note(c) })
}

// criterion adds the id and the title of a criterion.
func (m *markup) criterion(c *schema.Criterion) {
	m.add(`<span class="id">`)
	m.say(c.ID)
	m.add(`</span> `)
	m.say(c.Title)
}

// named adds a cell by its criterion, leading to its page.
func (m *markup) named(c shown) {
	m.add(`<a href="`)
	m.say(c.Href)
	m.add(`">`)
	m.criterion(c.Criterion)
	m.add(`</a>`)
}

// cellMark is a cell of a table: sign and marks to see, the whole note for whoever rests on it or listens.
func cellMark(c shown) template.HTML { return printed(func(m *markup) { m.cell(c) }) }

func (m *markup) cell(c shown) {
	m.add(`<a class="cell lv-`, c.Sign(), `" href="`)
	m.say(c.Href)
	m.add(`" aria-labelledby="n-`, c.ID(), `"><i class="sign s-`, c.Sign(), `"></i>`)
	if c.Caution() != "" || c.Background() {
		m.add(`<sup class="marks" aria-hidden="true">`)
		if c.Caution() != "" {
			m.add(`!`)
		}
		if c.Background() {
			m.add(`†`)
		}
		m.add(`</sup>`)
	}
	// The note is not laid out before a hand comes; by its id it names the link all the same.
	m.add(`<span class="note" id="n-`, c.ID(), `">`)
	m.say(c.Country.Name)
	m.add(`, `)
	m.say(c.Criterion.ID + " " + c.Criterion.Title)
	m.add(`: <strong>`)
	m.word(c)
	m.add(`</strong>`)
	m.note(c)
	m.add(`</span></a>`)
}

// cellMarks are the cells of a row of a table.
func cellMarks(cells []shown) template.HTML {
	var m markup
	m.Grow(450 * len(cells))
	for _, c := range cells {
		m.add(`<td>`)
		m.cell(c)
		m.add(`</td>`)
	}
	return template.HTML(m.String())
}

// stripMarks are the cells of a strip, each below the code of its country.
func stripMarks(cells []shown) template.HTML {
	return printed(func(m *markup) {
		m.Grow(500 * len(cells))
		for _, c := range cells {
			m.add(`<span class="strip-cell"><span aria-hidden="true">`, string(c.Country.Code), `</span>`)
			m.cell(c)
			m.add(`</span>`)
		}
	})
}

// sourceMarks are the items of a list of sources.
func sourceMarks(list []*schema.Source) template.HTML {
	return printed(func(m *markup) {
		m.Grow(400 * len(list))
		for _, s := range list {
			m.add(`<li id="`)
			m.say(s.ID)
			m.add(`">`)
			m.source(s)
			m.add("</li>\n")
		}
	})
}

// numberedMarks are the items of a list of sources that a page cites by number.
func numberedMarks(list []numbered) template.HTML {
	return printed(func(m *markup) {
		m.Grow(400 * len(list))
		for _, s := range list {
			m.add(`<li id="source-`, strconv.Itoa(s.Number), `">`)
			m.source(s.Source)
			m.add("</li>\n")
		}
	})
}

// source adds a source. Only an address of the web is linked.
func (m *markup) source(s *schema.Source) {
	if len(s.Authors) > 0 {
		for i, a := range s.Authors {
			if i > 0 {
				m.add(`, `)
			}
			m.say(a)
		}
		m.add(`. `)
	}
	m.add(`<cite>`)
	m.linked(s.URL, s.Title)
	m.add(`</cite>`)
	if s.Publisher != "" {
		m.add(`, `)
		m.say(s.Publisher)
	}
	if s.Year != 0 {
		m.add(` (`, strconv.Itoa(s.Year), `)`)
	}
	if s.Language != "" && s.Language != "en" {
		m.add(`, in `)
		m.say(languageName(s.Language))
	}
	if !s.Seen {
		m.add(` <span class="unseen">not read</span>`)
	}
	if s.Says != "" {
		m.add(`. `)
		m.say(s.Says)
	}
	if s.Note != "" {
		m.add(` <span class="kind">`)
		m.say(s.Note)
		m.add(`</span>`)
	}
}
