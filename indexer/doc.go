// Package indexer searches a snapshot: everything with words in it, in the languages of the countries.
//
// [Open] makes an [Index] over one snapshot, or opens the one that an earlier run left on disk; [Index.Search] answers a
// question as people type it, [Index.Suggest] completes one. Like the snapshot an index never changes: new data are
// searched by opening another index beside it and swapping one pointer, so that readers never wait.
//
// How it works, in short (docs/search.md says it for users): every text is cut into words, folded (case and diacritics
// away) and kept by Bleve's Scorch engine with positions, one field for each weight. Words of one stem in the language of
// their text form a class; a question's word stands for itself and, with less weight, for its class. Terms of the
// thesaurus are found in the question when it is read, and widen it. Scores are BM25F; facets, filters and ties are
// computed over the snapshot's own order, so that the index stores words and nothing else: what a hit says comes from the
// snapshot.
//
// What belongs here: which texts are searched, how words are compared, ranked and marked, and the life of the index on
// disk. What does not: the query language (package query), what is true of a cell (dataset), how a hit looks (the
// printers and pages).
package indexer
