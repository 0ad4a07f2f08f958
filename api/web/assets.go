package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

//go:embed assets inpage
var files embed.FS

// An asset is a script that some pages ask for. Its address holds a hash of its content, so that browsers may keep it for
// good and a new version is another address.
type asset struct {
	body   []byte
	zipped []byte // as small as gzip can make it
	kind   string
	name   string // with the hash: site.1a2b3c4d.css
}

// assets are all assets by their name in the folder and by their name with the hash.
var assets, hashedAssets = func() (map[string]asset, map[string]asset) {
	plain, hashed := map[string]asset{}, map[string]asset{}
	names, _ := fs.Glob(files, "assets/*") // errs only for a malformed pattern
	for _, file := range names {
		body := []byte(content(file))
		sum := sha256.Sum256(body)
		name, suffix := path.Base(file), path.Ext(file)
		a := asset{body, smallest(body), mime.TypeByExtension(suffix), strings.TrimSuffix(name, suffix) + "." + hex.EncodeToString(sum[:4]) + suffix}
		plain[name], hashed[a.name] = a, a
	}
	return plain, hashed
}()

// content is what an embedded file holds.
func content(file string) string {
	body, err := files.ReadFile(file)
	if err != nil {
		panic(err) // embedded
	}
	return string(body)
}

// smallest compresses what is compressed once and sent for years.
func smallest(body []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // errs only for a level that does not exist
	z.Write(body)                                         // writing to a buffer does not fail
	z.Close()
	return b.Bytes()
}

// What every page has stands in it, as each request more costs a telephone a tenth of a second, and the button that leaves the
// page must work when the line breaks: the style sheet with that for paper, the script of that button, the picture. The
// policy knows style and script by their hashes, styleSource and leaveSource, and lets no other in a page through.
var (
	style, styleSource = inPage("<style>", content("inpage/site.css")+"@media print {\n"+content("inpage/print.css")+"}\n", "</style>")
	leave, leaveSource = inPage(`<script type="module">`, content("inpage/leave.js"), "</script>")
	icon               = template.HTML(`<link rel="icon" href="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(content("inpage/icon.svg"))) + `">`)
)

// inPage is an element with a text of ours, and how a policy names that text.
func inPage(start, text, end string) (element template.HTML, source string) {
	sum := sha256.Sum256([]byte(text))
	return template.HTML(start + text + end), "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// assetHref is the address of an asset by its name in the folder.
func assetHref(name string) string {
	a, ok := assets[name]
	if !ok {
		panic("no asset " + name) // a template names a file that is not there; every template is rendered in the tests
	}
	return "/assets/" + a.name
}

// serveAsset serves an asset by its name with the hash.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := hashedAssets[r.PathValue("name")]
	if !ok {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := a.body
	if acceptsGzip(r) {
		body = a.zipped
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}
