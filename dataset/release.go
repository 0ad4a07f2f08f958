package dataset

import "github.com/firewallmap/firewallmap/schema"

// Release is what a release of the snapshot says of itself: its entry in the list of releases, with the digest, and its
// cells.
func (s *Snapshot) Release() (schema.Edition, schema.Release) {
	release := schema.Release{Version: s.Version(), Cells: make([]schema.ReleasedCell, len(s.assessments))}
	for i, a := range s.assessments {
		release.Cells[i] = schema.ReleasedCell{
			Assessment: a.ID, Level: a.Level, Contrary: a.Contrary, Evidence: a.Evidence, Confidence: a.Confidence,
		}
	}
	return schema.Edition{Version: s.Version(), Date: s.AsOf(), Digest: s.Digest()}, release
}
