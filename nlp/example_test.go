package nlp_test

import (
	"fmt"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// Every layer of a text: words, names, times, and who said what.
func Example() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("Ms Orel said on Monday that the ferry to London didn't sail.")
	doc.Date = "2021-05-25" // when it was written
	p.Annotate(doc)

	for _, t := range doc.Tokens[7:] {
		fmt.Println(t.In(doc.Text), t.UPOS, t.Lemma, t.Deprel)
	}
	for _, m := range doc.Mentions {
		if m.Type == nlp.Place {
			fmt.Printf("a place: %s\n", m.In(doc.Text))
		}
	}
	for _, t := range doc.Times {
		fmt.Printf("a time: %s, %s\n", t.In(doc.Text), t.Value)
	}
	for _, a := range doc.Attributions {
		fmt.Printf("%s (%s) %s: %q\n", a.Source.In(doc.Text), a.SourceType, a.Cue.In(doc.Text), a.Content[0].In(doc.Text))
	}
	// Output:
	// ferry NOUN ferry nsubj
	// to ADP to case
	// London PROPN London nmod
	// did AUX do aux
	// n't PART not advmod
	// sail VERB sail ccomp
	// . PUNCT . punct
	// a place: London
	// a time: Monday, 2021-05-24
	// Ms Orel (person) said: "that the ferry to London didn't sail"
}

// A pipeline of the parts that one needs: here words and times alone, which
// is much faster than the whole.
func ExampleNewPipeline() {
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
	fmt.Println(p.Language(), p.Parts())

	// Parts that cannot work in this order are refused.
	_, err = nlp.NewPipeline("en", times, en.Segmenter())
	fmt.Println(err)
	// Output:
	// en [segment timex]
	// pipeline for "en" in this order cannot work: timex needs tokens
}

// shouting is an annotator of one's own: it finds the names of those who
// shout, as words all in capitals.
type shouting struct{}

func (shouting) Name() string     { return "shouting" }
func (shouting) Needs() nlp.Layer { return nlp.Tokens }
func (shouting) Adds() nlp.Layer  { return nlp.Mentions }

func (shouting) Annotate(doc *nlp.Doc) {
	doc.Mentions = nil // so that annotating twice is annotating once
	for i, t := range doc.Tokens {
		if word := t.In(doc.Text); len(word) > 1 && word == strings.ToUpper(word) && word != strings.ToLower(word) {
			doc.Mentions = append(doc.Mentions, nlp.Mention{Span: t.Span, Head: i, Form: nlp.Name, Chain: -1, Confidence: 0.5})
		}
	}
}

func ExampleAnnotator() {
	p, err := nlp.NewPipeline("en", en.Segmenter(), shouting{})
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("Then HOLT called.")
	p.Annotate(doc)
	fmt.Println(doc.Mentions[0].In(doc.Text), doc.Mentions[0].Begin, doc.Mentions[0].End)
	// Output: HOLT 5 9
}

// Only the blocks are read, and no sentence crosses one.
func ExampleDoc() {
	doc := nlp.NewDoc("Home | News | Sport\nFerry halted\nIt did not sail.")
	doc.Blocks = []nlp.Span{{Begin: 20, End: 32}, {Begin: 33, End: 49}}
	en.Segmenter().Annotate(doc)
	for i := range doc.Sentences {
		fmt.Printf("%q\n", doc.Sentence(i).In(doc.Text))
	}
	// Output:
	// "Ferry halted"
	// "It did not sail."
}

// From a word to what it depends on.
func ExampleToken() {
	p, err := en.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := nlp.NewDoc("The minister told reporters that the bridge was closed.")
	p.Annotate(doc)
	for _, t := range doc.Tokens {
		if t.Deprel == "nsubj" || t.Deprel == "nsubj:pass" {
			fmt.Println(t.In(doc.Text), "<-", doc.Tokens[t.Head].In(doc.Text))
		}
	}
	// Output:
	// minister <- told
	// bridge <- closed
}

func ExampleSpan() {
	text := "The ferry sails."
	ferry := nlp.Span{Begin: 4, End: 9}
	fmt.Println(ferry.In(text), ferry.Len(), ferry.IsZero())
	fmt.Println(nlp.Span{Begin: 0, End: 9}.Contains(ferry), ferry.Overlaps(nlp.Span{Begin: 9, End: 15}))
	// Output:
	// ferry 5 false
	// true false
}

func ExampleLayer() {
	fmt.Println(nlp.Tokens | nlp.Sentences)
	// Output: tokens, sentences
}
