package descent

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma"
)

// A Pair is two documents with what their texts have in common.
type Pair struct {
	A, B stemma.ID
	Comparison
	// Echo is what both have on the same word, where their words show nothing
	// else; nil for nothing.
	Echo *Echo
}

// tells reports whether the words of the two texts show that they descend, or
// carry a sentence.
func (p *Pair) tells() bool { return p.Score >= Threshold || p.Same >= respelt && p.carried() }

// turned is the pair with its documents the other way round.
func (p Pair) turned() Pair {
	p.A, p.B = p.B, p.A
	p.ShareA, p.ShareB = p.ShareB, p.ShareA
	p.EndsA, p.EndsB = p.EndsB, p.EndsA
	p.Passages = slices.Clone(p.Passages)
	for i, x := range p.Passages {
		p.Passages[i] = Passage{A: x.B, B: x.A, Same: x.Same}
	}
	slices.SortFunc(p.Passages, func(x, y Passage) int { return cmp.Compare(x.A.Begin, y.A.Begin) })
	if p.Echo != nil {
		p.Echo = p.Echo.turned()
	}
	p.Altered = slices.Clone(p.Altered)
	for i, x := range p.Altered {
		p.Altered[i] = Passage{A: x.B, B: x.A, Same: x.Same}
	}
	return p
}

const (
	// respelt is the part of words that stay the same, within aligned passages,
	// below which a text is spun: an editor leaves nine words of ten, a
	// thesaurus six.
	respelt = 0.82
	// most is the part of a text that makes it a version of the other.
	most = 0.55
	// allOf is the part of a text that is all of it but for a slip.
	allOf = 0.95
	// misread is how many slips, three quarters of all edits, show a text that
	// a machine misread rather than one that someone corrected.
	misread = 5
	// piece is the least part of a mixture that each of its texts gives,
	// together the part that they give at least, and one the part above which
	// one of them is simply its model.
	piece, together, one = 0.05, 0.55, 0.82
)

// kind names what the texts of a pair have in common, as far as the two of
// them show it.
func (p *Pair) kind(a, b *Document) stemma.DerivationKind {
	switch {
	case p.Same < respelt:
		return stemma.Spun
	case a.Page() != "" && a.Page() == b.Page() && min(p.ShareA, p.ShareB) >= most:
		return stemma.Revision
	case max(p.ShareA, p.ShareB) >= allOf && p.Changes == 0:
		return stemma.Copy // cut, or put into another
	case min(p.ShareA, p.ShareB) >= most && p.Slips >= misread && 4*(p.Edits-p.Slips) <= p.Edits:
		return stemma.Copy // read by a machine
	case min(p.ShareA, p.ShareB) >= most && (p.Edits > 0 || len(p.Passages) > 1):
		if a.Publisher != "" && b.Publisher != "" && a.Publisher != b.Publisher {
			return stemma.Copy
		}
		return stemma.Revision
	case max(p.ShareA, p.ShareB) >= 0.8:
		return stemma.Copy
	}
	return stemma.Excerpt
}

// mixture reports whether a document is put together of several: the passages
// that it shares with at least two others lie apart, cover most of it, and none
// of the others is its model or the text that the rest was put into. The pairs
// are all those of the document, with it as A.
func mixture(pairs []Pair) bool {
	var parts []Pair
	for _, p := range pairs {
		if p.Score < Threshold || p.Same < respelt {
			continue
		}
		if p.ShareA >= one || p.ShareB >= allOf && len(p.Passages) > 1 && p.ShareA >= piece {
			return false
		}
		if p.ShareA >= piece {
			parts = append(parts, p)
		}
	}
	slices.SortFunc(parts, func(x, y Pair) int { return cmp.Or(cmp.Compare(y.ShareA, x.ShareA), cmp.Compare(x.B, y.B)) })
	var taken spans
	sum, n := 0.0, 0
	for _, p := range parts {
		own, twice := 0, 0
		for _, x := range p.Passages {
			own += x.A.Len()
			twice += taken.cover(x.A)
		}
		if 5*twice > own {
			continue
		}
		for _, x := range p.Passages {
			taken = append(taken, x.A)
		}
		taken = apart(taken)
		sum += p.ShareA
		n++
	}
	return n >= 2 && sum >= together
}

// Kind names what the texts of a pair have in common, "" for nothing worth
// telling. A document that is put together of several makes mixtures of what
// would be its excerpts. Words that stand in quotation marks or a block
// quotation on either side are quoted, whatever their number.
func (p *Pair) Kind(a, b *Document, mixedA, mixedB bool) stemma.DerivationKind {
	switch {
	case p.Echo != nil:
		return p.Echo.Kind
	case !p.tells():
		return ""
	case p.Score < Threshold:
		return stemma.Quotation
	case p.Foreign:
		return stemma.Translation
	}
	k := p.kind(a, b)
	if k == stemma.Excerpt && (p.Quoted >= carriedPart || p.within(a.Quotes, b.Quotes)) {
		return stemma.Quotation
	}
	if (mixedA && p.ShareA < one || mixedB && p.ShareB < one) && (k == stemma.Excerpt || k == stemma.Copy && p.Edits == 0) {
		return stemma.Mixture
	}
	return k
}

const (
	// carriedPart is the part of the words in common that stand in quotation
	// marks in both texts, from which they are a quotation carried over.
	carriedPart = 0.8
	// sentence is how many bytes a sentence has that one text took from the
	// other or both from a third; fewer are a set phrase.
	sentence = 60
)

// carried reports whether the passages hold a sentence or a quotation.
func (p *Pair) carried() bool {
	for _, x := range p.Passages {
		if x.Same >= respelt && x.A.Len() >= sentence {
			return true
		}
	}
	return false
}

// within reports whether most of what the passages cover lies in block
// quotations of one document; between two of them the other may speak.
func (p *Pair) within(a, b []stemma.Span) bool {
	if len(a)+len(b) == 0 {
		return false
	}
	quotesA, quotesB := apart(a), apart(b)
	var inA, inB, allA, allB int
	for _, x := range p.Passages {
		allA, allB = allA+x.A.Len(), allB+x.B.Len()
		inA += quotesA.cover(x.A)
		inB += quotesB.cover(x.B)
	}
	return 2*inA > allA || 2*inB > allB
}

// spans are stretches of one text, in order and apart from each other.
type spans []stemma.Span

// apart puts stretches in order and joins those that meet.
func apart(list []stemma.Span) spans {
	list = slices.Clone(list)
	slices.SortFunc(list, func(x, y stemma.Span) int { return cmp.Or(cmp.Compare(x.Begin, y.Begin), cmp.Compare(x.End, y.End)) })
	var out spans
	for _, s := range list {
		if k := len(out); k > 0 && s.Begin <= out[k-1].End {
			out[k-1].End = max(out[k-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// cover is how many bytes of a stretch they cover.
func (l spans) cover(s stemma.Span) int {
	n := 0
	at, _ := slices.BinarySearchFunc(l, s.Begin, func(x stemma.Span, begin int) int { return cmp.Compare(x.End, begin) })
	for _, x := range l[at:] {
		if x.Begin >= s.End {
			break
		}
		n += max(0, min(x.End, s.End)-max(x.Begin, s.Begin))
	}
	return n
}
