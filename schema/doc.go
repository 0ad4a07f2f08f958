// Package schema holds the words of Firewall Map as Go types, with their validation.
//
// The field is policy surveillance (legal epidemiology): a codebook asks criteria, a mapping answers them country by
// country, and every answer, an assessment, names its level, its basis and its sources. The types here are those words
// and no others; docs/codebook.md and the package's own comments say what each means and where the meaning comes from.
//
// What belongs here: the records of a dataset ([Records] and all it holds), the closed sets of words they use
// ([Vocabulary]), partly known dates ([Date]), country codes ([CountryCode]), and [Records.Validate], which finds every
// problem at once and says where. What does not: reading, writing, computing. The package imports no other package of
// the project and does no input or output.
//
// The json tags are the names of the fields everywhere: in YAML, in the canonical JSON, in GraphQL and in tables. A field
// whose tag lacks omitempty (or omitzero) has to be given.
package schema
