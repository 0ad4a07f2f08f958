package dataset

import (
	"fmt"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// A Binding says whether a provision binds a country on the view's date. It says nothing of whether the country does what
// the provision asks.
type Binding struct {
	Status      schema.BindingStatus
	Assumed     bool                // bound only by assumption: it is proposed or not due yet
	Since       schema.Date         // the first day of being bound, past or to come; no date where none is known
	Until       schema.Date         // the last day of being bound, where that is over or known to end
	Excepted    bool                // the rule binds the country, without the article of this provision
	Reservation *schema.Reservation // what is known of reservations to the article; nil where nothing is
	Record      *schema.Binding     // what the dataset records; nil for soft law and where nothing is recorded
}

// BindingOf answers for a country and a provision, on the view's date. Soft law is not_binding. Otherwise the binding's
// from and until decide: a date that is partly known counts from its last possible day, before it the answer is not_yet.
// Where there is no from, the recorded state counts from the day on which the rules were compiled, and before it the answer
// is unknown; so it is where nothing is recorded at all.
func (v *View) BindingOf(country *schema.Country, provision *schema.Provision) Binding {
	if provision.Tier == schema.SoftLaw {
		return Binding{Status: schema.NotBinding}
	}
	record := v.Binding(country.Code, provision.Rule)
	if record == nil {
		return Binding{Status: schema.UnknownBinding}
	}
	b := Binding{Status: v.statusOn(record), Since: record.From, Until: record.Until, Record: record}
	if r := record.Reservation; r != nil && namesArticle(r.Articles, provision.Article) {
		b.Reservation = r
	}
	if namesArticle(record.Except, provision.Article) && b.Status != schema.UnknownBinding {
		b.Status, b.Excepted = schema.NotBound, true
	}
	return b
}

// statusOn is the status of a binding on the view's date.
func (v *View) statusOn(record *schema.Binding) schema.BindingStatus {
	if !record.Until.IsZero() && record.Until.Last().Before(v.Date) {
		return schema.NotBound
	}
	recorded := record.Status
	switch {
	case recorded == schema.UnknownBinding:
		return schema.UnknownBinding
	case !record.From.IsZero() && recorded != schema.Proposed:
		if !record.From.By(v.Date) {
			return schema.NotYet
		}
		if recorded == schema.NotBound && record.Until.IsZero() {
			return schema.NotBound // it was bound from then, and is no longer since a day that is not recorded
		}
		return schema.Bound
	case !v.records.Rules.CompiledOn.By(v.Date):
		return schema.UnknownBinding
	}
	return recorded
}

// Assume is the binding if proposals, and provisions that are not due yet, bound the country. A country that a rule does
// not bind, or of which that is unknown, stays as it is, and so does an article that is excepted.
func (b Binding) Assume() Binding {
	if b.Status == schema.Proposed || b.Status == schema.NotYet {
		b.Status, b.Assumed = schema.Bound, true
	}
	return b
}

// Exceptions are in words what limits the binding: an article that does not bind, and a reservation that stands, was
// withdrawn or is not established. That no reservation is known limits nothing.
func (b Binding) Exceptions() []string {
	var list []string
	if b.Excepted {
		list = append(list, "does not bind in "+articles(b.Record.Except))
	}
	if r := b.Reservation; r != nil {
		switch r.State {
		case "made":
			list = append(list, "reservation to "+articles(r.Articles)+": "+r.Note)
		case "withdrawn":
			list = append(list, "reservation to "+articles(r.Articles)+", withdrawn: "+r.Note)
		case "unknown":
			list = append(list, "whether a reservation to "+articles(r.Articles)+" stands is not established: "+r.Note)
		}
	}
	return list
}

// articles names articles in words.
func articles(numbers []string) string {
	if len(numbers) == 1 {
		return "Article " + numbers[0]
	}
	return "Articles " + strings.Join(numbers, ", ")
}

// namesArticle says whether a list names an article, with or without a paragraph of it: 59 and 59(1) name Article 59.
func namesArticle(list []string, article string) bool {
	for _, a := range list {
		if a == article || strings.HasPrefix(a, article+"(") {
			return true
		}
	}
	return false
}

// A Tie is a tie of a criterion to a provision, with whether the provision binds the country asked about.
type Tie struct {
	Link
	Binding Binding
}

// tiesOf are the ties of a cell's criterion, down the ladder of norms; those that require come first on each rung.
func (v *View) tiesOf(c Cell) []Tie {
	links := v.LinksOf(c.Criterion.ID)
	ties := make([]Tie, 0, len(links))
	for _, tier := range schema.Tiers.Words() {
		for _, relation := range schema.Relations.Words() {
			for _, l := range links {
				if l.Provision.Tier == tier && l.Relation == relation {
					ties = append(ties, Tie{l, v.BindingOf(c.Country, l.Provision)})
				}
			}
		}
	}
	return ties
}

// String is the status with what must be said with it: "bound since 2016-07-01", "not_yet, from 2027-06-14".
func (b Binding) String() string {
	switch {
	case b.Assumed && !b.Since.IsZero():
		return fmt.Sprintf("assumed bound (not_yet, from %s)", b.Since)
	case b.Assumed:
		return "assumed bound (proposed)"
	case b.Status == schema.Bound && !b.Since.IsZero():
		return fmt.Sprintf("bound since %s", b.Since)
	case b.Status == schema.NotYet && !b.Since.IsZero():
		return fmt.Sprintf("not_yet, from %s", b.Since)
	case b.Status == schema.NotBound && !b.Until.IsZero():
		return fmt.Sprintf("not_bound (bound until %s)", b.Until)
	case b.Excepted:
		return "not_bound (excepted)"
	}
	return string(b.Status)
}
