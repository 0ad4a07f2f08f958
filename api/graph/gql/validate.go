package gql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
)

// validate has graphql-go v0.8.1 validate a document. It refuses three things that GraphQL allows: null as a literal, for
// which a variable stands that nothing declares, inline fragments without a type inside a list or a non-null field, and a
// default for a variable of a non-null type.
func (s *Schema) validate(doc *Document, parsed *ast.Document) []Error {
	if problems := s.survey(doc); len(problems) > 0 {
		return problems
	}
	rules := graphql.SpecifiedRules
	if !strings.Contains(doc.text, "$") && doc.null == "" {
		rules = rulesWithoutVariables
	}
	reference := s.reference // a copy: validation writes into it
	found := graphql.ValidateDocument(&reference, parsed, rules).Errors
	if doc.null != "" {
		standIn := fmt.Sprintf("Variable \"$%s\" is not defined", doc.null)
		found = slices.DeleteFunc(found, func(e gqlerrors.FormattedError) bool { return strings.HasPrefix(e.Message, standIn) })
	}
	found = slices.DeleteFunc(found, func(e gqlerrors.FormattedError) bool { return strings.Contains(e.Message, defaultRefused) })
	if len(found) == 0 {
		return nil
	}
	return doc.fromLibrary(found, CodeValidation)
}

// defaultRefused is what the message of the library says of a default that GraphQL has allowed since 2018.
const defaultRefused = " is required and will not use the default value."

// rulesWithoutVariables are enough for a document that has none; the others take a third of the time.
var rulesWithoutVariables = []graphql.ValidationRuleFn{
	graphql.ArgumentsOfCorrectTypeRule, graphql.FieldsOnCorrectTypeRule, graphql.FragmentsOnCompositeTypesRule,
	graphql.KnownArgumentNamesRule, graphql.KnownDirectivesRule, graphql.KnownFragmentNamesRule, graphql.KnownTypeNamesRule,
	graphql.LoneAnonymousOperationRule, graphql.NoUnusedFragmentsRule, graphql.OverlappingFieldsCanBeMergedRule,
	graphql.PossibleFragmentSpreadsRule, graphql.ProvidedNonNullArgumentsRule, graphql.ScalarLeafsRule,
	graphql.UniqueArgumentNamesRule, graphql.UniqueFragmentNamesRule, graphql.UniqueInputFieldNamesRule, graphql.UniqueOperationNamesRule,
}
