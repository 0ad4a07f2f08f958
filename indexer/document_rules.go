package indexer

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// rules adds the rules, their provisions, the rulings on them, and their sources.
func (c *collection) rules() {
	book := &c.Records().Rules
	for i := range book.Rules {
		r := &book.Rules[i]
		d := c.new(dataset.KindRule, r.ID, r.Title, "/rules#"+r.ID)
		d.year = r.Adopted.Year()
		d.evidence = r.Evidence
		d.add("title", inTitle, english, r.Title).
			add("short", inTitle, english, r.Short).
			add("note", inText, english, r.Note).
			add("number", inLabel, "", r.Number)
	}
	for i := range book.Provisions {
		c.provision(&book.Provisions[i])
	}
	for i := range book.Rulings {
		c.ruling(&book.Rulings[i])
	}
	for i := range book.Sources {
		c.source(&book.Sources[i], nil)
	}
}

func (c *collection) provision(p *schema.Provision) {
	d := c.new(dataset.KindProvision, p.ID, p.Title, "/provisions/"+p.ID)
	d.evidence = p.Evidence
	d.add("title", inTitle, english, p.Title)
	if rule := c.Rule(p.Rule); rule != nil {
		d.title = rule.Short + ", " + articleOf(p) + ": " + p.Title
		d.year = rule.Adopted.Year()
		d.add("rule", inLabel, english, rule.Short).add("rule", inLabel, english, rule.Title)
	}
	d.addAt("requires", inText, english, p.Requires, articleOf(p)).
		add("article", inLabel, english, articleOf(p))
	for _, link := range p.Links {
		c.about(d, link.Criterion).add("why", inDetail, english, link.Why)
	}
}

// articleOf is the place of a provision in its rule, as lawyers write it.
func articleOf(p *schema.Provision) string {
	place := "Article " + p.Article
	if p.Paragraph != "" {
		place += "(" + p.Paragraph + ")"
	}
	return place
}

func (c *collection) ruling(r *schema.Ruling) {
	url := "/rules#" + r.ID
	if len(r.Provisions) > 0 {
		url = "/provisions/" + r.Provisions[0] + "#" + r.ID
	}
	d := c.new(dataset.KindRuling, r.ID, r.Name, url)
	d.countries = append(d.countries, r.Countries...)
	if len(r.Countries) == 1 {
		d.country = r.Countries[0]
	}
	d.evidence = r.Evidence
	d.year = r.Date.Year()
	d.add("name", inTitle, english, r.Name).
		addAt("holds", inText, english, r.Holds, r.Number).
		add("number", inLabel, "", r.Number).
		add("court", inLabel, english, schema.Courts.Means(r.Court))
	for _, id := range r.Provisions {
		if p := c.Provision(id); p != nil {
			for _, link := range p.Links {
				c.about(d, link.Criterion)
			}
		}
	}
}

// framework adds the recommendations, findings, scenarios and definitions of the framework.
func (c *collection) framework() {
	framework := &c.Records().Framework
	sections := map[string]string{}
	for _, s := range framework.Sections {
		sections[s.ID] = s.Title
	}
	for i := range framework.Recommendations {
		r := &framework.Recommendations[i]
		d := c.new(dataset.KindRecommendation, r.ID, opening(r.Text), "/recommendations/"+r.ID)
		c.about(d, r.Criteria...).
			addAt("text", inText, english, r.Text, r.ID).
			add("note", inDetail, english, r.Note).
			add("section", inLabel, english, sections[r.Section])
	}
	for i := range framework.Findings {
		f := &framework.Findings[i]
		d := c.new(dataset.KindFrameworkFinding, f.ID(), f.Title, "/recommendations#"+f.ID())
		c.about(d, f.Criteria...).
			add("title", inTitle, english, f.Title).
			addAt("finding", inText, english, f.Finding, f.Section).
			add("note", inDetail, english, f.Note)
	}
	for i := range framework.Scenarios {
		s := &framework.Scenarios[i]
		d := c.new(dataset.KindScenario, s.ID, s.Title, "/recommendations#"+s.ID)
		c.about(d, s.Criteria...).
			add("title", inTitle, english, s.Title).
			addAt("description", inText, english, s.Description, s.Section)
	}
	for i := range framework.Definitions {
		def := &framework.Definitions[i]
		c.new(dataset.KindDefinition, def.ID, def.Term, "/recommendations#"+def.ID).
			add("term", inTitle, english, def.Term).
			addAt("definition", inText, english, def.Definition, def.Section)
	}
}
