package indexer

// The weights of ranking, in one place. They were chosen on the golden questions (`make relevance`), one at a time, and
// rounded.

// saturation is BM25's k1: how soon one more occurrence tells nothing more.
const saturation = 1.2

// How much a word tells in each class, and how much the length of the text takes away: BM25F (S. Robertson and
// H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).
var (
	classWeight = [classes]float32{inTitle: 3, inText: 1.5, inDetail: 0.5, inLabel: 1.3}
	lengthNorm  = [classes]float32{inTitle: 0.5, inText: 0.6, inDetail: 0.7, inLabel: 0.2}
)

// What a match counts beside the typed word itself, which counts 1.
const (
	weightKin     float32 = 0.65 // another form of the word
	weightMended  float32 = 0.6  // a word that was likely meant
	weightSynonym float32 = 0.65 // another term of the concept
	weightLoose   float32 = 0.6  // of that, where the typed word is only part of a term
)

// What is added to a match, as a share of what its words tell.
const (
	asksBonus       float32 = 0.8  // the document is about a criterion that asks about the concept
	proximityWeight float32 = 0.35 // two words stand side by side
)

// What a whole score is multiplied with.
const (
	coverageShare float32 = 0.5 // the share that depends on how many of the words a document has
	priorAnswer   float32 = 1   // the kinds that hold an answer
	priorQuestion float32 = 0.7 // a criterion: the question without its answers
	priorFrame    float32 = 0.5 // definitions, rules and countries as wholes: what stands around an answer
	ownLanguage   float32 = 1.5 // the question is in the language of the document's country, and not in English
)
