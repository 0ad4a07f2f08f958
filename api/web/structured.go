package web

import (
	"github.com/firewallmap/firewallmap/dataset"
)

// downloads are the forms of the whole dataset, with their media types.
var downloads = [][2]string{
	{"json", "application/json"}, {"csv.zip", "application/zip"}, {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{"parquet.zip", "application/zip"}, {"datapackage.zip", "application/zip"},
}

// datasetLD is the dataset as search engines for datasets look for it (schema.org/Dataset). Where the site does not know its
// own address, those of the downloads are read from that of the page.
func (site *Site) datasetLD(s *dataset.Snapshot) map[string]any {
	d := s.Dataset()
	home, files := d.URL, []any{}
	if site.public != "" {
		home = site.public + "/"
	}
	for _, form := range downloads {
		files = append(files, map[string]any{
			"@type": "DataDownload", "name": formNames[form[0]], "encodingFormat": form[1], "contentUrl": site.public + "/dataset." + form[0],
		})
	}
	var places []any
	for _, c := range s.Countries() {
		places = append(places, map[string]any{"@type": "Country", "name": c.Name})
	}
	var creators []any
	for _, name := range d.Contributors {
		creators = append(creators, map[string]any{"@type": "Organization", "name": name, "url": d.URL})
	}
	return map[string]any{
		"@context": "https://schema.org/", "@type": "Dataset", "name": d.Title, "description": d.Description, "url": home, "sameAs": d.URL, "inLanguage": "en", "distribution": files,
		"version": d.Version, "license": d.Licence.URL, "keywords": d.Keywords, "creator": creators, "spatialCoverage": places,
		"dateModified": d.AsOf.String(), "isAccessibleForFree": true, "identifier": s.Digest(), "creditText": d.Cite,
	}
}
