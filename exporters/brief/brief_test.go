package brief_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/exporters/brief"
	"github.com/firewallmap/firewallmap/schema"
)

var update = flag.Bool("update", false, "write golden files anew")

func written(t require.TestingT, b dataset.Brief) (html, markdown string) {
	var page, text bytes.Buffer
	require.NoError(t, brief.HTML(&page, b))
	require.NoError(t, brief.Markdown(&text, b))
	return page.String(), text.String()
}

func today(t *testing.T) *dataset.View {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s.Today()
}

func TestBriefsAreGolden(t *testing.T) {
	v := today(t)
	for _, code := range []schema.CountryCode{"PL", "NL"} {
		html, markdown := written(t, v.Brief(v.Country(code)))
		for name, text := range map[string]string{code.Lower() + ".html": html, code.Lower() + ".md": markdown} {
			name = filepath.Join("testdata", name)
			if *update {
				require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
			}
			want, err := os.ReadFile(name)
			require.NoError(t, err)
			require.Equal(t, string(want), text)
		}
	}
}

var tags = regexp.MustCompile(`(?s)<style>.*</style>|<[^>]*>|\s+`)

// Printed by Chromium in Liberation Sans the longest brief, that of Italy, has this many characters and fits; it still fits in
// type a fortieth larger.
const twoPages = 15_400

func TestBriefsFitTwoPages(t *testing.T) {
	v := today(t)
	for _, c := range v.Countries() {
		html, _ := written(t, v.Brief(c))
		length := utf8.RuneCountInString(tags.ReplaceAllString(html, " "))
		require.LessOrEqual(t, length, twoPages, c.Code)
	}
}

// Nothing is loaded from elsewhere and nothing runs; a level has what qualifies it beside it; and what must be said is said.
func TestBriefsAreSafeToOpen(t *testing.T) {
	v := today(t)
	for _, c := range v.Countries() {
		html, markdown := written(t, v.Brief(c))
		require.NotRegexp(t, `(?i)<script|<img|<link|<iframe|\bsrc=|@import|url\(|\bon[a-z]+=`, html)
		for _, text := range []string{html, markdown} {
			require.Contains(t, text, "This is research and no legal advice.")
			require.Contains(t, text, "Provisional: a second coder")
			require.Contains(t, text, v.Digest())
			require.Contains(t, text, v.Version())
			require.Contains(t, text, "As of "+v.Date.String())
			require.Contains(t, text, "How to cite: ")
			require.NotContains(t, text, "ZgotmplZ")
			require.NotContains(t, text, "<no value>")
		}
		for _, line := range strings.Split(html, "\n") {
			if strings.Contains(line, `class="level"`) && !strings.Contains(line, `class="q"></span>`) {
				require.Regexp(t, `class="level">[^<]+</span> <span class="q">\(confidence (high|medium|low); source [^)]+\)</span>`, line)
			}
		}
	}
}

var cellID = regexp.MustCompile(`\b[A-Z]{2}-[A-Z][0-9]+\b`)

// A level never travels alone: each cell that is shown has its caution in the brief, and where there is no room for cautions
// a country that does better is named without its level.
func TestBriefsShowNoLevelAlone(t *testing.T) {
	v := today(t)
	escaped := strings.NewReplacer(`\`, "", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&#39;", "'", "&#34;", `"`)
	for _, country := range v.Countries() {
		b := v.Brief(country)
		html, markdown := written(t, b)
		for _, text := range []string{escaped.Replace(html), escaped.Replace(markdown)} {
			cautions := 0
			for _, id := range cellID.FindAllString(text, -1) {
				if a := v.Assessment(id); a != nil && a.Caution != "" {
					require.Contains(t, text, "Caution: "+a.Caution, id)
					cautions++
				}
			}
			require.NotZero(t, cautions, "or nothing is shown by this test")
			for _, line := range strings.Split(text, "\n") {
				if strings.Contains(line, "Others that stand higher") || strings.Contains(line, "Another that stands higher") || strings.Contains(line, "Who does it better in") {
					require.NotRegexp(t, `\((met|largely|partly|not met)|confidence`, line)
					require.Contains(t, line, "levels and cautions stand in the full answer.")
				}
			}
			require.Contains(t, text, "The full answer, with every gap, level, caution and source: firewallmap gaps "+string(country.Code)+".")
		}
	}
}

// No text is cut: what is told is told whole, with its caution.
func TestBriefsCutNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		for i := range records.Countries {
			for j := range records.Countries[i].Assessments {
				a := &records.Countries[i].Assessments[j]
				a.Summary = strings.Repeat("A sentence. ", rapid.IntRange(1, 200).Draw(t, "length")) + "Its end <&> *."
			}
		}
		s, err := dataset.New(records)
		require.NoError(t, err)
		b := s.Today().Brief(s.Countries()[0])
		html, markdown := written(t, b)
		told := 0
		for _, g := range b.Groups {
			for _, gap := range g.Gaps {
				if gap.Told {
					told++
					require.Contains(t, html, strings.Replace(gap.Cell.Assessment.Summary, "<&>", "&lt;&amp;&gt;", 1))
					require.Contains(t, markdown, strings.NewReplacer("<", "&lt;", "*", `\*`).Replace(gap.Cell.Assessment.Summary))
				}
				require.Contains(t, markdown, gap.Cell.ID())
			}
			if g.Example != nil {
				told++
			}
		}
		require.Equal(t, told, strings.Count(html, "Its end"), "and nothing else is told")
	})
}
