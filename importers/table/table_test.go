package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/firewallmap/firewallmap/importers/sheet"
	"github.com/firewallmap/firewallmap/importers/table"
)

// rows are the rows of a table, and the error that ended them.
func rows(s *sheet.Sheet) (all []sheet.Row, err error) {
	for row, err := range s.Rows {
		if err != nil {
			return all, err
		}
		all = append(all, row)
	}
	return all, nil
}

const text = "country,criterion,level,summary\nBE,L1,partly,\"Gaëlle, “ћ” \u200fعربي\nsecond line\"\n\nIE,L2,met,;\n"

var want = []sheet.Row{
	{Number: 1, Cells: []string{"country", "criterion", "level", "summary"}},
	{Number: 2, Cells: []string{"BE", "L1", "partly", "Gaëlle, “ћ” \u200fعربي\nsecond line"}},
	{Number: 5, Cells: []string{"IE", "L2", "met", ";"}},
}

func TestEncodingsAndSeparators(t *testing.T) {
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) string {
		out, err := unicode.UTF16(e, bom).NewEncoder().String(text)
		require.NoError(t, err)
		return out
	}
	separated := func(separator string) string {
		replaced := strings.NewReplacer("country,criterion,level,summary", strings.ReplaceAll("country,criterion,level,summary", ",", separator),
			"BE,L1,partly,\"", strings.ReplaceAll("BE,L1,partly,\"", ",", separator), "IE,L2,met,;", strings.ReplaceAll("IE,L2,met,", ",", separator)+"\";\"")
		return replaced.Replace(text)
	}
	for name, c := range map[string]struct{ data, encoding string }{
		"UTF-8":                     {text, ""},
		"UTF-8 with a mark":         {"\ufeff" + text, ""},
		"UTF-16, little end first":  {utf16(unicode.LittleEndian, unicode.UseBOM), ""},
		"UTF-16, big end first":     {utf16(unicode.BigEndian, unicode.UseBOM), ""},
		"UTF-16 without a mark":     {utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"},
		"semicolons":                {separated(";"), ""},
		"tabs":                      {separated("\t"), ""},
		"lines that end as Windows": {strings.ReplaceAll(text, "\n", "\r\n"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := table.FromBytes("t.csv", []byte(c.data), c.encoding, table.Limits{})
			require.NoError(t, err)
			got, err := rows(s)
			require.NoError(t, err)
			require.Equal(t, want, got)
		})
	}
}

func TestOtherEncodingsAreNamed(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String("country,summary\nBE,Liège “x”\n")
	require.NoError(t, err)
	_, err = table.FromBytes("t.csv", []byte(latin), "", table.Limits{})
	require.ErrorContains(t, err, "line 2 is not UTF-8; save the table as UTF-8, or name its encoding (--encoding windows-1252)")
	s, err := table.FromBytes("t.csv", []byte(latin), "windows-1252", table.Limits{})
	require.NoError(t, err)
	got, err := rows(s)
	require.NoError(t, err)
	require.Equal(t, "Liège “x”", got[1].Cells[1])
	_, err = table.FromBytes("t.csv", []byte(latin), "klingon", table.Limits{})
	require.ErrorContains(t, err, `unknown encoding "klingon"`)
}

func TestTablesThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct{ data, says string }{
		"empty":              {"", "the table is empty"},
		"a NUL byte":         {"a,b\n\x00", "line 2 has a NUL byte"},
		"a quote in a field": {"a,b\nx\"y,z\n", "stands in quotes, and they are doubled"},
		"too many rows":      {"a,b\n" + strings.Repeat("1,2\n", 4), "more than 3 rows (--max-rows raises it)"},
		"too many fields":    {"a,b\n" + strings.Repeat(",", 2000), "the row has 2001 fields"},
		"too long a field":   {"a,b\n\"" + strings.Repeat("x", 300<<10) + "\",\n", "is a closing quote missing?"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := table.FromBytes("t.csv", []byte(c.data), "", table.Limits{Rows: 3})
			if err == nil {
				_, err = rows(s)
			}
			require.ErrorContains(t, err, c.says)
		})
	}
}

func FuzzTable(f *testing.F) {
	f.Add([]byte(text), "")
	f.Add([]byte("\xff\xfea\x00,\x00b\x00"), "")
	f.Add([]byte("country;BE;IE\nL1;met;\"partly\"\n"), "windows-1252")
	f.Add([]byte("criterion\tlevel\n\"L1\tmet"), "utf-16be")
	f.Fuzz(func(t *testing.T, data []byte, encoding string) {
		s, err := table.FromBytes("t.csv", data, encoding, table.Limits{Rows: 1000})
		if err != nil {
			return
		}
		out := &sheet.Submission{}
		sheet.ReadAssessments(out, s)
		for _, p := range sheet.Group(out.Problems) {
			require.NotEmpty(t, p.Message)
			require.Equal(t, "t.csv", p.Place.File)
		}
	})
}
