package answers

import (
	"fmt"
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// RankedData is the interval of a country's ranks as JSON.
type RankedData struct {
	Country schema.CountryCode             `json:"country"`
	Score   ScoreData                      `json:"score"`
	From    int                            `json:"from"`
	To      int                            `json:"to"`
	Median  int                            `json:"median"`
	Best    int                            `json:"best"`
	Worst   int                            `json:"worst"`
	Ahead   map[schema.CountryCode]float64 `json:"ahead"` // share of draws in which it scores higher
}

// UnrankedData is a country that is not ranked, and why.
type UnrankedData struct {
	Country schema.CountryCode `json:"country"`
	Score   ScoreData          `json:"score"`
	Why     string             `json:"why"`
}

// RankingData is a ranking as JSON.
type RankingData struct {
	Weights  map[schema.Aspect]float64 `json:"weights"`
	Samples  int                       `json:"samples"`
	Seed     uint64                    `json:"seed"`
	Ranked   []RankedData              `json:"ranked"`
	Unranked []UnrankedData            `json:"unranked"`
}

// DataOfRanking is a ranking as JSON.
func DataOfRanking(r dataset.Ranking) RankingData {
	d := RankingData{r.Weights, r.Samples, r.Seed, []RankedData{}, []UnrankedData{}}
	for i, x := range r.Ranked {
		ahead := map[schema.CountryCode]float64{}
		for j, other := range r.Ranked {
			if i != j {
				ahead[other.Country.Code] = r.Ahead[i][j]
			}
		}
		d.Ranked = append(d.Ranked, RankedData{x.Country.Code, DataOfScore(x.Score), x.From, x.To, x.Median, x.Best, x.Worst, ahead})
	}
	for _, x := range r.Unranked {
		d.Unranked = append(d.Unranked, UnrankedData{x.Country.Code, DataOfScore(x.Score), x.Score.Withheld})
	}
	return d
}

// Ranking are the countries with their intervals of ranks, and pair by pair who is ahead; records are one row a country.
func Ranking(v *dataset.View, r dataset.Ranking) Answer {
	a := Answer{Title: "Ranks, only as intervals", Provenance: ProvenanceOf(v), Data: DataOfRanking(r)}
	a.Records.Columns = []string{"country", "rank_from", "rank_to", "rank_median", "rank_best", "rank_worst", "value", "low", "high", "coverage", "withheld", "provisional", "samples", "seed"}
	ranks := Grid{Columns: []string{"Country", "Ranks in 90 % of draws", "In any draw", "Score"}}
	pairs := Grid{Columns: []string{"Ahead of"}}
	record := func(c *schema.Country, s dataset.Score, numbers ...int) {
		line := []string{string(c.Code)}
		for _, n := range numbers {
			if n == 0 {
				line = append(line, "")
			} else {
				line = append(line, strconv.Itoa(n))
			}
		}
		line = append(line, number(s.Value), decimal(s.Low), decimal(s.High), decimal(s.Coverage), s.Withheld, strconv.FormatBool(s.Provisional),
			strconv.Itoa(r.Samples), strconv.FormatUint(r.Seed, 10))
		a.Records.Rows = append(a.Records.Rows, row(line...))
	}
	for i, x := range r.Ranked {
		ranks.Rows = append(ranks.Rows, row(string(x.Country.Code)+" "+x.Country.Name, span(x.From, x.To), span(x.Best, x.Worst), scoreText(x.Score)))
		record(x.Country, x.Score, x.From, x.To, x.Median, x.Best, x.Worst)
		pairs.Columns = append(pairs.Columns, string(x.Country.Code))
		line := row(string(x.Country.Code))
		for j := range r.Ranked {
			text := ""
			if i != j {
				text = percent(r.Ahead[i][j])
			}
			line = append(line, Cell{Text: text})
		}
		pairs.Rows = append(pairs.Rows, line)
	}
	a.Parts = []Part{{Grid: ranks}, {Heading: "In how many draws the row scores higher than the column", Grid: pairs}}
	if len(r.Unranked) > 0 {
		part := Part{Heading: "Not ranked"}
		for _, x := range r.Unranked {
			part.Text = append(part.Text, fmt.Sprintf("%s %s: %s; its score lies between %s and %s.", x.Country.Code, x.Country.Name, x.Score.Withheld, decimal(x.Score.Low), decimal(x.Score.High)))
			record(x.Country, x.Score, 0, 0, 0, 0, 0)
		}
		a.Parts = append(a.Parts, part)
	}
	a.Notes = []string{fmt.Sprintf("%d draws, seed %d: of weights around %s, of the spacing of levels, and of every level that is unknown or in doubt. The interval goes from the 5th to the 95th percentile; rank 1 is the highest score.",
		r.Samples, r.Seed, r.Weights)}
	if v.Provisional() {
		a.Notes = append(a.Notes, provisionalNote(v))
	}
	a.Notes = append(a.Notes, noAdvice)
	return a
}

// span is an interval of ranks: "2 to 8".
func span(from, to int) string {
	if from == to {
		return strconv.Itoa(from) + " throughout"
	}
	return fmt.Sprintf("%d to %d", from, to)
}
