package neural

import "math"

// A Chain scores sequences of labels (a linear-chain conditional random field;
// Lafferty et al. 2001): a sequence has the sum of the scores of its labels and
// of the steps between them.
type Chain struct {
	Labels int
	Steps  []float32 // Labels by Labels: from the row to the column
	First  []float32 // Labels: of a sequence's first label
}

// Never is the score of a step that no sequence may take.
const Never = -1e4

// A Lattice is the working memory of a Chain; it may be used again, by one
// goroutine at a time.
type Lattice struct {
	best            []float32
	back            []uint8
	forward, behind []float64
	steps           []float64
}

// Best writes the labels of the sequence with the highest score to path. The
// scores hold stride elements a place, of which the first Labels count. Time is
// linear in the number of places.
func (c *Chain) Best(path []uint8, scores []float32, n, stride int, l *Lattice) {
	k := c.Labels
	l.best = Grow(l.best, 2*k)
	if cap(l.back) < n*k {
		l.back = make([]uint8, n*k)
	}
	back := l.back[:n*k]
	now, next := l.best[:k], l.best[k:]
	for i := range n {
		row := scores[i*stride:][:k]
		for b := range k {
			if i == 0 {
				next[b] = c.First[b] + row[b]
				continue
			}
			from, most := 0, float32(math.Inf(-1))
			for a := range k {
				if s := now[a] + c.Steps[a*k+b]; s > most {
					from, most = a, s
				}
			}
			next[b] = most + row[b]
			back[i*k+b] = uint8(from)
		}
		now, next = next, now
	}
	last := 0
	for b := range k {
		if now[b] > now[last] {
			last = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		path[i] = uint8(last)
		last = int(back[i*k+last])
	}
}

// Marginals returns the logarithm of the sum over all sequences, and writes the
// probability of each label at each place over the scores. If pairs is not nil
// the expected number of each step is added to it.
func (c *Chain) Marginals(scores []float32, n, stride int, pairs []float64, l *Lattice) float64 {
	k := c.Labels
	if cap(l.forward) < n*k {
		l.forward, l.behind = make([]float64, n*k), make([]float64, n*k)
	}
	if len(l.steps) != k*k {
		l.steps = make([]float64, k*k)
	}
	for i, s := range c.Steps {
		l.steps[i] = math.Exp(float64(s))
	}
	f, g := l.forward[:n*k], l.behind[:n*k]
	// In probabilities, with every place scaled to a sum of one.
	var log float64
	for i := range n {
		row := scores[i*stride:][:k]
		most := row[0]
		for _, s := range row {
			most = max(most, s)
		}
		var sum float64
		for b := range k {
			var v float64
			if i == 0 {
				v = math.Exp(float64(c.First[b]))
			} else {
				for a := range k {
					v += f[(i-1)*k+a] * l.steps[a*k+b]
				}
			}
			v *= math.Exp(float64(row[b] - most))
			f[i*k+b] = v
			sum += v
		}
		for b := range k {
			f[i*k+b] /= sum
		}
		log += math.Log(sum) + float64(most)
	}
	for b := range k {
		g[(n-1)*k+b] = 1
	}
	var weight [16]float64
	for i := n - 2; i >= 0; i-- {
		row := scores[(i+1)*stride:][:k]
		most := row[0]
		for _, s := range row {
			most = max(most, s)
		}
		for b := range k {
			weight[b] = math.Exp(float64(row[b]-most)) * g[(i+1)*k+b]
		}
		var sum float64
		for a := range k {
			var v float64
			for b := range k {
				v += l.steps[a*k+b] * weight[b]
			}
			g[i*k+a] = v
			sum += v * f[i*k+a]
		}
		if pairs != nil {
			for a := range k {
				for b := range k {
					pairs[a*k+b] += f[i*k+a] * l.steps[a*k+b] * weight[b] / sum
				}
			}
		}
		for a := range k {
			g[i*k+a] /= sum
		}
	}
	for i := range n {
		var sum float64
		for b := range k {
			sum += f[i*k+b] * g[i*k+b]
		}
		for b := range k {
			scores[i*stride+b] = float32(f[i*k+b] * g[i*k+b] / sum)
		}
	}
	return log
}
