package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// gap is a gap with the view that it is of.
type gap struct {
	view *dataset.View
	*dataset.Gap
}

func gapsOf(v *dataset.View, all dataset.Gaps) []gap {
	gaps := make([]gap, len(all.Gaps))
	for i := range all.Gaps {
		gaps[i] = gap{v, &all.Gaps[i]}
	}
	return gaps
}

// gapGroup is a group with the view that it is of.
type gapGroup struct {
	view *dataset.View
	*dataset.GapGroup
}

var (
	gapType      = gql.NewObject[gap]("Gap", "A cell at partly or not met, with what a country needs to close it.")
	gapGroupType = gql.NewObject[gapGroup]("GapGroup", "Gaps that rest on the same article of the same text: whoever changes it can close them together.")
)

func init() {
	gapType.Fields(
		gql.Field("cell", "The cell; its assessment has the citations and the caution.", cellType, func(g gap) cell { return cell{g.view, g.Cell} }),
		gql.Field("severity", "How grave the gap is.", severityType, func(g gap) schema.GapSeverity { return g.Severity }),
		gql.Field("group", "What it rests on, together with others or alone.", gapGroupType, func(g gap) gapGroup { return gapGroup{g.view, g.Group} }),
		gql.Field("recommendations", "The recommendations of the framework that ask for the criterion.", gql.List(recommendationType), func(g gap) []*schema.Recommendation { return g.Recommendations }).Size(4),
		gql.Field("provisions", "The provisions that are tied to the criterion, down the ladder of norms; `ties` says how, and whether they bind.", gql.List(provisionType), func(g gap) []*schema.Provision {
			provisions := make([]*schema.Provision, len(g.Provisions))
			for i, t := range g.Provisions {
				provisions[i] = t.Provision
			}
			return provisions
		}).Size(4),
		gql.Field("ties", "The same provisions with their relation to the criterion, and whether they bind the country.", gql.List(tieType), func(g gap) []dataset.Tie { return g.Provisions }).Size(4),
		gql.Field("better", "The cells of countries that do better, the best first; only cells seen, of at least medium confidence.", gql.List(cellType), func(g gap) []cell { return cellsOf(g.view, g.Better) }).Size(4),
	)
	gapGroupType.Fields(
		gql.Field("key", "What it rests on, by id and article, or the cell that stands alone; the same in every answer on a date.", gql.String, func(g gapGroup) string { return g.ID }),
		gql.Field("severity", "That of its gravest gap.", severityType, func(g gapGroup) schema.GapSeverity { return g.Severity() }),
		gql.Field("core", "Whether one of its gaps is a part of the firewall.", gql.Boolean, func(g gapGroup) bool { return g.Core() }),
		gql.Field("restsOn", "What the gaps share, in words; null where one stands alone.", optionalText, func(g gapGroup) string { return g.RestsOn() }),
		gql.Field("instrument", "The instrument that they rest on.", gql.Null(instrumentType), func(g gapGroup) *schema.Instrument { return g.Instrument }),
		gql.Field("rule", "The rule that they rest on.", gql.Null(ruleType), func(g gapGroup) *schema.Rule { return g.Rule }),
		gql.Field("article", "The article that they share.", optionalText, func(g gapGroup) string { return g.Article }),
		gql.Field("cells", "The gaps, in the order of the codebook.", gql.List(cellType), func(g gapGroup) []cell { return cellsOf(g.view, g.Cells) }).Size(3),
	)
}
