package gql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
)

// graphql-go v0.8.1 refuses two things that GraphQL allows: the literal null, and inline fragments without a type inside
// a list or a non-null field. Here documents are made so that it accepts them.

// parse parses a document in which null may stand for a value. Each such null is put to the parser as a variable with a
// name of three letters that nothing else has, so that all places in the text stay where they are. The name is empty
// where there was no null.
func parse(text string) (doc *ast.Document, null string, err error) {
	if nulls := nullLiterals(text); len(nulls) > 0 {
		null = unusedVariable(text)
		b := []byte(text)
		for _, n := range nulls {
			stand := "$" + null
			if n.isDefault { // of a variable: as if it had none
				copy(b[n.sign:], " ")
				stand = "    "
			}
			copy(b[n.at:], stand)
		}
		text = string(b)
	}
	doc, err = parser.Parse(parser.ParseParams{Source: text})
	return doc, null, err
}

type nullLiteral struct {
	at        int
	isDefault bool
	sign      int // where its = stands
}

// nullLiterals finds the words null that are values: inside parentheses, and no name before a colon.
func nullLiterals(s string) (found []nullLiteral) {
	if !strings.Contains(s, "null") {
		return nil
	}
	parens, before, beforeAt := 0, byte(0), 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '#':
			if end := strings.IndexAny(s[i:], "\r\n"); end >= 0 {
				i += end
			} else {
				i = len(s)
			}
			continue
		case c == '"':
			i += stringLength(s[i:])
		case c == '(':
			parens++
			i++
		case c == ')':
			parens--
			i++
		case isLetter(c):
			start := i
			for i < len(s) && isLetter(s[i]) {
				i++
			}
			name := strings.HasPrefix(strings.TrimLeft(s[i:], " \t\r\n,"), ":")
			if s[start:i] == "null" && parens > 0 && before != '$' && !name {
				found = append(found, nullLiteral{start, before == '=', beforeAt})
			}
		default:
			i++
		}
		if !strings.ContainsRune(" \t\r\n,", rune(c)) {
			before, beforeAt = c, i-1
		}
	}
	return found
}

func isLetter(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// stringLength is the length of the string that s begins with, or of s where it does not end.
func stringLength(s string) int {
	quote := `"`
	if strings.HasPrefix(s, `"""`) {
		quote = `"""`
	}
	for i := len(quote); i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if strings.HasPrefix(s[i:], quote) {
			return i + len(quote)
		}
	}
	return len(s)
}

func unusedVariable(text string) string {
	for a := byte('a'); a <= 'z'; a++ {
		for b := byte('a'); b <= 'z'; b++ {
			if name := string([]byte{'n', a, b}); !strings.Contains(text, "$"+name) {
				return name
			}
		}
	}
	return "nul" // a text with all of them has a null that is some variable; it is refused as such
}

// validate has graphql-go validate a document.
func (s *Schema) validate(doc *Document, parsed *ast.Document) []gqlerrors.FormattedError {
	for _, op := range doc.operations {
		s.nameFragments(s.query, op.SelectionSet)
	}
	for _, f := range doc.fragments {
		s.nameFragments(s.types[f.TypeCondition.Name.Value], f.SelectionSet)
	}
	reference := s.reference // a copy: validation writes into it
	found := graphql.ValidateDocument(&reference, parsed, graphql.SpecifiedRules).Errors
	if doc.null == "" {
		return found
	}
	standIn := fmt.Sprintf("Variable \"$%s\" is not defined", doc.null)
	return slices.DeleteFunc(found, func(e gqlerrors.FormattedError) bool { return strings.HasPrefix(e.Message, standIn) })
}

// nameFragments gives inline fragments without a type that of what they stand in.
func (s *Schema) nameFragments(on *typeDef, set *ast.SelectionSet) {
	if on == nil || set == nil {
		return
	}
	for _, selection := range set.Selections {
		switch sel := selection.(type) {
		case *ast.Field:
			if f := on.field(sel.Name.Value); f != nil {
				s.nameFragments(f.typ.named(), sel.SelectionSet)
			} else if on == s.query && sel.Name.Value == graphql.SchemaMetaFieldDef.Name {
				s.nameFragments(s.types[graphql.SchemaType.Name()], sel.SelectionSet)
			} else if on == s.query && sel.Name.Value == graphql.TypeMetaFieldDef.Name {
				s.nameFragments(s.types[graphql.TypeType.Name()], sel.SelectionSet)
			}
		case *ast.InlineFragment:
			if sel.TypeCondition == nil {
				sel.TypeCondition = ast.NewNamed(&ast.Named{Name: ast.NewName(&ast.Name{Value: on.name, Loc: sel.Loc}), Loc: sel.Loc})
			}
			s.nameFragments(s.types[sel.TypeCondition.Name.Value], sel.SelectionSet)
		}
	}
}
