package web

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// numbersMark are the numbers of citations, leading to the list of sources below.
func numbersMark(list []cited) template.HTML { return printed(func(m *markup) { m.numbers(list) }) }

func (m *markup) numbers(list []cited) {
	for i, c := range list {
		if i > 0 && c.Number == list[i-1].Number && c.Locator == list[i-1].Locator {
			continue // cited for two things, of which the mark says neither
		}
		n := strconv.Itoa(c.Number)
		m.add(`<a class="ref" href="#source-`, n, `"`)
		if c.Locator != "" {
			m.add(` title="`)
			m.say(c.Locator)
			m.add(`"`)
		}
		m.add(`>[`, n, `]</a>`)
	}
}

// legalMark is the law that a cell rests on.
func legalMark(list []legal) template.HTML { return printed(func(m *markup) { m.legal(list) }) }

// restsOn adds the law that a cell rests on, folded; nothing where it rests on none.
func (m *markup) restsOn(list []legal) {
	if len(list) == 0 {
		return
	}
	m.fold("Rests on " + plural(len(list), "text", "texts"))
	m.legal(list)
	m.add(`</details>`)
}

// fold begins a part that is folded under its summary, and that </details> ends.
func (m *markup) fold(summary string) {
	m.add(`<details class="law"><summary>`)
	m.say(summary)
	m.add(`</summary>`)
}

func (m *markup) legal(list []legal) {
	m.add(`<ul class="legal">`)
	for _, l := range list {
		m.add(`<li>`)
		if i := l.Instrument; i != nil {
			m.linked(i.URL, i.Title)
			m.original(i)
			if !i.Date.IsZero() {
				m.add(`, `)
				m.date(i.Date)
			}
		}
		if r := l.Rule; r != nil {
			m.add(`<a href="/rules#`)
			m.say(r.ID)
			m.add(`">`)
			m.say(r.Title)
			m.add(`</a>`)
		}
		if l.Article != "" {
			m.add(`, `)
			m.say(articleWord(l.Article))
		}
		if l.Instrument != nil && l.Instrument.RepealedBy != "" {
			m.add(` <span class="repealed">repealed by `)
			m.say(l.Instrument.RepealedBy)
			m.add(`</span>`)
		}
		m.add(`</li>`)
	}
	m.add(`</ul>`)
}

// originalMark is an instrument's title in its own language.
func originalMark(i *schema.Instrument) template.HTML {
	return printed(func(m *markup) { m.original(i) })
}

func (m *markup) original(i *schema.Instrument) {
	if i.TitleOriginal == "" {
		return
	}
	m.add(` <i class="original"`)
	if i.TitleLanguage != "" && i.TitleLanguage != schema.Multiple {
		m.add(` lang="`)
		m.say(string(i.TitleLanguage))
		m.add(`"`)
	}
	m.add(`>`)
	m.say(i.TitleOriginal)
	m.add(`</i>`)
}

// linked adds text that leads to an address elsewhere. Only an address of the web is linked.
func (m *markup) linked(address, text string) {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		m.say(text)
		return
	}
	m.add(`<a href="`)
	m.say(address)
	m.add(`" rel="noreferrer nofollow">`)
	m.say(text)
	m.add(`</a>`)
}
