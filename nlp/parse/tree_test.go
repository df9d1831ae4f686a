package parse

import (
	"math/rand/v2"
	"testing"
)

// bestByTrial tries every tree.
func bestByTrial(scores []float32, n int) float32 {
	t := &tree{heads: make([]int, n), seen: make([]int, n)}
	best := float32(-1e30)
	var try func(d int, sum float32)
	try = func(d int, sum float32) {
		if d == n {
			if sum > best && t.valid() {
				best = sum
			}
			return
		}
		for h := range n + 1 {
			if h != d+1 {
				t.heads[d] = h - 1
				try(d+1, sum+scores[d*(n+1)+h])
			}
		}
	}
	try(0, 0)
	return best
}

func TestBest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var tr tree
	for trial := range 3000 {
		n := 1 + trial%6
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.IntN(64)) // whole numbers add up exactly
		}
		tr.best(scores, n, n+1)
		if !tr.valid() {
			t.Fatalf("%v of %v is no tree", tr.heads, scores)
		}
		var sum float32
		for d, h := range tr.heads {
			sum += scores[d*(n+1)+h+1]
		}
		if want := bestByTrial(scores, n); sum != want {
			t.Fatalf("heads %v of %v sum to %v; the best tree sums to %v", tr.heads, scores, sum, want)
		}
	}
}
