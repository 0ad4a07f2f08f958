package indexer

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/firewallmap/firewallmap/schema"
)

// An index on disk is a folder that is written once, beside its place, and moved there whole:
//
//	DIR/<snapshot>-<mapping>/manifest.json   what the folder holds, with the checksum of every file
//	                         words           the lexicon
//	                         engine/         the files of the engine
//
// It is opened for reading only, so that any number of programs share it without waiting. Everything is checked against
// the manifest before the engine sees it: the engine maps its files into memory and trusts them.

// A manifest says what an index on disk holds.
type manifest struct {
	Snapshot  string          `json:"snapshot"`
	Mapping   string          `json:"mapping"`
	Documents int             `json:"documents"`
	Files     map[string]file `json:"files"`
}

// A file is a file of an index as it was written.
type file struct {
	Bytes    int64  `json:"bytes"`
	Checksum uint32 `json:"checksum"` // CRC-32C
}

const (
	manifestName = "manifest.json"
	wordsName    = "words"
	engineName   = "engine"
	building     = "building-" // begins the names of folders that are not finished
	mergedAtOnce = 20          // how many segments of an index are made one at a time
	keptIndexes  = 8           // how many indexes stay in one directory, the latest
	staleAfter   = time.Hour   // when an unfinished folder has been left behind
)

// mappingHash names how an index is made; see mappingVersion.
func mappingHash() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %v %v %s", mappingVersion, fieldNames, languages, scorch.Name))
	return hex.EncodeToString(sum[:4])
}

// folderName is the name of the folder of a snapshot's index. The hash covers data and thesaurus.
func folderName(snapshotHash string) string {
	return strings.TrimPrefix(snapshotHash, "sha256:")[:16] + "-" + mappingHash()
}

// defaultDir is where indexes live where nothing else is said.
func defaultDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "firewallmap", "index"), nil
}

// A store is a directory of indexes and the one folder in it that is wanted.
type store struct {
	dir       string
	snapshot  string // its hash
	documents []*document
	stemmers  map[schema.Language]stemmer
	progress  func(done, total int)
	note      func(message string)
}

func (s *store) folder() string { return filepath.Join(s.dir, folderName(s.snapshot)) }

// open opens the index of the folder, and builds it first where there is none or a damaged one.
func (s *store) open(ctx context.Context) (index.Index, *lexicon, error) {
	engine, words, err := s.read(s.folder())
	if err == nil {
		return engine, words, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		s.note(fmt.Sprintf("the search index in %s is damaged (%s); it is built anew", s.folder(), err))
	}
	if err := s.build(ctx); err != nil {
		return nil, nil, err
	}
	return s.read(s.folder())
}

// read opens a folder after checking every byte of it. No folder is fs.ErrNotExist; anything else is damage.
func (s *store) read(folder string) (index.Index, *lexicon, error) {
	if _, err := os.Stat(folder); err != nil {
		return nil, nil, fs.ErrNotExist
	}
	if err := s.verify(folder); err != nil {
		return nil, nil, fmt.Errorf("%s", err) // whatever is missing inside, the folder is there
	}
	f, err := os.Open(filepath.Join(folder, wordsName))
	if err != nil {
		return nil, nil, fmt.Errorf("%s", err)
	}
	defer f.Close()
	words, err := readLexicon(bufio.NewReader(f), s.stemmers)
	if err != nil {
		return nil, nil, err
	}
	engine, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path": filepath.Join(folder, engineName), "read_only": true, "bolt_timeout": "2s",
	}, nil)
	if err != nil {
		return nil, nil, err
	}
	if err := engine.Open(); err != nil {
		return nil, nil, err
	}
	return engine, words, nil
}

// verify compares a folder with its manifest.
func (s *store) verify(folder string) error {
	data, err := os.ReadFile(filepath.Join(folder, manifestName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is missing", manifestName)
	case err != nil:
		return err
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return fmt.Errorf("%s: %w", manifestName, err)
	}
	if m.Snapshot != s.snapshot || m.Mapping != mappingHash() || m.Documents != len(s.documents) {
		return errors.New("it holds another dataset")
	}
	files, err := filesOf(folder)
	if err != nil {
		return err
	}
	for name, want := range m.Files {
		switch got, ok := files[name]; {
		case !ok:
			return fmt.Errorf("%s is missing", name)
		case got != want:
			return fmt.Errorf("%s is not as it was written", name)
		}
	}
	if len(m.Files) < 2 {
		return fmt.Errorf("%s lists no files", manifestName)
	}
	return nil
}

// filesOf are the files of a folder with their checksums, the manifest apart.
func filesOf(folder string) (map[string]file, error) {
	files := map[string]file{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == manifestName {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
		n, err := io.Copy(sum, f)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		files[filepath.ToSlash(name)] = file{n, sum.Sum32()}
		return err
	})
	return files, err
}

// build writes the index beside its place and moves it there. Where another program was quicker, its index stays.
func (s *store) build(ctx context.Context) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	s.tidy()
	beside, err := os.MkdirTemp(s.dir, building)
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside)
	if err := s.write(ctx, beside); err != nil {
		return err
	}
	if err := os.Rename(beside, s.folder()); err == nil {
		return nil
	}
	if s.verify(s.folder()) == nil {
		return nil
	}
	damaged, err := os.MkdirTemp(s.dir, building)
	if err != nil {
		return err
	}
	defer os.RemoveAll(damaged)
	if err := os.Rename(s.folder(), filepath.Join(damaged, "damaged")); err != nil {
		return err
	}
	return os.Rename(beside, s.folder())
}

// write writes engine, words and manifest into a folder.
func (s *store) write(ctx context.Context, folder string) error {
	builder, err := scorch.NewBuilder(map[string]any{
		"path": filepath.Join(folder, engineName), "buildPathPrefix": folder, "batchSize": batchSize, "mergeMax": mergedAtOnce,
	})
	if err != nil {
		return err
	}
	words, err := write(ctx, builder, s.documents, s.stemmers, s.progress)
	if err != nil {
		return err
	}
	if err := builder.Close(); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(folder, wordsName), os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(f)
	err = errors.Join(words.write(buffered), buffered.Flush(), f.Close())
	if err != nil {
		return err
	}
	files, err := filesOf(folder)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(manifest{s.snapshot, mappingHash(), len(s.documents), files}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, manifestName), data, 0o600)
}

// tidy removes what programs that were interrupted left behind, and all but the latest indexes. What cannot be removed
// stays. A program that still reads a removed index keeps its files until it ends.
func (s *store) tidy() {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	type aged struct {
		name string
		at   time.Time
	}
	var indexes []aged
	for _, entry := range entries {
		info, err := entry.Info()
		switch {
		case err != nil || !entry.IsDir():
		case strings.HasPrefix(entry.Name(), building):
			if time.Since(info.ModTime()) > staleAfter {
				os.RemoveAll(filepath.Join(s.dir, entry.Name()))
			}
		default:
			if _, err := os.Stat(filepath.Join(s.dir, entry.Name(), manifestName)); err == nil {
				indexes = append(indexes, aged{entry.Name(), info.ModTime()})
			}
		}
	}
	slices.SortFunc(indexes, func(a, b aged) int { return b.at.Compare(a.at) })
	for i, old := range indexes {
		if i >= keptIndexes-1 {
			os.RemoveAll(filepath.Join(s.dir, old.name))
		}
	}
}
