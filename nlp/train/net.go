package train

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/stemma/stemma/nlp/neural"
)

// byCount returns the keys with a count of at least least, the highest count
// first and equal counts in alphabetical order.
func byCount(counts map[string]int, least int) []string {
	var keys []string
	for key, n := range counts {
		if n >= least {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys
}

// Options are the settings of learning a network.
type Options struct {
	Seed    uint64
	Dim     int      // elements of a word's vector
	Layers  int      // of the encoder
	Tagged  int      // layers from whose output tags are told
	Buckets int      // rows shared by affixes
	Epochs  int      // times that all sentences are seen
	Rate    float64  // the first and highest step of Adam
	Batch   int      // words before the weights move
	Drop    float64  // share of elements that are left out between layers
	Blank   float64  // share of words that are shown as unknown
	Upper   float64  // share of sentences shown in capitals
	Lower   float64  // share of sentences shown in small letters
	Lexicon *Lexicon // vectors of words to begin with; nil for none
	Log     func(format string, args ...any)
}

// workers is the number of parts of a batch. It is fixed, not the number of
// processors, because sums depend on it.
const workers = 2

// A param is a matrix that is learned, with the state of Adam.
type param struct {
	w, m, v []float32
	grads   [workers][]float32
}

func newParam(w []float32) *param {
	p := &param{w: w, m: make([]float32, len(w)), v: make([]float32, len(w))}
	for k := range p.grads {
		p.grads[k] = make([]float32, len(w))
	}
	return p
}

// A sparse is a table of which each batch touches few rows.
type sparse struct {
	table   *neural.Table
	m, v    []float32
	grads   [workers][]float32
	touched [workers][]int32
	marked  [workers][]bool
}

func newSparse(t *neural.Table) *sparse {
	s := &sparse{table: t, m: make([]float32, len(t.Data)), v: make([]float32, len(t.Data))}
	for k := range s.grads {
		s.grads[k] = make([]float32, len(t.Data))
		s.marked[k] = make([]bool, len(t.Data)/t.Dim)
	}
	return s
}

// add adds g to the gradient of a row, as part worker.
func (s *sparse) add(worker int, row int32, g []float32) {
	if !s.marked[worker][row] {
		s.marked[worker][row] = true
		s.touched[worker] = append(s.touched[worker], row)
	}
	neural.Add(s.grads[worker][int(row)*s.table.Dim:][:s.table.Dim], g)
}

// adam is the optimiser (Kingma & Ba 2015), with the betas of Dozat & Manning.
type adam struct {
	rate float32
	step int
}

const beta1, beta2 = 0.9, 0.95

func (a *adam) update(w, m, v, g []float32, scale float32) {
	// The correction of the first steps.
	c1 := float32(1 / (1 - math.Pow(beta1, float64(a.step))))
	c2 := float32(1 / (1 - math.Pow(beta2, float64(a.step))))
	for i := range w {
		d := g[i] * scale
		g[i] = 0
		m[i] = beta1*m[i] + (1-beta1)*d
		v[i] = beta2*v[i] + (1-beta2)*d*d
		w[i] -= a.rate * m[i] * c1 / (float32(math.Sqrt(float64(v[i]*c2))) + 1e-6)
	}
}

// updateRows moves the rows of a table that the batch touched.
func (a *adam) updateRows(t *sparse, scale float32) {
	dim := t.table.Dim
	for k := 1; k < workers; k++ {
		for _, row := range t.touched[k] {
			g := t.grads[k][int(row)*dim:][:dim]
			t.add(0, row, g)
			clear(g)
			t.marked[k][row] = false
		}
		t.touched[k] = t.touched[k][:0]
	}
	for _, row := range t.touched[0] {
		i, j := int(row)*dim, (int(row)+1)*dim
		a.update(t.table.Data[i:j], t.m[i:j], t.v[i:j], t.grads[0][i:j], scale)
		t.marked[0][row] = false
	}
	t.touched[0] = t.touched[0][:0]
}

// A net is the part that all annotators learn: the table of words and the
// encoder, with the parameters of their heads beside them.
type net struct {
	options Options
	list    []string
	words   *neural.Words
	table   *sparse
	tables  []*sparse // of the heads
	encoder *neural.Encoder
	w, b, v []*param    // of each layer
	turned  [][]float32 // of each layer, W transposed
	heads   []*param
	linears []*linear
	bridge  *linear     // from the lexicon's vectors to ours; nil for none
	vectors [][]float32 // the lexicon's vector of each word of list, nil for none
	above   []*net      // encoders that read what this one made, with no words of their own
	adam    adam
}

func newNet(o Options, list []string, r *rand.Rand) *net {
	known := len(list)
	if o.Lexicon != nil {
		list = union(list, o.Lexicon.List)
	}
	n := &net{options: o, list: list, words: neural.NewWords(list, o.Buckets), encoder: neural.NewEncoder(o.Dim, o.Layers)}
	t := &neural.Table{Dim: o.Dim, Data: make([]float32, n.words.Rows()*o.Dim)}
	fill(t.Data, 0.1, r)
	if o.Lexicon != nil {
		// A word that only the lexicon has is nothing but its vector.
		clear(t.Data[(neural.FirstWord+known)*o.Dim : (neural.FirstWord+len(list))*o.Dim])
		n.bridge = n.linear(o.Lexicon.Dim, o.Dim, 0.3/math.Sqrt(float64(o.Lexicon.Dim)), false, r)
		n.vectors = make([][]float32, len(list))
		index := map[string]int{}
		for i, w := range list {
			index[w] = i
		}
		for i, w := range o.Lexicon.List {
			n.vectors[index[w]] = o.Lexicon.Vectors[i*o.Lexicon.Dim:][:o.Lexicon.Dim]
		}
	}
	n.table = newSparse(t)
	n.layers(r)
	return n
}

// over returns an encoder that reads what n made, and is learned with it.
func (n *net) over(dim, layers int, r *rand.Rand) *net {
	o := n.options
	o.Dim, o.Layers = dim, layers
	up := &net{options: o, encoder: neural.NewEncoder(dim, layers)}
	up.layers(r)
	n.above = append(n.above, up)
	return up
}

// layers draws the weights of the encoder's layers.
func (n *net) layers(r *rand.Rand) {
	for i := range n.encoder.Layers {
		l := &n.encoder.Layers[i]
		fill(l.W, math.Sqrt(1.5/float64(n.options.Dim)), r)
		n.w = append(n.w, newParam(l.W))
		n.b = append(n.b, newParam(l.B))
		n.v = append(n.v, newParam(l.V))
		n.turned = append(n.turned, make([]float32, len(l.W)))
	}
}

// union returns a and, behind it, the words of b that a has not.
func union(a, b []string) []string {
	in := map[string]bool{}
	for _, w := range a {
		in[w] = true
	}
	all := slices.Clone(a)
	for _, w := range b {
		if !in[w] {
			all = append(all, w)
		}
	}
	return all
}

// saved returns the table as it is shipped: the lexicon's part is added to the
// row of each word.
func (n *net) saved() *neural.Table {
	t := &neural.Table{Dim: n.table.table.Dim, Data: slices.Clone(n.table.table.Data)}
	for i, v := range n.vectors {
		if v != nil {
			neural.MulAdd(t.Row(int32(neural.FirstWord+i)), v, n.bridge.w.w)
		}
	}
	return t
}

// fill draws every element from a normal distribution.
func fill(w []float32, deviation float64, r *rand.Rand) {
	for i := range w {
		w[i] = float32(r.NormFloat64() * deviation)
	}
}

// head makes a matrix of a head, that is learned with the rest.
func (n *net) head(rows, columns int, deviation float64, r *rand.Rand) *param {
	w := make([]float32, rows*columns)
	if deviation > 0 {
		fill(w, deviation, r)
	}
	p := newParam(w)
	n.heads = append(n.heads, p)
	return p
}

// turn transposes w, rows by columns, into t.
func turn(t, w []float32, rows, columns int) {
	for i := range rows {
		for j := range columns {
			t[j*rows+i] = w[i*columns+j]
		}
	}
}

// prepare makes what each batch needs of the weights.
func (n *net) prepare() {
	for i := range n.encoder.Layers {
		turn(n.turned[i], n.encoder.Layers[i].W, n.options.Dim, 3*n.options.Dim)
	}
	for _, l := range n.linears {
		turn(l.turned, l.w.w, l.in, l.out)
	}
	for _, up := range n.above {
		up.prepare()
	}
}

// dense returns all that is learned but the table of words.
func (n *net) dense() []*param {
	all := slices.Concat(n.w, n.b, n.v, n.heads)
	for _, up := range n.above {
		all = append(all, up.dense()...)
	}
	return all
}

// update moves all weights by the gradients of a batch of count words.
func (n *net) update(count int) {
	n.adam.step++
	scale := 1 / float32(count)
	dense := n.dense()
	// A gradient that is very long is cut to a length of 5.
	var square float64
	for _, p := range dense {
		for k := 1; k < workers; k++ {
			neural.Add(p.grads[0], p.grads[k])
			clear(p.grads[k])
		}
		for _, g := range p.grads[0] {
			square += float64(g) * float64(g)
		}
	}
	if length := math.Sqrt(square) * float64(scale); length > 5 {
		scale *= float32(5 / length)
	}
	var wait sync.WaitGroup
	for _, p := range dense {
		wait.Go(func() { n.adam.update(p.w, p.m, p.v, p.grads[0], scale) })
	}
	for _, t := range append([]*sparse{n.table}, n.tables...) {
		n.adam.updateRows(t, scale)
	}
	wait.Wait()
}

// A pass is what one worker keeps of a sentence between the way forward and
// the way back.
type pass struct {
	net    *net
	worker int
	r      *rand.Rand
	rows   [][]int32
	fixed  []float32 // the lexicon's vectors of the words
	zero   []float32
	coarse bool              // draw what is left out by sixteen bits each, which is faster
	enter  func(x []float32) // adds to the vectors of the words what else is known of them; nil for nothing
	leave  func(d []float32) // takes the gradient of these vectors; nil where enter is
	inputs [][]float32       // of each layer, and the output of the last
	masks  [][]float32       // what was left out of each input
	traces []neural.Trace
	du, dx []float32
}

func newPass(n *net, worker int) *pass {
	layers := len(n.encoder.Layers)
	return &pass{
		net: n, worker: worker,
		inputs: make([][]float32, layers+1), masks: make([][]float32, layers+1), traces: make([]neural.Trace, layers),
	}
}

// mask draws which elements are left out, and multiplies x by it.
func (p *pass) mask(m *[]float32, x []float32, drop float64) {
	*m = neural.Grow(*m, len(x))
	keep := float32(1 / (1 - drop))
	if p.coarse {
		// Four draws of sixteen bits from one number.
		limit, bits := uint64(drop*(1<<16)), uint64(0)
		m := (*m)[:len(x)]
		for i := range x {
			if i&3 == 0 {
				bits = p.r.Uint64()
			}
			m[i] = keep
			if bits&0xffff < limit {
				m[i] = 0
			}
			bits >>= 16
			x[i] *= m[i]
		}
		return
	}
	limit := uint32(drop * (1 << 32))
	for i := range x {
		if p.r.Uint32() < limit {
			(*m)[i], x[i] = 0, 0
		} else {
			(*m)[i] = keep
			x[i] *= keep
		}
	}
}

// forward encodes the sentence with parts left out and returns the vectors.
func (p *pass) forward(s *neural.Sentence) []float32 {
	n, o := p.net, &p.net.options
	count, dim := len(s.Tokens), o.Dim
	for len(p.rows) < count {
		p.rows = append(p.rows, nil)
	}
	x := neural.Grow(p.inputs[0], count*dim)
	p.inputs[0] = x
	if n.bridge != nil {
		p.fixed = zeros(p.fixed, count*n.bridge.in)
	}
	for i := range s.Tokens {
		rows, known := n.words.Append(p.rows[i][:0], s, i)
		var fixed []float32
		if known && n.bridge != nil {
			fixed = n.vectors[rows[0]-neural.FirstWord]
		}
		if x := p.r.Float64(); x < o.Blank {
			rows[0] = neural.Unknown
			if x < o.Blank/2 {
				fixed = nil
			} else if fixed != nil {
				// As a word that only the lexicon has.
				rows = rows[1:]
			}
		}
		if fixed != nil {
			copy(p.fixed[i*n.bridge.in:], fixed)
		}
		p.rows[i] = rows
		v := x[i*dim:][:dim]
		copy(v, n.table.table.Row(rows[0]))
		for _, row := range rows[1:] {
			neural.Add(v, n.table.table.Row(row))
		}
	}
	if n.bridge != nil {
		neural.Product(x, p.fixed, n.bridge.w.w, count, n.bridge.in, dim)
	}
	if p.enter != nil {
		p.enter(x)
	}
	return p.encode(count)
}

// encode runs the layers over the count vectors of inputs[0].
func (p *pass) encode(count int) []float32 {
	n, dim, drop := p.net, p.net.options.Dim, p.net.options.Drop
	p.mask(&p.masks[0], p.inputs[0], drop)
	for i := range n.encoder.Layers {
		out := neural.Grow(p.inputs[i+1], count*dim)
		p.inputs[i+1] = out
		n.encoder.Layers[i].Run(out, p.inputs[i], count, dim, &p.traces[i])
		p.mask(&p.masks[i+1], out, drop)
	}
	return p.inputs[len(n.encoder.Layers)]
}

// backward takes the gradient of the vectors that forward returned back to all
// parameters. It writes over d. What hangs on the output of a layer below the
// last adds its gradient when it is told the number of layers that lie below
// that output.
func (p *pass) backward(count int, d []float32, between func(layers int, d []float32)) {
	n := p.net
	dim := n.options.Dim
	p.decode(count, d, between)
	if p.leave != nil {
		p.leave(d)
	}
	if n.bridge != nil {
		p.zero = zeros(p.zero, count*n.bridge.in)
		n.bridge.backward(d, p.fixed, p.zero, count, p.worker)
	}
	for t := range count {
		for _, row := range p.rows[t] {
			n.table.add(p.worker, row, d[t*dim:][:dim])
		}
	}
}

// decode takes the gradient of what encode returned back to the vectors that
// went in.
func (p *pass) decode(count int, d []float32, between func(layers int, d []float32)) {
	n := p.net
	dim := n.options.Dim
	wide := 3 * dim
	for i := len(n.encoder.Layers) - 1; i >= 0; i-- {
		if between != nil {
			between(i+1, d)
		}
		for k, m := range p.masks[i+1][:count*dim] {
			d[k] *= m
		}
		p.du = neural.Grow(p.du, count*wide)
		p.dx = neural.Grow(p.dx, count*dim)
		x := p.inputs[i]
		l := &n.encoder.Layers[i]
		layerBack(p.du, p.dx, d, x, l, &p.traces[i], n.v[i].grads[p.worker], count, dim)
		gw, gb := n.w[i].grads[p.worker], n.b[i].grads[p.worker]
		for t := range count {
			neural.Add(gb, p.du[t*wide:][:wide])
		}
		neural.Product(p.dx, p.du, n.turned[i], count, wide, dim)
		neural.TransposedProduct(gw, x, p.du, dim, count, wide)
		copy(d, p.dx[:count*dim])
	}
	for k, m := range p.masks[0][:count*dim] {
		d[k] *= m
	}
}

// layerBack takes the gradient d of a layer's output back to that of its
// products, du, and, as far as the way around the gates goes, of its input, dx.
func layerBack(du, dx, d, x []float32, l *neural.Layer, t *neural.Trace, gv []float32, count, dim int) {
	h := dim / 2
	wide := 6 * h
	carry := make([]float32, h)
	for side := range 2 {
		vf, vr := l.V[side*2*h:][:h], l.V[side*2*h+h:][:h]
		gf, gr := gv[side*2*h:][:h], gv[side*2*h+h:][:h]
		clear(carry)
		for step := count - 1; step >= 0; step-- {
			i, before := step, step-1
			if side == 1 {
				i, before = count-1-step, count-step
			}
			u := t.Gates[i*wide+side*3*h:][:3*h]
			out := du[i*wide+side*3*h:][:3*h]
			state := t.States[i*dim+side*h:][:h]
			for k := range h {
				candidate, f, r := u[k], u[h+k], u[2*h+k]
				var b float32
				if step > 0 {
					b = t.States[before*dim+side*h+k]
				}
				g := neural.Tanh(state[k])
				dh := d[i*dim+side*h+k]
				dx[i*dim+side*h+k] = dh * (1 - r)
				dr := dh * (g - x[i*dim+side*h+k]) * r * (1 - r)
				dc := dh*r*(1-g*g) + carry[k]
				df := dc * (b - candidate) * f * (1 - f)
				out[k], out[h+k], out[2*h+k] = dc*(1-f), df, dr
				gf[k] += df * b
				gr[k] += dr * b
				carry[k] = dc*f + df*vf[k] + dr*vr[k]
			}
		}
	}
}

// softmax turns scores into probabilities in place and returns the loss for
// the gold one; then it takes one off at gold, which makes them the gradient.
func softmax(scores []float32, gold int) float64 {
	most := slices.Max(scores)
	var sum float64
	for i, s := range scores {
		e := math.Exp(float64(s - most))
		scores[i] = float32(e)
		sum += e
	}
	for i := range scores {
		scores[i] = float32(float64(scores[i]) / sum)
	}
	loss := -math.Log(max(1e-30, float64(scores[gold])))
	scores[gold]--
	return loss
}

// epochs shows all sentences to step, which a worker calls for its share of
// each batch, and moves the weights after each batch. The step of learning
// rises over the first hundred batches and then falls to zero along a line.
func (n *net) epochs(count int, size func(i int) int, step func(worker, i int, r *rand.Rand) float64) {
	o := &n.options
	order := make([]int, count)
	words := 0
	for i := range order {
		order[i] = i
		words += size(i)
	}
	r := rand.New(rand.NewPCG(o.Seed, 7))
	total := float64(o.Epochs*words)/float64(o.Batch) + 1
	for epoch := range o.Epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss float64
		for at := 0; at < len(order); {
			end, batch := at, 0
			for end < len(order) && batch < o.Batch {
				batch += size(order[end])
				end++
			}
			n.prepare()
			seed := r.Uint64()
			var losses [workers]float64
			var wait sync.WaitGroup
			for worker := range workers {
				wait.Go(func() {
					own := rand.New(rand.NewPCG(seed, uint64(worker)))
					for k := at + worker; k < end; k += workers {
						losses[worker] += step(worker, order[k], own)
					}
				})
			}
			wait.Wait()
			for _, l := range losses {
				loss += l
			}
			done := float64(n.adam.step)
			n.adam.rate = float32(o.Rate * min(1, (done+1)/100) * max(0.0, 1-done/total))
			n.update(batch)
			at = end
		}
		if o.Log != nil {
			o.Log("epoch %d of %d: loss %.4f a word", epoch+1, o.Epochs, loss/float64(words))
		}
	}
}
