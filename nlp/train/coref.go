package train

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/coref"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A ChainedText is a text with its layers and the mentions that were marked in
// it. Mentions of one chain share a number.
type ChainedText struct {
	Doc  *nlp.Doc
	Gold []Chained
}

// Chained is a mention as it was marked: its words, the one that the others
// depend on, and its chain.
type Chained struct {
	Span, Head nlp.Span
	Chain      int
}

// CorefOptions are the settings of learning coreference.
type CorefOptions struct {
	Seed    uint64
	Hidden  int
	Buckets int
	Words   int // most words with vectors
	Epochs  int
	Rate    float64
	Drop    float64 // share of hidden units left out
	// What a mistake costs besides: a link where there is none, none where there
	// is one, one to the wrong chain (Durrett and Klein 2013).
	FalseLink, FalseNew, WrongLink float64
	// Own is the share of texts, after the first epoch, where chains are those
	// that the ranker makes itself and not the marked ones.
	Own float64
	Log func(string, ...any)
}

// Coref learns which phrases mean the same from the texts.
func Coref(texts []ChainedText, lexicon *coref.Lexicon, words *Lexicon, o CorefOptions) *model.File {
	list := words.List[:min(o.Words, len(words.List))]
	known := &Lexicon{List: list, Dim: words.Dim, Vectors: words.Vectors[:len(list)*words.Dim]}
	var clusters [][]int32
	for _, count := range []int{60, 250} {
		clusters = append(clusters, Clusters(known, min(count, len(list)), 12, o.Seed))
	}
	dim := words.Dim
	if v := texts[0].Doc.Vectors; v != nil {
		dim += v.Dim
	}
	c := newCorefTrainer(coref.NewVectors(list, words.Dim, words.Vectors, clusters), dim, o)
	c.Members = members(texts, o)
	labels := make([][]int, len(texts))
	for i := range texts {
		labels[i] = Label(texts[i], coref.NewScene(texts[i].Doc, lexicon, c.Vectors, c.Members))
	}
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	for epoch := range o.Epochs {
		c.shuffle(order)
		var loss float64
		count := 0
		for n, i := range order {
			c.rate = float32(o.Rate * (1 - 0.9*float64(epoch*len(order)+n)/float64(o.Epochs*len(order))))
			own := epoch > 0 && c.r.Float64() < o.Own
			s := coref.NewScene(texts[i].Doc, lexicon, c.Vectors, c.Members)
			loss += c.text(s, labels[i], own)
			count += len(s.Phrases)
		}
		o.Log("coref: epoch %d of %d, loss %.4f", epoch+1, o.Epochs, loss/float64(count))
	}
	c.Linear = c.mean().Linear
	f := &model.File{}
	f.AddNote("kind", "coref")
	f.AddStrings("words", list)
	f.AddQuantised("vectors", len(list), words.Dim, words.Vectors)
	f.AddInts("clusters", coref.Grains, len(list), slices.Concat(clusters...))
	f.AddFloats("members", 1, len(c.Members.Weights), c.Members.Weights)
	f.AddQuantised("rows", o.Buckets, o.Hidden, c.Rows)
	f.AddFloats("linear", 1, o.Buckets, c.Linear)
	f.AddInts("dim", 1, 1, []int32{int32(dim)})
	f.AddFloats("own", dim, o.Hidden, c.Own)
	f.AddFloats("other", dim, o.Hidden, c.Other)
	f.AddFloats("bias", 1, o.Hidden, c.Bias)
	f.AddFloats("new", 1, o.Hidden, c.New)
	f.AddFloats("old", 1, o.Hidden, c.Old)
	return f
}

// members learns which words belong to the phrase of a noun, by logistic
// regression over the heads of marked mentions.
func members(texts []ChainedText, o CorefOptions) *coref.Members {
	type sample struct {
		features []uint32
		in       bool
	}
	var all []sample
	for _, t := range texts {
		marked := map[nlp.Span]nlp.Span{} // the shortest mention of each head
		for _, g := range t.Gold {
			if m, ok := marked[g.Head]; !ok || g.Span.Len() < m.Len() {
				marked[g.Head] = g.Span
			}
		}
		for _, limb := range coref.Limbs(t.Doc) {
			if m, ok := marked[t.Doc.Tokens[limb.Head].Span]; ok {
				all = append(all, sample{limb.Features, m.Contains(limb.Branch)})
			}
		}
	}
	const buckets = 1 << 13
	weights, squares, total := make([]float32, buckets), make([]float32, buckets), make([]float64, buckets)
	r := rand.New(rand.NewPCG(o.Seed, 78))
	rounds := 0
	for epoch := range 8 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		wrong := 0
		for _, x := range all {
			var sum float32
			for _, k := range x.features {
				sum += weights[k&(buckets-1)]
			}
			g := float32(1 / (1 + math.Exp(-float64(sum))))
			if x.in {
				g--
			}
			if (sum > 0) != x.in {
				wrong++
			}
			for _, k := range x.features {
				b := k & (buckets - 1)
				squares[b] += g * g
				weights[b] -= 0.1 * g / float32(math.Sqrt(float64(squares[b]))+1e-6)
			}
		}
		o.Log("members: %d branches, round %d, %d wrong", len(all), epoch+1, wrong)
		if epoch >= 2 {
			rounds++
			for b, w := range weights {
				total[b] += float64(w)
			}
		}
	}
	for b := range weights {
		weights[b] = float32(total[b] / float64(rounds))
	}
	return &coref.Members{Weights: weights}
}

// Label gives each phrase of the scene the number of the marked chain that it
// is of, -1 for none: the phrase of the same words, or else one with the same
// head.
func Label(t ChainedText, s *coref.Scene) []int {
	labels := make([]int, len(s.Phrases))
	bySpan, byHead := map[nlp.Span]int{}, map[nlp.Span]int{}
	for i := range s.Phrases {
		labels[i] = -1
		p := &s.Phrases[i]
		if _, ok := bySpan[s.Span(i)]; !ok {
			bySpan[s.Span(i)] = i
		}
		if head := t.Doc.Tokens[p.Head].Span; !p.Joined {
			byHead[head] = i
		}
	}
	var left []Chained
	for _, g := range t.Gold {
		if i, ok := bySpan[g.Span]; ok {
			labels[i] = g.Chain
		} else {
			left = append(left, g)
		}
	}
	for _, g := range left {
		if i, ok := byHead[g.Head]; ok && labels[i] < 0 {
			labels[i] = g.Chain
		}
	}
	return labels
}

type corefTrainer struct {
	coref.Ranker
	o    CorefOptions
	r    *rand.Rand
	rate float32

	total                        []float64 // sum over time of the linear weights
	since                        []int32
	now                          int32
	linear, rows                 []float32 // sums of squares, of rows one each
	own, other, bias, fresh, old []float32
	mask                         []float32
	h, hidden, dOwn, d           []float32
	scores                       []float64
	sheets                       [][]uint32
	others                       []float32
	x                            []float32
	xs                           [][]float32
	anaphor                      []uint32
	antecedents                  [][]uint32
}

func newCorefTrainer(v *coref.Vectors, dim int, o CorefOptions) *corefTrainer {
	c := &corefTrainer{o: o, r: rand.New(rand.NewPCG(o.Seed, 77))}
	noise := func(n int, deviation float64) []float32 {
		w := make([]float32, n)
		for i := range w {
			w[i] = float32(c.r.NormFloat64() * deviation)
		}
		return w
	}
	h := o.Hidden
	c.Ranker = coref.Ranker{
		Vectors: v, Hidden: h, Dim: dim, Buckets: o.Buckets, Linear: make([]float32, o.Buckets), Rows: noise(o.Buckets*h, 0.05),
		Own: noise(dim*h, 0.1), Other: noise(dim*h, 0.1), Bias: make([]float32, h), New: noise(h, 0.1), Old: noise(h, 0.1),
	}
	zero := func(w []float32) []float32 { return make([]float32, len(w)) }
	c.total, c.since = make([]float64, o.Buckets), make([]int32, o.Buckets)
	c.linear, c.rows = zero(c.Linear), make([]float32, o.Buckets)
	c.own, c.other, c.bias, c.fresh, c.old = zero(c.Own), zero(c.Other), zero(c.Bias), zero(c.New), zero(c.Old)
	c.mask, c.h, c.dOwn, c.d = make([]float32, h), make([]float32, h), make([]float32, h), make([]float32, h)
	return c
}

func (c *corefTrainer) shuffle(order []int) {
	c.r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
}

// text goes through one text and learns at each phrase.
func (c *corefTrainer) text(s *coref.Scene, labels []int, own bool) float64 {
	var loss float64
	begun := map[int]int{} // the last phrase of each marked chain
	c.others = neural.Grow(c.others, len(s.Phrases)*c.Hidden)
	for len(c.antecedents) < len(s.Phrases) {
		c.antecedents = append(c.antecedents, nil)
	}
	var list []int
	for i := range s.Phrases {
		list = s.Candidates(i, list[:0])
		best := c.phrase(s, i, list, labels, &loss)
		before, marked := begun[labels[i]]
		switch {
		case own && best >= 0:
			s.Join(i, best)
		case !own && marked && labels[i] >= 0:
			s.Join(i, before)
		default:
			s.Begin(i)
		}
		if labels[i] >= 0 {
			begun[labels[i]] = i
		}
		c.antecedents[i] = s.Antecedent(i, c.antecedents[i][:0])
		if c.Hidden > 0 {
			h := c.others[i*c.Hidden:][:c.Hidden]
			clear(h)
			c.Hide(h, c.antecedents[i])
			for len(c.xs) <= i {
				c.xs = append(c.xs, make([]float32, c.Dim))
			}
			c.Project(h, s.Vector(i, c.xs[i]), c.Other)
		}
	}
	return loss
}

// phrase learns from one phrase and returns the candidate that it would join, -1
// for none.
func (c *corefTrainer) phrase(s *coref.Scene, i int, list []int, labels []int, loss *float64) int {
	c.now++
	hidden := c.Hidden
	c.anaphor = s.Anaphor(i, c.anaphor[:0])
	own := make([]float32, hidden)
	copy(own, c.Bias)
	c.Hide(own, c.anaphor)
	if hidden > 0 {
		c.x = neural.Grow(c.x, c.Dim)
		c.Project(own, s.Vector(i, c.x), c.Own)
	}
	keep := float32(1 - c.o.Drop)
	for k := range c.mask {
		c.mask[k] = 0
		if c.r.Float64() >= c.o.Drop {
			c.mask[k] = 1 / keep
		}
	}
	n := len(list)
	c.hidden = neural.Grow(c.hidden, (n+1)*hidden)
	c.scores = append(c.scores[:0], make([]float64, n+1)...)
	out := func(h []float32, w []float32) float64 {
		var sum float32
		for k := range h {
			if h[k] > 0 {
				h[k] *= c.mask[k]
				sum += float32(h[k] * w[k])
			} else {
				h[k] = 0
			}
		}
		return float64(sum)
	}
	for len(c.sheets) < n {
		c.sheets = append(c.sheets, nil)
	}
	rank := 0
	antecedent := false
	for k, j := range list {
		c.sheets[k] = s.Pair(i, j, rank, c.sheets[k][:0])
		if s.Fits(i, j) {
			rank++
		}
		h := c.hidden[k*hidden:][:hidden]
		copy(h, own)
		if hidden > 0 {
			neural.Add(h, c.others[j*hidden:][:hidden])
		}
		c.Hide(h, c.sheets[k])
		c.scores[k] = float64(c.Sum(c.sheets[k])) + out(h, c.Old)
		antecedent = antecedent || labels[i] >= 0 && labels[j] == labels[i]
	}
	h := c.hidden[n*hidden:][:hidden]
	copy(h, own)
	c.scores[n] = float64(c.Sum(c.anaphor)) + out(h, c.New)

	best := n
	for k := range list {
		if c.scores[k] > c.scores[best] {
			best = k
		}
	}
	answer := -1
	if best < n {
		answer = list[best]
	}
	if labels[i] >= 0 && !antecedent {
		for j := range i {
			if labels[j] == labels[i] {
				return answer // out of reach: nothing can be learned here
			}
		}
	}
	right := func(k int) bool {
		if k == n {
			return !antecedent
		}
		return antecedent && labels[list[k]] == labels[i]
	}
	most := math.Inf(-1)
	for k := range c.scores {
		if !right(k) {
			switch {
			case k == n:
				c.scores[k] += c.o.FalseNew
			case antecedent:
				c.scores[k] += c.o.WrongLink
			default:
				c.scores[k] += c.o.FalseLink
			}
		}
		most = max(most, c.scores[k])
	}
	var all, good float64
	for k, v := range c.scores {
		e := math.Exp(v - most)
		c.scores[k] = e
		all += e
		if right(k) {
			good += e
		}
	}
	good = max(good, 1e-12)
	*loss -= math.Log(good / all)
	clear(c.dOwn)
	for k, e := range c.scores {
		g := e / all
		if right(k) {
			g -= e / good
		}
		if math.Abs(g) < 1e-3 {
			continue
		}
		keys, w, sums := c.anaphor, c.New, c.fresh
		if k < n {
			keys, w, sums = c.sheets[k], c.Old, c.old
		}
		c.back(c.hidden[k*hidden:][:hidden], float32(g), keys, w, sums, k < n)
		if hidden == 0 {
			continue
		}
		neural.Add(c.dOwn, c.d)
		if k < n {
			j := list[k]
			c.moveRows(c.antecedents[j], c.d)
			c.moveMatrix(c.Other, c.other, c.xs[j], c.d)
		}
	}
	if hidden > 0 {
		c.moveRows(c.anaphor, c.dOwn)
		c.moveMatrix(c.Own, c.own, c.x, c.dOwn)
		for k, g := range c.dOwn {
			c.bias[k] += g * g
			c.Bias[k] -= c.step(g, c.bias[k])
		}
	}
	return answer
}

// mean is the ranker with the mean of its linear weights over all steps, which
// is better than the last.
func (c *corefTrainer) mean() *coref.Ranker {
	r := c.Ranker
	r.Linear = make([]float32, len(c.Linear))
	for b := range r.Linear {
		r.Linear[b] = float32((c.total[b] + float64(c.Linear[b])*float64(c.now-c.since[b])) / float64(max(c.now, 1)))
	}
	return &r
}

func (c *corefTrainer) step(g, sum float32) float32 {
	if g == 0 {
		return 0
	}
	return c.rate * g / float32(math.Sqrt(float64(sum))+1e-6)
}

// back takes the gradient g of a score to its weights and leaves that of the
// hidden units' input in c.d.
func (c *corefTrainer) back(h []float32, g float32, keys []uint32, w, sums []float32, pair bool) {
	for _, key := range keys {
		b := c.Bucket(key)
		c.linear[b] += g * g
		c.total[b] += float64(c.Linear[b]) * float64(c.now-c.since[b])
		c.since[b] = c.now
		c.Linear[b] -= c.step(g, c.linear[b])
	}
	for k := range h {
		c.d[k] = 0
		if h[k] > 0 {
			c.d[k] = g * w[k] * c.mask[k]
			move := g * h[k]
			sums[k] += move * move
			w[k] -= 0.3 * c.step(move, sums[k])
		}
	}
	if pair {
		c.moveRows(keys, c.d)
	}
}

func (c *corefTrainer) moveRows(keys []uint32, d []float32) {
	var square float32
	for _, g := range d {
		square += g * g
	}
	if square == 0 {
		return
	}
	square /= float32(len(d))
	for _, key := range keys {
		b := c.Bucket(key)
		c.rows[b] += square
		scale := -0.3 * c.rate / float32(math.Sqrt(float64(c.rows[b]))+1e-6)
		neural.Axpy(c.Rows[b*c.Hidden:][:c.Hidden], scale, d)
	}
}

func (c *corefTrainer) moveMatrix(w, sums, x, d []float32) {
	for k, v := range x {
		if v == 0 {
			continue
		}
		row, sum := w[k*c.Hidden:][:c.Hidden], sums[k*c.Hidden:][:c.Hidden]
		for n, g := range d {
			if g != 0 {
				g *= v
				sum[n] += g * g
				row[n] -= 0.3 * c.step(g, sum[n])
			}
		}
	}
}
