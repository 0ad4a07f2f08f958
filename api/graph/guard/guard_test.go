package guard

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/stretchr/testify/require"
)

func small() Limits {
	l := Default()
	l.Tokens, l.Nesting, l.Depth, l.Fields, l.Aliases, l.Repeats, l.Variables, l.Definitions, l.TextBytes, l.BodyBytes = 40, 6, 3, 8, 2, 4, 1, 3, 10, 200
	return l
}

// look is what both looks at a document say.
func look(document string, limits Limits) error {
	source, err := Text(document, limits)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(parser.ParseParams{Source: source.Text})
	if err != nil {
		return err
	}
	_, err = Document(parsed, limits)
	return err
}

func TestEachLimitIsNamed(t *testing.T) {
	for _, c := range []struct {
		query string
		bound Bound
		asked int64
	}{
		{strings.Repeat(" ", 201), BodyBytes, 201},
		{strings.Repeat("a ", 41), Tokens, 41},
		{`{a(b:[[[[[[1]]]]]])}`, Nesting, 8},
		{`{a:b c:d e:f}`, Aliases, 3},
		{`{a(b:"0123456789")}`, TextBytes, 12},
		{`query($a:Int $b:Int){a}`, Variables, 2},
		{`{a} query A{a} query B{a} query C{a}`, Definitions, 4},
		{`{a{a{a{a}}}}`, Depth, 4},
		{`{a{a{...F}}} fragment F on A{a{a}}`, Depth, 4},
		{`{a b c d e f g h i}`, Fields, 9},
		{`{...F...G} fragment F on A{a b c d e} fragment G on A{a b c d}`, Fields, 9},
		{`{a a a a}`, Repeats, 6},
		{`{a{b}a{b}a{b}}`, Repeats, 6},
	} {
		t.Run(c.query, func(t *testing.T) {
			err := look(c.query, small())
			var refusal *Refusal
			require.ErrorAs(t, err, &refusal)
			require.Equal(t, c.bound, refusal.Bound)
			require.Equal(t, c.asked, refusal.Asked)
			require.Contains(t, err.Error(), fmt.Sprintf("the limit %s is %d", c.bound, refusal.Maximum))
			require.Equal(t, refusal.Code(), refusal.Extensions()["code"])
		})
	}
	require.NoError(t, look(`{a{a{a}} ...F} fragment F on A{b:a}`, small()))
}

func TestEveryBoundIsPublishedAndTold(t *testing.T) {
	b, err := json.Marshal(Default())
	require.NoError(t, err)
	published := map[string]int64{}
	require.NoError(t, json.Unmarshal(b, &published))
	for bound, told := range told {
		require.NotZero(t, published[string(bound)], bound)
		require.NotEmpty(t, told.code)
		require.Contains(t, told.what, "%d")
	}
}

func TestCyclesAreNamed(t *testing.T) {
	for _, query := range []string{
		`{...A} fragment A on Q{...A}`,
		`{...A} fragment A on Q{...B} fragment B on Q{...A}`,
		`{a{...A}} fragment A on Q{a{... on Q{a{...A}}}}`,
	} {
		require.ErrorContains(t, look(query, Default()), "spreads itself")
	}
	require.ErrorContains(t, look(`{a} fragment A on Q{...B} fragment B on Q{...A}`, Default()), "is not used")
}

func TestFanOutIsMeasuredOnce(t *testing.T) {
	limits := Default()
	limits.Fields = 1 << 50
	var b strings.Builder
	b.WriteString(`{...F0}`)
	for i := range 60 {
		fmt.Fprintf(&b, "fragment F%d on Q{...F%d ...F%d}", i, i+1, i+1)
	}
	b.WriteString(`fragment F60 on Q{a}`)
	parsed, err := parser.Parse(parser.ParseParams{Source: b.String()})
	require.NoError(t, err)
	limits.Fields = 1000
	_, err = Document(parsed, limits)
	require.ErrorContains(t, err, fmt.Sprint(most))
}

func TestSyntaxErrorsSayWhere(t *testing.T) {
	for _, c := range []struct {
		query, want string
		offset      int
	}{
		{``, `the query ends where a query should stand`, 0},
		{`{`, `the query ends where a field should stand`, 1},
		{`{}`, `"}" stands where a field should`, 1},
		{`{a(}`, `"}" stands where an argument should`, 3},
		{`{a(b:)}`, `")" stands where a value should`, 5},
		{`{a(b:01)}`, `a number cannot begin with 0`, 5},
		{`{a(b:1x)}`, `a letter follows the number "1"`, 5},
		{`{a(b:"x)}`, `the text has no closing quotes`, 5},
		{`{a(b:"\q")}`, `there is no escape`, 6},
		{`{a(b:"\u12")}`, `there is no escape`, 6},
		{"{a\x01}", `has no meaning here`, 2},
		{`{a..b}`, `a dot stands alone`, 2},
		{`fragment on on A{a}`, `cannot be called on`, 9},
		{`type A{a:Int}`, `no definitions of types`, 0},
		{`query($a:Int=[null]){a}`, `null inside a default value`, 14},
		{`query($a:Int=$b){a}`, `"$" stands where a value should`, 13},
		{`{a @skip(if:true) @skip(if:true)}`, `@skip stands here once too often`, 19},
		{`{a}é`, `"é" has no meaning here`, 3},
	} {
		t.Run(c.query, func(t *testing.T) {
			_, err := Text(c.query, Default())
			var syntax *SyntaxError
			require.ErrorAs(t, err, &syntax)
			require.Contains(t, err.Error(), c.want)
			require.Equal(t, c.offset, syntax.Offset)
		})
	}
	_, err := Text("{a\xff}", Default())
	require.ErrorIs(t, err, errNotUTF8)
}

func TestSourceKeepsEveryByteAtItsPlace(t *testing.T) {
	for query, want := range map[string]string{
		"{a # é\n}":           "{a     \n}",
		"\ufeff{a}":           "   {a}",
		`{a(b:null)}`:         `{a(b:$naa)}`,
		`{a(b:null c:$naa)}`:  `{a(b:$nab c:$naa)}`,
		`{a(b:[1,{c:null}])}`: `{a(b:[1,{c:$naa}])}`,
		`query($a:B=null){a}`: `query($a:B     ){a}`,
		`{null(null:"null")}`: `{null(null:"null")}`,
		`{a(b:"#null")}`:      `{a(b:"#null")}`,
	} {
		source, err := Text(query, Default())
		require.NoError(t, err, query)
		require.Equal(t, want, source.Text)
	}
}

// FuzzDocument checks that graphql-go parses whatever is recognised, and that measuring it comes to an end.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		`{a}`, `query A($b:[C!]!=[D,{e:1.5e3}]){f:g(h:$b,i:"\u00e9\n",j:"""\"""k""")@skip(if:true){...on L{m}...n@include(if:$b)}} fragment n on L{o}`,
		`{...A} fragment A on Q{...B} fragment B on Q{...A}`, `{a(b:null)}`, "#\u00e9\n{a}", `{a(b:-0.0e+1)}`, `{{`, `"`, `"""`, `{a(b:"`, `{a:}`, `{on{on:on}}`,
		`query query{query}`, `fragment fragment on on{on}`, `mutation{a}`, `{a(b:{})}`, `{a(b:[])}`, `{a()}`, `query(){a}`, `{...on}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		source, err := Text(document, Default())
		parsed, problem := parser.Parse(parser.ParseParams{Source: source.Text})
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		require.NoError(t, problem, "%q", source.Text)
		require.Len(t, source.Text, len(document))
		_, _ = Document(parsed, Default())
		for _, d := range parsed.Definitions {
			switch d.(type) {
			case *ast.OperationDefinition, *ast.FragmentDefinition:
			default:
				t.Fatalf("%q holds a %s", document, d.GetKind())
			}
		}
	})
}
