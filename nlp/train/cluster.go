package train

import (
	"math"
	"math/rand/v2"

	"github.com/stemma/stemma/nlp/neural"
)

// Clusters puts the words of the lexicon into count clusters of words with like
// vectors (spherical k-means) and returns the number of each word's cluster,
// from 1.
func Clusters(l *Lexicon, count, rounds int, seed uint64) []int32 {
	dim, n := l.Dim, len(l.List)
	x := make([]float32, n*dim)
	copy(x, l.Vectors)
	for i := range n {
		unitLength(x[i*dim:][:dim])
	}
	r := rand.New(rand.NewPCG(seed, 31))
	centres := make([]float32, dim*count) // a column for each cluster
	for c, i := range r.Perm(n)[:count] {
		for k := range dim {
			centres[k*count+c] = x[i*dim+k]
		}
	}
	of := make([]int32, n)
	scores := make([]float32, count)
	for range rounds {
		sums := make([]float32, count*dim)
		for i := range n {
			clear(scores)
			neural.MulAdd(scores, x[i*dim:][:dim], centres)
			best := 0
			for c, s := range scores {
				if s > scores[best] {
					best = c
				}
			}
			of[i] = int32(best + 1)
			neural.Add(sums[best*dim:][:dim], x[i*dim:][:dim])
		}
		for c := range count {
			sum := sums[c*dim:][:dim]
			if unitLength(sum) {
				for k := range dim {
					centres[k*count+c] = sum[k]
				}
			}
		}
	}
	return of
}

// unitLength gives the vector a length of one, unless it has none.
func unitLength(v []float32) bool {
	var square float64
	for _, x := range v {
		square += float64(x) * float64(x)
	}
	if square == 0 {
		return false
	}
	by := float32(1 / math.Sqrt(square))
	for i := range v {
		v[i] *= by
	}
	return true
}
