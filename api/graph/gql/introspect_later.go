package gql

import "github.com/graphql-go/graphql"

// What the specification has added to introspection since graphql-go v0.8.1, and tools of today ask for: the specification
// of September 2025, section 4.2. graphql-go validates queries by its own types, so they are added there.
func init() {
	text := func(description string) *graphql.Field {
		return &graphql.Field{Type: graphql.String, Description: description}
	}
	yesNo := func(description string) *graphql.Field {
		return &graphql.Field{Type: graphql.NewNonNull(graphql.Boolean), Description: description}
	}
	withDeprecated := func(typ *graphql.Object, name string) {
		known := typ.Fields()[name]
		typ.AddFieldConfig(name, &graphql.Field{Type: known.Type, Description: known.Description, Resolve: known.Resolve, Args: graphql.FieldConfigArgument{
			"includeDeprecated": &graphql.ArgumentConfig{Type: graphql.Boolean, DefaultValue: false},
		}})
	}
	graphql.SchemaType.AddFieldConfig("description", text("What the schema is."))
	graphql.TypeType.AddFieldConfig("specifiedByURL", text("Where a custom scalar is specified; null where nowhere."))
	graphql.TypeType.AddFieldConfig("isOneOf", &graphql.Field{Type: graphql.Boolean, Description: "Whether exactly one field of an input object has to be given; null for other types."})
	withDeprecated(graphql.TypeType, "inputFields")
	withDeprecated(graphql.FieldType, "args")
	withDeprecated(graphql.DirectiveType, "args")
	graphql.DirectiveType.AddFieldConfig("isRepeatable", yesNo("Whether the directive may stand in one place more than once."))
	graphql.InputValueType.AddFieldConfig("isDeprecated", yesNo("Whether the argument or input field should not be used any more."))
	graphql.InputValueType.AddFieldConfig("deprecationReason", text("Why it should not be used any more, and what to use."))
}
