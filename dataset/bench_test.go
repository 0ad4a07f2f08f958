package dataset_test

import (
	"testing"

	"github.com/firewallmap/firewallmap/dataset"
)

// BenchmarkLoad makes a snapshot of the canonical JSON, as the program does when it starts.
func BenchmarkLoad(b *testing.B) {
	data := embedded(b).JSON()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := dataset.FromJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDigest computes the tables and their digests.
func BenchmarkDigest(b *testing.B) {
	data := embedded(b).JSON()
	for b.Loop() {
		b.StopTimer()
		s, err := dataset.FromJSON(data)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		s.Digest()
	}
}

// BenchmarkScores computes firewall, total and aspects of all countries.
func BenchmarkScores(b *testing.B) {
	v := embedded(b).Today()
	weights := dataset.DefaultWeights()
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range v.Countries() {
			v.Firewall(c)
			v.Score(c, weights)
			v.Aspects(c)
		}
	}
}
