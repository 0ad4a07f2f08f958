package api

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/bibliography"
	"github.com/firewallmap/firewallmap/exporters/csv"
	"github.com/firewallmap/firewallmap/exporters/datapackage"
	"github.com/firewallmap/firewallmap/exporters/parquet"
	"github.com/firewallmap/firewallmap/exporters/xlsx"
)

// A whole is a form of the whole dataset: /dataset and its ending.
type whole struct {
	ending     string
	media      string
	compressed bool
	export     func(io.Writer, *dataset.Snapshot) error
}

// wholes are the forms of the whole dataset.
var wholes = []whole{
	{".json", "application/json; charset=utf-8", false, func(w io.Writer, s *dataset.Snapshot) error {
		_, err := w.Write(s.JSON())
		return err
	}},
	{".csv.zip", "application/zip", true, func(w io.Writer, s *dataset.Snapshot) error { return csv.Export(w, s, false) }},
	{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true, xlsx.Export},
	{".parquet.zip", "application/zip", true, parquet.Export},
	{".datapackage.zip", "application/zip", true, datapackage.Export},
	{".bib", "application/x-bibtex; charset=utf-8", false, references(bibliography.BibTeX)},
	{".ris", "application/x-research-info-systems; charset=utf-8", false, references(bibliography.RIS)},
	{".csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", false, references(bibliography.CSLJSON)},
}

// references writes every source and instrument, and the dataset itself.
func references(form bibliography.Form) func(io.Writer, *dataset.Snapshot) error {
	return func(w io.Writer, s *dataset.Snapshot) error { return bibliography.Export(w, s, form) }
}

// serveWhole answers with the whole dataset in one form.
func (s *Server) serveWhole(w http.ResponseWriter, r *http.Request, form whole) {
	generation := s.Current()
	s.kept.serve(w, r, keptKey{generation.Snapshot.Hash(), r.URL.Path + "?" + r.URL.RawQuery}, func() (*kept, error) {
		p, err := newParameters(r.URL.RawQuery)
		if err != nil {
			return nil, err
		}
		if err := p.unread(); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := form.export(&b, generation.Snapshot); err != nil {
			return nil, internal{fmt.Errorf("dataset%s: %w", form.ending, err)}
		}
		header := http.Header{"Content-Type": {form.media}}
		header.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "firewallmap-"+generation.Snapshot.Version()+form.ending))
		return &kept{header: header, body: b.Bytes(), compressed: form.compressed}, nil
	})
}
