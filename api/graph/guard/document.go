package guard

import (
	"fmt"

	"github.com/graphql-go/graphql/language/ast"
)

// Size is what a parsed document asks for, once its fragments are spread.
type Size struct {
	Depth, Fields, Repeats int64
}

// Document measures a parsed document before it is validated, and refuses what goes past the limits. Fragments that
// spread each other are an error here, since validation would never come back from them, and so are fragments that no
// operation uses, since nothing would bound the work of validating those. Each fragment is measured once and its size
// used again, so that a fan-out of fragments costs no more than its text.
func Document(doc *ast.Document, limits Limits) (Size, error) {
	m := measure{fragments: map[string]*ast.FragmentDefinition{}, sizes: map[string]*Size{}, limits: limits}
	var total Size
	var operations []*ast.OperationDefinition
	if err := Check(Definitions, limits.Definitions, int64(len(doc.Definitions))); err != nil {
		return total, err
	}
	for _, d := range doc.Definitions {
		switch d := d.(type) {
		case *ast.FragmentDefinition:
			m.fragments[d.Name.Value] = d
		case *ast.OperationDefinition:
			operations = append(operations, d)
			if err := Check(Variables, limits.Variables, int64(len(d.VariableDefinitions))); err != nil {
				return total, err
			}
		}
	}
	for _, o := range operations {
		s, err := m.set(o.SelectionSet)
		if err != nil {
			return total, err
		}
		total.Depth = max(total.Depth, s.Depth)
		total.Fields += s.Fields
	}
	for name := range m.fragments {
		if _, reached := m.sizes[name]; !reached {
			return total, fmt.Errorf("fragment %q is not used; spread it or leave it out", name)
		}
	}
	if err := Check(Depth, limits.Depth, total.Depth); err != nil {
		return total, err
	}
	if err := Check(Fields, limits.Fields, total.Fields); err != nil {
		return total, err
	}
	for _, o := range operations {
		total.Repeats += m.repeats([]*ast.SelectionSet{o.SelectionSet})
		if total.Repeats > limits.Repeats {
			return total, &Refusal{Bound: Repeats, Maximum: limits.Repeats, Asked: total.Repeats, AtLeast: true}
		}
	}
	return total, nil
}

type measure struct {
	fragments map[string]*ast.FragmentDefinition
	sizes     map[string]*Size // nil while the fragment is being measured
	limits    Limits
}

// most is where counting saturates: far past every limit, far from overflow.
const most = 1 << 40

func (m *measure) set(set *ast.SelectionSet) (Size, error) {
	var total Size
	if set == nil {
		return total, nil
	}
	for _, selection := range set.Selections {
		var s Size
		var err error
		switch sel := selection.(type) {
		case *ast.Field:
			s, err = m.set(sel.SelectionSet)
			s.Depth++
			s.Fields++
		case *ast.InlineFragment:
			s, err = m.set(sel.SelectionSet)
		case *ast.FragmentSpread:
			s, err = m.fragment(sel.Name.Value)
		}
		if err != nil {
			return total, err
		}
		total.Depth = max(total.Depth, s.Depth)
		total.Fields = min(total.Fields+s.Fields, most)
	}
	return total, nil
}

func (m *measure) fragment(name string) (Size, error) {
	if s, seen := m.sizes[name]; seen {
		if s == nil {
			return Size{}, fmt.Errorf("fragment %q spreads itself, directly or through others; take one of the spreads out", name)
		}
		return *s, nil
	}
	f := m.fragments[name]
	if f == nil {
		return Size{Fields: 1}, nil // validation says that there is none
	}
	m.sizes[name] = nil
	s, err := m.set(f.SelectionSet)
	if err != nil {
		return s, err
	}
	m.sizes[name] = &s
	return s, nil
}

// repeats counts the pairs of fields with the same response name in the same place. Validation compares each pair, and
// where both have fields below, those with each other. It stops soon after the limit.
func (m *measure) repeats(sets []*ast.SelectionSet) (pairs int64) {
	groups := map[string][]*ast.SelectionSet{}
	counts := map[string]int64{}
	var gather func(set *ast.SelectionSet)
	gather = func(set *ast.SelectionSet) {
		for _, selection := range set.Selections {
			switch sel := selection.(type) {
			case *ast.Field:
				key := sel.Name.Value
				if sel.Alias != nil {
					key = sel.Alias.Value
				}
				pairs += counts[key]
				counts[key]++
				if sel.SelectionSet != nil {
					groups[key] = append(groups[key], sel.SelectionSet)
				}
			case *ast.InlineFragment:
				gather(sel.SelectionSet)
			case *ast.FragmentSpread:
				if f := m.fragments[sel.Name.Value]; f != nil {
					gather(f.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		gather(set)
	}
	for _, below := range groups {
		if pairs > m.limits.Repeats {
			return pairs
		}
		pairs += m.repeats(below)
	}
	return pairs
}
