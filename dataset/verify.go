package dataset

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Verification says whether a quoted citation is true, and of what.
type Verification struct {
	Claim   Claim
	Verdict schema.Verdict
	Facts   []string        // what the verdict rests on, in words
	Version *schema.Edition // the version that the citation names, nil where it is not known here
	Then    schema.CellLevel
	Now     schema.CellLevel    // the level in the data at hand; both levels are empty where the claim is about no cell
	Current *Assessment         // the assessment in the data at hand, nil where there is none
	Reasons []schema.CellChange // why the level is another now, where the log says
}

// Verify says whether a quoted citation is true of the data at hand, was true of a version that is known, is wrong, or
// cannot be told. The version that is known is that of the data at hand or one of its releases; a citation that quotes both
// version and digest has to fit one of them in both, since the same version may have been changed. The error is for text in
// which no claim is found, or one that cannot be read.
func (s *Snapshot) Verify(citation string) (Verification, error) {
	claim, err := s.ParseClaim(citation)
	if err != nil {
		return Verification{}, err
	}
	ref, isCell := cellIn(claim.About)
	if claim.Level != "" && !isCell {
		return Verification{}, fmt.Errorf("a level (%s) is claimed of %s; levels are claimed of cells: BE-L1@desk-2026 not_met", claim.Level, s.named(claim))
	}
	v := Verification{Claim: claim}
	if isCell {
		v.Current = s.Assessment(ref.String())
		v.Now = levelOf(v.Current)
	}
	state := s.stateNamed(claim)
	if state == nil {
		v.Verdict = schema.CannotBeTold
		v.fact("%s", s.whyUnknown(claim))
		s.addNow(&v)
		return v, nil
	}
	v.Version = &state.Edition
	atHand := state.Digest == s.Digest()
	switch {
	case claim.Version == "" && claim.Digest == "":
		v.fact("the citation names no version and no digest; it is held against the data at hand, version %s, %s", s.Version(), short(s.Digest()))
	case atHand:
		v.fact("the citation is of the data at hand: version %s, %s", state.Version, short(state.Digest))
	default:
		v.fact("the citation is of the release %s of %s, %s", state.Version, state.Date, short(state.Digest))
	}
	if isCell {
		s.verifyCell(&v, state, atHand)
	} else {
		s.verifyRecord(&v, state, atHand)
	}
	return v, nil
}

func (v *Verification) fact(format string, args ...any) {
	v.Facts = append(v.Facts, fmt.Sprintf(format, args...))
}

// verifyCell judges a claim about a cell by the version that it names, and says what the data at hand have.
func (s *Snapshot) verifyCell(v *Verification, state *State, atHand bool) {
	then, ok := state.coded[v.Claim.About]
	v.Then = schema.NotCoded
	if ok {
		v.Then = schema.CellLevel(then.Level)
	}
	switch {
	case !ok && v.Claim.Level == "":
		v.Verdict = schema.Wrong
		v.fact("it has no assessment %s", v.Claim.About)
	case v.Claim.Level != "" && v.Then != v.Claim.Level:
		v.Verdict = schema.Wrong
		v.fact("it has %s at %s, not at %s", v.Claim.About, v.Then, v.Claim.Level)
	case v.Now == v.Then:
		v.Verdict = schema.Holds
	default:
		v.Verdict = schema.Held
		for _, l := range s.log() {
			if l.id == v.Claim.About && compareVersions(l.version, state.Version) > 0 && (l.Level != nil || l.Removed) {
				v.Reasons = append(v.Reasons, l.CellChange)
			}
		}
	}
	if !atHand && v.Verdict != schema.Wrong {
		v.fact("it has %s at %s", v.Claim.About, v.Then)
	}
	s.addNow(v)
	for _, r := range v.Reasons {
		v.fact("it changed: %s: %s", schema.Reasons.Means(r.Reason), r.Why)
	}
	if v.Verdict == schema.Held && len(v.Reasons) == 0 {
		v.fact("the log of changes gives no reason")
	}
}

// addNow says what the data at hand have, with what a level must not be read without.
func (s *Snapshot) addNow(v *Verification) {
	if v.Now == "" {
		return
	}
	a := v.Current
	if a == nil {
		v.fact("the data at hand have no assessment %s", v.Claim.About)
		return
	}
	text := fmt.Sprintf("the data at hand have %s at %s", a.ID, a.Level)
	if a.Contrary {
		text += ", with rules that work against it"
	}
	text += fmt.Sprintf("; it counts from %s", a.From)
	if !a.Until.IsZero() {
		text += " until " + a.Until.String()
	}
	text += fmt.Sprintf("; confidence %s, evidence %s", a.Confidence, a.Evidence)
	if len(a.Covers) > 0 {
		text += "; covers " + strings.Join(plain(a.Covers), ", ")
	}
	if a.Caution != "" {
		text += "; caution: " + a.Caution
	}
	v.fact("%s", text)
}

// verifyRecord judges a claim about the dataset or a record that is no cell: whether that version has it.
func (s *Snapshot) verifyRecord(v *Verification, state *State, atHand bool) {
	about := v.Claim.About
	same := state.Digest == s.Digest()
	switch {
	case atHand:
		v.Verdict = schema.Holds
	case about == "":
		v.Verdict = schema.Held
		v.fact("the data at hand are version %s, %s", s.Version(), short(s.Digest()))
	case s.Country(schema.CountryCode(about)) != nil && state.hasCountry(schema.CountryCode(about)):
		v.Verdict = schema.Held
		v.fact("it codes %s; what the data at hand say of it may be another", about)
	default:
		v.Verdict = schema.CannotBeTold
		v.fact("of that release only the coding of cells is kept, so whether it had %s cannot be told", about)
	}
	if about != "" && same {
		v.fact("it has %s", about)
	}
}

func (s *State) hasCountry(code schema.CountryCode) bool {
	for id := range s.coded {
		if strings.HasPrefix(id, string(code)+"-") {
			return true
		}
	}
	return false
}

// stateNamed is the state that a claim names, or nil where none that is known fits. A digest decides; a version alone means
// its release, and the data at hand only where that has none.
func (s *Snapshot) stateNamed(c Claim) *State {
	fits := func(e schema.Edition) bool {
		return (c.Version == "" || e.Version == c.Version) && strings.HasPrefix(e.Digest, c.Digest)
	}
	atHand := schema.Edition{Version: s.Version(), Date: s.AsOf(), Digest: s.Digest()}
	if c.Digest != "" && fits(atHand) || c.Version == "" && c.Digest == "" {
		return s.State()
	}
	for i := len(s.records.Releases) - 1; i >= 0; i-- {
		release := &s.records.Releases[i]
		for _, e := range s.records.Dataset.Releases {
			if e.Version == release.Version && fits(e) {
				return s.released(release)
			}
		}
	}
	if fits(atHand) {
		return s.State()
	}
	return nil
}

// whyUnknown says which part of a claim is not known here.
func (s *Snapshot) whyUnknown(c Claim) string {
	versions := []string{}
	digests := map[string]bool{s.Digest(): true}
	for _, e := range s.records.Dataset.Releases {
		versions = append(versions, e.Version)
		digests[e.Digest] = true
	}
	known := c.Version == s.Version()
	for _, v := range versions {
		known = known || v == c.Version
	}
	have := "the data at hand are version " + s.Version() + ", " + short(s.Digest())
	if len(versions) > 0 {
		have += "; the releases known here are " + strings.Join(versions, ", ")
	}
	for _, e := range s.records.Dataset.Releases {
		if (c.Version == "" || e.Version == c.Version) && strings.HasPrefix(e.Digest, c.Digest) {
			return fmt.Sprintf("the release %s is known here, but its coding is not kept", e.Version)
		}
	}
	if c.Version != "" && !known {
		return fmt.Sprintf("the version %s is not known here; %s", c.Version, have)
	}
	for d := range digests {
		if strings.HasPrefix(d, c.Digest) {
			return fmt.Sprintf("the digest %s is known here, but not as version %s; %s", short(c.Digest), c.Version, have)
		}
	}
	return fmt.Sprintf("the digest %s is of no data known here: a working copy, or a file that was changed; %s", short(c.Digest), have)
}

// short is a digest as citations quote it.
func short(digest string) string {
	return digest[:min(len(digest), len("sha256:")+8)] + "…"
}

// named is what a claim is about, in words.
func (s *Snapshot) named(c Claim) string {
	if c.About == "" {
		return "the dataset"
	}
	return c.About
}

func levelOf(a *Assessment) schema.CellLevel {
	if a == nil {
		return schema.NotCoded
	}
	return schema.CellLevel(a.Level)
}
