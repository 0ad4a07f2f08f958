package native_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/schema"
)

// lines repeats a line with a number in it.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestHostileText: texts that would occupy the parser for minutes, or recurse without end, are refused with their line before
// it sees them.
func TestHostileText(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"deep flow":        {"country: " + strings.Repeat("[", 9_000), "x.yaml:1: more than 1000 brackets are open"},
		"deep dashes":      {"country: BE\n" + strings.Repeat("- ", 900) + "a", "x.yaml:2: collections nest more than 64 deep"},
		"flow list":        {"country: BE\nname: [" + strings.Repeat("x,", 20_000) + "x]", "x.yaml:2: the file has little else than dashes, commas, colons and brackets"},
		"empty items":      {"country: BE\nname:\n" + strings.Repeat("-\n", 300_000), "little else than dashes"},
		"short items":      {"country: BE\nname:\n" + strings.Repeat("- a: b\n", 100_000), "little else than dashes"},
		"comments":         {"country: BE\nname:\n" + strings.Repeat("#\n", 300_000), "little else than dashes"},
		"directive":        {"country: BE\n%YAML 1.2\n", "x.yaml:2: the line is a directive"},
		"many keys":        {"country: BE\n" + lines(200_000, "k%d: v\n"), "x.yaml:1001: a mapping has more than 1000 keys"},
		"many inner keys":  {"country: BE\nsources:\n  - id: a\n" + lines(200_000, "    k%d: v\n"), "a mapping has more than 1000 keys"},
		"many quotes":      {"country: BE\nname: " + strings.Repeat(`""`, 9_000), "x.yaml:2: the line has more than 4000 quotation marks"},
		"many colons":      {"country: BE\nname: " + strings.Repeat("a: ", 20_000), "x.yaml:2: the line has more than 1000 of \": \"; break it"},
		"many anchors":     {"country: BE\nname: " + strings.Repeat("&x ", 9_000), "x.yaml:2: the line has more than 1000 of \"&\""},
		"many asked keys":  {"country: BE\nname:\n" + lines(50_000, "  ? k%d\n  : v\n"), "more than 1000 keys are written with a question mark"},
		"aliases":          {"country: &a [x, x]\nname: [*a, *a, *a]\n", "an anchor or alias, which are not read here"},
		"merge":            {"country: BE\nname: &n {a: b}\n<<: *n\n", "unknown key"},
		"many percents":    {"country: BE\nname: [" + strings.Repeat("%", 9_000), "x.yaml:2: the line has more than 1000 of \"%\""},
		"a long line":      {"country: BE\nname: " + strings.Repeat("@", 900_000), "x.yaml:2: the line has more than 65536 bytes; break it into several lines"},
		"empty lines":      {"country: BE\nname: |\n" + strings.Repeat("\n", 160_000), "x.yaml:103: more than 100 lines without text follow one another"},
		"carriage returns": {"country: BE\nname: |\n" + strings.Repeat("\r", 9_000), "x.yaml:3: the line has a carriage return inside"},
		"many documents":   {"country: BE\n" + strings.Repeat("---\n", 9_000), "x.yaml:102: more than 100 documents start or end; a file holds one"},
		"NUL":              {"country: BE\nname: a\x00b\n", "x.yaml:2: the line has a NUL byte"},
		"cut short":        {"country: BE\nname: \"Belg", "not YAML"},
		"deep JSON":        {strings.Repeat("[", 100_000), "collections nest more than 64 deep"},
		"key twice, JSON":  {`{"country": "BE", "country": "NL"}`, `the key "country" stands twice`},
		"JSON cut short":   {`{"country": "BE", `, "not JSON"},
		"wrong type, JSON": {`{"country": "BE", "sources": 7}`, "sources should be a"},
		"unknown, JSON":    {`{"country": "BE", "surces": []}`, `unknown field "surces"`},
	} {
		t.Run(name, func(t *testing.T) {
			file := "x.yaml"
			if strings.Contains(name, "JSON") {
				file = "x.json"
			}
			reading, _, err := native.ReadOne(file, []byte(c.text))
			require.NoError(t, err)
			problems := reading.Problems
			if problems.Err() == nil {
				problems = reading.Records.Validate()
			}
			require.ErrorContains(t, problems, c.says)
		})
	}
	_, _, err := native.ReadOne("x.yaml", []byte("hello: world\n"))
	require.ErrorContains(t, err, "no file of a dataset")
}

// TestOwnFilesAreNotHostile holds the bounds against the files of the embedded dataset.
func TestOwnFilesAreNotHostile(t *testing.T) {
	reading, err := native.Read(os.DirFS("../../dataset/data"))
	require.NoError(t, err)
	for _, f := range reading.Records.Files() {
		data, err := os.ReadFile("../../dataset/data/" + f.Name)
		require.NoError(t, err)
		one, parts, err := native.ReadOne(f.Name, data)
		require.NoError(t, err)
		require.Empty(t, one.Problems)
		require.Len(t, parts, 1)
		if country, ok := parts[0].Part.(*schema.Country); ok {
			require.NotEmpty(t, country.Assessments)
		}
	}
}

func FuzzReadOne(f *testing.F) {
	f.Add("country: BE\nname: Belgium\nlanguages: [nl, fr]\nsources:\n  - id: be-a\n    seen: true\n", false)
	f.Add("criteria:\n  - id: L1\n    core: true\n", false)
	f.Add("country: &a [x]\nname: *a\n<<: *a\n", false)
	f.Add("? - - {a: [}", false)
	f.Add("country: \"\"\"\"", false)
	f.Add(`{"country":"BE","name":"Belgium","assessments":[{"level":"met","contrary":false}]}`, true)
	f.Add(`{"countries":[],"codebook":{"levels":[{"score":null}]}}`, true)
	f.Fuzz(func(t *testing.T, text string, isJSON bool) {
		name := "x.yaml"
		if isJSON {
			name = "x.json"
		}
		timer := time.AfterFunc(10*time.Second, func() { panic("ten seconds for " + strconv.Quote(text)) })
		reading, parts, err := native.ReadOne(name, []byte(text))
		timer.Stop()
		if err != nil {
			return
		}
		for _, p := range reading.Problems {
			require.NotEmpty(t, p.Message)
			require.Equal(t, name, p.Place.File)
		}
		if reading.Problems.Err() == nil && len(parts) > 0 {
			reading.Records.Validate()
		}
	})
}
