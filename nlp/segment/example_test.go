package segment_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/segment"
)

// A language is what segmentation must know of it; the rest are rules.
func ExampleNew() {
	s := segment.New(segment.Language{Titles: []string{"hr"}, Clitics: []string{"'s"}})
	doc := nlp.NewDoc("Hr. Holm ging. Das war's.")
	s.Annotate(doc)
	for i := range doc.Sentences {
		fmt.Println(doc.Sentence(i).In(doc.Text))
	}
	// Output:
	// Hr. Holm ging.
	// Das war's.
}
