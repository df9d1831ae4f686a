package clause

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// AsksFor reports whether the verb at token i, one of accusing, asks for money instead:
// whether one of these words, in small letters, opens a phrase or a clause of it, as of
// "charged for the ride". Nothing further than duesReach words behind the verb is seen.
func AsksFor(doc *nlp.Doc, i int, words map[string]bool) bool {
	if len(words) == 0 {
		return false
	}
	for k := i + 1; k < min(len(doc.Tokens), i+duesReach); k++ {
		d := &doc.Tokens[k]
		if (d.Deprel != "case" && d.Deprel != "mark") || d.Head <= k || doc.Tokens[d.Head].Head != i {
			continue
		}
		if of, _, _ := strings.Cut(doc.Tokens[d.Head].Deprel, ":"); (of == "obl" || of == "advcl") && words[strings.ToLower(d.In(doc.Text))] {
			return true
		}
	}
	return false
}

// duesReach bounds the words behind a verb that are looked at: "charged the porters of the mill
// nine crowns for the ride" needs a dozen.
const duesReach = 24
