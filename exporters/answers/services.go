package answers

import (
	"strconv"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// ServiceData is a service as JSON; its warning comes first.
type ServiceData struct {
	Warning   string                `json:"warning"`
	IsHelp    bool                  `json:"listed_as_help"`
	Country   schema.CountryCode    `json:"country"`
	ID        string                `json:"id"`
	Name      string                `json:"name"`
	Kind      schema.ServiceKind    `json:"kind"`
	Coverage  string                `json:"coverage"`
	Hours     string                `json:"hours,omitempty"`
	Phone     []string              `json:"phone"`
	Languages []schema.Language     `json:"languages"`
	URL       string                `json:"url,omitempty"`
	AnyStatus schema.Answer         `json:"irrespective_of_status"`
	MayNotify []schema.Notification `json:"may_notify"` // empty: not established
	Checked   schema.Date           `json:"last_checked"`
	Source    string                `json:"source"`
}

// Services lists where a victim can turn, country by country: at each service first whom it may have to tell. Bodies that
// are recorded as no help stand apart.
func Services(v *dataset.View, services []dataset.ServicesOf) Answer {
	a := Answer{Title: "Where a victim can turn, and whom the service may have to tell", Provenance: ProvenanceOf(v)}
	a.Records.Columns = []string{
		"warning", "listed_as_help", "country", "id", "name", "kind", "coverage", "hours", "phone", "languages", "url", "irrespective_of_status", "last_checked", "source",
	}
	data := []ServiceData{}
	add := func(list []dataset.Service) Grid {
		grid := Grid{Columns: []string{"Know first", "Service", "Kind", "Open whatever the status", "Phone", "Hours", "Languages", "Where", "Address", "Checked"}}
		for _, s := range list {
			answer := words(s.IrrespectiveOfStatus)
			if s.IrrespectiveOfStatus == "unknown" {
				answer = schema.Answers.Means(s.IrrespectiveOfStatus)
			}
			grid.Rows = append(grid.Rows, row(s.Warning(), s.Name, words(s.Kind), answer, join(s.Phone), s.Hours, join(s.Languages), s.Coverage, s.URL, s.LastChecked.String()))
			a.Records.Rows = append(a.Records.Rows, row(s.Warning(), strconv.FormatBool(s.ListedAsHelp()), string(s.Country.Code), s.ID, s.Name, string(s.Kind),
				s.Coverage, s.Hours, join(s.Phone), join(s.Languages), s.URL, string(s.IrrespectiveOfStatus), s.LastChecked.String(), s.Source.ID))
			data = append(data, ServiceData{
				s.Warning(), s.ListedAsHelp(), s.Country.Code, s.ID, s.Name, s.Kind, s.Coverage, s.Hours, notNil(s.Phone), notNil(s.Languages), s.URL,
				s.IrrespectiveOfStatus, notNil(s.MayNotify), s.LastChecked, s.Source.ID,
			})
		}
		return grid
	}
	for _, of := range services {
		part := Part{Heading: of.Country.Name, Grid: add(of.Help)}
		if len(of.Help) == 0 {
			part = Part{Heading: of.Country.Name, Text: []string{"No service is recorded. That does not say that there is none."}}
		}
		a.Parts = append(a.Parts, part)
		if len(of.NotHelp) > 0 {
			a.Parts = append(a.Parts, Part{Heading: of.Country.Name + ": not to be taken for help", Grid: add(of.NotHelp)})
		}
	}
	a.Notes = []string{
		"Whom else a service tells was not looked into everywhere: where no duty is recorded it is not established, which never means that it tells nobody.",
		"Numbers and hours change: look at when they were checked.",
		"This is research and no legal advice.",
	}
	a.Data = data
	return a
}
