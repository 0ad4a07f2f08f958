package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	assessmentType     = gql.NewObject[*dataset.Assessment]("Assessment", "The coding of one criterion for one country in one mapping, for a span of time.")
	legalReferenceType = gql.NewObject[schema.LegalReference]("LegalReference", "An instrument of the country, or a rule, that an assessment rests on; exactly one of the two.")
	citationType       = gql.NewObject[schema.Citation]("Citation", "A source, a place in it, and what it supports.")
)

func init() {
	assessmentType.Implements(nodeType).Fields(
		gql.Field("id", "Cell and mapping, and for an earlier span its beginning: BE-L1@desk-2026, BE-L1@desk-2026~2018-07-30.", gql.ID, func(a *dataset.Assessment) string { return a.ID }),
		gql.Field("country", "The country.", countryType, func(a *dataset.Assessment) *schema.Country { return a.Country }),
		gql.Field("criterion", "The criterion.", criterionType, func(a *dataset.Assessment) *schema.Criterion { return a.Criterion }),
		gql.Field("level", "How far the country meets the criterion. LARGELY is not safe.", levelType, func(a *dataset.Assessment) schema.Level { return a.Level }),
		gql.Field("contrary", "Whether rules, or an authority's mandate, work against the criterion.", gql.Boolean, func(a *dataset.Assessment) bool { return a.Contrary }),
		gql.Field("basis", "What the position rests on.", basisType, func(a *dataset.Assessment) schema.Basis { return a.Basis }),
		gql.Field("score", "What the level scores, from 0 to 100; null where it scores nothing, which is no zero.", gql.Opt[float64](gql.Float), func(a *dataset.Assessment) *float64 { return levelScores[a.Level] }),
		gql.Field("summary", "What was found, in the coder's words.", gql.String, func(a *dataset.Assessment) string { return a.Summary }),
		gql.Field("covers", "Whom the position covers.", gql.List[schema.Group](groupType), func(a *dataset.Assessment) []schema.Group { return a.Covers }).Size(2),
		gql.Field("practice", "How what is done compares with the rule; null where that was not coded.", gql.Null[schema.Practice](practiceType), func(a *dataset.Assessment) schema.Practice { return a.Practice }),
		gql.Field("practiceNote", "What is known of practice.", optionalText, func(a *dataset.Assessment) string { return a.PracticeNote }),
		gql.Field("caution", "What the level must never be read without; null where there is nothing.", optionalText, func(a *dataset.Assessment) string { return a.Caution }),
		gql.Field("validFrom", "The first day on which it counts.", optionalDate, func(a *dataset.Assessment) schema.Date { return a.From }),
		gql.Field("validTo", "The last day on which it counts; null for the latest span.", optionalDate, func(a *dataset.Assessment) schema.Date { return a.Until }),
		gql.Field("instruments", "The legal references that it rests on.", gql.List(legalReferenceType), func(a *dataset.Assessment) []schema.LegalReference { return a.Instruments }).Size(2),
		gql.Field("citations", "The sources that support it.", gql.List(citationType), func(a *dataset.Assessment) []schema.Citation { return a.Citations }).Size(3),
		gql.Field("evidence", "Whether the sources themselves were read for it.", evidenceType, func(a *dataset.Assessment) schema.Evidence { return a.Evidence }),
		gql.Field("confidence", "How sure the coder is.", confidenceType, func(a *dataset.Assessment) schema.Confidence { return a.Confidence }),
		gql.Field("mapping", "The coding exercise that it is part of.", mappingType, func(a *dataset.Assessment) *schema.Mapping { return a.Mapping }),
		gql.Resolve("permalink", "The address of its page on this server, with the digest of the data, so that a reader is told when it has changed.", gql.String, func(c *gql.Call, a *dataset.Assessment) (string, error) {
			return "/assessments/" + a.ID + "?digest=" + snapshot(c).ShortDigest(), nil
		}).Cost(2),
		cited("cite", "How to cite it. The claim in square brackets is what `verify` checks.", (*dataset.Snapshot).CiteAssessment),
	)
	legalReferenceType.Fields(
		gql.Resolve("instrument", "The instrument of the country; null where it is a rule.", gql.Null(instrumentType), func(c *gql.Call, r schema.LegalReference) (*schema.Instrument, error) {
			return snapshot(c).Instrument(r.Instrument), nil
		}),
		gql.Resolve("rule", "The European or UN rule; null where it is an instrument.", gql.Null(ruleType), func(c *gql.Call, r schema.LegalReference) (*schema.Rule, error) {
			return snapshot(c).Rule(r.Rule), nil
		}),
		gql.Field("article", "The article; null where the whole is meant.", optionalText, func(r schema.LegalReference) string { return r.Article }),
	)
	citationType.Fields(
		gql.Resolve("source", "The source.", sourceType, func(c *gql.Call, x schema.Citation) (*schema.Source, error) {
			return snapshot(c).Source(x.Source), nil
		}),
		gql.Field("locator", "The place in it: a page, an article.", optionalText, func(x schema.Citation) string { return x.Locator }),
		gql.Field("says", "What it supports, in a paraphrase.", gql.String, func(x schema.Citation) string { return x.Says }),
	)
}

// levelScores are what the levels score, made once, as a query asks for hundreds; nil for those that score nothing.
var levelScores = func() map[schema.Level]*float64 {
	scores := map[schema.Level]*float64{}
	for _, l := range schema.ScoredLevels {
		score, _ := l.Score()
		scores[l] = &score
	}
	return scores
}()
