package graph

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// assessmentOrder is how a list of assessments is sorted.
type assessmentOrder string

const (
	byCountryOrder   assessmentOrder = "country"
	byCriterionOrder assessmentOrder = "criterion"
	byLevelOrder     assessmentOrder = "level"
)

// assessmentFilter is which assessments are asked for; what is left out means all.
type assessmentFilter struct {
	countries  []schema.CountryCode
	criteria   []string
	aspect     schema.Aspect
	levels     []schema.Level
	contrary   *bool
	core       *bool
	evidence   schema.Evidence
	confidence []schema.Confidence
}

type assessmentsAsked struct {
	at     at
	filter assessmentFilter
	order  assessmentOrder
	page   gql.PageArgs
}

var (
	assessmentOrderType = gql.NewEnum("AssessmentOrder", "How a list of assessments is sorted.",
		gql.Member[assessmentOrder]{Value: byCountryOrder, Name: "country", Description: "By country, then in the order of the codebook."},
		gql.Member[assessmentOrder]{Value: byCriterionOrder, Name: "criterion", Description: "In the order of the codebook, then by country."},
		gql.Member[assessmentOrder]{Value: byLevelOrder, Name: "level", Description: "From met to not met, then those that score nothing; then by country."})

	assessmentFilterInput = gql.NewInput("AssessmentFilter", "Which assessments; what is left out means all.",
		gql.Arg("countries", "Of these countries.", gql.ListIn[schema.CountryCode](countryCodeType), func(f *assessmentFilter, v []schema.CountryCode) { f.countries = v }),
		gql.Arg("criteria", "Of these criteria.", gql.ListIn[string](gql.ID), func(f *assessmentFilter, v []string) { f.criteria = v }),
		gql.Arg("aspect", "In this aspect.", gql.In[schema.Aspect](aspectType), func(f *assessmentFilter, v schema.Aspect) { f.aspect = v }),
		gql.Arg("levels", "At one of these levels.", gql.ListIn[schema.Level](levelType), func(f *assessmentFilter, v []schema.Level) { f.levels = v }),
		gql.Arg("contrary", "Where rules work against the criterion, or where they do not.", gql.In[bool](gql.Boolean), func(f *assessmentFilter, v bool) { f.contrary = &v }),
		gql.Arg("core", "Of the parts of the firewall, or of the others.", gql.In[bool](gql.Boolean), func(f *assessmentFilter, v bool) { f.core = &v }),
		gql.Arg("evidence", "Of this evidence.", gql.In[schema.Evidence](evidenceType), func(f *assessmentFilter, v schema.Evidence) { f.evidence = v }),
		gql.Arg("confidence", "Of one of these degrees of confidence.", gql.ListIn[schema.Confidence](confidenceType), func(f *assessmentFilter, v []schema.Confidence) { f.confidence = v }))

	assessmentsArgs = gql.Paged(gql.And(gql.NewArgs(
		gql.Arg("filter", "Which assessments.", gql.In[assessmentFilter](assessmentFilterInput), func(a *assessmentsAsked, v assessmentFilter) { a.filter = v }),
		gql.Arg("orderBy", "How the list is sorted.", gql.In[assessmentOrder](assessmentOrderType), func(a *assessmentsAsked, v assessmentOrder) { a.order = v }).Default("COUNTRY"),
	), atArgs, func(a *assessmentsAsked) *at { return &a.at }), 50, func(a *assessmentsAsked) *gql.PageArgs { return &a.page })

	assessmentConnectionType = gql.Connection("Assessment", assessmentType, func(p gql.Page[*dataset.Assessment]) gql.Page[*dataset.Assessment] { return p })
	sourceConnectionType     = gql.Connection("Source", sourceType, func(p gql.Page[*schema.Source]) gql.Page[*schema.Source] { return p })
)

// takes reports whether the filter lets an assessment through.
func (f *assessmentFilter) takes(a *dataset.Assessment) bool {
	return (f.countries == nil || slices.Contains(f.countries, a.Country.Code)) &&
		(f.criteria == nil || slices.Contains(f.criteria, a.Criterion.ID)) &&
		(f.aspect == "" || f.aspect == a.Criterion.Aspect) &&
		(f.levels == nil || slices.Contains(f.levels, a.Level)) &&
		(f.contrary == nil || *f.contrary == a.Contrary) &&
		(f.core == nil || *f.core == a.Criterion.Core) &&
		(f.evidence == "" || f.evidence == a.Evidence) &&
		(f.confidence == nil || slices.Contains(f.confidence, a.Confidence))
}

// assessments are those that count at the date asked about and that the filter takes, sorted.
func assessments(c *gql.Call, a assessmentsAsked) (page gql.Page[*dataset.Assessment], err error) {
	view, err := a.at.view(c)
	if err != nil {
		return page, err
	}
	for i, id := range a.filter.criteria {
		criterion, err := view.FindCriterion(id)
		if err != nil {
			return page, fmt.Errorf("filter: criteria: element %d: %w", i+1, err)
		}
		a.filter.criteria[i] = criterion.ID
	}
	all := []*dataset.Assessment{}
	criteria := view.Criteria("")
	place := make(map[*schema.Criterion]int, len(criteria))
	for i, criterion := range criteria {
		place[criterion] = i
	}
	for _, country := range view.Countries() {
		for _, cell := range view.Cells(country, a.filter.aspect) {
			if cell.Assessment != nil && a.filter.takes(cell.Assessment) {
				all = append(all, cell.Assessment)
			}
		}
	}
	switch a.order {
	case byCriterionOrder:
		slices.SortStableFunc(all, func(x, y *dataset.Assessment) int { return cmp.Compare(place[x.Criterion], place[y.Criterion]) })
	case byLevelOrder:
		slices.SortStableFunc(all, func(x, y *dataset.Assessment) int {
			return cmp.Compare(schema.Levels.Order(x.Level), schema.Levels.Order(y.Level))
		})
	}
	return gql.Paginate(all, string(a.order), func(x *dataset.Assessment) string { return x.ID }, a.page)
}
