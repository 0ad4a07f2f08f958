package schema

// A ChangeLog says what changed from version to version, cell by cell, each with its reason.
type ChangeLog struct {
	About   string      `json:"about"`
	Changes []ChangeSet `json:"changes"`
}

// A ChangeSet is what changed in one version, against another state that it names.
type ChangeSet struct {
	Version string       `json:"version"`
	Against string       `json:"against"`
	Cells   []CellChange `json:"cells"`
}

// Unreleased is the version of changes that are not part of a release yet.
const Unreleased = "unreleased"

// A CellChange is what changed in one cell, with the reason. Cell is the id of a cell (BE-L1) or of an assessment
// (BE-L1@desk-2026). What did not change is left out.
type CellChange struct {
	Cell       string              `json:"cell"`
	Removed    bool                `json:"removed,omitempty"` // the assessment is gone
	Level      *FromTo[Level]      `json:"level,omitempty"`
	Contrary   *FromTo[bool]       `json:"contrary,omitempty"`
	Confidence *FromTo[Confidence] `json:"confidence,omitempty"`
	Reason     Reason              `json:"reason"`
	Why        string              `json:"why"`
}

// A FromTo is a value before and after.
type FromTo[V any] struct {
	From V `json:"from"`
	To   V `json:"to"`
}
