package graph

import (
	"errors"
	"strings"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

type searchAsked struct {
	at     at
	query  string
	filter indexer.Filter
	exact  bool
	facets []indexer.Dimension
	page   gql.PageArgs
}

// searched is an answer of the index and whether it is a later page.
type searched struct {
	indexer.Result
	later bool
}

type suggestAsked struct {
	prefix string
	first  int
}

// kinds are the kinds of record that search finds.
func kinds() []gql.Member[dataset.Kind] {
	var members []gql.Member[dataset.Kind]
	for _, k := range indexer.Kinds() {
		members = append(members, gql.Member[dataset.Kind]{Value: k, Name: string(k), Description: "Of the kind " + strings.ReplaceAll(string(k), "_", " ") + "."})
	}
	return members
}

func dimensions() []gql.Member[indexer.Dimension] {
	var members []gql.Member[indexer.Dimension]
	for _, d := range indexer.Dimensions {
		members = append(members, gql.Member[indexer.Dimension]{Value: d, Name: string(d), Description: "Counted by " + string(d) + "."})
	}
	return members
}

var (
	kindType      = gql.NewEnum("SearchKind", "What kind of record search finds.", kinds()...)
	dimensionType = gql.NewEnum("SearchDimension", "What hits can be counted by.", dimensions()...)
	yearsInput    = gql.NewInput("YearsInput", "A span of years, both included; what is left out leaves an end open.",
		gql.Arg("from", "The first year.", gql.In[int](gql.Int), func(y *indexer.Years, v int) { y.From = v }),
		gql.Arg("to", "The last year.", gql.In[int](gql.Int), func(y *indexer.Years, v int) { y.To = v }))
	searchFilterInput = gql.NewInput("SearchFilter", "Which records. Values of one field are alternatives; all fields that are given must hold.",
		gql.Arg("kinds", "Of these kinds.", gql.ListIn[dataset.Kind](kindType), func(f *indexer.Filter, v []dataset.Kind) { f.Kinds = v }),
		gql.Arg("countries", "Of these countries.", gql.ListIn[schema.CountryCode](countryCodeType), func(f *indexer.Filter, v []schema.CountryCode) { f.Countries = v }),
		gql.Arg("aspects", "In these aspects.", gql.ListIn[schema.Aspect](aspectType), func(f *indexer.Filter, v []schema.Aspect) { f.Aspects = v }),
		gql.Arg("criteria", "On these criteria.", gql.ListIn[string](gql.ID), func(f *indexer.Filter, v []string) { f.Criteria = v }),
		gql.Arg("levels", "At these levels.", gql.ListIn[schema.Level](levelType), func(f *indexer.Filter, v []schema.Level) { f.Levels = v }),
		gql.Arg("evidence", "Of this evidence.", gql.ListIn[schema.Evidence](evidenceType), func(f *indexer.Filter, v []schema.Evidence) { f.Evidence = v }),
		gql.Arg("languages", "In these languages, by ISO 639 code.", gql.ListIn[string](gql.String), func(f *indexer.Filter, v []string) {
			for _, l := range v {
				f.Languages = append(f.Languages, schema.Language(l))
			}
		}),
		gql.Arg("years", "From these years.", gql.In[indexer.Years](yearsInput), func(f *indexer.Filter, v indexer.Years) { f.Years = v }))

	searchArgs = gql.Paged(gql.And(gql.NewArgs(
		gql.Arg("query", "Words, as people type them; a phrase in quotes, and filters such as country:IE.", gql.Required[string](gql.String), func(a *searchAsked, v string) { a.query = v }),
		gql.Arg("filter", "Which records.", gql.In[indexer.Filter](searchFilterInput), func(a *searchAsked, v indexer.Filter) { a.filter = v }),
		gql.Arg("exact", "Neither synonyms nor mended words: what was typed, in its forms.", gql.In[bool](gql.Boolean), func(a *searchAsked, v bool) { a.exact = v }).Default("false"),
		gql.Arg("facets", "What to count hits by, in the field `facets`; kind, country, aspect and level by default.", gql.ListIn[indexer.Dimension](dimensionType),
			func(a *searchAsked, v []indexer.Dimension) { a.facets = v }).Default("[KIND, COUNTRY, ASPECT, LEVEL]"),
	), atArgs, func(a *searchAsked) *at { return &a.at }), indexer.DefaultFirst, func(a *searchAsked) *gql.PageArgs { return &a.page })

	suggestArgs = gql.NewArgs(
		gql.Arg("prefix", "The beginning of what somebody types.", gql.Required[string](gql.String), func(a *suggestAsked, v string) { a.prefix = v }),
		gql.Arg("first", "How many completions at most; never more than 20.", gql.In[int](gql.Int), func(a *suggestAsked, v int) { a.first = v }).Default("10"))

	hitType     = gql.NewObject[indexer.Hit]("SearchHit", "A record that was found. Its level is never to be shown without its caution.")
	facetType   = gql.NewObject[indexer.Facet]("Facet", "What is found, counted by the values of a dimension.")
	facetValue  = gql.NewObject[indexer.FacetValue]("FacetValue", "One value with its count; also those with no hit, as gaps matter.")
	conceptType = gql.NewObject[indexer.Widening]("SearchConcept", "A concept of the thesaurus that widened the question.")
	termType    = gql.NewObject[indexer.WideningTerm]("SearchTerm", "A term that was searched as well.")

	searchConnectionType = gql.Connection("Search", hitType, func(s searched) gql.Page[indexer.Hit] {
		page := gql.Page[indexer.Hit]{Total: s.Total, HasNext: s.Next != "", HasPrevious: s.later}
		for _, hit := range s.Hits {
			page.Edges = append(page.Edges, gql.Edge[indexer.Hit]{Node: hit, Cursor: hit.Cursor})
		}
		return page
	})
)

// errNoIndex is the answer to a search while the index is being made.
var errNoIndex = gql.Passing(errors.New("the search index is not ready yet; ask again in a moment"))

func init() {
	queryType.Fields(
		gql.ResolveArgs("search", "Everything with words in it, the best hits first.", searchArgs, searchConnectionType, func(c *gql.Call, d *Data, a searchAsked) (searched, error) {
			if d.Index == nil {
				return searched{}, errNoIndex
			}
			view, err := a.at.view(c)
			if err != nil {
				return searched{}, err
			}
			if a.page.First == 0 {
				return searched{}, errors.New("first: 0 hits are nothing to search for; 1 is the least")
			}
			result, err := d.Index.Search(c.Context, indexer.Request{Query: a.query, Filter: a.filter, Exact: a.exact, First: a.page.First,
				After: a.page.After, Facets: a.facets, View: view})
			if wrong := (*indexer.RequestError)(nil); err != nil && !errors.As(err, &wrong) {
				err = gql.Passing(err) // it took too long, or whoever asked has gone
			}
			return searched{result, a.page.After != ""}, err
		}).Cost(3_000),
		gql.ResolveArgs("suggest", "Completions of what somebody types.", suggestArgs, gql.List[string](gql.String), func(_ *gql.Call, d *Data, a suggestAsked) ([]string, error) {
			if d.Index == nil {
				return nil, errNoIndex
			}
			if a.first < 1 || a.first > indexer.MaxSuggestions {
				return nil, errors.New("first: give a number from 1 to 20")
			}
			return d.Index.Suggest(a.prefix, a.first), nil
		}).Cost(500).Size(10),
	)
	searchConnectionType.Fields(
		gql.Field("facets", "What is found, counted; a filter on a dimension does not narrow its own counts.", gql.List(facetType), func(s searched) []indexer.Facet { return s.Facets }).Size(4),
		gql.Field("didYouMean", "The question with its likely slips mended; null where there is none.", optionalText, func(s searched) string { return s.DidYouMean }),
		gql.Field("concepts", "What of the thesaurus widened the question.", gql.List(conceptType), func(s searched) []indexer.Widening { return s.Concepts }).Size(2),
	)
	hitType.Fields(
		gql.Field("id", "The id of the record.", gql.ID, func(h indexer.Hit) string { return h.ID }),
		gql.Field("kind", "What kind of record it is.", kindType, func(h indexer.Hit) dataset.Kind { return h.Kind }),
		gql.Field("title", "What it is called.", gql.String, func(h indexer.Hit) string { return h.Title }),
		gql.Resolve("country", "Its country; null where it belongs to none or to several.", gql.Null(countryType), func(c *gql.Call, h indexer.Hit) (*schema.Country, error) { return snapshot(c).Country(h.Country), nil }),
		gql.Resolve("criterion", "The criterion of an assessment; null for other records.", gql.Null(criterionType), func(c *gql.Call, h indexer.Hit) (*schema.Criterion, error) {
			return snapshot(c).Criterion(h.Criterion), nil
		}),
		gql.Field("level", "The level of an assessment; null for other records.", gql.Null[schema.CellLevel](cellLevelType), func(h indexer.Hit) schema.CellLevel { return h.Level }),
		gql.Field("caution", "What the hit must not be read without.", optionalText, func(h indexer.Hit) string { return h.Caution }),
		gql.Field("field", "The field that matched best.", optionalText, func(h indexer.Hit) string { return h.Field }),
		gql.Field("fragments", "Passages as HTML: escaped, the words found in <mark>.", gql.List[string](gql.String), func(h indexer.Hit) []string { return h.Fragments }).Size(2),
		gql.Field("locator", "The place in the source, the article, the number.", optionalText, func(h indexer.Hit) string { return h.Locator }),
		gql.Field("url", "Its page, or the place on a page where it stands.", gql.String, func(h indexer.Hit) string { return h.URL }),
		gql.Field("score", "How well it fits, comparable within one answer only.", gql.Float, func(h indexer.Hit) float64 { return h.Score }),
	)
	facetType.Fields(
		gql.Field("dimension", "What is counted by.", dimensionType, func(f indexer.Facet) indexer.Dimension { return f.Dimension }),
		gql.Field("values", "The values with their counts.", gql.List(facetValue), func(f indexer.Facet) []indexer.FacetValue { return f.Values }).Size(13),
	)
	facetValue.Fields(
		gql.Field("value", "The value as it stands in the data: BE, not_met.", gql.String, func(v indexer.FacetValue) string { return v.Value }),
		gql.Field("title", "What it is called.", gql.String, func(v indexer.FacetValue) string { return v.Title }),
		gql.Field("count", "How many hits have it.", gql.Int, func(v indexer.FacetValue) int { return v.Count }),
	)
	conceptType.Fields(
		gql.Field("concept", "The id of the concept.", gql.ID, func(w indexer.Widening) string { return w.Concept.ID }),
		gql.Field("typed", "The words of the question that are a term of it.", gql.String, func(w indexer.Widening) string { return w.Typed }),
		gql.Field("terms", "The terms that were searched as well.", gql.List(termType), func(w indexer.Widening) []indexer.WideningTerm { return w.Terms }),
	)
	termType.Fields(
		gql.Field("term", "The term.", gql.String, func(t indexer.WideningTerm) string { return t.Term }),
		gql.Field("language", "Its language, by ISO 639 code.", gql.String, func(t indexer.WideningTerm) string { return string(t.Language) }),
		gql.Field("unchecked", "Whether it has not been checked against a text.", gql.Boolean, func(t indexer.WideningTerm) bool { return t.Unchecked }),
	)
}
