package schema

// A Codebook holds the criteria, the levels and the rules that coding follows. It is versioned.
type Codebook struct {
	Version           int               `json:"version"`
	About             string            `json:"about"`
	StandardCase      string            `json:"standard_case"` // the case that is coded unless a criterion says otherwise
	StandardCaseNote  string            `json:"standard_case_note,omitempty"`
	RulesOfCoding     []string          `json:"rules_of_coding"`
	HarmonisationNote string            `json:"harmonisation_note,omitempty"`
	Harmonisation     []Harmonisation   `json:"harmonisation"`
	Levels            []LevelDefinition `json:"levels"`
	Aspects           []CodebookAspect  `json:"aspects"`
	Doors             []Door            `json:"doors"`
	DoorsNote         string            `json:"doors_note,omitempty"`
	Covers            []Group           `json:"covers"`
	Bases             []Basis           `json:"bases"`
	CoreNote          string            `json:"core_note,omitempty"`
	Criteria          []Criterion       `json:"criteria"`
}

// A Harmonisation is a numbered rule by which the first coding was made the same across countries; the log of changes
// cites it by number.
type Harmonisation struct {
	Number int    `json:"number"`
	Rule   string `json:"rule"`
}

// A LevelDefinition is what the codebook says of a level. Score is from 0 to 100, nil where the level scores nothing.
type LevelDefinition struct {
	Level Level  `json:"level"`
	Score *int   `json:"score"`
	Means string `json:"means"`
}

// A CodebookAspect is an aspect with its title.
type CodebookAspect struct {
	ID    Aspect `json:"id"`
	Title string `json:"title"`
}

// A Criterion is one question about a country's policy.
type Criterion struct {
	ID       string `json:"id"`
	Aspect   Aspect `json:"aspect"`
	Title    string `json:"title"`
	Question string `json:"question"`
	Core     bool   `json:"core,omitempty"`  // one of the parts of the firewall
	Doors    []Door `json:"doors,omitempty"` // where it decides what happens
}
