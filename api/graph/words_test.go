package graph

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/schema"
)

// member says whether an enum has a name for a value of its Go type.
type member struct {
	typ reflect.Type
	has func(reflect.Value) bool
}

func of[T comparable](e *gql.Enum[T]) member {
	return member{reflect.TypeFor[T](), func(v reflect.Value) bool { return e.Has(v.Interface().(T)) }}
}

// TestEveryStoredWordHasAName walks all records: a word without a name in its enum would be an error in an answer.
func TestEveryStoredWordHasAName(t *testing.T) {
	enums := map[reflect.Type]func(reflect.Value) bool{}
	for _, m := range []member{
		of(aspectType), of(levelType), of(cellLevelType), of(basisType), of(practiceType), of(groupType), of(doorWordType), of(evidenceType),
		of(confidenceType), of(addresseeType), of(stageType), of(originType), of(scenarioKindType), of(actorType), of(tierType), of(ruleKindType),
		of(ruleStatusType), of(relationType), of(bindingType), of(reservationStateType), of(instrumentKindType), of(courtType), of(sourceKindType),
		of(serviceKindType), of(answerType), of(authorityType), of(resourceKindType), of(audienceType), of(reasonType),
	} {
		enums[m.typ] = m.has
	}
	checked := map[reflect.Type]bool{}
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		if has := enums[v.Type()]; has != nil && !v.IsZero() {
			require.True(t, has(v), "%s: %v has no name in the enum of %s", path, v, v.Type())
			checked[v.Type()] = true
		}
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem(), path)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i), path+"."+v.Type().Field(i).Name)
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		}
	}
	s, err := dataset.Embedded()
	require.NoError(t, err)
	walk(reflect.ValueOf(s.Records()), "records")
	for typ := range enums {
		if typ != reflect.TypeFor[schema.CellLevel]() { // an answer, never stored
			require.True(t, checked[typ], "no record has a %s: is the enum still needed?", typ)
		}
	}
}

// TestEverythingIsDescribed reads the schema as tools do: every type, field, argument and enum value says what it means.
func TestEverythingIsDescribed(t *testing.T) {
	type described struct{ Name, Description string }
	var answer struct {
		Schema struct {
			Types []struct {
				described
				Fields []struct {
					described
					Args []described
				}
				InputFields, EnumValues []described
			}
		} `json:"__schema"`
	}
	data(t, `{__schema{types{name description fields(includeDeprecated: true){name description args{name description}} inputFields{name description} enumValues(includeDeprecated: true){name description}}}}`, &answer)
	require.Greater(t, len(answer.Schema.Types), 80)
	say := func(d described, place string) { require.NotEmpty(t, d.Description, place+"."+d.Name) }
	for _, typ := range answer.Schema.Types {
		if strings.HasPrefix(typ.Name, "__") {
			continue // introspection itself
		}
		say(typ.described, "type")
		for _, f := range typ.Fields {
			say(f.described, typ.Name)
			for _, a := range f.Args {
				say(a, typ.Name+"."+f.Name)
			}
		}
		for _, d := range append(typ.InputFields, typ.EnumValues...) {
			say(d, typ.Name)
		}
	}
}
