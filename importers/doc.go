// Package importers puts what files give into a dataset directory, whole or not at all.
//
// [Import] reads files through the packages of the formats, merges what they give into the records of the directory, checks
// the whole, says which cells change and what that does to firewalls and scores, and writes the files that changed. An import
// adds and updates; it never takes a record away. [Open] reads a directory, and first finishes or undoes what a killed import
// left; every reader of a directory goes through it.
//
// What belongs here: merging, the log of changes, writing safely. What does not: formats (the packages below this one) and
// computing scores (package dataset).
package importers
