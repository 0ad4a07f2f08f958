//go:build race

package importers

// slower is how many times the time and memory a program takes in which races are looked for.
const slower = 10
