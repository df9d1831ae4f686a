package train

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/attribution"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// An AttributedText is a text whose attributions are known. The doc has all
// layers below attributions, and vectors.
type AttributedText struct {
	Doc  *nlp.Doc
	Gold []nlp.Attribution
}

// AttributionOptions are the settings of learning attributions.
type AttributionOptions struct {
	Options
	Above     int // elements of a vector of the encoder beside a cue
	AboveDeep int // its layers
	Least     int // times that a word must occur
}

// attributor holds what is learned beside the encoder.
type attributor struct {
	net                *net
	vocabulary         *attribution.Vocabulary
	tokens             *param
	enter, cue         *linear
	above              *net
	at, from           *linear
	relative           *param
	out                *linear
	steps, first       *param
	options            AttributionOptions
	grammarS, grammarF []float32
	words              []string // that are cues often enough
}

// Words that are the head of a cue leastCues times or more, and oneCueIn times
// or fewer something else for each, are known as cues.
const (
	leastCues = 2
	oneCueIn  = 6
)

// cueWords lists the words that are known as cues, as package attribution looks
// them up.
func cueWords(texts []AttributedText) []string {
	all, cues := map[string]int{}, map[string]int{}
	for _, t := range texts {
		for i := range t.Doc.Tokens {
			all[strings.ToLower(t.Doc.Tokens[i].In(t.Doc.Text))]++
		}
		whole := attribution.Window{Last: len(t.Doc.Tokens)}
		for _, g := range t.Gold {
			if h := cueHead(t.Doc, whole, g.Cue); h >= 0 {
				cues[strings.ToLower(t.Doc.Tokens[h].In(t.Doc.Text))]++
			}
		}
	}
	var list []string
	for word, n := range cues {
		if n >= leastCues && oneCueIn*n >= all[word] {
			list = append(list, word)
		}
	}
	slices.Sort(list)
	return list
}

// A stretch is a window with the cues that are known in it.
type stretch struct {
	o      *attribution.Observation
	window attribution.Window
	view   neural.Sentence
	rows   [][]int32
	cues   []known
	isCue  map[int]bool
}

// A known is a cue with its labels.
type known struct {
	token  int // in the doc
	around nlp.Sentence
	labels []uint8
}

// Attributions learns the model of package attribution.
func Attributions(texts []AttributedText, finder *attribution.Finder, o AttributionOptions) *model.File {
	a, all := newAttributor(texts, finder, o)
	n := a.net
	states := [workers]*attributorPass{}
	for k := range states {
		states[k] = newAttributorPass(a, k)
	}
	n.epochs(len(all), func(i int) int { return all[i].window.Last - all[i].window.First }, func(worker, i int, r *rand.Rand) float64 {
		states[worker].pass.r, states[worker].above.r = r, r
		return a.learn(states[worker], all[i])
	})
	f := &model.File{}
	f.AddNote("kind", "attribution")
	a.save(f)
	return f
}

// newAttributor makes the network with weights drawn by chance, and cuts the
// texts into what is shown to it.
func newAttributor(texts []AttributedText, finder *attribution.Finder, o AttributionOptions) (*attributor, []*stretch) {
	relations, words := map[string]int{}, map[string]int{}
	var buffer []byte
	for _, t := range texts {
		for i := range t.Doc.Tokens {
			relations[t.Doc.Tokens[i].Deprel]++
			if form := t.Doc.Tokens[i].In(t.Doc.Text); len(form) <= 48 {
				buffer = neural.Normal(buffer, form)
				words[string(buffer)]++
			}
		}
	}
	a := &attributor{vocabulary: attribution.NewVocabulary(slices.Sorted(maps.Keys(relations)), attribution.Observed()), options: o}
	dim := texts[0].Doc.Vectors.Dim
	var all []*stretch
	lost := 0
	a.words = cueWords(texts)
	for _, t := range texts {
		s, missed := stretches(finder.Observe(t.Doc, a.vocabulary), t.Gold)
		all = append(all, s...)
		lost += missed
	}
	if o.Log != nil {
		o.Log("%d texts, %d stretches, %d attributions outside of them", len(texts), len(all), lost)
	}

	r := rand.New(rand.NewPCG(o.Seed, 11))
	n := newNet(o.Options, byCount(words, o.Least), r)
	a.net = n
	a.tokens = n.head(attribution.TokenRows, o.Dim, 0.05, r)
	a.enter = n.linear(dim, o.Dim, 1/math.Sqrt(float64(dim)), false, r)
	a.cue = n.linear(o.Dim, attribution.CueWide, 0.05, true, r)
	a.above = n.over(o.Above, o.AboveDeep, r)
	a.at = n.linear(o.Dim, o.Above, 1/math.Sqrt(float64(o.Dim)), false, r)
	a.from = n.linear(o.Dim, o.Above, 1/math.Sqrt(float64(o.Dim)), false, r)
	a.relative = n.head(attribution.RelativeRows, o.Above, 0.1, r)
	a.out = n.linear(o.Above, attribution.ScoreWide, 0.1, true, r)
	grammar := attribution.Grammar()
	a.grammarS, a.grammarF = grammar.Steps, grammar.First
	a.steps = n.head(attribution.Labels, attribution.Labels, 0, r)
	a.first = n.head(1, attribution.Labels, 0, r)
	return a, all
}

func (a *attributor) save(f *model.File) {
	n, o := a.net, a.options
	neural.Save(f, n.list, o.Buckets, n.saved(), n.encoder)
	f.AddStrings("relations", a.vocabulary.Relations)
	f.AddStrings("sieves", a.vocabulary.Sieves)
	f.AddStrings("cues", a.words)
	f.AddInts("above.sizes", 1, 3, []int32{int32(o.Above), int32(o.AboveDeep), int32(a.enter.in)})
	f.AddQuantised("tokens", attribution.TokenRows, o.Dim, a.tokens.w)
	f.AddQuantised("enter", a.enter.in, o.Dim, a.enter.w.w)
	f.AddFloats("cue", o.Dim, attribution.CueWide, a.cue.w.w)
	f.AddFloats("cue.bias", 1, attribution.CueWide, a.cue.b.w)
	f.AddQuantised("at", o.Dim, o.Above, a.at.w.w)
	f.AddQuantised("from", o.Dim, o.Above, a.from.w.w)
	f.AddQuantised("relative", attribution.RelativeRows, o.Above, a.relative.w)
	f.AddFloats("out", o.Above, attribution.ScoreWide, a.out.w.w)
	f.AddFloats("out.bias", 1, attribution.ScoreWide, a.out.b.w)
	c := a.chain()
	f.AddFloats("steps", attribution.Labels, attribution.Labels, c.Steps)
	f.AddFloats("first", 1, attribution.Labels, c.First)
	for i, l := range a.above.encoder.Layers {
		up := o.Above
		f.AddQuantised(fmt.Sprintf("above.layer%d.w", i), up, 3*up, l.W)
		f.AddFloats(fmt.Sprintf("above.layer%d.b", i), 1, 3*up, l.B)
		f.AddFloats(fmt.Sprintf("above.layer%d.v", i), 1, 2*up, l.V)
	}
}

// chain is the grammar of labels with what was learned of it.
func (a *attributor) chain() *neural.Chain {
	c := attribution.Grammar()
	neural.Add(c.Steps, a.steps.w)
	neural.Add(c.First, a.first.w)
	return c
}

// stretches cuts a text into windows with the attributions known in them, and
// says how many of those lie in none.
func stretches(o *attribution.Observation, gold []nlp.Attribution) ([]*stretch, int) {
	var all []*stretch
	lost := len(gold)
	for _, w := range o.Windows() {
		s := &stretch{o: o, window: w, view: o.View(w), isCue: map[int]bool{}}
		for t := w.First; t < w.Last; t++ {
			s.rows = append(s.rows, o.Token(w, t, nil))
		}
		for i := range gold {
			head := cueHead(o.Doc, w, gold[i].Cue)
			if head < 0 {
				continue
			}
			lost--
			if s.isCue[head] {
				continue
			}
			s.isCue[head] = true
			k := known{token: head, around: o.Around(w, head)}
			k.labels = make([]uint8, k.around.Last-k.around.First)
			write := func(span nlp.Span, first uint8) {
				from, to := tokensOf(o.Doc, k.around, span)
				for t := from; t < to; t++ {
					label := first + 1
					if t == from {
						label = first
					}
					k.labels[t-k.around.First] = label
				}
			}
			for _, c := range gold[i].Content {
				write(c, attribution.FirstContent)
			}
			if !gold[i].Source.IsZero() {
				write(gold[i].Source, attribution.FirstSource)
			}
			write(gold[i].Cue, attribution.FirstCue)
			repair(k.labels)
			s.cues = append(s.cues, k)
		}
		all = append(all, s)
	}
	return all, lost
}

// repair makes a first label of an inside one that another cut off.
func repair(labels []uint8) {
	before := uint8(attribution.Outside)
	for i, l := range labels {
		if (l == attribution.InSource || l == attribution.InCue || l == attribution.InContent) && before != l && before != l-1 {
			labels[i] = l - 1
		}
		before = labels[i]
	}
}

// tokensOf returns the tokens of the stretch that the span covers, without the
// punctuation at its edges; all of them if there is nothing else.
func tokensOf(doc *nlp.Doc, s nlp.Sentence, span nlp.Span) (int, int) {
	from, to := s.Last, s.First
	for t := s.First; t < s.Last; t++ {
		if doc.Tokens[t].Overlaps(span) {
			from, to = min(from, t), t+1
		}
	}
	first, last := from, to
	for first < last && attribution.Punctuation(doc.Tokens[first].In(doc.Text)) {
		first++
	}
	for first < last && attribution.Punctuation(doc.Tokens[last-1].In(doc.Text)) {
		last--
	}
	if first < last {
		return first, last
	}
	return from, max(from, to)
}

// cueHead is the token of the cue on which the others hang, -1 if the window
// has none of it.
func cueHead(doc *nlp.Doc, w attribution.Window, cue nlp.Span) int {
	from, to := tokensOf(doc, nlp.Sentence{First: w.First, Last: w.Last}, cue)
	best, rank := -1, -1
	for t := from; t < to; t++ {
		if h := doc.Tokens[t].Head; h >= from && h < to {
			continue
		}
		r := 0
		switch doc.Tokens[t].UPOS {
		case "VERB":
			r = 3
		case "NOUN", "ADJ":
			r = 2
		case "ADP", "AUX", "ADV":
			r = 1
		}
		if r > rank {
			best, rank = t, r
		}
	}
	return best
}

// attributorPass is the working memory of a worker.
type attributorPass struct {
	*pass
	above                           *pass
	stretch                         *stretch
	vectors, zero                   []float32
	cues, d, at, dAt                []float32
	scores, own, dOwn, dAbove, mark []float32
	branch                          attribution.Branch
	lattice                         neural.Lattice
	rows                            [][]int32
}

func newAttributorPass(a *attributor, worker int) *attributorPass {
	p := &attributorPass{pass: newPass(a.net, worker), above: newPass(a.above, worker)}
	p.pass.coarse, p.above.coarse = true, true
	dim := a.net.options.Dim
	p.enter = func(x []float32) {
		s := p.stretch
		for i, rows := range s.rows {
			for _, row := range rows {
				neural.Add(x[i*dim:][:dim], a.tokens.w[int(row)*dim:][:dim])
			}
		}
		n := len(s.rows)
		p.vectors = neural.Grow(p.vectors, n*a.enter.in)
		s.o.Vectors(s.window, p.vectors)
		neural.Product(x, p.vectors, a.enter.w.w, n, a.enter.in, dim)
	}
	p.leave = func(d []float32) {
		s := p.stretch
		grads := a.tokens.grads[worker]
		for i, rows := range s.rows {
			for _, row := range rows {
				neural.Add(grads[int(row)*dim:][:dim], d[i*dim:][:dim])
			}
		}
		neural.TransposedProduct(a.enter.w.grads[worker], p.vectors, d, a.enter.in, len(s.rows), dim)
	}
	return p
}

// hard is the probability from which on a token that is no cue is read like
// one, so that what is around it may show that it is none.
const hard = 0.1

// learn shows one stretch and leaves the gradients of its loss.
func (a *attributor) learn(p *attributorPass, s *stretch) float64 {
	p.stretch = s
	n, dim, up := len(s.rows), a.net.options.Dim, a.options.Above
	x := p.forward(&s.view)
	p.d = zeros(p.d, n*dim)
	p.cues = neural.Grow(p.cues, n*attribution.CueWide)
	a.cue.forward(p.cues, x, n)
	var loss float64
	tries := s.cues
	for i := range n {
		row := p.cues[i*attribution.CueWide:][:attribution.CueWide]
		y := float32(0)
		if s.isCue[s.window.First+i] {
			y = 1
		}
		q := neural.Sigmoid(row[0])
		if y == 0 && q > hard && len(tries) < 2*len(s.cues)+3 {
			t := s.window.First + i
			tries = append(tries[:len(tries):len(tries)], known{token: t, around: s.o.Around(s.window, t)})
		}
		loss += entropy(q, y)
		clear(row)
		row[0] = q - y
	}
	a.cue.backward(p.cues, x, p.d, n, p.worker)
	if len(tries) > 0 {
		p.at, p.dAt = neural.Grow(p.at, n*up), zeros(p.dAt, n*up)
		a.at.forward(p.at, x, n)
		chain := &neural.Chain{Labels: attribution.Labels, Steps: make([]float32, len(a.grammarS)), First: make([]float32, len(a.grammarF))}
		copy(chain.Steps, a.grammarS)
		copy(chain.First, a.grammarF)
		neural.Add(chain.Steps, a.steps.w)
		neural.Add(chain.First, a.first.w)
		for i := range tries {
			loss += a.learnCue(p, chain, &tries[i], x)
		}
		a.at.backward(p.dAt, x, p.d, n, p.worker)
	}
	p.backward(n, p.d, nil)
	return loss
}

func entropy(q, y float32) float64 {
	return -math.Log(max(1e-6, float64(1-q+y*(2*q-1))))
}

func (a *attributor) learnCue(p *attributorPass, chain *neural.Chain, k *known, x []float32) float64 {
	s, w := p.stretch, p.worker
	dim, up := a.net.options.Dim, a.options.Above
	count := k.around.Last - k.around.First
	begin := k.around.First - s.window.First
	own := x[(k.token-s.window.First)*dim:][:dim]
	p.own = neural.Grow(p.own, up)
	a.from.forward(p.own, own, 1)
	y := neural.Grow(p.above.inputs[0], count*up)
	p.above.inputs[0] = y
	copy(y, p.at[begin*up:][:count*up])
	for len(p.rows) < count {
		p.rows = append(p.rows, nil)
	}
	s.o.Relative(k.token, k.around, &p.branch, func(t int, rows []int32) {
		i := t - k.around.First
		v := y[i*up:][:up]
		neural.Add(v, p.own)
		for _, row := range rows {
			neural.Add(v, a.relative.w[int(row)*up:][:up])
		}
		p.rows[i] = append(p.rows[i][:0], rows...)
	})
	z := p.above.encode(count)
	p.scores = neural.Grow(p.scores, count*attribution.ScoreWide)
	a.out.forward(p.scores, z, count)
	at := k.token - k.around.First
	valid := neural.Sigmoid(p.scores[at*attribution.ScoreWide+attribution.Labels])
	loss, truth := 0.0, float32(0)
	if k.labels != nil {
		truth = 1
		loss += a.sequence(p, chain, k.labels, at, count)
	} else {
		clear(p.scores)
	}
	loss += entropy(valid, truth)
	for i := range count {
		p.scores[i*attribution.ScoreWide+attribution.Labels] = 0
	}
	p.scores[at*attribution.ScoreWide+attribution.Labels] = valid - truth
	p.dAbove = zeros(p.dAbove, count*up)
	a.out.backward(p.scores, z, p.dAbove, count, w)
	p.above.decode(count, p.dAbove, nil)
	p.dOwn = zeros(p.dOwn, up)
	grads := a.relative.grads[w]
	for i := range count {
		d := p.dAbove[i*up:][:up]
		neural.Add(p.dAt[(begin+i)*up:][:up], d)
		neural.Add(p.dOwn, d)
		for _, row := range p.rows[i] {
			neural.Add(grads[int(row)*up:][:up], d)
		}
	}
	a.from.backward(p.dOwn, own, p.d[(k.token-s.window.First)*dim:][:dim], 1, w)
	return loss
}

// sequence makes of the scores the gradient of the loss for the labels, which
// it returns.
func (a *attributor) sequence(p *attributorPass, chain *neural.Chain, labels []uint8, at, count int) float64 {
	const l = attribution.Labels
	own := p.scores[at*attribution.ScoreWide:][:l]
	for k := range own {
		if k != attribution.FirstCue && k != attribution.InCue {
			own[k] += neural.Never
		}
	}
	gold := float64(chain.First[labels[0]])
	for i, k := range labels {
		gold += float64(p.scores[i*attribution.ScoreWide+int(k)])
		if i > 0 {
			gold += float64(chain.Steps[int(labels[i-1])*l+int(k)])
		}
	}
	pairs := make([]float64, l*l)
	all := chain.Marginals(p.scores, count, attribution.ScoreWide, pairs, &p.lattice)
	steps, first := a.steps.grads[p.worker], a.first.grads[p.worker]
	for i, e := range pairs {
		steps[i] += float32(e)
	}
	for i, k := range labels {
		if i == 0 {
			for b := range l {
				first[b] += p.scores[b]
			}
			first[k]--
		} else {
			steps[int(labels[i-1])*l+int(k)]--
		}
		p.scores[i*attribution.ScoreWide+int(k)]--
	}
	return all - gold
}
