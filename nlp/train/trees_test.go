package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sum is what the trees make of facts, by the definition.
func (t *Trees) sum(facts []float32) float64 {
	total := float64(t.Base)
	for n := 0; n*t.Depth < len(t.Facts); n++ {
		leaf := 0
		for d := range t.Depth {
			if k := n*t.Depth + d; facts[t.Facts[k]] > t.Bounds[k] {
				leaf |= 1 << d
			}
		}
		total += float64(t.Leaves[n<<t.Depth+leaf])
	}
	return total
}

// TestBoost holds that trees learn what two facts say only together, and the same
// each time.
func TestBoost(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var rows []Row
	for range 1000 {
		a, b, c := r.Float32(), r.Float32(), r.Float32()
		rows = append(rows, Row{Facts: []float32{a, b, c, 7}, So: (a > 0.5) != (b > 0.3)})
	}
	o := TreeOptions{Count: 40, Depth: 3, Rate: 0.3, Decay: 1}
	trees := Boost(rows, o)
	wrong := 0
	for _, x := range rows {
		if (trees.sum(x.Facts) > 0) != x.So {
			wrong++
		}
	}
	if wrong > 20 {
		t.Errorf("%d of %d rows are taken wrongly", wrong, len(rows))
	}
	again := Boost(rows, o)
	if !slices.Equal(trees.Leaves, again.Leaves) || !slices.Equal(trees.Bounds, again.Bounds) || !slices.Equal(trees.Facts, again.Facts) {
		t.Error("the same rows give other trees the second time")
	}
	if len(Boost(nil, o).Leaves) != 0 {
		t.Error("trees of nothing")
	}
}

// TestBoostTogether holds that of a group the one that is most is learned to be
// right, whatever the others are by themselves, and none where none is.
func TestBoostTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var rows []Row
	for group := range 400 {
		level := 4 * r.Float32()
		right := r.IntN(4) // 3 for none
		for k := range 3 {
			f := level + r.Float32()
			rows = append(rows, Row{Facts: []float32{f, float32(r.IntN(2)), 0}, Group: group, So: k == right})
			if k == right {
				rows[len(rows)-1].Facts[2] = 1
			}
		}
	}
	trees := Boost(rows, TreeOptions{Count: 40, Depth: 2, Rate: 0.3, Decay: 1, Together: true})
	wrong := 0
	for i := 0; i < len(rows); i += 3 {
		none, best, at := true, 0.0, -1
		for k, x := range rows[i : i+3] {
			none = none && !x.So
			if v := trees.sum(x.Facts); v > best {
				best, at = v, k
			}
		}
		if none != (at < 0) || at >= 0 && !rows[i+at].So {
			wrong++
		}
	}
	if wrong > 4 {
		t.Errorf("%d of 400 groups are decided wrongly", wrong)
	}
	if math.IsNaN(trees.sum(rows[0].Facts)) {
		t.Error("no number")
	}
}
