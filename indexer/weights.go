package indexer

var (
	asksAbout       float32 = 1.4
	priorAssessment float32 = 1.1
	priorCriterion  float32 = 1.1
	priorSource     float32 = 0.9
	priorAbout      float32 = 0.8
	ownLanguage     float32 = 1.3
	coverageShare   float32 = 0.5
	weightSynonym   float32 = 0.45
	weightKin       float32 = 0.7
	proximityWeight float32 = 0.35
)
