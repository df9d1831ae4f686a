package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestChain compares with the sum over all sequences, one by one.
func TestChain(t *testing.T) {
	const k, n, stride = 3, 5, 4
	r := rand.New(rand.NewPCG(1, 2))
	draw := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		return x
	}
	c := &Chain{Labels: k, Steps: draw(k * k), First: draw(k)}
	c.Steps[1] = Never
	scores := draw(n * stride)
	var all, best float64
	best = math.Inf(-1)
	want := make([]float64, n*k)
	steps := make([]float64, k*k)
	var bestPath, path [n]uint8
	for code := range 243 {
		for i, rest := 0, code; i < n; i, rest = i+1, rest/k {
			path[i] = uint8(rest % k)
		}
		s := float64(c.First[path[0]])
		for i := range path {
			s += float64(scores[i*stride+int(path[i])])
			if i > 0 {
				s += float64(c.Steps[int(path[i-1])*k+int(path[i])])
			}
		}
		e := math.Exp(s)
		all += e
		for i := range path {
			want[i*k+int(path[i])] += e
			if i > 0 {
				steps[int(path[i-1])*k+int(path[i])] += e
			}
		}
		if s > best {
			best, bestPath = s, path
		}
	}
	var l Lattice
	c.Best(path[:], scores, n, stride, &l)
	if path != bestPath {
		t.Errorf("best is %v, want %v", path, bestPath)
	}
	pairs := make([]float64, k*k)
	log := c.Marginals(scores, n, stride, pairs, &l)
	if math.Abs(log-math.Log(all)) > 1e-5 {
		t.Errorf("log of the sum is %v, want %v", log, math.Log(all))
	}
	for i := range n {
		for b := range k {
			if got := float64(scores[i*stride+b]); math.Abs(got-want[i*k+b]/all) > 1e-5 {
				t.Errorf("place %d label %d: %v, want %v", i, b, got, want[i*k+b]/all)
			}
		}
	}
	for i := range pairs {
		if math.Abs(pairs[i]-steps[i]/all) > 1e-5 {
			t.Errorf("step %d: %v, want %v", i, pairs[i], steps[i]/all)
		}
	}
}
