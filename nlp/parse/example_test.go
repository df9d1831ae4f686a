package parse_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// Who does what: the subject and the object of each verb, by the dependencies
// that the weights for English find.
func Example() {
	reader, err := en.Reader()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := nlp.NewPipeline("en", en.Segmenter(), reader)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The council sold the ferry, and the union bought two boats.")
	p.Annotate(doc)
	for i, verb := range doc.Tokens {
		if verb.UPOS != "VERB" {
			continue
		}
		var subject, object string
		for _, t := range doc.Tokens {
			switch {
			case t.Head == i && t.Deprel == "nsubj":
				subject = t.In(doc.Text)
			case t.Head == i && t.Deprel == "obj":
				object = t.In(doc.Text)
			}
		}
		fmt.Println(subject, verb.Lemma, object)
	}
	// Output:
	// council sell ferry
	// union buy boats
}
