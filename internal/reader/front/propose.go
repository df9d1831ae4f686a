package front

import "github.com/stemma/stemma"

// Propose fills the values that doc leaves open.
func Propose(doc *stemma.Document) {}
