package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
)

// What a page needs stands in it, as each request more costs a telephone a tenth of a second, and the button that leaves the
// page must work when the line breaks: the parts of the style sheet that it uses, the picture, the script of that button, and
// the page's own script where it has one. The policy of a page knows them by their hashes and lets no other in a page through.
//
//go:embed inpage
var inPageFiles embed.FS

var (
	icon = template.HTML(`<link rel="icon" href="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(content("icon.svg"))) + `">`)

	leaveScript   = script("leave.js")   // of every page that is not framed
	matrixScript  = script("matrix.js")  // of the tables in which the arrow keys go from cell to cell
	suggestScript = script("suggest.js") // of the search
	whatIfScript  = script("whatif.js")
)

// styleParts are the parts of the style sheet that the pages of a template use beside site.css, in the order in which they
// are to stand. A test holds them to what stands in the pages.
var styleParts = map[string]string{
	"about":           "",
	"alignment":       "forms cells matrix",
	"assessment":      "cells framework assessment",
	"brief":           "brief",
	"compare":         "forms scores compare stacks",
	"countries":       "scores stacks",
	"country":         "parts scores services timeline country stacks",
	"criteria":        "cells framework",
	"criterion":       "cells parts framework assessment",
	"doors":           "parts services",
	"embed":           "map scores assessment embed stacks",
	"gaps":            "forms parts",
	"help":            "services",
	"home":            "map scores stacks",
	"matrix":          "forms cells matrix",
	"methods":         "parts framework scores stacks",
	"provision":       "cells framework stacks",
	"quality":         "quality stacks",
	"recommendation":  "cells parts framework",
	"recommendations": "framework parts",
	"refusal":         "forms search",
	"resources":       "framework",
	"rules":           "framework parts",
	"search":          "forms search",
	"sources":         "stacks",
	"timeline":        "forms timeline stacks",
	"whatif":          "forms scores whatif stacks",
}

// An element is a style or a script that stands in pages.
type element struct {
	HTML   template.HTML
	source string // how a policy names its text
}

func inPage(start, text, end string) *element {
	sum := sha256.Sum256([]byte(text))
	return &element{template.HTML(start + text + end), "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"}
}

func script(name string) *element {
	return inPage(`<script type="module">`, content(name), "</script>")
}

// styles are the styles of the templates by their names, without what only the writer of a style sheet needs.
func styles() (map[string]*element, error) {
	small := minify.New()
	small.AddFunc("text/css", css.Minify)
	made := map[string]string{}
	part := func(name string) (string, error) {
		if made[name] == "" {
			text, err := small.String("text/css", content("style/"+name+".css"))
			if err != nil {
				return "", fmt.Errorf("style %s: %w", name, err)
			}
			made[name] = text
		}
		return made[name], nil
	}
	of := map[string]*element{}
	for name, parts := range styleParts {
		var whole strings.Builder
		for _, one := range append([]string{"site"}, strings.Fields(parts)...) {
			text, err := part(one)
			if err != nil {
				return nil, err
			}
			whole.WriteString(text)
		}
		of[name] = inPage("<style>", whole.String(), "</style>")
	}
	return of, nil
}

// content is what an embedded file holds.
func content(name string) string {
	body, err := inPageFiles.ReadFile("inpage/" + name)
	if err != nil {
		panic(err) // embedded
	}
	return string(body)
}
