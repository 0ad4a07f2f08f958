package web

import "net/http"

// routes says which file makes which page.
func (s *Site) routes() {
	for pattern, show := range map[string]shower{
		"/{$}":                  (*Site).home,
		"/matrix":               (*Site).matrix,
		"/countries":            (*Site).countries,
		"/countries/{code}":     (*Site).country,
		"/assessments/{id}":     (*Site).assessment,
		"/compare":              (*Site).compare,
		"/criteria":             (*Site).criteriaList,
		"/criteria/{id}":        (*Site).criterion,
		"/recommendations":      (*Site).recommendations,
		"/recommendations/{id}": (*Site).recommendation,
		"/rules":                (*Site).rules,
		"/provisions/{id}":      (*Site).provision,
		"/search":               (*Site).search,
		"/what-if":              (*Site).whatIf,
		"/methods":              (*Site).methods,
		"/about":                (*Site).about,
		"/embed/cells/{id}":     (*Site).embedCell,
		"/embed/criteria/{id}":  (*Site).embedRow,
		"/embed/map":            (*Site).embedMap,
		"/embed/map.svg":        (*Site).embedMap,
		"/timeline":             (*Site).timeline,
		"/help":                 (*Site).help,
		"/doors/{code}":         (*Site).doors,
		"/brief/{code}":         (*Site).brief,
		"/gaps/{code}":          (*Site).gaps,
		"/sources":              (*Site).sources,
		"/resources":            (*Site).resources,
		"/quality":              (*Site).quality,
		"/alignment":            (*Site).alignment,
	} {
		s.mux.Handle("GET "+pattern, s.page(show))
	}
	s.mux.HandleFunc("GET /suggest", s.suggest)
	s.mux.Handle("/", s.page((*Site).unknownPage))
}

// page serves what show answers, from the shelf of the generation where it was rendered before.
func (s *Site) page(show shower) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, show) })
}
