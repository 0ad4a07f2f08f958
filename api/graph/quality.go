package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// quality is an answer on quality with the view that it is of.
type quality struct {
	view *dataset.View
	*dataset.Quality
}

type doubt struct {
	view *dataset.View
	*dataset.Doubt
}

// verifyFirst is how many cells are listed to be verified first.
const verifyFirst = 25

var (
	qualityType        = gql.NewObject[quality]("Quality", "How well the coding is supported, and where looking again is worth most.")
	supportType        = gql.NewObject[dataset.Support]("Support", "What a set of cells rests on.")
	countrySupportType = gql.NewObject[*dataset.CountrySupport]("CountrySupport", "The support of one country's coding.")
	aspectSupportType  = gql.NewObject[*dataset.AspectSupport]("AspectSupport", "The support of the coding of one aspect.")
	doubtType          = gql.NewObject[doubt]("Doubt", "A cell with how much verifying it would be worth.")
)

func init() {
	qualityType.Fields(
		gql.Field("total", "The support of all cells.", supportType, func(q quality) dataset.Support { return q.Total }),
		gql.Field("countries", "Country by country.", gql.List(countrySupportType), func(q quality) []*dataset.CountrySupport { return pointers(q.Countries) }).Size(13),
		gql.Field("aspects", "Aspect by aspect.", gql.List(aspectSupportType), func(q quality) []*dataset.AspectSupport { return pointers(q.Aspects) }).Size(5),
		gql.Field("verifyFirst", "The cells most worth verifying, the most worth first.", gql.List(doubtType), func(q quality) []doubt {
			all := make([]doubt, len(q.VerifyFirst))
			for i := range q.VerifyFirst {
				all[i] = doubt{q.view, &q.VerifyFirst[i]}
			}
			return all
		}).Size(verifyFirst),
		gql.Field("provisional", "Whether fewer than a fifth of the cells are double-coded.", gql.Boolean, func(q quality) bool { return q.Provisional }),
	)
	count := func(name, description string, get func(dataset.Support) int) *gql.FieldOf[dataset.Support] {
		return gql.Field(name, description, gql.Int, get)
	}
	supportType.Fields(
		count("cells", "All cells, coded or not.", func(s dataset.Support) int { return s.Cells }),
		count("coded", "Those that are coded.", func(s dataset.Support) int { return s.Coded }),
		count("seen", "Those of which the sources were read; the rest of the coded ones is background.", func(s dataset.Support) int { return s.Seen }),
		count("high", "Those of high confidence.", func(s dataset.Support) int { return s.High }),
		count("medium", "Those of medium confidence.", func(s dataset.Support) int { return s.Medium }),
		count("low", "Those of low confidence.", func(s dataset.Support) int { return s.Low }),
		count("notEstablished", "Those coded as no information.", func(s dataset.Support) int { return s.NotEstablished }),
		count("doubleCoded", "Those that another mapping coded too.", func(s dataset.Support) int { return s.DoubleCoded }),
		count("citations", "Their citations.", func(s dataset.Support) int { return s.Citations }),
		count("located", "Citations that name a place in their source.", func(s dataset.Support) int { return s.Located }),
		gql.Field("newestYear", "The year of the newest source that they cite; null where none has one.", gql.Null[int](gql.Int), func(s dataset.Support) int { return s.NewestYear }),
	)
	countrySupportType.Fields(
		gql.Field("country", "The country.", countryType, func(s *dataset.CountrySupport) *schema.Country { return s.Country }),
		gql.Field("support", "The support of its coding.", supportType, func(s *dataset.CountrySupport) dataset.Support { return s.Support }),
		gql.Field("aspects", "Aspect by aspect.", gql.List(aspectSupportType), func(s *dataset.CountrySupport) []*dataset.AspectSupport { return pointers(s.Aspects) }).Size(5),
	)
	aspectSupportType.Fields(
		gql.Field("aspect", "The aspect.", aspectType, func(s *dataset.AspectSupport) schema.Aspect { return s.Aspect }),
		gql.Field("support", "The support of its coding.", supportType, func(s *dataset.AspectSupport) dataset.Support { return s.Support }),
	)
	doubtType.Fields(
		gql.Field("cell", "The cell.", cellType, func(d doubt) cell { return cell{d.view, d.Cell} }),
		gql.Field("weight", "The share of the country's total score that it carries, in points of 100.", gql.Float, func(d doubt) float64 { return d.Weight }),
		gql.Field("doubt", "From 0, nothing in doubt, to 1.", gql.Float, func(d doubt) float64 { return d.Doubt.Doubt }),
		gql.Field("worth", "About how many points of the total are unsure because of it.", gql.Float, func(d doubt) float64 { return d.Worth }),
	)
}
