package native_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	exporter "github.com/firewallmap/firewallmap/exporters/native"
	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/schema"
)

// data is the embedded dataset as files in memory, to be spoiled.
func data(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("../../dataset/data")
	require.NoError(t, fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: content}
		return err
	}))
	return files
}

func TestTheDatasetIsReadWithoutAProblem(t *testing.T) {
	reading, err := native.Read(data(t))
	require.NoError(t, err)
	require.Empty(t, reading.Validate())
}

// Whatever is wrong is found with its file and line, and all of it at once.
func TestProblemsNameTheirPlace(t *testing.T) {
	for name, test := range map[string]struct {
		file, old, new string
		want           []string
	}{
		"an unknown key": {"countries/be.yaml", "overview: >-", "overveiw: >-", []string{`countries/be.yaml:4:1: unknown key "overveiw"; did you mean overview?`}},
		"a key twice":    {"countries/be.yaml", "name: Belgium", "name: Belgium\nname: Belgium", []string{`countries/be.yaml:`, `"name"`}},
		"a word that is not of its set": {"countries/be.yaml", "level: not_met", "level: met_not",
			[]string{"countries/be.yaml:", `BE-L1: level: unknown level "met_not"; it is one of met, largely`}},
		"a reference that leads nowhere": {"rules.yaml", "rule: VRD\n", "rule: VDR\n", []string{"rules.yaml:", `VRD-1: unknown rule "VDR"; did you mean VRD?`}},
		"a date that cannot be":          {"countries/be.yaml", `valid_from: "1996"`, `valid_from: "1996-14"`, []string{`countries/be.yaml:`, `"1996-14" is not a date`}},
		"an id that is taken":            {"countries/be.yaml", "id: be-aliens-act-1980", "id: be-police-act-1992", []string{`the id "be-police-act-1992" is taken`}},
		"an id that leads out":           {"countries/be.yaml", "id: be-aliens-act-1980", "id: be-../../etc", []string{`"be-../../etc" is no id`}},
		"a list that is none":            {"countries/be.yaml", "languages: [nl, fr, de]", "languages: nl", []string{`countries/be.yaml:3:12: here stands "nl"; it should be a list`}},
		"a missing yes or no":            {"countries/be.yaml", "    contrary: true\n", "", []string{"no contrary is given"}},
		"not YAML at all":                {"codebook.yaml", "version: 1", "version: [1", []string{"codebook.yaml:", "not YAML"}},
		"an alias":                       {"countries/be.yaml", "name: Belgium", "name: &n Belgium", []string{"countries/be.yaml:2:", "an anchor or alias"}},
		"an address that is a script":    {"countries/be.yaml", "url: https://www.safereporting.eu/safe-gent/", "url: javascript:alert(1)", []string{"is no address of a page"}},
		"background that is sure":        {"countries/be.yaml", "evidence: background\n    confidence: medium", "evidence: background\n    confidence: high", []string{"background evidence never has high confidence"}},
		"contrary and met in part":       {"countries/be.yaml", "level: not_met\n    contrary: true", "level: partly\n    contrary: true", []string{"contrary goes with not_met alone"}},
		"valid before it was coded":      {"countries/be.yaml", `valid_from: "1996"`, `valid_from: "2027"`, []string{"valid from 2027, after the mapping was coded (2026-11-21)"}},
		"a release that does not fit":    {"releases/2026.11.csv", "BE-L1@desk-2026,not_met,true", "BE-L1@desk-2026,never_met,true", []string{"releases/2026.11.csv:2", `unknown level "never_met"`}},
		"a release cut short":            {"releases/2026.11.csv", "BE-L1@desk-2026,not_met,true,seen,high", "BE-L1@desk-2026,not_met", []string{"releases/2026.11.csv:2", "wrong number of fields"}},
		"the wrong country":              {"countries/be.yaml", "country: BE", "country: BG", []string{"the id"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := data(t)
			text := string(files[test.file].Data)
			require.Contains(t, text, test.old, "the test spoils something that is there")
			files[test.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, test.old, test.new, 1))}
			reading, err := native.Read(files)
			require.NoError(t, err)
			problems := reading.Validate()
			require.Error(t, problems.Err())
			for _, want := range test.want {
				require.Contains(t, problems.Error(), want)
			}
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	files := data(t)
	for _, name := range []string{"countries/be.yaml", "countries/pl.yaml"} {
		files[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(files[name].Data), "confidence: low", "confidence: lo"))}
	}
	reading, err := native.Read(files)
	require.NoError(t, err)
	problems := reading.Validate()
	low := 0
	original := data(t)
	for _, name := range []string{"countries/be.yaml", "countries/pl.yaml"} {
		low += strings.Count(string(original[name].Data), "confidence: low")
	}
	require.Len(t, problems, low)
	for _, p := range problems {
		require.NotZero(t, p.Place.Line, p)
	}
}

func TestAMissingFileIsSaidOnce(t *testing.T) {
	files := data(t)
	delete(files, "codebook.yaml")
	reading, err := native.Read(files)
	require.NoError(t, err)
	require.Len(t, reading.Validate(), 1, "what refers to the codebook is not said to be wrong as well")
	require.Equal(t, "codebook.yaml: the file is missing", reading.Validate()[0].String())

	_, err = native.Read(fstest.MapFS{})
	require.ErrorContains(t, err, "no dataset here")
}

// Reading what was written gives the same records, whatever the texts are.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	reading, err := native.Read(data(t))
	require.NoError(t, err)
	texts := []string{
		"plain", "yes", "No", "null", "~", "1.10", "2019", "2019-01-01", "0x1F", "1_000", ".5", "a: b", "a #b", "- a", "#hash", "[x]", "{y}", "'", `"`, `\`, "%", "@", "`",
		"ends with:", "two\nlines", "a\n\nb", "tab\there", "διερμηνέας", "ċ ġ ħ ż", "𝔸", "a  b", strings.Repeat("word ", 60) + "end", strings.Repeat("long", 60),
		"? question", "! bang", "& anchor", "* alias", "| bar", "> fold", "--- document", "x\u0085y", "x\u2028y", "=1+1", "<b>",
	}
	be := &reading.Records.Countries[0]
	be.Assessments[0].Covers = nil
	for i, text := range texts {
		be.Sources[i].Title = text                       // behind a key
		be.Sources[i].Authors = []string{text, "second"} // in a list
	}
	files := fstest.MapFS{}
	written, err := exporter.Files(&reading.Records)
	require.NoError(t, err)
	for _, f := range written {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	again, err := native.Read(files)
	require.NoError(t, err)
	require.Empty(t, again.Problems)
	for i, text := range texts {
		require.Equal(t, text, again.Records.Countries[0].Sources[i].Title)
	}
	require.Equal(t, reading.Records, again.Records)
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "country: BE", "country: [", "a: &a [*a, *a]", strings.Repeat("[", 1000), strings.Repeat("- ", 1000), "country: !!binary x", "? a\n: b",
		"sources:\n  - id: be-x\n    title: >-\n      folded\n      text\n", "country: \"\\x00\"", "\xff\xfe", "languages: [nl, {a: b}]", "{{{{", "a: b: c",
	} {
		f.Add(seed)
	}
	base := data(f)
	f.Fuzz(func(t *testing.T, text string) {
		files := fstest.MapFS{"dataset.yaml": base["dataset.yaml"], "countries/be.yaml": {Data: []byte(text)}}
		reading, err := native.Read(files)
		require.NoError(t, err)
		for _, p := range reading.Validate() {
			require.Equal(t, schema.Error, p.Severity)
			require.NotEmpty(t, p.Message)
		}
	})
}
