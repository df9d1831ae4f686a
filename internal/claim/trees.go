package claim

import "slices"

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

// A Model says how likely two figures are to answer one question, in two steps.
type Model struct {
	Alone  Forest // the values left out, and the other figures of the two texts
	Beside Forest // with both
}

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

func (c *Collection) modelOf(t *text) *Model {
	if c.model != nil {
		return c.model(t.path)
	}
	return &figureModel
}

func (f *figure) at() Place { return Place{f.text.path, f.span.Begin, f.span.End} }
