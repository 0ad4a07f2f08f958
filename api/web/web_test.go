package web

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/firewallmap/firewallmap/dataset"
)

// embeddedSite is the site over the embedded dataset.
func embeddedSite(t testing.TB) *Site {
	t.Helper()
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	return siteOf(t, snapshot)
}

func siteOf(t testing.TB, snapshot *dataset.Snapshot) *Site {
	t.Helper()
	generation := NewGeneration(snapshot, nil)
	site, err := New(func() *Generation { return generation }, Options{})
	require.NoError(t, err)
	return site
}

// get asks for a page.
func get(site http.Handler, address string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w
}

// A page that cannot be printed is a plain sentence that blames nobody else and shows nothing of the program.
func TestAPageThatCannotBePrinted(t *testing.T) {
	w := httptest.NewRecorder()
	embeddedSite(t).serve(w, httptest.NewRequest(http.MethodGet, "/about", nil), func(*Site, *question) (*page, error) {
		return &page{template: "about", Body: "no body of this template"}, nil
	})
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.Equal(t, "This page could not be printed. The fault is ours.\n", w.Body.String())
}

// text asks for a page that has to be there.
func text(t testing.TB, site http.Handler, address string) string {
	t.Helper()
	w := get(site, address)
	require.Equal(t, http.StatusOK, w.Code, "%s: %s", address, w.Body)
	return w.Body.String()
}

func TestEveryCellHasItsPage(t *testing.T) {
	site := embeddedSite(t)
	snapshot := site.current().Snapshot
	matrix := text(t, site, "/matrix")
	for _, country := range snapshot.Countries() {
		for _, c := range snapshot.Today().Cells(country, "") {
			require.Contains(t, matrix, `href="/assessments/`+c.ID()+`"`)
			page := text(t, site, "/assessments/"+c.ID())
			require.Contains(t, page, `<span class="id">`+c.Criterion.ID+`</span>`)
			require.Contains(t, page, "confidence "+string(c.Assessment.Confidence), c.ID())
			if c.Assessment.Caution != "" {
				require.Contains(t, page, `class="caution"`, c.ID())
			}
		}
	}
}

func TestALevelNeverTravelsAlone(t *testing.T) {
	site := embeddedSite(t)
	matrix := text(t, site, "/matrix")
	require.Contains(t, matrix, "Spain, L1 Firewall guarantee: <strong>largely</strong>; covers victims of sexual violence")
	require.Contains(t, matrix, "<b>caution: Women and minors only")
	require.NotContains(t, matrix, "is safe")
	for _, address := range []string{"/", "/matrix", "/countries", "/countries/IE"} {
		require.Contains(t, text(t, site, address), "Provisional.", address)
	}
}

func TestWhatIsNotThereSaysSo(t *testing.T) {
	site := embeddedSite(t)
	for _, c := range []struct {
		name, address string
		status        int
		says          string
	}{
		{"unknown country", "/countries/BL", http.StatusNotFound, "did you mean BE?"},
		{"unknown criterion", "/assessments/BE-L99", http.StatusNotFound, "Unknown criterion &#34;L99&#34;"},
		{"no id", "/assessments/nothing", http.StatusNotFound, "write BE-L1"},
		{"unknown mapping in an id", "/assessments/BE-L1@nobody", http.StatusNotFound, `href="/assessments/BE-L1"`},
		{"unknown page", "/matrx", http.StatusNotFound, `href="/matrix"`},
		{"a country as a page", "/Belgium", http.StatusNotFound, `href="/countries/BE"`},
		{"impossible date", "/matrix?as-of=2024-13", http.StatusBadRequest, "its month is not from 01 to 12"},
		{"unknown parameter", "/matrix?aspct=legal", http.StatusBadRequest, "did you mean aspect?"},
		{"unknown aspect", "/matrix?aspect=lega", http.StatusBadRequest, "did you mean legal?"},
		{"unknown level", "/matrix?level=mett", http.StatusBadRequest, "did you mean met?"},
		{"a switch that is none", "/matrix?differences=yes", http.StatusBadRequest, "differences=1"},
		{"unknown mapping", "/countries/BE?mapping=x", http.StatusBadRequest, "unknown mapping"},
		{"several faults at once", "/matrix?as-of=x&sort=y", http.StatusBadRequest, "Unknown sort"},
		{"a query too long", "/matrix?aspect=" + strings.Repeat("x", maxQuery), http.StatusBadRequest, "at most 2000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(site, c.address)
			require.Equal(t, c.status, w.Code)
			require.Contains(t, strings.ToLower(w.Body.String()), strings.ToLower(c.says))
			require.Contains(t, w.Body.String(), `data-leave`)
		})
	}
}

// Another date or mapping says so on every page about cells, and what was not coded is never shown as today's level.
func TestAnotherDateOrMappingSaysSo(t *testing.T) {
	site := embeddedSite(t)
	for _, asked := range []string{"?as-of=1990", "?as-of=2018-07", "?mapping=inhere-2021"} {
		for _, address := range []string{
			"/", "/matrix", "/countries", "/countries/BE", "/assessments/BE-L1", "/criteria", "/criteria/L1", "/recommendations/4.1.1", "/gaps/BE", "/brief/BE", "/doors/BE",
			"/alignment", "/provisions/VRD-8", "/quality", "/what-if" + asked + "&country=BE&L1=met", "/compare" + asked + "&countries=BE,IE", "/embed/map", "/embed/cells/BE-L1.svg",
			"/embed/criteria/L1.svg",
		} {
			if !strings.Contains(address, "?") {
				address += asked
			}
			page := text(t, site, address)
			if !strings.HasPrefix(address, "/embed/") {
				require.Contains(t, page, `class="notice then"`, address)
			}
		}
	}
	then := text(t, site, "/assessments/BE-L1?as-of=1990")
	require.Contains(t, then, "not coded")
	require.NotContains(t, then, "<h2>Law and policy that it rests on</h2>")
}

func TestOtherSpellingsLeadToThePage(t *testing.T) {
	site := embeddedSite(t)
	for address, to := range map[string]string{
		"/countries/gr": "/countries/EL", "/countries/be?as-of=2020": "/countries/BE?as-of=2020", "/assessments/gb-l1": "/assessments/UK-L1",
		"/matrix/": "/matrix", "//evil.example/": "/evil.example",
	} {
		w := get(site, address)
		require.Equal(t, http.StatusPermanentRedirect, w.Code, address)
		require.Equal(t, to, w.Header().Get("Location"), address)
	}
}

func TestPagesCarryTheirHeaders(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	site := indexedSite(t, snapshot)
	w := get(site, "/countries/BE")
	h := w.Header()
	require.Contains(t, h.Get("Content-Security-Policy"), "default-src 'none'")
	require.NotContains(t, h.Get("Content-Security-Policy"), "unsafe")
	require.Equal(t, "no-referrer", h.Get("Referrer-Policy"))
	require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"))
	require.Empty(t, h.Values("Set-Cookie"))

	r := httptest.NewRequest(http.MethodGet, "/countries/BE", nil)
	r.Header.Set("If-None-Match", h.Get("ETag"))
	again := httptest.NewRecorder()
	site.ServeHTTP(again, r)
	require.Equal(t, http.StatusNotModified, again.Code)
	require.Zero(t, again.Body.Len())

	r = httptest.NewRequest(http.MethodGet, "/countries/BE", nil)
	r.Header.Set("Accept-Encoding", "br, gzip;q=0.8")
	zipped := httptest.NewRecorder()
	site.ServeHTTP(zipped, r)
	require.Equal(t, "gzip", zipped.Header().Get("Content-Encoding"))
	require.Less(t, zipped.Body.Len(), w.Body.Len()/3)
	require.NotEqual(t, h.Get("ETag"), zipped.Header().Get("ETag"))

	// Browsers take zstd too, which is smaller, and says the same.
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	strong := httptest.NewRecorder()
	site.ServeHTTP(strong, r)
	require.Equal(t, "zstd", strong.Header().Get("Content-Encoding"))
	require.Less(t, strong.Body.Len(), zipped.Body.Len())
	require.NotEqual(t, zipped.Header().Get("ETag"), strong.Header().Get("ETag"))
	unpacked, err := zstd.NewReader(strong.Body)
	require.NoError(t, err)
	defer unpacked.Close()
	same, err := io.ReadAll(unpacked)
	require.NoError(t, err)
	require.Equal(t, w.Body.String(), string(same))

	framed := get(site, "/embed/cells/BE-L1").Header().Get("Content-Security-Policy")
	require.Contains(t, framed, "frame-ancestors *")
	require.NotContains(t, framed, "script-src")
	require.Equal(t, "no-store", get(site, "/help").Header().Get("Cache-Control"))

	// The style and the scripts of a page stand in it, and its policy names them and no other by their hashes.
	hashes := func(page, start, end string) (sources []string) {
		for _, after := range strings.Split(page, start)[1:] {
			text, _, found := strings.Cut(after, end)
			require.True(t, found)
			sum := sha256.Sum256([]byte(text))
			sources = append(sources, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
		return sources
	}
	for address, scripts := range map[string]int{"/countries/BE": 1, "/matrix": 2, "/alignment": 2, "/search?q=police": 2, "/what-if": 2, "/embed/cells/BE-L1": 0} {
		w := get(site, address)
		page, policy := w.Body.String(), w.Header().Get("Content-Security-Policy")
		styles := hashes(page, "<style>", "</style>")
		require.Len(t, styles, 1, address)
		require.Contains(t, policy, "; style-src "+styles[0]+";", address)
		inPage := hashes(page, `<script type="module">`, "</script>")
		require.Len(t, inPage, scripts, address)
		if scripts > 0 {
			require.Contains(t, policy, "; script-src "+strings.Join(inPage, " ")+";", address)
			require.Contains(t, page, "[data-leave]", address)
		}
		require.Contains(t, page, "@media print{", address)
		require.NotContains(t, page, " src=", address)
	}

	post := httptest.NewRecorder()
	site.ServeHTTP(post, httptest.NewRequest(http.MethodPost, "/", nil))
	require.Equal(t, http.StatusMethodNotAllowed, post.Code)
}

// What is kept is bounded in bytes, and a page from the shelf says what it said when it was made, compressed or not.
func TestTheShelfKeepsPagesWithinBounds(t *testing.T) {
	site := embeddedSite(t)
	first := get(site, "/matrix")
	again := get(site, "/matrix")
	require.Equal(t, first.Body.String(), again.Body.String())
	require.Equal(t, first.Header(), again.Header())

	shelf := site.current().pages
	kept, ok := shelf.plain.GetIfPresent("gzip /matrix?")
	require.True(t, ok)
	require.Nil(t, kept.body)
	require.Less(t, len(kept.packed), 60<<10)

	page := make([]byte, 100<<10)
	for i := range 200 {
		shelf.queried.Set(strconv.Itoa(i), &rendered{packed: page})
	}
	shelf.queried.CleanUp()
	require.LessOrEqual(t, shelf.queried.WeightedSize(), uint64(queriedKept))
	require.Positive(t, shelf.queried.EstimatedSize())
	_, ok = shelf.plain.GetIfPresent("gzip /matrix?")
	require.True(t, ok, "pages that a stranger asks for push out no plain page")
}

// A gap names every country that does better; how the first of them do it stands beside it.
func TestGapsNameEveryCountryThatDoesBetter(t *testing.T) {
	site := embeddedSite(t)
	view := site.current().Snapshot.Today()
	most := 0
	for _, country := range view.Countries() {
		tree, err := html.Parse(strings.NewReader(text(t, site, "/gaps/"+string(country.Code))))
		require.NoError(t, err)
		named := map[string]int{} // gap and cell → how often the gap leads to the cell
		for article := range tree.Descendants() {
			if article.Type != html.ElementNode || article.Data != "article" {
				continue
			}
			for a := range article.Descendants() {
				named[attribute(article, "id")+" "+strings.TrimPrefix(attribute(a, "href"), "/assessments/")]++
			}
		}
		for _, gap := range view.Gaps(country, dataset.GapFilter{}).Gaps {
			most = max(most, len(gap.Better))
			for _, better := range gap.Better {
				require.Equal(t, 1, named[gap.Cell.Criterion.ID+" "+better.ID()], "%s, %s: %s", country.Code, gap.Cell.Criterion.ID, better.ID())
			}
		}
	}
	require.Greater(t, most, betterInFull)
}

// A what-if shows ranks before and after, each with its interval, and says so where there is none.
func TestAWhatIfRanksOnlyWithIntervals(t *testing.T) {
	site := embeddedSite(t)
	snapshot := site.current().Snapshot
	country, err := snapshot.FindCountry("BE")
	require.NoError(t, err)
	before, err := snapshot.Today().Rank(dataset.RankingQuestion{Samples: rankSamples, Seed: dataset.DefaultSeed})
	require.NoError(t, err)
	was := intervalOf(before, country)
	require.True(t, was.Ranked)
	page := text(t, site, "/what-if?country=BE&L1=met&L3=met&P1=met")
	row := fmt.Sprintf(`<tr><th scope="row">Rank, in nine of ten draws</th><td data-column="As coded">%d to %d of %d</td><td data-column="Assumed">`, was.From, was.To, was.Of)
	require.Contains(t, page, row)
	require.NotContains(t, page, row+fmt.Sprintf("%d to %d of %d<", was.From, was.To, was.Of), "three levels raised move the interval")
	require.NotContains(t, text(t, site, "/what-if?country=BE"), "Rank,")
	require.Contains(t, text(t, site, "/what-if?country=BE&L1=met&as-of=1990"), `<td data-column="Assumed">not ranked, as the total is withheld</td>`)
}

func TestEveryPageCanBeLeft(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	generation := NewGeneration(snapshot, nil)
	site, err := New(func() *Generation { return generation }, Options{ExitURL: "https://weather.example/"})
	require.NoError(t, err)
	page := text(t, site, "/")
	require.Contains(t, page, `<a class="leave" href="https://weather.example/" rel="noreferrer noopener" data-leave>`)
	require.Contains(t, page, `href="/help"`)

	require.NotContains(t, page, "canonical")

	_, err = New(func() *Generation { return generation }, Options{ExitURL: "javascript:alert(1)"})
	require.ErrorContains(t, err, "is not an address of the web")
}

// Whom a rule bound until a day is said as such on the page of a cell, and never as the years in which it did not.
func TestACellSaysWhetherRulesBindAtItsDate(t *testing.T) {
	site := embeddedSite(t)
	require.Contains(t, text(t, site, "/assessments/UK-L1"), "binding EU law; bears on; not bound, was bound until 31 December 2020")
	require.Contains(t, text(t, site, "/assessments/UK-L1?as-of=2019"), "binding EU law; bears on; bound since 16 November 2015")
}

// A site that knows its own address names it where only a whole address will do, and never the one that a request claims.
func TestWholeAddressesAreThoseOfTheOperator(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	generation := NewGeneration(snapshot, nil)
	site, err := New(func() *Generation { return generation }, Options{PublicURL: "https://map.example/"})
	require.NoError(t, err)
	require.Contains(t, text(t, site, "/countries/BE?as-of=2020"), `<link rel="canonical" href="https://map.example/countries/BE">`)

	described := func(site *Site) (d struct {
		Name, Description, License, URL, Identifier string
		Creator                                     []struct{ Name string }
		Distribution                                []struct{ ContentURL string }
	}) {
		_, rest, _ := strings.Cut(text(t, site, "/"), `<script type="application/ld+json">`)
		data, _, _ := strings.Cut(rest, "</script>")
		require.NoError(t, json.Unmarshal([]byte(data), &d))
		return d
	}
	d := described(site)
	require.Equal(t, "https://map.example/", d.URL)
	require.Equal(t, snapshot.Digest(), d.Identifier)
	require.Equal(t, snapshot.Dataset().Licence.URL, d.License)
	require.NotEmpty(t, d.Name)
	require.GreaterOrEqual(t, len(d.Description), 50)
	require.NotEmpty(t, d.Creator)
	require.Len(t, d.Distribution, 5)
	require.Equal(t, "https://map.example/dataset.json", d.Distribution[0].ContentURL)
	require.Equal(t, "/dataset.json", described(embeddedSite(t)).Distribution[0].ContentURL)

	_, err = New(func() *Generation { return generation }, Options{PublicURL: "map.example"})
	require.ErrorContains(t, err, "is not an address of the web")
}
