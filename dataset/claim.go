package dataset

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Claim is what a quoted citation says of the data: [BE-L1@desk-2026 not_met; 2026.11; sha256:1a2b3c4d…]. Any part of it
// can be missing.
type Claim struct {
	About   string           // the id of what it is about: an assessment in full, a country, a source; empty for the dataset
	Level   schema.CellLevel // empty where none is claimed
	Version string
	Digest  string // "sha256:" and as many digits as are quoted
}

// String is the claim as a citation ends in it, without brackets.
func (c Claim) String() string {
	var parts []string
	if about := strings.TrimSpace(c.About + " " + string(c.Level)); about != "" {
		parts = append(parts, about)
	}
	if c.Version != "" {
		parts = append(parts, c.Version)
	}
	if c.Digest != "" {
		digest := c.Digest
		if len(digest) < len("sha256:")+64 {
			digest += "…"
		}
		parts = append(parts, digest)
	}
	return strings.Join(parts, "; ")
}

// MaxCitation is how many bytes a quoted citation may have.
const MaxCitation = 8 << 10

var (
	bracketForm = regexp.MustCompile(`\[[^\[\]]*\]`)
	digestForm  = regexp.MustCompile(`(?i)^sha-?256:([0-9a-f]{4,64})(?:…|\.{2,})?$`)
	versionForm = regexp.MustCompile(`^(?:v|version )?([0-9]{4}\.(?:0[1-9]|1[0-2])(?:\.[1-9][0-9]?)?)$`)
	cellForm    = regexp.MustCompile(`^[A-Z]{2}-[A-Z]{1,3}[0-9]{1,3}$`)
	spacedLevel = regexp.MustCompile(`(?i)\b(not|no)[ _-](met|information|applicable|coded)\b`)
)

// ParseClaim reads a quoted citation: what stands in its last square brackets that hold a claim, whatever stands around
// them, or a claim that is typed alone. Levels and ids are taken in either case, and the digest with or without dots.
func (s *Snapshot) ParseClaim(citation string) (Claim, error) {
	if len(citation) > MaxCitation {
		return Claim{}, fmt.Errorf("the citation has %d bytes; at most %d are read", len(citation), MaxCitation)
	}
	citation = strings.Join(strings.Fields(citation), " ") // quoted text comes with line breaks and hard spaces
	brackets := bracketForm.FindAllString(citation, -1)
	for i := len(brackets) - 1; i >= 0; i-- {
		inside := brackets[i][1 : len(brackets[i])-1]
		if looksLikeClaim(inside) {
			return s.claimIn(inside)
		}
	}
	if citation != "" && looksLikeClaim(citation) {
		return s.claimIn(strings.Trim(citation, "[]"))
	}
	return Claim{}, fmt.Errorf("no claim is found in the citation; it ends in square brackets like [%s]", Claim{
		About: "BE-L1@desk-2026", Level: schema.CellLevel(schema.NotMet), Version: s.Version(), Digest: s.ShortDigest(),
	})
}

// looksLikeClaim says whether text begins with an id of a cell, or one of its parts is a version or a digest.
func looksLikeClaim(text string) bool {
	text = strings.Trim(text, "[] ")
	first, _, _ := strings.Cut(text, " ")
	if _, ok := cellIn(strings.TrimRight(first, ";,")); ok {
		return true
	}
	for _, part := range strings.Split(text, ";") {
		part = strings.TrimSpace(part)
		if versionForm.MatchString(part) || strings.HasPrefix(strings.ToLower(part), "sha256:") || strings.HasPrefix(strings.ToLower(part), "sha-256:") {
			return true
		}
	}
	return false
}

// cellIn reads the id of a cell or assessment, by its form.
func cellIn(text string) (schema.AssessmentRef, bool) {
	ref, err := schema.ParseAssessmentID(text)
	return ref, err == nil && cellForm.MatchString(schema.CellID(ref.Country, ref.Criterion))
}

// claimIn reads a claim without its brackets.
func (s *Snapshot) claimIn(text string) (Claim, error) {
	var c Claim
	text = spacedLevel.ReplaceAllString(text, "${1}_${2}")
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' }) {
		part = strings.TrimSpace(part)
		lower := strings.ToLower(part)
		switch {
		case part == "":
		case strings.HasPrefix(lower, "sha"):
			match := digestForm.FindStringSubmatch(strings.ReplaceAll(part, " ", ""))
			if match == nil {
				return c, fmt.Errorf("%q is no digest; it is sha256: and at least 4 hexadecimal digits", part)
			}
			if err := once(&c.Digest, "sha256:"+strings.ToLower(match[1]), "digest"); err != nil {
				return c, err
			}
		case versionForm.MatchString(lower):
			if err := once(&c.Version, versionForm.FindStringSubmatch(lower)[1], "version"); err != nil {
				return c, err
			}
		default:
			if err := s.readAbout(&c, part); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

// readAbout reads the part of a claim that says what it is about, and at which level.
func (s *Snapshot) readAbout(c *Claim, part string) error {
	words := strings.Fields(part)
	if len(words) > 2 {
		return fmt.Errorf("%q is no claim; it is an id and, for a cell, a level: BE-L1@desk-2026 not_met", part)
	}
	for i, word := range words {
		level, err := schema.CellLevels.Parse(strings.ToLower(strings.ReplaceAll(word, "-", "_")))
		if err == nil {
			if c.Level != "" {
				return fmt.Errorf("the citation names two levels, %s and %s", c.Level, level)
			}
			c.Level = level
			continue
		}
		if i > 0 {
			return err
		}
		about, err := s.aboutID(word)
		if err != nil {
			return err
		}
		if err := once(&c.About, about, "id"); err != nil {
			return err
		}
	}
	return nil
}

func once(into *string, value, what string) error {
	if *into != "" && *into != value {
		return fmt.Errorf("the citation names two %ss, %s and %s", what, *into, value)
	}
	*into = value
	return nil
}

// aboutID is the full id of what is named. A cell need not exist here: it may have been there in an earlier version.
func (s *Snapshot) aboutID(text string) (string, error) {
	if strings.EqualFold(text, DatasetID) {
		return "", nil
	}
	if ref, ok := cellIn(text); ok {
		if ref.Mapping == "" {
			ref.Mapping = s.fallback.ID
		}
		return ref.String(), nil
	}
	node, ok := s.Node(text)
	if !ok {
		node, ok = s.nodeFolded(text)
	}
	if !ok {
		return "", s.unknownID(text)
	}
	return node.ID, nil
}
