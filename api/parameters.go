package api

import (
	"fmt"
	"net/url"
	"sort"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// parameters are the query parameters of an address. Each is read by name; what nobody read is named as an error and not
// passed over, since a slip of the pen would otherwise answer another question.
type parameters struct {
	values url.Values
	read   map[string]bool
}

func newParameters(query string) (*parameters, error) {
	if len(query) > maxQuery {
		return nil, fmt.Errorf("the query of the address has %d bytes; at most %d", len(query), maxQuery)
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, fmt.Errorf("the query of the address cannot be read: %w", err)
	}
	return &parameters{values, map[string]bool{}}, nil
}

// maxQuery is how many bytes the query of an address may have.
const maxQuery = 8 << 10

// text is a parameter that can be given once.
func (p *parameters) text(name string) (string, error) {
	p.read[name] = true
	given := p.values[name]
	if len(given) > 1 {
		return "", fmt.Errorf("the parameter %s is given %d times; give it once", name, len(given))
	}
	if len(given) == 0 {
		return "", nil
	}
	return strings.TrimSpace(given[0]), nil
}

// list is a parameter of several values, separated by commas or given several times.
func (p *parameters) list(name string) []string {
	p.read[name] = true
	var list []string
	for _, given := range p.values[name] {
		for _, part := range strings.Split(given, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
	}
	return list
}

// date is a parameter that is a date; no date where it is not given.
func (p *parameters) date(name string) (schema.Date, error) {
	text, err := p.text(name)
	if err != nil || text == "" {
		return schema.Date{}, err
	}
	date, err := schema.ParseDate(text)
	if err != nil {
		return schema.Date{}, fmt.Errorf("the parameter %s: %w", name, err)
	}
	return date, nil
}

// boolean is a parameter that is true or false.
func (p *parameters) boolean(name string) (bool, error) {
	text, err := p.text(name)
	switch {
	case err != nil:
		return false, err
	case text == "" || text == "false" || text == "0":
		return false, nil
	case text == "true" || text == "1" || text == "on":
		return true, nil
	}
	return false, fmt.Errorf("the parameter %s is %q; it is true or false", name, text)
}

// unread names the parameters that nobody asked for.
func (p *parameters) unread() error {
	known := make([]string, 0, len(p.read))
	for name := range p.read {
		known = append(known, name)
	}
	sort.Strings(known)
	var wrong []string
	for name := range p.values {
		if !p.read[name] {
			wrong = append(wrong, schema.UnknownWord("parameter", name, known).Error())
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	sort.Strings(wrong)
	return fmt.Errorf("%s", strings.Join(wrong, "; "))
}
