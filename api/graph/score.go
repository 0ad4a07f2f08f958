package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// firewall is a firewall with the view that it is of.
type firewall struct {
	view *dataset.View
	dataset.Firewall
}

// weighted is a question with weights.
type weighted struct {
	at      at
	changed map[schema.Aspect]float64
}

func (w weighted) weights() (dataset.Weights, error) {
	if w.changed == nil {
		return dataset.DefaultWeights(), nil
	}
	return dataset.NewWeights(w.changed)
}

func weight(name string, aspect schema.Aspect) *gql.Argument[map[schema.Aspect]float64] {
	return gql.Arg(name, "The weight of this aspect, relative to the others; its default where it is not given.", gql.In[float64](gql.Float),
		func(w *map[schema.Aspect]float64, v float64) {
			if *w == nil {
				*w = map[schema.Aspect]float64{}
			}
			(*w)[aspect] = v
		})
}

var weightsInput = gql.NewInput("WeightsInput", "How much each aspect counts in a total. By default the first four weigh 1 and commitments nothing.",
	weight("legal", schema.Legal), weight("residence", schema.Residence), weight("procedures", schema.Procedures),
	weight("approaches", schema.Approaches), weight("commitments", schema.Commitments))

var weightedArgs = gql.And(gql.NewArgs(
	gql.Arg("weights", "How much each aspect counts.", gql.In[map[schema.Aspect]float64](weightsInput),
		func(w *weighted, v map[schema.Aspect]float64) { w.changed = v }),
), atArgs, func(w *weighted) *at { return &w.at })

var (
	firewallType    = gql.NewObject[firewall]("Firewall", "The headline of a country: as strong as its weakest part among the core criteria.")
	scoreType       = gql.NewObject[dataset.Score]("Score", "How far criteria are met, from 0 to 100, and how much of that is known. It never stands without its bounds.")
	aspectScoreType = gql.NewObject[dataset.AspectScore]("AspectScore", "The score of a country in one aspect.")
	rankingType     = gql.NewObject[*dataset.Ranking]("Ranking", "How countries stand to one another, over many draws of all that a rank depends on and nobody knows.")
	rankedType      = gql.NewObject[dataset.Ranked]("Ranked", "A country with its interval of ranks, without which no rank may be shown.")
	unrankedType    = gql.NewObject[dataset.Unranked]("Unranked", "A country that is not ranked, as its score is withheld.")
)

func init() {
	firewallType.Fields(
		gql.Field("country", "The country.", countryType, func(f firewall) *schema.Country { return f.Country }),
		gql.Field("level", "NOT_MET where any core criterion is not met, else NO_INFORMATION where any is unknown, else the lowest level.", cellLevelType, func(f firewall) schema.CellLevel { return f.Level }),
		gql.Field("contrary", "Whether rules work against at least one core criterion.", gql.Boolean, func(f firewall) bool { return f.Contrary }),
		gql.Field("weakest", "The cells that make the level.", gql.List(cellType), func(f firewall) []cell { return cellsOf(f.view, f.Weakest) }).Size(3),
		gql.Field("unknown", "The core cells of which nothing is known.", gql.List(cellType), func(f firewall) []cell { return cellsOf(f.view, f.Unknown) }).Size(2),
	)
	scoreType.Fields(
		gql.Field("value", "From 0 to 100, rounded to one decimal; null where it is withheld.", gql.Opt[float64](gql.Float), func(s dataset.Score) *float64 { return s.Value }),
		gql.Field("coverage", "Scored ÷ applicable cells, from 0 to 1.", gql.Float, func(s dataset.Score) float64 { return s.Coverage }),
		gql.Field("low", "The score if every unknown cell were 0 and every doubtful one a level lower.", gql.Float, func(s dataset.Score) float64 { return s.Low }),
		gql.Field("high", "The score if every unknown cell were 100 and every doubtful one a level higher.", gql.Float, func(s dataset.Score) float64 { return s.High }),
		gql.Field("scored", "How many cells score.", gql.Int, func(s dataset.Score) int { return s.Scored }),
		gql.Field("applicable", "How many cells could.", gql.Int, func(s dataset.Score) int { return s.Applicable }),
		gql.Field("provisional", "Whether too little has been coded by a second coder.", gql.Boolean, func(s dataset.Score) bool { return s.Provisional }),
		gql.Field("withheld", "Why there is no value; null where there is one.", optionalText, func(s dataset.Score) string { return s.Withheld }),
	)
	aspectScoreType.Fields(
		gql.Field("aspect", "The aspect.", aspectType, func(a dataset.AspectScore) schema.Aspect { return a.Aspect }),
		gql.Field("score", "The mean of its scored criteria.", scoreType, func(a dataset.AspectScore) dataset.Score { return a.Score }),
	)
	rankingType.Fields(
		gql.Field("weights", "The weights around which weights were drawn, as they are typed: legal=1,residence=1,…", gql.String, func(r *dataset.Ranking) string { return r.Weights.String() }),
		gql.Field("samples", "How many draws were made.", gql.Int, func(r *dataset.Ranking) int { return r.Samples }),
		gql.Field("seed", "The seed of the draws, as text since it may need 64 bits; the same seed gives the same answer.", gql.String, func(r *dataset.Ranking) string { return uintText(r.Seed) }),
		gql.Field("ranked", "By the median rank, then by score, then by code.", gql.List(rankedType), func(r *dataset.Ranking) []dataset.Ranked { return r.Ranked }).Size(13),
		gql.Field("unranked", "The countries whose total is withheld.", gql.List(unrankedType), func(r *dataset.Ranking) []dataset.Unranked { return r.Unranked }).Size(5),
		gql.Field("ahead", "The share of draws in which the country of the row scores higher than that of the column, in the order of `ranked`; what is missing to 1 are ties.",
			gql.List(gql.List[float64](gql.Float)), func(r *dataset.Ranking) [][]float64 { return r.Ahead }).Size(13),
	)
	rankedType.Fields(
		gql.Field("country", "The country.", countryType, func(r dataset.Ranked) *schema.Country { return r.Country }),
		gql.Field("score", "Its score.", scoreType, func(r dataset.Ranked) dataset.Score { return r.Score }),
		gql.Field("from", "The 5th percentile of its ranks.", gql.Int, func(r dataset.Ranked) int { return r.From }),
		gql.Field("to", "The 95th percentile of its ranks.", gql.Int, func(r dataset.Ranked) int { return r.To }),
		gql.Field("median", "The 50th percentile; never to be shown without from and to.", gql.Int, func(r dataset.Ranked) int { return r.Median }),
		gql.Field("best", "The best rank in any draw.", gql.Int, func(r dataset.Ranked) int { return r.Best }),
		gql.Field("worst", "The worst rank in any draw.", gql.Int, func(r dataset.Ranked) int { return r.Worst }),
		gql.Field("shares", "The share of draws at each rank, from rank 1.", gql.List[float64](gql.Float), func(r dataset.Ranked) []float64 { return r.Shares }).Size(13),
	)
	unrankedType.Fields(
		gql.Field("country", "The country.", countryType, func(u dataset.Unranked) *schema.Country { return u.Country }),
		gql.Field("score", "Its score, whose `withheld` says why it is not ranked.", scoreType, func(u dataset.Unranked) dataset.Score { return u.Score }),
	)
}
