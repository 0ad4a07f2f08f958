package dataset

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A State is what the dataset said at one time: a whole snapshot, or what is kept of a release, which is the level, contrary
// flag, evidence and confidence of each assessment and no more.
type State struct {
	schema.Edition                  // its version, date and digest
	Whole          bool             // all that the assessments say is there, not their coding alone
	order          []string         // the ids of the assessments, in the order of the files
	coded          map[string]coded // by the id of the assessment
	view           *View            // for firewall and scores
	log            []logged         // what had changed until then
}

// coded is an assessment as it was coded; full is nil where only the coding is kept.
type coded struct {
	schema.ReleasedCell
	full *Assessment
}

// logged is a change with the version in which it was made.
type logged struct {
	version string
	id      string // of the assessment
	schema.CellChange
}

// State is the state of the snapshot itself.
func (s *Snapshot) State() *State {
	edition, release := s.Release()
	state := &State{Edition: edition, Whole: true, coded: make(map[string]coded, len(release.Cells)), view: s.today, log: s.log()}
	for i, c := range release.Cells {
		state.order = append(state.order, c.Assessment)
		state.coded[c.Assessment] = coded{c, s.assessments[i]}
	}
	return state
}

// Released is the state of a release that the snapshot knows of. The error names the releases that it knows.
func (s *Snapshot) Released(version string) (*State, error) {
	for i := range s.records.Releases {
		if s.records.Releases[i].Version == version {
			return s.released(&s.records.Releases[i]), nil
		}
	}
	if version == s.Version() {
		return s.State(), nil
	}
	known := make([]string, len(s.records.Releases))
	for i := range known {
		known[i] = s.records.Releases[i].Version
	}
	if len(known) == 0 {
		known = []string{s.Version()}
	}
	return nil, schema.UnknownWord("release", version, known)
}

func (s *Snapshot) released(release *schema.Release) *State {
	state := &State{coded: make(map[string]coded, len(release.Cells))}
	for _, e := range s.records.Dataset.Releases {
		if e.Version == release.Version {
			state.Edition = e
		}
	}
	for _, c := range release.Cells {
		state.order = append(state.order, c.Assessment)
		state.coded[c.Assessment] = coded{ReleasedCell: c}
	}
	for _, l := range s.log() {
		if compareVersions(l.version, release.Version) <= 0 {
			state.log = append(state.log, l)
		}
	}
	state.view = s.releasedView(state)
	return state
}

// releasedView is a view of which the levels are those of a release: enough for firewall and scores, and for nothing else,
// as nothing else is kept. It is never handed out.
func (s *Snapshot) releasedView(state *State) *View {
	v := &View{Snapshot: s, Date: state.Date.Last(), InMapping: s.fallback, cells: make([][]Cell, len(s.records.Countries))}
	for i := range s.records.Countries {
		country := &s.records.Countries[i]
		for j := range s.records.Codebook.Criteria {
			cell := Cell{Country: country, Criterion: &s.records.Codebook.Criteria[j]}
			if c, ok := state.coded[schema.AssessmentID(country.Code, cell.Criterion.ID, s.fallback.ID)]; ok {
				cell.Assessment = &Assessment{
					Assessment: &schema.Assessment{Level: c.Level, Contrary: c.Contrary, Evidence: c.Evidence, Confidence: c.Confidence},
					ID:         c.Assessment, Country: country, Criterion: cell.Criterion, Mapping: s.fallback,
				}
			}
			v.cells[i] = append(v.cells[i], cell)
		}
	}
	return v
}

// log is the log of changes from the earliest version to what is not released yet, each change by the id of its assessment.
func (s *Snapshot) log() []logged {
	var log []logged
	for _, set := range s.records.Changes.Changes {
		for _, c := range set.Cells {
			id := c.Cell
			if ref, err := schema.ParseAssessmentID(id); err == nil {
				if ref.Mapping == "" {
					ref.Mapping = s.fallback.ID
				}
				id = ref.String()
			}
			log = append(log, logged{set.Version, id, c})
		}
	}
	slices.SortStableFunc(log, func(a, b logged) int { return compareVersions(a.version, b.version) })
	return log
}

// compareVersions orders versions by their numbers; what is not released comes last.
func compareVersions(a, b string) int {
	if a == schema.Unreleased || b == schema.Unreleased {
		return cmp.Compare(boolToInt(a == schema.Unreleased), boolToInt(b == schema.Unreleased))
	}
	return slices.Compare(versionNumbers(a), versionNumbers(b))
}

func versionNumbers(version string) []int {
	var numbers []int
	for _, part := range strings.Split(version, ".") {
		n, _ := strconv.Atoi(part) // the form of a version is checked with the records
		numbers = append(numbers, n)
	}
	return numbers
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
