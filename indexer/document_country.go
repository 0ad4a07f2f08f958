package indexer

import (
	"strings"
	"unicode/utf8"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// country adds a country with all that stands in its file, assessments apart.
func (c *collection) country(country *schema.Country) {
	page := "/countries/" + string(country.Code)
	c.new(dataset.KindCountry, string(country.Code), country.Name, page).in(country).
		add("name", inTitle, english, country.Name).
		add("overview", inText, english, country.Overview)
	for i := range country.Sources {
		c.source(&country.Sources[i], country)
	}
	for i := range country.Instruments {
		c.instrument(&country.Instruments[i], country, page)
	}
	for i := range country.Timeline {
		e := &country.Timeline[i]
		d := c.new(dataset.KindEvent, e.ID, opening(e.Event), "/timeline#"+e.ID).in(country)
		d.year = e.Date.Year()
		c.about(d, e.Criteria...).
			add("event", inText, english, e.Event).
			add("date", inLabel, "", e.Date.String())
	}
	for i := range country.Services {
		c.service(&country.Services[i], country, page)
	}
	for i := range country.Findings {
		f := &country.Findings[i]
		d := c.new(dataset.KindFinding, f.ID, opening(f.Finding), page+"#"+f.ID).in(country)
		if project := c.Project(f.Project); project != nil {
			d.add("project", inLabel, english, project.Title)
		}
		c.about(d, f.Criteria...).add("finding", inText, english, f.Finding)
	}
}

func (c *collection) source(s *schema.Source, country *schema.Country) {
	whose := "rules"
	if country != nil {
		whose = string(country.Code)
	}
	d := c.new(dataset.KindSource, s.ID, s.Title, "/sources?country="+whose+"#"+s.ID).in(country)
	d.language = s.Language
	d.year = s.Year
	d.evidence = schema.Background
	if s.Seen {
		d.evidence = schema.Seen
	}
	language := s.Language
	if language == "" {
		language = english
	}
	d.add("title", inTitle, language, s.Title).
		add("says", inText, english, s.Says).
		add("note", inDetail, english, s.Note).
		add("publisher", inLabel, language, s.Publisher).
		add("year", inLabel, "", yearText(s.Year))
	for _, author := range s.Authors {
		d.add("authors", inLabel, language, author)
	}
}

func (c *collection) instrument(in *schema.Instrument, country *schema.Country, page string) {
	d := c.new(dataset.KindInstrument, in.ID, in.Title, page+"#"+in.ID).in(country)
	d.year = in.Date.Year()
	language := schema.Language(in.TitleLanguage)
	if in.TitleLanguage == schema.Multiple {
		language = ""
	}
	if in.TitleOriginal != "" {
		d.language = language
	}
	d.add("title", inTitle, english, in.Title).
		add("title_original", inTitle, language, in.TitleOriginal).
		add("date", inLabel, "", in.Date.String()).
		add("kind", inLabel, english, schema.InstrumentKinds.Means(in.Kind))
}

func (c *collection) service(s *schema.Service, country *schema.Country, page string) {
	url := "/help#" + s.ID
	if !s.ListedAsHelp() {
		url = page + "#" + s.ID
	}
	d := c.new(dataset.KindService, s.ID, s.Name, url).in(country)
	d.year = s.LastChecked.Year()
	d.caution = serviceCaution(s)
	d.add("name", inTitle, english, s.Name).
		add("kind", inText, english, schema.ServiceKinds.Means(s.Kind)).
		add("coverage", inText, english, s.Coverage).
		add("hours", inDetail, english, s.Hours)
	for _, phone := range s.Phone {
		d.add("phone", inLabel, "", phone)
	}
	for _, n := range s.MayNotify {
		d.add("may_notify", inDetail, english, n.When)
		c.about(d, n.Criterion)
	}
}

// serviceCaution is what a service must never be named without: that it is no place to turn to, and whom it may have to
// tell. Where no duty is recorded, nothing is established.
func serviceCaution(s *schema.Service) string {
	var says []string
	if !s.ListedAsHelp() {
		says = append(says, "Not listed as help for victims.")
	}
	for _, n := range s.MayNotify {
		says = append(says, "May have to tell "+schema.Authorities.Means(n.Whom)+": "+n.When+".")
	}
	if len(s.MayNotify) == 0 {
		says = append(says, "Whether it has to tell the police or immigration authorities is not established.")
	}
	return strings.Join(says, " ")
}

// opening is the beginning of a text that serves as its title: at most 120 characters, whole words.
func opening(text string) string {
	most := 120
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	end := 0
	for i := range text {
		if most--; most < 0 {
			break
		}
		if text[i] == ' ' {
			end = i
		}
	}
	return strings.TrimRight(text[:end], " ,;:") + " …"
}
