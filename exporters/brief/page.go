package brief

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// page is a brief in words, ready for either form.
type page struct {
	Country        string
	Facts          string // date, mapping, version, digest
	Headline       string
	Contrary       bool
	Core           []line
	Score          string
	Groups         []group
	Others         string
	NotEstablished string
	Help           []help
	Sources        []source
	Cite           string
	Licence        string
}

// line is a cell in words: its level never stands without what qualifies it.
type line struct {
	ID, Title string
	Level     string // in words
	Word      string // the word of the level, which colours it
	Qualifier string // confidence, evidence, date, whom it covers
	Summary   string // empty where it is only named
	Caution   string
	Asked     string // the recommendations that ask for it, and the provisions
	Sources   []int
}

type group struct {
	Number  int
	Heading string
	Gaps    []line
	More    string   // gaps of the group that are not named
	Example *example // nil where there is no room for one
	Better  string   // who does better, besides the example
}

type example struct {
	line
	Country string
}

type help struct {
	Warning, Name, Reach string
	Sources              []int
}

type source struct {
	Number    int
	Text, URL string
	Read      string
}

func pageOf(b dataset.Brief) page {
	v := b.View
	p := page{
		Country:  b.Country.Name,
		Facts:    fmt.Sprintf("As of %s, coded in the mapping %s; dataset version %s, %s", v.Date, v.InMapping.ID, v.Version(), v.Digest()),
		Headline: headline(b.Firewall), Contrary: b.Firewall.Contrary, Score: score(v, b.Score),
		Others: others(b), NotEstablished: notEstablished(b.NotEstablished), Cite: b.Cite.Text(), Licence: v.Dataset().Licence.ID,
	}
	for _, c := range b.Core {
		l := lineOf(c.Cell, c.Sources)
		p.Core = append(p.Core, l)
	}
	for i, g := range b.Groups {
		p.Groups = append(p.Groups, groupOf(i+1, g))
	}
	for _, s := range b.Help {
		p.Help = append(p.Help, helpOf(s))
	}
	for _, s := range b.Sources {
		p.Sources = append(p.Sources, sourceOf(v.Snapshot, s))
	}
	return p
}

// headline says the firewall in a sentence.
func headline(f dataset.Firewall) string {
	text := map[schema.CellLevel]string{
		"met":            "The firewall stands: all of its parts are met.",
		"largely":        "The firewall is largely there, which is not safe: gaps or exceptions remain in its weakest part.",
		"partly":         "The firewall is there in part only.",
		"not_met":        "There is no firewall: at least one of its parts is not met.",
		"no_information": "Whether there is a firewall is not established: at least one of its parts is unknown, and none is known to be missing.",
		"not_coded":      "Nothing was coded for this date: whether there was a firewall is not known.",
		"not_applicable": "None of the parts of the firewall applies.",
	}[f.Level]
	if f.Contrary {
		text += " Rules, or the mandate of an authority, work against it."
	}
	return text
}

// score says the score in a sentence, with its bounds.
func score(v *dataset.View, s dataset.Score) string {
	bounds := fmt.Sprintf("between %.1f and %.1f, depending on what is unknown or in doubt", s.Low, s.High)
	text := fmt.Sprintf("Score: withheld (%s); %s.", s.Withheld, bounds)
	if s.Value != nil {
		text = fmt.Sprintf("Score: %.1f of 100; %s; %.0f %% of what applies is known.", *s.Value, bounds, s.Coverage*100)
	}
	if s.Provisional {
		text += fmt.Sprintf(" Provisional: a second coder has coded %.0f %% of the cells, and a fifth is needed.", v.DoubleCoded()*100)
	}
	return text
}

// lineOf puts a cell in words.
func lineOf(c dataset.Cell, sources []int) line {
	l := line{ID: c.ID(), Title: c.Criterion.Title, Level: level(c), Word: string(c.Level()), Sources: sources}
	a := c.Assessment
	if a == nil {
		return l
	}
	parts := []string{"confidence " + string(a.Confidence), map[schema.Evidence]string{schema.Seen: "source read", schema.Background: "source not read again"}[a.Evidence]}
	if a.ValidFrom.IsZero() {
		parts = append(parts, "coded "+a.From.String())
	} else {
		parts = append(parts, "since "+a.ValidFrom.String())
	}
	if len(a.Covers) > 0 {
		groups := make([]string, len(a.Covers))
		for i, g := range a.Covers {
			groups[i] = strings.TrimPrefix(g.Name(), "victims of ") // there is little room: "covers trafficking, women"
		}
		parts = append(parts, "covers "+strings.Join(groups, ", "))
	}
	if c.Assumed != "" {
		parts = []string{"assumed; coded as " + words(string(a.Level))}
	}
	l.Qualifier, l.Caution = strings.Join(parts, "; "), a.Caution
	return l
}

func level(c dataset.Cell) string {
	text := words(string(c.Level()))
	if c.Contrary() {
		text += ", rules work against it"
	}
	return text
}

func words(word string) string { return strings.ReplaceAll(word, "_", " ") }

func groupOf(number int, g dataset.BriefGroup) group {
	out := group{Number: number, Heading: g.Group.RestsOn()}
	if out.Heading == "" {
		out.Heading = g.Gaps[0].Cell.Criterion.Title
	}
	for _, gap := range g.Gaps {
		l := lineOf(gap.Cell, gap.Sources)
		if gap.Told {
			l.Summary, l.Asked = gap.Cell.Assessment.Summary, asked(gap.Gap)
		}
		out.Gaps = append(out.Gaps, l)
	}
	if e := g.Example; e != nil {
		l := lineOf(e.Cell, e.Sources)
		l.Summary = e.Assessment.Summary
		out.Example = &example{line: l, Country: e.Country.Name}
	}
	if g.More > 0 {
		out.More = fmt.Sprintf("%s on it too.", counted(g.More, "more gap rests", "more gaps rest"))
	}
	out.Better = better(g)
	return out
}

// maxBetter is how many countries that do better are named; the others are counted.
const maxBetter = 4

// better names who does better, besides the example: the countries and the criterion, without their levels, as there is no
// room for the cautions that must go with those.
func better(g dataset.BriefGroup) string {
	if g.For == nil {
		return "No other country is known, from a source that was read, to do better."
	}
	var names []string
	for _, c := range g.Better {
		if g.Example == nil || c.Country != g.Example.Country {
			names = append(names, c.Country.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	text := fmt.Sprintf("Who does it better in %s %s: ", g.For.ID, g.For.Title)
	switch {
	case g.Example != nil && len(names) == 1:
		text = "Another that stands higher: "
	case g.Example != nil:
		text = "Others that stand higher: "
	}
	return text + atMost(names, maxBetter) + "; levels and cautions stand in the full answer."
}

// maxTies is how many provisions are named in a gap; the others are counted.
const maxTies = 3

// asked says who asks for the criterion: the framework, and the provisions that require it. Where none of them is binding it
// says so; where none requires it, it names those on the same subject, which ask for less or other.
func asked(gap dataset.Gap) string {
	var binding, soft, near []string
	for _, t := range gap.Provisions {
		text := t.Rule.Short
		if a := t.Provision.Article; a[0] >= '0' && a[0] <= '9' {
			text += ", Article " + a
		}
		switch {
		case t.Relation == schema.Requires && t.Provision.Tier == schema.SoftLaw:
			soft = append(soft, text)
		case t.Relation == schema.Requires:
			binding = append(binding, fmt.Sprintf("%s (%s; %s)", text, tiers[t.Provision.Tier], words(t.Binding.String())))
		case t.Relation == schema.BearsOn:
			near = append(near, fmt.Sprintf("%s (%s)", text, tiers[t.Provision.Tier]))
		}
	}
	var sentences []string
	if ids := recommendations(gap); ids != "" {
		sentences = append(sentences, "Framework: "+ids+".")
	}
	switch {
	case len(binding) > 0:
		sentences = append(sentences, "Required by "+atMost(binding, maxTies)+".")
	case len(soft) > 0:
		sentences = append(sentences, "No binding rule asks for it; soft law does: "+atMost(soft, maxTies)+".")
	case len(near) > 0:
		sentences = append(sentences, "No rule asks for it; on the same subject, asking less or other: "+atMost(near, maxTies-1)+".")
	default:
		sentences = append(sentences, "No rule asks for it.")
	}
	return strings.Join(sentences, " ")
}

var tiers = map[schema.Tier]string{
	schema.BindingEU: "binding EU law", schema.Treaty: "treaty", schema.SoftLaw: "soft law", schema.Proposal: "proposal",
}

func recommendations(gap dataset.Gap) string {
	ids := make([]string, len(gap.Recommendations))
	for i, r := range gap.Recommendations {
		ids[i] = r.ID
	}
	return atMost(ids, 6)
}

// atMost joins at most n texts and counts the others.
func atMost(texts []string, n int) string {
	if len(texts) <= n {
		return strings.Join(texts, ", ")
	}
	return fmt.Sprintf("%s, and %d more", strings.Join(texts[:n], ", "), len(texts)-n)
}

func others(b dataset.Brief) string {
	return fmt.Sprintf("Besides these, %s not shown here, and %s largely met, which leaves gaps or exceptions. The full answer, with every gap, level, caution and source: firewallmap gaps %s.",
		counted(b.OtherGaps, "gap is", "gaps are"), counted(b.Limits, "criterion is", "criteria are"), b.Country.Code)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// maxUnknown is how many unknown cells are named; the others are counted.
const maxUnknown = 14

func notEstablished(cells []dataset.Cell) string {
	if len(cells) == 0 {
		return "Every criterion could be coded."
	}
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = fmt.Sprintf("%s (%s)", c.Criterion.Title, c.Criterion.ID)
	}
	return "Neither gaps nor strengths, since nothing could be established on them: " + atMost(texts, maxUnknown) + "."
}

func helpOf(s dataset.BriefService) help {
	warning := s.Warning()
	kind := words(string(s.Kind))
	if kind == "ngo" {
		kind = "NGO"
	}
	h := help{Warning: strings.ToUpper(warning[:1]) + warning[1:] + ".", Name: s.Name + " (" + kind + ")", Sources: s.Sources}
	var reach []string
	if len(s.Phone) > 0 {
		reach = append(reach, strings.Join(s.Phone, ", "))
	}
	if s.Hours != "" {
		reach = append(reach, s.Hours)
	}
	reach = append(reach, map[schema.Answer]string{
		"yes": "open whatever the residence status", "no": "not open to everybody without residence status", "unknown": "whether it is open whatever the residence status is not established",
	}[s.IrrespectiveOfStatus], "checked "+s.LastChecked.String())
	h.Reach = strings.Join(reach, "; ")
	return h
}

func sourceOf(s *dataset.Snapshot, n dataset.NumberedSource) source {
	reference := s.CiteSource(n.Source)
	url := reference.URL
	reference.URL, reference.Accessed, reference.Note = "", schema.Date{}, ""
	out := source{Number: n.Number, Text: reference.Text(), URL: url}
	switch {
	case !n.Source.Seen:
		out.Read = "known, not read for the dataset"
	case !n.Source.Accessed.IsZero():
		out.Read = "read " + n.Source.Accessed.String()
	}
	return out
}
