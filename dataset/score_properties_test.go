package dataset_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/dataset/datasettest"
	"github.com/firewallmap/firewallmap/schema"
)

// scores are all scores of a country: total, aspects, sections.
func scores(v *dataset.View, country *schema.Country, weights dataset.Weights) []dataset.Score {
	list := []dataset.Score{v.Score(country, weights)}
	for _, a := range v.Aspects(country) {
		list = append(list, a.Score)
	}
	for _, section := range v.Records().Framework.Sections {
		list = append(list, v.SectionScore(country, section.ID))
	}
	return list
}

func TestScoresLieWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights := drawWeights(t)
		for _, country := range v.Countries() {
			for _, s := range scores(v, country, weights) {
				require.Equal(t, s.Value == nil, s.Withheld != "", "a value or the reason why there is none")
				require.True(t, 0 <= s.Low && s.Low <= s.High && s.High <= 100, "%+v", s)
				require.True(t, 0 <= s.Coverage && s.Coverage <= 1)
				if s.Value != nil {
					require.True(t, s.Low <= *s.Value && *s.Value <= s.High, "%+v: %v", s, *s.Value)
					require.GreaterOrEqual(t, float64(s.Scored), dataset.MinimumCoverage*float64(s.Applicable))
				}
			}
		}
	})
}

func TestRaisingALevelNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights := drawWeights(t)
		country := v.Countries()[0]
		var changes []dataset.LevelChange
		for _, c := range v.Cells(country, "") {
			level, _ := c.Level().Level()
			higher := rapid.SampledFrom(schema.ScoredLevels[:]).Draw(t, "level")
			if level.Worse(higher) {
				changes = append(changes, dataset.LevelChange{Country: country, Criterion: c.Criterion, Level: higher})
			}
		}
		raised, err := v.With(changes)
		require.NoError(t, err)
		after := scores(raised, country, weights)
		for i, before := range scores(v, country, weights) {
			require.Equal(t, before.Withheld, after[i].Withheld)
			require.GreaterOrEqual(t, after[i].Low, before.Low)
			if before.Value != nil {
				require.GreaterOrEqual(t, *after[i].Value, *before.Value)
			}
		}
	})
}

// The same for what is coded anew with its doubts: neither the value nor its bounds fall.
func TestRecodingHigherNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		higher := datasettest.Copy(records)
		raised := higher.Countries[0].Assessments
		for i := range raised {
			level := rapid.SampledFrom(schema.ScoredLevels[:]).Draw(t, "level")
			if raised[i].Level.Worse(level) {
				raised[i].Level, raised[i].Contrary = level, false
			}
		}
		before, err := dataset.New(records)
		require.NoError(t, err)
		after, err := dataset.New(higher)
		require.NoError(t, err)
		weights := drawWeights(t)
		was := scores(before.Today(), before.Countries()[0], weights)
		for i, is := range scores(after.Today(), after.Countries()[0], weights) {
			require.Equal(t, was[i].Withheld, is.Withheld)
			require.GreaterOrEqual(t, is.Low, was[i].Low)
			require.GreaterOrEqual(t, is.High, was[i].High)
			if was[i].Value != nil {
				require.GreaterOrEqual(t, *is.Value, *was[i].Value)
			}
		}
	})
}

func TestScalingWeightsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		weights, scaled := drawWeights(t), dataset.Weights{}
		factor := rapid.SampledFrom([]float64{0.001, 0.3, 3, 7, 999}).Draw(t, "factor")
		for a, w := range weights {
			scaled[a] = w * factor
		}
		for _, country := range v.Countries() {
			require.Equal(t, v.Score(country, weights), v.Score(country, scaled))
		}
	})
}

// A score does not depend on other countries. Whether scores are provisional does: it is said of the dataset.
func TestScoresDoNotDependOnOtherCountries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		alone := datasettest.Copy(records)
		code := alone.Countries[0].Code
		alone.Countries = alone.Countries[:1]
		alone.Rules.Bindings = nil
		all, err := dataset.New(records)
		require.NoError(t, err)
		one, err := dataset.New(alone)
		require.NoError(t, err)
		weights := drawWeights(t)
		with, without := scores(all.Today(), all.Country(code), weights), scores(one.Today(), one.Country(code), weights)
		for i := range with {
			with[i].Provisional, without[i].Provisional = false, false
			require.Equal(t, with[i], without[i])
		}
		require.Equal(t, all.Today().Firewall(all.Country(code)).Level, one.Today().Firewall(one.Country(code)).Level)
	})
}

// No answer depends on the clock, nor on chance that is not seeded: no file of this package, of those that it is made of, or
// of the schema names anything that asks for the time, and of math/rand/v2 only what takes a seed.
func TestNothingAsksTheClock(t *testing.T) {
	seeded := map[string]bool{"PCG": true, "NewPCG": true, "Rand": true, "New": true, "Source": true}
	files := 0
	for _, dir := range []string{".", "agreement", "../schema"} {
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		for _, entry := range entries {
			name := filepath.Join(dir, entry.Name())
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				continue
			}
			files++
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			require.NoError(t, err)
			imported := map[string]string{} // by the name that the file gives it
			for _, i := range file.Imports {
				path, err := strconv.Unquote(i.Path.Value)
				require.NoError(t, err)
				require.NotContains(t, []string{"math/rand", "crypto/rand", "os", "net", "syscall", "runtime"}, path, "%s: an answer depends on the data alone", name)
				as := strings.TrimSuffix(path, "/v2")
				as = as[strings.LastIndex(as, "/")+1:]
				if i.Name != nil {
					as = i.Name.Name
				}
				imported[as] = path
			}
			ast.Inspect(file, func(n ast.Node) bool {
				selector, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				of, ok := selector.X.(*ast.Ident)
				if !ok {
					return true
				}
				what := selector.Sel.Name
				switch imported[of.Name] {
				case "time":
					require.NotContains(t, []string{"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer", "Local", "LoadLocation"}, what, "%s asks the clock", name)
				case "math/rand/v2":
					require.True(t, seeded[what], "%s: rand.%s takes no seed", name, what)
				}
				return true
			})
		}
	}
	require.Greater(t, files, 40)
}

// The same records give the same answers, in whatever snapshot: nothing depends on what was asked before, or on an order
// that is left to chance.
func TestAnswersDependOnTheRecordsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := datasettest.Records(t)
		one, err := dataset.New(records)
		require.NoError(t, err)
		other, err := dataset.New(datasettest.Copy(records))
		require.NoError(t, err)
		require.Equal(t, one.Digest(), other.Digest())
		weights := drawWeights(t)
		answers := func(s *dataset.Snapshot) (all []any) {
			v := s.Today()
			for _, country := range v.Countries() {
				firewall, gaps := v.Firewall(country), v.Gaps(country, dataset.GapFilter{})
				all = append(all, scores(v, country, weights), firewall.Level, firewall.Contrary, cellIDs(firewall.Weakest), cellIDs(gaps.NotEstablished), cellIDs(gaps.Limits))
				for _, g := range gaps.Gaps {
					all = append(all, g.Cell.ID(), g.Severity, g.Group.ID, cellIDs(g.Better))
				}
				for _, door := range v.Doors(country).Doors {
					all = append(all, door.Door, cellIDs(door.Cells), door.NotToConclude)
				}
			}
			alignments, err := v.Alignment(dataset.AlignmentQuestion{})
			require.NoError(t, err)
			for _, a := range alignments {
				all = append(all, a.Country.Code, a.Provision.ID, a.Binding.String(), a.Meets, cellIDs(a.Short))
			}
			ranking, err := v.Rank(dataset.RankingQuestion{Weights: weights, Samples: 20, Seed: 3})
			require.NoError(t, err)
			for i, r := range ranking.Ranked {
				all = append(all, r.Country.Code, r.From, r.To, ranking.Ahead[i])
			}
			for _, d := range v.Quality(weights, 20).VerifyFirst {
				all = append(all, d.Cell.ID(), d.Worth)
			}
			return all
		}
		first := answers(one)
		require.Equal(t, first, answers(other))
		require.Equal(t, first, answers(one), "asked again")
	})
}

// A chapter has the distinct criteria of its sections, once each.
func TestSectionScore(t *testing.T) {
	v := embedded(t).Today()
	ireland := v.Country("IE")
	chapter := v.SectionScore(ireland, "5")
	require.NotNil(t, chapter.Value)
	criteria := map[string]bool{}
	for _, r := range v.Records().Framework.Recommendations {
		if strings.HasPrefix(r.Section, "5") {
			for _, c := range r.Criteria {
				criteria[c] = true
			}
		}
	}
	require.Len(t, v.SectionCriteria("5"), len(criteria), "each criterion once")
	sum, scored := 0.0, 0
	for _, c := range v.SectionCriteria("5") {
		require.True(t, criteria[c.ID])
		level, _ := v.Cell(ireland, c).Level().Level()
		if score, ok := level.Score(); ok {
			sum += score
			scored++
		}
	}
	require.InDelta(t, sum/float64(scored), *chapter.Value, 0.05)
	require.Empty(t, v.SectionCriteria("2"), "a section without recommendations asks for nothing")
}

// BenchmarkSections scores every section of the framework for all countries.
func BenchmarkSections(b *testing.B) {
	v := embedded(b).Today()
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range v.Countries() {
			for _, section := range v.Records().Framework.Sections {
				v.SectionScore(c, section.ID)
			}
		}
	}
}
