package schema

// A Thesaurus holds the synonyms of the field by concept and language, for search.
type Thesaurus struct {
	Title    string    `json:"title"`
	About    string    `json:"about"`
	Concepts []Concept `json:"concepts"`
}

// A Concept is one notion of the field with its terms in several languages.
type Concept struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Note     string   `json:"note,omitempty"`
	Criteria []string `json:"criteria,omitempty"` // criteria that ask about it
	Terms    []Terms  `json:"terms"`
}

// Terms are the terms of a concept in one language. Exactly one of Source, Page and Unchecked says what they were checked
// against: a source of the dataset, a page, or nothing yet.
type Terms struct {
	Language  Language `json:"language"`
	Preferred string   `json:"preferred"`
	Other     []string `json:"other,omitempty"`
	Source    string   `json:"source,omitempty"`
	Page      string   `json:"page,omitempty"`
	Unchecked bool     `json:"unchecked,omitempty"`
}
