package schema

// A SourceKind is what kind of document a source is.
type SourceKind string

// SourceKinds are the kinds of source.
var SourceKinds = vocabulary("kind of source",
	Term[SourceKind]{"law", "the text of a law or regulation"},
	Term[SourceKind]{"treaty", "a treaty, or its chart of signatures and reservations"},
	Term[SourceKind]{"case", "a judgment or decision of a court"},
	Term[SourceKind]{"policy", "a policy document, instruction, circular or parliamentary paper"},
	Term[SourceKind]{"report", "a report"},
	Term[SourceKind]{"article", "an article in a journal or newspaper"},
	Term[SourceKind]{"leaflet", "a leaflet"},
	Term[SourceKind]{"web", "a page on the web"},
)

func (k SourceKind) check() error { return check(SourceKinds, k) }

// A ServiceKind is what kind of service somebody can turn to.
type ServiceKind string

// ServiceKinds are the kinds of service.
var ServiceKinds = vocabulary("kind of service",
	Term[ServiceKind]{"helpline", "a helpline"},
	Term[ServiceKind]{"sexual_assault_centre", "a sexual assault care centre"},
	Term[ServiceKind]{"victim_support", "a general victim support service"},
	Term[ServiceKind]{"shelter", "a shelter"},
	Term[ServiceKind]{"trafficking_service", "a service for victims of trafficking"},
	Term[ServiceKind]{"legal_aid", "legal aid or advice"},
	Term[ServiceKind]{"ngo", "a non-governmental organisation"},
	Term[ServiceKind]{"police_unit", "a unit or line of the police"},
)

func (k ServiceKind) check() error { return check(ServiceKinds, k) }

// An Answer is yes, no or unknown.
type Answer string

// Answers are yes, no and unknown.
var Answers = vocabulary("answer",
	Term[Answer]{"yes", "yes"},
	Term[Answer]{"no", "no"},
	Term[Answer]{"unknown", "not established"},
)

func (a Answer) check() error { return check(Answers, a) }

// An Authority is whom a service may have to tell.
type Authority string

// Authorities are those whom a service may have to tell.
var Authorities = vocabulary("authority",
	Term[Authority]{"police", "the police"},
	Term[Authority]{"immigration", "the immigration authority"},
)

func (a Authority) check() error { return check(Authorities, a) }

// A ResourceKind is what kind of material a resource is.
type ResourceKind string

// ResourceKinds are the kinds of resource.
var ResourceKinds = vocabulary("kind of resource",
	Term[ResourceKind]{"report", "a report"},
	Term[ResourceKind]{"framework", "a framework of recommendations"},
	Term[ResourceKind]{"guide", "a guide or tool for professionals"},
	Term[ResourceKind]{"training", "a training or its material"},
	Term[ResourceKind]{"film", "a film"},
	Term[ResourceKind]{"recording", "a recording of an event"},
	Term[ResourceKind]{"leaflet", "a leaflet"},
	Term[ResourceKind]{"recommendation", "recommendations"},
	Term[ResourceKind]{"programme", "a programme of activities"},
)

func (k ResourceKind) check() error { return check(ResourceKinds, k) }

// An Audience is whom a resource is made for.
type Audience string

// Audiences are those for whom resources are made.
var Audiences = vocabulary("audience",
	Term[Audience]{"migrant", "migrants"},
	Term[Audience]{"professional", "professionals who meet victims"},
	Term[Audience]{"police", "the police"},
	Term[Audience]{"policymaker", "policymakers"},
	Term[Audience]{"researcher", "researchers"},
	Term[Audience]{"school", "schools"},
)

func (a Audience) check() error { return check(Audiences, a) }
