package train

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/coref"
	"github.com/stemma/stemma/nlp/model"
)

// talk makes a text of sentences of three words, "A sees B", with their trees.
func talk(words string) *nlp.Doc {
	doc := &nlp.Doc{Text: words}
	at := 0
	for i, w := range strings.Fields(words) {
		begin := at + strings.Index(words[at:], w)
		at = begin + len(w)
		t := nlp.Token{Span: nlp.Span{Begin: begin, End: at}, UPOS: "PROPN", XPOS: "NNP", Lemma: w, Feats: "Number=Sing", Deprel: "nsubj", Head: i + 1}
		switch i % 3 {
		case 1:
			t.UPOS, t.Deprel, t.Head = "VERB", "root", -1
		case 2:
			t.Deprel, t.Head = "obj", i-1
		}
		if w == "she" || w == "he" {
			t.UPOS = "PRON"
		}
		doc.Tokens = append(doc.Tokens, t)
		if i%3 == 2 {
			doc.Sentences = append(doc.Sentences, nlp.Sentence{First: i - 2, Last: i + 1})
		}
	}
	return doc
}

// TestCoref holds that what a pronoun means is learned from marked texts, and
// that the same is learned each time.
func TestCoref(t *testing.T) {
	lexicon := &coref.Lexicon{
		Pronouns: map[string]coref.Pronoun{
			"she": {Person: 3, Number: coref.Singular, Gender: coref.Feminine}, "he": {Person: 3, Number: coref.Singular, Gender: coref.Masculine},
		},
		Genders: map[string]coref.Gender{"ana": coref.Feminine, "tom": coref.Masculine},
	}
	var texts []ChainedText
	for i := range 30 {
		words := "Ana sees Tom he sees nets"
		want := []int{0, 1, 1, 2}
		if i%2 == 0 {
			words, want[2] = "Ana sees Tom she sees nets", 0
		}
		text := ChainedText{Doc: talk(words)}
		for k, token := range []int{0, 2, 3, 5} {
			span := text.Doc.Tokens[token].Span
			text.Gold = append(text.Gold, Chained{span, span, want[k]})
		}
		texts = append(texts, text)
	}
	vectors := &Lexicon{List: []string{"nets", "sees"}, Dim: 2, Vectors: []float32{1, 0, 0, 1}}
	for _, thin := range []float64{0, 0.1} {
		o := CorefOptions{Seed: 1, Buckets: 1 << 10, Words: 2, Rounds: 2, Epochs: 15, Rate: 0.1, Thin: thin, FalseNew: 1, Own: 0.5, Parts: 3, PartRounds: 1, Threshold: 0.33, Least: 0.2,
			Trees: TreeOptions{Count: 20, Depth: 3, Rate: 0.3, Decay: 1}, Log: func(string, ...any) {}}
		data := Coref(texts, lexicon, vectors, o).Encode()
		if again := Coref(texts, lexicon, vectors, o).Encode(); !bytes.Equal(data, again) {
			t.Errorf("with %v of the features left out it is learned otherwise the second time", thin)
		}
		f, err := model.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		r, err := coref.Load(f)
		if err != nil {
			t.Fatal(err)
		}
		for words, want := range map[string]string{"Ana sees Tom she sees wine": "[0 1 0 2]", "Ana sees Tom he sees wine": "[0 1 1 2]"} {
			s := coref.NewScene(talk(words), lexicon, r.Vectors, r.Members)
			r.Resolve(s, 0.5)
			if got := fmt.Sprint(s.Of); got != want {
				t.Errorf("with %v of the features left out %q has the chains %s, not %s", thin, words, got, want)
			}
		}
	}
}
