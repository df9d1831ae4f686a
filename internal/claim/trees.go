package claim

import (
	"cmp"
	"slices"
	"sync"
)

// A Forest is a sum of small decision trees (gradient boosting; Friedman 2001).
type Forest struct {
	Base  float64
	Trees []Tree
}

// A Tree is splits in the order of a heap: split i has its sons at 2i+1 and
// 2i+2, and what lies behind the last of them are leaves.
type Tree struct {
	Splits []Split
	Leaves []float64
}

// A Split sends a row to the left if its feature is less than At.
type Split struct {
	Feature int
	At      float64
}

// Sum is the sum of the leaves that the row comes to.
func (f *Forest) Sum(row []float64) float64 {
	sum := f.Base
	for i := range f.Trees {
		t := &f.Trees[i]
		k := 0
		for k < len(t.Splits) {
			if s := &t.Splits[k]; row[s.Feature] < s.At {
				k = 2*k + 1
			} else {
				k = 2*k + 2
			}
		}
		sum += t.Leaves[k-len(t.Splits)]
	}
	return sum
}

// Depth is how many splits lie between the root and a leaf of each tree, and Bags of how
// many forests a learned one is the mean: they stand one behind the other.
const Depth, Bags = 3, 3

const splitsOfTree, leavesOfTree = 1<<Depth - 1, 1 << Depth

// A planted is a forest laid out for being asked of millions of rows. A processor that
// has to guess which way a row goes is wrong half the time, so no split is a branch: for
// each feature and for how many of its cuts a value reaches it is written down beforehand
// which splits of all trees send a row to the right, a byte for each tree and a bit for
// each of its splits. What the features of a row have written down, laid over one
// another, says the leaf of every tree (the bits of a forest: Lucchese et al. 2015).
type planted struct {
	base   float64
	cuts   [mostFeatures][]float64  // of each feature, rising
	rights [mostFeatures][][]uint64 // of each feature, by how many of its cuts are reached; a byte for each tree
	asked  []int                    // the features that some split asks for
	bags   [Bags + 1]int            // where in the words of rights each forest begins, and where the last ends
	leaves [][leavesOfTree]float64  // with trees of nothing, so that each forest begins with a word
}

// mostFeatures is how many features a row may have.
const mostFeatures = 48

// treesOfWord is of how many trees a word of rights tells, mostWords how many words tell
// of one forest at most.
const treesOfWord, mostWords = 8, 128

// leafOf is the leaf that a row comes to, by the splits of a tree that send it to the
// right: split i is bit i.
var leafOf = func() (of [1 << splitsOfTree]uint8) {
	for rights := range of {
		at := 0
		for at < splitsOfTree {
			at = 2*at + 1 + rights>>at&1
		}
		of[rights] = uint8(at - splitsOfTree)
	}
	return of
}()

func (f *Forest) plant() *planted {
	p := &planted{base: f.Base}
	for _, t := range f.Trees {
		if len(t.Splits) != splitsOfTree {
			panic("claim: a tree of another depth")
		}
		for _, s := range t.Splits {
			p.cuts[s.Feature] = append(p.cuts[s.Feature], s.At)
		}
	}
	var place []int // of each tree, in bytes
	for bag := range Bags {
		for range f.Trees[bag*len(f.Trees)/Bags : (bag+1)*len(f.Trees)/Bags] {
			place = append(place, len(p.leaves))
			p.leaves = append(p.leaves, [leavesOfTree]float64{})
		}
		for len(p.leaves)%treesOfWord > 0 {
			p.leaves = append(p.leaves, [leavesOfTree]float64{})
		}
		p.bags[bag+1] = len(p.leaves) / treesOfWord
	}
	words := p.bags[Bags]
	if words > Bags*mostWords-Bags {
		panic("claim: a forest of more trees")
	}
	for k := range p.cuts {
		if len(p.cuts[k]) == 0 {
			continue
		}
		slices.Sort(p.cuts[k])
		p.cuts[k] = slices.Compact(p.cuts[k])
		p.asked = append(p.asked, k)
		p.rights[k] = make([][]uint64, 1+len(p.cuts[k]))
		all := make([]uint64, words*len(p.rights[k]))
		for n := range p.rights[k] {
			p.rights[k][n] = all[n*words : (n+1)*words]
		}
	}
	for i, t := range f.Trees {
		copy(p.leaves[place[i]][:], t.Leaves)
		for k, s := range t.Splits {
			at, _ := slices.BinarySearch(p.cuts[s.Feature], s.At)
			for _, rights := range p.rights[s.Feature][at+1:] {
				rights[place[i]/treesOfWord] |= 1 << (place[i]%treesOfWord*8 + k)
			}
		}
	}
	return p
}

// sum is what Sum of the forest is, to the bit: the leaf of a tree of nothing adds
// nothing. Where the first of its forests gives less than hopeless, what that gives is
// returned instead.
func (p *planted) sum(x []float64, hopeless float64) float64 {
	var of [mostFeatures][]uint64
	list := of[:0]
	for _, k := range p.asked {
		if n := p.reached(k, x[k]); n > 0 { // below all cuts no split sends it to the right
			list = append(list, p.rights[k][n])
		}
	}
	total := p.base
	for bag := range Bags {
		if bag == 1 {
			if one := p.base + Bags*(total-p.base); one < hopeless {
				return one
			}
		}
		total = p.add(total, list, p.bags[bag], p.bags[bag+1])
	}
	return total
}

// reached is how many of the cuts of a feature are not above a value.
func (p *planted) reached(feature int, v float64) (n int) {
	for cuts := p.cuts[feature]; len(cuts) > 0; {
		half := (len(cuts) + 1) / 2
		if v < cuts[half-1] {
			cuts = cuts[:half-1]
		} else {
			n, cuts = n+half, cuts[half:]
		}
	}
	return n
}

// add adds the leaves of one forest, from a word to another, to a sum.
func (p *planted) add(total float64, list [][]uint64, from, to int) float64 {
	var words [mostWords]uint64
	rights := words[:to-from]
	for ; len(list) >= 4; list = list[4:] {
		a, b, c, d := list[0][from:to], list[1][from:to], list[2][from:to], list[3][from:to]
		b, c, d = b[:len(a)], c[:len(a)], d[:len(a)]
		rights := rights[:len(a)]
		for i := range a {
			rights[i] |= a[i] | b[i] | c[i] | d[i]
		}
	}
	for _, one := range list {
		for i, w := range one[from:to] {
			rights[i] |= w
		}
	}
	leaves := p.leaves[from*treesOfWord : to*treesOfWord]
	for _, w := range rights {
		eight := (*[treesOfWord][leavesOfTree]float64)(leaves)
		leaves = leaves[treesOfWord:]
		for k := range eight {
			total += eight[k][leafOf[w>>(8*k)&(1<<splitsOfTree-1)]%leavesOfTree]
		}
	}
	return total
}

// A Model says how likely two figures are to answer one question, in two steps.
type Model struct {
	Alone  Forest // the values left out, and the other figures of the two texts
	Beside Forest // with both
}

// A judge is a model laid out for being asked.
type judge struct{ alone, beside *planted }

func (m *Model) judge() *judge { return &judge{m.Alone.plant(), m.Beside.plant()} }

// figureJudge is the judge that was learned from all texts.
var figureJudge = sync.OnceValue(figureModel.judge)

// Features says how many features a row has, which of them each step may use.
func Features() (alone, beside []int) {
	for k := range int(allFeatures) {
		if k < features && k != ofEqual && k != ofRatio && k != ofSize {
			alone = append(alone, k)
		}
	}
	return alone, []int{
		ofStory, ofKin, ofOneStory, ofNoun, ofTelling, ofRole, ofSentence, ofNear, ofTime, ofPlaces, ofPlace, ofContext,
		ofEqual, ofRatio, ofSize, ofKind, byLikeness, byRival, bySecond, byEqual,
	}
}

// A Comparison is what two figures of two texts have in common, to learn from.
type Comparison struct {
	A, B  Place
	Row   []float64
	Equal bool // the two may say the same
}

// A Place is words of a document.
type Place struct {
	Path       string
	Begin, End int
}

func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Path, q.Path), cmp.Compare(p.Begin, q.Begin), cmp.Compare(p.End, q.End))
}

// Comparisons lists what the figures of texts that have to do with one another
// have in common. With beside it has what the second step needs, and only pairs
// that the first does not hold to be unlikely.
func (c *Collection) Comparisons(beside bool) []Comparison {
	c.prepare()
	all := c.figures()
	of := map[*text][]int{}
	for i, f := range all {
		of[f.text] = append(of[f.text], i)
	}
	var out []Comparison
	add := func(i, j int, x *row) {
		out = append(out, Comparison{all[i].at(), all[j].at(), slices.Clone(x[:]), x[ofEqual] > 0 && all[i].how != vague && all[j].how != vague})
	}
	l := c.layer()
	for _, e := range c.kin {
		one, two := of[c.texts[e.a]], of[c.texts[e.b]]
		switch {
		case one == nil || two == nil:
		case beside && e.weight >= kinFrom:
			texts := l.between(c.texts[e.a], c.texts[e.b])
			for _, p := range c.pairs(l, &texts, all, one, two) {
				add(p.a, p.b, &p.row)
			}
		case !beside && e.weight >= kinFrom/2:
			texts := l.between(c.texts[e.a], c.texts[e.b])
			for _, i := range one {
				for _, j := range two {
					if x, ok := c.compareFigures(all[i], all[j], &texts); ok {
						add(i, j, &x)
					}
				}
			}
		}
	}
	return out
}

// UseModel has the collection judge the figures of a text by another model than
// the one that was learned from all texts, as learning it needs.
func (c *Collection) UseModel(of func(path string) *Model) { c.model = of }

// appoint lays out the models by which the figures of the texts are judged.
func (c *Collection) appoint() {
	c.judges = map[*Model]*judge{}
	for _, t := range c.texts {
		if c.model != nil {
			if m := c.model(t.path); c.judges[m] == nil {
				c.judges[m] = m.judge()
			}
		}
	}
}

func (c *Collection) judgeOf(t *text) *judge {
	if c.model != nil {
		return c.judges[c.model(t.path)]
	}
	return figureJudge()
}

func (f *figure) at() Place { return Place{f.text.path, f.span.Begin, f.span.End} }
