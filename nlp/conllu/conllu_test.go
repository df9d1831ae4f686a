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

// TestWriteLayers holds where mentions, times and attributions stand, and that
// a text written in two parts goes on.
func TestWriteLayers(t *testing.T) {
	word := func(begin, end int) nlp.Token {
		return nlp.Token{Span: nlp.Span{Begin: begin, End: end}}
	}
	part := nlp.NewDoc("Ana \n Orel said\xff yesterday  they won.\n")
	part.Has = nlp.Tokens | nlp.Sentences | nlp.Mentions | nlp.Times | nlp.Attributions
	part.Tokens = []nlp.Token{word(0, 3), word(6, 10), word(11, 16), word(17, 26), word(28, 32), word(33, 36), word(36, 37)}
	part.Sentences = []nlp.Sentence{{First: 0, Last: 7}}
	part.Mentions = []nlp.Mention{
		{Span: nlp.Span{Begin: 0, End: 10}, Head: 1, Type: nlp.Person, Form: nlp.Name, Chain: -1},
		{Span: nlp.Span{Begin: 6, End: 10}, Head: -1, Form: nlp.Nominal, Chain: 4},
		{Span: nlp.Span{Begin: 28, End: 32}, Head: 4, Type: nlp.Group, Form: nlp.Pronoun, Chain: 4},
	}
	part.Times = []nlp.Time{{Span: nlp.Span{Begin: 17, End: 26}, Type: "DATE", Value: "2021-05-24", Anchor: "2021-05-25"}}
	part.Attributions = []nlp.Attribution{{
		Source: nlp.Span{Begin: 0, End: 10}, Cue: nlp.Span{Begin: 11, End: 15}, Content: []nlp.Span{{Begin: 17, End: 26}, {Begin: 28, End: 37}},
		Kind: nlp.Indirect, Parent: -1, Rule: "clause", Confidence: 0.75,
	}}
	var b bytes.Buffer
	w := conllu.NewWriter(&b)
	w.Begin("a.txt")
	for range 2 {
		if err := w.Write(part); err != nil {
			t.Fatal(err)
		}
		w.Offset += len(part.Text)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := `# newdoc id = a.txt
# global.Entity = eid-etype-head-other
# newpar
# sent_id = 1
# text = Ana Orel said` + "\uFFFD" + ` yesterday they won.
# time = Bytes=17:26|Type=DATE|Value=2021-05-24|Anchor=2021-05-25
# attribution = Number=1|Source=0:10|Cue=11:15|Content=17:26,28:37|Kind=indirect|Rule=clause|Confidence=0.75
1	Ana	_	_	_	_	_	_	_	Bytes=0:3|Entity=(e1-Person-2-form:name
2	Orel	_	_	_	_	_	_	_	Bytes=6:10|Entity=(e2---form:nominal)e1)
3	said` + "\uFFFD" + `	_	_	_	_	_	_	_	Bytes=11:16
4	yesterday	_	_	_	_	_	_	_	Bytes=17:26
5	they	_	_	_	_	_	_	_	Bytes=28:32|Entity=(e2-Group-1-form:pronoun)
6	won	_	_	_	_	_	_	_	Bytes=33:36|SpaceAfter=No
7	.	_	_	_	_	_	_	_	Bytes=36:37

# sent_id = 2
# text = Ana Orel said`
	if got := b.String(); !strings.HasPrefix(got, want) {
		t.Errorf("wrote\n%s\nwant\n%s", got, want)
	}
	if again := "\n1\tAna\t_\t_\t_\t_\t_\t_\t_\tBytes=38:41|Entity=(e3-"; !strings.Contains(b.String(), again) {
		t.Errorf("the second part lacks %q:\n%s", again, &b)
	}
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
	// 1	Go	_	VERB	_	_	_	_	_	Bytes=0:2
}
