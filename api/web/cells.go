package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A shown is a cell as pages show it: the level with everything that it must not be read without.
type shown struct {
	dataset.Cell
	Href string
}

// Sign is the mark of the cell's level for those who do not see colours; it is drawn by the style sheet under this name.
func (c shown) Sign() string {
	if c.Contrary() {
		return "contrary"
	}
	return string(c.Level())
}

// Caution is what the level must never be read without.
func (c shown) Caution() string {
	if c.Assessment == nil {
		return ""
	}
	return c.Assessment.Caution
}

// Covers are those whom the position covers.
func (c shown) Covers() []string {
	if c.Assessment == nil {
		return nil
	}
	return groups(c.Assessment.Covers)
}

// Background says whether the coding rests on background knowledge that was not read again.
func (c shown) Background() bool {
	return c.Assessment != nil && c.Assessment.Evidence == schema.Background
}

// groups are groups of people as people write them.
func groups(list []schema.Group) []string {
	names := make([]string, len(list))
	for i, g := range list {
		names[i] = plain(g)
	}
	return names
}

// show makes cells to be shown, with their addresses at the date and mapping asked for.
func show(asked string, cells ...dataset.Cell) []shown {
	list := make([]shown, len(cells))
	for i, c := range cells {
		list[i] = shown{c, "/assessments/" + c.ID() + asked}
	}
	return list
}

// Shown is the cell itself, for what has a cell in it and more.
func (c shown) Shown() shown { return c }
