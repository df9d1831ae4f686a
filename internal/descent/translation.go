package descent

import (
	"cmp"
	"math"
	"slices"

	"github.com/stemma/stemma"
)

// A meeting is a mark of each of two texts that may be the same name or number.
type meeting struct {
	i, j int32 // sentences
	a, b int32 // marks
	bits float64
}

// A facing is a sentence of each of two texts, with the marks that both have.
type facing struct {
	i, j     int32
	bits     float64 // how unlikely it is that the marks meet there by chance
	meetings []meeting
}

const (
	// ahead is how many sentences of a text may be left out between two that
	// face sentences of the other.
	ahead = 30
	// cutUp is the bits that it costs where one sentence faces two.
	cutUp = 2.0
	// ordered is the bits of a chain below which sentences follow one another
	// by chance.
	ordered = 4.0
	// translated is the bits of all chains from which on a text is a translation,
	// and carriedOver the part of the names and numbers that the other text has
	// there, of the text that gives more of its own. What two reporters tell of
	// one event in two languages has the same names, and even numbers, but not
	// in one order. Fitted on texts of testdata/tongues and on English reports of
	// one event that were taken for texts in two languages (doc/accuracy-descent.md).
	translated  = 21.0
	carriedOver = 0.65
	// filled is how many sentences without marks between two facings are taken
	// to face one another, too.
	filled = 3
	// crowded is how many marks of two facing sentences are looked at.
	crowded = 64
)

// translate weighs whether one of two texts is a translation of the other: by
// the names and numbers that stand in facing sentences, in one order. A word
// counts by what it says of the place, not by its rarity: that both texts name
// a man shows that they are on one matter, that both name him in the fourth
// sentence only and then the ship is what a translation does.
func translate(a, b *Cognates) Comparison {
	c := Comparison{Foreign: true, Ordered: true}
	chains := facingChains(facings(a, b))
	if len(chains) == 0 {
		return c
	}
	bits := -math.Log2(float64(len(a.sents)) * float64(len(b.sents)))
	var metA, metB = make([]bool, len(a.marks)), make([]bool, len(b.marks))
	for _, chain := range chains {
		bits += chain.bits
		for _, f := range chain.facings {
			for _, m := range f.meetings {
				if !metA[m.a] && !metB[m.b] {
					c.Cognates++
				}
				metA[m.a], metB[m.b] = true, true
			}
		}
		c.Passages = append(c.Passages, chain.passages(a, b)...)
	}
	slices.SortFunc(c.Passages, func(x, y Passage) int { return cmp.Compare(x.A.Begin, y.A.Begin) })
	for k, p := range c.Passages {
		c.Ordered = c.Ordered && (k == 0 || c.Passages[k-1].B.Begin < p.B.Begin)
	}
	c.ShareA, c.ShareB = a.share(c.Passages, func(p Passage) stemma.Span { return p.A }), b.share(c.Passages, func(p Passage) stemma.Span { return p.B })
	part := max(a.part(metA), b.part(metB))
	x := min(bits/translated, part/carriedOver)
	if x > 0 {
		c.Score = x / (1 + x)
	}
	return c
}

// part is the part of the names and numbers of a text that the other has where
// it faces it. Two that are missing are taken for granted, so that a text with
// three numbers is no proof.
func (c *Cognates) part(met []bool) float64 {
	n := 0
	for i, m := range c.marks {
		if m.sure && m.seldom && met[i] {
			n++
		}
	}
	return float64(n) / float64(c.sure+2)
}

// share is the part of the words of a text that lie in passages.
func (c *Cognates) share(passages []Passage, side func(Passage) stemma.Span) float64 {
	list := make([]stemma.Span, len(passages))
	for i, p := range passages {
		list[i] = side(p)
	}
	within := apart(list)
	in, all := 0, 0
	for i, s := range c.sents {
		all += int(c.words[i])
		if within.cover(s) == s.Len() {
			in += int(c.words[i])
		}
	}
	return float64(in) / float64(max(all, 1))
}

// meetings are the marks that two texts have in common, by sentences. A word
// that may be anything in both is none, unless they are in two scripts, in which
// other words than names seldom sound alike.
func meetings(a, b *Cognates) []meeting {
	var out []meeting
	na, nb := float64(len(a.sents)), float64(len(b.sents))
	free := !a.known && !b.known && a.script != b.script
	pa, pb := a.posts, b.posts
	for len(pa) > 0 && len(pb) > 0 {
		ka, kb := pa[0].key, pb[0].key
		x, y := keyed(pa), keyed(pb)
		if ka == kb && x <= often && y <= often {
			bits := math.Log2(min(na/float64(x), nb/float64(y)))
			for _, p := range pa[:x] {
				for _, q := range pb[:y] {
					m, n := &a.marks[p.mark], &b.marks[q.mark]
					if bits > 0 && (m.sure || n.sure || m.number || free) {
						out = append(out, meeting{m.sent, n.sent, p.mark, q.mark, bits})
					}
				}
			}
		}
		if ka <= kb {
			pa = pa[x:]
		}
		if kb <= ka {
			pb = pb[y:]
		}
	}
	slices.SortFunc(out, func(x, y meeting) int {
		return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j), cmp.Compare(y.bits, x.bits), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}

// facings are the pairs of sentences that have marks in common. The parts of a
// name that stand side by side in both count once.
func facings(a, b *Cognates) []facing {
	var out []facing
	beside := func(c *Cognates, x, y int32) bool {
		d := c.marks[x].word - c.marks[y].word
		return d >= -1 && d <= 1
	}
	for ms := meetings(a, b); len(ms) > 0; {
		f := facing{i: ms[0].i, j: ms[0].j}
		n := 0
		for ; n < len(ms) && ms[n].i == f.i && ms[n].j == f.j; n++ {
			m := ms[n]
			used, part := len(f.meetings) >= crowded, false
			for _, u := range f.meetings {
				used = used || u.a == m.a || u.b == m.b
				part = part || beside(a, u.a, m.a) && beside(b, u.b, m.b)
			}
			if used {
				continue
			}
			f.meetings = append(f.meetings, m)
			if !part {
				f.bits += m.bits
			}
		}
		out = append(out, f)
		ms = ms[n:]
	}
	return out
}

// A facingChain is facings that follow one another in both texts.
type facingChain struct {
	facings []facing
	bits    float64
}

// facingChains links facings, the best chain first. No sentence is in two
// chains.
func facingChains(fs []facing) []facingChain {
	score, back := make([]float64, len(fs)), make([]int, len(fs))
	var ends []int
	for k, f := range fs {
		score[k], back[k] = f.bits, -1
		for l := k - 1; l >= 0 && k-l <= behind; l-- {
			di, dj := f.i-fs[l].i, f.j-fs[l].j
			if dj < 0 || di > ahead || dj > ahead {
				continue
			}
			cost := math.Log2(float64(max(di, 1)*max(dj, 1))) + skew*math.Abs(float64(di-dj))
			if di == 0 || dj == 0 {
				cost += cutUp
			}
			if s := score[l] + f.bits - cost; s > score[k] {
				score[k], back[k] = s, l
			}
		}
		if score[k] >= ordered {
			ends = append(ends, k)
		}
	}
	slices.SortFunc(ends, func(x, y int) int { return cmp.Or(cmp.Compare(score[y], score[x]), cmp.Compare(x, y)) })
	usedA, usedB := map[int32]bool{}, map[int32]bool{}
	var out []facingChain
	for _, k := range ends {
		c := facingChain{bits: score[k]}
		for l := k; l >= 0; l = back[l] {
			if usedA[fs[l].i] || usedB[fs[l].j] {
				c.bits = score[k] - score[l]
				break
			}
			c.facings = append(c.facings, fs[l])
		}
		if c.bits < ordered || len(c.facings) == 0 {
			continue
		}
		slices.Reverse(c.facings)
		for _, f := range c.facings {
			usedA[f.i], usedB[f.j] = true, true
		}
		out = append(out, c)
	}
	return out
}

// passages are the sentences that face one another, those without marks between
// them included where there are as many in both texts.
func (c *facingChain) passages(a, b *Cognates) []Passage {
	var out []Passage
	var last facing
	add := func(i, j int32) { out = append(out, Passage{A: a.sents[i], B: b.sents[j]}) }
	for k, f := range c.facings {
		di, dj := f.i-last.i, f.j-last.j
		switch {
		case k > 0 && (di == 0 || dj == 0):
			out[len(out)-1].A.End, out[len(out)-1].B.End = a.sents[f.i].End, b.sents[f.j].End
		case k > 0 && di == dj && di <= filled+1:
			for n := int32(1); n < di; n++ {
				add(last.i+n, last.j+n)
			}
			fallthrough
		default:
			add(f.i, f.j)
		}
		last = f
	}
	return out
}
