package web

import (
	"github.com/firewallmap/firewallmap/dataset"
)

// toVerify is how many cells the page lists to be verified first.
const toVerify = 25

type qualityBody struct {
	dataset.Quality
	Total   support
	Rows    []support
	Aspects []support
	First   []doubt
	Asked   string
}

// A support is what a set of cells rests on, with what it is called.
type support struct {
	Title, Href string
	dataset.Support
	Age   int
	Dated bool
}

// A doubt is a cell worth verifying.
type doubt struct {
	shown
	dataset.Doubt
}

// quality is how well the coding is supported, and where looking again is worth most.
func (s *Site) quality(q *question) (*page, error) {
	q.read("as-of", "mapping")
	v := q.at()
	if err := q.err(); err != nil {
		return nil, err
	}
	answer := v.Quality(dataset.DefaultWeights(), toVerify)
	of := func(title, href string, x dataset.Support) support {
		age, ok := v.Age(x)
		return support{title, href, x, age, ok}
	}
	body := qualityBody{Quality: answer, Total: of("All countries", "", answer.Total), Asked: q.asked()}
	for _, c := range answer.Countries {
		body.Rows = append(body.Rows, of(c.Country.Name, "/countries/"+string(c.Country.Code)+q.asked(), c.Support))
	}
	for _, a := range answer.Aspects {
		body.Aspects = append(body.Aspects, of(aspectTitle(a.Aspect), "/criteria#"+string(a.Aspect), a.Support))
	}
	for _, d := range answer.VerifyFirst {
		body.First = append(body.First, doubt{show(q.asked(), d.Cell)[0], d})
	}
	return &page{
		template: "quality", Title: "How much was seen, and how sure it is",
		Description: "What the coding rests on, by country and aspect: seen or background, confidence, locators, double coding, and what to verify first.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}
