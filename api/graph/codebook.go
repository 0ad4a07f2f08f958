package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	criterionType      = gql.NewObject[*schema.Criterion]("Criterion", "One question about a country's policy.")
	recommendationType = gql.NewObject[*schema.Recommendation]("Recommendation", "A numbered recommendation of the INHeRE safe reporting framework, in a paraphrase.")
)

func init() {
	criterionType.Implements(nodeType).Fields(
		gql.Field("id", "Its id in the codebook: L1 … C6.", gql.ID, func(c *schema.Criterion) string { return c.ID }),
		gql.Field("aspect", "The part of the codebook that it belongs to.", aspectType, func(c *schema.Criterion) schema.Aspect { return c.Aspect }),
		gql.Field("title", "What it is about.", gql.String, func(c *schema.Criterion) string { return c.Title }),
		gql.Field("question", "The question that coding answers.", gql.String, func(c *schema.Criterion) string { return c.Question }),
		gql.Field("core", "Whether it is a part of the firewall.", gql.Boolean, func(c *schema.Criterion) bool { return c.Core }),
		gql.Field("doors", "The places where it decides what happens.", gql.List[schema.Door](doorWordType), func(c *schema.Criterion) []schema.Door { return c.Doors }).Size(2),
		gql.Resolve("recommendations", "The recommendations of the framework that ask for it.", gql.List(recommendationType), func(c *gql.Call, v *schema.Criterion) ([]*schema.Recommendation, error) {
			return snapshot(c).RecommendationsFor(v.ID), nil
		}).Size(4),
		gql.Resolve("links", "The provisions tied to it.", gql.List(linkType), func(c *gql.Call, v *schema.Criterion) ([]dataset.Link, error) {
			return snapshot(c).LinksOf(v.ID), nil
		}).Size(4),
		gql.ResolveArgs("cells", "Its cells, country by country.", atArgs, gql.List(cellType), func(c *gql.Call, v *schema.Criterion, a at) ([]cell, error) {
			view, err := a.view(c)
			if err != nil {
				return nil, err
			}
			return cellsOf(view, view.CellsOf(v)), nil
		}).Size(13),
	)
	recommendationType.Implements(nodeType).Fields(
		gql.Field("id", "Its number: 4.1.1.", gql.ID, func(r *schema.Recommendation) string { return r.ID }),
		gql.Field("section", "The section of the framework in which it stands.", gql.String, func(r *schema.Recommendation) string { return r.Section }),
		gql.Field("aspect", "The aspect of the framework.", aspectType, func(r *schema.Recommendation) schema.Aspect { return r.Aspect }),
		gql.Field("text", "What it asks, in a paraphrase.", gql.String, func(r *schema.Recommendation) string { return r.Text }),
		gql.Field("addressee", "Whom it speaks to.", gql.List[schema.Addressee](addresseeType), func(r *schema.Recommendation) []schema.Addressee { return r.Addressee }).Size(2),
		gql.Field("stage", "The points of the case that it speaks of.", gql.List[schema.Stage](stageType), func(r *schema.Recommendation) []schema.Stage { return r.Stage }).Size(2),
		gql.Resolve("criteria", "The criteria that measure it.", gql.List(criterionType), func(c *gql.Call, r *schema.Recommendation) ([]*schema.Criterion, error) {
			return found(r.Criteria, snapshot(c).Criterion), nil
		}).Size(2),
		gql.Resolve("provisions", "The provisions that the framework itself names.", gql.List(provisionType), func(c *gql.Call, r *schema.Recommendation) ([]*schema.Provision, error) {
			return found(r.Provisions, snapshot(c).Provision), nil
		}).Size(1),
		gql.Resolve("parallelProvisions", "Provisions that say something alike.", gql.List(provisionType), func(c *gql.Call, r *schema.Recommendation) ([]*schema.Provision, error) {
			return found(r.ParallelProvisions, snapshot(c).Provision), nil
		}).Size(2),
		gql.Field("note", "What to know of it.", optionalText, func(r *schema.Recommendation) string { return r.Note }),
	)
}
