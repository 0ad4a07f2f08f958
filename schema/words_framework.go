package schema

// An Addressee is whom a recommendation of the framework speaks to.
type Addressee string

// Addressees are those whom the framework speaks to.
var Addressees = vocabulary("addressee",
	Term[Addressee]{"legislator", "the legislator"},
	Term[Addressee]{"public_authority", "a public authority"},
	Term[Addressee]{"police", "the police"},
	Term[Addressee]{"prosecutor", "the prosecution service"},
	Term[Addressee]{"care_centre", "a sexual assault care centre"},
	Term[Addressee]{"care_worker", "a professional in care"},
	Term[Addressee]{"service_provider", "any service that meets migrant victims"},
)

func (a Addressee) check() error { return check(Addressees, a) }

// A Stage is the point of the case that a recommendation speaks of.
type Stage string

// Stages are the points of a case.
var Stages = vocabulary("stage",
	Term[Stage]{"before_report", "before a report"},
	Term[Stage]{"report", "at the moment of reporting"},
	Term[Stage]{"proceedings", "while the criminal proceedings run"},
	Term[Stage]{"after_case", "after the case"},
	Term[Stage]{"any", "at any point"},
)

func (s Stage) check() error { return check(Stages, s) }

// An Origin says whether a definition is the framework's own.
type Origin string

// Origins are where a definition can come from.
var Origins = vocabulary("origin",
	Term[Origin]{"framework", "the framework defines the term"},
	Term[Origin]{"added", "the framework uses the term, the definition was added here"},
)

func (o Origin) check() error { return check(Origins, o) }

// A ScenarioKind is the form of an example in the framework.
type ScenarioKind string

// ScenarioKinds are the forms of a scenario.
var ScenarioKinds = vocabulary("kind of scenario",
	Term[ScenarioKind]{"phrases", "a few sentences that can be said"},
	Term[ScenarioKind]{"dialogue", "a talk from beginning to end"},
)

func (k ScenarioKind) check() error { return check(ScenarioKinds, k) }

// An Actor takes part in a scenario.
type Actor string

// Actors are those who take part in scenarios.
var Actors = vocabulary("actor",
	Term[Actor]{"victim", "the victim"},
	Term[Actor]{"care_worker", "a professional in care"},
	Term[Actor]{"crisis_worker", "a crisis worker who takes calls"},
	Term[Actor]{"doctor", "a doctor, also a forensic examiner"},
	Term[Actor]{"police_officer", "a police officer"},
)

func (a Actor) check() error { return check(Actors, a) }
