package descent

import (
	"cmp"
	"slices"
)

// shortest is how many words a quotation has that is compared with another;
// furthest how many may lie between two places that both texts have, for what
// stands between them to be the same quotation.
const (
	shortest = 4
	furthest = 60
)

// altered are the quotations that stand at one place of two aligned texts in
// other words: what is within quotation marks in both, between words that they
// share, and not the same.
func altered(a, b *Text, runs []run) []Passage {
	var out []Passage
	quotesB := quotations(b)
	k := 0
	for _, q := range quotations(a) {
		// The last run before the end of the quotation, the first behind its
		// begin: what lies between them in b is the same place.
		for k < len(runs) && runs[k].a+runs[k].n <= q[0] {
			k++
		}
		from, to := int32(0), int32(b.N())
		if k > 0 {
			from = runs[k-1].b + runs[k-1].n
		}
		same := int32(0)
		l := k
		for ; l < len(runs) && runs[l].a < q[1]; l++ {
			same += min(runs[l].a+runs[l].n, q[1]) - max(runs[l].a, q[0])
		}
		if l < len(runs) {
			to = runs[l].b
		}
		if k == 0 && l == len(runs) || to <= from || to-from > furthest+q[1]-q[0] {
			continue
		}
		at, _ := slices.BinarySearchFunc(quotesB, from-1, func(r [2]int32, at int32) int { return cmp.Compare(r[0], at) })
		for _, r := range quotesB[at:] {
			if r[0] > to {
				break
			}
			if r[1] <= to+1 && !equal(a, b, q, r) {
				out = append(out, Passage{A: a.span(q[0], q[1]), B: b.span(r[0], r[1]), Same: float64(same) / float64(max(q[1]-q[0], r[1]-r[0]))})
				break
			}
		}
	}
	return out
}

func equal(a, b *Text, q, r [2]int32) bool {
	if q[1]-q[0] != r[1]-r[0] {
		return false
	}
	for i := range q[1] - q[0] {
		if a.Hash[q[0]+i] != b.Hash[r[0]+i] {
			return false
		}
	}
	return true
}

// quotations are the stretches of words in quotation marks.
func quotations(t *Text) [][2]int32 {
	var out [][2]int32
	for i := int32(0); i < int32(t.N()); {
		if t.flags[i]&quoted == 0 {
			i++
			continue
		}
		j := i + 1
		for j < int32(t.N()) && t.flags[j]&quoted != 0 && t.flags[j]&opens == 0 {
			j++
		}
		if j-i >= shortest {
			out = append(out, [2]int32{i, j})
		}
		i = j
	}
	return out
}
