package web

import "github.com/firewallmap/firewallmap/dataset"

type aboutBody struct {
	*dataset.Snapshot
	Exit string
}

// about says what this is: licence, how to cite, no legal advice, privacy.
func (s *Site) about(q *question) (*page, error) {
	q.read()
	if err := q.err(); err != nil {
		return nil, err
	}
	p := &page{
		template: "about", Title: "About", Description: "What Firewall Map is and is not, its licence, how to cite it, and privacy.",
		Structured: s.datasetLD(q.snapshot), Body: aboutBody{q.snapshot, s.exit},
	}
	for _, form := range []string{"json", "csv.zip", "xlsx", "parquet.zip"} {
		p.Data = append(p.Data, link{Href: "/dataset." + form, Text: formNames[form]})
	}
	for _, form := range citable {
		p.Cite = append(p.Cite, link{Href: "/dataset." + form, Text: formNames[form]})
	}
	return p, nil
}
