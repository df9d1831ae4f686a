package factuality_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// How sure a source is, and the words that show it.
func Example() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("Ana Orel said that the ferry may have sunk. Tom Dunn denied that it had left Varo.")
	p.Annotate(doc)
	for _, a := range doc.Attributions {
		fmt.Println(a.Source.In(doc.Text), a.Certainty, a.Polarity)
		for _, s := range a.ShownBy {
			fmt.Println(" ", s.In(doc.Text))
		}
	}
	// Output:
	// Ana Orel possible positive
	//   may
	// Tom Dunn certain negative
	//   denied
}
