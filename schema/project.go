package schema

// A ProjectBook holds the projects, the mappings that they and others made, and the material that exists.
type ProjectBook struct {
	Projects  []Project  `json:"projects"`
	Mappings  []Mapping  `json:"mappings"`
	Resources []Resource `json:"resources"`
}

// A Project is a research or action project that mapped countries.
type Project struct {
	ID          string        `json:"id"`
	Title       string        `json:"title"`
	Countries   []CountryCode `json:"countries"`
	Start       Date          `json:"start"`
	End         Date          `json:"end"`
	Lead        string        `json:"lead,omitempty"`
	Funding     string        `json:"funding,omitempty"`
	Partners    []Partner     `json:"partners"`
	SupportedBy []string      `json:"supported_by,omitempty"`
	Objectives  []string      `json:"objectives"`
	Focus       []string      `json:"focus,omitempty"`
	Method      string        `json:"method,omitempty"`
}

// A Partner is an organisation that took part in a project.
type Partner struct {
	Name    string         `json:"name"`
	Country PartnerCountry `json:"country"`
}

// A Mapping is one coding exercise: who coded which countries, when, by which codebook.
type Mapping struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Countries []CountryCode `json:"countries"`
	CodedOn   Date          `json:"coded_on"`
	Codebook  int           `json:"codebook,omitempty"` // the version of the codebook, where it followed one of ours
	Default   bool          `json:"default,omitempty"`  // the mapping that answers where none is named
	Method    string        `json:"method"`
}

// A Resource is material that exists: a film, a leaflet, a training.
type Resource struct {
	ID             string        `json:"id"`
	Project        string        `json:"project"`
	Kind           ResourceKind  `json:"kind"`
	Title          string        `json:"title"`
	Authors        []string      `json:"authors,omitempty"`
	Publisher      string        `json:"publisher,omitempty"`
	Year           int           `json:"year,omitempty"`
	Pages          int           `json:"pages,omitempty"`
	LanguagesCount int           `json:"languages_count,omitempty"` // in how many languages it exists
	Countries      []CountryCode `json:"countries"`
	Audience       []Audience    `json:"audience"`
	URL            string        `json:"url,omitempty"`
	Note           string        `json:"note,omitempty"`
}
