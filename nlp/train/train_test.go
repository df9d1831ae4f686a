package train

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
	"github.com/stemma/stemma/nlp/tag"
)

// bank is a small invented treebank.
const bank = `# newdoc
# text = The boats sank.
1	The	the	DET	DT	Definite=Def	2	det	_	_
2	boats	boat	NOUN	NNS	Number=Plur	3	nsubj	_	_
3	sank	sink	VERB	VBD	Tense=Past	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# text = A boat sinks.
1	A	a	DET	DT	Definite=Ind	2	det	_	_
2	boat	boat	NOUN	NN	Number=Sing	3	nsubj	_	_
3	sinks	sink	VERB	VBZ	Tense=Pres	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# text = Orel saw the nets
1	Orel	Orel	PROPN	NNP	Number=Sing	2	nsubj	_	_
2	saw	see	VERB	VBD	Tense=Past	0	root	_	_
3	the	the	DET	DT	Definite=Def	4	det	_	_
4	nets	net	NOUN	NNS	Number=Plur	2	obj	_	_

`

func sentences(t *testing.T, times int) []conllu.Sentence {
	t.Helper()
	s, err := conllu.Read(strings.NewReader(strings.Repeat(bank, times)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var small = Options{Seed: 3, Dim: 16, Layers: 2, Tagged: 1, Buckets: 64, Epochs: 40, Rate: 0.02, Batch: 20, Drop: 0.1, Blank: 0.1, Upper: 0.1, Lower: 0.1}

// TestReaderLearns trains on the small treebank, reads it back and holds that
// the same seed gives the same bytes.
func TestReaderLearns(t *testing.T) {
	bank := sentences(t, 12)
	o := small
	o.Lexicon = lexicon(t)
	f := Reader(bank, o)
	data := f.Encode()
	if again := Reader(bank, o).Encode(); !bytes.Equal(data, again) {
		t.Error("learning twice with one seed gave two files")
	}
	decoded, err := model.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := read.Load(decoded)
	if err != nil {
		t.Fatal(err)
	}
	text := conllu.Raw(bank[:3])
	doc := nlp.NewDoc(text)
	segment.New(segment.Language{}).Annotate(doc)
	reader.Annotate(doc)
	n := 0
	for _, s := range bank[:3] {
		for _, w := range s.Words {
			got := doc.Tokens[n]
			if got.In(text) != w.Form || got.UPOS != w.UPOS || got.Lemma != w.Lemma || got.Feats != w.Feats || got.Deprel != w.Deprel {
				t.Errorf("word %d was read as %+v, the treebank has %+v", n, got, w)
			}
			n++
		}
	}
}

func lexicon(t *testing.T) *Lexicon {
	t.Helper()
	text := [][]string{{"the", "boats", "sank", "."}, {"a", "boat", "sinks", "."}, {"the", "ferry", "sank", "."}}
	for range 4 {
		text = append(text, text[:3]...)
	}
	l, err := LoadLexicon(Embeddings(text, 8, 2, 2, 1, func(string, ...any) {}))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestGradients compares the gradients with what moving a weight does to the
// loss.
func TestGradients(t *testing.T) {
	bank := sentences(t, 4)
	o := small
	o.Drop, o.Blank, o.Upper, o.Lower = 0, 0, 0, 0
	o.Lexicon = lexicon(t)
	p := newParser(bank, o, rand.New(rand.NewPCG(1, 1)))
	n := p.net
	state := &parserPass{pass: newPass(n, 0)}
	s := toSentence(&bank[0], asWritten)
	loss := func() float64 {
		n.prepare()
		state.r = rand.New(rand.NewPCG(1, 2))
		return p.learn(state, s)
	}
	loss()
	type named struct {
		name string
		w, g []float32
	}
	params := []named{
		{"table", n.table.table.Data, append([]float32(nil), n.table.grads[0]...)},
		{"bridge", n.bridge.w.w, append([]float32(nil), n.bridge.w.grads[0]...)},
		{"bilinear", p.bilinear.w.w, append([]float32(nil), p.bilinear.w.grads[0]...)},
		{"prior", p.prior.w, append([]float32(nil), p.prior.grads[0]...)},
		{"distance", p.distance.w, append([]float32(nil), p.distance.grads[0]...)},
		{"root", p.root.w, append([]float32(nil), p.root.grads[0]...)},
		{"dependent", p.dependent.w.w, append([]float32(nil), p.dependent.w.grads[0]...)},
		{"head bias", p.head.b.w, append([]float32(nil), p.head.b.grads[0]...)},
		{"relation distance", p.relDistance.w, append([]float32(nil), p.relDistance.grads[0]...)},
		{"relation out", p.out.w.w, append([]float32(nil), p.out.w.grads[0]...)},
		{"tags", p.tags.tags.w.w, append([]float32(nil), p.tags.tags.w.grads[0]...)},
		{"features", p.tags.feats.w.w, append([]float32(nil), p.tags.feats.w.grads[0]...)},
	}
	for i := range n.w {
		params = append(params,
			named{"layer", n.w[i].w, append([]float32(nil), n.w[i].grads[0]...)},
			named{"layer bias", n.b[i].w, append([]float32(nil), n.b[i].grads[0]...)},
			named{"layer state", n.v[i].w, append([]float32(nil), n.v[i].grads[0]...)})
	}
	r := rand.New(rand.NewPCG(9, 9))
	const step = 0.004
	for _, q := range params {
		var dot, expected, actual float64
		for trial := 0; trial < 400 && expected < 30; trial++ {
			k := r.IntN(len(q.w))
			if q.g[k] == 0 {
				continue
			}
			old := q.w[k]
			q.w[k] = old + step
			up := loss()
			q.w[k] = old - step
			down := loss()
			q.w[k] = old
			d := (up - down) / (2 * step)
			dot += d * float64(q.g[k])
			expected += float64(q.g[k]) * float64(q.g[k])
			actual += d * d
		}
		if cosine := dot / math.Sqrt(expected*actual); expected > 0 && (cosine < 0.98 || math.Abs(dot/expected-1) > 0.1) {
			t.Errorf("%s: the gradient and its measure have cosine %.3f and ratio %.3f", q.name, cosine, dot/expected)
		}
	}
}

func TestScripts(t *testing.T) {
	for _, test := range []struct{ form, lemma string }{
		{"making", "make"}, {"Boats", "boat"}, {"went", "go"}, {"Orel", "Orel"}, {"NATO's", "NATO"}, {"été", "été"}, {"I", "I"},
	} {
		text := scriptFor(test.form, test.lemma)
		script, err := tag.ParseScript(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := script.Apply(test.form); !ok || got != test.lemma {
			t.Errorf("script %s makes %q of %q, not %q", text, got, test.form, test.lemma)
		}
	}
}
