package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
)

// What a page needs stands in it, as each request more costs a telephone a tenth of a second, and the button that leaves the
// page must work when the line breaks: the style sheet with that for paper, the picture, the script of that button, and the
// page's own script where it has one. The policy of a page knows them by their hashes and lets no other in a page through.
//
//go:embed inpage
var inPageFiles embed.FS

var (
	style = inPage("<style>", content("site.css")+"@media print {\n"+content("print.css")+"}\n", "</style>")
	icon  = template.HTML(`<link rel="icon" href="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(content("icon.svg"))) + `">`)

	leaveScript   = script("leave.js")   // of every page that is not framed
	matrixScript  = script("matrix.js")  // of the tables in which the arrow keys go from cell to cell
	suggestScript = script("suggest.js") // of the search
	whatIfScript  = script("whatif.js")
)

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

// content is what an embedded file holds.
func content(name string) string {
	body, err := inPageFiles.ReadFile("inpage/" + name)
	if err != nil {
		panic(err) // embedded
	}
	return string(body)
}
