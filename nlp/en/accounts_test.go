package en_test

import (
	"testing"

	"github.com/stemma/stemma/nlp"
)

// TestAccounts holds which sentences are said by whoever's account a text gives.
func TestAccounts(t *testing.T) {
	p := pipeline(t)
	const rests, tells = "This note rests on one source, a clerk of the mill.\n\n", "Tom Dunn came home on Tuesday. He tells his story in a kitchen.\n\n"
	for _, test := range []struct {
		what, text, sentence string
		want                 bool
	}{
		{"one source", rests + "The source states that nine crates were sold. Two, he says, were full. The carriers were sent home.", "The carriers were sent home.", true},
		{"by declaration only", "The source states that nine crates were sold. Two, he says, were full. The carriers were sent home.", "The carriers were sent home.", false},
		{"the author for himself", rests + "The source states that nine crates were sold. We have seen no list.", "We have seen no list.", false},
		{"another paragraph", rests + "The source states that nine crates were sold.\n\nThe carriers were sent home.", "The carriers were sent home.", false},
		{"a report of many", "This note rests on many sources.\n\nThe source states that nine crates were sold. The carriers were sent home.", "The carriers were sent home.", false},
		{"a story", tells + "He was never struck, Dunn said. But at the gate a guard turned him round.", "But at the gate a guard turned him round.", true},
		{"how it is told", tells + "He was never struck, Dunn said. He stopped and looked at the wall.", "He stopped and looked at the wall.", false},
		{"another says", tells + "He was never struck, Dunn said. His sister Ana Orel said that he was. A guard turned him round.", "A guard turned him round.", false},
	} {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		got := false
		for _, a := range doc.Attributions {
			for _, c := range a.Content {
				got = got || c.In(doc.Text) == test.sentence
			}
		}
		if got != test.want {
			t.Errorf("%s: %q is said by the teller: %t, want %t", test.what, test.sentence, got, test.want)
		}
	}
}
