package en_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
)

// Times need words alone.
func ExampleTimes() {
	times, err := en.Times()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := nlp.NewPipeline("en", en.Segmenter(), times)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("It sailed last August and sank two weeks ago.")
	doc.Date = "2021-05-25"
	p.Annotate(doc)
	for _, t := range doc.Times {
		fmt.Println(t.In(doc.Text), t.Value)
	}
	// Output:
	// last August 2020-08
	// two weeks ago 2021-W19
}

// Sentences and words, in any kind of text.
func ExampleSegmenter() {
	doc := nlp.NewDoc("Gen. Dunn couldn't come. He's ill.")
	en.Segmenter().Annotate(doc)
	for i := range doc.Sentences {
		fmt.Println(doc.Sentence(i).In(doc.Text))
	}
	// Output:
	// Gen. Dunn couldn't come.
	// He's ill.
}

// Each file of weights says under which licence it stands.
func ExampleWeights() {
	f, err := model.Decode(en.Weights()["read"])
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Note("kind"), f.Note("licence"))
	// Output: read CC BY-SA 4.0
}
