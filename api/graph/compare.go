package graph

import (
	"strconv"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/agreement"
	"github.com/firewallmap/firewallmap/schema"
)

// comparison is a comparison with the view that it is of.
type comparison struct {
	view *dataset.View
	dataset.Comparison
}

type comparisonRow struct {
	view *dataset.View
	*dataset.ComparisonRow
}

func uintText(n uint64) string { return strconv.FormatUint(n, 10) }

var (
	comparisonType    = gql.NewObject[comparison]("Comparison", "Countries side by side, criterion by criterion, what differs first.")
	comparisonRowType = gql.NewObject[comparisonRow]("ComparisonRow", "One criterion across the countries compared.")

	reliabilityType        = gql.NewObject[*dataset.Reliability]("Reliability", "How far two mappings agree where both coded the same cell.")
	agreementType          = gql.NewObject[*dataset.Agreement]("Agreement", "The figures of agreement for one set of cells. A figure that is not defined is null.")
	intervalType           = gql.NewObject[*agreement.Interval]("Interval", "A 95 % interval, by bootstrap.")
	noInformationType      = gql.NewObject[dataset.NoInformationAgreement]("NoInformationAgreement", "How far two coders agree on which cells nothing could be established of.")
	aspectAgreementType    = gql.NewObject[*dataset.AspectAgreement]("AspectAgreement", "The agreement in one aspect.")
	countryAgreementType   = gql.NewObject[*dataset.CountryAgreement]("CountryAgreement", "The agreement on one country.")
	criterionAgreementType = gql.NewObject[*dataset.CriterionAgreement]("CriterionAgreement", "The agreement on one criterion.")
	disagreementType       = gql.NewObject[dataset.Disagreement]("Disagreement", "A cell that the two mappings code otherwise.")
)

func init() {
	comparisonType.Fields(
		gql.Field("countries", "The countries compared.", gql.List(countryType), func(c comparison) []*schema.Country { return c.Countries }).Size(3),
		gql.Field("rows", "The criteria, what differs first.", gql.List(comparisonRowType), func(c comparison) []comparisonRow {
			rows := make([]comparisonRow, len(c.Rows))
			for i := range c.Rows {
				rows[i] = comparisonRow{c.view, &c.Rows[i]}
			}
			return rows
		}).Size(49),
	)
	comparisonRowType.Fields(
		gql.Field("criterion", "The criterion.", criterionType, func(r comparisonRow) *schema.Criterion { return r.Criterion }),
		gql.Field("cells", "The cells, in the order of the countries.", gql.List(cellType), func(r comparisonRow) []cell { return cellsOf(r.view, r.Cells) }).Size(3),
		gql.Field("differs", "Whether the cells have more than one level.", gql.Boolean, func(r comparisonRow) bool { return r.Differs }),
		gql.Field("spread", "The distance between the highest and the lowest score, from 0 to 100; unknown cells do not count.", gql.Float, func(r comparisonRow) float64 { return r.Spread }),
		gql.Field("mean", "The mean score of the cells that score, from 0 to 100; null where none does.", gql.Opt[float64](gql.Float), func(r comparisonRow) *float64 { return r.Mean }),
	)
	reliabilityType.Fields(
		gql.Field("a", "The one mapping.", mappingType, func(r *dataset.Reliability) *schema.Mapping { return r.A }),
		gql.Field("b", "The other.", mappingType, func(r *dataset.Reliability) *schema.Mapping { return r.B }),
		gql.Field("date", "The date compared.", dateType, func(r *dataset.Reliability) schema.Date { return r.Date }),
		gql.Field("onlyA", "How many cells the one alone has coded.", gql.Int, func(r *dataset.Reliability) int { return r.OnlyA }),
		gql.Field("onlyB", "How many cells the other alone has coded.", gql.Int, func(r *dataset.Reliability) int { return r.OnlyB }),
		gql.Field("total", "The agreement on all cells.", agreementType, func(r *dataset.Reliability) *dataset.Agreement { return &r.Total }),
		gql.Field("aspects", "The agreement aspect by aspect.", gql.List(aspectAgreementType), func(r *dataset.Reliability) []*dataset.AspectAgreement { return pointers(r.Aspects) }).Size(5),
		gql.Field("countries", "The agreement country by country.", gql.List(countryAgreementType), func(r *dataset.Reliability) []*dataset.CountryAgreement { return pointers(r.Countries) }).Size(13),
		gql.Field("criteria", "The agreement criterion by criterion.", gql.List(criterionAgreementType), func(r *dataset.Reliability) []*dataset.CriterionAgreement { return pointers(r.Criteria) }).Size(49),
		gql.Field("disagreements", "The cells coded otherwise, the furthest apart first.", gql.List(disagreementType), func(r *dataset.Reliability) []dataset.Disagreement { return r.Disagreements }).Size(50),
	)
	figure := func(name, description string, get func(*dataset.Agreement) *float64) *gql.FieldOf[*dataset.Agreement] {
		return gql.Field(name, description, gql.Opt[float64](gql.Float), get)
	}
	agreementType.Fields(
		gql.Field("cells", "How many cells both coded.", gql.Int, func(a *dataset.Agreement) int { return a.Cells }),
		gql.Field("same", "How many at the same level.", gql.Int, func(a *dataset.Agreement) int { return a.Same }),
		gql.Field("share", "Same ÷ cells, from 0 to 1.", gql.Float, func(a *dataset.Agreement) float64 { return a.Share }),
		gql.Field("divergence", "1 − share.", gql.Float, func(a *dataset.Agreement) float64 { return a.Divergence }),
		gql.Field("fitForRelease", "Whether fewer cells diverge than the practice of the field allows.", gql.Boolean, func(a *dataset.Agreement) bool { return a.FitForRelease() }),
		gql.Field("scaled", "How many cells both put on the scale from met to not met.", gql.Int, func(a *dataset.Agreement) int { return a.Scaled }),
		figure("kappa", "Cohen's kappa.", func(a *dataset.Agreement) *float64 { return a.Kappa }),
		figure("linearKappa", "Kappa with linear weights.", func(a *dataset.Agreement) *float64 { return a.LinearKappa }),
		figure("quadraticKappa", "Kappa with quadratic weights.", func(a *dataset.Agreement) *float64 { return a.QuadraticKappa }),
		figure("nominalAlpha", "Krippendorff's alpha, nominal.", func(a *dataset.Agreement) *float64 { return a.NominalAlpha }),
		figure("ordinalAlpha", "Krippendorff's alpha, ordinal.", func(a *dataset.Agreement) *float64 { return a.OrdinalAlpha }),
		gql.Field("nominalBetween", "The interval of the nominal alpha; only of the total and of aspects.", gql.Null(intervalType), func(a *dataset.Agreement) *agreement.Interval { return a.NominalBetween }),
		gql.Field("ordinalBetween", "The interval of the ordinal alpha; only of the total and of aspects.", gql.Null(intervalType), func(a *dataset.Agreement) *agreement.Interval { return a.OrdinalBetween }),
		gql.Field("noInformation", "The agreement on what is known at all.", noInformationType, func(a *dataset.Agreement) dataset.NoInformationAgreement { return a.NoInformation }),
	)
	intervalType.Fields(
		gql.Field("low", "Its lower end.", gql.Float, func(i *agreement.Interval) float64 { return i.Low }),
		gql.Field("high", "Its upper end.", gql.Float, func(i *agreement.Interval) float64 { return i.High }),
	)
	noInformationType.Fields(
		gql.Field("both", "Cells that both found unknown.", gql.Int, func(n dataset.NoInformationAgreement) int { return n.Both }),
		gql.Field("onlyA", "Cells that the one alone found unknown.", gql.Int, func(n dataset.NoInformationAgreement) int { return n.OnlyA }),
		gql.Field("onlyB", "Cells that the other alone found unknown.", gql.Int, func(n dataset.NoInformationAgreement) int { return n.OnlyB }),
		gql.Field("neither", "Cells that neither found unknown.", gql.Int, func(n dataset.NoInformationAgreement) int { return n.Neither }),
		gql.Field("share", "The share on which they agree, from 0 to 1.", gql.Float, func(n dataset.NoInformationAgreement) float64 { return n.Share }),
		gql.Field("kappa", "Cohen's kappa; null where it is not defined.", gql.Opt[float64](gql.Float), func(n dataset.NoInformationAgreement) *float64 { return n.Kappa }),
	)
	aspectAgreementType.Fields(
		gql.Field("aspect", "The aspect.", aspectType, func(a *dataset.AspectAgreement) schema.Aspect { return a.Aspect }),
		gql.Field("agreement", "The agreement in it.", agreementType, func(a *dataset.AspectAgreement) *dataset.Agreement { return &a.Agreement }),
	)
	countryAgreementType.Fields(
		gql.Field("country", "The country.", countryType, func(a *dataset.CountryAgreement) *schema.Country { return a.Country }),
		gql.Field("agreement", "The agreement on it.", agreementType, func(a *dataset.CountryAgreement) *dataset.Agreement { return &a.Agreement }),
	)
	criterionAgreementType.Fields(
		gql.Field("criterion", "The criterion.", criterionType, func(a *dataset.CriterionAgreement) *schema.Criterion { return a.Criterion }),
		gql.Field("agreement", "The agreement on it.", agreementType, func(a *dataset.CriterionAgreement) *dataset.Agreement { return &a.Agreement }),
	)
	disagreementType.Fields(
		gql.Field("a", "The assessment of the one.", assessmentType, func(d dataset.Disagreement) *dataset.Assessment { return d.A }),
		gql.Field("b", "The assessment of the other.", assessmentType, func(d dataset.Disagreement) *dataset.Assessment { return d.B }),
		gql.Field("steps", "How many levels apart they are; 0 where only `contrary` differs, or where one is on no scale.", gql.Int, func(d dataset.Disagreement) int { return d.Steps }),
	)
}
