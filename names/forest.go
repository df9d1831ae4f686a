package names

import (
	"cmp"
	"slices"
)

// A forest is the trees laid out for asking them all at once. A level of a tree
// asks whether a feature is above a threshold, and of one feature all trees
// together know only a few dozen thresholds; so what a feature answers to all of
// them is looked up by how many of these it is above, a byte a tree and eight
// trees a word.
type forest struct {
	base     float32
	words    int
	features []asked
	leaves   []float32 // 1<<treeDepth a tree
}

// asked is one feature and what its values answer.
type asked struct {
	feature    uint8
	thresholds []float32 // rising
	answers    []uint64  // for each number of thresholds that a value is above, the bits of all trees
}

// mostTrees is how many trees a forest may have.
const mostTrees = 512

func plant(w *Weights) *forest {
	trees := w.Trees[:min(len(w.Trees), mostTrees)]
	f := &forest{base: w.Base, words: (len(trees) + 7) / 8}
	f.leaves = make([]float32, f.words*8<<treeDepth)
	for i, t := range trees {
		copy(f.leaves[i<<treeDepth:], t.Leaf[:])
	}
	for feature := range uint8(NumFeatures) {
		a := asked{feature: feature}
		for _, t := range trees {
			for d := range treeDepth {
				if t.Feature[d] == feature {
					a.thresholds = append(a.thresholds, t.Threshold[d])
				}
			}
		}
		if len(a.thresholds) == 0 {
			continue
		}
		slices.Sort(a.thresholds)
		a.thresholds = slices.Compact(a.thresholds)
		a.answers = make([]uint64, (len(a.thresholds)+1)*f.words)
		for i, t := range trees {
			for d := range treeDepth {
				if t.Feature[d] != feature {
					continue
				}
				at, _ := slices.BinarySearchFunc(a.thresholds, t.Threshold[d], cmp.Compare)
				for rank := at + 1; rank <= len(a.thresholds); rank++ {
					a.answers[rank*f.words+i/8] |= 1 << (i%8*8 + d)
				}
			}
		}
		f.features = append(f.features, a)
	}
	return f
}

// margin is the log odds that the trees give.
func (f *forest) margin(features *[NumFeatures]float32) float32 {
	var bits [mostTrees / 8]uint64
	leaf := bits[:f.words]
	for i := range f.features {
		a := &f.features[i]
		value, rank := features[a.feature], 0
		for _, t := range a.thresholds {
			if value <= t {
				break
			}
			rank++
		}
		if rank == 0 {
			continue
		}
		answers := a.answers[rank*f.words:][:len(leaf)]
		for k, x := range answers {
			leaf[k] |= x
		}
	}
	total := f.base
	for k, x := range leaf {
		leaves := f.leaves[k*8<<treeDepth:][: 8<<treeDepth : 8<<treeDepth]
		for range 8 {
			total += leaves[x&(1<<treeDepth-1)]
			x >>= 8
			leaves = leaves[1<<treeDepth:]
		}
	}
	return total
}
