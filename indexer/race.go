//go:build race

package indexer

// slower is how much longer a search may take in a program in which races are looked for.
const slower = 30
