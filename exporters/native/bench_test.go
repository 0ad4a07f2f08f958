package native_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/native"
)

// BenchmarkFiles is the export of the embedded dataset as YAML: under 300 ms is promised.
func BenchmarkFiles(b *testing.B) {
	s, err := dataset.Embedded()
	require.NoError(b, err)
	for b.Loop() {
		_, err := native.Files(s.Records())
		require.NoError(b, err)
	}
}

// BenchmarkSnapshot is the export of the embedded dataset as JSON, of which the making of a snapshot is a part.
func BenchmarkSnapshot(b *testing.B) {
	s, err := dataset.Embedded()
	require.NoError(b, err)
	data := s.JSON()
	for b.Loop() {
		again, err := dataset.FromJSON(data)
		require.NoError(b, err)
		require.NotEmpty(b, again.JSON())
	}
}
