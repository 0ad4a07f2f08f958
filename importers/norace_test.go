//go:build !race

package importers

// slower is how many times the time and memory a program takes in which races are looked for; this one is plain.
const slower = 1
