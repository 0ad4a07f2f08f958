// Command search compares the search of Firewall Map with SQLite's FTS5 in the same run: speed on synthetic passages, and
// how well both answer the golden questions: `cd bench && go run ./search`.
//
// FTS5 gets the same texts in the same four columns, unicode61 with diacritics removed, Porter's stemmer, bm25() with the
// same weights, and the words of a question joined by OR. It has no synonyms and one language; what it lacks is part of
// what is compared. Times are of the thread (CPU), so that what else the machine does counts less.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/sys/unix"
	_ "modernc.org/sqlite"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/internal/passages"
	"github.com/firewallmap/firewallmap/internal/relevance"
)

func main() {
	count := flag.Int("passages", 100_000, "how many passages of 120 words")
	rounds := flag.Int("rounds", 5, "how often every question is asked")
	golden := flag.String("golden", "../indexer/testdata/golden.yaml", "the judged questions")
	flag.Parse()
	if err := run(*count, *rounds, *golden); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

func run(count, rounds int, golden string) error {
	runtime.LockOSThread()
	ctx := context.Background()
	questions, err := relevance.Read(golden)
	if err != nil {
		return err
	}
	embedded, err := dataset.Embedded()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench-search")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	ours, err := indexer.Open(ctx, embedded, indexer.Options{InMemory: true})
	if err != nil {
		return err
	}
	defer ours.Close()
	theirs, err := newFTS(filepath.Join(dir, "golden.db"), ours.Texts())
	if err != nil {
		return err
	}
	defer theirs.Close()
	if err := judge(ctx, ours, theirs, questions); err != nil {
		return err
	}

	large, texts, err := passages.Snapshot(embedded, count, 1)
	if err != nil {
		return err
	}
	large.Hash()
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	begun, cpu := time.Now(), processTime()
	many, err := indexer.Open(ctx, large, indexer.Options{Dir: filepath.Join(dir, "index")})
	if err != nil {
		return err
	}
	defer many.Close()
	built(count, size, "ours", begun, cpu, sizeOf(filepath.Join(dir, "index")))
	documents := many.Texts()
	begun, cpu = time.Now(), processTime()
	fts, err := newFTS(filepath.Join(dir, "passages.db"), documents)
	if err != nil {
		return err
	}
	defer fts.Close()
	built(count, size, "FTS5", begun, cpu, sizeOf(filepath.Join(dir, "passages.db")))
	return race(ctx, many, fts, questions, rounds)
}

func built(count, size int, who string, begun time.Time, cpu time.Duration, disk int64) {
	fmt.Printf("%s: built %.0f passages a second (%.0f a CPU second), index %.2f times the text\n", who,
		float64(count)/time.Since(begun).Seconds(), float64(count)/(processTime()-cpu).Seconds(), float64(disk)/float64(size))
}

// judge asks both the golden questions of the embedded dataset.
func judge(ctx context.Context, ours *indexer.Index, theirs *fts, questions []relevance.Question) error {
	kinds := map[string]relevance.Document{}
	var all []relevance.Document
	for _, t := range ours.Texts() {
		kinds[t.ID] = relevance.Document{ID: t.ID, Kind: t.Kind, Criterion: t.Criterion}
		all = append(all, kinds[t.ID])
	}
	type sums struct {
		ndcg, reciprocal float64
		inThree          int
	}
	report := func(who string, s sums, n int) {
		fmt.Printf("%s: %d questions, nDCG@10 %.3f, mean reciprocal rank %.3f, good hit in the first three %.1f %%\n", who, n,
			s.ndcg/float64(n), s.reciprocal/float64(n), 100*float64(s.inThree)/float64(n))
	}
	add := func(s *sums, q relevance.Question, ids []string) {
		hits := make([]relevance.Document, len(ids))
		for i, id := range ids {
			hits[i] = kinds[id]
		}
		s.ndcg += q.NDCG(hits, all)
		if first := q.FirstGood(hits); first > 0 {
			s.reciprocal += 1 / float64(first)
			if first <= 3 {
				s.inThree++
			}
		}
	}
	var our, their, ourEnglish, theirEnglish sums
	english := 0
	for _, q := range questions {
		result, err := ours.Search(ctx, indexer.Request{Query: q.Query})
		if err != nil {
			return err
		}
		var mine []string
		for _, h := range result.Hits {
			mine = append(mine, h.ID)
		}
		yours, err := theirs.search(q.Query, false)
		if err != nil {
			return err
		}
		add(&our, q, mine)
		add(&their, q, yours)
		if q.Language == "en" && !q.Typo && !strings.Contains(q.Query, ":") {
			english++
			add(&ourEnglish, q, mine)
			add(&theirEnglish, q, yours)
		}
	}
	report("ours, all questions", our, len(questions))
	report("FTS5, all questions", their, len(questions))
	report("ours, plain English ones", ourEnglish, english)
	report("FTS5, plain English ones", theirEnglish, english)
	return nil
}

// race asks both the English questions without filters over the passages.
func race(ctx context.Context, ours *indexer.Index, theirs *fts, questions []relevance.Question, rounds int) error {
	questions = slices.DeleteFunc(slices.Clone(questions), func(q relevance.Question) bool {
		return q.Language != "en" || strings.Contains(q.Query, ":")
	})
	for _, full := range []bool{false, true} {
		request := indexer.Request{}
		name := "ten hits and their number"
		if full {
			request.Facets = indexer.Dimensions
			name = "with fragments and counts by kind and criterion (ours: by all eight facets)"
		}
		mine, err := measure(questions, rounds, func(question string) error {
			request.Query = question
			_, err := ours.Search(ctx, request)
			return err
		})
		if err != nil {
			return err
		}
		yours, err := measure(questions, rounds, func(question string) error {
			_, err := theirs.search(question, full)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Printf("%s: ours p50 %.2f ms, p95 %.2f ms; FTS5 p50 %.2f ms, p95 %.2f ms; FTS5 ÷ ours %.1f at p50, %.1f at p95\n", name,
			at(mine, 50), at(mine, 95), at(yours, 50), at(yours, 95), at(yours, 50)/at(mine, 50), at(yours, 95)/at(mine, 95))
	}
	return nil
}

// measure asks every question once to warm up, then rounds times, and returns the times sorted.
func measure(questions []relevance.Question, rounds int, ask func(string) error) ([]time.Duration, error) {
	var times []time.Duration
	for round := range rounds + 1 {
		for _, q := range questions {
			begun := threadTime()
			if err := ask(q.Query); err != nil {
				return nil, fmt.Errorf("%s: %w", q.Query, err)
			}
			if round > 0 {
				times = append(times, threadTime()-begun)
			}
		}
	}
	slices.Sort(times)
	return times, nil
}

func at(times []time.Duration, percentile int) float64 {
	return float64(times[len(times)*percentile/100].Microseconds()) / 1000
}

// An fts is a full-text table of SQLite.
type fts struct{ *sql.DB }

func newFTS(path string, texts []indexer.Text) (*fts, error) {
	db, err := sql.Open("sqlite", path+"?_pragma=journal_mode(off)&_pragma=synchronous(off)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	f := &fts{db}
	if _, err := db.Exec(`CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, kind UNINDEXED, criterion UNINDEXED,
		title, body, detail, label, tokenize = 'porter unicode61 remove_diacritics 2')`); err != nil {
		return nil, err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare(`INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		if _, err := insert.Exec(t.ID, string(t.Kind), t.Criterion, t.Title, t.Text, t.Detail, t.Label); err != nil {
			return nil, err
		}
	}
	return f, tx.Commit()
}

// search returns the ids of the first ten, having counted all; full also makes snippets and counts by kind and criterion.
func (f *fts) search(question string, full bool) ([]string, error) {
	match := matchOf(question)
	if match == "" {
		return nil, nil
	}
	columns := "id, ''"
	if full {
		columns = "id, snippet(documents, -1, '<mark>', '</mark>', '…', 32)"
	}
	ids, err := f.column(`SELECT `+columns+` FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, 0, 0, 0, 3, 1.5, 0.5, 1.3), id LIMIT 10`, match)
	if err != nil {
		return nil, err
	}
	if _, err := f.column(`SELECT count(*), '' FROM documents WHERE documents MATCH ?`, match); err != nil {
		return nil, err
	}
	if full {
		for _, by := range []string{"kind", "criterion"} {
			if _, err := f.column(`SELECT `+by+`, count(*) FROM documents WHERE documents MATCH ? GROUP BY 1`, match); err != nil {
				return nil, err
			}
		}
	}
	return ids, nil
}

// column reads the first of two columns.
func (f *fts) column(query, match string) ([]string, error) {
	rows, err := f.Query(query, match)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var first, second string
		if err := rows.Scan(&first, &second); err != nil {
			return nil, err
		}
		list = append(list, first)
	}
	return list, rows.Err()
}

// matchOf is a question as FTS5 takes it: its words, quoted, joined by OR.
func matchOf(question string) string {
	var words []string
	for _, word := range strings.FieldsFunc(question, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		words = append(words, `"`+word+`"`)
	}
	return strings.Join(words, " OR ")
}

func sizeOf(path string) int64 {
	var size int64
	filepath.Walk(path, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			size += info.Size()
		}
		return nil
	})
	return size
}

func threadTime() time.Duration { return used(unix.CLOCK_THREAD_CPUTIME_ID) }

func processTime() time.Duration { return used(unix.CLOCK_PROCESS_CPUTIME_ID) }

func used(clock int32) time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(clock, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
