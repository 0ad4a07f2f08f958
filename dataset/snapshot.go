// Package dataset holds an immutable snapshot of the dataset and answers every question that can be asked of it.
//
// A [Snapshot] is made once, by [New] from records or by [FromJSON] from the canonical form, which checks and indexes them;
// after that it never changes, so that any number of readers share it without a lock. Publishing new data is making
// another snapshot beside it. A question about cells is asked of a [View]: the snapshot at a date, in a mapping.
//
// Every number that the program shows is computed here, in one place, and the command line, GraphQL, pages and files all
// ask here. No answer depends on the clock: the default date of every question is the dataset's own.
//
// What belongs here: questions and their answers as values. What does not: reading files (importers), writing them
// (exporters), text for people (the printers), search (indexer).
package dataset

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/firewallmap/firewallmap/schema"
)

// A Snapshot is a dataset that has been checked and indexed. It never changes.
type Snapshot struct {
	records *schema.Records

	criteria    map[string]int // id → place in the codebook
	countries   map[schema.CountryCode]int
	mappings    map[string]*schema.Mapping
	fallback    *schema.Mapping // the default mapping
	nodes       map[string]Node
	assessments []*Assessment             // in the order of the files
	spans       map[spanKey][]*Assessment // the assessments of a cell in a mapping, from the earliest
	links       map[string][]Link         // criterion → its ties to provisions
	bindings    map[string]*schema.Binding
	provisions  map[string][]*schema.Provision      // rule → its provisions
	rulings     map[string][]*schema.Ruling         // provision → the rulings on it
	asked       map[string][]*schema.Recommendation // criterion → the recommendations that ask for it

	today  *View // the default view
	json   func() []byte
	hash   func() string
	tables func() []*Table
	digest func() string

	provisional func() bool
	warnings    func() schema.Problems
}

type spanKey struct {
	country   schema.CountryCode
	criterion string
	mapping   string
}

//go:embed snapshot.json
var embedded []byte

// Embedded is the snapshot that the program carries. It is not checked again: a test holds the embedded file to the checked
// data and to its canonical form, and to check it takes a third of the time in which a command starts.
var Embedded = sync.OnceValues(func() (*Snapshot, error) {
	records, err := decode(embedded)
	if err != nil {
		return nil, err
	}
	s := indexed(records)
	s.json = func() []byte { return embedded }
	return s, nil
})

// FromJSON makes a snapshot from the canonical JSON that [Snapshot.JSON] writes. An unknown key is an error.
func FromJSON(data []byte) (*Snapshot, error) {
	records, err := decode(data)
	if err != nil {
		return nil, err
	}
	return New(*records)
}

// decode reads the canonical JSON of a snapshot.
func decode(data []byte) (*schema.Records, error) {
	var records schema.Records
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&records); err != nil {
		return nil, fmt.Errorf("not a snapshot: %w; firewallmap export --format json writes one", err)
	}
	return &records, nil
}

// New checks records and makes a snapshot of them. Its error is [schema.Problems] where the records have errors. The
// records belong to the snapshot from then on and must not be changed.
func New(records schema.Records) (*Snapshot, error) {
	problems := records.Validate()
	if err := problems.Err(); err != nil {
		return nil, err
	}
	s := indexed(&records)
	s.warnings = func() schema.Problems { return problems }
	return s, nil
}

// indexed makes a snapshot of records that have been checked.
func indexed(records *schema.Records) *Snapshot {
	s := &Snapshot{records: records}
	s.index()
	s.warnings = sync.OnceValue(func() schema.Problems { return s.records.Validate() })
	s.json = sync.OnceValue(func() []byte {
		data, err := canonical(s.records)
		if err != nil {
			panic(err) // records are made of what canonical knows
		}
		return data
	})
	s.hash = sync.OnceValue(func() string { return digestOf(s.json()) })
	s.tables = sync.OnceValue(func() []*Table { return tablesOf(s) })
	s.digest = sync.OnceValue(func() string { return digestOfTables(s.tables()) })
	s.provisional = sync.OnceValue(func() bool { return s.DoubleCoded() < MinimumDoubleCoded })
	s.today = s.view(records.Dataset.AsOf, s.fallback)
	return s
}

// Records are the records of the snapshot. They must not be changed.
func (s *Snapshot) Records() *schema.Records { return s.records }

// Warnings are what validation found to look at, errors being none.
func (s *Snapshot) Warnings() schema.Problems { return s.warnings() }

// Dataset says what the dataset is.
func (s *Snapshot) Dataset() *schema.Dataset { return &s.records.Dataset }

// Version is the version of the dataset: 2026.11.
func (s *Snapshot) Version() string { return s.records.Dataset.Version }

// AsOf is the dataset's own date: the default date of every question.
func (s *Snapshot) AsOf() schema.Date { return s.records.Dataset.AsOf }

// JSON is the whole dataset as canonical JSON (RFC 8785), from which [FromJSON] makes the same snapshot.
func (s *Snapshot) JSON() []byte { return s.json() }

// Hash is the digest of the whole canonical JSON: what caches and ETags use, as it covers thesaurus and changes too.
func (s *Snapshot) Hash() string { return s.hash() }

// Digest is the digest of the dataset: that of the list of its tables with their digests. It is what a citation quotes.
func (s *Snapshot) Digest() string { return s.digest() }

// ShortDigest is as much of the digest as a citation quotes: "sha256:1a2b3c4d".
func (s *Snapshot) ShortDigest() string { return s.digest()[:len("sha256:")+8] }

// digestOf is the SHA-256 of data in the form "sha256:" and hexadecimal digits.
func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}
