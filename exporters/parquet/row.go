package parquet

import (
	"fmt"
	"reflect"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/tidy"
)

// A row is a struct type made from the columns of a sheet, with a field a column. Struct types are how parquet-go keeps
// columns in their order; its groups sort them by name.
type row struct {
	of      reflect.Type
	columns []tidy.Column
}

func rowOf(columns []tidy.Column) row {
	fields := make([]reflect.StructField, len(columns))
	for j, c := range columns {
		fields[j] = reflect.StructField{
			Name: fmt.Sprintf("F%d", j), Type: typeOf(c.Column), Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", c.Name+optionsOf(c.Column))),
		}
	}
	return row{reflect.StructOf(fields), columns}
}

// typeOf is the Go type of a column's values. A number or a yes or no that may be missing is a pointer, as 0 and no are
// values; text and lists are missing where they are empty, which the tables never have.
func typeOf(c dataset.Column) reflect.Type {
	switch c.Type {
	case dataset.Integer:
		if c.Required {
			return reflect.TypeFor[int64]()
		}
		return reflect.TypeFor[*int64]()
	case dataset.Boolean:
		if c.Required {
			return reflect.TypeFor[bool]()
		}
		return reflect.TypeFor[*bool]()
	case dataset.TextList:
		return reflect.TypeFor[[]string]()
	case dataset.Objects:
		return reflect.SliceOf(objectOf(c.Fields))
	}
	return reflect.TypeFor[string]()
}

// optionsOf are the options of a column in the words of parquet-go. What repeats few words is kept as a dictionary.
func optionsOf(c dataset.Column) string {
	options := ""
	switch c.Type {
	case dataset.TextList, dataset.Objects:
		options = ",list"
	case dataset.Text:
		if c.Words != nil || c.Refers != "" {
			options = ",dict"
		}
	}
	if !c.Required {
		options = ",optional" + options
	}
	return options
}

// objectOf is the type of the objects in a column.
func objectOf(names []string) reflect.Type {
	fields := make([]reflect.StructField, len(names))
	for k, name := range names {
		fields[k] = reflect.StructField{
			Name: fmt.Sprintf("F%d", k), Type: reflect.TypeFor[string](), Tag: reflect.StructTag(fmt.Sprintf("parquet:%q", name)),
		}
	}
	return reflect.StructOf(fields)
}

// zero is a row without values.
func (r row) zero() any { return reflect.New(r.of).Interface() }

// filled is a row with these values.
func (r row) filled(values []any) any {
	to := reflect.New(r.of)
	for j, value := range values {
		if value == nil {
			continue
		}
		field := to.Elem().Field(j)
		switch v := value.(type) {
		case string:
			field.SetString(v)
		case int:
			if field.Kind() == reflect.Pointer {
				field.Set(reflect.New(field.Type().Elem()))
				field = field.Elem()
			}
			field.SetInt(int64(v))
		case bool:
			if field.Kind() == reflect.Pointer {
				field.Set(reflect.New(field.Type().Elem()))
				field = field.Elem()
			}
			field.SetBool(v)
		case []string:
			field.Set(reflect.ValueOf(v))
		case []any:
			list := reflect.MakeSlice(field.Type(), len(v), len(v))
			for i, object := range v {
				for k, name := range r.columns[j].Fields {
					text, _ := object.(map[string]any)[name].(string)
					list.Index(i).Field(k).SetString(text)
				}
			}
			field.Set(list)
		}
	}
	return to.Interface()
}
