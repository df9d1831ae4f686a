package ner_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// The names of a text, by the weights for English. What else refers to somebody
// is found by nlp/coref.
func Example() {
	reader, err := en.Reader()
	if err != nil {
		fmt.Println(err)
		return
	}
	names, err := en.Names()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := nlp.NewPipeline("en", en.Segmenter(), reader, names)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The minister met Ana Orel in London. She thanked him.")
	p.Annotate(doc)
	for _, m := range doc.Mentions {
		fmt.Printf("%s %q %s\n", m.Form, m.In(doc.Text), m.Type)
	}
	// Output:
	// name "Ana Orel" Person
	// name "London" Place
}
