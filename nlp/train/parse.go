package train

import (
	"math/rand/v2"

	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/parse"
)

// The sizes of a word's vector as part of an arc and of a relation.
const (
	arcDim = 128
	relDim = 64
)

// parser holds what is learned beside the encoder.
type parser struct {
	net                   *net
	relations             labels
	wide                  int
	dependent, head       *linear
	root, prior, distance *param
	bilinear              *linear
	relDependent, relHead *linear
	relRoot, relDistance  *param
	out                   *linear
	tags                  *tagHeads
}

// newParser makes the network of package read with weights drawn by r.
func newParser(sentences []conllu.Sentence, o Options, r *rand.Rand) *parser {
	relations := map[string]int{}
	for i := range sentences {
		for _, w := range sentences[i].Words {
			relations[w.Deprel]++
		}
	}
	n := newNet(o, vocabulary(sentences, 2), r)
	p := &parser{net: n, relations: newLabels(relations, 1)}
	p.wide = parse.Width(len(p.relations.list))
	p.dependent = n.linear(o.Dim, arcDim, 0.08, true, r)
	p.head = n.linear(o.Dim, arcDim, 0.08, true, r)
	p.root = n.head(1, arcDim, 0.1, r)
	p.prior = n.head(1, arcDim, 0, r)
	p.distance = n.head(1, parse.Buckets, 0, r)
	p.bilinear = n.linear(arcDim, arcDim, 0.03, false, r)
	p.relDependent = n.linear(o.Dim, relDim, 0.08, false, r)
	p.relHead = n.linear(o.Dim, relDim, 0.08, false, r)
	p.relRoot = n.head(1, relDim, 0.1, r)
	p.relDistance = n.head(parse.Buckets, relDim, 0.1, r)
	p.out = n.linear(relDim, p.wide, 0.1, true, r)
	p.tags = newTagHeads(n, sentences, r)
	return p
}

// Reader learns the network of package read from treebanks: tags and trees at
// once, from one encoder.
func Reader(sentences []conllu.Sentence, o Options) *model.File {
	f := &model.File{}
	f.AddNote("kind", "read")
	p := newParser(sentences, o, rand.New(rand.NewPCG(o.Seed, 1)))
	n := p.net
	copies := newCopies(sentences)
	states := [workers]*parserPass{}
	for k := range states {
		states[k] = &parserPass{pass: newPass(n, k)}
	}
	n.epochs(len(sentences), func(i int) int { return len(sentences[i].Words) }, func(worker, i int, r *rand.Rand) float64 {
		states[worker].r = r
		return p.learn(states[worker], copies.draw(i, o, r))
	})

	neural.Save(f, n.list, o.Buckets, n.saved(), n.encoder)
	p.tags.save(f)
	f.AddInts("tags.layers", 1, 1, []int32{int32(o.Tagged)})
	f.AddStrings("relations", p.relations.list)
	f.AddQuantised("arc.dependent", o.Dim, arcDim, p.dependent.w.w)
	f.AddFloats("arc.dependent.bias", 1, arcDim, p.dependent.b.w)
	f.AddQuantised("arc.head", o.Dim, arcDim, p.head.w.w)
	f.AddFloats("arc.head.bias", 1, arcDim, p.head.b.w)
	f.AddFloats("arc.root", 1, arcDim, p.root.w)
	f.AddQuantised("arc.bilinear", arcDim, arcDim, p.bilinear.w.w)
	f.AddFloats("arc.prior", 1, arcDim, p.prior.w)
	f.AddFloats("arc.distance", 1, parse.Buckets, p.distance.w)
	f.AddQuantised("rel.dependent", o.Dim, relDim, p.relDependent.w.w)
	f.AddQuantised("rel.head", o.Dim, relDim, p.relHead.w.w)
	f.AddFloats("rel.root", 1, relDim, p.relRoot.w)
	f.AddFloats("rel.distance", parse.Buckets, relDim, p.relDistance.w)
	f.AddQuantised("rel.out", relDim, p.wide, p.out.w.w)
	f.AddFloats("rel.out.bias", 1, p.wide, p.out.b.w)
	lemmatizer(f, sentences, o.Lexicon)
	return f
}

// parserPass is the working memory of a worker.
type parserPass struct {
	*pass
	dep, hd, q, scores, turned []float32
	depMask, hdMask            []float32
	ddep, dhd, dq, priors      []float32
	rd, rh, hidden, rels       []float32
	hiddenMask                 []float32
	drd, drh                   []float32
	d, between                 []float32
}

func zeros(s []float32, n int) []float32 {
	s = neural.Grow(s, n)
	clear(s)
	return s
}

// leak is rectify of package parse, with what is left out multiplied in; m
// becomes the derivative.
func (p *parserPass) leak(m *[]float32, x []float32) {
	drop := p.net.options.Drop
	*m = neural.Grow(*m, len(x))
	keep := float32(1 / (1 - drop))
	limit := uint32(drop * (1 << 32))
	for i, v := range x {
		slope := keep
		switch {
		case p.r.Uint32() < limit:
			slope = 0
		case v < 0:
			slope = 0.1 * keep
		}
		(*m)[i] = slope
		x[i] = v * slope
	}
}

// learn shows one sentence and leaves the gradients of its loss.
func (t *parser) learn(p *parserPass, s *neural.Sentence) float64 {
	n := len(s.Tokens)
	vectors := p.forward(s)
	p.d = zeros(p.d, len(vectors))
	loss := t.arcs(p, s, vectors, n)
	loss += t.rels(p, s, vectors, n)
	p.backward(n, p.d, func(layers int, d []float32) {
		if layers == p.net.options.Tagged {
			loss += t.tags.learn(p.pass, s, p.inputs[layers], d)
		}
	})
	return loss
}

func (t *parser) arcs(p *parserPass, s *neural.Sentence, vectors []float32, n int) float64 {
	const a = arcDim
	m := n + 1
	w := p.worker
	p.dep, p.hd = neural.Grow(p.dep, n*a), neural.Grow(p.hd, m*a)
	p.q, p.scores = neural.Grow(p.q, n*a), neural.Grow(p.scores, n*m)
	p.turned, p.priors = neural.Grow(p.turned, m*a), neural.Grow(p.priors, m)
	t.dependent.forward(p.dep, vectors, n)
	p.leak(&p.depMask, p.dep)
	copy(p.hd, t.root.w)
	t.head.forward(p.hd[a:], vectors, n)
	p.leak(&p.hdMask, p.hd[a:m*a])
	t.bilinear.forward(p.q, p.dep, n)
	turn(p.turned, p.hd, m, a)
	for j := range m {
		var prior float32
		for k, v := range p.hd[j*a:][:a] {
			prior += v * t.prior.w[k]
		}
		p.priors[j] = prior
	}
	var loss float64
	for i := range n {
		row := p.scores[i*m:][:m]
		copy(row, p.priors)
		for j := range row {
			row[j] += t.distance.w[parse.Distance(i, j-1)]
		}
	}
	neural.Product(p.scores, p.q, p.turned, n, a, m)
	for i := range n {
		row := p.scores[i*m:][:m]
		row[i+1] = -1e9 // no word is its own head
		loss += softmax(row, s.Tokens[i].Head+1)
	}
	p.dq, p.dhd, p.ddep = zeros(p.dq, n*a), zeros(p.dhd, m*a), zeros(p.ddep, n*a)
	clear(p.priors)
	gd := t.distance.grads[w]
	neural.Product(p.dq, p.scores, p.hd, n, m, a)
	neural.TransposedProduct(p.dhd, p.scores, p.q, m, n, a)
	for i := range n {
		row := p.scores[i*m:][:m]
		for j, g := range row {
			gd[parse.Distance(i, j-1)] += g
			p.priors[j] += g
		}
	}
	for j := range m {
		d := p.dhd[j*a:][:a]
		neural.Axpy(d, p.priors[j], t.prior.w)
		neural.Axpy(t.prior.grads[w], p.priors[j], p.hd[j*a:][:a])
	}
	t.bilinear.backward(p.dq, p.dep, p.ddep, n, w)
	for i, slope := range p.depMask[:n*a] {
		p.ddep[i] *= slope
	}
	neural.Add(t.root.grads[w], p.dhd[:a])
	for i, slope := range p.hdMask[:n*a] {
		p.dhd[a+i] *= slope
	}
	t.dependent.backward(p.ddep, vectors, p.d, n, w)
	t.head.backward(p.dhd[a:], vectors, p.d, n, w)
	return loss
}

func (t *parser) rels(p *parserPass, s *neural.Sentence, vectors []float32, n int) float64 {
	const r = relDim
	w := p.worker
	p.rd, p.rh, p.hidden = neural.Grow(p.rd, n*r), neural.Grow(p.rh, n*r), neural.Grow(p.hidden, n*r)
	p.rels = neural.Grow(p.rels, n*t.wide)
	t.relDependent.forward(p.rd, vectors, n)
	t.relHead.forward(p.rh, vectors, n)
	for i := range n {
		row := p.hidden[i*r:][:r]
		h := s.Tokens[i].Head
		copy(row, p.rd[i*r:][:r])
		if h < 0 {
			neural.Add(row, t.relRoot.w)
		} else {
			neural.Add(row, p.rh[h*r:][:r])
		}
		neural.Add(row, t.relDistance.w[parse.Distance(i, h)*r:][:r])
	}
	p.leak(&p.hiddenMask, p.hidden)
	t.out.forward(p.rels, p.hidden, n)
	var loss float64
	count := len(t.relations.list)
	for i := range n {
		row := p.rels[i*t.wide:][:t.wide]
		loss += softmax(row[:count], t.relations.index[s.Tokens[i].Deprel])
		clear(row[count:])
	}
	p.drd, p.drh = zeros(p.drd, n*r), zeros(p.drh, n*r)
	t.out.backward(p.rels, p.hidden, p.drd, n, w)
	for i, slope := range p.hiddenMask[:n*r] {
		p.drd[i] *= slope
	}
	for i := range n {
		row := p.drd[i*r:][:r]
		h := s.Tokens[i].Head
		if h < 0 {
			neural.Add(t.relRoot.grads[w], row)
		} else {
			neural.Add(p.drh[h*r:][:r], row)
		}
		neural.Add(t.relDistance.grads[w][parse.Distance(i, h)*r:][:r], row)
	}
	t.relDependent.backward(p.drd, vectors, p.d, n, w)
	t.relHead.backward(p.drh, vectors, p.d, n, w)
	return loss
}
