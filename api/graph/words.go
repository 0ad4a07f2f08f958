package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/schema"
)

var dateType = gql.NewScalar("Date", "A day, a month or a year, as far as it is known: 2024-06-13, 2024-06 or 2024.",
	schema.Date.String, schema.ParseDate)

var countryCodeType = gql.NewScalar("CountryCode",
	"A country of the dataset as the EU writes it: BE BG EL ES HR HU IE IT MT NL PL SI UK. GR and GB are understood.",
	func(c schema.CountryCode) string { return string(c) }, schema.ParseCountryCode)

// words makes an enum of a vocabulary. A word that it lacks is refused as on the command line.
func words[W ~string](name, description string, of schema.Vocabulary[W]) *gql.Enum[W] {
	var members []gql.Member[W]
	for _, t := range of.Terms() {
		members = append(members, gql.Member[W]{Value: t.Word, Name: string(t.Word), Description: t.Means})
	}
	return gql.NewEnum(name, description, members...).Refuse(func(word string, names []string) error {
		return schema.UnknownWord(of.Name(), word, names)
	})
}

var (
	aspectType           = words("Aspect", "One of the five parts of the codebook.", schema.Aspects)
	levelType            = words("Level", "How far a country meets a criterion.", schema.Levels)
	cellLevelType        = words("CellLevel", "The answer to a cell: a level, or that nothing was coded.", schema.CellLevels)
	basisType            = words("Basis", "What the coded position rests on.", schema.Bases)
	practiceType         = words("Practice", "How what is done compares with the rule that was coded.", schema.Practices)
	groupType            = words("Group", "Whom a protection covers.", schema.Groups)
	doorWordType         = words("DoorKind", "A place where somebody can knock.", schema.Doors)
	evidenceType         = words("Evidence", "Whether the source itself was read for a claim.", schema.Evidences)
	confidenceType       = words("Confidence", "How sure the coder is.", schema.Confidences)
	addresseeType        = words("Addressee", "Whom a recommendation speaks to.", schema.Addressees)
	stageType            = words("Stage", "The point of the case that a recommendation speaks of.", schema.Stages)
	tierType             = words("Tier", "Where a rule stands on the ladder of norms.", schema.Tiers)
	ruleKindType         = words("RuleKind", "The form of a European or UN text.", schema.RuleKinds)
	ruleStatusType       = words("RuleStatus", "Where a rule stands.", schema.RuleStatuses)
	relationType         = words("Relation", "What a provision has to do with a criterion.", schema.Relations)
	bindingType          = words("BindingStatus", "Whether a rule binds a country, on the date asked about.", schema.BindingStatuses)
	instrumentKindType   = words("InstrumentKind", "The form of a national instrument.", schema.InstrumentKinds)
	courtType            = words("Court", "A court whose rulings the dataset holds.", schema.Courts)
	sourceKindType       = words("SourceKind", "What kind of document a source is.", schema.SourceKinds)
	serviceKindType      = words("ServiceKind", "What kind of service somebody can turn to.", schema.ServiceKinds)
	answerType           = words("Answer", "Yes, no or unknown.", schema.Answers)
	authorityType        = words("Authority", "Whom a service may have to tell.", schema.Authorities)
	resourceKindType     = words("ResourceKind", "What kind of material a resource is.", schema.ResourceKinds)
	originType           = words("Origin", "Where a definition comes from.", schema.Origins)
	scenarioKindType     = words("ScenarioKind", "The form of an example in the framework.", schema.ScenarioKinds)
	actorType            = words("Actor", "Somebody who takes part in a scenario.", schema.Actors)
	reservationStateType = words("ReservationState", "What is known of a country's reservation to articles of a treaty.", schema.ReservationStates)
	audienceType         = words("Audience", "Whom a resource is made for.", schema.Audiences)
	severityType         = words("GapSeverity", "How grave a gap is.", schema.GapSeverities)
	meetsType            = words("Meets", "Whether what a provision requires is met by the cells that measure it.", schema.MeetsAnswers)
)
