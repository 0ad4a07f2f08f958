package answers

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

func comparison(t *testing.T) Answer {
	t.Helper()
	s, err := dataset.Embedded()
	require.NoError(t, err)
	c, err := s.Today().Compare(s.Countries(), s.Criteria(schema.Legal))
	require.NoError(t, err)
	return Compare(s.Today(), c)
}

// stripped is text without the colours of a terminal.
func stripped(text string) string {
	for _, code := range colours {
		text = strings.ReplaceAll(text, code, "")
	}
	return strings.NewReplacer(bold, "", plain, "").Replace(text)
}

func TestTheMatrixFitsTheTerminal(t *testing.T) {
	a := comparison(t)
	for _, width := range []int{80, 100, 132, 400} {
		var b bytes.Buffer
		require.NoError(t, a.Write(&b, Table, Terminal{Width: width, Colour: true}))
		require.Contains(t, b.String(), colours["not_met"])
		for _, line := range strings.Split(stripped(b.String()), "\n") {
			require.LessOrEqual(t, utf8.RuneCountInString(line), width, line)
		}
	}
}

func TestAPipeIsPlain(t *testing.T) {
	a := comparison(t)
	var b bytes.Buffer
	require.NoError(t, a.Write(&b, Table, Terminal{}))
	require.NotContains(t, b.String(), "\x1b")
	require.Contains(t, b.String(), "not met !")
	require.NotContains(t, b.String(), "○", "words and no signs where there is room")
}

// A level never travels alone: whatever the form, its caution is there.
func TestCautionsGoWithLevels(t *testing.T) {
	a := comparison(t)
	s, err := dataset.Embedded()
	require.NoError(t, err)
	caution := s.Assessment("ES-L1").Caution
	require.NotEmpty(t, caution)
	for _, format := range []Format{Table, JSON, CSV, Markdown} {
		var b bytes.Buffer
		require.NoError(t, a.Write(&b, format, Terminal{}))
		require.Contains(t, b.String(), caution, format)
	}
}

// Text of the dataset is never read as Markdown or HTML.
func TestMarkdownIsEscaped(t *testing.T) {
	a := Answer{Title: "<script>", Parts: []Part{{Text: []string{"[x](javascript:alert(1)) *b* `c` | & \\"}, Grid: Grid{Columns: []string{"a|b"}, Rows: [][]Cell{row("c\nd|e")}}}}}
	var b bytes.Buffer
	require.NoError(t, a.Write(&b, Markdown, Terminal{}))
	require.Contains(t, b.String(), "# &lt;script&gt;")
	require.Contains(t, b.String(), `\[x\](javascript:alert(1)) \*b\* `+"\\`c\\`"+` \| &amp; \\`)
	require.Contains(t, b.String(), `| c d\|e |`)
}

func TestWrap(t *testing.T) {
	require.Equal(t, []string{"one two", "three"}, wrap("one two three", 8))
	require.Equal(t, []string{"διερμη", "νέας"}, wrap("διερμηνέας", 6))
	require.Equal(t, []string{"as it is"}, wrap("as it is", 0))
}
