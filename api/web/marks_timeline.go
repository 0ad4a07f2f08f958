package web

import "html/template"

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
			m.say(sourceHref(e.Source.ID))
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
		m.add(`</a></th><td><a class="plain-link" href="`)
		m.say(s.Then.Href)
		m.add(`">`, string(levelMark(s.Then)), `</a>`, string(standingMark(s.Then)))
		m.add(`</td><td>`, string(levelMark(s.Now)), string(standingMark(s.Now)), `</td><td>`)
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
