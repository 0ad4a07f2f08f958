package dataset

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// Weights say how much each aspect counts in a total. They are relative: scaling all of them changes nothing.
type Weights map[schema.Aspect]float64

// DefaultWeights weigh the four aspects of substance alike, and commitments, which are facts and not protection, not at
// all.
func DefaultWeights() Weights {
	return Weights{schema.Legal: 1, schema.Residence: 1, schema.Procedures: 1, schema.Approaches: 1, schema.Commitments: 0}
}

// NewWeights are the default weights with some of them changed. Its error says which weight cannot be.
func NewWeights(changed map[schema.Aspect]float64) (Weights, error) {
	for _, a := range slices.Sorted(maps.Keys(changed)) {
		if _, err := schema.Aspects.Parse(string(a)); err != nil {
			return nil, err
		}
	}
	weights := DefaultWeights()
	sum := 0.0
	for _, a := range schema.Aspects.Words() {
		w, given := changed[a]
		if given {
			if math.IsNaN(w) || math.IsInf(w, 0) || w < 0 || w > MaxWeight {
				return nil, fmt.Errorf("weight of %s is %v; a weight is a number from 0 to %d", a, w, MaxWeight)
			}
			weights[a] = w
		}
		sum += weights[a]
	}
	if sum == 0 {
		return nil, fmt.Errorf("all weights are 0; give at least one aspect a weight above 0")
	}
	return weights, nil
}

// MaxWeight is the largest weight that can be given.
const MaxWeight = 1_000_000

// ParseWeights reads weights as they are typed: "legal=3,procedures=1". Those that are not named keep their defaults.
func ParseWeights(text string) (Weights, error) {
	changed := map[schema.Aspect]float64{}
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, number, ok := strings.Cut(part, "=")
		if !ok {
			return nil, fmt.Errorf("weight %q has no =; write legal=2,procedures=1", part)
		}
		aspect, err := schema.Aspects.Parse(strings.ToLower(strings.TrimSpace(name)))
		if err != nil {
			return nil, err
		}
		if _, twice := changed[aspect]; twice {
			return nil, fmt.Errorf("the weight of %s is given twice", aspect)
		}
		w, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil {
			return nil, fmt.Errorf("weight of %s is %q; a weight is a number from 0 to %d", aspect, strings.TrimSpace(number), MaxWeight)
		}
		changed[aspect] = w
	}
	return NewWeights(changed)
}

// String is the weights as they are typed, in the order of the codebook.
func (w Weights) String() string {
	parts := make([]string, 0, len(w))
	for _, a := range schema.Aspects.Words() {
		parts = append(parts, fmt.Sprintf("%s=%s", a, strconv.FormatFloat(w[a], 'g', -1, 64)))
	}
	return strings.Join(parts, ",")
}
