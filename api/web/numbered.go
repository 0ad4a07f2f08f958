package web

import (
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// A bibliography numbers the sources of a page in the order in which they are first cited.
type bibliography struct {
	snapshot *dataset.Snapshot
	numbers  map[string]int
	Sources  []numbered
}

// A numbered is a source with its number on the page.
type numbered struct {
	Number int
	*schema.Source
}

func newBibliography(s *dataset.Snapshot) *bibliography {
	return &bibliography{snapshot: s, numbers: map[string]int{}}
}

// number is the number of a source on the page; the first time it is asked for, the source gets the next one.
func (b *bibliography) number(id string) int {
	if n, ok := b.numbers[id]; ok {
		return n
	}
	source := b.snapshot.Source(id)
	if source == nil {
		return 0 // validation lets no such citation into a snapshot
	}
	n := len(b.Sources) + 1
	b.numbers[id] = n
	b.Sources = append(b.Sources, numbered{n, source})
	return n
}

// A cited is a citation with the number of its source on the page.
type cited struct {
	Number int
	schema.Citation
}

// cite numbers citations.
func (b *bibliography) cite(citations []schema.Citation) []cited {
	list := make([]cited, len(citations))
	for i, c := range citations {
		list[i] = cited{b.number(c.Source), c}
	}
	return list
}

// A legal is a legal reference with what it refers to: an instrument or a rule.
type legal struct {
	Instrument *schema.Instrument
	Rule       *schema.Rule
	Article    string
}

// legals are the legal references of an assessment.
func legals(s *dataset.Snapshot, a *dataset.Assessment) []legal {
	if a == nil {
		return nil
	}
	var list []legal
	for _, r := range a.Instruments {
		list = append(list, legal{s.Instrument(r.Instrument), s.Rule(r.Rule), r.Article})
	}
	return list
}
