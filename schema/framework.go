package schema

// A Framework is the INHeRE safe reporting framework: what law, procedures and professionals owe a victim. All texts are
// paraphrases.
type Framework struct {
	Title           string             `json:"title"`
	Version         string             `json:"version"`
	Edition         string             `json:"edition"`
	About           string             `json:"about"`
	Source          FrameworkSource    `json:"source"`
	Aspects         []FrameworkAspect  `json:"aspects"`
	Sections        []Section          `json:"sections"`
	Definitions     []Definition       `json:"definitions"`
	Recommendations []Recommendation   `json:"recommendations"`
	Findings        []FrameworkFinding `json:"findings"`
	Scenarios       []Scenario         `json:"scenarios"`
}

// A FrameworkSource says who made the framework.
type FrameworkSource struct {
	Consortium  []string `json:"consortium"`
	ScenariosBy []string `json:"scenarios_by"`
}

// A FrameworkAspect is one of the framework's three aspects, with the sections that belong to it.
type FrameworkAspect struct {
	ID         Aspect   `json:"id"`
	Title      string   `json:"title"`
	Sections   []string `json:"sections"`
	Definition string   `json:"definition"`
}

// A Section is a chapter or section of the framework.
type Section struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Aspect Aspect `json:"aspect,omitempty"`
	Note   string `json:"note,omitempty"`
}

// A Definition is a term of the framework. Section is the section or recommendation where the term stands.
type Definition struct {
	ID         string `json:"id"`
	Term       string `json:"term"`
	Section    string `json:"section"`
	Origin     Origin `json:"origin"`
	Definition string `json:"definition"`
}

// A Recommendation is a numbered recommendation of the framework, with the criteria that ask for it. Provisions are those
// that the framework itself names; parallel provisions say something alike.
type Recommendation struct {
	ID                 string      `json:"id"`
	Section            string      `json:"section"`
	Aspect             Aspect      `json:"aspect"`
	Text               string      `json:"text"`
	Addressee          []Addressee `json:"addressee"`
	Stage              []Stage     `json:"stage"`
	Criteria           []string    `json:"criteria"`
	Note               string      `json:"note,omitempty"`
	Provisions         []string    `json:"provisions,omitempty"`
	ParallelProvisions []string    `json:"parallel_provisions,omitempty"`
}

// A FrameworkFinding is what the research behind a section of the framework found.
type FrameworkFinding struct {
	Section  string   `json:"section"`
	Title    string   `json:"title"`
	Finding  string   `json:"finding"`
	Criteria []string `json:"criteria"`
	Note     string   `json:"note,omitempty"`
}

// ID is the id of the finding: finding-5.1 for section 5.1.
func (f *FrameworkFinding) ID() string { return "finding-" + f.Section }

// A Scenario is an example of safe reporting in the framework.
type Scenario struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Section     string       `json:"section"`
	Kind        ScenarioKind `json:"kind"`
	Actors      []Actor      `json:"actors"`
	Description string       `json:"description"`
	Criteria    []string     `json:"criteria"`
}
