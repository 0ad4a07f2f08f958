package importers

import (
	"testing"
	"time"
)

// WaitLonger has imports wait for their turn as long as a slow machine may need.
func WaitLonger(t *testing.T) {
	patience := lockPatience
	lockPatience = 10 * time.Minute
	t.Cleanup(func() { lockPatience = patience })
}
