package coref

import (
	"math"
)

// Vectors are those of words: words that stand in like places have like ones.
type Vectors struct {
	Dim   int
	index map[string]int32
	rows  []float32 // of length one

	clusters [][]int32 // numbers of words that are alike, in coarse and finer grain
}

// Grains is how many clusterings of the words there are.
const Grains = 2

// cluster is the number of a row's cluster, 0 for none.
func (v *Vectors) cluster(row int32, grain int) uint32 {
	if v == nil || row < 0 {
		return 0
	}
	return uint32(v.clusters[grain][row])
}

// NewVectors returns the table of the words, in order, with their vectors. They
// are brought to length one. Clusters are the numbers of each word's cluster,
// from 1, for each grain.
func NewVectors(list []string, dim int, rows []float32, clusters [][]int32) *Vectors {
	v := &Vectors{Dim: dim, index: make(map[string]int32, len(list)), rows: make([]float32, len(list)*dim), clusters: clusters}
	for i, word := range list {
		v.index[word] = int32(i)
		from, to := rows[i*dim:][:dim], v.rows[i*dim:][:dim]
		var sum float64
		for _, x := range from {
			sum += float64(x) * float64(x)
		}
		if sum > 0 {
			scale := float32(1 / math.Sqrt(sum))
			for k, x := range from {
				to[k] = x * scale
			}
		}
	}
	return v
}

// Row returns the row of the first of the words that is known, -1 for none.
func (v *Vectors) Row(words ...[]byte) int32 {
	for _, w := range words {
		if row, ok := v.index[string(w)]; ok {
			return row
		}
	}
	return -1
}

// At is the vector of a row, nil for none.
func (v *Vectors) At(row int32) []float32 {
	if row < 0 {
		return nil
	}
	return v.rows[int(row)*v.Dim:][:v.Dim]
}

// Like is how alike two rows are, 0 to 1; -1 where one is not known.
func (v *Vectors) Like(a, b int32) float32 {
	if v == nil || a < 0 || b < 0 {
		return -1
	}
	var sum float32
	x, y := v.At(a), v.At(b)
	for k := range x {
		sum += float32(x[k] * y[k])
	}
	return max(0, min(sum, 0.999))
}
