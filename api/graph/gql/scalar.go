package gql

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
)

// The scalars of the GraphQL specification.
var (
	// String is text.
	String = newScalar(graphql.String.Name(), graphql.String.Description(), graphql.String, writeString, readString)
	// ID is an identifier, written as text.
	ID = newScalar(graphql.ID.Name(), graphql.ID.Description(), graphql.ID, writeString, readID)
	// Int is a whole number of 32 bits; a larger value is an error, not null.
	Int = newScalar(graphql.Int.Name(), graphql.Int.Description(), graphql.Int, writeInt, readInt)
	// Float is a finite number.
	Float = newScalar(graphql.Float.Name(), graphql.Float.Description(), graphql.Float, writeFloat, readFloat)
	// Boolean is true or false.
	Boolean = newScalar(graphql.Boolean.Name(), graphql.Boolean.Description(), graphql.Boolean, writeBoolean, readBoolean)
)

// NewScalar declares a scalar that is written as text. The error of parse goes to the client, so it should say which
// values there are.
func NewScalar[T any](name, description string, format func(T) string, parse func(string) (T, error)) *Scalar[T] {
	mustBeName(name)
	mustDescribe(name, description)
	text := graphql.NewScalar(graphql.ScalarConfig{
		Name: name, Description: description,
		Serialize: func(v any) any { return v },
		ParseValue: func(v any) any {
			return v
		},
		ParseLiteral: func(v ast.Value) any {
			if s, ok := v.(*ast.StringValue); ok {
				return s.Value
			}
			return nil
		},
	})
	return newScalar(name, description, text,
		func(b []byte, v T) ([]byte, error) { return appendString(b, format(v)), nil },
		func(raw any) (T, error) {
			s, ok := raw.(string)
			if !ok {
				var zero T
				return zero, fmt.Errorf("%s is no %s; give it as a text in quotes", show(raw), name)
			}
			return parse(s)
		})
}

func writeString(b []byte, v string) ([]byte, error) { return appendString(b, v), nil }

func writeInt(b []byte, v int) ([]byte, error) {
	if v > math.MaxInt32 || v < math.MinInt32 {
		return b, fmt.Errorf("%d is beyond the 32 bits of an Int", v)
	}
	return strconv.AppendInt(b, int64(v), 10), nil
}

func writeFloat(b []byte, v float64) ([]byte, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return b, fmt.Errorf("%v is no number that JSON can hold", v)
	}
	return strconv.AppendFloat(b, v, floatFormat(v), -1, 64), nil
}

// floatFormat writes very large and very small numbers with an exponent, as encoding/json does.
func floatFormat(v float64) byte {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return 'e'
	}
	return 'f'
}

func writeBoolean(b []byte, v bool) ([]byte, error) { return strconv.AppendBool(b, v), nil }

func readString(raw any) (string, error) {
	if s, ok := raw.(string); ok {
		return s, nil
	}
	return "", fmt.Errorf("%s is no String", show(raw))
}

func readID(raw any) (string, error) {
	switch v := raw.(type) {
	case string:
		return v, nil
	case json.Number:
		if _, err := strconv.ParseInt(string(v), 10, 64); err == nil {
			return string(v), nil
		}
	}
	return "", fmt.Errorf("%s is no ID", show(raw))
}

func readInt(raw any) (int, error) {
	if n, ok := raw.(json.Number); ok {
		if f, err := n.Float64(); err == nil && f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32+1 {
			if i := int(f); i >= math.MinInt32 && i <= math.MaxInt32 {
				return i, nil
			}
		}
		return 0, fmt.Errorf("%s is no Int: a whole number between %d and %d", show(raw), math.MinInt32, math.MaxInt32)
	}
	return 0, fmt.Errorf("%s is no Int", show(raw))
}

func readFloat(raw any) (float64, error) {
	if n, ok := raw.(json.Number); ok {
		if f, err := n.Float64(); err == nil {
			return f, nil
		}
	}
	return 0, fmt.Errorf("%s is no Float", show(raw))
}

func readBoolean(raw any) (bool, error) {
	if v, ok := raw.(bool); ok {
		return v, nil
	}
	return false, fmt.Errorf("%s is no Boolean: true or false", show(raw))
}

// show is a raw input value as an error quotes it: as JSON, cut where it is long.
func show(raw any) string {
	b, err := json.Marshal(raw)
	if err != nil {
		return "the value"
	}
	if len(b) > 60 {
		n := 60
		for n > 0 && b[n]&0xC0 == 0x80 { // never through a character
			n--
		}
		return string(b[:n]) + "…"
	}
	return string(b)
}
