package schema

import (
	"fmt"
	"regexp"
)

// versionForm is the form of a version: year and month, with a number for a second release in the month.
var versionForm = regexp.MustCompile(`^[0-9]{4}\.(0[1-9]|1[0-2])(\.[1-9][0-9]?)?$`)

// IsVersion says whether text has the form of a version of the dataset: 2026.11.
func IsVersion(text string) bool { return versionForm.MatchString(text) }

// digestForm is the form of a digest.
var digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// dataset checks what is said of the dataset as a whole, and its releases.
func (v *validation) dataset() {
	d := &v.records.Dataset
	if d.Version != "" && !versionForm.MatchString(d.Version) {
		v.errorf("dataset.version", "", "%q is no version; write year and month, for example 2026.11", d.Version)
	}
	editions := map[string]bool{}
	for i, e := range d.Releases {
		at := fmt.Sprintf("dataset.releases[%d]", i)
		v.unique(editions, e.Version, at+".version", e.Version, "the release "+e.Version)
		if e.Version != "" && !versionForm.MatchString(e.Version) {
			v.errorf(at+".version", e.Version, "%q is no version; write year and month, for example 2026.11", e.Version)
		}
		if e.Digest != "" && !digestForm.MatchString(e.Digest) {
			v.errorf(at+".digest", e.Version, "%q is no digest; it is sha256: and 64 hexadecimal digits", e.Digest)
		}
	}
	for i, release := range v.records.Releases {
		at := fmt.Sprintf("releases[%d]", i)
		if !editions[release.Version] {
			v.errorf(at+".version", release.Version, "dataset.yaml lists no release %s; add it with date and digest", release.Version)
		}
		seen := map[string]bool{}
		for j, c := range release.Cells {
			cell := fmt.Sprintf("%s.cells[%d].assessment", at, j)
			v.unique(seen, c.Assessment, cell, c.Assessment, c.Assessment)
			if _, err := ParseAssessmentID(c.Assessment); err != nil && c.Assessment != "" {
				v.errorf(cell, c.Assessment, "%s", err)
			}
		}
	}
}

// codebook checks the codebook against the levels that the program knows.
func (v *validation) codebook() {
	c := &v.records.Codebook
	defined := map[Level]bool{}
	for i, l := range c.Levels {
		at := fmt.Sprintf("codebook.levels[%d]", i)
		if defined[l.Level] {
			v.errorf(at, string(l.Level), "the level %s is defined twice", l.Level)
		}
		defined[l.Level] = true
		score, scores := l.Level.Score()
		if scores != (l.Score != nil) || scores && float64(*l.Score) != score {
			v.errorf(at+".score", string(l.Level), "the level %s scores %s", l.Level, scoreInWords(l.Level))
		}
	}
	for _, l := range Levels.Words() {
		if !defined[l] {
			v.errorf("codebook.levels", string(l), "the level %s is not defined", l)
		}
	}
	aspects := map[Aspect]bool{}
	for _, a := range c.Aspects {
		aspects[a.ID] = true
	}
	for i := range c.Criteria {
		if a := c.Criteria[i].Aspect; !aspects[a] {
			v.errorf(fmt.Sprintf("codebook.criteria[%d].aspect", i), c.Criteria[i].ID, "the codebook defines no aspect %q", a)
		}
	}
}

func scoreInWords(l Level) string {
	if score, ok := l.Score(); ok {
		return fmt.Sprintf("%v", score)
	}
	return "nothing (null)"
}

// framework checks that the framework's references lead somewhere.
func (v *validation) framework() {
	f := &v.records.Framework
	for i := range f.Aspects {
		v.referAll(kindSection, f.Aspects[i].Sections, fmt.Sprintf("framework.aspects[%d].sections", i), string(f.Aspects[i].ID))
	}
	for i := range f.Recommendations {
		r, at := &f.Recommendations[i], fmt.Sprintf("framework.recommendations[%d]", i)
		v.refer(kindSection, r.Section, at+".section", r.ID)
		v.referAll(kindCriterion, r.Criteria, at+".criteria", r.ID)
		v.referAll(kindProvision, r.Provisions, at+".provisions", r.ID)
		v.referAll(kindProvision, r.ParallelProvisions, at+".parallel_provisions", r.ID)
	}
	for i := range f.Definitions {
		d := &f.Definitions[i]
		if !v.kinds[kindSection][d.Section] && !v.kinds[kindRecommendation][d.Section] {
			// 4.1 is a recommendation, 6.1 a section: a definition may stand in either.
			v.refer(kindSection, d.Section, fmt.Sprintf("framework.definitions[%d].section", i), d.ID)
		}
	}
	for i := range f.Findings {
		x, at := &f.Findings[i], fmt.Sprintf("framework.findings[%d]", i)
		v.refer(kindSection, x.Section, at+".section", x.ID())
		v.referAll(kindCriterion, x.Criteria, at+".criteria", x.ID())
	}
	for i := range f.Scenarios {
		s, at := &f.Scenarios[i], fmt.Sprintf("framework.scenarios[%d]", i)
		v.refer(kindSection, s.Section, at+".section", s.ID)
		v.referAll(kindCriterion, s.Criteria, at+".criteria", s.ID)
	}
}

// rulebook checks the rules, whom they bind, and the rulings.
func (v *validation) rulebook() {
	b := &v.records.Rules
	tiers := map[string]Tier{}
	for i := range b.Rules {
		r, at := &b.Rules[i], fmt.Sprintf("rules.rules[%d]", i)
		tiers[r.ID] = r.Tier
		v.refer(kindRule, r.Amends, at+".amends", r.ID)
		v.refer(kindRule, r.Replaces, at+".replaces", r.ID)
		v.referAll(kindSource, r.Sources, at+".sources", r.ID)
	}
	for i := range b.Provisions {
		p, at := &b.Provisions[i], fmt.Sprintf("rules.provisions[%d]", i)
		v.refer(kindRule, p.Rule, at+".rule", p.ID)
		v.referAll(kindSource, p.Sources, at+".sources", p.ID)
		seen := map[string]bool{}
		for j, l := range p.Links {
			link := fmt.Sprintf("%s.links[%d]", at, j)
			v.refer(kindCriterion, l.Criterion, link+".criterion", p.ID)
			v.unique(seen, l.Criterion, link, p.ID, "a link to "+l.Criterion)
		}
	}
	pairs := map[string]bool{}
	for i := range b.Bindings {
		x, at := &b.Bindings[i], fmt.Sprintf("rules.bindings[%d]", i)
		id := BindingID(x.Country, x.Rule)
		v.unique(pairs, id, at, id, "a binding of "+string(x.Country)+" to "+x.Rule)
		v.refer(kindCountry, string(x.Country), at+".country", id)
		v.refer(kindRule, x.Rule, at+".rule", id)
		v.referAll(kindSource, x.Sources, at+".sources", id)
		if tiers[x.Rule] == SoftLaw {
			v.errorf(at, id, "%s is soft law, which binds nobody; remove the binding", x.Rule)
		}
		if !x.From.IsZero() && !x.Until.IsZero() && x.Until.Before(x.From) {
			v.errorf(at+".until", id, "bound until %s, before it was bound (%s)", x.Until, x.From)
		}
	}
	for i := range b.Rulings {
		r, at := &b.Rulings[i], fmt.Sprintf("rules.rulings[%d]", i)
		v.referAll(kindProvision, r.Provisions, at+".provisions", r.ID)
		v.referAll(kindSource, r.Sources, at+".sources", r.ID)
	}
	for i, e := range b.Errata {
		v.refer(kindSource, e.Source, fmt.Sprintf("rules.errata[%d].source", i), e.Where)
	}
}

// projects checks projects, mappings and resources.
func (v *validation) projects() {
	r := v.records
	defaults := 0
	for i := range r.Mappings {
		m := &r.Mappings[i]
		if m.Default {
			defaults++
		}
		if m.Codebook != 0 && m.Codebook != r.Codebook.Version {
			v.errorf(fmt.Sprintf("mappings[%d].codebook", i), m.ID, "there is no version %d of the codebook here; it is version %d", m.Codebook, r.Codebook.Version)
		}
	}
	if defaults != 1 {
		v.errorf("mappings", "", "%d mappings are marked default: true; exactly one is", defaults)
	}
	for i := range r.Resources {
		v.refer(kindProject, r.Resources[i].Project, fmt.Sprintf("resources[%d].project", i), r.Resources[i].ID)
	}
}

// thesaurus checks concepts and their terms.
func (v *validation) thesaurus() {
	ids := map[string]bool{}
	for i := range v.records.Thesaurus.Concepts {
		c, at := &v.records.Thesaurus.Concepts[i], fmt.Sprintf("thesaurus.concepts[%d]", i)
		v.unique(ids, c.ID, at+".id", c.ID, "the concept "+c.ID)
		v.referAll(kindCriterion, c.Criteria, at+".criteria", c.ID)
		languages := map[string]bool{}
		for j, t := range c.Terms {
			term := fmt.Sprintf("%s.terms[%d]", at, j)
			v.unique(languages, string(t.Language), term+".language", c.ID, "the language "+string(t.Language))
			v.refer(kindSource, t.Source, term+".source", c.ID)
			checks := 0
			for _, given := range []bool{t.Source != "", t.Page != "", t.Unchecked} {
				if given {
					checks++
				}
			}
			if checks != 1 {
				v.errorf(term, c.ID, "the terms in %s name a source or a page that they were checked against, or are unchecked: true; one of the three", t.Language)
			}
		}
	}
}

// changes checks the log of changes.
func (v *validation) changes() {
	for i := range v.records.Changes.Changes {
		set := &v.records.Changes.Changes[i]
		at := fmt.Sprintf("changes.changes[%d]", i)
		if set.Version != "" && set.Version != Unreleased && !versionForm.MatchString(set.Version) {
			v.errorf(at+".version", "", "%q is no version; write year and month (2026.11) or %s", set.Version, Unreleased)
		}
		for j := range set.Cells {
			c, cell := &set.Cells[j], fmt.Sprintf("%s.cells[%d]", at, j)
			ref, err := ParseAssessmentID(c.Cell)
			if err != nil && c.Cell != "" {
				v.errorf(cell+".cell", c.Cell, "%s", err)
			}
			if err == nil {
				v.refer(kindCriterion, ref.Criterion, cell+".cell", c.Cell)
				v.refer(kindMapping, ref.Mapping, cell+".cell", c.Cell)
			}
			if !c.Removed && c.Level == nil && c.Contrary == nil && c.Confidence == nil {
				v.errorf(cell, c.Cell, "nothing changed here: give level, contrary or confidence with from and to, or removed: true")
			}
		}
	}
}
