package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	verdictType      = words("Verdict", "Whether a quoted citation is true.", schema.Verdicts)
	reasonType       = words("Reason", "Why a coded cell is another than it was.", schema.Reasons)
	verificationType = gql.NewObject[*dataset.Verification]("Verification", "Whether a quoted citation is true of the data at hand, and what it rests on.")
	reasonGivenType  = gql.NewObject[*schema.CellChange]("ReasonGiven", "Why a cell is another than it was, from the log of changes.")
)

func init() {
	optionalCellLevel := gql.Null[schema.CellLevel](cellLevelType)
	citation := gql.NewArgs(gql.Arg("citation", "A citation as it was quoted: [BE-L1@desk-2026 not_met; 2026.11; sha256:1a2b3c4d…].", gql.Required[string](gql.String),
		func(a *string, v string) { *a = v }))
	queryType.Fields(
		gql.ResolveArgs("verify", "Whether a quoted citation is true of the data at hand.", citation, verificationType, func(_ *gql.Call, d *Data, text string) (*dataset.Verification, error) {
			v, err := d.Verify(text)
			return &v, err
		}).Cost(50),
	)
	verificationType.Fields(
		gql.Field("verdict", "The answer.", verdictType, func(v *dataset.Verification) schema.Verdict { return v.Verdict }),
		gql.Field("facts", "What the answer rests on, in words.", gql.List[string](gql.String), func(v *dataset.Verification) []string { return v.Facts }).Size(3),
		gql.Field("about", "The id of what the citation is about; null where that is the dataset.", gql.Null[string](gql.ID), func(v *dataset.Verification) string { return v.Claim.About }),
		gql.Field("version", "The version that the citation names, where it is known here.", gql.Null(editionType), func(v *dataset.Verification) *schema.Edition { return v.Version }),
		gql.Field("claimed", "The level that is claimed; null where none is.", optionalCellLevel, func(v *dataset.Verification) schema.CellLevel { return v.Claim.Level }),
		gql.Field("then", "The level in the version that it names; null where it is about no cell.", optionalCellLevel, func(v *dataset.Verification) schema.CellLevel { return v.Then }),
		gql.Field("now", "The level in the data at hand; null where it is about no cell.", optionalCellLevel, func(v *dataset.Verification) schema.CellLevel { return v.Now }),
		gql.Field("current", "The assessment in the data at hand; null where there is none.", gql.Null(assessmentType), func(v *dataset.Verification) *dataset.Assessment { return v.Current }),
		gql.Field("reasons", "Why the level is another now, where the log of changes says.", gql.List(reasonGivenType), func(v *dataset.Verification) []*schema.CellChange { return pointers(v.Reasons) }).Size(1),
	)
	reasonGivenType.Fields(
		gql.Field("cell", "The id of the cell or the assessment.", gql.ID, func(c *schema.CellChange) string { return c.Cell }),
		gql.Field("reason", "The kind of reason.", reasonType, func(c *schema.CellChange) schema.Reason { return c.Reason }),
		gql.Field("why", "The reason in words.", gql.String, func(c *schema.CellChange) string { return c.Why }),
	)
}
