package claim

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What light edges alone tie is left out before things are joined; the groups are those
// of joining with all of them.
func TestClusterOfHeavyEdges(t *testing.T) {
	seed := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		n := 2 + seed.IntN(20)
		var edges []edge
		for b := range n {
			for a := range b {
				if seed.IntN(3) == 0 {
					edges = append(edges, edge{a, b, float64(1+seed.IntN(64)) / 64})
				}
			}
		}
		if got, want := cluster(t.Context(), n, edges, 0.5, nil), joinNearest(n, edges, 0.5); !slices.Equal(got, want) {
			t.Fatalf("%d things, %v: %v, not %v", n, edges, got, want)
		}
	}
}

// joinNearest is average linkage as it is told: over and over the two groups of the
// highest average, the first of equal ones.
func joinNearest(n int, edges []edge, limit float64) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	for {
		best := edge{weight: limit}
		for b := range n {
			for a := range b {
				if group[a] != a || group[b] != b {
					continue
				}
				sum, pairs := 0.0, 0
				for x := range n {
					for y := range n {
						if group[x] == a && group[y] == b {
							pairs++
							for _, e := range edges {
								if e.a == min(x, y) && e.b == max(x, y) {
									sum += e.weight
								}
							}
						}
					}
				}
				if w := sum / float64(pairs); w > best.weight || w == best.weight && (best.b == 0 || before(edge{a, b, w}, best)) {
					best = edge{a, b, w}
				}
			}
		}
		if best.b == 0 {
			return group
		}
		for i := range group {
			if group[i] == best.b {
				group[i] = best.a
			}
		}
	}
}
