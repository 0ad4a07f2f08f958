package dataset_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	exporter "github.com/firewallmap/firewallmap/exporters/native"
	importer "github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/schema"
)

func embedded(t testing.TB) *dataset.Snapshot {
	t.Helper()
	s, err := dataset.Embedded()
	require.NoError(t, err)
	return s
}

// Nothing of the research is lost: the counts are those of the research that the dataset began with.
func TestTheWholeOfTheResearchIsThere(t *testing.T) {
	s := embedded(t)
	counts := map[string]int{}
	for _, table := range s.Tables() {
		counts[table.Name] = len(table.Rows)
	}
	require.Equal(t, map[string]int{
		"countries": 13, "criteria": 49, "recommendations": 94, "framework_findings": 14, "scenarios": 12, "definitions": 14,
		"rules": 25, "provisions": 89, "links": 166, "bindings": 260, "rulings": 7,
		"sources": 906 + 94, "instruments": 200, "assessments": 637, "legal_references": 643, "citations": 1542,
		"events": 194, "services": 98, "findings": 27, "projects": 2, "resources": 13, "mappings": 3,
	}, counts)

	levels, covers, practice, caution, validFrom := map[schema.Level]int{}, 0, 0, 0, 0
	for _, a := range s.Assessments() {
		levels[a.Level]++
		covers += len(a.Covers)
		for given, count := range map[bool]*int{a.Practice != "": &practice, a.Caution != "": &caution, !a.ValidFrom.IsZero(): &validFrom} {
			if given {
				*count++
			}
		}
	}
	require.Equal(t, map[schema.Level]int{"not_met": 161, "largely": 166, "met": 56, "partly": 201, "no_information": 50, "not_applicable": 3}, levels)
	require.Equal(t, 283, covers)
	changes := 0
	for _, set := range s.Records().Changes.Changes {
		changes += len(set.Cells)
	}
	require.Equal(t, 229, changes)
}

func TestEveryCountryHasEveryCriterion(t *testing.T) {
	s := embedded(t)
	for _, c := range s.Countries() {
		for _, cell := range s.Today().Cells(c, "") {
			require.NotNil(t, cell.Assessment, cell.ID())
		}
	}
}

// The snapshot that the program carries is the one that `make data` makes of dataset/data.
func TestTheSnapshotIsInStep(t *testing.T) {
	reading, err := importer.Read(os.DirFS("data"))
	require.NoError(t, err)
	require.Empty(t, reading.Validate())
	s, err := dataset.New(reading.Records)
	require.NoError(t, err)
	if s.Hash() != embedded(t).Hash() {
		t.Fatal("dataset/snapshot.json is not what dataset/data says; run make data")
	}
}

// The files of dataset/data are in the writer's style: writing what the snapshot holds changes no byte of them, and there
// are no others.
func TestTheFilesAreInTheWritersStyle(t *testing.T) {
	files, err := exporter.Files(embedded(t).Records())
	require.NoError(t, err)
	written := map[string]bool{}
	for _, f := range files {
		written[f.Name] = true
		data, err := os.ReadFile(filepath.Join("data", filepath.FromSlash(f.Name)))
		require.NoError(t, err)
		if string(data) != string(f.Data) {
			t.Errorf("dataset/data/%s is not in the writer's style; run make data", f.Name)
		}
	}
	require.NoError(t, filepath.WalkDir("data", func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel("data", path)
			require.True(t, written[filepath.ToSlash(name)], "%s is no file of the dataset", path)
		}
		return err
	}))
}

// The release that the dataset says it is has the digest and the cells that it has.
func TestTheReleaseIsTrue(t *testing.T) {
	s := embedded(t)
	edition, release := s.Release()
	require.Contains(t, s.Dataset().Releases, edition, "cut the release again: make release")
	require.Contains(t, s.Records().Releases, release)
}

func TestCanonicalJSONMakesTheSameSnapshot(t *testing.T) {
	s := embedded(t)
	again, err := dataset.FromJSON(s.JSON())
	require.NoError(t, err)
	require.Equal(t, s.Digest(), again.Digest())
	require.Equal(t, s.Hash(), again.Hash())
	onDisk, err := os.ReadFile("snapshot.json")
	require.NoError(t, err)
	require.Equal(t, string(onDisk), string(s.JSON()), "the embedded file is canonical")
}

// The program does not check the embedded dataset again when it starts; it is checked here.
func TestTheEmbeddedDatasetIsValid(t *testing.T) {
	require.Empty(t, embedded(t).Records().Validate())
}
