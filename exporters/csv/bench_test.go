package csv_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/csv"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// BenchmarkExport is the export of the embedded dataset: under 300 ms is promised.
func BenchmarkExport(b *testing.B) {
	s := embedded(b)
	for b.Loop() {
		require.NoError(b, csv.Export(io.Discard, s, false))
	}
}

// BenchmarkMillionAssessments writes the assessments of the embedded dataset over and over, each with an id of its own, until
// there are a million: 200,000 rows a second are promised.
func BenchmarkMillionAssessments(b *testing.B) {
	const rows = 1_000_000
	table := embedded(b).Table("assessments")
	million := &dataset.Table{Name: table.Name, Columns: table.Columns, Rows: make([][]any, rows)}
	for i := range million.Rows {
		row := append([]any(nil), table.Rows[i%len(table.Rows)]...)
		row[0] = fmt.Sprintf("%s-%d", row[0], i/len(table.Rows))
		million.Rows[i] = row
	}
	sheet := tidy.FromTable(million) // computes the digest too, which is no part of writing
	b.Run("csv", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, csv.WriteSheet(io.Discard, sheet, false))
		}
		b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("zip", func(b *testing.B) {
		for b.Loop() {
			archive := tidy.NewArchive(io.Discard, embedded(b))
			file, err := archive.Create("assessments.csv")
			require.NoError(b, err)
			require.NoError(b, csv.WriteSheet(file, sheet, false))
			require.NoError(b, archive.Close())
		}
		b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
