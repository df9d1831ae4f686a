package conllu_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
)

const sample = `# newdoc id = weblog-1
# newpar
# text = Orel can't sail.
1	Orel	Orel	PROPN	NNP	Number=Sing	4	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sail	sail	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
4.1	gone	go	VERB	_	_	_	_	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

# text = Pity.
1	Pity	pity	NOUN	NN	_	0	root	_	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	_	_

# newpar
1	Nets	net	NOUN	NNS	_	0	root	_	_
2	wait	wait	VERB	VBP	_	1	acl	_	_
`

func TestRead(t *testing.T) {
	sentences, err := conllu.Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(sentences) != 3 || len(sentences[0].Words) != 5 || len(sentences[0].Tokens) != 4 {
		t.Fatalf("read %+v", sentences)
	}
	if token := sentences[0].Tokens[1]; token.Form != "can't" || token.First != 2 || token.Last != 3 || !token.SpaceAfter {
		t.Errorf("the token of two words is %+v", token)
	}
	if w := sentences[0].Words[3]; w.Head != 0 || w.Deprel != "root" || w.Feats != "VerbForm=Inf" || w.Deps != "" {
		t.Errorf("word 4 is %+v", w)
	}
	if got, want := conllu.Raw(sentences), "Orel can't sail. Pity.\n\nNets wait"; got != want {
		t.Errorf("raw text %q, want %q", got, want)
	}
	if id, ok := sentences[0].Comment("newdoc id"); !ok || conllu.Genre(id) != "weblog" {
		t.Errorf("newdoc id = %q, %v", id, ok)
	}
	if genre := conllu.Genre("GUM_news_storm"); genre != "news" {
		t.Errorf("genre %q", genre)
	}
}

func TestReadErrors(t *testing.T) {
	for _, test := range []struct{ text, says string }{
		{"1\tword\n", "line 1 has 2 fields"},
		{"2\ta\ta\t_\t_\t_\t0\troot\t_\t_\n", "line 1: word number"},
		{"1\ta\ta\t_\t_\t_\tx\troot\t_\t_\n", `head "x"`},
		{"3-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "no range"},
	} {
		if _, err := conllu.Read(strings.NewReader(test.text)); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: error %v does not say %q", test.text, err, test.says)
		}
	}
}

func doc() *nlp.Doc {
	d := nlp.NewDoc("It's late.\n\nGo")
	d.Has = nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Lemmas | nlp.Dependencies
	d.Tokens = []nlp.Token{
		{Span: nlp.Span{Begin: 0, End: 2}, UPOS: "PRON", XPOS: "PRP", Feats: "Number=Sing", Lemma: "it", Head: 2, Deprel: "nsubj"},
		{Span: nlp.Span{Begin: 2, End: 4}, Glued: true, UPOS: "AUX", XPOS: "VBZ", Lemma: "be", Head: 2, Deprel: "cop"},
		{Span: nlp.Span{Begin: 5, End: 9}, UPOS: "ADJ", XPOS: "JJ", Lemma: "late", Head: -1, Deprel: "root"},
		{Span: nlp.Span{Begin: 9, End: 10}, UPOS: "PUNCT", XPOS: ".", Lemma: ".", Head: 2, Deprel: "punct"},
		{Span: nlp.Span{Begin: 12, End: 14}, UPOS: "VERB", XPOS: "VB", Lemma: "go", Head: -1, Deprel: "root"},
	}
	d.Sentences = []nlp.Sentence{{First: 0, Last: 4}, {First: 4, Last: 5}}
	return d
}

// TestWrite holds that what is written is read back as it was.
func TestWrite(t *testing.T) {
	var b bytes.Buffer
	d := doc()
	if err := conllu.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	sentences, err := conllu.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := conllu.Raw(sentences); got != d.Text {
		t.Errorf("raw text %q, want %q", got, d.Text)
	}
	for i, s := range d.Sentences {
		for n, w := range sentences[i].Words {
			token := d.Tokens[s.First+n]
			head := 0
			if token.Head >= 0 {
				head = token.Head - s.First + 1
			}
			if w.Form != token.In(d.Text) || w.UPOS != token.UPOS || w.Lemma != token.Lemma || w.Feats != token.Feats || w.Head != head || w.Deprel != token.Deprel {
				t.Errorf("%+v was written of %+v", w, token)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-2\t_\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		sentences, err := conllu.Read(strings.NewReader(text))
		if err == nil {
			conllu.Raw(sentences)
		}
	})
}

func ExampleWrite() {
	d := nlp.NewDoc("Go")
	d.Tokens = []nlp.Token{{Span: nlp.Span{Begin: 0, End: 2}, UPOS: "VERB", Head: -1}}
	d.Sentences = []nlp.Sentence{{First: 0, Last: 1}}
	conllu.Write(os.Stdout, d)
	// Output:
	// # newpar
	// # sent_id = 1
	// # text = Go
	// 1	Go	_	VERB	_	_	_	_	_	Begin=0|End=2
}
