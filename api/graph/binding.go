package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

var (
	recordedBindingType = gql.NewObject[*schema.Binding]("RecordedBinding", "What the dataset records of a rule's binding a country, as of the day on which the rules were compiled. What that means on a date is answered by `alignment`.")
	reservationType     = gql.NewObject[*schema.Reservation]("Reservation", "What is known of a country's reservation to articles of a treaty.")
)

func init() {
	recordedBindingType.Implements(nodeType).Fields(
		gql.Field("id", "Country and rule: BE:VRD.", gql.ID, func(b *schema.Binding) string { return schema.BindingID(b.Country, b.Rule) }),
		gql.Resolve("country", "The country.", countryType, func(c *gql.Call, b *schema.Binding) (*schema.Country, error) {
			return snapshot(c).Country(b.Country), nil
		}),
		gql.Resolve("rule", "The rule.", ruleType, func(c *gql.Call, b *schema.Binding) (*schema.Rule, error) { return snapshot(c).Rule(b.Rule), nil }),
		gql.Field("status", "The state on the day of compilation.", bindingType, func(b *schema.Binding) schema.BindingStatus { return b.Status }),
		gql.Field("from", "The first day of being bound; null where it is not known.", optionalDate, func(b *schema.Binding) schema.Date { return b.From }),
		gql.Field("until", "The last day of being bound, where that is over or known to end.", optionalDate, func(b *schema.Binding) schema.Date { return b.Until }),
		gql.Field("signed", "When the country signed a treaty.", optionalDate, func(b *schema.Binding) schema.Date { return b.Signed }),
		gql.Field("ratified", "When the country ratified a treaty.", optionalDate, func(b *schema.Binding) schema.Date { return b.Ratified }),
		gql.Field("except", "Articles that do not bind it.", gql.List[string](gql.String), func(b *schema.Binding) []string { return b.Except }).Size(1),
		gql.Field("reservation", "What is known of a reservation; null where nothing is.", gql.Null(reservationType), func(b *schema.Binding) *schema.Reservation { return b.Reservation }),
		gql.Field("evidence", "Whether the source itself was read.", evidenceType, func(b *schema.Binding) schema.Evidence { return b.Evidence }),
		gql.Field("note", "What to know of it.", optionalText, func(b *schema.Binding) string { return b.Note }),
		lookups("sources", "What it was taken from.", sourceType, func(b *schema.Binding) []string { return b.Sources }, (*dataset.Snapshot).Source),
	)
	reservationType.Fields(
		gql.Field("articles", "The articles that it concerns.", gql.List[string](gql.String), func(r *schema.Reservation) []string { return r.Articles }).Size(1),
		gql.Field("state", "Whether it stands.", reservationStateType, func(r *schema.Reservation) schema.ReservationState { return r.State }),
		gql.Field("evidence", "Whether the source itself was read.", evidenceType, func(r *schema.Reservation) schema.Evidence { return r.Evidence }),
		gql.Field("note", "What it says.", gql.String, func(r *schema.Reservation) string { return r.Note }),
	)
}
