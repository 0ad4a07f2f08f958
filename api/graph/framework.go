package graph

import (
	"slices"
	"strings"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	frameworkType        = gql.NewObject[*schema.Framework]("Framework", "The INHeRE safe reporting framework: what law, procedures and professionals owe a victim. All texts are paraphrases.")
	sectionType          = gql.NewObject[*schema.Section]("Section", "A chapter or section of the framework.")
	definitionType       = gql.NewObject[*schema.Definition]("Definition", "A term of the framework.")
	frameworkFindingType = gql.NewObject[*schema.FrameworkFinding]("FrameworkFinding", "What the research behind a section of the framework found.")
	scenarioType         = gql.NewObject[*schema.Scenario]("Scenario", "An example of safe reporting in the framework.")
)

func init() {
	frameworkType.Fields(
		gql.Field("title", "Its title.", gql.String, func(f *schema.Framework) string { return f.Title }),
		gql.Field("version", "Its version.", gql.String, func(f *schema.Framework) string { return f.Version }),
		gql.Field("edition", "Its edition.", gql.String, func(f *schema.Framework) string { return f.Edition }),
		gql.Field("about", "What it is.", gql.String, func(f *schema.Framework) string { return f.About }),
		gql.Field("sections", "Its chapters and sections.", gql.List(sectionType), func(f *schema.Framework) []*schema.Section { return pointers(f.Sections) }).Size(15),
		gql.Field("recommendations", "Its recommendations.", gql.List(recommendationType), func(f *schema.Framework) []*schema.Recommendation { return pointers(f.Recommendations) }).Size(60),
		gql.Field("definitions", "Its terms.", gql.List(definitionType), func(f *schema.Framework) []*schema.Definition { return pointers(f.Definitions) }).Size(20),
		gql.Field("findings", "What the research behind it found.", gql.List(frameworkFindingType), func(f *schema.Framework) []*schema.FrameworkFinding { return pointers(f.Findings) }).Size(10),
		gql.Field("scenarios", "Its examples.", gql.List(scenarioType), func(f *schema.Framework) []*schema.Scenario { return pointers(f.Scenarios) }).Size(10),
	)
	sectionType.Fields(
		gql.Field("number", "Its number: 5.1.", gql.String, func(s *schema.Section) string { return s.ID }),
		gql.Field("title", "Its title.", gql.String, func(s *schema.Section) string { return s.Title }),
		gql.Field("aspect", "The aspect that it belongs to; null where to none.", gql.Null(aspectType), func(s *schema.Section) schema.Aspect { return s.Aspect }),
		gql.Field("note", "What to know of it.", optionalText, func(s *schema.Section) string { return s.Note }),
		gql.Resolve("criteria", "The distinct criteria that its recommendations ask for.", gql.List(criterionType), func(c *gql.Call, s *schema.Section) ([]*schema.Criterion, error) {
			return snapshot(c).SectionCriteria(s.ID), nil
		}).Size(5),
	)
	definitionType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(d *schema.Definition) string { return d.ID }),
		gql.Field("term", "The term.", gql.String, func(d *schema.Definition) string { return d.Term }),
		gql.Field("section", "The section or recommendation where it stands.", gql.String, func(d *schema.Definition) string { return d.Section }),
		gql.Field("origin", "Whether the definition is the framework's own.", originType, func(d *schema.Definition) schema.Origin { return d.Origin }),
		gql.Field("definition", "What it means.", gql.String, func(d *schema.Definition) string { return d.Definition }),
	)
	frameworkFindingType.Implements(nodeType).Fields(
		gql.Field("id", "Its id: finding-5.1 for section 5.1.", gql.ID, (*schema.FrameworkFinding).ID),
		gql.Field("section", "The number of its section.", gql.String, func(f *schema.FrameworkFinding) string { return f.Section }),
		gql.Field("title", "Its title.", gql.String, func(f *schema.FrameworkFinding) string { return f.Title }),
		gql.Field("finding", "What was found.", gql.String, func(f *schema.FrameworkFinding) string { return f.Finding }),
		lookups("criteria", "The criteria that it bears on.", criterionType, func(f *schema.FrameworkFinding) []string { return f.Criteria }, (*dataset.Snapshot).Criterion),
		gql.Field("note", "What to know of it.", optionalText, func(f *schema.FrameworkFinding) string { return f.Note }),
	)
	scenarioType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(s *schema.Scenario) string { return s.ID }),
		gql.Field("title", "Its title.", gql.String, func(s *schema.Scenario) string { return s.Title }),
		gql.Field("section", "The number of its section.", gql.String, func(s *schema.Scenario) string { return s.Section }),
		gql.Field("kind", "Its form.", scenarioKindType, func(s *schema.Scenario) schema.ScenarioKind { return s.Kind }),
		gql.Field("actors", "Who takes part.", gql.List(actorType), func(s *schema.Scenario) []schema.Actor { return s.Actors }).Size(2),
		gql.Field("description", "What it shows.", gql.String, func(s *schema.Scenario) string { return s.Description }),
		lookups("criteria", "The criteria that it bears on.", criterionType, func(s *schema.Scenario) []string { return s.Criteria }, (*dataset.Snapshot).Criterion),
	)
}

// frameworkOf is the framework of a snapshot.
func frameworkOf(s *dataset.Snapshot) *schema.Framework { return &s.Records().Framework }

// recommendationsIn are the recommendations of a section or chapter, all where it is empty. The error names the nearest one.
func recommendationsIn(s *dataset.Snapshot, section string) ([]*schema.Recommendation, error) {
	all := pointers(frameworkOf(s).Recommendations)
	if section == "" {
		return all, nil
	}
	var in []*schema.Recommendation
	var known []string
	for _, r := range all {
		if r.Section == section || strings.HasPrefix(r.Section, section+".") {
			in = append(in, r)
		}
		if !slices.Contains(known, r.Section) {
			known = append(known, r.Section)
		}
	}
	if in == nil {
		return nil, schema.UnknownWord("section", section, known)
	}
	return in, nil
}

// inSection is a question about a section of the framework.
type inSection struct {
	at      at
	section string
}

var inSectionArgs = gql.And(gql.NewArgs(
	gql.Arg("section", "The section or chapter: 5.1, or 5 with all its sections.", gql.Required[string](gql.String), func(a *inSection, v string) { a.section = v }),
), atArgs, func(a *inSection) *at { return &a.at })
