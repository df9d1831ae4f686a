package tag_test

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/tag"
)

// Tags, features and lemmas of a text, by the weights for English.
func Example() {
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
	doc := nlp.NewDoc("She had sold two boats.")
	p.Annotate(doc)
	for _, t := range doc.Tokens {
		fmt.Println(t.In(doc.Text), t.UPOS, t.XPOS, t.Lemma, t.Feats)
	}
	// Output:
	// She PRON PRP she Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs
	// had AUX VBD have Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
	// sold VERB VBN sell Tense=Past|VerbForm=Part
	// two NUM CD two NumForm=Word|NumType=Card
	// boats NOUN NNS boat Number=Plur
	// . PUNCT . .
}

// A lemmatizer of one's own: a word that is listed, and a rule for an ending.
func ExampleMakeLemmatizer() {
	forms := map[string]string{string(tag.FormKey(nil, "geese", "NOUN", "NNS")): "goose"}
	rules := map[string]int32{string(tag.RuleKey(nil, "NOUN", "NNS", false, "ies")): 0}
	l := tag.MakeLemmatizer(forms, rules, []tag.Script{{Cut: 3, Add: "y"}})
	fmt.Println(l.Lemma("Geese", "NOUN", "NNS", true), l.Lemma("ferries", "NOUN", "NNS", false))
	// Output: goose ferry
}

// A script says how a lemma is made of a form.
func ExampleScript() {
	s, err := tag.ParseScript("-3+e")
	if err != nil {
		fmt.Println(err)
		return
	}
	lemma, ok := s.Apply("Closing")
	fmt.Println(lemma, ok)
	// Output: close true
}
