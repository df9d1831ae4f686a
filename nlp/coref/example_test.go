package coref_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// What in a text refers to somebody, and what means the same: mentions of one
// chain share its number, -1 stands for none.
func Example() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The minister met Ana Orel in London. She thanked him.")
	p.Annotate(doc)
	for _, m := range doc.Mentions {
		fmt.Printf("%s %q %d\n", m.Form, m.In(doc.Text), m.Chain)
	}
	// Output:
	// nominal "The minister" 0
	// name "Ana Orel" 1
	// name "London" -1
	// pronoun "She" 1
	// pronoun "him" 0
}
