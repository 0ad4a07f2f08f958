//go:build unix

package importers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/firewallmap/firewallmap/importers"
	"github.com/firewallmap/firewallmap/schema"
)

// benchmarkRows is how many rows the workbook of the benchmark has.
const benchmarkRows = 100_000

// history is the mapping of the benchmark: every cell, over many spans of time.
var history = schema.Mapping{ID: "history", Title: "History", CodedOn: schema.MustDate("2026-01"), Method: "A benchmark."}

// largeWorkbook writes a workbook with an assessment in each row.
func largeWorkbook(b *testing.B) string {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	require.NoError(b, err)
	require.NoError(b, w.SetRow("A1", []any{"country", "criterion", "level", "contrary", "basis", "summary", "valid_from", "evidence", "confidence", "sources", "locator", "says"}))
	s := embedded(b)
	row := 1
	for day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC); row <= benchmarkRows; day = day.AddDate(0, 0, 50) {
		for _, c := range s.Countries() {
			for _, x := range s.Criteria("") {
				if row++; row > benchmarkRows+1 {
					break
				}
				require.NoError(b, w.SetRow(fmt.Sprintf("A%d", row), []any{string(c.Code), x.ID, "partly", "false", "statute", x.Question, day.Format(time.DateOnly), "seen", "medium",
					c.Sources[0].ID, fmt.Sprintf("article %d", row), "what the source says of it"}))
			}
		}
	}
	require.NoError(b, w.Flush())
	name := filepath.Join(b.TempDir(), "large.xlsx")
	require.NoError(b, f.SaveAs(name))
	return name
}

// processorTime reports what the loop took of the processor, which on a machine that does other things too says more than the
// clock.
func processorTime(b *testing.B, loop func()) {
	seconds := func() float64 {
		var r syscall.Rusage
		require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &r))
		return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
	}
	before, n := seconds(), 0
	for b.Loop() {
		loop()
		n++
	}
	b.ReportMetric((seconds()-before)/float64(n), "cpu-s/op")
	status, err := os.ReadFile("/proc/self/status") // where there is one
	if _, peak, ok := strings.Cut(string(status), "VmHWM:"); ok && err == nil {
		kilobytes, _, _ := strings.Cut(peak, "kB")
		n, err := strconv.Atoi(strings.TrimSpace(kilobytes))
		require.NoError(b, err)
		b.ReportMetric(float64(n>>10), "peak-MB")
	}
}

// BenchmarkImportWorkbook imports a workbook of 100,000 rows: only walked by the library, read into records, and imported into
// a directory with merging, validation, effects and writing.
func BenchmarkImportWorkbook(b *testing.B) {
	name := largeWorkbook(b)
	b.Run("walked by excelize", func(b *testing.B) {
		processorTime(b, func() {
			f, err := excelize.OpenFile(name)
			require.NoError(b, err)
			rows, err := f.Rows("Sheet1")
			require.NoError(b, err)
			n := 0
			for rows.Next() {
				_, err := rows.Columns()
				require.NoError(b, err)
				n++
			}
			require.Equal(b, benchmarkRows+1, n)
			require.NoError(b, rows.Close())
			require.NoError(b, f.Close())
		})
	})
	b.Run("read", func(b *testing.B) {
		processorTime(b, func() {
			submissions, err := importers.Read([]string{name}, importers.ReadingOptions{})
			require.NoError(b, err)
			require.Equal(b, benchmarkRows, submissions[0].Records())
		})
	})
	b.Run("imported", func(b *testing.B) {
		processorTime(b, func() {
			dir := directory(b)
			result, err := importers.Import(dir, []string{name}, importers.Options{Mapping: history})
			require.NoError(b, err)
			require.NoError(b, result.Problems.Err())
			require.Equal(b, benchmarkRows, len(result.Cells))
		})
	})
}
