package attribution

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
)

// TestReroot mends a tree in which "words" is what is said of the mayor, and leaves one alone
// in which it hangs on the quotation.
func TestReroot(t *testing.T) {
	for _, x := range []struct {
		heads, want []int
	}{
		{[]int{5, 5, 5, 5, 5, -1, 5}, []int{6, 6, 5, 5, 5, 6, -1}},
		{[]int{6, 6, 5, 5, 5, 6, -1}, []int{6, 6, 5, 5, 5, 6, -1}},
	} {
		words := strings.Fields("Orel is in the clerk's words free")
		doc := nlp.NewDoc(strings.Join(words, " "))
		doc.Has = nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Dependencies
		at := 0
		for i, w := range words {
			pos, rel := "NOUN", "nsubj"
			if w == "is" {
				pos, rel = "AUX", "cop"
			}
			doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: at, End: at + len(w)}, UPOS: pos, Deprel: rel, Head: x.heads[i]})
			at += len(w) + 1
		}
		span := func(a, b int) nlp.Span { return nlp.Span{Begin: doc.Tokens[a].Begin, End: doc.Tokens[b].End} }
		doc.Attributions = []nlp.Attribution{{Rule: "in-words-of", Source: span(4, 4), Cue: span(5, 5), Content: []nlp.Span{span(0, 1), span(6, 6)}}}
		reroot(doc)
		for i, want := range x.want {
			if got := doc.Tokens[i].Head; got != want {
				t.Errorf("%v: %s hangs on %d, want %d", x.heads, words[i], got, want)
			}
		}
		for i := range doc.Tokens {
			for n, h := 0, i; h >= 0; n, h = n+1, doc.Tokens[h].Head {
				if n > len(doc.Tokens) {
					t.Fatalf("%v: a cycle", x.heads)
				}
			}
		}
	}
}
