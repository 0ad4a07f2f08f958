package native

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// looksTyped is text that YAML 1.1 or 1.2 reads as something else than text, by https://yaml.org/type/ and section 10.3.2 of
// https://yaml.org/spec/1.2.2/.
var looksTyped = regexp.MustCompile(`(?i)^(true|false|null|yes|no|on|off|y|n|~|[-+.]?[0-9][-0-9_.,:xoabcdef]*|[-+]?\.(inf|nan))$`)

// Text is written without quotes only where no reader of YAML takes it for a number, a date, true or nothing.
func TestPlainTextIsText(t *testing.T) {
	for _, text := range []string{"true", "No", "y", "off", "~", "falſe", "2019", "2019-04", "12:30", "0x1F", "1_000", "1e5", ".5", "-1", "+2", ".inf", "-.NaN", "null", "Null"} {
		require.False(t, isPlain(text), text)
	}
	for _, text := range []string{"partly", "nothing", "truely", "none", "yesterday", "24 hours", "2e étage", "B16"} {
		require.True(t, isPlain(text), text)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[-+.]?[0-9][-0-9_.,:xoabcdefg ]{0,6}`), rapid.StringMatching(`[a-zA-Z.~]{1,5}`), rapid.String()).Draw(t, "text")
		if looksTyped.MatchString(text) {
			require.False(t, isPlain(text), text)
		}
	})
}
