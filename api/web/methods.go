package web

import "github.com/firewallmap/firewallmap/dataset"

type methodsBody struct {
	*dataset.Snapshot
	Ranking dataset.Ranking
	Rank    rankPicture
}

// A rankPicture draws the interval of every country's rank.
type rankPicture struct {
	Columns int
	Rows    []rankRow
}

type rankRow struct {
	dataset.Ranked
	From, Width, Median float64 // in units of a rank from 0
}

// methods says how cells are coded and what is computed of them: codebook, scores, ranks, mappings, releases.
func (s *Site) methods(q *question) (*page, error) {
	q.read()
	if err := q.err(); err != nil {
		return nil, err
	}
	ranking, err := q.generation.ranking()
	if err != nil {
		return nil, err
	}
	body := methodsBody{Snapshot: q.snapshot, Ranking: ranking, Rank: rankPicture{Columns: len(ranking.Ranked)}}
	for _, r := range ranking.Ranked {
		body.Rank.Rows = append(body.Rank.Rows, rankRow{r, float64(r.From) - 1, float64(r.To-r.From) + 1, float64(r.Median) - .5})
	}
	return &page{
		template: "methods", Title: "Methods",
		Description: "Codebook, levels, rules of coding, firewall, scores with bounds, ranks with intervals, mappings and releases.",
		Data:        q.forms("json"), Body: body,
	}, nil
}
