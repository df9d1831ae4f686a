package eval

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
)

// goldSample is two sentences; the first has a token of two words.
const goldSample = `# newdoc id = x-1
# text = She can't sail.
1	She	she	PRON	PRP	Case=Nom|Number=Sing	4	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	sail	sail	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = Boats wait.
1	Boats	boat	NOUN	NNS	Number=Plur	2	nsubj:pass	_	_
2	wait	wait	VERB	VBP	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
`

func gold(t *testing.T) []conllu.Sentence {
	t.Helper()
	sentences, err := conllu.Read(strings.NewReader(goldSample))
	if err != nil {
		t.Fatal(err)
	}
	return sentences
}

// system returns a doc over the gold's raw text with the given words; a bar
// stands between two sentences, a plus before a glued word. The other layers
// are right by the gold's own words where there is one.
func system(t *testing.T, gold []conllu.Sentence, words string) *nlp.Doc {
	t.Helper()
	doc := nlp.NewDoc(conllu.Raw(gold))
	type known struct {
		word conllu.Word
		base int
	}
	byForm := map[string][]known{}
	base := 0
	for _, s := range gold {
		for _, w := range s.Words {
			byForm[w.Form] = append(byForm[w.Form], known{w, base})
		}
		base += len(s.Words)
	}
	at, first := 0, 0
	for word := range strings.FieldsSeq(words) {
		if word == "|" {
			doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
			first = len(doc.Tokens)
			continue
		}
		form, glued := strings.CutPrefix(word, "+")
		at += strings.Index(doc.Text[at:], form)
		var k known
		if uses := byForm[form]; len(uses) > 0 {
			k, byForm[form] = uses[0], uses[1:]
		}
		head := k.base + k.word.Head - 1
		if k.word.Head == 0 {
			head = -1
		}
		doc.Tokens = append(doc.Tokens, nlp.Token{
			Span: nlp.Span{Begin: at, End: at + len(form)}, Glued: glued, UPOS: k.word.UPOS, XPOS: k.word.XPOS,
			Feats: k.word.Feats, Lemma: k.word.Lemma, Head: head, Deprel: k.word.Deprel,
		})
		at += len(form)
	}
	doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
	return doc
}

func TestScoreCoNLL(t *testing.T) {
	g := gold(t)
	const right = "She ca +n't sail . | Boats wait ."
	for _, test := range []struct {
		name, words string
		change      func(*nlp.Doc)
		want        CoNLL
	}{
		{name: "all right", words: right, want: CoNLL{
			Tokens: Ratio{7, 7, 7}, Sentences: Ratio{2, 2, 2}, Words: Ratio{8, 8, 8}, UPOS: Ratio{8, 8, 8}, XPOS: Ratio{8, 8, 8},
			Feats: Ratio{8, 8, 8}, Lemmas: Ratio{8, 8, 8}, UAS: Ratio{8, 8, 8}, LAS: Ratio{8, 8, 8},
		}},
		{name: "a word cut too little", words: "She can't sail . | Boats wait .", want: CoNLL{
			// The token is right, neither of its words is.
			Tokens: Ratio{7, 7, 7}, Sentences: Ratio{2, 2, 2}, Words: Ratio{6, 7, 8}, UPOS: Ratio{6, 7, 8}, XPOS: Ratio{6, 7, 8},
			Feats: Ratio{6, 7, 8}, Lemmas: Ratio{6, 7, 8}, UAS: Ratio{6, 7, 8}, LAS: Ratio{6, 7, 8},
		}, change: func(d *nlp.Doc) {
			for i, head := range []int{2, 2, -1, 2, 5, -1, 5} {
				d.Tokens[i].Head = head
			}
		}},
		{name: "one sentence", words: "She ca +n't sail . Boats wait .", want: CoNLL{
			Tokens: Ratio{7, 7, 7}, Sentences: Ratio{0, 1, 2}, Words: Ratio{8, 8, 8}, UPOS: Ratio{8, 8, 8}, XPOS: Ratio{8, 8, 8},
			Feats: Ratio{8, 8, 8}, Lemmas: Ratio{8, 8, 8}, UAS: Ratio{7, 8, 8}, LAS: Ratio{7, 8, 8},
		}, change: func(d *nlp.Doc) { d.Tokens[6].Head = 3 }},
		{name: "wrong layers", words: right, want: CoNLL{
			Tokens: Ratio{7, 7, 7}, Sentences: Ratio{2, 2, 2}, Words: Ratio{8, 8, 8}, UPOS: Ratio{7, 8, 8}, XPOS: Ratio{7, 8, 8},
			Feats: Ratio{7, 8, 8}, Lemmas: Ratio{7, 8, 8}, UAS: Ratio{7, 8, 8}, LAS: Ratio{6, 8, 8},
		}, change: func(d *nlp.Doc) {
			d.Tokens[0].UPOS = "NOUN"
			d.Tokens[1].XPOS = "VB"
			d.Tokens[0].Feats = "Case=Acc|Number=Sing"
			d.Tokens[1].Feats = "VerbForm=Fin|Style=Slng" // not a feature that counts
			d.Tokens[2].Lemma = "n't"
			d.Tokens[1].Head = 0
			d.Tokens[0].Deprel = "obj"
			d.Tokens[5].Deprel = "nsubj" // the subtype does not count
		}},
	} {
		doc := system(t, g, test.words)
		if test.change != nil {
			test.change(doc)
		}
		got, err := ScoreCoNLL(g, doc)
		if err != nil {
			t.Fatal(err)
		}
		if got != test.want {
			t.Errorf("%s:\n got %+v\nwant %+v", test.name, got, test.want)
		}
	}
}

func TestScoreCoNLLOtherText(t *testing.T) {
	g := gold(t)
	doc := nlp.NewDoc("She can sail.")
	doc.Tokens = []nlp.Token{{Span: nlp.Span{Begin: 0, End: 13}}}
	doc.Sentences = []nlp.Sentence{{First: 0, Last: 1}}
	if _, err := ScoreCoNLL(g, doc); err == nil || !strings.Contains(err.Error(), "character") {
		t.Errorf("another text was scored: %v", err)
	}
}

func TestRaw(t *testing.T) {
	if got, want := conllu.Raw(gold(t)), "She can't sail. Boats wait."; got != want {
		t.Errorf("raw text %q, want %q", got, want)
	}
}
