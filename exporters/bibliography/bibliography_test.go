package bibliography_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/bibliography"
	"github.com/firewallmap/firewallmap/exporters/internal/readback"
	"github.com/firewallmap/firewallmap/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestForms holds one reference of each kind in each form, as reference managers get it.
func TestForms(t *testing.T) {
	s := embedded(t)
	var references []dataset.Reference
	for _, id := range []string{"dataset", "BE", "ES-L1", "be-inhere-2021", "VRD", firstOf(t, s, dataset.KindRuling)} {
		r, err := s.Cite(id)
		require.NoError(t, err)
		references = append(references, r)
	}
	kinds := map[schema.ReferenceType]bool{}
	for _, r := range references {
		kinds[r.Type] = true
	}
	all, err := bibliography.All(s)
	require.NoError(t, err)
	for _, r := range all {
		if !kinds[r.Type] {
			kinds[r.Type] = true
			references = append(references, r)
		}
	}
	strange := dataset.Reference{
		ID: "BE-L1@desk-2026~2018-07-30", Type: schema.ReferenceLegislation, Title: `50% of A & B_C {open \ "quoted" #1 ~ $5^2`, TitleOriginal: "Закон\nза",
		Authors: []string{"Law and Order", "O. Boychenko"}, Issued: schema.MustDate("2018-07"), URL: `https://example.org/a_b?c=50%25&d={x}#~y`,
	}
	references = append(references, strange)
	for _, form := range bibliography.Forms {
		var out bytes.Buffer
		require.NoError(t, bibliography.Write(&out, form, references))
		got := strings.ReplaceAll(out.String(), s.ShortDigest(), "sha256:00000000") // it changes with any fact
		golden := filepath.Join("testdata", map[bibliography.Form]string{"bibtex": "forms.bib", "ris": "forms.ris", "csl-json": "forms.json"}[form])
		if *update {
			require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		require.Equal(t, string(want), got)
	}
}

// TestAllHoldsEveryWork: every source, instrument, rule and ruling, and the dataset itself; laws and rulings as what they are.
func TestAllHoldsEveryWork(t *testing.T) {
	s := embedded(t)
	all, err := bibliography.All(s)
	require.NoError(t, err)
	types := map[string]schema.ReferenceType{}
	for _, r := range all {
		types[r.ID] = r.Type
	}
	require.Len(t, types, len(all), "an id is there twice")
	want := 1
	for _, table := range []string{"sources", "instruments", "rules", "rulings"} {
		want += len(s.Table(table).Rows)
		for _, row := range s.Table(table).Rows {
			require.Contains(t, types, row[0])
		}
	}
	require.Len(t, all, want)
	require.Contains(t, all[0].Note, s.Dataset().Licence.ID)
	for _, country := range s.Countries() {
		for _, i := range country.Instruments {
			if i.Kind == "statute" || i.Kind == "constitution" {
				require.Equal(t, schema.ReferenceLegislation, types[i.ID])
			}
		}
	}
	for _, id := range s.IDs(dataset.KindRuling) {
		require.Equal(t, schema.ReferenceCase, types[id])
	}
}

// TestAnyTextStaysInItsField holds for hostile texts: no text ends its field or its record.
func TestAnyTextStaysInItsField(t *testing.T) {
	datasets, err := readback.Datasets()
	require.NoError(t, err)
	for name, s := range datasets {
		all, err := bibliography.All(s)
		require.NoError(t, err)

		bib := written(t, bibliography.BibTeX, s)
		keys := map[string]bool{}
		for _, entry := range strings.Split(strings.TrimSuffix(bib, "\n}\n"), "\n}\n\n") {
			lines := strings.Split(entry, "\n")
			head := regexp.MustCompile(`^@[a-z]+\{([A-Za-z0-9._:-]+),$`).FindStringSubmatch(lines[0])
			require.NotNil(t, head, lines[0])
			require.False(t, keys[head[1]], head[1])
			keys[head[1]] = true
			for _, line := range lines[1:] {
				require.Regexp(t, `^  [a-z]+ = \{.*\},$`, line)
				depth := 0
				value := strings.TrimSuffix(line[strings.IndexByte(line, '{'):], ",")
				for i, c := range value {
					depth += map[rune]int{'{': 1, '}': -1}[c]
					require.Equal(t, i == len(value)-1, depth == 0, line)
				}
			}
		}
		require.Len(t, keys, len(all), name)

		records := strings.Split(strings.TrimSuffix(written(t, bibliography.RIS, s), "\r\n\r\n"), "\r\n\r\n")
		require.Len(t, records, len(all), name)
		for _, record := range records {
			lines := strings.Split(record, "\r\n")
			require.True(t, strings.HasPrefix(lines[0], "TY  - ") && lines[len(lines)-1] == "ER  - ", record)
			for _, line := range lines {
				require.Regexp(t, `^[A-Z][A-Z0-9]  - [^\r\n]*$`, line)
			}
		}

		var items []struct{ ID, Type, Title string }
		require.NoError(t, json.Unmarshal([]byte(written(t, bibliography.CSLJSON, s)), &items))
		require.Len(t, items, len(all), name)
		for i, item := range items {
			require.Equal(t, []string{all[i].ID, string(all[i].Type), all[i].FullTitle()}, []string{item.ID, item.Type, item.Title})
		}
	}
}

func TestExportIsTheSameEveryTime(t *testing.T) {
	s := embedded(t)
	again, err := dataset.FromJSON(s.JSON())
	require.NoError(t, err)
	for _, form := range bibliography.Forms {
		require.Equal(t, written(t, form, s), written(t, form, again))
	}
}

// BenchmarkExport is the whole bibliography of the embedded dataset: under 300 ms is promised.
func BenchmarkExport(b *testing.B) {
	s := embedded(b)
	for _, form := range bibliography.Forms {
		b.Run(string(form), func(b *testing.B) {
			for b.Loop() {
				require.NoError(b, bibliography.Export(io.Discard, s, form))
			}
		})
	}
}

func firstOf(t *testing.T, s *dataset.Snapshot, kind dataset.Kind) string {
	ids := s.IDs(kind)
	require.NotEmpty(t, ids)
	return ids[0]
}

func embedded(t testing.TB) *dataset.Snapshot {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

func written(t testing.TB, form bibliography.Form, s *dataset.Snapshot) string {
	var out bytes.Buffer
	require.NoError(t, bibliography.Export(&out, s, form))
	return out.String()
}
