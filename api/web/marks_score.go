package web

import (
	"html/template"

	"github.com/firewallmap/firewallmap/dataset"
)

// scoreMark is a score with its bounds and coverage, never the number alone.
func scoreMark(s dataset.Score) template.HTML {
	var m markup
	m.add(`<span class="score"><b>`, number(s.Value), `</b> <span class="bounds">(`, number(s.Low), `–`, number(s.High),
		`)</span></span> <span class="coverage">`, percent(s.Coverage), ` known</span>`)
	if s.Withheld != "" {
		m.add(` <span class="withheld">`)
		m.say(s.Withheld)
		m.add(`</span>`)
	}
	return template.HTML(m.String())
}

// dotsMark is the picture of a score: a line from the lower to the upper bound, a dot at the value.
func dotsMark(s dataset.Score) template.HTML {
	var m markup
	low, high := number(s.Low), number(s.High)
	m.add(`<svg class="dots" viewBox="-4 0 108 16" role="img" aria-label="`, number(s.Value), `, between `, low, ` and `, high,
		`"><path class="axis" d="M0,8H100M0,4V12M50,5V11M100,4V12"/><path class="span" d="M`, low, `,8H`, high, `"/>`)
	if s.Value != nil {
		m.add(`<circle cx="`, number(s.Value), `" cy="8" r="3.5"/>`)
	}
	m.add(`</svg>`)
	return template.HTML(m.String())
}
