package train

import (
	"bytes"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/attribution"
	"github.com/stemma/stemma/nlp/model"
)

// attributedText makes a text of lines, each a sentence of words and signs in
// which "<" and ">" stand around a source, "{" and "}" around a cue, "[" and
// "]" around a content. Every word hangs on the first verb-like one.
func attributedText(lines string) AttributedText {
	doc := &nlp.Doc{Has: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Dependencies | nlp.Mentions | nlp.Times}
	var text strings.Builder
	var out AttributedText
	for _, line := range strings.Split(lines, "\n") {
		first := len(doc.Tokens)
		a := nlp.Attribution{}
		var begins [3]int
		for _, word := range strings.Fields(line) {
			if at := strings.Index("<{[", word); at >= 0 {
				begins[at] = text.Len()
				continue
			}
			if at := strings.Index(">}]", word); at >= 0 {
				span := nlp.Span{Begin: begins[at], End: text.Len() - 1}
				switch at {
				case 0:
					a.Source = span
				case 1:
					a.Cue = span
				case 2:
					a.Content = append(a.Content, span)
				}
				continue
			}
			begin := text.Len()
			text.WriteString(word)
			doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: begin, End: text.Len()}, UPOS: "NOUN", Deprel: "dep", Head: -1})
			text.WriteByte(' ')
		}
		head := first
		for t := first; t < len(doc.Tokens); t++ {
			if doc.Tokens[t].Span == a.Cue {
				head = t
			}
		}
		for t := first; t < len(doc.Tokens); t++ {
			if t != head {
				doc.Tokens[t].Head = head
			}
		}
		doc.Tokens[head].UPOS, doc.Tokens[head].Deprel = "VERB", "root"
		doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
		if !a.Cue.IsZero() {
			out.Gold = append(out.Gold, a)
		}
		text.WriteString("\n")
	}
	doc.Text = text.String()
	doc.Vectors = nlp.NewVectors(len(doc.Tokens), 8)
	r := rand.New(rand.NewPCG(4, 4))
	x := make([]float32, 8)
	for i := range doc.Tokens {
		for k := range x {
			x[k] = float32(r.NormFloat64())
		}
		doc.Vectors.Set(i, x)
	}
	out.Doc = doc
	return out
}

func attributedTexts() []AttributedText {
	return []AttributedText{
		attributedText("< Orel > { said } [ the dam held ] .\n[ The dam ] , < Tam > { said } , [ held ] .\nthe boats came back ."),
		attributedText("< the mayor > { denied } [ it was late ] .\nthe men left .\n< Orel > { said } [ the men left ] ."),
	}
}

func attributionFinder() *attribution.Finder {
	return attribution.New(&attribution.Lexicon{Verbs: []attribution.Verb{{Base: "say", Past: "said", Takes: attribution.Says}}})
}

var smallAttributions = AttributionOptions{
	Options: Options{Seed: 1, Dim: 16, Layers: 1, Buckets: 64, Epochs: 300, Rate: 0.01, Batch: 20, Drop: 0.1, Blank: 0.05},
	Above:   16, AboveDeep: 2, Least: 1,
}

// TestAttributions learns attributions from a few sentences, and reads them
// again.
func TestAttributions(t *testing.T) {
	finder := attributionFinder()
	f := Attributions(attributedTexts(), finder, smallAttributions)
	decoded, err := model.Decode(f.Encode())
	if err != nil {
		t.Fatal(err)
	}
	m, err := attribution.LoadModel(decoded)
	if err != nil {
		t.Fatal(err)
	}
	doc := attributedTexts()[1].Doc
	attribution.Learned(&attribution.Lexicon{}, m, silent{}).Annotate(doc)
	var got []string
	for _, a := range doc.Attributions {
		line := a.Source.In(doc.Text) + " | " + a.Cue.In(doc.Text)
		for _, c := range a.Content {
			line += " | " + c.In(doc.Text)
		}
		got = append(got, line)
	}
	if want := []string{"the mayor | denied | it was late", "Orel | said | the men left"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

// silent is a reader that reads nothing.
type silent struct{}

func (silent) Name() string      { return "silent" }
func (silent) Needs() nlp.Layer  { return 0 }
func (silent) Adds() nlp.Layer   { return 0 }
func (silent) Annotate(*nlp.Doc) {}

func TestAttributionsSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	o := smallAttributions
	o.Epochs = 3
	runtime.GOMAXPROCS(1)
	one := Attributions(attributedTexts(), attributionFinder(), o).Encode()
	runtime.GOMAXPROCS(4)
	if !bytes.Equal(one, Attributions(attributedTexts(), attributionFinder(), o).Encode()) {
		t.Error("learned on one processor and on four, the weights differ")
	}
}

// TestAttributionGradients compares the gradients with what moving a weight
// does to the loss.
func TestAttributionGradients(t *testing.T) {
	texts := attributedTexts()
	o := smallAttributions
	o.Drop, o.Blank = 0, 0
	a, all := newAttributor(texts, attributionFinder(), o)
	n := a.net
	state := newAttributorPass(a, 0)
	loss := func() float64 {
		n.prepare()
		state.pass.r = rand.New(rand.NewPCG(1, 2))
		state.above.r = state.pass.r
		return a.learn(state, all[0])
	}
	loss()
	keep := func(p *param) []float32 { return append([]float32(nil), p.grads[0]...) }
	type named struct {
		name string
		w, g []float32
	}
	params := []named{
		{"table", n.table.table.Data, append([]float32(nil), n.table.grads[0]...)},
		{"tokens", a.tokens.w, keep(a.tokens)}, {"enter", a.enter.w.w, keep(a.enter.w)},
		{"cue", a.cue.w.w, keep(a.cue.w)}, {"cue bias", a.cue.b.w, keep(a.cue.b)},
		{"at", a.at.w.w, keep(a.at.w)}, {"from", a.from.w.w, keep(a.from.w)},
		{"relative", a.relative.w, keep(a.relative)}, {"out", a.out.w.w, keep(a.out.w)}, {"out bias", a.out.b.w, keep(a.out.b)},
		{"steps", a.steps.w, keep(a.steps)}, {"first", a.first.w, keep(a.first)},
		{"layer", n.w[0].w, keep(n.w[0])}, {"upper layer", a.above.w[1].w, keep(a.above.w[1])}, {"upper state", a.above.v[0].w, keep(a.above.v[0])},
	}
	r := rand.New(rand.NewPCG(9, 9))
	const step = 0.004
	for _, q := range params {
		var dot, expected, actual float64
		for trial := 0; trial < 3000 && expected < 3; trial++ {
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
