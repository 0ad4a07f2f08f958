package main

import "github.com/spf13/cobra"

// commands are all commands, in the order of the handbook.
var commands = []func(*flags) *cobra.Command{
	newServe,
	newCountries,
	newShow,
	newCompare,
	newScore,
	newRank,
	newGaps,
	newBrief,
	newAlign,
	newDoors,
	newWhatIf,
	newTimeline,
	newServices,
	newReliability,
	newQuality,
	newCite,
	newVerify,
	newSearch,
	newQuery,
	newValidate,
	newDiff,
	newTemplate,
	newImport,
	newExport,
	newVersion,
}
