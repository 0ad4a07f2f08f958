package web

import (
	"html/template"
	"net/url"
)

// Here are the parts of long pages that stand on them dozens of times, each with cells in it.

// profileMarks are the cells of a profile: level, summary with numbered sources, what it must not be read without, practice, law.
func profileMarks(cells []profiled) template.HTML {
	var m markup
	m.Grow(2000 * len(cells))
	for _, c := range cells {
		m.add(`<article class="cell-part" id="`)
		m.say(c.Criterion.ID)
		m.add("\">\n<h4>")
		m.named(c.shown)
		m.add(` `)
		m.level(c.shown)
		m.add("</h4>\n")
		if a := c.Assessment; a != nil {
			m.add(`<p>`)
			m.say(a.Summary)
			m.add(` `)
			m.numbers(c.Citations)
			m.add("</p>\n") // on paper what follows runs on in the same line
		}
		m.standing(c.shown)
		m.add("\n")
		if a := c.Assessment; a != nil && a.PracticeNote != "" {
			m.add(`<p class="practice"><strong>Practice.</strong> `)
			m.say(a.PracticeNote)
			m.add(`</p>`)
		}
		m.restsOn(c.Legal)
		m.add("</article>\n")
	}
	return template.HTML(m.String())
}

// gapMarks are gaps: the cell, what it rests on, what asks for it, who does better and how.
func gapMarks(gaps []gapPart) template.HTML {
	var m markup
	m.Grow(6000 * len(gaps))
	for _, g := range gaps {
		m.gap(g)
	}
	return template.HTML(m.String())
}

func (m *markup) gap(g gapPart) {
	m.add(`<article class="cell-part gap" id="`)
	m.say(g.Shown.Criterion.ID)
	m.add(`"><h3>`)
	m.named(g.Shown)
	m.add(` `)
	m.level(g.Shown)
	m.add("</h3>\n<p>")
	if a := g.Shown.Assessment; a != nil {
		m.say(a.Summary)
		m.add(` `)
	}
	m.numbers(g.Citations)
	m.add("</p>\n")
	m.standing(g.Shown)
	m.restsOn(g.Legal)
	if n := len(g.Recommendations); n > 0 {
		m.fold(plural(n, "recommendation asks", "recommendations ask") + " for it")
		m.add(`<ul>`)
		for _, r := range g.Recommendations {
			m.add(`<li><a href="/recommendations/`)
			m.say(url.PathEscape(r.ID))
			m.add(`"><span class="id">`)
			m.say(r.ID)
			m.add(`</span></a> `)
			m.say(r.Text)
			m.add(`</li>`)
		}
		m.add(`</ul></details>`)
	}
	if n := len(g.Provisions); n > 0 {
		m.fold(plural(n, "provision", "provisions"))
		m.add(`<ul>`)
		for _, t := range g.Provisions {
			m.add(`<li><a href="/provisions/`)
			m.say(url.PathEscape(t.Provision.ID))
			m.add(`"><span class="id">`)
			m.say(t.Provision.ID)
			m.add(`</span> `)
			m.say(t.Rule.Short + ", " + t.Provision.Title)
			m.add(`</a> <span class="tier">`, plain(t.Provision.Tier), `; `, plain(t.Relation), `; `, bindingMark(t.Binding), `</span>`)
			if t.Why != "" {
				m.add(` <em>`)
				m.say(t.Why)
				m.add(`</em>`)
			}
			m.add(`</li>`)
		}
		m.add(`</ul></details>`)
	}
	m.better(g.Better)
	m.add("\n</article>")
}

// betterInFull is how many of the countries that do better are shown with how they do it. A page of gaps has thirty of these
// lists, of up to twelve countries each; the others are a step away.
const betterInFull = 3

// better adds the countries that do better, the best first, and how the first of them do it.
func (m *markup) better(cells []shown) {
	if len(cells) == 0 {
		m.add(`<p class="kind">No other country does better in a cell that was seen with at least medium confidence.</p>`)
		return
	}
	m.add(`<details class="law"><summary>`, plural(len(cells), "country does", "countries do"), ` better: `)
	for i, c := range cells {
		if i > 0 {
			m.add(`, `)
		}
		m.say(c.Country.Name)
	}
	m.add(`</summary><ul>`)
	named := func(c shown) {
		m.add(`<a href="`)
		m.say(c.Href)
		m.add(`">`)
		m.say(c.Country.Name)
		m.add(`</a>`)
	}
	whole := min(len(cells), betterInFull)
	for _, c := range cells[:whole] {
		m.add(`<li>`)
		named(c)
		m.add(`: `)
		m.word(c)
		m.note(c)
		m.add(`. `)
		if c.Assessment != nil {
			m.say(c.Assessment.Summary)
		}
		m.add(`</li>`)
	}
	if whole < len(cells) {
		m.add(`<li>How the others do it: `)
		for i, c := range cells[whole:] {
			if i > 0 {
				m.add(`, `)
			}
			named(c)
		}
		m.add(`</li>`)
	}
	m.add(`</ul></details>`)
}

// alignedMarks are the items of a list of provisions that bind a country, with both answers and the cells measured.
func alignedMarks(list []alignedCountry, asked string) template.HTML {
	var m markup
	for _, a := range list {
		m.add(`<li><a href="/provisions/`)
		m.say(url.PathEscape(a.Provision.ID) + asked + "#" + string(a.Country.Code))
		m.add(`"><span class="id">`)
		m.say(a.Provision.ID)
		m.add(`</span> `)
		m.say(a.Provision.Title)
		m.add(`</a>: `, bindingMark(a.Binding))
		for _, e := range a.Binding.Exceptions() {
			m.add(`; `)
			m.say(e)
		}
		m.add(`; <strong>`, meetsWord(a.Meets), `</strong> (`)
		for i, c := range a.Shown {
			if i > 0 {
				m.add(`, `)
			}
			m.add(`<a href="#`)
			m.say(c.Criterion.ID)
			m.add(`">`)
			m.say(c.Criterion.ID)
			m.add(`</a> `, levelWord(c.Level()))
		}
		m.add(`)</li>`)
	}
	return template.HTML(m.String())
}

// comparedMarks are the cells of a row of a comparison: level, summary, and what it must not be read without.
func comparedMarks(cells []shown) template.HTML {
	var m markup
	for _, c := range cells {
		m.add(`<td data-column="`)
		m.say(c.Country.Name)
		m.add(`"><a class="plain-link" href="`)
		m.say(c.Href)
		m.add(`">`)
		m.level(c)
		m.add(`</a>`)
		if c.Assessment != nil {
			m.add(`<p>`)
			m.say(c.Assessment.Summary)
			m.add(`</p>`)
		}
		m.standing(c)
		m.add("</td>\n")
	}
	return template.HTML(m.String())
}
