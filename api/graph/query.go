package graph

import (
	"fmt"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var queryType = gql.NewObject[*Data]("Query", "What can be asked of the dataset. Reading is all that there is.")

type (
	cellAsked struct {
		at        at
		country   schema.CountryCode
		criterion string
	}
	compareAsked struct {
		at        at
		countries []schema.CountryCode
		aspect    schema.Aspect
		criteria  []string
	}
	rankingAsked struct {
		weighted weighted
		samples  int
		seed     int
	}
	gapsAsked struct {
		at        at
		country   schema.CountryCode
		aspect    schema.Aspect
		provision string
	}
	alignmentAsked struct {
		at              at
		countries       []schema.CountryCode
		rule, provision string
		assume          bool
	}
	doorsAsked struct {
		at      at
		country schema.CountryCode
	}
	reliabilityAsked struct {
		asOf schema.Date
		a, b string
	}
	sourcesAsked struct {
		country schema.CountryCode
		page    gql.PageArgs
	}
	timelineAsked struct {
		countries []schema.CountryCode
		from, to  schema.Date
	}
)

func init() {
	codesArg := gql.NewArgs(gql.Arg("codes", "These countries; all by default.", gql.ListIn[schema.CountryCode](countryCodeType),
		func(a *[]schema.CountryCode, v []schema.CountryCode) { *a = v }))
	codeArg := gql.NewArgs(gql.Arg("code", "The country.", gql.Required[schema.CountryCode](countryCodeType),
		func(a *schema.CountryCode, v schema.CountryCode) { *a = v }))
	aspectArg := gql.NewArgs(gql.Arg("aspect", "Only this aspect; all by default.", gql.In[schema.Aspect](aspectType),
		func(a *schema.Aspect, v schema.Aspect) { *a = v }))
	countryArg := gql.NewArgs(gql.Arg("country", "Only this country; all by default.", gql.In[schema.CountryCode](countryCodeType),
		func(a *schema.CountryCode, v schema.CountryCode) { *a = v }))

	queryType.Fields(
		gql.Field("dataset", "What the dataset is, in which version, and how it may be used.", datasetType, func(s *Data) *dataset.Snapshot { return s.Snapshot }),
		gql.ResolveArgs("countries", "The countries, in the order of their codes, or as they are named.", codesArg, gql.List(countryType),
			func(_ *gql.Call, s *Data, codes []schema.CountryCode) ([]*schema.Country, error) {
				return someCountries(s.Snapshot, codes)
			}).Size(13),
		gql.ResolveArgs("country", "One country.", codeArg, gql.Null(countryType),
			func(_ *gql.Call, s *Data, code schema.CountryCode) (*schema.Country, error) {
				return s.Country(code), nil
			}),
		gql.ResolveArgs("criteria", "The criteria, in the order of the codebook.", aspectArg, gql.List(criterionType),
			func(_ *gql.Call, s *Data, aspect schema.Aspect) ([]*schema.Criterion, error) {
				return s.Criteria(aspect), nil
			}).Size(49),
		gql.ResolveArgs("criterion", "One criterion.", byID("The id in the codebook: L1."), gql.Null(criterionType),
			func(_ *gql.Call, s *Data, id string) (*schema.Criterion, error) {
				return s.FindCriterion(id)
			}),
		gql.ResolveArgs("cell", "One cell: a country × criterion.", cellArgs, cellType, func(c *gql.Call, s *Data, a cellAsked) (cell, error) {
			view, err := a.at.view(c)
			if err != nil {
				return cell{}, err
			}
			country, err := s.FindCountry(string(a.country))
			if err != nil {
				return cell{}, err
			}
			criterion, err := s.FindCriterion(a.criterion)
			if err != nil {
				return cell{}, err
			}
			return cell{view, view.Cell(country, criterion)}, nil
		}),
		gql.ResolveArgs("assessment", "One assessment; the id of a cell names its latest.", byID("The id: BE-L1 or BE-L1@desk-2026."), gql.Null(assessmentType),
			func(_ *gql.Call, s *Data, id string) (*dataset.Assessment, error) {
				return s.Assessment(id), nil
			}),
		gql.ResolveArgs("assessments", "The assessments that count at the date asked about.", assessmentsArgs, assessmentConnectionType,
			func(c *gql.Call, _ *Data, a assessmentsAsked) (gql.Page[*dataset.Assessment], error) {
				return assessments(c, a)
			}).Cost(20),
		gql.ResolveArgs("compare", "Countries side by side, what differs first.", compareArgs, comparisonType, func(c *gql.Call, s *Data, a compareAsked) (comparison, error) {
			view, err := a.at.view(c)
			if err != nil {
				return comparison{}, err
			}
			countries, err := findCountries(s.Snapshot, a.countries)
			if err != nil {
				return comparison{}, err
			}
			criteria, err := s.FindCriteria(string(a.aspect), a.criteria)
			if err != nil {
				return comparison{}, err
			}
			compared, err := view.Compare(countries, criteria)
			return comparison{view, compared}, err
		}).Cost(20),
		gql.ResolveArgs("ranking", "How countries stand to one another, with intervals.", rankingArgs, rankingType, func(c *gql.Call, _ *Data, a rankingAsked) (*dataset.Ranking, error) {
			view, err := a.weighted.at.view(c)
			if err != nil {
				return nil, err
			}
			weights, err := a.weighted.weights()
			if err != nil {
				return nil, err
			}
			if a.samples > mostSamples {
				return nil, fmt.Errorf("samples: %d is more than the %d that this server draws; the program's command rank draws more", a.samples, mostSamples)
			}
			ranking, err := view.Rank(dataset.RankingQuestion{Weights: weights, Samples: a.samples, Seed: uint64(a.seed)})
			return &ranking, err
		}).Cost(40_000),
		gql.ResolveArgs("gaps", "What a country lacks, the worst first.", gapsArgs, gql.List(gapType), func(c *gql.Call, s *Data, a gapsAsked) ([]gap, error) {
			view, err := a.at.view(c)
			if err != nil {
				return nil, err
			}
			country, err := s.FindCountry(string(a.country))
			if err != nil {
				return nil, err
			}
			filter := dataset.GapFilter{Aspect: a.aspect}
			if a.provision != "" {
				if filter.Provision, err = s.FindProvision(a.provision); err != nil {
					return nil, err
				}
			}
			return gapsOf(view, view.Gaps(country, filter)), nil
		}).Cost(200).Size(25),
		gql.ResolveArgs("alignment", "How countries stand to provisions, down the ladder of norms.", alignmentArgs, gql.List(alignmentType), alignments).Cost(500).Size(200),
		gql.ResolveArgs("doors", "Where somebody can knock in a country, and what is known of each place.", doorsArgs, gql.List(doorType), func(c *gql.Call, s *Data, a doorsAsked) ([]door, error) {
			view, err := a.at.view(c)
			if err != nil {
				return nil, err
			}
			country, err := s.FindCountry(string(a.country))
			if err != nil {
				return nil, err
			}
			doors := view.Doors(country).Doors
			all := make([]door, len(doors))
			for i := range doors {
				all[i] = door{view, &doors[i]}
			}
			return all, nil
		}).Cost(50).Size(6),
		gql.ResolveArgs("reliability", "How far two mappings agree.", reliabilityArgs, reliabilityType, func(_ *gql.Call, s *Data, a reliabilityAsked) (*dataset.Reliability, error) {
			one, err := s.FindMapping(a.a)
			if err != nil {
				return nil, err
			}
			other, err := s.FindMapping(a.b)
			if err != nil {
				return nil, err
			}
			r, err := s.At(a.asOf, nil).Reliability(one, other)
			return &r, err
		}).Cost(30_000),
		gql.ResolveArgs("quality", "How well the coding is supported, and what to verify first.", weightedArgs, qualityType, func(c *gql.Call, _ *Data, a weighted) (quality, error) {
			view, err := a.at.view(c)
			if err != nil {
				return quality{}, err
			}
			weights, err := a.weights()
			if err != nil {
				return quality{}, err
			}
			q := view.Quality(weights, verifyFirst)
			return quality{view, &q}, nil
		}).Cost(2_000),
		gql.Field("mappings", "The coding exercises.", gql.List(mappingType), func(s *Data) []*schema.Mapping { return pointers(s.Records().Mappings) }).Size(3),
		gql.ResolveArgs("recommendations", "The recommendations of the framework.", gql.NewArgs(gql.Arg("section", "Only those of this section or chapter: 5.1, or 5 with all its sections; all by default.", gql.In[string](gql.String),
			func(a *string, v string) { *a = v })), gql.List(recommendationType), func(_ *gql.Call, s *Data, section string) ([]*schema.Recommendation, error) {
			return recommendationsIn(s.Snapshot, section)
		}).Size(94),
		gql.ResolveArgs("recommendation", "One recommendation.", byID("The number: 4.1.1."), gql.Null(recommendationType),
			func(_ *gql.Call, s *Data, id string) (*schema.Recommendation, error) {
				return s.Recommendation(id), nil
			}),
		gql.Field("rules", "The European and UN rules.", gql.List(ruleType), func(s *Data) []*schema.Rule { return pointers(s.Records().Rules.Rules) }).Size(25),
		gql.ResolveArgs("rule", "One rule.", byID("The id: VRD."), gql.Null(ruleType),
			func(_ *gql.Call, s *Data, id string) (*schema.Rule, error) { return s.Rule(id), nil }),
		gql.Field("framework", "The INHeRE safe reporting framework.", frameworkType, func(s *Data) *schema.Framework { return frameworkOf(s.Snapshot) }),
		gql.Field("projects", "The projects that mapped countries.", gql.List(projectType), func(s *Data) []*schema.Project { return pointers(s.Records().Projects) }).Size(3),
		gql.ResolveArgs("provision", "One provision.", byID("The id: VRD-8."), gql.Null(provisionType),
			func(_ *gql.Call, s *Data, id string) (*schema.Provision, error) {
				return s.Provision(id), nil
			}),
		gql.ResolveArgs("sources", "The sources: those of the rules, then country by country.", sourcesArgs, sourceConnectionType, sources).Cost(20),
		gql.ResolveArgs("source", "One source.", byID("The id."), gql.Null(sourceType),
			func(_ *gql.Call, s *Data, id string) (*schema.Source, error) { return s.Source(id), nil }),
		gql.ResolveArgs("timeline", "What happened, in the order of the dates.", timelineArgs, gql.List(eventType), func(_ *gql.Call, s *Data, a timelineAsked) ([]dataset.Event, error) {
			countries, err := findCountries(s.Snapshot, a.countries)
			if err != nil {
				return nil, err
			}
			return s.Timeline(countries, a.from, a.to)
		}).Cost(50).Size(200),
		gql.ResolveArgs("services", "Where victims can turn. Bodies recorded as no help to victims are among them and say so in `helpsVictims`.", countryArg, gql.List(serviceType),
			func(_ *gql.Call, s *Data, code schema.CountryCode) ([]dataset.Service, error) {
				if code == "" {
					return allServices(s.Services(nil)), nil
				}
				countries, err := findCountries(s.Snapshot, []schema.CountryCode{code})
				return allServices(s.Services(countries)), err
			}).Cost(20).Size(98),
		gql.Field("resources", "Material that exists.", gql.List(resourceType), func(s *Data) []*schema.Resource { return pointers(s.Records().Resources) }).Size(13),
		gql.ResolveArgs("node", "Anything by its id; null where there is nothing. BE-L1 is a cell, BE-L1@desk-2026 its assessment.", byID("The id."), gql.NullIf[any](nodeType, func(v any) bool { return v == nil }),
			func(_ *gql.Call, d *Data, id string) (any, error) { return findNode(d.Snapshot, id), nil }).Cost(5),
	)
}

// mostSamples is how many draws the server makes for a ranking; they take time, and the answer hardly changes with more.
const mostSamples = dataset.DefaultSamples

var (
	cellArgs = gql.And(gql.NewArgs(
		gql.Arg("country", "The country.", gql.Required[schema.CountryCode](countryCodeType), func(a *cellAsked, v schema.CountryCode) { a.country = v }),
		gql.Arg("criterion", "The id of the criterion: L1.", gql.Required[string](gql.ID), func(a *cellAsked, v string) { a.criterion = v }),
	), atArgs, func(a *cellAsked) *at { return &a.at })
	compareArgs = gql.And(gql.NewArgs(
		gql.Arg("countries", "The countries to compare.", gql.Required(gql.ListIn[schema.CountryCode](countryCodeType)), func(a *compareAsked, v []schema.CountryCode) { a.countries = v }),
		gql.Arg("aspect", "Only this aspect; all by default.", gql.In[schema.Aspect](aspectType), func(a *compareAsked, v schema.Aspect) { a.aspect = v }),
		gql.Arg("criteria", "Only these criteria; all by default.", gql.ListIn[string](gql.ID), func(a *compareAsked, v []string) { a.criteria = v }),
	), atArgs, func(a *compareAsked) *at { return &a.at })
	rankingArgs = gql.And(gql.NewArgs(
		gql.Arg("samples", "How many draws to make; at most 10,000.", gql.In[int](gql.Int), func(a *rankingAsked, v int) { a.samples = v }).Default(fmt.Sprint(dataset.DefaultSamples)),
		gql.Arg("seed", "The seed of the draws; the same seed gives the same answer.", gql.In[int](gql.Int), func(a *rankingAsked, v int) { a.seed = v }).Default(fmt.Sprint(dataset.DefaultSeed)),
	), weightedArgs, func(a *rankingAsked) *weighted { return &a.weighted })
	gapsArgs = gql.And(gql.NewArgs(
		gql.Arg("country", "The country.", gql.Required[schema.CountryCode](countryCodeType), func(a *gapsAsked, v schema.CountryCode) { a.country = v }),
		gql.Arg("aspect", "Only this aspect; all by default.", gql.In[schema.Aspect](aspectType), func(a *gapsAsked, v schema.Aspect) { a.aspect = v }),
		gql.Arg("provision", "Only criteria that are tied to this provision: VRD-8.", gql.In[string](gql.ID), func(a *gapsAsked, v string) { a.provision = v }),
	), atArgs, func(a *gapsAsked) *at { return &a.at })
	alignmentArgs = gql.And(gql.NewArgs(
		gql.Arg("countries", "These countries; all by default.", gql.ListIn[schema.CountryCode](countryCodeType), func(a *alignmentAsked, v []schema.CountryCode) { a.countries = v }),
		gql.Arg("rule", "Only the provisions of this rule: VRD.", gql.In[string](gql.ID), func(a *alignmentAsked, v string) { a.rule = v }),
		gql.Arg("provision", "Only this provision: VRD-8.", gql.In[string](gql.ID), func(a *alignmentAsked, v string) { a.provision = v }),
		gql.Arg("assumeBound", "Treat proposals, and provisions that are not due yet, as binding.", gql.In[bool](gql.Boolean), func(a *alignmentAsked, v bool) { a.assume = v }).Default("false"),
	), atArgs, func(a *alignmentAsked) *at { return &a.at })
	doorsArgs = gql.And(gql.NewArgs(
		gql.Arg("country", "The country.", gql.Required[schema.CountryCode](countryCodeType), func(a *doorsAsked, v schema.CountryCode) { a.country = v }),
	), atArgs, func(a *doorsAsked) *at { return &a.at })
	reliabilityArgs = gql.NewArgs(
		gql.Arg("a", "The id of the one mapping.", gql.Required[string](gql.ID), func(a *reliabilityAsked, v string) { a.a = v }),
		gql.Arg("b", "The id of the other.", gql.Required[string](gql.ID), func(a *reliabilityAsked, v string) { a.b = v }),
		gql.Arg("asOf", "The date compared; the dataset's own by default.", gql.In[schema.Date](dateType), func(a *reliabilityAsked, v schema.Date) { a.asOf = v }))
	sourcesArgs = gql.Paged(gql.NewArgs(
		gql.Arg("country", "Only the sources of this country.", gql.In[schema.CountryCode](countryCodeType), func(a *sourcesAsked, v schema.CountryCode) { a.country = v }),
	), 50, func(a *sourcesAsked) *gql.PageArgs { return &a.page })
	timelineArgs = gql.NewArgs(
		gql.Arg("countries", "These countries; all by default.", gql.ListIn[schema.CountryCode](countryCodeType), func(a *timelineAsked, v []schema.CountryCode) { a.countries = v }),
		gql.Arg("from", "What can have happened on this date or later.", gql.In[schema.Date](dateType), func(a *timelineAsked, v schema.Date) { a.from = v }),
		gql.Arg("to", "What can have happened on this date or earlier.", gql.In[schema.Date](dateType), func(a *timelineAsked, v schema.Date) { a.to = v }))
)

func alignments(c *gql.Call, s *Data, a alignmentAsked) ([]alignment, error) {
	view, err := a.at.view(c)
	if err != nil {
		return nil, err
	}
	q := dataset.AlignmentQuestion{AssumeBound: a.assume}
	if q.Countries, err = findCountries(s.Snapshot, a.countries); err != nil {
		return nil, err
	}
	if a.rule != "" {
		if q.Rule, err = s.FindRule(a.rule); err != nil {
			return nil, err
		}
	}
	if a.provision != "" {
		if q.Provision, err = s.FindProvision(a.provision); err != nil {
			return nil, err
		}
	}
	found, err := view.Alignment(q)
	all := make([]alignment, len(found))
	for i := range found {
		all[i] = alignment{view, found[i]}
	}
	return all, err
}

func sources(_ *gql.Call, s *Data, a sourcesAsked) (gql.Page[*schema.Source], error) {
	var all []*schema.Source
	if a.country == "" {
		all = pointers(s.Records().Rules.Sources)
	}
	for _, c := range s.Countries() {
		if a.country == "" || a.country == c.Code {
			all = append(all, pointers(c.Sources)...)
		}
	}
	return gql.Paginate(all, "file", func(x *schema.Source) string { return x.ID }, a.page)
}
