//go:build !race

package indexer

// slower is how much longer a search may take; this program is a plain one.
const slower = 1
