package indexer

import (
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
)

// A Text is a document as it is searched: its texts by class, for those who compare this search with another.
type Text struct {
	ID                         string
	Kind                       dataset.Kind
	Criterion                  string
	Title, Text, Detail, Label string
}

// Texts are all documents as they are searched, in the order of their ids.
func (x *Index) Texts() []Text {
	list := make([]Text, len(x.documents))
	for i, d := range x.documents {
		var by [classes][]string
		for _, p := range d.parts {
			by[p.class] = append(by[p.class], p.text)
		}
		joined := func(c class) string { return strings.Join(by[c], "\n") }
		list[i] = Text{d.id, d.kind, d.criterion, joined(inTitle), joined(inText), joined(inDetail), joined(inLabel)}
	}
	return list
}
