package schema

import (
	"fmt"
	"regexp"
	"strings"
)

// CellID is the id of a cell: BE-L1.
func CellID(country CountryCode, criterion string) string { return string(country) + "-" + criterion }

// AssessmentID is the full id of the latest span of a cell in a mapping: BE-L1@desk-2026. The id of an earlier span ends
// in its first date: BE-L1@desk-2026~2018-07-30.
func AssessmentID(country CountryCode, criterion, mapping string) string {
	return CellID(country, criterion) + "@" + mapping
}

// LinkID is the id of the tie of a provision to a criterion: VRD-8:P12.
func LinkID(provision, criterion string) string { return provision + ":" + criterion }

// BindingID is the id of what a rule is to a country: BE:VRD.
func BindingID(country CountryCode, rule string) string { return string(country) + ":" + rule }

// An AssessmentRef is an id of a cell or an assessment taken apart. Mapping and From are left out in the id of a cell.
type AssessmentRef struct {
	Country   CountryCode
	Criterion string
	Mapping   string
	From      Date
}

// ParseAssessmentID takes the id of a cell (BE-L1) or of an assessment (BE-L1@desk-2026, BE-L1@desk-2026~2018-07-30)
// apart. The country may be in ISO usage and in lower case. Whether there is such a criterion or mapping it does not ask.
func ParseAssessmentID(id string) (AssessmentRef, error) {
	cell, mapping, named := strings.Cut(id, "@")
	mapping, from, dated := strings.Cut(mapping, "~")
	country, criterion, ok := strings.Cut(cell, "-")
	if !ok || criterion == "" || named && mapping == "" {
		return AssessmentRef{}, fmt.Errorf("%q is no id of a cell or an assessment; write BE-L1, BE-L1@desk-2026 or BE-L1@desk-2026~2018-07-30", id)
	}
	code, err := ParseCountryCode(country)
	if err != nil {
		return AssessmentRef{}, err
	}
	ref := AssessmentRef{Country: code, Criterion: strings.ToUpper(criterion), Mapping: mapping}
	if dated {
		if ref.From, err = ParseDate(from); err != nil {
			return AssessmentRef{}, err
		}
	}
	return ref, nil
}

// String is the id again.
func (r AssessmentRef) String() string {
	id := CellID(r.Country, r.Criterion)
	if r.Mapping != "" {
		id += "@" + r.Mapping
	}
	if !r.From.IsZero() {
		id += "~" + r.From.String()
	}
	return id
}

// MaxID is how many bytes an id may have.
const MaxID = 120

// idForm is what an id looks like. It has no slash and does not begin with a dot, so that no id leads out of a folder.
var idForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// CheckID says what is wrong with the form of an id.
func CheckID(id string) error {
	switch {
	case len(id) > MaxID:
		return fmt.Errorf("the id has %d bytes; at most %d", len(id), MaxID)
	case !idForm.MatchString(id) || strings.Contains(id, ".."):
		return fmt.Errorf("%q is no id: letters, digits, hyphens, dots and underscores, beginning with a letter or digit", id)
	}
	return nil
}
