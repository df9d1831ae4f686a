package descent

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
)

// A Comparison is what two texts have in common.
type Comparison struct {
	// Score is from 0 to 1; from [Threshold] on one text took from the other,
	// or both from a third.
	Score float64
	// ShareA and ShareB are the parts of each text's words, those of common
	// passages left out, that lie in aligned passages.
	ShareA, ShareB float64
	// Same is the part of the words of the aligned passages that are the same.
	Same float64
	// Verbatim is how many words stand in stretches of two sentences or more
	// that are the same word by word.
	Verbatim int
	// Edits are the places within aligned passages where one text has words
	// that the other has not. Of those, at Changes both have other words, at
	// Slips one or two each, as where a letter was misread, and at Numbers one
	// number stands for another.
	Edits, Changes, Slips, Numbers int
	Passages                       []Passage // in order of the first text
	// EndsA and EndsB say whether the text goes on before the first and behind
	// the last passage.
	EndsA, EndsB [2]bool
	Quoted       float64 // the part of the aligned words that stands in quotation marks
	Ordered      bool    // the passages come in one order in both texts
	// Foreign says that the texts are in two languages: what they have in common
	// are Cognates names and numbers in facing sentences, and no words.
	Foreign  bool
	Cognates int
	// Altered are quotations that both texts give at one place in other words.
	Altered []Passage
}

// A Passage is a stretch of one text that stands in the other.
type Passage struct {
	A, B stemma.Span
	Same float64 // part of the words that are the same
}

// Threshold is the score from which two texts count as derived. It is half by
// construction: what it stands for are [enough] and [verbatim].
const Threshold = 0.5

const (
	// enough is the part of the shorter text, or of the one of which less is
	// left, that has to lie in chains. Fitted on ../shared/data/derivation and
	// the sets of internal/eval with other habits: two reports of one event
	// have at most a third in common, a text spun word by word half.
	enough = 0.42
	// verbatim is how many words in two or more sentences running prove a loan
	// by themselves. A single sentence, however long, is a quotation.
	verbatim = 18
	// proof is the bits that there have to be beyond the best sentence.
	proof = 10.0
	// quotedShare is what a word within quotation marks in both texts counts of
	// another one: two who quote one speech have not read each other.
	quotedShare = 0.25
	// whole is the part of a text that is as good as all of it, and least how
	// many words make a text.
	whole = 0.9
	least = 12
	// full is how many words a sentence has at least, to be one.
	full = 4
)

// compare weighs the chains of two texts.
func compare(a, b *Text, chains []chain) Comparison {
	var c Comparison
	if len(chains) == 0 {
		return c
	}
	c.Passages = make([]Passage, 0, len(chains))
	slices.SortFunc(chains, func(x, y chain) int { return cmp.Compare(x.runs[0].a, y.runs[0].a) })
	var bits, best float64
	var inA, inB, same, inQuotes, words int
	sentences := map[int32]float64{}
	c.Ordered = true
	lastB := int32(-1)
	for i := range chains {
		ch := &chains[i]
		ra, rb := ch.bounds()
		inA += a.ownIn(ra)
		inB += b.ownIn(rb)
		words += int(max(ra[1]-ra[0], rb[1]-rb[0]))
		c.Ordered = c.Ordered && rb[0] >= lastB
		lastB = rb[0]
		passage := Passage{A: a.span(ra[0], ra[1]), B: b.span(rb[0], rb[1])}
		raw := 0.0
		for _, r := range ch.runs {
			raw += r.bits
		}
		scale := ch.bits / max(raw, 1)
		n := 0
		for k, r := range ch.runs {
			n += int(r.n)
			if k > 0 {
				c.edit(a, b, ch.runs[k-1], r)
			}
			c.Verbatim += spell(a, b, r)
			for x := range r.n {
				v := worth(a, b, r.a+x, r.b+x) * scale
				if a.flags[r.a+x]&b.flags[r.b+x]&quoted != 0 {
					v *= quotedShare
					inQuotes++
				}
				bits += v
				sentences[a.Sent[r.a+x]] += v
			}
		}
		same += n
		passage.Same = float64(n) / float64(max(ra[1]-ra[0], rb[1]-rb[0]))
		c.Passages = append(c.Passages, passage)
	}
	var runs []run // that come in one order in both
	for i := range chains {
		for _, r := range chains[i].runs {
			if k := len(runs); k == 0 || runs[k-1].a+runs[k-1].n <= r.a && runs[k-1].b+runs[k-1].n <= r.b {
				runs = append(runs, r)
			}
		}
	}
	c.Altered = altered(a, b, runs)
	for _, v := range sentences {
		best = max(best, v)
	}
	c.ShareA = float64(inA) / float64(max(a.own, 1))
	c.ShareB = float64(inB) / float64(max(b.own, 1))
	c.Same = float64(same) / float64(words)
	c.Quoted = float64(inQuotes) / float64(same)
	c.EndsA = ends(a, chains, func(ch *chain) [2]int32 { x, _ := ch.bounds(); return x })
	c.EndsB = ends(b, chains, func(ch *chain) [2]int32 { _, x := ch.bounds(); return x })
	share := max(c.ShareA, c.ShareB)
	if share >= whole && c.Same >= whole && words >= least {
		best = 0 // the sentence is all there is of one text
	}
	x := float64(c.Verbatim) / verbatim
	if bits-best >= proof {
		x = max(x, share/enough)
	}
	c.Score = x / (1 + x)
	return c
}

// own_ counts the words of a range that no common passage covers.
func (t *Text) ownIn(r [2]int32) int {
	n := 0
	for _, f := range t.flags[r[0]:r[1]] {
		if f&covered == 0 {
			n++
		}
	}
	return n
}

// edit counts what differs between two runs of a chain.
func (c *Comparison) edit(a, b *Text, p, q run) {
	ga, gb := q.a-(p.a+p.n), q.b-(p.b+p.n)
	if ga <= 0 && gb <= 0 {
		return
	}
	c.Edits++
	if ga <= 0 || gb <= 0 {
		return
	}
	c.Changes++
	if ga == 1 && gb == 1 && a.flags[q.a-1]&b.flags[q.b-1]&number != 0 {
		c.Numbers++
	} else if ga <= 3 && gb <= 3 {
		c.Slips++
	}
}

// spell returns how many words of a run count as verbatim: all outside of
// quotations and half of those inside, if the run has words of two sentences
// and is not all quotation.
func spell(a, b *Text, r run) int {
	if r.n < 2*full {
		return 0
	}
	plain, inQuotes, sentences, in := 0, 0, 0, 0
	for x := range r.n {
		i, j := r.a+x, r.b+x
		if x > 0 && a.Sent[i] != a.Sent[i-1] {
			in = 0
		}
		switch {
		case (a.flags[i]|b.flags[j])&covered != 0:
			continue
		case a.flags[i]&b.flags[j]&quoted != 0:
			inQuotes++
		default:
			plain++
		}
		if in++; in == full {
			sentences++
		}
	}
	if sentences < 2 {
		return 0
	}
	if plain < full {
		return 0
	}
	return plain + inQuotes/2
}

// ends reports whether a text has a sentence's worth of words before its first
// passage and behind its last.
func ends(t *Text, chains []chain, side func(*chain) [2]int32) [2]bool {
	first, last := int32(t.N()), int32(0)
	for i := range chains {
		r := side(&chains[i])
		first, last = min(first, r[0]), max(last, r[1])
	}
	return [2]bool{t.ownIn([2]int32{0, first}) > full, t.ownIn([2]int32{last, int32(t.N())}) > full}
}
