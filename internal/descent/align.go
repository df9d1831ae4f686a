package descent

import (
	"cmp"
	"math"
	"slices"

	"github.com/stemma/stemma"
)

// A run is a stretch of words that both texts have in common, letter for
// letter once folded.
type run struct {
	a, b, n int32   // first words, and how many
	bits    float64 // how unlikely it is that they meet by chance
}

// A chain is runs that follow one another in both texts.
type chain struct {
	runs []run
	bits float64
}

const (
	// often is how many places of one word are looked up in the other text;
	// more say nothing about where it belongs, and would make the work
	// quadratic.
	often = 8
	// near is how many words may lie between two runs of one chain: about half
	// a sentence, all of it changed.
	near = 12
	// behind is how many runs are looked back at for the one that a chain goes
	// on from.
	behind = 200
	// dear is the bits that a word in common costs beside its chance: texts on
	// one subject share words more often than chance has it.
	dear = 3.0
	// skew is the bits that each word costs by which the gaps of the two texts
	// differ.
	skew = 0.5
	// slack is by how many bits a chain may stay below the chance of finding
	// it anywhere in the two texts; what is left of noise is weighed later.
	slack = 4.0
)

// A Text is the words of a document made ready to be aligned with any other.
// It is never changed by it and may be used by many goroutines.
type Text struct {
	*Words
	order []int32   // words by hash and place
	count []int32   // of each word in the text
	bits  []float64 // by count: how unlikely a word is that stands so often
	own   int       // words that no common passage covers
}

// NewText prepares words. What belongs to a common passage, by the keys that
// are common in the case, is covered and weighs nothing.
func NewText(w *Words, common func(Key) bool) *Text {
	t := &Text{Words: w, order: make([]int32, w.N()), count: make([]int32, w.N())}
	if common != nil {
		t.Words = cover(w, common)
	}
	for i := range t.order {
		t.order[i] = int32(i)
	}
	slices.SortFunc(t.order, func(x, y int32) int {
		if w.Hash[x] != w.Hash[y] {
			return cmp.Compare(w.Hash[x], w.Hash[y])
		}
		return cmp.Compare(x, y)
	})
	for i := 0; i < len(t.order); {
		j := i
		for j < len(t.order) && w.Hash[t.order[j]] == w.Hash[t.order[i]] {
			j++
		}
		for _, k := range t.order[i:j] {
			t.count[k] = int32(j - i)
		}
		for n := len(t.bits); n <= j-i; n++ {
			// In a short text one place more or less is no frequency yet.
			t.bits = append(t.bits, -math.Log2(float64(n+1)/float64(w.N()+60)))
		}
		i = j
	}
	for _, f := range t.flags {
		if f&covered == 0 {
			t.own++
		}
	}
	return t
}

// bridge is how many words may lie between two common keys that cover one
// common passage: only some of its keys were kept.
const bridge = 8

// cover returns the words with those marked that belong to common passages.
func cover(w *Words, common func(Key) bool) *Words {
	var flags []uint8
	last := int32(-1) // last word covered
	for p := range places(w) {
		if !common(p.key) {
			continue
		}
		if flags == nil {
			flags = slices.Clone(w.flags)
		}
		from := p.first
		if last >= 0 && p.first-last <= bridge {
			from = min(from, last+1)
		}
		for i := from; i <= p.last; i++ {
			flags[i] |= covered
		}
		last = max(last, p.last)
	}
	if flags == nil {
		return w
	}
	c := *w
	c.flags = flags
	return &c
}

// An aligner aligns texts, one pair after another, and keeps its memory.
type aligner struct {
	found []uint64 // places of one word in both texts: a in the upper half
	done  []int32  // by diagonal: where the last run ends in a
	runs  []run
	score []float64
	back  []int32
	used  [2][]bool
}

// align finds the chains of runs that two texts share, the best first. No word
// of either text is in two chains.
//
// A word that both have is worth the bits of its chance, by how often it
// stands in the text where it is more frequent; a link of a chain costs those
// of meeting such a word anywhere in its gap (the statistics of local
// alignment, Karlin and Altschul 1990, over sparse seeds). So names, numbers
// and unchanged words that keep their order add up also where a thesaurus has
// changed what lies between, and words that texts on one subject share in
// another order do not.
func (al *aligner) align(a, b *Text) []chain {
	al.seed(a, b, false)
	if len(al.found) == 0 {
		al.seed(a, b, true)
	}
	al.extend(a, b)
	al.link()
	return al.chains(a, b)
}

// seed finds where the two texts have a word in common. A word that both have
// often is left out, unless there is no other.
func (al *aligner) seed(a, b *Text, all bool) {
	al.found = al.found[:0]
	for i, j := 0, 0; i < len(a.order) && j < len(b.order); {
		ha, hb := a.Hash[a.order[i]], b.Hash[b.order[j]]
		if ha < hb {
			i += int(a.count[a.order[i]])
			continue
		}
		if hb < ha {
			j += int(b.count[b.order[j]])
			continue
		}
		na, nb := int(a.count[a.order[i]]), int(b.count[b.order[j]])
		seldom := (na <= often || nb == 1) && (nb <= often || na == 1) &&
			(a.flags[a.order[i]]&salient != 0 || min(na, nb) <= 2)
		if seldom || all {
			for _, x := range a.order[i:min(i+na, i+often)] {
				if a.flags[x]&covered != 0 {
					continue
				}
				for _, y := range b.order[j:min(j+nb, j+often)] {
					if b.flags[y]&covered == 0 {
						al.found = append(al.found, uint64(x)<<32|uint64(y))
					}
				}
			}
		}
		i, j = i+na, j+nb
	}
	slices.Sort(al.found)
}

// extend makes runs of the seeds, as long as the words stay the same.
func (al *aligner) extend(a, b *Text) {
	na, nb := int32(a.N()), int32(b.N())
	al.done = slices.Grow(al.done[:0], int(na+nb+1))[:na+nb+1]
	clear(al.done)
	al.runs = al.runs[:0]
	for _, f := range al.found {
		i, j := int32(f>>32), int32(f&0xffffffff)
		if al.done[i-j+nb] > i {
			continue
		}
		lo, hi := int32(0), int32(1)
		for i-lo > 0 && j-lo > 0 && a.Hash[i-lo-1] == b.Hash[j-lo-1] {
			lo++
		}
		for i+hi < na && j+hi < nb && a.Hash[i+hi] == b.Hash[j+hi] {
			hi++
		}
		al.done[i-j+nb] = i + hi
		r := run{a: i - lo, b: j - lo, n: lo + hi}
		for k := range r.n {
			r.bits += worth(a, b, r.a+k, r.b+k)
		}
		al.runs = append(al.runs, r)
	}
	slices.SortFunc(al.runs, func(x, y run) int {
		if x.a != y.a {
			return cmp.Compare(x.a, y.a)
		}
		return cmp.Compare(x.b, y.b)
	})
}

// worth is the bits of one word in common.
func worth(a, b *Text, i, j int32) float64 {
	if (a.flags[i]|b.flags[j])&covered != 0 {
		return 0
	}
	return max(0, min(a.bits[a.count[i]], b.bits[b.count[j]])-dear)
}

// linkCost is what a link costs by its gaps.
var linkCost = func() (cost [near + 1][near + 1]float64) {
	for a := 1; a <= near; a++ {
		for b := 1; b <= near; b++ {
			cost[a][b] = math.Log2(float64(a*b)) + skew*math.Abs(float64(a-b))
		}
	}
	return cost
}()

// link finds for each run the best chain that ends with it.
func (al *aligner) link() {
	al.score = slices.Grow(al.score[:0], len(al.runs))[:len(al.runs)]
	al.back = slices.Grow(al.back[:0], len(al.runs))[:len(al.runs)]
	for k, r := range al.runs {
		al.score[k], al.back[k] = r.bits, -1
		for l := k - 1; l >= 0 && k-l <= behind; l-- {
			q := &al.runs[l]
			da, db := r.a-(q.a+q.n)+1, r.b-(q.b+q.n)+1
			if da > near || db > near || da < 1 || db < 1 {
				continue
			}
			s := al.score[l] + r.bits - linkCost[da][db]
			if s > al.score[k] {
				al.score[k], al.back[k] = s, int32(l)
			}
		}
	}
}

// chains takes the chains that are more than chance, the best first, until
// their words are used.
func (al *aligner) chains(a, b *Text) []chain {
	least := math.Log2(float64(a.N())*float64(b.N())) - slack
	var ends []int32
	for k, s := range al.score {
		if s >= least {
			ends = append(ends, int32(k))
		}
	}
	if len(ends) == 0 {
		return nil
	}
	slices.SortFunc(ends, func(x, y int32) int { return cmp.Or(cmp.Compare(al.score[y], al.score[x]), cmp.Compare(x, y)) })
	for t, n := range [2]int{a.N(), b.N()} {
		al.used[t] = slices.Grow(al.used[t][:0], n)[:n]
		clear(al.used[t])
	}
	var chains []chain
	for _, k := range ends {
		if al.taken(k) {
			continue
		}
		c := chain{bits: al.score[k]}
		for l := k; l >= 0; l = al.back[l] {
			if al.taken(l) {
				c.bits = al.score[k] - al.score[l]
				break
			}
			c.runs = append(c.runs, al.runs[l])
		}
		if c.bits < least {
			continue
		}
		slices.Reverse(c.runs)
		for _, r := range c.runs {
			for i := range r.n {
				al.used[0][r.a+i], al.used[1][r.b+i] = true, true
			}
		}
		chains = append(chains, c)
	}
	return chains
}

// taken reports whether a better chain has words of the run.
func (al *aligner) taken(k int32) bool {
	r := al.runs[k]
	return al.used[0][r.a] || al.used[0][r.a+r.n-1] || al.used[1][r.b] || al.used[1][r.b+r.n-1]
}

// bounds are the words from the first to the last of a chain in each text.
func (c *chain) bounds() (a, b [2]int32) {
	first, last := c.runs[0], c.runs[len(c.runs)-1]
	return [2]int32{first.a, last.a + last.n}, [2]int32{first.b, last.b + last.n}
}

// span is the stretch of text that the words [from, to) cover.
func (w *Words) span(from, to int32) stemma.Span {
	return stemma.Span{Begin: w.Span[from].Begin, End: w.Span[to-1].End}
}
