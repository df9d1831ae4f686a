package claim

import (
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
// has to guess which way a row goes is wrong half the time, so no split is a branch:
// what a feature has is taken as how many of the cuts of all trees it reaches, and the
// sign of a difference says the way.
type planted struct {
	base   float64
	cuts   [allFeatures][]float64 // of each feature, rising
	splits [][leavesOfTree]step   // the last of each is none
	leaves [][leavesOfTree]float64
}

// mostFeatures is no less than allFeatures, and a power of two.
const mostFeatures = 64

// A step is a split: a feature, and which of its cuts.
type step struct{ feature, cut uint16 }

func (f *Forest) plant() *planted {
	p := &planted{base: f.Base, splits: make([][leavesOfTree]step, len(f.Trees)), leaves: make([][leavesOfTree]float64, len(f.Trees))}
	for _, t := range f.Trees {
		for _, s := range t.Splits {
			p.cuts[s.Feature] = append(p.cuts[s.Feature], s.At)
		}
	}
	for k := range p.cuts {
		slices.Sort(p.cuts[k])
		p.cuts[k] = slices.Compact(p.cuts[k])
	}
	for i, t := range f.Trees {
		if len(t.Splits) != splitsOfTree {
			panic("claim: a tree of another depth")
		}
		for k, s := range t.Splits {
			at, _ := slices.BinarySearch(p.cuts[s.Feature], s.At)
			p.splits[i][k] = step{uint16(s.Feature), uint16(at)}
		}
		copy(p.leaves[i][:], t.Leaves)
	}
	return p
}

// sum is what Sum of the forest is, to the bit. Where the first of its forests gives less
// than hopeless, what that gives is returned instead.
func (p *planted) sum(x *row, hopeless float64) float64 {
	var reached [mostFeatures]uint32
	for k, cuts := range &p.cuts {
		n, v := 0, x[k]
		for len(cuts) > 0 { // how many are not above v
			half := (len(cuts) + 1) / 2
			if v < cuts[half-1] {
				cuts = cuts[:half-1]
			} else {
				n, cuts = n+half, cuts[half:]
			}
		}
		reached[k] = uint32(n)
	}
	total, first := p.base, len(p.splits)/Bags
	for i := range p.splits {
		if i == first {
			if one := p.base + Bags*(total-p.base); one < hopeless {
				return one
			}
		}
		s, at := &p.splits[i], uint32(0)
		for range Depth {
			// The sign of cut-reached is set where the cut is reached: to the right.
			next := s[at%leavesOfTree]
			at = 2*at + 1 + (uint32(next.cut)-reached[next.feature%mostFeatures])>>31
		}
		total += p.leaves[i][(at-splitsOfTree)%leavesOfTree]
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
			for _, p := range c.pairs(l, all, one, two) {
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
