package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firewallmap/firewallmap/dataset"
)

func TestTheHandbookIsInStepWithTheData(t *testing.T) {
	snapshot, err := dataset.Embedded()
	require.NoError(t, err)
	for name, make := range files {
		var b bytes.Buffer
		require.NoError(t, make(&b, snapshot))
		data, err := os.ReadFile("../../" + name)
		require.NoError(t, err)
		if string(data) != b.String() {
			t.Errorf("%s is not what the data says; run make docs", name)
		}
	}
}
