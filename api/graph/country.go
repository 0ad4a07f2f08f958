package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var countryType = gql.NewObject[*schema.Country]("Country", "A country, with everything that is known of it.")

func init() {
	countryType.Implements(nodeType).Fields(
		gql.Field("id", "The code, which is its id.", gql.ID, func(c *schema.Country) string { return string(c.Code) }),
		gql.Field("code", "The code in EU usage: EL for Greece, UK for the United Kingdom.", countryCodeType, func(c *schema.Country) schema.CountryCode { return c.Code }),
		gql.Field("name", "The English name.", gql.String, func(c *schema.Country) string { return c.Name }),
		gql.Field("overview", "How safe reporting is, in a paragraph by the coders.", gql.String, func(c *schema.Country) string { return c.Overview }),
		gql.Field("languages", "Official languages in which its sources are written, by ISO 639 code.", gql.List[string](gql.String), func(c *schema.Country) []string { return texts(c.Languages) }).Size(2),
		gql.Field("codedOn", "The day on which it was coded.", optionalDate, func(c *schema.Country) schema.Date { return c.CodedOn }),
		gql.Resolve("projects", "The projects that mapped it.", gql.List(projectType), func(c *gql.Call, v *schema.Country) ([]*schema.Project, error) {
			var mapped []*schema.Project
			for _, p := range pointers(snapshot(c).Records().Projects) {
				for _, code := range p.Countries {
					if code == v.Code {
						mapped = append(mapped, p)
					}
				}
			}
			return mapped, nil
		}).Size(2),
		gql.ResolveArgs("firewall", "How far a victim who reports is shielded from immigration enforcement.", atArgs, firewallType, func(c *gql.Call, v *schema.Country, a at) (firewall, error) {
			view, err := a.view(c)
			if err != nil {
				return firewall{}, err
			}
			return firewall{view, view.Firewall(v)}, nil
		}).Cost(5),
		gql.ResolveArgs("score", "The total score: the weighted mean of its aspects, with its bounds.", weightedArgs, scoreType, func(c *gql.Call, v *schema.Country, a weighted) (dataset.Score, error) {
			view, err := a.at.view(c)
			if err != nil {
				return dataset.Score{}, err
			}
			weights, err := a.weights()
			return view.Score(v, weights), err
		}).Cost(20),
		gql.ResolveArgs("aspects", "The scores aspect by aspect.", atArgs, gql.List(aspectScoreType), func(c *gql.Call, v *schema.Country, a at) ([]dataset.AspectScore, error) {
			view, err := a.view(c)
			if err != nil {
				return nil, err
			}
			return view.Aspects(v), nil
		}).Cost(20).Size(5),
		gql.ResolveArgs("sectionScore", "The score in a section of the framework: the mean of the distinct criteria of its recommendations.", inSectionArgs, scoreType, func(c *gql.Call, v *schema.Country, a inSection) (dataset.Score, error) {
			view, err := a.at.view(c)
			if err != nil {
				return dataset.Score{}, err
			}
			if _, err := recommendationsIn(view.Snapshot, a.section); err != nil {
				return dataset.Score{}, err
			}
			return view.SectionScore(v, a.section), nil
		}).Cost(20),
		gql.ResolveArgs("assessments", "The assessments that count at the date asked about, in the order of the codebook.", inAspectArgs, gql.List(assessmentType), func(c *gql.Call, v *schema.Country, a inAspect) ([]*dataset.Assessment, error) {
			view, err := a.at.view(c)
			if err != nil {
				return nil, err
			}
			var all []*dataset.Assessment
			for _, cell := range view.Cells(v, a.aspect) {
				if cell.Assessment != nil {
					all = append(all, cell.Assessment)
				}
			}
			return all, nil
		}).Size(49),
		gql.ResolveArgs("cells", "All cells, coded or not, in the order of the codebook.", inAspectArgs, gql.List(cellType), func(c *gql.Call, v *schema.Country, a inAspect) ([]cell, error) {
			view, err := a.at.view(c)
			if err != nil {
				return nil, err
			}
			return cellsOf(view, view.Cells(v, a.aspect)), nil
		}).Size(49),
		gql.ResolveArgs("gaps", "What the country lacks, the worst first.", inAspectArgs, gql.List(gapType), func(c *gql.Call, v *schema.Country, a inAspect) ([]gap, error) {
			view, err := a.at.view(c)
			if err != nil {
				return nil, err
			}
			return gapsOf(view, view.Gaps(v, dataset.GapFilter{Aspect: a.aspect})), nil
		}).Cost(200).Size(25),
		viewed("gapGroups", "The gaps grouped by the article of a text that they rest on, the decisive groups first: contrary, then core, then the larger.", gql.List(gapGroupType), func(v *dataset.View, c *schema.Country) []gapGroup {
			groups := v.Gaps(c, dataset.GapFilter{}).Groups
			list := make([]gapGroup, len(groups))
			for i, g := range groups {
				list[i] = gapGroup{v, g}
			}
			return list
		}).Cost(200).Size(15),
		viewed("limits", "Cells at largely: gaps or exceptions of what is met on the whole; never to be read as safe.", gql.List(cellType), func(v *dataset.View, c *schema.Country) []cell {
			return cellsOf(v, v.Gaps(c, dataset.GapFilter{}).Limits)
		}).Cost(200).Size(10),
		viewed("notEstablished", "Cells of which nothing is known: no information, or not coded. They are no gaps and no good news.", gql.List(cellType), func(v *dataset.View, c *schema.Country) []cell {
			return cellsOf(v, v.Gaps(c, dataset.GapFilter{}).NotEstablished)
		}).Cost(200).Size(10),
		cited("cite", "How to cite what the dataset says of it.", (*dataset.Snapshot).CiteCountry),
		gql.Resolve("timeline", "What happened, in the order of the dates.", gql.List(eventType), func(c *gql.Call, v *schema.Country) ([]dataset.Event, error) {
			return snapshot(c).Timeline([]*schema.Country{v}, schema.Date{}, schema.Date{})
		}).Cost(5).Size(15),
		gql.Resolve("services", "Where a victim can turn. Bodies recorded as no help to victims are among them and say so in `helpsVictims`.", gql.List(serviceType), func(c *gql.Call, v *schema.Country) ([]dataset.Service, error) {
			return allServices(snapshot(c).Services([]*schema.Country{v})), nil
		}).Cost(5).Size(8),
		gql.Field("sources", "The sources that its coding rests on.", gql.List(sourceType), func(c *schema.Country) []*schema.Source { return pointers(c.Sources) }).Size(70),
		gql.Field("instruments", "Its laws, regulations, instructions, guidelines and bills.", gql.List(instrumentType), func(c *schema.Country) []*schema.Instrument { return pointers(c.Instruments) }).Size(15),
		gql.Field("findings", "What mapping projects found.", gql.List(findingType), func(c *schema.Country) []*schema.Finding { return pointers(c.Findings) }).Size(3),
	)
	findingType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(f *schema.Finding) string { return f.ID }),
		gql.Field("finding", "What was found.", gql.String, func(f *schema.Finding) string { return f.Finding }),
		gql.Resolve("project", "The project that found it.", gql.Null(projectType), func(c *gql.Call, f *schema.Finding) (*schema.Project, error) {
			return snapshot(c).Project(f.Project), nil
		}),
		gql.Resolve("criteria", "The criteria that it bears on.", gql.List(criterionType), func(c *gql.Call, f *schema.Finding) ([]*schema.Criterion, error) {
			return found(f.Criteria, snapshot(c).Criterion), nil
		}).Size(2),
		gql.Resolve("source", "Where it stands.", gql.Null(sourceType), func(c *gql.Call, f *schema.Finding) (*schema.Source, error) { return snapshot(c).Source(f.Source), nil }),
	)
}

var findingType = gql.NewObject[*schema.Finding]("Finding", "Something that a mapping project found in a country, with its source.")
