package train

import (
	"math"
	"slices"
)

// A Row is what is known of one thing that is so or not.
type Row struct {
	Facts []float32
	So    bool
	Group int // rows that follow one another and of which at most one is so
}

// Trees are trees of questions whose sum gives the log odds that a thing is so.
// All questions of one level of a tree are the same, so that a tree of depth d
// has d questions and 1<<d leaves.
type Trees struct {
	Base   float32
	Depth  int
	Facts  []int32   // of the questions, Depth a tree
	Bounds []float32 // that they ask whether the fact is above
	Leaves []float32 // 1<<Depth a tree
	// Together says that the sums of a group, and 0 for none of its rows, are shares
	// of one certainty.
	Together bool
}

// TreeOptions are the settings of growing trees.
type TreeOptions struct {
	Count, Depth int
	Rate         float64
	Decay        float64 // added to the weight of each leaf
	Together     bool    // the rows of a group, and none of them, share one certainty
}

// Boost grows trees one after the other, each on what those before it leave
// (Friedman 2001; trees of one question a level: Prokhorenkova et al. 2018).
func Boost(rows []Row, o TreeOptions) *Trees {
	const most = 64 // bins of a fact
	t := &Trees{Depth: o.Depth, Together: o.Together}
	if len(rows) == 0 {
		return t
	}
	facts := len(rows[0].Facts)
	cuts := make([][]float32, facts)
	binned := make([][]uint8, facts) // by fact
	for k := range facts {
		values := make([]float32, len(rows))
		for i := range rows {
			values[i] = rows[i].Facts[k]
		}
		slices.Sort(values)
		for b := 1; b < most; b++ {
			// Above the value, so that what is equal falls below.
			if v := values[len(values)*b/most]; (len(cuts[k]) == 0 || v > cuts[k][len(cuts[k])-1]) && v < values[len(values)-1] {
				cuts[k] = append(cuts[k], v)
			}
		}
		if len(cuts[k]) == 0 && values[0] < values[len(values)-1] {
			cuts[k] = append(cuts[k], values[0])
		}
		binned[k] = make([]uint8, len(rows))
		for i := range rows {
			n, _ := slices.BinarySearch(cuts[k], rows[i].Facts[k])
			binned[k][i] = uint8(n) // the fact is above the first n cuts
		}
	}
	so := 0
	for i := range rows {
		if rows[i].So {
			so++
		}
	}
	t.Base = float32(math.Log((float64(so) + 0.5) / (float64(len(rows)-so) + 0.5)))
	margin := make([]float64, len(rows))
	for i := range margin {
		margin[i] = float64(t.Base)
	}
	grad, hess, leaf := make([]float64, len(rows)), make([]float64, len(rows)), make([]uint8, len(rows))
	sums := make([][2]float64, most<<o.Depth)
	for range o.Count {
		clear(leaf)
		if o.Together {
			together(rows, margin, grad, hess)
		} else {
			for i := range rows {
				p := 1 / (1 + math.Exp(-margin[i]))
				hess[i] = p * (1 - p)
				if rows[i].So {
					p--
				}
				grad[i] = -p
			}
		}
		for level := range o.Depth {
			fact, cut, best := 0, 0, math.Inf(-1)
			for k := range facts {
				if len(cuts[k]) == 0 {
					continue
				}
				bins := len(cuts[k]) + 1
				here := sums[:bins<<level]
				clear(here)
				for i, b := range binned[k] {
					s := &here[int(leaf[i])*bins+int(b)]
					s[0] += grad[i]
					s[1] += hess[i]
				}
				gains := make([]float64, len(cuts[k]))
				for l := range 1 << level {
					mine := here[l*bins:][:bins]
					var g, h float64
					for _, s := range mine {
						g, h = g+s[0], h+s[1]
					}
					var below, weight float64
					for c := range cuts[k] {
						below, weight = below+mine[c][0], weight+mine[c][1]
						gains[c] += below*below/(weight+o.Decay) + (g-below)*(g-below)/(h-weight+o.Decay)
					}
				}
				for c, gain := range gains {
					if gain > best {
						fact, cut, best = k, c, gain
					}
				}
			}
			if math.IsInf(best, -1) {
				return t
			}
			t.Facts, t.Bounds = append(t.Facts, int32(fact)), append(t.Bounds, cuts[fact][cut])
			for i, b := range binned[fact] {
				if int(b) > cut {
					leaf[i] |= 1 << level
				}
			}
		}
		leaves := make([][2]float64, 1<<o.Depth)
		for i, l := range leaf {
			leaves[l][0] += grad[i]
			leaves[l][1] += hess[i]
		}
		first := len(t.Leaves)
		for _, l := range leaves {
			t.Leaves = append(t.Leaves, float32(o.Rate*l[0]/(l[1]+o.Decay)))
		}
		for i, l := range leaf {
			margin[i] += float64(t.Leaves[first+int(l)])
		}
	}
	return t
}

// together fills the slopes of the likelihood of the right rows where the rows of a
// group and "none of them", whose margin is 0, are likely by their margins.
func together(rows []Row, margin, grad, hess []float64) {
	for from := 0; from < len(rows); {
		to := from
		most := 0.0
		for ; to < len(rows) && rows[to].Group == rows[from].Group; to++ {
			most = max(most, margin[to])
		}
		all, good := math.Exp(-most), 0.0
		for i := from; i < to; i++ {
			e := math.Exp(margin[i] - most)
			all += e
			if rows[i].So {
				good += e
			}
		}
		for i := from; i < to; i++ {
			e := math.Exp(margin[i] - most)
			p, want := e/all, 0.0
			if rows[i].So {
				want = e / good
			}
			grad[i], hess[i] = want-p, max(p*(1-p), 1e-6)
		}
		from = to
	}
}
