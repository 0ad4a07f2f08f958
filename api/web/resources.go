package web

import "github.com/firewallmap/firewallmap/schema"

type resourcesBody struct {
	Projects []projectPart
}

// A projectPart is a mapping project with its material and what it found.
type projectPart struct {
	*schema.Project
	Resources []*schema.Resource
}

// resources lists the projects and the material that exists.
func (s *Site) resources(q *question) (*page, error) {
	q.read()
	if err := q.err(); err != nil {
		return nil, err
	}
	var body resourcesBody
	records := q.snapshot.Records()
	for _, p := range pointers(records.Projects) {
		part := projectPart{Project: p}
		for _, r := range pointers(records.Resources) {
			if r.Project == p.ID {
				part.Resources = append(part.Resources, r)
			}
		}
		body.Projects = append(body.Projects, part)
	}
	return &page{
		template: "resources", Title: "Projects and resources",
		Description: "The INHeRE and PROTECT projects, and the films, tools, trainings and leaflets that they made.",
		Data:        q.forms("json", "csv"), Body: body,
	}, nil
}
