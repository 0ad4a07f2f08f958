package graph

import (
	"fmt"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// levelChange is a level to assume, as it is given.
type levelChange struct {
	criterion string
	level     schema.Level
}

type whatIfAsked struct {
	weighted weighted
	country  schema.CountryCode
	changes  []levelChange
	assume   []string
}

// standing is a standing as it is shown.
type standing struct{ *dataset.Standing }

// alignmentChange is how a country stands to a provision and how it would, with the views of both.
type alignmentChange struct{ before, after alignment }

var (
	levelChangeInput = gql.NewInput("LevelChange", "A level to assume for a cell of the country.",
		gql.Arg("criterion", "The id of the criterion: L1.", gql.Required[string](gql.ID), func(c *levelChange, v string) { c.criterion = v }),
		gql.Arg("level", "The level to assume.", gql.Required[schema.Level](levelType), func(c *levelChange, v schema.Level) { c.level = v }))

	whatIfArgs = gql.And(gql.NewArgs(
		gql.Arg("country", "The country.", gql.Required[schema.CountryCode](countryCodeType), func(a *whatIfAsked, v schema.CountryCode) { a.country = v }),
		gql.Arg("changes", "The levels to assume; an empty list for none.", gql.Required(gql.ListIn[levelChange](levelChangeInput)), func(a *whatIfAsked, v []levelChange) { a.changes = v }),
		gql.Arg("assumeBound", "Ids of provisions that are proposed or not due yet, to be treated as binding.", gql.ListIn[string](gql.ID), func(a *whatIfAsked, v []string) { a.assume = v }),
	), weightedArgs, func(a *whatIfAsked) *weighted { return &a.weighted })

	whatIfType          = gql.NewObject[*dataset.WhatIf]("WhatIf", "A country beside itself: as it is, and as it would be.")
	standingType        = gql.NewObject[standing]("Standing", "How a country stands.")
	cellChangeType      = gql.NewObject[cellChange]("CellChange", "A cell as it is and as it is assumed.")
	alignmentChangeType = gql.NewObject[alignmentChange]("AlignmentChange", "How a country stands to a provision, and how it would.")
)

// cellChange is a cell before and after, each with its view.
type cellChange struct{ before, after cell }

func gapsIn(view *dataset.View, all []dataset.Gap) []gap {
	return gapsOf(view, dataset.Gaps{Gaps: all})
}

func whatIf(c *gql.Call, d *Data, a whatIfAsked) (*dataset.WhatIf, error) {
	view, err := a.weighted.at.view(c)
	if err != nil {
		return nil, err
	}
	q := dataset.WhatIfQuestion{}
	if q.Weights, err = a.weighted.weights(); err != nil {
		return nil, err
	}
	if q.Country, err = d.FindCountry(string(a.country)); err != nil {
		return nil, err
	}
	for i, change := range a.changes {
		criterion, err := d.FindCriterion(change.criterion)
		if err != nil {
			return nil, fmt.Errorf("changes: element %d: %w", i+1, err)
		}
		q.Changes = append(q.Changes, dataset.LevelChange{Country: q.Country, Criterion: criterion, Level: change.level})
	}
	for i, id := range a.assume {
		provision, err := d.FindProvision(id)
		if err != nil {
			return nil, fmt.Errorf("assumeBound: element %d: %w", i+1, err)
		}
		q.Assume = append(q.Assume, provision)
	}
	w, err := view.WhatIf(q)
	return &w, err
}

func init() {
	queryType.Fields(
		gql.ResolveArgs("whatIf", "What would be if levels or weights were others, or proposed provisions bound, beside today.", whatIfArgs, whatIfType, whatIf).Cost(2_000),
	)
	whatIfType.Fields(
		gql.Field("country", "The country.", countryType, func(w *dataset.WhatIf) *schema.Country { return w.Country }),
		gql.Field("before", "How it stands, with the default weights.", standingType, func(w *dataset.WhatIf) standing { return standing{&w.Before} }),
		gql.Field("after", "How it would stand.", standingType, func(w *dataset.WhatIf) standing { return standing{&w.After} }),
		gql.Field("changed", "The cells whose level is assumed.", gql.List(cellChangeType), func(w *dataset.WhatIf) []cellChange {
			all := make([]cellChange, len(w.Changed))
			for i, c := range w.Changed {
				all[i] = cellChange{cell{w.Before.View, c.Before}, cell{w.After.View, c.After}}
			}
			return all
		}).Size(3),
		gql.Field("closed", "Gaps that would be no more.", gql.List(gapType), func(w *dataset.WhatIf) []gap { return gapsIn(w.Before.View, w.Closed) }).Size(3),
		gql.Field("opened", "Gaps that there are not today.", gql.List(gapType), func(w *dataset.WhatIf) []gap { return gapsIn(w.After.View, w.Opened) }).Size(3),
		gql.Field("aligned", "Provisions to which the country would stand differently.", gql.List(alignmentChangeType), func(w *dataset.WhatIf) []alignmentChange {
			all := make([]alignmentChange, len(w.Aligned))
			for i, c := range w.Aligned {
				all[i] = alignmentChange{alignment{w.Before.View, c.Before}, alignment{w.After.View, c.After}}
			}
			return all
		}).Size(5),
		gql.Field("wouldMove", "Countries that an assumed provision would make fall short of it, with the cells in `short`.", gql.List(alignmentType), func(w *dataset.WhatIf) []alignment {
			all := []alignment{}
			for _, a := range w.Assumed {
				if a.WouldMove() {
					all = append(all, alignment{w.After.View, a})
				}
			}
			return all
		}).Size(5),
	)
	standingType.Fields(
		gql.Field("firewall", "Its firewall.", firewallType, func(s standing) firewall { return firewall{s.View, s.Firewall} }),
		gql.Field("score", "Its total score.", scoreType, func(s standing) dataset.Score { return s.Score }),
		gql.Field("aspects", "Its scores aspect by aspect.", gql.List(aspectScoreType), func(s standing) []dataset.AspectScore { return s.Aspects }).Size(5),
		gql.Field("weights", "The weights of the total, as they are typed.", gql.String, func(s standing) string { return s.Weights.String() }),
		gql.Field("gaps", "Its gaps, the worst first.", gql.List(gapType), func(s standing) []gap { return gapsOf(s.View, s.Gaps) }).Size(25),
	)
	cellChangeType.Fields(
		gql.Field("before", "As it is.", cellType, func(c cellChange) cell { return c.before }),
		gql.Field("after", "As it is assumed; its assessment is still what was coded.", cellType, func(c cellChange) cell { return c.after }),
	)
	alignmentChangeType.Fields(
		gql.Field("before", "How it stands.", alignmentType, func(c alignmentChange) alignment { return c.before }),
		gql.Field("after", "How it would stand.", alignmentType, func(c alignmentChange) alignment { return c.after }),
	)
}
