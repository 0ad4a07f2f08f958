package answers

import (
	"strings"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// VerificationData is whether a quoted citation is true, as JSON. Version is the version that it names where that is known;
// Then and Now are the levels in it and in the data at hand, Current the assessment in the data at hand.
type VerificationData struct {
	Verdict schema.Verdict      `json:"verdict"`
	Means   string              `json:"means"`
	Claim   ClaimData           `json:"claim"`
	Facts   []string            `json:"facts"`
	Version *schema.Edition     `json:"version"`
	Then    schema.CellLevel    `json:"then,omitempty"`
	Now     schema.CellLevel    `json:"now,omitempty"`
	Reasons []schema.CellChange `json:"reasons"`
	Current *AssessmentData     `json:"assessment"`
}

// ClaimData is what a quoted citation says of the data, as JSON.
type ClaimData struct {
	About   string           `json:"about,omitempty"`
	Level   schema.CellLevel `json:"level,omitempty"`
	Version string           `json:"version,omitempty"`
	Digest  string           `json:"digest,omitempty"`
}

// DataOfVerification is a verification as JSON.
func DataOfVerification(x dataset.Verification) VerificationData {
	d := VerificationData{
		Verdict: x.Verdict, Means: schema.Verdicts.Means(x.Verdict), Claim: ClaimData{x.Claim.About, x.Claim.Level, x.Claim.Version, x.Claim.Digest},
		Facts: notNil(x.Facts), Version: x.Version, Then: x.Then, Now: x.Now, Reasons: notNil(x.Reasons),
	}
	if x.Current != nil {
		current := DataOfAssessment(x.Current)
		d.Current = &current
	}
	return d
}

// Verification says whether a quoted citation is true, and what that rests on.
func Verification(v *dataset.View, x dataset.Verification) Answer {
	d := DataOfVerification(x)
	a := Answer{Title: "Verdict: " + words(x.Verdict) + " – " + d.Means, Provenance: ProvenanceOf(v), Data: d}
	text := []string{"[" + x.Claim.String() + "]"}
	for _, fact := range x.Facts {
		text = append(text, sentence(fact))
	}
	a.Parts = []Part{{Text: text}}
	version := ""
	if x.Version != nil {
		version = x.Version.Version
	}
	a.Records.Columns = []string{"verdict", "about", "level", "version", "digest", "version_held_against", "then", "now", "facts"}
	a.Records.Rows = [][]Cell{row(string(x.Verdict), x.Claim.About, string(x.Claim.Level), x.Claim.Version, x.Claim.Digest, version, string(x.Then),
		string(x.Now), strings.Join(x.Facts, "; "))}
	return a
}

// sentence begins a text with a capital and ends it with a full stop.
func sentence(text string) string {
	text = strings.ToUpper(text[:1]) + text[1:]
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}
