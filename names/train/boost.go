package train

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/stemma/stemma/names"
)

// Trees learns how all that two names share adds up: trees that each correct
// what those before got wrong (Friedman 2001, "Greedy function approximation";
// all nodes of a level ask one question, as in Prokhorenkova et al. 2018).
// Examples of which no word meets are left out, as in comparing.
func Trees(examples []Example, w *names.Weights, count int, rate float64, log func(string, ...any)) {
	c := names.NewComparer(w)
	rows, same, weight := measure(examples, c)
	const (
		depth = len(names.Tree{}.Feature)
		bins  = 48
		decay = 4.0 // weight of the prior that a leaf says nothing
	)
	n := len(rows)
	// Cut each feature at quantiles.
	var cuts [names.NumFeatures][]float32
	binned := make([][names.NumFeatures]uint8, n)
	for f := range names.NumFeatures {
		values := make([]float32, n)
		for i := range rows {
			values[i] = rows[i][f]
		}
		slices.Sort(values)
		for k := 1; k < bins; k++ {
			v := values[k*n/bins]
			if len(cuts[f]) == 0 || v > cuts[f][len(cuts[f])-1] {
				cuts[f] = append(cuts[f], v)
			}
		}
		for i := range rows {
			binned[i][f] = uint8(len(cuts[f]))
			for k, cut := range cuts[f] {
				if rows[i][f] <= cut {
					binned[i][f] = uint8(k)
					break
				}
			}
		}
	}
	total, positive := 0.0, 0.0
	for i := range rows {
		total += weight[i]
		if same[i] {
			positive += weight[i]
		}
	}
	w.Base = float32(math.Log(positive / (total - positive)))
	margin := make([]float64, n)
	for i := range margin {
		margin[i] = float64(w.Base)
	}
	grad, hess := make([]float64, n), make([]float64, n)
	leaf := make([]uint8, n)
	w.Trees = nil
	for t := range count {
		for i := range rows {
			p := 1 / (1 + math.Exp(-margin[i]))
			y := 0.0
			if same[i] {
				y = 1
			}
			grad[i], hess[i] = weight[i]*(y-p), weight[i]*p*(1-p)
			leaf[i] = 0
		}
		var tree names.Tree
		for d := range depth {
			feature, cut := question(binned, leaf, grad, hess, &cuts, d, decay)
			tree.Feature[d], tree.Threshold[d] = uint8(feature), cuts[feature][cut]
			for i := range rows {
				if binned[i][feature] > uint8(cut) {
					leaf[i] |= 1 << d
				}
			}
		}
		var g, h, cover [32]float64
		for i := range rows {
			g[leaf[i]] += grad[i]
			h[leaf[i]] += hess[i]
			cover[leaf[i]] += weight[i]
		}
		for l := range tree.Leaf {
			tree.Leaf[l] = float32(rate * g[l] / (h[l] + decay))
			tree.Cover[l] = float32(cover[l] / total)
		}
		for i := range rows {
			margin[i] += float64(tree.Leaf[leaf[i]])
		}
		w.Trees = append(w.Trees, tree)
		if (t+1)%50 == 0 {
			loss := 0.0
			for i := range rows {
				m := margin[i]
				if !same[i] {
					m = -m
				}
				loss += weight[i] * math.Log1p(math.Exp(-m))
			}
			log("trees: %d, loss %.4f over %d examples", t+1, loss/total, n)
		}
	}
}

// measure works out the features of all examples of which any word meets.
func measure(examples []Example, c *names.Comparer) (rows [][names.NumFeatures]float32, same []bool, weight []float64) {
	type result struct {
		f   [names.NumFeatures]float32
		met bool
	}
	results := make([]result, len(examples))
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for k := range workers {
		wait.Go(func() {
			for i := k; i < len(examples); i += workers {
				e := &examples[i]
				results[i].f, results[i].met = c.Features(c.Parse(e.A, e.Kind), c.Parse(e.B, e.Kind))
			}
		})
	}
	wait.Wait()
	for i, r := range results {
		if r.met {
			rows, same, weight = append(rows, r.f), append(same, examples[i].Same), append(weight, examples[i].Weight)
		}
	}
	return rows, same, weight
}

// question finds the feature and the cut that part the leaves of a level best.
func question(binned [][names.NumFeatures]uint8, leaf []uint8, grad, hess []float64, cuts *[names.NumFeatures][]float32, level int, decay float64) (feature, cut int) {
	type choice struct {
		gain float64
		cut  int
	}
	best := [names.NumFeatures]choice{}
	leaves := 1 << level
	var wait sync.WaitGroup
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	for f := range names.NumFeatures {
		if len(cuts[f]) == 0 {
			continue
		}
		wait.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			k := len(cuts[f]) + 1
			g, h := make([]float64, leaves*k), make([]float64, leaves*k)
			for i := range binned {
				at := int(leaf[i])*k + int(binned[i][f])
				g[at] += grad[i]
				h[at] += hess[i]
			}
			best[f] = choice{-1, 0}
			for c := range len(cuts[f]) {
				gain := 0.0
				for l := range leaves {
					var gl, hl, gr, hr float64
					for b := range k {
						if b <= c {
							gl += g[l*k+b]
							hl += h[l*k+b]
						} else {
							gr += g[l*k+b]
							hr += h[l*k+b]
						}
					}
					gain += gl*gl/(hl+decay) + gr*gr/(hr+decay)
				}
				if gain > best[f].gain {
					best[f] = choice{gain, c}
				}
			}
		})
	}
	wait.Wait()
	top := -1.0
	for f, b := range best {
		if len(cuts[f]) > 0 && b.gain > top {
			top, feature, cut = b.gain, f, b.cut
		}
	}
	return feature, cut
}
