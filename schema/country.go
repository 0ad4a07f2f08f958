package schema

// A Country is one country with everything that is known of it: one file of the dataset.
type Country struct {
	Code        CountryCode  `json:"country"`
	Name        string       `json:"name"`
	Languages   []Language   `json:"languages"` // official languages in which its sources are written
	Overview    string       `json:"overview"`  // how safe reporting is, in a paragraph
	CodedOn     Date         `json:"coded_on"`
	Sources     []Source     `json:"sources"`
	Instruments []Instrument `json:"instruments"`
	Assessments []Assessment `json:"assessments"`
	Timeline    []Event      `json:"timeline"`
	Services    []Service    `json:"services"`
	Findings    []Finding    `json:"findings,omitempty"`
}

// A Source is a document that something rests on. What is not known of it is left out; a country's source always names
// its publisher, kind and language.
type Source struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Authors   []string   `json:"authors,omitempty"`
	Publisher string     `json:"publisher,omitempty"`
	Year      int        `json:"year,omitempty"`
	Kind      SourceKind `json:"kind,omitempty"`
	Language  Language   `json:"language,omitempty"`
	URL       string     `json:"url,omitempty"`
	Seen      bool       `json:"seen"`              // it was read, at least in its opening
	Accessed  Date       `json:"accessed,omitzero"` // the day on which it was read
	Says      string     `json:"says,omitempty"`    // what it says, where no citation does
	Note      string     `json:"note,omitempty"`
}

// An Instrument is a national law, regulation, instruction, guideline or bill.
type Instrument struct {
	ID            string         `json:"id"`
	Title         string         `json:"title"`
	TitleOriginal string         `json:"title_original,omitempty"`
	TitleLanguage TitleLanguage  `json:"title_language,omitempty"`
	Kind          InstrumentKind `json:"kind"`
	Date          Date           `json:"date,omitzero"`
	URL           string         `json:"url,omitempty"`
	RepealedBy    string         `json:"repealed_by,omitempty"` // the id of an instrument of the dataset, or the number of another
}

// An Assessment is the coding of one criterion for one country in one mapping, for a span of time. It counts from
// ValidFrom, or from its mapping's date of coding; it ends the day before the next span begins.
type Assessment struct {
	Criterion    string           `json:"criterion"`
	Mapping      string           `json:"mapping,omitempty"` // the default mapping where left out
	Level        Level            `json:"level"`
	Contrary     bool             `json:"contrary"` // rules, or an authority's mandate, work against the criterion
	Basis        Basis            `json:"basis"`
	Summary      string           `json:"summary"`
	Covers       []Group          `json:"covers,omitempty"` // whom the position covers
	Practice     Practice         `json:"practice,omitempty"`
	PracticeNote string           `json:"practice_note,omitempty"`
	Caution      string           `json:"caution,omitempty"` // what the level must never be read without
	ValidFrom    Date             `json:"valid_from,omitzero"`
	Instruments  []LegalReference `json:"instruments,omitempty"`
	Citations    []Citation       `json:"citations,omitempty"`
	Evidence     Evidence         `json:"evidence"`
	Confidence   Confidence       `json:"confidence"`
}

// A LegalReference is an instrument of the country, or a rule, that an assessment rests on. It names exactly one of the
// two.
type LegalReference struct {
	Instrument string `json:"instrument,omitempty"`
	Rule       string `json:"rule,omitempty"`
	Article    string `json:"article,omitempty"`
}

// A Citation is a source, a place in it, and what it supports.
type Citation struct {
	Source  string `json:"source"`
	Locator string `json:"locator,omitempty"`
	Says    string `json:"says"`
}

// An Event is something that happened in a country and bears on criteria.
type Event struct {
	ID       string   `json:"id"`
	Date     Date     `json:"date"`
	Event    string   `json:"event"`
	Criteria []string `json:"criteria"`
	Source   string   `json:"source"`
}

// A Service is where a victim can turn, or (HelpsVictims false) a body that must not be listed as help.
type Service struct {
	ID                   string         `json:"id"`
	Name                 string         `json:"name"`
	Kind                 ServiceKind    `json:"kind"`
	Coverage             string         `json:"coverage"`
	Hours                string         `json:"hours,omitempty"`
	Phone                []string       `json:"phone,omitempty"`
	Languages            []Language     `json:"languages,omitempty"`
	URL                  string         `json:"url,omitempty"`
	IrrespectiveOfStatus Answer         `json:"irrespective_of_status"` // open to people whatever their residence status
	MayNotify            []Notification `json:"may_notify,omitempty"`   // absent: not established, never "tells nobody"
	HelpsVictims         *bool          `json:"helps_victims,omitempty"`
	LastChecked          Date           `json:"last_checked"`
	Source               string         `json:"source"`
}

// ListedAsHelp says whether the service may be shown as a place to turn to: only helps_victims: false says that it may
// not.
func (s *Service) ListedAsHelp() bool { return s.HelpsVictims == nil || *s.HelpsVictims }

// A Notification is a duty or a mandate of a service to tell an authority, with the criterion whose cell says more.
type Notification struct {
	Whom      Authority `json:"whom"`
	When      string    `json:"when"`
	Criterion string    `json:"criterion"`
}

// A Finding is something that a mapping project found, with its source.
type Finding struct {
	ID       string   `json:"id"`
	Project  string   `json:"project"`
	Finding  string   `json:"finding"`
	Criteria []string `json:"criteria"`
	Source   string   `json:"source"`
}
