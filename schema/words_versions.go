package schema

// A ChangeKind says how an assessment differs between two states of the data.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// ChangeKinds are the kinds of change.
var ChangeKinds = vocabulary("kind of change",
	Term[ChangeKind]{Added, "there is an assessment where there was none"},
	Term[ChangeKind]{Removed, "the assessment is gone"},
	Term[ChangeKind]{Changed, "what the assessment says is another"},
)

// A Verdict says whether a quoted citation is true.
type Verdict string

// The verdicts.
const (
	Holds        Verdict = "holds"
	Held         Verdict = "held"
	Wrong        Verdict = "wrong"
	CannotBeTold Verdict = "cannot_be_told"
)

// Verdicts are the answers to a quoted citation.
var Verdicts = vocabulary("verdict",
	Term[Verdict]{Holds, "it is true of the data at hand"},
	Term[Verdict]{Held, "it was true of a version that is known; the data at hand say otherwise"},
	Term[Verdict]{Wrong, "it is not true of the version that it names, or, where it names none, of the data at hand"},
	Term[Verdict]{CannotBeTold, "it names a version or a digest that is not known here"},
)
