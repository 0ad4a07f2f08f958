package web

import (
	"html/template"
	"strconv"
)

// timelineMark is the timeline as a picture; the same stands in the list beside it.
func timelineMark(t drawnTimeline) template.HTML {
	if len(t.Marks) == 0 {
		return ""
	}
	var m markup
	height := strconv.Itoa(t.Height)
	m.add(`<svg class="timeline" viewBox="0 0 `, strconv.Itoa(t.Width), ` `, height, `" role="img" aria-label="Events along the years; the same stands in the list">`)
	for _, y := range t.Years {
		m.add(`<path class="tick" d="M`, strconv.Itoa(y.X), `,0V`, height, `"/><text x="`, strconv.Itoa(y.X+3), `" y="`, strconv.Itoa(t.Height-4), `">`, strconv.Itoa(y.Year), `</text>`)
	}
	for _, e := range t.Marks {
		m.add(`<g><title>`)
		m.say(e.Label)
		m.add(`</title>`)
		if e.Width > 3 {
			m.add(`<rect x="`, strconv.Itoa(e.X), `" y="`, strconv.Itoa(e.Y-3), `" width="`, strconv.Itoa(e.Width), `" height="6" rx="3"/>`)
		} else {
			m.add(`<circle cx="`, strconv.Itoa(e.X), `" cy="`, strconv.Itoa(e.Y), `" r="4"/>`)
		}
		m.add(`</g>`)
	}
	m.add(`</svg>`)
	return template.HTML(m.String())
}

// eventMarks are the items of a list of events: when, where, what, the cells that it bears on, and its source.
func eventMarks(events []event) template.HTML {
	var m markup
	m.Grow(500 * len(events))
	for _, e := range events {
		code := string(e.Country.Code)
		m.add(`<li id="`)
		m.say(e.ID)
		m.add(`">`)
		m.date(e.Date)
		m.add(` <span>`)
		if e.Number == 0 {
			m.add(`<a href="/countries/`, code, `#timeline">`)
			m.say(e.Country.Name)
			m.add(`</a>. `)
		}
		m.say(e.Text())
		m.add(` `)
		for _, c := range e.Criteria {
			m.add(`<a class="id" href="/assessments/`, code, `-`)
			m.say(c.ID)
			m.add(`" title="`)
			m.say(c.Title)
			m.add(`">`)
			m.say(c.ID)
			m.add(`</a> `)
		}
		if e.Number > 0 {
			n := number(e.Number)
			m.add(`<a class="ref" href="#source-`, n, `">[`, n, `]</a>`)
		} else {
			m.add(`<span class="kind"><a href="`)
			m.say(sourceHref(e.Country, e.Source.ID))
			m.add(`">`)
			m.say(e.Source.Title)
			m.add(`</a></span>`)
		}
		m.add("</span></li>\n")
	}
	return template.HTML(m.String())
}

// shiftMarks are the rows of what differs between two dates: the cell then and now, each with what it must not be read
// without, and what happened between.
func shiftMarks(shifts []shift) template.HTML {
	var m markup
	m.Grow(1200 * len(shifts))
	for _, s := range shifts {
		m.add(`<tr><th scope="row"><a href="`)
		m.say(s.Now.Href)
		m.add(`">`)
		m.say(s.Now.Country.Name)
		m.add(`, <span class="id">`)
		m.say(s.Now.Criterion.ID)
		m.add(`</span> `)
		m.say(s.Now.Criterion.Title)
		m.add(`</a></th><td data-column="Before"><a class="plain-link" href="`)
		m.say(s.Then.Href)
		m.add(`">`)
		m.level(s.Then)
		m.add(`</a>`)
		m.standing(s.Then)
		m.add(`</td><td data-column="After">`)
		m.level(s.Now)
		m.standing(s.Now)
		m.add(`</td><td data-column="What happened between">`)
		for _, e := range s.Events {
			m.add(`<p>`, day(e.Date), `: `)
			m.say(e.Event.Event)
			m.add(`</p>`)
		}
		if len(s.Events) == 0 {
			m.add(`nothing that is recorded`)
		}
		m.add("</td></tr>\n")
	}
	return template.HTML(m.String())
}
