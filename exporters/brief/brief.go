// Package brief writes the brief of a country: two printed pages, in Markdown and in HTML, to hand to somebody who decides.
//
// The HTML is one page that stands alone: it has no scripts and loads nothing from elsewhere. What stands in a brief is chosen
// in package dataset; the words around it are put here, once for both forms.
//
// What belongs here: the sentences of the brief and its two forms. What does not: choosing and counting (package dataset).
package brief

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	texttemplate "text/template"

	"github.com/firewallmap/firewallmap/dataset"
)

//go:embed brief.html
var htmlText string

//go:embed brief.md
var markdownText string

var (
	htmlForm     = template.Must(template.New("brief.html").Parse(htmlText))
	markdownForm = texttemplate.Must(texttemplate.New("brief.md").Funcs(texttemplate.FuncMap{"md": escape, "refs": refs}).Parse(markdownText))
)

// HTML writes a brief as a page that stands alone and prints on two pages of A4.
func HTML(w io.Writer, b dataset.Brief) error {
	return write(w, func(out *bytes.Buffer) error { return htmlForm.Execute(out, pageOf(b)) })
}

// Body writes what stands in the HTML of a brief without the page around it, for a page that has a frame of its own.
func Body(w io.Writer, b dataset.Brief) error {
	return write(w, func(out *bytes.Buffer) error { return htmlForm.ExecuteTemplate(out, "body", pageOf(b)) })
}

// Markdown writes a brief as Markdown.
func Markdown(w io.Writer, b dataset.Brief) error {
	return write(w, func(out *bytes.Buffer) error { return markdownForm.Execute(out, pageOf(b)) })
}

// write writes nothing where the whole cannot be made.
func write(w io.Writer, form func(*bytes.Buffer) error) error {
	var out bytes.Buffer
	if err := form(&out); err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// escape keeps text from being read as Markdown.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", "|", `\|`).Replace(text)
}

// refs are the numbers of sources behind a sentence of Markdown: " [1, 2]".
func refs(numbers []int) string {
	if len(numbers) == 0 {
		return ""
	}
	return ` \[` + strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ", "), "[]") + `\]`
}
