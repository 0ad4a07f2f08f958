//go:build unix

package importers

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	exporter "github.com/firewallmap/firewallmap/exporters/native"
	"github.com/firewallmap/firewallmap/importers/native"
	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/schema"
)

// The tests start this program again as another process: to be killed at a step of an import, or to read what is left.
const (
	killAt = "FIREWALLMAP_TEST_STEP"
	inDir  = "FIREWALLMAP_TEST_DIR"
	reader = "FIREWALLMAP_TEST_READER"

	readFile = "FIREWALLMAP_TEST_FILE"
)

func TestMain(m *testing.M) {
	dir := os.Getenv(inDir)
	switch file := os.Getenv(readFile); {
	case file != "":
		submissions, err := Read([]string{file}, ReadingOptions{})
		if err != nil {
			fmt.Println("refused:", err)
		}
		for _, s := range submissions {
			fmt.Println("records", s.Records())
			for _, p := range sheet.Group(s.Problems) {
				fmt.Println(p)
			}
		}
		status, _ := os.ReadFile("/proc/self/status") // where there is none, the test that asks for it fails
		_, peak, _ := strings.Cut(string(status), "VmHWM:")
		peak, _, _ = strings.Cut(peak, "kB")
		fmt.Println("peak", strings.TrimSpace(peak))
	case dir == "":
		os.Exit(m.Run())
	case os.Getenv(reader) != "":
		reading, err := Open(dir)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		s, err := dataset.New(reading.Records)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(s.Hash())
	default:
		stop, _ := strconv.Atoi(os.Getenv(killAt))
		step = func(n int) {
			if n == stop {
				fmt.Println("step", n)
				select {} // until it is killed
			}
		}
		result, err := Import(dir, []string{filepath.Join(dir, "..", "in.csv")}, Options{Reason: "error_fixed", Why: "a test"})
		if err == nil {
			err = result.Problems.Err()
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("done", result.Summary.Files)
	}
}

// threeFiles changes two countries and the log of changes.
const threeFiles = "country,criterion,level,contrary,confidence\nBE,L1,partly,false,low\nIE,L1,met,false,low\n"

// writeEmbedded writes two countries of the embedded dataset to a folder, with files of others beside it.
func writeEmbedded(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "data")
	s, err := dataset.Embedded()
	require.NoError(t, err)
	records := *s.Records()
	records.Countries = []schema.Country{*s.Country("BE"), *s.Country("IE")}
	records.Rules.Bindings, records.Releases, records.Dataset.Releases, records.Thesaurus.Concepts = nil, nil, nil, nil
	files, err := exporter.Files(&records)
	require.NoError(t, err)
	files = append(files, exporter.File{Name: ".git/HEAD", Data: []byte("ref: refs/heads/main\n")},
		exporter.File{Name: "notes.txt", Data: []byte("ours")}, exporter.File{Name: "countries/draft.yaml.bak", Data: []byte("theirs")})
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, f.Data, 0o644))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "..", "in.csv"), []byte(threeFiles), 0o644))
	return dir
}

// tree is every file of a folder with its content.
func tree(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	}))
	return files
}

// child starts this program again.
func child(env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), env...)
	return cmd
}

// hashIn has another process read the directory.
func hashIn(t *testing.T, dir string) string {
	out, err := child(inDir+"="+dir, reader+"=1").CombinedOutput()
	require.NoError(t, err, string(out))
	return strings.TrimSpace(string(out))
}

// TestKilledImport kills an import at each of its steps and has another process read the directory: it finds what was there
// before, or all of what was imported, and none of what the import needed for itself.
func TestKilledImport(t *testing.T) {
	dir := writeEmbedded(t)
	before := tree(t, dir)
	old := hashIn(t, dir)
	out, err := child(inDir+"="+dir, killAt+"=0").CombinedOutput()
	require.NoError(t, err, string(out))
	require.Equal(t, "done 3\n", string(out))
	after := tree(t, dir)
	require.Equal(t, names(before), names(after))
	hash := hashIn(t, dir)

	outcomes := map[string]int{}
	for n := 1; ; n++ {
		dir := writeEmbedded(t)
		if !killedAt(t, dir, n) {
			require.Equal(t, hash, hashIn(t, dir))
			require.Equal(t, 11, n, "three files have ten steps")
			break
		}
		switch hashIn(t, dir) {
		case old:
			outcomes["undone"]++
			require.Equal(t, before, tree(t, dir), "killed at step %d", n)
		case hash:
			outcomes["finished"]++
			require.Equal(t, after, tree(t, dir), "killed at step %d", n)
		default:
			t.Fatalf("killed at step %d: half an import", n)
		}
	}
	require.Equal(t, map[string]int{"undone": 5, "finished": 5}, outcomes)
}

// killedAt starts an import and kills it when it comes to a step; false where it had none so high.
func killedAt(t *testing.T, dir string, n int) bool {
	cmd := child(inDir+"="+dir, fmt.Sprintf("%s=%d", killAt, n))
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	if line == "done 3\n" {
		require.NoError(t, cmd.Wait())
		return false
	}
	require.Equal(t, fmt.Sprintf("step %d\n", n), line)
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait())
	return true
}

func names(files map[string]string) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

// TestRecoveryFinishesTwice finishes a write whose finishing was broken off again after one file.
func TestRecoveryFinishesTwice(t *testing.T) {
	dir := writeEmbedded(t)
	require.True(t, killedAt(t, dir, 6))
	require.NoError(t, os.Rename(filepath.Join(dir, "countries/be.yaml"+besideSuffix), filepath.Join(dir, "countries/be.yaml")))
	hash := hashIn(t, dir)
	require.Equal(t, hash, hashIn(t, dir))
	require.NotContains(t, names(tree(t, dir)), journalName)
}

// TestJournalIsNotTrusted: a journal that names other files, or files that are not what it says, moves nothing.
func TestJournalIsNotTrusted(t *testing.T) {
	for name, list := range map[string]string{
		"a path that leads out": `{"files":[{"name":"../in.csv","sha256":""}]}`,
		"a file of others":      `{"files":[{"name":".git/HEAD","sha256":""}]}`,
		"another content":       `{"files":[{"name":"rules.yaml","sha256":"00"}]}`,
		"no journal":            `what`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := writeEmbedded(t)
			require.NoError(t, os.WriteFile(filepath.Join(dir, journalName), []byte(list), 0o644))
			before := tree(t, dir)
			_, err := Open(dir)
			require.ErrorContains(t, err, journalName)
			require.Equal(t, before, tree(t, dir))
		})
	}
}

// TestLinksLeadNowhere: a folder of the dataset that is a link to another place is not written through.
func TestLinksLeadNowhere(t *testing.T) {
	dir := writeEmbedded(t)
	elsewhere := filepath.Join(dir, "..", "elsewhere")
	require.NoError(t, os.Rename(filepath.Join(dir, "countries"), elsewhere))
	require.NoError(t, os.Symlink(elsewhere, filepath.Join(dir, "countries")))
	before := tree(t, elsewhere)
	_, err := Import(dir, []string{filepath.Join(dir, "..", "in.csv")}, Options{Reason: "error_fixed", Why: "a test"})
	require.Error(t, err)
	require.Equal(t, before, tree(t, elsewhere))
}

// TestTwoImportsAtOnce: while one is at work, a reader waits and another import has its turn after it.
func TestTwoImportsAtOnce(t *testing.T) {
	WaitLonger(t)
	dir := writeEmbedded(t)
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()
	unlock, err := lock(root, true)
	require.NoError(t, err)
	done := make(chan *native.Reading)
	go func() {
		reading, _ := Open(dir)
		done <- reading
	}()
	select {
	case <-done:
		t.Fatal("a reader read while an import was at work")
	default:
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("written while locked"), 0o644))
	unlock()
	require.NotNil(t, <-done)
}

func TestChangesAreRecordedOnce(t *testing.T) {
	log := schema.ChangeLog{Changes: []schema.ChangeSet{{Version: "2026.11"}}}
	level := func(from, to schema.Level) []CellChange {
		return []CellChange{{change: schema.CellChange{Cell: "BE-L1", Level: &schema.FromTo[schema.Level]{From: from, To: to}}}}
	}
	record(&log, "2026.11", level("not_met", "partly"), "error_fixed", "one")
	record(&log, "2026.11", level("partly", "largely"), "recoded", "two")
	require.Equal(t, schema.ChangeSet{Version: schema.Unreleased, Against: "2026.11", Cells: []schema.CellChange{
		{Cell: "BE-L1", Level: &schema.FromTo[schema.Level]{From: "not_met", To: "largely"}, Reason: "recoded", Why: "two"}}}, log.Changes[1])
	record(&log, "2026.11", level("largely", "not_met"), "error_fixed", "back")
	require.Len(t, log.Changes, 1, "what is as it was needs no line")
}
