package neural

// An Encoder turns the vectors of the words of a sentence into vectors of the
// words in their sentence. It is a stack of simple recurrent units (Lei et al.
// 2018) read in both directions: all that is multiplied by a matrix is known
// before the recurrence begins, which itself is element by element, so that a
// word costs the same wherever it stands and long sentences cost no more a word
// than short ones.
//
// A vector has Dim elements; the first half carries what was read from the
// left, the second what was read from the right.
type Encoder struct {
	Dim    int // elements of a word's vector, even
	Layers []Layer
}

// A Layer is one pair of units. With H half of Dim, its columns come in six
// groups of H: candidate, forget gate and output gate of the unit that reads
// from the left, then those of the one that reads from the right.
type Layer struct {
	W []float32 // Dim rows of 6H columns
	B []float32 // 6H
	V []float32 // 4H: the weight of the state in either gate, for each unit

	packed *Matrix // W of an encoder that was loaded, which has no W
}

// NewEncoder returns an encoder with all weights zero.
func NewEncoder(dim, layers int) *Encoder {
	e := &Encoder{Dim: dim}
	h := dim / 2
	for range layers {
		e.Layers = append(e.Layers, Layer{
			W: make([]float32, dim*6*h), B: make([]float32, 6*h), V: make([]float32, 4*h),
		})
	}
	return e
}

// A Trace is what one layer computed for a sentence of n words, kept for
// learning. Gates holds for each word the six groups after their activation:
// candidate, forget, output. States are the states of the units, Dim a word.
type Trace struct {
	Gates, States []float32
	zero          []float32 // the state before the first word
}

// A Scratch is the working memory of Encode; it grows as needed and may be
// used again, by one goroutine at a time.
type Scratch struct {
	trace Trace
	bytes Bytes
}

// Grow returns s with length n; what it holds is undefined.
func Grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/4)
	}
	return s[:n]
}

// Encode runs the layers from first up to but not with last over the n vectors
// in x, Dim elements each, and leaves the result in x.
func (e *Encoder) Encode(x []float32, n, first, last int, scratch *Scratch) {
	for i := first; i < last; i++ {
		e.Layers[i].run(x, x, n, e.Dim, &scratch.trace, &scratch.bytes)
	}
}

// Run computes the layer over the n vectors in x and writes the result to out,
// which may be x itself; t is filled with what was computed on the way. It is
// for learning: the layers of an encoder that was loaded have no W.
func (l *Layer) Run(out, x []float32, n, dim int, t *Trace) { l.run(out, x, n, dim, t, nil) }

func (l *Layer) run(out, x []float32, n, dim int, t *Trace, b *Bytes) {
	h := dim / 2
	wide := 6 * h
	t.Gates = Grow(t.Gates, n*wide)
	t.States = Grow(t.States, n*dim)
	if len(t.zero) < h {
		t.zero = make([]float32, h)
	}
	for i := range n {
		copy(t.Gates[i*wide:(i+1)*wide], l.B)
	}
	if l.packed != nil {
		l.packed.Product(t.Gates, x, n, b)
	} else {
		Product(t.Gates, x, l.W, n, dim, wide)
	}
	for side := range 2 {
		vf, vr := l.V[side*2*h:side*2*h+h], l.V[side*2*h+h:side*2*h+2*h]
		before := t.zero[:h] // the state one word earlier in the direction read
		for step := range n {
			i := step
			if side == 1 {
				i = n - 1 - step
			}
			u := t.Gates[i*wide+side*3*h:][:3*h]
			state := t.States[i*dim+side*h:][:h]
			unit(out[i*dim+side*h:][:h], x[i*dim+side*h:][:h], state, before, u[:h], u[h:2*h], u[2*h:], vf, vr)
			before = state
		}
	}
}

// unitPlain moves one unit by one word: f and r come in before their activation
// and go out after it; before is the state one word earlier.
func unitPlain(out, x, state, before, candidate, f, r, vf, vr []float32) {
	n := len(out)
	x, state, before, candidate, f, r, vf, vr = x[:n], state[:n], before[:n], candidate[:n], f[:n], r[:n], vf[:n], vr[:n]
	for k := range out {
		b := before[k]
		forget := Sigmoid(f[k] + float32(vf[k]*b))
		output := Sigmoid(r[k] + float32(vr[k]*b))
		c := float32(forget*b) + float32((1-forget)*candidate[k])
		f[k], r[k], state[k] = forget, output, c
		out[k] = float32(output*Tanh(c)) + float32((1-output)*x[k])
	}
}
