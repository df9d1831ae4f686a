package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A RatedText is a sentence of which some predicates are rated.
type RatedText struct {
	Doc    *nlp.Doc // with tokens and one sentence; trees are laid over it later
	Rated  []int    // indices in Doc.Tokens
	Rating []float64
}

// Retoken returns a Doc of one sentence with the given words, written as they
// would be in running text.
func Retoken(words []string) *nlp.Doc {
	doc := &nlp.Doc{Has: nlp.Tokens | nlp.Sentences}
	var text strings.Builder
	for i, w := range words {
		glued := i > 0 && (w == "n't" || w == "n’t" || len(w) > 1 && len(w) <= 4 && (strings.HasPrefix(w, "'") || strings.HasPrefix(w, "’")))
		if i > 0 && !glued && !strings.Contains(".,;:?!)", w) && !strings.HasSuffix(text.String(), "(") {
			text.WriteByte(' ')
		}
		begin := text.Len()
		text.WriteString(w)
		doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: begin, End: text.Len()}, Glued: glued, Head: -1})
	}
	doc.Text = text.String()
	doc.Sentences = []nlp.Sentence{{First: 0, Last: len(words)}}
	return doc
}

// ReadRated reads a file of Universal Decompositional Semantics, a sentence a
// line.
func ReadRated(path string) ([]RatedText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read ratings: %w", err)
	}
	defer f.Close()
	var all []RatedText
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row struct {
			Text    string
			Targets []struct {
				Span1 [2]int
				Label float64
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("read ratings %s: %w", path, err)
		}
		words := strings.Fields(row.Text)
		t := RatedText{Doc: Retoken(words)}
		for _, x := range row.Targets {
			if x.Span1[0] < len(words) {
				t.Rated = append(t.Rated, x.Span1[0])
				t.Rating = append(t.Rating, x.Label)
			}
		}
		all = append(all, t)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read ratings %s: %w", path, err)
	}
	return all, nil
}

// eventHead is what scores predicates from the vectors of the encoder.
type eventHead struct {
	net    *net
	hidden int
	rows   *sparse
	in     *linear
	out    *param // hidden and a bias
}

// EventOptions are the settings of learning the factuality of predicates,
// besides those of every network.
type EventOptions struct {
	Hidden   int     // elements of the layer before the score
	Features int     // rows that features of the tree share, a power of two
	Drop     float64 // share of those features that are left out
}

// Events learns how far predicates happened. The docs of the texts have trees.
// Known tells the words that the network knows.
func Events(texts []RatedText, o Options, e EventOptions) (f *model.File, known func(string) bool) {
	hidden, features, dropFeatures := e.Hidden, e.Features, e.Drop
	r := rand.New(rand.NewPCG(o.Seed, 5))
	counts := map[string]int{}
	var buffer []byte
	for i := range texts {
		for _, t := range texts[i].Doc.Tokens {
			if t.Len() <= 48 {
				buffer = neural.Normal(buffer, t.In(texts[i].Doc.Text))
				counts[string(buffer)]++
			}
		}
	}
	n := newNet(o, byCount(counts, 2), r)
	h := &eventHead{net: n, hidden: hidden}
	h.in = n.linear(factuality.Parts*o.Dim, hidden, math.Sqrt(1/float64(factuality.Parts*o.Dim)), true, r)
	h.out = n.head(1, hidden+1, 0.1, r)
	table := &neural.Table{Dim: hidden, Data: make([]float32, features*hidden)}
	fill(table.Data, 0.02, r)
	h.rows = newSparse(table)
	n.tables = append(n.tables, h.rows)

	// Features are told once.
	keys := make([][][]uint32, len(texts))
	for i := range texts {
		f := factuality.NewFeatures(texts[i].Doc)
		for _, k := range texts[i].Rated {
			var row []uint32
			for _, key := range f.Append(nil, k) {
				row = append(row, key&uint32(features-1))
			}
			keys[i] = append(keys[i], row)
		}
	}
	passes := [workers]*pass{}
	var scratch [workers]struct{ parts, d, hidden, dh, dv []float32 }
	for k := range passes {
		passes[k] = newPass(n, k)
	}
	n.epochs(len(texts), func(i int) int { return len(texts[i].Doc.Tokens) }, func(worker, i int, r *rand.Rand) float64 {
		t := &texts[i]
		p, s := passes[worker], &scratch[worker]
		p.r = r
		tokens := t.Doc.Tokens
		view := &neural.Sentence{Text: t.Doc.Text, Tokens: tokens}
		x := p.forward(view)
		dim, wide := o.Dim, factuality.Parts*o.Dim
		s.dv = zeros(s.dv, len(tokens)*dim)
		count := len(t.Rated)
		s.parts = neural.Grow(s.parts, count*wide)
		s.hidden = neural.Grow(s.hidden, count*hidden)
		s.d = zeros(s.d, count*wide)
		s.dh = zeros(s.dh, count*hidden)
		for k, at := range t.Rated {
			factuality.Gather(s.parts[k*wide:][:wide], x, tokens, at, 0, len(tokens))
		}
		h.in.forward(s.hidden, s.parts, count)
		limit := uint32(dropFeatures * (1 << 32))
		keep := float32(1 / (1 - dropFeatures))
		used := make([][]uint32, count)
		var loss float64
		for k := range t.Rated {
			row := s.hidden[k*hidden:][:hidden]
			for _, f := range keys[i][k] {
				if r.Uint32() >= limit {
					used[k] = append(used[k], f)
					neural.Axpy(row, keep, table.Row(int32(f)))
				}
			}
			score := h.out.w[hidden]
			for j, v := range row {
				score += max(v, 0) * h.out.w[j]
			}
			d := score - float32(t.Rating[k])
			// Huber's loss: squares near, lines far.
			if a := math.Abs(float64(d)); a <= 1 {
				loss += a * a / 2
			} else {
				loss += a - 0.5
				d = d / float32(a)
			}
			g := h.out.grads[worker]
			g[hidden] += d
			dh := s.dh[k*hidden:][:hidden]
			for j, v := range row {
				if v > 0 {
					g[j] += d * v
					dh[j] = d * h.out.w[j]
				}
			}
			for _, f := range used[k] {
				scaled := make([]float32, hidden)
				neural.Axpy(scaled, keep, dh)
				h.rows.add(worker, int32(f), scaled)
			}
		}
		h.in.backward(s.dh, s.parts, s.d, count, worker)
		for k, at := range t.Rated {
			for part := 0; part < factuality.Parts && at >= 0; part++ {
				neural.Add(s.dv[at*dim:][:dim], s.d[k*wide+part*dim:][:dim])
				at = tokens[at].Head
			}
		}
		p.backward(len(tokens), s.dv, func(int, []float32) {})
		return loss
	})

	f = &model.File{}
	f.AddNote("kind", "factuality")
	neural.Save(f, n.list, o.Buckets, n.saved(), n.encoder)
	f.AddQuantised("features", features, hidden, table.Data)
	f.AddQuantised("in", wideOf(o), hidden, h.in.w.w)
	f.AddFloats("in.bias", 1, hidden, h.in.b.w)
	f.AddFloats("out", 1, hidden+1, h.out.w)
	return f, n.words.Known
}

func wideOf(o Options) int { return factuality.Parts * o.Dim }
