package schema

// A Tier is where a rule stands on the ladder of norms.
type Tier string

// The tiers.
const (
	BindingEU Tier = "binding_eu"
	Treaty    Tier = "treaty"
	SoftLaw   Tier = "soft_law"
	Proposal  Tier = "proposed"
)

// Tiers are the rungs of the ladder of norms, from the top.
var Tiers = vocabulary("tier",
	Term[Tier]{BindingEU, "EU law that binds those whom it addresses"},
	Term[Tier]{Treaty, "a treaty of the Council of Europe or the United Nations"},
	Term[Tier]{SoftLaw, "a recommendation, guidance or strategy; it binds nobody and is measured all the same"},
	Term[Tier]{Proposal, "proposed and not adopted"},
)

func (t Tier) check() error { return check(Tiers, t) }

// A RuleKind is the form of a European or UN text.
type RuleKind string

// RuleKinds are the forms of a rule.
var RuleKinds = vocabulary("kind of rule",
	Term[RuleKind]{"directive", "an EU directive (Article 288 TFEU)"},
	Term[RuleKind]{"regulation", "an EU regulation (Article 288 TFEU)"},
	Term[RuleKind]{"charter", "the Charter of Fundamental Rights of the European Union"},
	Term[RuleKind]{"treaty", "an international convention"},
	Term[RuleKind]{"recommendation", "a recommendation of a Council of Europe body"},
	Term[RuleKind]{"guidance", "guidance of an EU agency"},
	Term[RuleKind]{"strategy", "a policy document of the European Commission"},
)

func (k RuleKind) check() error { return check(RuleKinds, k) }

// A RuleStatus is where a rule stands on the day of compilation.
type RuleStatus string

// RuleStatuses are the states of a rule.
var RuleStatuses = vocabulary("status of a rule",
	Term[RuleStatus]{"in_force", "in force"},
	Term[RuleStatus]{"adopted_not_due", "adopted, its transposition not yet due"},
	Term[RuleStatus]{"proposed", "proposed and not adopted"},
	Term[RuleStatus]{"repealed", "repealed, replaced or ended"},
)

func (s RuleStatus) check() error { return check(RuleStatuses, s) }

// A Relation says what a provision has to do with a criterion.
type Relation string

// The relations.
const (
	Requires Relation = "requires"
	BearsOn  Relation = "bears_on"
	Status   Relation = "status"
)

// Relations are the relations of a provision to a criterion.
var Relations = vocabulary("relation",
	Term[Relation]{Requires, "the provision itself obliges (soft law: recommends) what the criterion asks, or the half of it that why names"},
	Term[Relation]{BearsOn, "same subject, but the provision obliges to less or to something else, or leaves it to national law"},
	Term[Relation]{Status, "the criterion records ratification, transposition or monitoring: a fact and not compliance"},
)

func (r Relation) check() error { return check(Relations, r) }

// A BindingStatus says whether a rule binds a country, on the day of compilation in data, on the date asked for in an
// answer.
type BindingStatus string

// The states of a binding. NotBinding is only an answer: soft law binds nobody, so it has no bindings in data.
const (
	Bound          BindingStatus = "bound"
	NotBound       BindingStatus = "not_bound"
	NotYet         BindingStatus = "not_yet"
	Proposed       BindingStatus = "proposed"
	UnknownBinding BindingStatus = "unknown"
	NotBinding     BindingStatus = "not_binding"
)

// BindingStatuses are the states of a binding, not_binding among them, which exists only as an answer.
var BindingStatuses = vocabulary("binding",
	Term[BindingStatus]{Bound, "the rule binds the country"},
	Term[BindingStatus]{NotBound, "the rule does not bind the country, or no longer does"},
	Term[BindingStatus]{NotYet, "the rule will bind the country, from the date that is given"},
	Term[BindingStatus]{Proposed, "the rule is a proposal"},
	Term[BindingStatus]{UnknownBinding, "not established"},
	Term[BindingStatus]{NotBinding, "soft law: it binds nobody"},
)

func (s BindingStatus) check() error {
	if s == NotBinding {
		return BindingStatuses.unknown(string(s))
	}
	return check(BindingStatuses, s)
}

// A ReservationState says what is known of a reservation.
type ReservationState string

// ReservationStates are the states of a reservation.
var ReservationStates = vocabulary("state of a reservation",
	Term[ReservationState]{"none", "no reservation to these articles"},
	Term[ReservationState]{"made", "a reservation to these articles stands"},
	Term[ReservationState]{"withdrawn", "a reservation was made and withdrawn"},
	Term[ReservationState]{"unknown", "not established"},
)

func (s ReservationState) check() error { return check(ReservationStates, s) }

// An InstrumentKind is the form of a national instrument.
type InstrumentKind string

// InstrumentKinds are the forms of a national instrument.
var InstrumentKinds = vocabulary("kind of instrument",
	Term[InstrumentKind]{"constitution", "a constitution"},
	Term[InstrumentKind]{"statute", "an act of parliament, or a code"},
	Term[InstrumentKind]{"regulation", "delegated legislation: a decree, an ordinance"},
	Term[InstrumentKind]{"instruction", "an instruction or circular to the administration"},
	Term[InstrumentKind]{"guideline", "guidance, a plan or a protocol"},
	Term[InstrumentKind]{"bill", "a bill, not yet law"},
)

func (k InstrumentKind) check() error { return check(InstrumentKinds, k) }

// A Court is a court whose rulings the dataset holds.
type Court string

// Courts are the courts whose rulings the dataset holds.
var Courts = vocabulary("court",
	Term[Court]{"CJEU", "Court of Justice of the European Union"},
	Term[Court]{"ECtHR", "European Court of Human Rights"},
)

func (c Court) check() error { return check(Courts, c) }
