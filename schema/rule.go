package schema

// A RuleBook holds the EU, Council of Europe and UN rules that policies are held against. All texts are paraphrases.
type RuleBook struct {
	Title      string            `json:"title"`
	Version    string            `json:"version"`
	CompiledOn Date              `json:"compiled_on"`
	About      string            `json:"about"`
	Reading    []string          `json:"reading,omitempty"`   // how bindings, reservations and dates are to be read
	Relations  []RelationMeaning `json:"relations,omitempty"` // what the relations of links mean
	Rules      []Rule            `json:"rules"`
	Provisions []Provision       `json:"provisions"`
	Bindings   []Binding         `json:"bindings"`
	Rulings    []Ruling          `json:"rulings"`
	Sources    []Source          `json:"sources"`
	Errata     []Erratum         `json:"errata,omitempty"`
}

// A RelationMeaning says in full what a relation means.
type RelationMeaning struct {
	Relation Relation `json:"relation"`
	Means    string   `json:"means"`
}

// A Rule is a European or UN text.
type Rule struct {
	ID          string     `json:"id"`
	Short       string     `json:"short"`
	Title       string     `json:"title"`
	Number      string     `json:"number"`
	CELEX       string     `json:"celex,omitempty"` // the number by which EUR-Lex knows it
	Kind        RuleKind   `json:"kind"`
	Tier        Tier       `json:"tier"`
	Adopted     Date       `json:"adopted,omitzero"`
	AppliesFrom Date       `json:"applies_from,omitzero"`
	Until       Date       `json:"until,omitzero"` // the last day of its force
	Status      RuleStatus `json:"status"`
	Amends      string     `json:"amends,omitempty"`
	Replaces    string     `json:"replaces,omitempty"`
	Note        string     `json:"note"`
	URL         string     `json:"url,omitempty"`
	Evidence    Evidence   `json:"evidence"`
	Sources     []string   `json:"sources,omitempty"`
}

// A Provision is one article of a rule.
type Provision struct {
	ID           string   `json:"id"`
	Rule         string   `json:"rule"`
	Article      string   `json:"article"`
	Paragraph    string   `json:"paragraph,omitempty"`
	Title        string   `json:"title"`
	Requires     string   `json:"requires"` // what it asks for, in a paraphrase
	Tier         Tier     `json:"tier"`
	Evidence     Evidence `json:"evidence"`
	EvidenceNote string   `json:"evidence_note,omitempty"`
	Sources      []string `json:"sources,omitempty"`
	Links        []Link   `json:"links"`
}

// A Link ties a provision to a criterion.
type Link struct {
	Criterion string   `json:"criterion"`
	Relation  Relation `json:"relation"`
	Why       string   `json:"why,omitempty"`
}

// A Binding says whether and when a rule binds a country. Status is the state on the day of compilation; From and Until
// are the first and the last day of being bound, also where that is over.
type Binding struct {
	Country     CountryCode   `json:"country"`
	Rule        string        `json:"rule"`
	Status      BindingStatus `json:"status"`
	From        Date          `json:"from,omitzero"`
	Until       Date          `json:"until,omitzero"`
	Signed      Date          `json:"signed,omitzero"`
	Ratified    Date          `json:"ratified,omitzero"`
	Except      []string      `json:"except,omitempty"` // articles that do not bind
	Reservation *Reservation  `json:"reservation,omitempty"`
	Evidence    Evidence      `json:"evidence"`
	Note        string        `json:"note,omitempty"`
	Sources     []string      `json:"sources,omitempty"`
}

// A Reservation is what is known of a country's reservations to articles of a treaty.
type Reservation struct {
	Articles []string         `json:"articles"`
	State    ReservationState `json:"state"`
	Evidence Evidence         `json:"evidence"`
	Note     string           `json:"note"`
}

// A Ruling is a judgment or opinion on provisions.
type Ruling struct {
	ID           string        `json:"id"`
	Number       string        `json:"number"`
	Court        Court         `json:"court"`
	Name         string        `json:"name"`
	Date         Date          `json:"date"`
	Holds        string        `json:"holds"`
	Provisions   []string      `json:"provisions"`
	Countries    []CountryCode `json:"countries,omitempty"` // where the case came from
	Evidence     Evidence      `json:"evidence"`
	EvidenceNote string        `json:"evidence_note,omitempty"`
	Sources      []string      `json:"sources"`
}

// An Erratum is a slip in a text that the dataset describes.
type Erratum struct {
	Where    string   `json:"where"`
	Finding  string   `json:"finding"`
	Evidence Evidence `json:"evidence"`
	Source   string   `json:"source"`
}
