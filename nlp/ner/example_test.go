package ner_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/ner"
)

// The names of a text, by the weights for English, and what else refers to
// somebody: noun phrases and pronouns.
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
	p, err := nlp.NewPipeline("en", en.Segmenter(), reader, names, en.Referrer())
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
	// nominal "The minister" Person
	// name "Ana Orel" Person
	// name "London" Place
	// pronoun "She" Person
	// pronoun "him" Person
}

// A Referrer of one's own knows which nouns mean what.
func ExampleNewReferrer() {
	r := ner.NewReferrer(ner.Lexicon{Nouns: map[string]nlp.EntityType{"skipper": nlp.Person}})
	fmt.Println(r.Name(), "needs", r.Needs())
	// Output: refer needs tokens, sentences, tags, lemmas, dependencies, mentions
}
