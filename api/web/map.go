package web

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

//go:embed map/europe.json
var outlineFile []byte

// outlines are the shapes of the map, made by `make map` from Natural Earth's outlines.
var outlines = func() (o struct {
	Width, Height int
	Land, Borders string
	Countries     map[schema.CountryCode]struct {
		Path string
		Mark [2]float64
	}
}) {
	if err := json.Unmarshal(outlineFile, &o); err != nil {
		panic(err) // embedded
	}
	return o
}()

// A mapShow is what the map shows: the firewall, the total or an aspect.
type mapShow string

var mapShows = func() []string {
	shows := []string{"firewall", "total"}
	for _, a := range schema.Aspects.Words() {
		shows = append(shows, string(a))
	}
	return shows
}()

// Title is what is shown, as people write it.
func (m mapShow) Title() string {
	switch m {
	case "firewall":
		return "Firewall"
	case "total":
		return "Total"
	}
	return aspectTitle(schema.Aspect(m))
}

// A mapPicture is the map with every country that the dataset holds.
type mapPicture struct {
	Show          mapShow
	Width, Height int
	Land, Borders template.HTMLAttr // what is not in the dataset: one piece, and the lines in it
	Shapes        []mapShape
	Links         bool // countries lead to their pages
}

// A mapShape is a country on the map. Label says everything that its colour says, and what it must not be read without.
type mapShape struct {
	Code  schema.CountryCode
	Name  string
	Path  template.HTMLAttr
	X, Y  float64
	Ring  bool   // the country is too small to be seen; a ring stands around it
	Class string // the class of its colour
	Sign  string // the class of its sign, empty for scores
	Value string // the score as written on the map
	Label string
	Href  string
}

// picture draws the map at the view's date.
func picture(v *dataset.View, show mapShow, asked string) mapPicture {
	p := mapPicture{Show: show, Width: outlines.Width, Height: outlines.Height, Land: pathAttr(outlines.Land), Borders: pathAttr(outlines.Borders), Links: true}
	for _, c := range v.Countries() {
		outline, ok := outlines.Countries[c.Code]
		if !ok {
			continue
		}
		shape := mapShape{
			Code: c.Code, Name: c.Name, Path: pathAttr(outline.Path), X: outline.Mark[0], Y: outline.Mark[1], Ring: c.Code == "MT",
			Href: "/countries/" + string(c.Code) + asked,
		}
		if show == "firewall" {
			shape.firewall(v.Firewall(c))
		} else {
			shape.score(scoreOf(v, c, show))
		}
		p.Shapes = append(p.Shapes, shape)
	}
	return p
}

// pathAttr is a path of the embedded outlines as an attribute.
func pathAttr(d string) template.HTMLAttr { return template.HTMLAttr(`d="` + d + `"`) } // embedded, and held to digits and letters by a test

// scoreOf is the score that the map shows.
func scoreOf(v *dataset.View, c *schema.Country, show mapShow) dataset.Score {
	if show == "total" {
		return v.Score(c, dataset.DefaultWeights())
	}
	for _, a := range v.Aspects(c) {
		if string(a.Aspect) == string(show) {
			return a.Score
		}
	}
	return dataset.Score{}
}

func (m *mapShape) firewall(f dataset.Firewall) {
	m.Sign = string(f.Level)
	if f.Contrary {
		m.Sign = "contrary"
	}
	m.Class = "lv-" + m.Sign
	var weakest []string
	for _, c := range f.Weakest {
		weakest = append(weakest, c.Criterion.ID+" "+c.Criterion.Title)
	}
	m.Label = m.Name + ": firewall " + levelWord(f.Level)
	if f.Contrary {
		m.Label += ", contrary"
	}
	m.Label += "; made so by " + sentenceList(weakest)
	for _, c := range f.Weakest {
		if c.Assessment != nil && c.Assessment.Caution != "" {
			m.Label += ". Caution, " + c.Criterion.ID + ": " + strings.TrimSuffix(c.Assessment.Caution, ".")
		}
	}
}

func (m *mapShape) score(s dataset.Score) {
	m.Label = m.Name + ": "
	if s.Value == nil {
		m.Class = "sc-withheld"
		m.Label += "score withheld, " + s.Withheld
	} else {
		m.Class = "sc-" + string("01234"[min(int(*s.Value/20), 4)])
		m.Value = number(*s.Value)
		m.Label += "score " + m.Value
	}
	m.Label += ", between " + number(s.Low) + " and " + number(s.High) + ", " + percent(s.Coverage) + " known, provisional"
}
