package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var nodeType = gql.NewInterface("Node", "Anything that has an id of its own, unique over all types, by which it can be asked for again.",
	gql.NewCommon("id", "The id, by which `node` finds it.", gql.ID))

// findNode is what an id names, or nil: a record of the dataset, a cell (BE-L1), a link (VRD-8:P12) or a recorded binding
// (BE:VRD). Its type is that of the object of the Node interface.
func findNode(s *dataset.Snapshot, id string) any {
	if found, ok := findCell(s, id); ok {
		return found
	}
	node, ok := s.Node(id)
	if !ok {
		return findPair(s, id)
	}
	switch record := node.Record.(type) {
	case *schema.Event:
		return eventOf(s, node.Country, record)
	case *schema.Service:
		for _, service := range allServices(s.Services([]*schema.Country{node.Country})) {
			if service.ID == id {
				return service
			}
		}
		return nil
	}
	return node.Record
}

// eventOf is a record of an event in its place.
func eventOf(s *dataset.Snapshot, country *schema.Country, record *schema.Event) any {
	return dataset.Event{Event: record, Country: country, Source: s.Source(record.Source), Criteria: found(record.Criteria, s.Criterion)}
}

// findPair is the link or the recorded binding that an id names, or nil.
func findPair(s *dataset.Snapshot, id string) any {
	for i := range s.Records().Rules.Bindings {
		if b := &s.Records().Rules.Bindings[i]; schema.BindingID(b.Country, b.Rule) == id {
			return b
		}
	}
	for _, p := range pointers(s.Records().Rules.Provisions) {
		for _, l := range linksOf(s, p) {
			if schema.LinkID(p.ID, l.Criterion) == id {
				return l
			}
		}
	}
	return nil
}
