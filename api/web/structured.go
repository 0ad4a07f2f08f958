package web

import (
	"github.com/firewallmap/firewallmap/dataset"
)

// datasetLD is the dataset as search engines for datasets look for it (schema.org/Dataset).
func datasetLD(s *dataset.Snapshot) map[string]any {
	d := s.Dataset()
	var places []any
	for _, c := range s.Countries() {
		places = append(places, map[string]any{"@type": "Country", "name": c.Name})
	}
	var creators []any
	for _, name := range d.Contributors {
		creators = append(creators, map[string]any{"@type": "Organization", "name": name})
	}
	return map[string]any{
		"@context": "https://schema.org/", "@type": "Dataset", "name": d.Title, "description": d.Description, "url": d.URL,
		"version": d.Version, "license": d.Licence.URL, "keywords": d.Keywords, "creator": creators, "spatialCoverage": places,
		"dateModified": d.AsOf.String(), "isAccessibleForFree": true, "identifier": s.Digest(), "creditText": d.Cite,
	}
}
