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

// Tags, lemmas and the tree need no more than words.
func ExampleReader() {
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
	doc := nlp.NewDoc("The ferries sank.")
	p.Annotate(doc)
	for _, t := range doc.Tokens {
		fmt.Println(t.In(doc.Text), t.UPOS, t.Lemma, t.Deprel, t.Head)
	}
	// Output:
	// The DET the det 1
	// ferries NOUN ferry nsubj 2
	// sank VERB sink root -1
	// . PUNCT . punct 2
}

// What in a text means the same; attributions and times may be left out.
func ExampleCoreference() {
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
	references, err := en.Coreference()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := nlp.NewPipeline("en", en.Segmenter(), reader, names, references)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("Ana Orel left Varo. She was tired.")
	p.Annotate(doc)
	for _, m := range doc.Mentions {
		fmt.Println(m.In(doc.Text), m.Type, m.Chain)
	}
	// Output:
	// Ana Orel Person 0
	// Varo Place -1
	// She Person 0
}

// What shows how sure whoever writes is.
func ExampleFactuality() {
	reader, err := en.Reader()
	if err != nil {
		fmt.Println(err)
		return
	}
	sure, err := en.Factuality()
	if err != nil {
		fmt.Println(err)
		return
	}
	times, err := en.Times()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := nlp.NewPipeline("en", en.Segmenter(), reader, times, en.Attribution(), sure)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The ferry may have sunk. It did not.")
	p.Annotate(doc)
	for _, m := range doc.Markers {
		fmt.Println(m.Kind, m.In(doc.Text))
	}
	// Output:
	// hedge may
	// negation not
}
