package claim

import (
	"math/bits"

	"github.com/stemma/stemma/nlp"
)

// A look is how the reader's network sees a word in its sentence, in 128 bits:
// on which side of as many fixed random planes its vector lies (Charikar 2002).
// Of two looks the share of bits that differ is the angle between the vectors.
type look [2]uint64

// newLook is the look of token i; zero if there are no vectors.
func newLook(v *nlp.Vectors, i int) look {
	if v == nil || v.Dim == 0 {
		return look{}
	}
	var l look
	row := v.Data[i*v.Dim:][:v.Dim]
	seed := uint64(0x9e3779b97f4a7c15)
	for bit := range 128 {
		var sum int32
		var signs uint64
		for k, x := range row {
			if k%64 == 0 {
				signs = next(&seed)
			}
			if signs&(1<<(k%64)) != 0 {
				sum += int32(x)
			} else {
				sum -= int32(x)
			}
		}
		if sum > 0 {
			l[bit/64] |= 1 << (bit % 64)
		}
	}
	return l
}

// next is the next of a fixed series of random numbers (splitmix64).
func next(seed *uint64) uint64 {
	*seed += 0x9e3779b97f4a7c15
	z := *seed
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// alike is from -1 to 1, near the cosine of the two vectors; 0 if one is not known.
func (l look) alike(m look) float64 {
	if l == (look{}) || m == (look{}) {
		return 0
	}
	differ := bits.OnesCount64(l[0]^m[0]) + bits.OnesCount64(l[1]^m[1])
	return 1 - float64(differ)/64
}

// usualLooks are the looks of each lemma on the average of all its tellings: each bit as most
// of them have it.
func usualLooks(all []*telling) map[string]look {
	type votes struct {
		set [128]int32
		all int32
	}
	of := map[string]*votes{}
	for _, t := range all {
		if t.look == (look{}) {
			continue
		}
		v := of[t.lemma]
		if v == nil {
			v = &votes{}
			of[t.lemma] = v
		}
		v.all++
		for bit := range v.set {
			v.set[bit] += int32(t.look[bit/64] >> (bit % 64) & 1)
		}
	}
	out := make(map[string]look, len(of))
	for lemma, v := range of {
		var l look
		for bit, n := range v.set {
			if 2*n > v.all {
				l[bit/64] |= 1 << (bit % 64)
			}
		}
		out[lemma] = l
	}
	return out
}
