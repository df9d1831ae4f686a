package read_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
)

// A reader is made from weights, here those for English that are built in, and
// reads what a segmenter has cut.
func Example() {
	weights, err := model.Decode(en.Weights()["read"])
	if err != nil {
		fmt.Println(err)
		return
	}
	reader, err := read.Load(weights)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := nlp.NewPipeline("en", en.Segmenter(), reader)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The old bridges were closed.")
	p.Annotate(doc)
	for _, t := range doc.Tokens {
		head := "-"
		if t.Head >= 0 {
			head = doc.Tokens[t.Head].In(doc.Text)
		}
		fmt.Println(t.In(doc.Text), t.UPOS, t.Lemma, t.Deprel, head)
	}
	// Output:
	// The DET the det bridges
	// old ADJ old amod bridges
	// bridges NOUN bridge nsubj:pass closed
	// were AUX be aux:pass closed
	// closed VERB close root -
	// . PUNCT . punct closed
}
