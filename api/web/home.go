package web

import (
	"sort"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

type homeBody struct {
	Map       mapPicture
	Shows     []link
	Standings []standing
	Contrary  []gathered
	Unknown   []gathered
	Asked     string
	Seen      dataset.Support
}

// A gathered is a criterion with some of its cells: those that are contrary, say.
type gathered struct {
	Criterion *schema.Criterion
	Cells     []shown
	Of        int // countries asked
}

// home is the front page: the map, the countries with their bounds, contrary rules, what is not known.
func (s *Site) home(q *question) (*page, error) {
	q.read("show", "as-of", "mapping")
	v := q.at()
	on := mapShow(q.choice("show", mapShows...))
	if err := q.err(); err != nil {
		return nil, err
	}
	body := homeBody{
		Map: picture(v, on, q.asked()), Standings: standings(v, q.asked()), Asked: q.asked(),
		Contrary: gather(v, q.asked(), dataset.Cell.Contrary),
		Unknown:  gather(v, q.asked(), func(c dataset.Cell) bool { return c.Level().Unknown() }),
	}
	body.Seen = v.Quality(dataset.DefaultWeights(), 0).Total
	for _, name := range mapShows {
		value := name
		if name == mapShows[0] {
			value = ""
		}
		body.Shows = append(body.Shows, link{Href: q.with("show", value) + "#map", Text: mapShow(name).Title(), Current: name == string(on)})
	}
	return &page{
		template: "home", Title: "Firewall Map", Wide: true,
		Description: "Can a migrant report sexual violence without being handed to immigration enforcement, and get care? Thirteen European countries, every answer with its source.",
		Structured:  s.datasetLD(q.snapshot),
		Body:        body,
	}, nil
}

// gather are the criteria of which some cells are wanted, those with most of them first; among equals the order of the
// codebook is kept.
func gather(v *dataset.View, asked string, wanted func(dataset.Cell) bool) []gathered {
	var list []gathered
	for _, criterion := range v.Criteria("") {
		cells := v.CellsOf(criterion)
		g := gathered{Criterion: criterion, Of: len(cells)}
		for _, c := range cells {
			if wanted(c) {
				g.Cells = append(g.Cells, show(asked, c)...)
			}
		}
		if len(g.Cells) > 0 {
			list = append(list, g)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return len(list[i].Cells) > len(list[j].Cells) })
	return list
}
