package accepts

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCoding(t *testing.T) {
	for header, want := range map[string]bool{
		"": false, "gzip": true, "GZIP": true, "br, gzip;q=0.8": true, "gzip ; q=0.5": true, "gzip;q=0": false, "gzip; q=0.000": false,
		"*": false, "x-gzip": false, "br,zstd": false, "identity;q=1, gzip;q=nonsense": true,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", header)
		require.Equal(t, want, Coding(r, "gzip"), "%q", header)
	}
}
