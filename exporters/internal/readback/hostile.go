package readback

import (
	"encoding/json"
	"fmt"

	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// HostileTexts are texts that a dataset may hold and that a careless file would change, run or drop.
var HostileTexts = []string{
	"=HYPERLINK(\"https://example.org\",\"x\")", "+48 22 628 01 20", "-1", "@SUM(A1)", "'=1", "''@x", "'quoted'", "a;b; c\\d", "\\", ";",
	"line one\nline two", "\"quotes\", commas", "_x000D_ and _x0041_", "עברית שלום", "e\u0301 combining", "<b>&amp;</b>", "TRUE", "007", "1e5", "2021-03",
	"null", "NA", "#REF!", "a, b", "{\"json\": [1]}", "[\"a\"]", "x\u00a0y", "\ufeffmark", "%n {{x}}", "{", "} and }", "\\textbf{x} $y$ ~ ^ # _ %",
}

// Hostile is the embedded dataset with such texts in titles, lists and objects.
func Hostile() (*dataset.Snapshot, error) {
	embedded, err := dataset.Embedded()
	if err != nil {
		return nil, err
	}
	var r schema.Records
	if err := json.Unmarshal(embedded.JSON(), &r); err != nil {
		return nil, err
	}
	n := 0
	next := func() string { n++; return HostileTexts[n%len(HostileTexts)] }
	for i := range r.Countries {
		c := &r.Countries[i]
		for j := range c.Sources {
			c.Sources[j].Title, c.Sources[j].Authors = next(), []string{next(), next()}
		}
		for j := range c.Instruments {
			c.Instruments[j].Title = next()
		}
		for j := range c.Assessments {
			c.Assessments[j].Summary, c.Assessments[j].Caution = next(), next()
		}
		for j := range c.Services {
			c.Services[j].Phone = []string{next(), next(), next()}
			for k := range c.Services[j].MayNotify {
				c.Services[j].MayNotify[k].When = next()
			}
		}
	}
	s, err := dataset.New(r)
	if err != nil {
		return nil, fmt.Errorf("hostile texts that no dataset may hold: %w", err)
	}
	return s, nil
}

// Datasets are the datasets that every format is proved with, by name: the embedded one, one with hostile texts, and some that
// are drawn, in which tables are empty and cells are not coded.
func Datasets() (map[string]*dataset.Snapshot, error) {
	embedded, err := dataset.Embedded()
	if err != nil {
		return nil, err
	}
	hostile, err := Hostile()
	if err != nil {
		return nil, err
	}
	datasets := map[string]*dataset.Snapshot{"embedded": embedded, "hostile": hostile}
	for seed := range 5 {
		s, err := dataset.New(rapid.Custom(datasettest.Records).Example(seed))
		if err != nil {
			return nil, err
		}
		datasets[fmt.Sprintf("drawn %d", seed)] = s
	}
	return datasets, nil
}
