package train

import (
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/tag"
)

// labels numbers the values of a layer.
type labels struct {
	list  []string
	index map[string]int
}

func newLabels(counts map[string]int, least int) labels {
	l := labels{list: byCount(counts, least), index: map[string]int{}}
	for i, label := range l.list {
		l.index[label] = i
	}
	return l
}

// Tagger learns a tagger from treebanks.
func Tagger(sentences []conllu.Sentence, o Options) *model.File {
	f := &model.File{}
	f.AddNote("kind", "tag")
	upos, xpos, feats := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range sentences {
		for _, w := range sentences[i].Words {
			upos[w.UPOS]++
			xpos[w.XPOS]++
			feats[w.Feats]++
		}
	}
	u, x, fs := newLabels(upos, 1), newLabels(xpos, 1), newLabels(feats, 3)
	triples := map[[3]int32]int{}
	for i := range sentences {
		for _, w := range sentences[i].Words {
			if n, ok := fs.index[w.Feats]; ok {
				triples[[3]int32{int32(u.index[w.UPOS]), int32(x.index[w.XPOS]), int32(n)}]++
			}
		}
	}

	r := rand.New(rand.NewPCG(o.Seed, 1))
	n := newNet(o, vocabulary(sentences, 2), r)
	h := newTagHeads(n, u, x, r)
	h.f = fs
	h.feats = n.linear(o.Dim, (len(fs.list)+7)&^7, 0.05, true, r)

	copies := newCopies(sentences)
	passes := [workers]*pass{}
	for k := range passes {
		passes[k] = newPass(n, k)
	}
	n.epochs(len(sentences), func(i int) int { return len(sentences[i].Words) }, func(worker, i int, r *rand.Rand) float64 {
		p := passes[worker]
		p.r = r
		s := copies.draw(i, o, r)
		vectors := p.forward(s)
		d := make([]float32, len(vectors))
		loss := h.learn(p, s, vectors, d, 1)
		p.backward(len(s.Tokens), d, nil)
		return loss
	})

	neural.Save(f, n.list, o.Buckets, n.saved(), n.encoder)
	f.AddStrings("upos", u.list)
	f.AddStrings("xpos", x.list)
	f.AddStrings("feats", fs.list)
	f.AddQuantised("tags", o.Dim, h.tags.out, h.tags.w.w)
	f.AddFloats("tags.bias", 1, h.tags.out, h.tags.b.w)
	rows := make([]float32, 0, len(fs.list)*(o.Dim+1))
	for i := range fs.list {
		for k := range o.Dim {
			rows = append(rows, h.feats.w.w[k*h.feats.out+i])
		}
		rows = append(rows, h.feats.b.w[i])
	}
	f.AddFloats("features", len(fs.list), o.Dim+1, rows)
	var flat []int32
	for _, t := range slices.SortedFunc(maps.Keys(triples), func(a, b [3]int32) int { return slices.Compare(a[:], b[:]) }) {
		flat = append(flat, t[:]...)
	}
	f.AddInts("triples", len(flat)/3, 3, flat)
	lemmatizer(f, sentences)
	return f
}

// tagHeads score the tags of a word from its vector.
type tagHeads struct {
	net     *net
	u, x, f labels
	tags    *linear
	feats   *linear // nil if features are not learned
	scores  [workers][]float32
}

func newTagHeads(n *net, u, x labels, r *rand.Rand) *tagHeads {
	return &tagHeads{net: n, u: u, x: x, tags: n.linear(n.options.Dim, tag.Width(len(u.list), len(x.list)), 0.05, true, r)}
}

// learn returns the loss for the tags of the sentence, of which weight counts,
// and adds the gradient of the vectors to d.
func (h *tagHeads) learn(p *pass, s *neural.Sentence, vectors, d []float32, weight float32) float64 {
	var loss float64
	count := len(s.Tokens)
	nu, nx, wide := len(h.u.list), len(h.x.list), h.tags.out
	scores := neural.Grow(h.scores[p.worker], count*wide)
	h.tags.forward(scores, vectors, count)
	for i := range s.Tokens {
		row := scores[i*wide:][:wide]
		loss += softmax(row[:nu], h.u.index[s.Tokens[i].UPOS])
		loss += softmax(row[nu:nu+nx], h.x.index[s.Tokens[i].XPOS])
		clear(row[nu+nx:])
	}
	scale(scores, weight)
	h.tags.backward(scores, vectors, d, count, p.worker)
	if h.feats != nil {
		wide, nf := h.feats.out, len(h.f.list)
		scores = neural.Grow(scores, count*wide)
		h.feats.forward(scores, vectors, count)
		for i := range s.Tokens {
			row := scores[i*wide:][:wide]
			if number, ok := h.f.index[s.Tokens[i].Feats]; ok {
				loss += softmax(row[:nf], number)
				clear(row[nf:])
			} else {
				clear(row)
			}
		}
		scale(scores, weight)
		h.feats.backward(scores, vectors, d, count, p.worker)
	}
	h.scores[p.worker] = scores
	return loss * float64(weight)
}

func scale(x []float32, by float32) {
	if by != 1 {
		for i := range x {
			x[i] *= by
		}
	}
}

// copies holds the sentences in each way of writing them.
type copies struct{ plain, upper, lower []*neural.Sentence }

func newCopies(sentences []conllu.Sentence) *copies {
	c := &copies{}
	for i := range sentences {
		c.plain = append(c.plain, toSentence(&sentences[i], asWritten))
		c.upper = append(c.upper, toSentence(&sentences[i], allUpper))
		c.lower = append(c.lower, toSentence(&sentences[i], allLower))
	}
	return c
}

// draw returns sentence i in one of its ways.
func (c *copies) draw(i int, o Options, r *rand.Rand) *neural.Sentence {
	switch x := r.Float64(); {
	case x < o.Upper:
		return c.upper[i]
	case x < o.Upper+o.Lower:
		return c.lower[i]
	}
	return c.plain[i]
}
