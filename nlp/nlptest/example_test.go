package nlptest_test

import (
	"fmt"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/nlptest"
)

// A new language has this as its test, with its own pipeline and samples.
func ExampleTest() {
	_ = func(t *testing.T) {
		p, err := en.New()
		if err != nil {
			t.Fatal(err)
		}
		nlptest.Test(t, p, "The ferry sails on Monday. “We shall see,” said Ms Orel.")
	}
}

// Check holds a Doc to what package nlp promises.
func ExampleCheck() {
	doc := nlp.NewDoc("Boats sail.")
	en.Segmenter().Annotate(doc)
	fmt.Println(nlptest.Check(doc))
	doc.Tokens[1].Begin = 3
	fmt.Println(nlptest.Check(doc))
	// Output:
	// <nil>
	// token 1 at {3 10} overlaps the one before it
}
