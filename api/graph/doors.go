package graph

import (
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// door is a door with the view that it is of.
type door struct {
	view *dataset.View
	*dataset.Door
}

var (
	doorType         = gql.NewObject[door]("Door", "What is known of one kind of place where somebody can knock. Nothing is inferred.")
	serviceType      = gql.NewObject[dataset.Service]("Service", "Where a victim can turn, or a body that must not be taken for one.")
	notificationType = gql.NewObject[dataset.Notification]("Notification", "A duty or a mandate of a service to tell an authority.")
	eventType        = gql.NewObject[dataset.Event]("Event", "Something that happened in a country and bears on criteria.")
)

// allServices are those listed as help, then those that are not.
func allServices(of []dataset.ServicesOf) []dataset.Service {
	var all []dataset.Service
	for _, s := range of {
		all = append(append(all, s.Help...), s.NotHelp...)
	}
	return all
}

func init() {
	doorType.Fields(
		gql.Field("door", "The kind of place.", doorWordType, func(d door) schema.Door { return d.Door.Door }),
		gql.Field("cells", "The cells that the codebook ties to it, to be shown with their cautions.", gql.List(cellType), func(d door) []cell { return cellsOf(d.view, d.Cells) }).Size(8),
		gql.Field("notEstablished", "Those of which nothing is known.", gql.List(cellType), func(d door) []cell { return cellsOf(d.view, d.NotEstablished) }).Size(2),
		gql.Field("services", "The services of this kind, those that may have to tell an authority first.", gql.List(serviceType), func(d door) []dataset.Service { return d.Services }).Size(3),
		gql.Field("notToConclude", "What nobody must read into this door, in whole sentences.", gql.List[string](gql.String), func(d door) []string { return d.NotToConclude }).Size(3),
	)
	serviceType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(s dataset.Service) string { return s.ID }),
		gql.Field("country", "The country.", countryType, func(s dataset.Service) *schema.Country { return s.Country }),
		gql.Field("warning", "What has to be said of it before anything else: whom it may have to tell, or that this is not established.", gql.String, func(s dataset.Service) string { return s.Warning() }),
		gql.Field("name", "Its name.", gql.String, func(s dataset.Service) string { return s.Name }),
		gql.Field("kind", "What kind of service it is.", serviceKindType, func(s dataset.Service) schema.ServiceKind { return s.Kind }),
		gql.Field("coverage", "Where it works.", gql.String, func(s dataset.Service) string { return s.Coverage }),
		gql.Field("hours", "When it can be reached.", optionalText, func(s dataset.Service) string { return s.Hours }),
		gql.Field("phone", "Its numbers.", gql.List[string](gql.String), func(s dataset.Service) []string { return s.Phone }).Size(1),
		gql.Field("languages", "The languages that it speaks, by ISO 639 code.", gql.List[string](gql.String), func(s dataset.Service) []string { return texts(s.Languages) }).Size(3),
		gql.Field("url", "Its website.", optionalText, func(s dataset.Service) string { return s.URL }),
		gql.Field("irrespectiveOfStatus", "Whether it is open to people whatever their residence status.", answerType, func(s dataset.Service) schema.Answer { return s.IrrespectiveOfStatus }),
		gql.Field("mayNotify", "Its duties and mandates to tell an authority. An empty list means not established, never that it tells nobody.", gql.List(notificationType), func(s dataset.Service) []dataset.Notification { return s.Notifications }).Size(1),
		gql.Field("helpsVictims", "Whether it may be listed as help.", gql.Boolean, func(s dataset.Service) bool { return s.ListedAsHelp() }),
		gql.Field("lastChecked", "When this was last checked.", optionalDate, func(s dataset.Service) schema.Date { return s.LastChecked }),
		gql.Field("source", "Where this stands.", gql.Null(sourceType), func(s dataset.Service) *schema.Source { return s.Source }),
	)
	notificationType.Fields(
		gql.Field("whom", "The authority.", authorityType, func(n dataset.Notification) schema.Authority { return n.Whom }),
		gql.Field("when", "In which case.", gql.String, func(n dataset.Notification) string { return n.When }),
		gql.Field("criterion", "The criterion whose cell says more.", gql.Null(criterionType), func(n dataset.Notification) *schema.Criterion { return n.Criterion }),
	)
	eventType.Implements(nodeType).Fields(
		gql.Field("id", "Its id.", gql.ID, func(e dataset.Event) string { return e.ID }),
		gql.Field("country", "The country.", countryType, func(e dataset.Event) *schema.Country { return e.Country }),
		gql.Field("date", "When it happened, as far as that is known.", dateType, func(e dataset.Event) schema.Date { return e.Date }),
		gql.Field("event", "What happened.", gql.String, func(e dataset.Event) string { return e.Event.Event }),
		gql.Field("criteria", "The criteria that it bears on.", gql.List(criterionType), func(e dataset.Event) []*schema.Criterion { return e.Criteria }).Size(2),
		gql.Field("source", "Where it stands.", gql.Null(sourceType), func(e dataset.Event) *schema.Source { return e.Source }),
	)
}
