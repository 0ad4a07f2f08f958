package schema

// A ReferenceType is what kind of work a bibliographic reference is to, in the words of the Citation Style Language
// (CSL 1.0.2, appendix III), so that every reference manager knows it.
type ReferenceType string

// The types of reference that the dataset has need of.
const (
	ReferenceDataset     ReferenceType = "dataset"
	ReferenceLegislation ReferenceType = "legislation"
	ReferenceRegulation  ReferenceType = "regulation"
	ReferenceBill        ReferenceType = "bill"
	ReferenceTreaty      ReferenceType = "treaty"
	ReferenceCase        ReferenceType = "legal_case"
	ReferenceReport      ReferenceType = "report"
	ReferenceArticle     ReferenceType = "article"
	ReferencePamphlet    ReferenceType = "pamphlet"
	ReferenceWebpage     ReferenceType = "webpage"
	ReferenceFilm        ReferenceType = "motion_picture"
	ReferenceDocument    ReferenceType = "document"
)

// ReferenceTypes are the types of reference.
var ReferenceTypes = vocabulary("type of reference",
	Term[ReferenceType]{ReferenceDataset, "a dataset, or a part of one"},
	Term[ReferenceType]{ReferenceLegislation, "a law"},
	Term[ReferenceType]{ReferenceRegulation, "delegated legislation"},
	Term[ReferenceType]{ReferenceBill, "a bill"},
	Term[ReferenceType]{ReferenceTreaty, "a treaty"},
	Term[ReferenceType]{ReferenceCase, "a judgment or decision of a court"},
	Term[ReferenceType]{ReferenceReport, "a report"},
	Term[ReferenceType]{ReferenceArticle, "an article; whether in a journal or a newspaper is not recorded"},
	Term[ReferenceType]{ReferencePamphlet, "a leaflet"},
	Term[ReferenceType]{ReferenceWebpage, "a page on the web"},
	Term[ReferenceType]{ReferenceFilm, "a film or recording"},
	Term[ReferenceType]{ReferenceDocument, "a document of another kind"},
)
