package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// cell is a cell with the view that it is of.
type cell struct {
	view *dataset.View
	dataset.Cell
}

func cellsOf(v *dataset.View, all []dataset.Cell) []cell {
	cells := make([]cell, len(all))
	for i, c := range all {
		cells[i] = cell{v, c}
	}
	return cells
}

var (
	cellType           = gql.NewObject[cell]("Cell", "A country × criterion, asked at a date in a mapping. A level never travels alone: read the assessment's caution with it.")
	assessmentType     = gql.NewObject[*dataset.Assessment]("Assessment", "The coding of one criterion for one country in one mapping, for a span of time.")
	legalReferenceType = gql.NewObject[*schema.LegalReference]("LegalReference", "An instrument of the country, or a rule, that an assessment rests on; exactly one of the two.")
	citationType       = gql.NewObject[*schema.Citation]("Citation", "A source, a place in it, and what it supports.")
)

// legalReferences are the references of an assessment.
func legalReferences(a *dataset.Assessment) []*schema.LegalReference { return pointers(a.Instruments) }

func init() {
	cellType.Fields(
		gql.Field("id", "Country and criterion: BE-L1.", gql.ID, func(c cell) string { return c.ID() }),
		gql.Field("country", "The country.", countryType, func(c cell) *schema.Country { return c.Country }),
		gql.Field("criterion", "The criterion.", criterionType, func(c cell) *schema.Criterion { return c.Criterion }),
		gql.Field("level", "The level of its assessment, or NOT_CODED.", cellLevelType, func(c cell) schema.CellLevel { return c.Level() }),
		gql.Field("contrary", "Whether rules work against the criterion.", gql.Boolean, func(c cell) bool { return c.Contrary() }),
		gql.Field("assessment", "What was coded; null where nothing was.", gql.Null(assessmentType), func(c cell) *dataset.Assessment { return c.Assessment }),
		gql.Field("history", "All assessments of the cell in the mapping, from the earliest span.", gql.List(assessmentType), func(c cell) []*dataset.Assessment { return c.view.History(c.Cell) }).Size(2),
		gql.Field("others", "The assessments of the cell that other mappings have at the date.", gql.List(assessmentType), func(c cell) []*dataset.Assessment { return c.view.Others(c.Cell) }).Size(1),
	)
	assessmentType.Implements(nodeType).Fields(
		gql.Field("id", "Cell and mapping, and for an earlier span its beginning: BE-L1@desk-2026, BE-L1@desk-2026~2018-07-30.", gql.ID, func(a *dataset.Assessment) string { return a.ID }),
		gql.Field("country", "The country.", countryType, func(a *dataset.Assessment) *schema.Country { return a.Country }),
		gql.Field("criterion", "The criterion.", criterionType, func(a *dataset.Assessment) *schema.Criterion { return a.Criterion }),
		gql.Field("level", "How far the country meets the criterion. LARGELY is not safe.", levelType, func(a *dataset.Assessment) schema.Level { return a.Level }),
		gql.Field("contrary", "Whether rules, or an authority's mandate, work against the criterion.", gql.Boolean, func(a *dataset.Assessment) bool { return a.Contrary }),
		gql.Field("basis", "What the position rests on.", basisType, func(a *dataset.Assessment) schema.Basis { return a.Basis }),
		gql.Field("score", "What the level scores, from 0 to 100; null where it scores nothing, which is no zero.", gql.Opt[float64](gql.Float), func(a *dataset.Assessment) *float64 {
			if score, scores := a.Level.Score(); scores {
				return &score
			}
			return nil
		}),
		gql.Field("summary", "What was found, in the coder's words.", gql.String, func(a *dataset.Assessment) string { return a.Summary }),
		gql.Field("covers", "Whom the position covers.", gql.List[schema.Group](groupType), func(a *dataset.Assessment) []schema.Group { return a.Covers }).Size(2),
		gql.Field("practice", "How what is done compares with the rule; null where that was not coded.", gql.Null[schema.Practice](practiceType), func(a *dataset.Assessment) schema.Practice { return a.Practice }),
		gql.Field("practiceNote", "What is known of practice.", optionalText, func(a *dataset.Assessment) string { return a.PracticeNote }),
		gql.Field("caution", "What the level must never be read without; null where there is nothing.", optionalText, func(a *dataset.Assessment) string { return a.Caution }),
		gql.Field("validFrom", "The first day on which it counts.", optionalDate, func(a *dataset.Assessment) schema.Date { return a.From }),
		gql.Field("validUntil", "The last day on which it counts; null for the latest span.", optionalDate, func(a *dataset.Assessment) schema.Date { return a.Until }),
		gql.Field("instruments", "The legal references that it rests on.", gql.List(legalReferenceType), legalReferences).Size(2),
		gql.Field("citations", "The sources that support it.", gql.List(citationType), func(a *dataset.Assessment) []*schema.Citation { return pointers(a.Citations) }).Size(3),
		gql.Field("evidence", "Whether the sources themselves were read for it.", evidenceType, func(a *dataset.Assessment) schema.Evidence { return a.Evidence }),
		gql.Field("confidence", "How sure the coder is.", confidenceType, func(a *dataset.Assessment) schema.Confidence { return a.Confidence }),
		gql.Field("mapping", "The coding exercise that it is part of.", mappingType, func(a *dataset.Assessment) *schema.Mapping { return a.Mapping }),
		gql.Resolve("permalink", "Where it can be read, for as long as the dataset stands.", gql.String, func(c *gql.Call, a *dataset.Assessment) (string, error) {
			return snapshot(c).CiteAssessment(a).URL, nil
		}).Cost(40),
		gql.Resolve("cite", "How to cite it, as a line of text that `verify` can check.", gql.String, func(c *gql.Call, a *dataset.Assessment) (string, error) {
			reference := snapshot(c).CiteAssessment(a)
			return reference.Text(), nil
		}).Cost(40),
	)
	legalReferenceType.Fields(
		gql.Resolve("instrument", "The instrument of the country; null where it is a rule.", gql.Null(instrumentType), func(c *gql.Call, r *schema.LegalReference) (*schema.Instrument, error) {
			return snapshot(c).Instrument(r.Instrument), nil
		}),
		gql.Resolve("rule", "The European or UN rule; null where it is an instrument.", gql.Null(ruleType), func(c *gql.Call, r *schema.LegalReference) (*schema.Rule, error) {
			return snapshot(c).Rule(r.Rule), nil
		}),
		gql.Field("article", "The article; null where the whole is meant.", optionalText, func(r *schema.LegalReference) string { return r.Article }),
	)
	citationType.Fields(
		gql.Resolve("source", "The source.", sourceType, func(c *gql.Call, x *schema.Citation) (*schema.Source, error) {
			return snapshot(c).Source(x.Source), nil
		}),
		gql.Field("locator", "The place in it: a page, an article.", optionalText, func(x *schema.Citation) string { return x.Locator }),
		gql.Field("says", "What it supports, in a paraphrase.", gql.String, func(x *schema.Citation) string { return x.Says }),
	)
}
