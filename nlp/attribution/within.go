package attribution

import (
	"sort"

	"github.com/stemma/stemma/nlp"
)

// deepest bounds how often a content is read for what is said in it.
const deepest = 4

// within returns what is said in the contents of the page. Each is read as a
// text of its own: its words are tagged and parsed again, without what they
// stand in, so that "he wants to sail" looks the same whether the paper says so
// or someone in it does. The contents are the blocks of one doc, of the same
// text, that has no other words.
func (f *Finder) within(p *page, depth int) []finding {
	blocks := p.contents()
	if len(blocks) == 0 {
		return nil
	}
	inner, back := p.cut(blocks)
	f.reader.Annotate(inner)
	inner.Has |= nlp.Mentions | nlp.Times
	q := f.find(inner, depth+1)
	cued := map[int32]bool{}
	for i := range p.found {
		if yields[p.found[i].ruleName()] {
			continue // read by itself, the content shows it better
		}
		for t := p.found[i].cue.from; t < p.found[i].cue.to; t++ {
			cued[t] = true
		}
	}
	known := func(cue tokens) bool {
		for t := cue.from; t < cue.to; t++ {
			if cued[t] {
				return true
			}
		}
		return false
	}
	outer := func(t tokens) tokens {
		if t.empty() {
			return t
		}
		return tokens{back[t.from], back[t.to-1] + 1}
	}
	// What runs over an interruption is in two pieces.
	split := func(t tokens) []tokens {
		var all []tokens
		for from := t.from; from < t.to; {
			to := from + 1
			for to < t.to && back[to] == back[to-1]+1 {
				to++
			}
			all = append(all, outer(tokens{from, to}))
			from = to
		}
		return all
	}
	var all []finding
	for _, g := range q.found {
		if g.level > 0 && !g.deep {
			continue // it is not known who says what is quoted there
		}
		home := q.words[g.cue.from].paragraph
		whole := q.words[g.cue.to-1].paragraph == home &&
			(g.source.empty() || q.words[g.source.from].paragraph == home && q.words[g.source.to-1].paragraph == home)
		for _, c := range g.content {
			whole = whole && q.words[c.from].paragraph == home && q.words[c.to-1].paragraph == home
		}
		if !whole {
			continue
		}
		n := finding{rule: g.rule, learned: g.learned, source: outer(g.source), cue: outer(g.cue), unsaid: g.unsaid, deep: true}
		if known(n.cue) {
			continue
		}
		for _, c := range g.content {
			n.content = append(n.content, split(c)...)
		}
		if len(split(g.source)) > 1 || len(split(g.cue)) > 1 {
			continue
		}
		w := &p.words[n.cue.from]
		n.level, n.line = w.level, w.line
		all = append(all, n)
	}
	p.yield(all)
	return all
}

// yield drops what the sieves found within contents by the tree of all where the
// contents read by themselves show a finding with that cue.
func (p *page) yield(inner []finding) {
	cued := map[int32]bool{}
	for i := range inner {
		for t := inner[i].cue.from; t < inner[i].cue.to; t++ {
			cued[t] = true
		}
	}
	kept := p.found[:0]
	for _, f := range p.found {
		if !yields[f.ruleName()] || !cued[f.cue.from] {
			kept = append(kept, f)
		}
	}
	p.found = kept
}

// yields are the sieves whose findings are better where what they stand in was
// read by itself.
var yields = map[string]bool{"cleft": true, "attitude": true, "controlled": true, "persuaded": true, "witness": true, "noun-of": true}

// contents are the blocks that the contents of the page are read as, in order
// and without those that overlap one before: without the marks around them and
// the word that opens them. What stands on both sides of who says it, "the
// guard, Orel said, told her", is one block.
func (p *page) contents() [][]tokens {
	var all [][]tokens
	for i := range p.found {
		f := &p.found[i]
		last := -1
		for k, c := range f.content {
			c.to = p.before(c)
			if k > 0 && p.interrupted(f, f.content[k-1], c) {
				all[last] = append(all[last], c)
				continue
			}
			last = len(all)
			all = append(all, []tokens{c})
		}
	}
	sort.SliceStable(all, func(a, b int) bool {
		x, y := all[a], all[b]
		if x[0].from != y[0].from {
			return x[0].from < y[0].from
		}
		return x[len(x)-1].to > y[len(y)-1].to
	})
	kept, end := all[:0], int32(0)
	for _, block := range all {
		if block[0].from < end {
			continue
		}
		end = block[len(block)-1].to
		first, last := &block[0], &block[len(block)-1]
		for first.from < first.to && (p.words[first.from].punct != none || p.words[first.from].class&That != 0) {
			first.from++
		}
		for last.from < last.to && p.words[last.to-1].punct == mark && !p.opens(last.to-1, first.from) {
			last.to--
		}
		n := int32(0)
		for _, t := range block {
			n += t.to - t.from
		}
		if n >= leastWithin && !first.empty() && !last.empty() {
			kept = append(kept, block)
		}
	}
	return kept
}

// before is where a content that is no clause ends before what someone is said
// to say in it, which is a block of its own.
func (p *page) before(c tokens) int32 {
	for i := range p.found {
		f := &p.found[i]
		if own := f.content[0]; held[f.ruleName()] && c.from < f.cue.from && c.from < own.from && own.to == c.to && p.fragment(c) {
			return own.from
		}
	}
	return c.to
}

// opens says whether the quotation that the mark at token i ends begins at token
// from or behind it.
func (p *page) opens(i, from int32) bool {
	q := p.words[i].quote
	return q >= 0 && p.quotes[q].last == int(i) && p.quotes[q].first >= int(from)
}

// interrupted says whether nothing but the source and the cue of the finding
// stands between two pieces of its content, within one sentence.
func (p *page) interrupted(f *finding, a, b tokens) bool {
	if b.from <= a.to || b.from-a.to > interruption || !p.trees() || p.sentences[a.to-1] != p.sentences[b.from] ||
		p.words[a.to-1].punct == mark || p.words[b.from].punct == mark {
		return false
	}
	return f.cue.from >= a.to && f.cue.to <= b.from && (f.source.empty() || f.source.from >= a.to && f.source.to <= b.from)
}

// interruption is the number of words of the longest interruption.
const interruption = 24

// leastWithin is the number of words of the shortest content that can hold a
// source, a cue and a content.
const leastWithin = 3

// cut returns a doc of the blocks alone, and for each of its tokens the one of
// the page.
func (p *page) cut(blocks [][]tokens) (*nlp.Doc, []int32) {
	doc := p.doc
	inner := &nlp.Doc{Text: doc.Text, Date: doc.Date, Has: nlp.Tokens | nlp.Sentences}
	var back []int32
	ends := make([]bool, len(doc.Tokens)+1)
	for _, s := range doc.Sentences {
		ends[s.Last] = true
	}
	for _, block := range blocks {
		first := len(inner.Tokens)
		for k, piece := range block {
			for t := piece.from; t < piece.to; t++ {
				of := &doc.Tokens[t]
				inner.Tokens = append(inner.Tokens, nlp.Token{Span: of.Span, Glued: of.Glued})
				back = append(back, t)
				if ends[t+1] || t+1 == piece.to && k+1 == len(block) {
					inner.Sentences = append(inner.Sentences, nlp.Sentence{First: first, Last: len(inner.Tokens)})
					first = len(inner.Tokens)
				}
			}
		}
		inner.Blocks = append(inner.Blocks, nlp.Span{Begin: doc.Tokens[block[0].from].Begin, End: doc.Tokens[block[len(block)-1].to-1].End})
	}
	within := func(s nlp.Span) bool { return holds(inner.Blocks, s) }
	for i := range doc.Mentions {
		if within(doc.Mentions[i].Span) {
			inner.Mentions = append(inner.Mentions, doc.Mentions[i])
		}
	}
	for i := range doc.Times {
		if within(doc.Times[i].Span) {
			inner.Times = append(inner.Times, doc.Times[i])
		}
	}
	return inner, back
}
