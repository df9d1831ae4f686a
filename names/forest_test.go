package names

import (
	"math/rand/v2"
	"testing"
)

// Asking all trees at once gives what asking one after the other gives, to the bit.
func TestForest(t *testing.T) {
	c, err := Standard()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.w.Trees) > mostTrees {
		t.Fatalf("%d trees, of which %d are asked", len(c.w.Trees), mostTrees)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var f [NumFeatures]float32
		for i := range f {
			// Thresholds themselves are the places where a mistake would show.
			tree := &c.w.Trees[r.IntN(len(c.w.Trees))]
			f[i] = float32(r.IntN(40)) / 8
			for d, feature := range tree.Feature {
				if int(feature) == i {
					f[i] = tree.Threshold[d]
				}
			}
		}
		want := c.w.Base
		for _, tree := range c.w.Trees {
			leaf := 0
			for d := range treeDepth {
				if f[tree.Feature[d]] > tree.Threshold[d] {
					leaf |= 1 << d
				}
			}
			want += tree.Leaf[leaf]
		}
		if got := c.trees.margin(&f); got != want {
			t.Fatalf("%v: %v, not %v", f, got, want)
		}
	}
}
