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

// tagHeads score the tags and features of a word from its vector.
type tagHeads struct {
	net         *net
	u, x, f     labels
	triples     [][3]int32 // UPOS, XPOS and features that occur together
	tags, feats *linear
	scores      [workers][]float32
}

func newTagHeads(n *net, sentences []conllu.Sentence, r *rand.Rand) *tagHeads {
	upos, xpos, feats := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range sentences {
		for _, w := range sentences[i].Words {
			upos[w.UPOS]++
			xpos[w.XPOS]++
			feats[w.Feats]++
		}
	}
	h := &tagHeads{net: n, u: newLabels(upos, 1), x: newLabels(xpos, 1), f: newLabels(feats, 3)}
	triples := map[[3]int32]bool{}
	for i := range sentences {
		for _, w := range sentences[i].Words {
			if number, ok := h.f.index[w.Feats]; ok {
				triples[[3]int32{int32(h.u.index[w.UPOS]), int32(h.x.index[w.XPOS]), int32(number)}] = true
			}
		}
	}
	h.triples = slices.SortedFunc(maps.Keys(triples), func(a, b [3]int32) int { return slices.Compare(a[:], b[:]) })
	dim := n.options.Dim
	h.tags = n.linear(dim, tag.Width(len(h.u.list), len(h.x.list)), 0.05, true, r)
	h.feats = n.linear(dim, (len(h.f.list)+7)&^7, 0.05, true, r)
	return h
}

func (h *tagHeads) save(f *model.File) {
	dim := h.net.options.Dim
	f.AddStrings("upos", h.u.list)
	f.AddStrings("xpos", h.x.list)
	f.AddStrings("feats", h.f.list)
	f.AddQuantised("tags", dim, h.tags.out, h.tags.w.w)
	f.AddFloats("tags.bias", 1, h.tags.out, h.tags.b.w)
	rows := make([]float32, 0, len(h.f.list)*(dim+1))
	for i := range h.f.list {
		for k := range dim {
			rows = append(rows, h.feats.w.w[k*h.feats.out+i])
		}
		rows = append(rows, h.feats.b.w[i])
	}
	f.AddFloats("features", len(h.f.list), dim+1, rows)
	var flat []int32
	for _, t := range h.triples {
		flat = append(flat, t[:]...)
	}
	f.AddInts("triples", len(h.triples), 3, flat)
}

// learn returns the loss for the tags of the sentence and adds the gradient of
// the vectors to d.
func (h *tagHeads) learn(p *pass, s *neural.Sentence, vectors, d []float32) float64 {
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
	scale(scores, tagWeight)
	h.tags.backward(scores, vectors, d, count, p.worker)
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
	scale(scores, tagWeight)
	h.feats.backward(scores, vectors, d, count, p.worker)
	h.scores[p.worker] = scores
	return loss * tagWeight
}

// tagWeight is what the loss for tags counts beside that for trees.
const tagWeight = 0.5

func scale(x []float32, by float32) {
	for i := range x {
		x[i] *= by
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
