package schema

// The words here exist only as answers, never in data.

// A GapSeverity says how grave a gap is.
type GapSeverity string

// The severities of a gap, the gravest first.
const (
	GapContrary GapSeverity = "contrary"
	GapNotMet   GapSeverity = "not_met"
	GapPartly   GapSeverity = "partly"
)

// GapSeverities are the severities of a gap, the gravest first.
var GapSeverities = vocabulary("severity of a gap",
	Term[GapSeverity]{GapContrary, "rules, or an authority's mandate, work against the criterion"},
	Term[GapSeverity]{GapNotMet, "the criterion is not met"},
	Term[GapSeverity]{GapPartly, "the criterion is met in part only"},
)

// Meets says whether what a provision requires is met by the cells that measure it. It says nothing of whether the
// provision binds.
type Meets string

// The answers to whether a provision's requirements are met.
const (
	MeetsYes            Meets = "yes"
	MeetsPartly         Meets = "partly"
	MeetsNo             Meets = "no"
	MeetsNotEstablished Meets = "not_established"
	MeetsNotMeasured    Meets = "not_measured"
)

// MeetsAnswers are the answers to whether a provision's requirements are met.
var MeetsAnswers = vocabulary("answer to meets",
	Term[Meets]{MeetsYes, "every required cell is met or largely met; largely is never to be read as safe"},
	Term[Meets]{MeetsPartly, "no required cell is not met, and at least one is met only in part"},
	Term[Meets]{MeetsNo, "at least one required cell is not met"},
	Term[Meets]{MeetsNotEstablished, "at least one required cell is unknown, and none is not met"},
	Term[Meets]{MeetsNotMeasured, "no criterion measures what the provision requires"},
)
