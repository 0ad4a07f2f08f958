package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

func TestServicesWarnFirst(t *testing.T) {
	s := embedded(t)
	var b strings.Builder
	listed := 0
	for _, of := range s.Services(nil) {
		listed += len(of.Help) + len(of.NotHelp)
		for _, x := range of.NotHelp {
			require.False(t, x.ListedAsHelp(), x.ID)
			fmt.Fprintf(&b, "%s no help: %s\n", x.ID, x.Warning())
		}
		for _, x := range of.Help {
			require.True(t, x.ListedAsHelp(), x.ID)
			if len(x.MayNotify) == 0 {
				require.Equal(t, dataset.NotEstablished, x.Warning(), x.ID)
				continue
			}
			fmt.Fprintf(&b, "%s: %s\n", x.ID, x.Warning())
		}
	}
	require.Equal(t, len(s.IDs(dataset.KindService)), listed)
	golden(t, "services.txt", b.String())
}
