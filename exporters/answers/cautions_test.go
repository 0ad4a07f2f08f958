package answers

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// asked are all answers that show levels, over a dataset.
func asked(t *testing.T, s *dataset.Snapshot) map[string]Answer {
	t.Helper()
	v := s.Today()
	all := map[string]Answer{
		"countries": Countries(v), "scores": Scores(v, v.Countries(), dataset.DefaultWeights()),
		"quality": Quality(v, v.Quality(dataset.DefaultWeights(), 40)),
	}
	compared, err := v.Compare(v.Countries(), v.Criteria(""))
	require.NoError(t, err)
	all["compare"] = Compare(v, compared)
	alignments, err := v.Alignment(dataset.AlignmentQuestion{})
	require.NoError(t, err)
	all["align"] = Alignments(v, alignments)
	ranking := dataset.RankingQuestion{Samples: 10, Seed: dataset.DefaultSeed}
	ranked, err := v.Rank(ranking)
	require.NoError(t, err)
	all["rank"] = Ranking(v, ranked)
	reliability, err := v.Reliability(s.DefaultMapping(), s.Mapping("second"))
	require.NoError(t, err)
	require.NotEmpty(t, reliability.Disagreements)
	all["reliability"] = Reliability(v, reliability)
	past := s.At(schema.MustDate("2014"), nil)
	shifts, err := past.Between(v, v.Countries())
	require.NoError(t, err)
	all["timeline"] = Timeline(v, nil, past, v, shifts)
	for _, country := range v.Countries() {
		code := string(country.Code)
		all["country "+code], all["gaps "+code] = Country(v, country), Gaps(v, v.Gaps(country, dataset.GapFilter{}))
		all["doors "+code] = Doors(v, v.Doors(country))
		var changes []dataset.LevelChange
		for _, c := range v.Cells(country, "") {
			all["cell "+c.ID()] = Assessment(v, c)
			changes = append(changes, dataset.LevelChange{Country: country, Criterion: c.Criterion, Level: schema.Largely})
		}
		w, err := v.WhatIf(dataset.WhatIfQuestion{Country: country, Changes: changes})
		require.NoError(t, err)
		all["what-if "+code] = WhatIf(v, w, ranked, ranked)
	}
	return all
}

// twiceCoded is the embedded dataset with a second mapping of Spain that says otherwise.
func twiceCoded(t *testing.T) *dataset.Snapshot {
	t.Helper()
	s, err := dataset.Embedded()
	require.NoError(t, err)
	records := datasettest.Copy(*s.Records())
	records.Mappings = append(records.Mappings, schema.Mapping{
		ID: "second", Title: "Second", Countries: []schema.CountryCode{"ES"}, CodedOn: records.Dataset.AsOf, Method: "Anew.",
	})
	es := records.Country("ES")
	for _, a := range es.Assessments {
		if a.Mapping == "" && a.Level == schema.Largely {
			a.Mapping, a.Level = "second", schema.Partly
			es.Assessments = append(es.Assessments, a)
		}
	}
	changed, err := dataset.New(records)
	require.NoError(t, err)
	return changed
}

var (
	shownCell      = regexp.MustCompile(`\b([A-Z]{2})-([A-Z][0-9]+)\b`)
	shownCountry   = regexp.MustCompile(`^([A-Z]{2})\b`)
	shownCriterion = regexp.MustCompile(`^([A-Z][0-9]+)\b`)
)

// cellShown is the id of the cell whose level stands in a place of a grid: named there, at the head of the row, or by row and
// column together; in an answer about one country the country is understood.
func cellShown(name, text, row, column string) string {
	for _, place := range []string{text, row, name} {
		if id := shownCell.FindString(place); id != "" {
			return id
		}
	}
	_, country, _ := strings.Cut(name, " ")
	criterion := ""
	for _, place := range []string{row, column} {
		if m := shownCountry.FindString(place); m != "" {
			country = m
		}
		if m := shownCriterion.FindString(place); m != "" {
			criterion = m
		}
	}
	return country + "-" + criterion
}

// A level never travels alone: whatever the question and the form, where a level is shown whose cell has a caution, and above
// all where a mark says so, the caution can be read in the same answer.
func TestNoLevelTravelsAlone(t *testing.T) {
	s := twiceCoded(t)
	caution := func(id string) string {
		a := s.Assessment(id)
		require.NotNil(t, a, id)
		return a.Caution
	}
	marked := map[string]int{}
	for name, a := range asked(t, s) {
		form := map[Format]string{}
		for _, format := range []Format{Table, Markdown, CSV, JSON} {
			var b bytes.Buffer
			require.NoError(t, a.Write(&b, format, Terminal{}))
			form[format] = b.String()
		}
		for _, part := range a.Parts {
			for _, cells := range part.Grid.Rows {
				for j, c := range cells {
					for _, text := range strings.Split(c.Text, ";") {
						if !starred.MatchString(text) {
							continue
						}
						id := cellShown(name, text, cells[0].Text, part.Grid.Columns[j])
						require.NotEmpty(t, caution(id), "%s: %s is marked", name, id)
						require.Contains(t, form[Table], caution(id), "%s: %s", name, id)
						require.Contains(t, form[Markdown], escapeMarkdown(caution(id)), "%s: %s", name, id)
						kind, _, _ := strings.Cut(name, " ")
						marked[kind]++
					}
				}
			}
		}
		requireCautionsInCSV(t, name, form[CSV], caution)
		var answer any
		require.NoError(t, json.Unmarshal([]byte(form[JSON]), &answer))
		requireCautionsInJSON(t, name, answer, caution)
	}
	for _, kind := range []string{"compare", "align", "quality", "reliability", "timeline", "country", "gaps", "doors", "cell", "what-if"} {
		require.NotZero(t, marked[kind], "%s shows no level with a caution", kind)
	}
}

// starred finds a level that is marked as having a caution.
var starred = regexp.MustCompile(`(?:met|largely|partly|no information|not applicable)(?: !)? \*`)

// requireCautionsInCSV wants the caution of a cell in each record that says its level.
func requireCautionsInCSV(t *testing.T, name, text string, caution func(string) string) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	firewall, cautions := slices.Index(records[0], "firewall"), slices.Index(records[0], "firewall_cautions")
	if firewall >= 0 {
		require.GreaterOrEqual(t, cautions, 0, "%s: a firewall without its cautions", name)
		require.Contains(t, text, caution("NL-L1"), name)
	}
	level, id := slices.Index(records[0], "level"), slices.IndexFunc(records[0], func(c string) bool { return c == "id" || c == "of" })
	for _, record := range records[1:] {
		line := strings.Join(record, "\n")
		if level >= 0 && record[level] != "" && record[level] != "not_coded" && shownCell.MatchString(record[id]) {
			require.Contains(t, line, caution(record[id]), "%s: %s", name, record[id])
		}
		for _, field := range record {
			for _, text := range strings.Split(field, ";") {
				if starred.MatchString(text) {
					require.Contains(t, line, caution(shownCell.FindString(text)), "%s: %s", name, text)
				}
			}
		}
	}
}

// requireCautionsInJSON wants the caution in each object that says the level of a cell.
func requireCautionsInJSON(t *testing.T, name string, x any, caution func(string) string) {
	t.Helper()
	switch value := x.(type) {
	case []any:
		for _, element := range value {
			requireCautionsInJSON(t, name, element, caution)
		}
	case map[string]any:
		if id := shownCell.FindString(fmt.Sprint(value["id"])); id != "" && value["level"] != nil && value["level"] != "not_coded" {
			if span, ok := value["assessment"].(string); ok {
				id = span
			}
			if caution(id) != "" {
				require.Equal(t, caution(id), value["caution"], "%s: %s", name, id)
			}
		}
		for _, element := range value {
			requireCautionsInJSON(t, name, element, caution)
		}
	}
}

// Numbers are numbers: a what-if has each in a column of its own.
func TestWhatIfRecordsAreTidy(t *testing.T) {
	s, err := dataset.Embedded()
	require.NoError(t, err)
	v := s.Today()
	poland := v.Country("PL")
	changes, err := v.ParseLevelChanges(poland, []string{"L4=met"})
	require.NoError(t, err)
	w, err := v.WhatIf(dataset.WhatIfQuestion{Country: poland, Changes: changes})
	require.NoError(t, err)
	before, after, err := w.Ranks(50, dataset.DefaultSeed)
	require.NoError(t, err)
	a := WhatIf(v, w, before, after)
	rows := map[string]map[string]string{}
	for _, cells := range a.Records.Rows {
		require.Len(t, cells, len(a.Records.Columns))
		fields := map[string]string{}
		for j, c := range cells {
			fields[a.Records.Columns[j]] = c.Text
		}
		key := fields["state"] + " " + fields["measure"] + " " + fields["of"]
		require.NotContains(t, rows, key, "one row an observation")
		rows[key] = fields
	}
	require.Len(t, rows, 2*(1+1+1+5+1+1), "cell, firewall, total, aspects, rank and gaps, today and in the what-if")
	for state, standing := range map[string]dataset.Standing{"today": w.Before, "what_if": w.After} {
		total := rows[state+" score total"]
		require.Equal(t, decimal(*standing.Score.Value), total["value"])
		require.Equal(t, decimal(standing.Score.Low), total["low"])
		require.Equal(t, decimal(standing.Score.High), total["high"])
		require.Equal(t, decimal(standing.Score.Coverage), total["coverage"])
		require.Equal(t, fmt.Sprint(len(standing.Gaps.Gaps)), rows[state+" gaps "]["gaps"])
		require.NotEmpty(t, rows[state+" rank "]["rank_from"])
		require.NotEmpty(t, rows[state+" level PL-L4"]["caution"])
	}
	require.Equal(t, "met", rows["what_if level PL-L4"]["level"])
	require.Equal(t, "true", rows["what_if level PL-L4"]["assumed"])
}
