package train

import (
	"math/rand/v2"

	"github.com/stemma/stemma/nlp/neural"
)

// A linear is y = x*W + b, with b nil for none.
type linear struct {
	in, out int
	w, b    *param
	turned  []float32 // W transposed, made anew for each batch
}

func (n *net) linear(in, out int, deviation float64, bias bool, r *rand.Rand) *linear {
	l := &linear{in: in, out: out, w: n.head(in, out, deviation, r), turned: make([]float32, in*out)}
	if bias {
		l.b = n.head(1, out, 0, r)
	}
	n.linears = append(n.linears, l)
	return l
}

// forward writes count rows of the product to y.
func (l *linear) forward(y, x []float32, count int) {
	for i := range count {
		row := y[i*l.out:][:l.out]
		if l.b != nil {
			copy(row, l.b.w)
		} else {
			clear(row)
		}
	}
	neural.Product(y, x, l.w.w, count, l.in, l.out)
}

// backward takes the gradient d of y back to those of the weights and, added,
// to dx.
func (l *linear) backward(d, x, dx []float32, count, worker int) {
	neural.Product(dx, d, l.turned, count, l.out, l.in)
	if l.b != nil {
		for i := range count {
			neural.Add(l.b.grads[worker], d[i*l.out:][:l.out])
		}
	}
	neural.TransposedProduct(l.w.grads[worker], x, d, l.in, count, l.out)
}
