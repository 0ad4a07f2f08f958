package schema

// An Aspect is one of the five parts of the codebook. Legal, procedures and approaches are the three aspects of the
// INHeRE safe reporting framework; residence and commitments carry the side of EU and international law, on which the
// framework is silent.
type Aspect string

// The aspects, in the order of the codebook.
const (
	Legal       Aspect = "legal"
	Residence   Aspect = "residence"
	Procedures  Aspect = "procedures"
	Approaches  Aspect = "approaches"
	Commitments Aspect = "commitments"
)

// Aspects are the five aspects.
var Aspects = vocabulary("aspect",
	Term[Aspect]{Legal, "law that keeps reporting sexual violence apart from enforcing immigration rules"},
	Term[Aspect]{Residence, "the right to stay of a victim"},
	Term[Aspect]{Procedures, "ways of working, from the first contact to the end of proceedings"},
	Term[Aspect]{Approaches, "how professionals meet a victim: victim-centred and trauma-informed"},
	Term[Aspect]{Commitments, "treaties and directives taken on, and who monitors them"},
)

// Name is the aspect as it stands in a sentence: "residence security".
func (a Aspect) Name() string {
	switch a {
	case Legal:
		return "the legal framework"
	case Residence:
		return "residence security"
	case Approaches:
		return "victim-centred approaches"
	case Commitments:
		return "commitments and monitoring"
	}
	return string(a)
}

func (a Aspect) check() error { return check(Aspects, a) }

// A Level says how far a country meets a criterion. The first four are ordered and score; the last two are no zeros.
type Level string

// The levels of the codebook.
const (
	Met           Level = "met"
	Largely       Level = "largely"
	Partly        Level = "partly"
	NotMet        Level = "not_met"
	NoInformation Level = "no_information"
	NotApplicable Level = "not_applicable"
)

// Levels are the levels of the codebook, from met to not_met, then those that score nothing.
var Levels = vocabulary("level",
	Term[Level]{Met, "guaranteed by binding law or regulation that covers victims whatever their residence status"},
	Term[Level]{Largely, "a formal nationwide policy, instruction or guideline, or a law with limited gaps or exceptions; never to be read as safe"},
	Term[Level]{Partly, "practice only, local or pilot only, or a law with major conditions or exclusions"},
	Term[Level]{NotMet, "no provision, or the rules work the other way (then contrary)"},
	Term[Level]{NoInformation, "could not be established from the sources; never counted as a zero"},
	Term[Level]{NotApplicable, "the criterion cannot apply"},
)

// ScoredLevels are the levels that score, from the highest to the lowest.
var ScoredLevels = [4]Level{Met, Largely, Partly, NotMet}

// Score is what the level scores, from 0 to 100, and whether it scores at all: no_information and not_applicable do not.
// The spacing is the codebook's; rank intervals vary it.
func (l Level) Score() (float64, bool) {
	switch l {
	case Met:
		return 100, true
	case Largely:
		return 67, true
	case Partly:
		return 33, true
	case NotMet:
		return 0, true
	}
	return 0, false
}

// Scores says whether the level is one of the four that score.
func (l Level) Scores() bool { _, ok := l.Score(); return ok }

// Unknown says whether the level leaves open how the country stands.
func (l Level) Unknown() bool { return l == NoInformation }

// Worse says whether both levels score and l scores less than m.
func (l Level) Worse(m Level) bool {
	a, ok := l.Score()
	b, both := m.Score()
	return ok && both && a < b
}

func (l Level) check() error { return check(Levels, l) }

// A CellLevel is the answer to a cell: a level, or not_coded where no assessment of the mapping covers the date asked
// for. Not coded exists only as an answer, never in data.
type CellLevel string

// NotCoded is the answer where nothing was coded.
const NotCoded CellLevel = "not_coded"

// CellLevels are the levels and not_coded.
var CellLevels = func() Vocabulary[CellLevel] {
	v := Vocabulary[CellLevel]{name: "level"}
	for _, t := range Levels.terms {
		v.terms = append(v.terms, Term[CellLevel]{CellLevel(t.Word), t.Means})
	}
	v.terms = append(v.terms, Term[CellLevel]{NotCoded, "nothing was coded for this date in this mapping; never today's level"})
	return v
}()

// Level is the level of the codebook, and whether there is one: not_coded is none.
func (l CellLevel) Level() (Level, bool) { return Level(l), l != NotCoded && Levels.Has(Level(l)) }

// Unknown says whether the answer leaves open how the country stands: no information, or not coded.
func (l CellLevel) Unknown() bool { return l == NotCoded || Level(l).Unknown() }

// A Basis is what the coded position rests on.
type Basis string

// Bases are the kinds of basis, from the strongest to none.
var Bases = vocabulary("basis",
	Term[Basis]{"constitution", "the constitution"},
	Term[Basis]{"statute", "an act of parliament"},
	Term[Basis]{"regulation", "delegated legislation: a decree, an ordinance"},
	Term[Basis]{"instruction", "an instruction or circular that binds the administration"},
	Term[Basis]{"guideline", "guidance, a plan or a protocol"},
	Term[Basis]{"practice", "what is done, without a rule behind it"},
	Term[Basis]{"treaty", "an international treaty that binds the country"},
	Term[Basis]{"none", "nothing was found for it to rest on"},
)

func (b Basis) check() error { return check(Bases, b) }

// Practice says how what is done compares with the rule that was coded.
type Practice string

// Practices are the ways practice can compare with the rule.
var Practices = vocabulary("practice",
	Term[Practice]{"follows", "practice follows the rule"},
	Term[Practice]{"deviates", "practice departs from the rule; the practice note says how"},
	Term[Practice]{"unknown", "how practice compares with the rule is not known"},
)

func (p Practice) check() error { return check(Practices, p) }

// A Group is whom a protection covers.
type Group string

// Groups are those whom a protection can cover.
var Groups = vocabulary("group",
	Term[Group]{"all_victims", "victims of any crime"},
	Term[Group]{"sexual_violence", "victims of sexual violence"},
	Term[Group]{"trafficking", "victims of trafficking in human beings"},
	Term[Group]{"partner_violence", "victims of violence by a partner"},
	Term[Group]{"labour_exploitation", "exploited workers"},
	Term[Group]{"hate_crime", "victims of hate crime"},
	Term[Group]{"asylum_applicants", "applicants for international protection"},
	Term[Group]{"children", "children"},
	Term[Group]{"women", "women"},
)

// Name is the group as it stands in a sentence: "victims of any crime".
func (g Group) Name() string {
	switch g {
	case "trafficking":
		return "victims of trafficking"
	case "partner_violence":
		return "victims of partner violence"
	case "asylum_applicants":
		return "asylum applicants"
	}
	return Groups.Means(g)
}

func (g Group) check() error { return check(Groups, g) }

// A Door is a place where somebody can knock and a criterion decides what happens.
type Door string

// Doors are the doors of the codebook.
var Doors = vocabulary("door",
	Term[Door]{"police", "a police station or officer"},
	Term[Door]{"hospital", "a hospital or doctor"},
	Term[Door]{"care_centre", "a sexual assault care centre"},
	Term[Door]{"shelter", "a shelter"},
	Term[Door]{"helpline", "a helpline"},
	Term[Door]{"court", "a court or prosecutor"},
)

func (d Door) check() error { return check(Doors, d) }

// Evidence says whether the source itself was read for a claim.
type Evidence string

// The two kinds of evidence.
const (
	Seen       Evidence = "seen"
	Background Evidence = "background"
)

// Evidences are the kinds of evidence.
var Evidences = vocabulary("evidence",
	Term[Evidence]{Seen, "the source itself was read for this claim"},
	Term[Evidence]{Background, "known, and not read again"},
)

func (e Evidence) check() error { return check(Evidences, e) }

// Confidence says how sure the coder is.
type Confidence string

// The degrees of confidence.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Confidences are the degrees of confidence, from the surest.
var Confidences = vocabulary("confidence",
	Term[Confidence]{High, "the coder is sure"},
	Term[Confidence]{Medium, "the coder is fairly sure"},
	Term[Confidence]{Low, "the coder is unsure"},
)

func (c Confidence) check() error { return check(Confidences, c) }

// A Reason says why a coded cell differs between two releases.
type Reason string

// Reasons are the reasons for which a coded cell may change.
var Reasons = vocabulary("reason",
	Term[Reason]{"law_changed", "the law or policy changed"},
	Term[Reason]{"recoded", "the same facts were judged anew"},
	Term[Reason]{"error_fixed", "the coding was wrong"},
	Term[Reason]{"codebook_changed", "the codebook asks for something else now"},
	Term[Reason]{"source_lost", "the source that it rested on can no longer be had"},
)

func (r Reason) check() error { return check(Reasons, r) }

// check says whether a word is of its set.
func check[W ~string](v Vocabulary[W], w W) error {
	if v.Has(w) {
		return nil
	}
	return v.unknown(string(w))
}
