// Package parquet writes the dataset as a zip of Apache Parquet files, one typed file a table: whole numbers are INT64, yes
// and no BOOLEAN, lists LIST, lists of objects LIST of groups; text and dates are strings, as a date may be known only by its
// year. What there is no value for is null.
//
// What belongs here: types of Parquet. What does not: which columns there are (package tidy).
package parquet

import (
	"bytes"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// Export writes the dataset as a zip of Parquet files, with a README. Each file carries licence, version, digests and how to
// cite it in its metadata. The same dataset gives the same bytes.
func Export(w io.Writer, s *dataset.Snapshot) error {
	sheets := append([]*tidy.Sheet{tidy.Matrix(s.Today())}, tidy.Tables(s)...)
	readme := tidy.Readme{Snapshot: s, Sheets: sheets, Ending: ".parquet", Cells: cells}
	archive := tidy.NewArchive(w, s)
	if err := archive.Add("README.md", readme.Bytes()); err != nil {
		return err
	}
	for _, sheet := range sheets {
		data, err := file(s, sheet)
		if err != nil {
			return fmt.Errorf("%s.parquet: %w", sheet.Name, err)
		}
		if err := archive.AddStored(sheet.Name+".parquet", data); err != nil {
			return err
		}
	}
	return archive.Close()
}

// cells say how values are written.
var cells = []string{
	"Apache Parquet. `text` and `date` are strings (a date is YYYY, YYYY-MM or YYYY-MM-DD), `integer` is INT64, `boolean` BOOLEAN, " +
		"`text_list` a LIST of strings, `objects` a LIST of groups. No value is null.",
	"Licence, version, digests and how to cite stand in the metadata of each file too.",
}

// file is a sheet as a Parquet file.
func file(s *dataset.Snapshot, sheet *tidy.Sheet) ([]byte, error) {
	row := rowOf(sheet.Columns)
	options := []parquet.WriterOption{
		parquet.SchemaOf(row.zero()), parquet.Compression(&parquet.Snappy), parquet.CreatedBy("firewallmap", "", ""),
		parquet.KeyValueMetadata("table", sheet.Name), parquet.KeyValueMetadata("table_means", sheet.Means),
		parquet.KeyValueMetadata("dataset_version", s.Version()), parquet.KeyValueMetadata("dataset_digest", s.Digest()),
		parquet.KeyValueMetadata("licence", s.Dataset().Licence.ID+" "+s.Dataset().Licence.URL),
		parquet.KeyValueMetadata("how_to_cite", citation(s)),
	}
	if sheet.Digest != "" {
		options = append(options, parquet.KeyValueMetadata("table_digest", sheet.Digest))
	}
	var out bytes.Buffer
	writer := parquet.NewWriter(&out, options...)
	values := make([]any, 0, len(sheet.Columns))
	for i := range sheet.Len() {
		values = sheet.AppendRow(values[:0], i)
		if err := writer.Write(row.filled(values)); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func citation(s *dataset.Snapshot) string {
	cite := s.CiteDataset()
	return cite.Text()
}
