package en_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
)

// chainOf are the words of all that means what the n-th occurrence of words does,
// from 0.
func chainOf(doc *nlp.Doc, words string, n int) []string {
	for _, m := range doc.Mentions {
		if m.In(doc.Text) != words {
			continue
		}
		if n--; n >= 0 || m.Chain < 0 {
			continue
		}
		var out []string
		for _, x := range doc.Mentions {
			if x.Chain == m.Chain {
				out = append(out, x.In(doc.Text))
			}
		}
		return out
	}
	return nil
}

// TestChains holds what any reader takes to mean the same, and what none does.
func TestChains(t *testing.T) {
	p := pipeline(t)
	for _, test := range []struct {
		text, words string
		n           int
		with        []string
		without     []string
	}{
		{"Ana Orel left Varo on Monday. She said that Orel and Dunn had met.", "She", 0, []string{"Ana Orel"}, []string{"Varo"}},
		{"Tom Dunn met Mary Orel in Linsk. He told her that the ferry had sunk.", "He", 0, []string{"Tom Dunn"}, []string{"Mary Orel", "her", "Linsk"}},
		{"Tom Dunn met Mary Orel in Linsk. He told her that the ferry had sunk.", "her", 0, []string{"Mary Orel"}, []string{"Tom Dunn"}},
		{"Prime Minister Ana Orel spoke in Linsk. Orel said the dam was safe.", "Orel", 0, []string{"Ana Orel"}, []string{"Linsk"}},
		// A day is nobody.
		{"On 3 May 2019 he left; she stayed.", "she", 0, nil, []string{"May", "3 May 2019"}},
		{"On Monday she agreed.", "she", 0, nil, []string{"Monday"}},
		// One who is brought in is nobody who was spoken of.
		{"Was he a prisoner? Tom Dunn frowned. When he walked to the gate a soldier walked with him, and the soldier turned him round.", "Tom Dunn", 0, []string{"he", "him"}, []string{"a soldier", "the soldier"}},
		{"A poor student, Tom Dunn left school. He was a baker when he died.", "He", 0, []string{"Tom Dunn"}, nil},
		// Whoever is said to say the words is "I" in them, named before or after.
		{"“I saw the ferry sink,” Ana Orel said.", "I", 0, []string{"Ana Orel"}, nil},
		// Nobody is said to call himself by his name.
		{"The minister said on Monday that Anton Brandt was arrested on the bridge. The minister did not say why.", "The minister", 0, nil, []string{"Anton Brandt"}},
		{"Brandt was arrested on the bridge, the minister said. The minister did not say why.", "Brandt", 0, nil, []string{"the minister", "The minister"}},
		{"Minister Ana Orel met Brandt in Linsk. The minister said that Brandt had lied.", "The minister", 0, nil, []string{"Brandt"}},
		{"Petra Orel said that the miller of Tarn had stolen the grain. The miller denied it.", "The miller", 0, []string{"the miller"}, []string{"Petra Orel"}},
		// Whoever speaks does not call himself "he".
		{"Tom Dunn heard the news from a clerk. “I asked the clerk, ‘Is it true?’” Dunn said. “He told me, ‘Not on my shift.’”", "He", 0, []string{"the clerk"}, []string{"Tom Dunn"}},
		// Nor by his name, and so is not whoever is named in his words alone.
		{"Luka Terno spoke on Monday. Oda Brezel took a bribe, he said.", "he", 0, []string{"Luka Terno"}, []string{"Oda Brezel"}},
		{"Oda Brezel denied it. \"Luka Terno is a liar,\" she said.", "she", 0, []string{"Oda Brezel"}, []string{"Luka Terno"}},
		{"Oda Brezel met Luka Terno on Monday. \"Luka Terno is honest,\" she said.", "she", 0, []string{"Oda Brezel"}, []string{"Luka Terno"}},
		{"Oda Brezel took a bribe, he said.", "he", 0, nil, []string{"Oda Brezel"}},
		// Of whom somebody quoted speaks, the text does not go on.
		{"“A captain came and I told him,” Tom Dunn said. “He wrote it on his hand.”\n\nWas he a prisoner?", "he", 0, nil, []string{"A captain"}},
		// Another is another, and goes on to be spoken of.
		{"Ana Orel told me she would know Tom Dunn anywhere. “He coughs,” she said. The other listener, a retired postman, is less sure. He heard nothing.", "He", 1, []string{"The other listener"}, []string{"Tom Dunn", "Ana Orel"}},
		{"Ana Orel told me she would know Tom Dunn anywhere. “He coughs,” she said. The other listener, a retired postman, is less sure. He heard nothing.", "The other listener", 0, nil, []string{"Ana Orel", "she"}},
		{"She said a clerk in Linsk had told her that the ferry had sunk.\n\n“They say he was on it,” she said.", "she", 0, []string{"She"}, []string{"a clerk"}},
		// What says something is a body.
		{"LINSK - The Harbour Guard retracted its statement that 14 died in the fire at the Tarn mill. It said that nine had died.", "It", 0, []string{"The Harbour Guard"}, []string{"Tarn", "LINSK"}},
		// A thing is no he.
		{"Ana Orel bought a radio for the school. The set was old, and nobody heard him.", "him", 0, nil, []string{"a radio", "the school", "The set"}},
		{"Ana Orel and Tom Orel own the mill. Tom Orel runs it.", "Ana Orel", 0, nil, []string{"Tom Orel"}},
	} {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		got := chainOf(doc, test.words, test.n)
		for _, w := range test.with {
			if !slices.Contains(got, w) {
				t.Errorf("%q: what %q means is [%s], without %q", test.text, test.words, strings.Join(got, ", "), w)
			}
		}
		for _, w := range test.without {
			if slices.Contains(got, w) {
				t.Errorf("%q: what %q means is [%s], with %q", test.text, test.words, strings.Join(got, ", "), w)
			}
		}
	}
}
