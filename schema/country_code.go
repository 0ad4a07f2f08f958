package schema

import "strings"

// A CountryCode is a country of the dataset as the EU writes it (Interinstitutional Style Guide, 7.1.1): the ISO 3166-1
// alpha-2 code, but EL for Greece and UK for the United Kingdom.
type CountryCode string

// CountryCodes are the countries that the INHeRE and PROTECT projects mapped, in alphabetical order of their codes.
var CountryCodes = vocabulary("country",
	Term[CountryCode]{"BE", "Belgium"},
	Term[CountryCode]{"BG", "Bulgaria"},
	Term[CountryCode]{"EL", "Greece"},
	Term[CountryCode]{"ES", "Spain"},
	Term[CountryCode]{"HR", "Croatia"},
	Term[CountryCode]{"HU", "Hungary"},
	Term[CountryCode]{"IE", "Ireland"},
	Term[CountryCode]{"IT", "Italy"},
	Term[CountryCode]{"MT", "Malta"},
	Term[CountryCode]{"NL", "Netherlands"},
	Term[CountryCode]{"PL", "Poland"},
	Term[CountryCode]{"SI", "Slovenia"},
	Term[CountryCode]{"UK", "United Kingdom"},
)

// isoAliases are the ISO 3166-1 codes that EU usage writes otherwise.
var isoAliases = map[string]CountryCode{"GR": "EL", "GB": "UK"}

// ParseCountryCode reads a code in either usage (EL or GR, UK or GB), whatever its case.
func ParseCountryCode(text string) (CountryCode, error) {
	code := strings.ToUpper(strings.TrimSpace(text))
	if alias, ok := isoAliases[code]; ok {
		return alias, nil
	}
	if c := CountryCode(code); CountryCodes.Has(c) {
		return c, nil
	}
	for _, t := range CountryCodes.terms {
		if strings.EqualFold(t.Means, strings.TrimSpace(text)) {
			return t.Word, nil
		}
	}
	return "", CountryCodes.unknown(text)
}

// ISO is the code that ISO 3166-1 gives the country: GR for EL, GB for UK, the same for all others.
func (c CountryCode) ISO() string {
	for iso, code := range isoAliases {
		if code == c {
			return iso
		}
	}
	return string(c)
}

// Lower is the code in lower case, as it begins the ids of the country's records and names its file.
func (c CountryCode) Lower() string { return strings.ToLower(string(c)) }

func (c CountryCode) check() error { return check(CountryCodes, c) }

// A PartnerCountry is where a project partner sits: a country of the dataset, or EU for a European network.
type PartnerCountry string

// EuropeanUnion is the seat of partners that are European networks.
const EuropeanUnion PartnerCountry = "EU"

func (c PartnerCountry) check() error {
	if c == EuropeanUnion {
		return nil
	}
	return CountryCode(c).check()
}
