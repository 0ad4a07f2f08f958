package web

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/firewallmap/firewallmap/dataset"
)

var (
	comments = regexp.MustCompile(`(?s)/\*.*?\*/`)
	preludes = regexp.MustCompile(`([^{}]+)\{`)
	narrower = regexp.MustCompile(`::?[\w-]+(\([^)]*\))?|\[[^\]]*\]`) // pseudo-classes and attributes
	names    = regexp.MustCompile(`\.?[A-Za-z][\w-]*`)
)

// selectors are those of a part of the style sheet, each as the elements and classes (with a point) that it names.
func selectors(style string) (all [][]string) {
	for _, prelude := range preludes.FindAllStringSubmatch(comments.ReplaceAllString(style, ""), -1) {
		if strings.HasPrefix(strings.TrimSpace(prelude[1]), "@") {
			continue
		}
		for selector := range strings.SplitSeq(narrower.ReplaceAllString(prelude[1], ""), ",") {
			if found := names.FindAllString(selector, -1); len(found) > 0 {
				all = append(all, found)
			}
		}
	}
	return all
}

// No page leaves out a part of the style sheet that says something about what stands in it, and no template takes a part that
// none of its pages uses.
func TestPagesHaveTheStylesTheyUse(t *testing.T) {
	require.Equal(t, [][]string{{".a", "b"}, {".c-d"}, {"td"}}, selectors("/* x { */ .a > b:not(.q) { } @media print { .c-d::before, td[data-x] {} } :root {}"))

	parts := map[string][][]string{}
	files, err := fs.Glob(inPageFiles, "inpage/style/*.css")
	require.NoError(t, err)
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".css")
		parts[name] = selectors(content("style/" + name + ".css"))
		require.NotEmpty(t, parts[name])
	}
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	site := indexedSite(t, snapshot)
	taken := map[string]map[string]bool{} // style → its parts, and whether some page used them
	for template, list := range styleParts {
		style := string(site.styles[template].HTML)
		if taken[style] == nil {
			taken[style] = map[string]bool{}
		}
		for _, part := range strings.Fields(list) {
			require.Contains(t, parts, part)
			taken[style][part] = false
		}
	}
	lacking := map[string]string{} // a part and its selector → a page that lacks the part
	look := func(address, body string, tree *html.Node) {
		if strings.HasSuffix(address, ".svg") {
			return // a picture has no style
		}
		start, end := strings.Index(body, "<style>"), strings.Index(body, "</style>")
		require.Positive(t, start, address)
		has, ok := taken[body[start:end+len("</style>")]]
		require.True(t, ok, "%s has a style of no template", address)
		stands := map[string]bool{}
		for node := range tree.Descendants() {
			if node.Type != html.ElementNode {
				continue
			}
			stands[node.Data] = true
			for class := range strings.FieldsSeq(attribute(node, "class")) {
				stands["."+class] = true
			}
		}
		for part, all := range parts {
			_, taken := has[part]
			for _, selector := range all {
				matches := true
				for _, name := range selector {
					matches = matches && stands[name]
				}
				if matches && taken {
					has[part] = true
				}
				if matches && !taken && part != "site" {
					lacking[part+": "+strings.Join(selector, " ")] = address
				}
			}
		}
	}
	crawl(t, site, look)
	for _, address := range []string{"/countries/BL", "/nothing-here", "/search?q=police", "/search?q=polise", "/search?kind=source", "/matrix?aspct=legal", "/what-if?country=BE&L1=met", "/countries/BE?as-of=2019"} {
		body := get(site, address).Body.String()
		tree, err := html.Parse(strings.NewReader(body))
		require.NoError(t, err)
		look(address, body, tree)
	}
	require.Empty(t, lacking)
	for style, list := range taken {
		for part, used := range list {
			require.True(t, used, "a template takes the part %s and has nothing of it: %.60s", part, style)
		}
	}
}
