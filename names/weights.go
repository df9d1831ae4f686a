package names

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/stemma/stemma/nlp/model"
)

//go:embed names.weights
var builtIn []byte

var standard = sync.OnceValues(func() (*Comparer, error) {
	f, err := model.Decode(builtIn)
	if err != nil {
		return nil, fmt.Errorf("read the weights of names: %w", err)
	}
	return Load(f)
})

// Standard returns the comparer with the weights that are built in. It fails
// only if the program was built wrongly.
func Standard() (*Comparer, error) { return standard() }

// Weights are what a Comparer has learned. They are open to those who learn them.
type Weights struct {
	// Sub is how much it speaks for two words being one that a code of the one
	// stands where a code of the other does, in hundredths of a nat.
	Sub [numCodes][numCodes]int16
	// Gap is the same for a code with nothing on the other side: [0] where both
	// write vowels, [1] where the other side leaves them out, [2] for a code of
	// the side that leaves them out.
	Gap [3][numCodes]int16

	Rare   map[uint32]float32 // rarity of words in nats, by digest
	Unseen float32            // rarity of all others

	Trees []Tree
	Base  float32 // log odds before any tree
}

// A Tree is an oblivious tree: all nodes of one level ask the same question,
// and a leaf is the number that the answers spell, the first answer lowest.
type Tree struct {
	Feature   [treeDepth]uint8
	Threshold [treeDepth]float32 // a feature above it answers 1
	Leaf      [1 << treeDepth]float32
	Cover     [1 << treeDepth]float32 // share of what it was learned from that fell there
}

const treeDepth = 5

// NumCodes is the number of codes that words are written in.
const NumCodes = numCodes

// Load makes a Comparer of a file of weights.
func Load(f *model.File) (*Comparer, error) {
	if kind := f.Note("kind"); kind != "names" {
		return nil, fmt.Errorf("these are weights of %q, not of names", kind)
	}
	sub, _, err := f.Ints("sub")
	if err != nil {
		return nil, err
	}
	gap, _, err := f.Ints("gap")
	if err != nil {
		return nil, err
	}
	hash, _, err := f.Ints("word")
	if err != nil {
		return nil, err
	}
	rare, _, err := f.Ints("rarity")
	if err != nil {
		return nil, err
	}
	ask, _, err := f.Ints("tree-feature")
	if err != nil {
		return nil, err
	}
	values, _, _, err := f.Floats("tree-value")
	if err != nil {
		return nil, err
	}
	base, _, _, err := f.Floats("base")
	if err != nil {
		return nil, err
	}
	const row = treeDepth + 2<<treeDepth
	trees := len(ask) / treeDepth
	if len(sub) != numCodes*numCodes || len(gap) != 3*numCodes || len(hash) != len(rare) || len(values) != trees*row || len(base) != 2 {
		return nil, fmt.Errorf("the weights of names are of another version; make them again with: nlptrain names")
	}
	w := &Weights{Rare: make(map[uint32]float32, len(hash)), Base: base[0], Unseen: base[1]}
	for i := range numCodes * numCodes {
		w.Sub[i/numCodes][i%numCodes] = int16(sub[i])
	}
	for i := range 3 * numCodes {
		w.Gap[i/numCodes][i%numCodes] = int16(gap[i])
	}
	for i, h := range hash {
		w.Rare[uint32(h)] = float32(rare[i]) / 100
	}
	for i := range trees {
		var t Tree
		for d := range treeDepth {
			if t.Feature[d] = uint8(ask[i*treeDepth+d]); t.Feature[d] >= NumFeatures {
				return nil, fmt.Errorf("the weights of names are of another version; make them again with: nlptrain names")
			}
		}
		v := values[i*row : (i+1)*row]
		copy(t.Threshold[:], v)
		copy(t.Leaf[:], v[treeDepth:])
		copy(t.Cover[:], v[treeDepth+1<<treeDepth:])
		w.Trees = append(w.Trees, t)
	}
	return NewComparer(w), nil
}

// File writes the weights down.
func (w *Weights) File() *model.File {
	f := &model.File{}
	f.AddNote("kind", "names")
	sub := make([]int32, 0, numCodes*numCodes)
	for _, r := range w.Sub {
		for _, v := range r {
			sub = append(sub, int32(v))
		}
	}
	gap := make([]int32, 0, 3*numCodes)
	for _, r := range w.Gap {
		for _, v := range r {
			gap = append(gap, int32(v))
		}
	}
	hashes := make([]uint32, 0, len(w.Rare))
	for h := range w.Rare {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	var hash, rare []int32
	for _, h := range hashes {
		hash, rare = append(hash, int32(h)), append(rare, int32(math.Round(float64(w.Rare[h])*100)))
	}
	var ask []int32
	var values []float32
	for _, t := range w.Trees {
		for _, x := range t.Feature {
			ask = append(ask, int32(x))
		}
		values = append(values, t.Threshold[:]...)
		values = append(values, t.Leaf[:]...)
		values = append(values, t.Cover[:]...)
	}
	f.AddInts("sub", numCodes, numCodes, sub)
	f.AddInts("gap", 3, numCodes, gap)
	f.AddInts("word", len(hash), 1, hash)
	f.AddInts("rarity", len(rare), 1, rare)
	f.AddInts("tree-feature", len(w.Trees), treeDepth, ask)
	f.AddFloats("tree-value", len(w.Trees), treeDepth+2<<treeDepth, values)
	f.AddFloats("base", 1, 2, []float32{w.Base, w.Unseen})
	return f
}
