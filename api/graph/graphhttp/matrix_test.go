package graphhttp

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// A dataset made up in the shape of the real one: 13 countries, 49 criteria, an assessment for each with two or three
// citations; and the part of the schema that asks for it, under the names of the design.

type level string

type country struct {
	code, name  string
	assessments []*assessment
}

type criterion struct{ id, question string }

type source struct{ id, title, url string }

type citation struct {
	source *source
	says   string
}

type assessment struct {
	id               string
	country          *country
	criterion        *criterion
	level            level
	score            float64
	summary, caution string
	citations        []citation
}

type matrix struct {
	countries   []*country
	byCode      map[string]*country
	assessments []*assessment
	nodes       map[string]any
}

const countryCodes = "BE BG EL ES HR HU IE IT MT NL PL SI UK"

func newMatrix() *matrix {
	m := &matrix{byCode: map[string]*country{}, nodes: map[string]any{}}
	var criteria []*criterion
	for i := range 49 {
		criteria = append(criteria, &criterion{fmt.Sprintf("%c%d", "LRPAC"[i/10], i%10+1), "Is the question asked here answered well by the country?"})
	}
	levels, scores := []level{"met", "largely", "partly", "not_met"}, []float64{100, 67, 33, 0}
	for i, code := range strings.Fields(countryCodes) {
		c := &country{code: code, name: "The country of " + code}
		for j, k := range criteria {
			n := (i*7 + j*3) % 4
			a := &assessment{id: code + "-" + k.id + "@desk-2026", country: c, criterion: k, level: levels[n], score: scores[n],
				summary: strings.Repeat("What the law says here is so – and the practice “differs”. ", 1+n), caution: ""}
			for s := range 2 + j%2 {
				a.citations = append(a.citations, citation{
					&source{fmt.Sprintf("%s-s%d", code, j*3+s), "Act on the Residence of Foreigners, consolidated", "https://law.example/" + code + "/" + k.id},
					"Article 7 has the duty."})
			}
			c.assessments = append(c.assessments, a)
			m.assessments = append(m.assessments, a)
			m.nodes[a.id] = a
		}
		m.countries = append(m.countries, c)
		m.byCode[code] = c
		m.nodes[code] = c
	}
	return m
}

type assessmentsAsked struct {
	page   gql.PageArgs
	levels []level
}

func matrixSchema(t testing.TB) *gql.Schema {
	codes := gql.NewScalar("CountryCode", "EU code of a country.", func(c string) string { return c }, func(c string) (string, error) {
		if slices.Contains(strings.Fields(countryCodes), c) {
			return c, nil
		}
		return "", fmt.Errorf("unknown country %.20q; there are %s", c, countryCodes)
	})
	levels := gql.NewEnum("Level", "How far a criterion is met.",
		gql.Member[level]{Value: "met", Name: "met", Description: "Met."},
		gql.Member[level]{Value: "largely", Name: "largely", Description: "Met with limits."},
		gql.Member[level]{Value: "partly", Name: "partly", Description: "Met in part."},
		gql.Member[level]{Value: "not_met", Name: "not_met", Description: "Not met."})
	node := gql.NewInterface("Node", "Anything with an id.", gql.NewCommon("id", "Its id.", gql.ID))
	countries := gql.NewObject[*country]("Country", "A country.").Implements(node)
	criteria := gql.NewObject[*criterion]("Criterion", "A criterion.").Fields(
		gql.Field("id", "Its id.", gql.ID, func(c *criterion) string { return c.id }),
		gql.Field("question", "What it asks.", gql.String, func(c *criterion) string { return c.question }))
	sources := gql.NewObject[*source]("Source", "A source.").Fields(
		gql.Field("id", "Its id.", gql.ID, func(s *source) string { return s.id }),
		gql.Field("title", "Its title.", gql.String, func(s *source) string { return s.title }),
		gql.Field("url", "Where it is.", gql.Null(gql.String), func(s *source) string { return s.url }))
	citations := gql.NewObject[citation]("Citation", "A citation.").Fields(
		gql.Field("source", "What is cited.", sources, func(c citation) *source { return c.source }),
		gql.Field("says", "What it supports.", gql.String, func(c citation) string { return c.says }))
	assessments := gql.NewObject[*assessment]("Assessment", "An assessment.").Implements(node).Fields(
		gql.Field("id", "Its id.", gql.ID, func(a *assessment) string { return a.id }),
		gql.Field("country", "Of what country.", countries, func(a *assessment) *country { return a.country }),
		gql.Field("criterion", "Of what criterion.", criteria, func(a *assessment) *criterion { return a.criterion }),
		gql.Field("level", "Its level.", levels, func(a *assessment) level { return a.level }),
		gql.Field("score", "Its score, 0 to 100.", gql.Float, func(a *assessment) float64 { return a.score }),
		gql.Field("summary", "What was found.", gql.String, func(a *assessment) string { return a.summary }),
		gql.Field("caution", "What to mind.", gql.Null(gql.String), func(a *assessment) string { return a.caution }),
		gql.Field("citations", "What it rests on.", gql.List(citations), func(a *assessment) []citation { return a.citations }).Size(3))
	countries.Fields(
		gql.Field("id", "Its id.", gql.ID, func(c *country) string { return c.code }),
		gql.Field("code", "Its EU code.", codes, func(c *country) string { return c.code }),
		gql.Field("name", "Its name.", gql.String, func(c *country) string { return c.name }),
		gql.Field("assessments", "All of it.", gql.List(assessments), func(c *country) []*assessment { return c.assessments }).Size(49))
	filter := gql.NewInput("AssessmentFilter", "Which assessments.",
		gql.Arg("levels", "Of any of these levels.", gql.ListIn(levels), func(a *assessmentsAsked, v []level) { a.levels = v }))
	asked := gql.Paged(gql.NewArgs(
		gql.Arg("filter", "Which.", gql.In[assessmentsAsked](filter), func(a *assessmentsAsked, v assessmentsAsked) { a.levels = v.levels }),
	), 50, func(a *assessmentsAsked) *gql.PageArgs { return &a.page })
	byCode := gql.NewArgs(gql.Arg("code", "Which.", gql.Required(codes), func(a *string, v string) { *a = v }))
	byID := gql.NewArgs(gql.Arg("id", "Which.", gql.Required[string](gql.ID), func(a *string, v string) { *a = v }))
	someCodes := gql.NewArgs(gql.Arg("codes", "Which; all by default.", gql.ListIn(codes), func(a *[]string, v []string) { *a = v }))
	query := gql.NewObject[*matrix]("Query", "What can be asked.").Fields(
		gql.ResolveArgs("countries", "The countries.", someCodes, gql.List(countries), func(_ *gql.Call, m *matrix, codes []string) ([]*country, error) {
			if codes == nil {
				return m.countries, nil
			}
			var found []*country
			for _, c := range codes {
				found = append(found, m.byCode[c])
			}
			return found, nil
		}).Size(13),
		gql.ResolveArgs("country", "One country.", byCode, gql.Null(countries), func(_ *gql.Call, m *matrix, code string) (*country, error) {
			return m.byCode[code], nil
		}),
		gql.ResolveArgs("assessments", "Assessments of all countries.", asked, gql.Connection("Assessment", assessments, func(p gql.Page[*assessment]) gql.Page[*assessment] { return p }),
			func(_ *gql.Call, m *matrix, a assessmentsAsked) (gql.Page[*assessment], error) {
				all := m.assessments
				if a.levels != nil {
					all = slices.DeleteFunc(slices.Clone(all), func(one *assessment) bool { return !slices.Contains(a.levels, one.level) })
				}
				return gql.Paginate(all, "country, criterion", func(a *assessment) string { return a.id }, a.page)
			}),
		gql.ResolveArgs("node", "Anything by its id.", byID, gql.NullIf(node, func(v any) bool { return v == nil }),
			func(_ *gql.Call, m *matrix, id string) (any, error) { return m.nodes[id], nil }))
	s, err := gql.NewSchema(query, guard.Default(), quiet)
	require.NoError(t, err)
	return s
}

func matrixHandler(t testing.TB) (*Handler, *matrix) {
	m := newMatrix()
	h, err := New(matrixSchema(t), func() (any, string) { return m, "sha256:matrix" })
	require.NoError(t, err)
	return h, m
}
