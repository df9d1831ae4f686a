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
	pieces := p.contents()
	if len(pieces) == 0 {
		return nil
	}
	inner, back := p.cut(pieces)
	f.reader.Annotate(inner)
	inner.Has |= nlp.Mentions | nlp.Times
	q := f.find(inner, depth+1)
	cued := map[int32]bool{}
	for i := range p.found {
		for t := p.found[i].cue.from; t < p.found[i].cue.to; t++ {
			cued[t] = true
		}
	}
	outer := func(t tokens) tokens {
		if t.empty() {
			return t
		}
		return tokens{back[t.from], back[t.to-1] + 1}
	}
	var all []finding
	for _, g := range q.found {
		if g.level > 0 {
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
		n := finding{rule: g.rule, learned: g.learned, source: outer(g.source), cue: outer(g.cue), unsaid: g.unsaid}
		if cued[n.cue.from] {
			continue
		}
		for _, c := range g.content {
			n.content = append(n.content, outer(c))
		}
		w := &p.words[n.cue.from]
		n.level, n.line = w.level, w.line
		all = append(all, n)
	}
	return all
}

// contents are the pieces of the contents of the page, in order and without
// those that overlap one before, without the marks around them and the word
// that opens them.
func (p *page) contents() []tokens {
	var all []tokens
	for i := range p.found {
		all = append(all, p.found[i].content...)
	}
	sort.Slice(all, func(a, b int) bool {
		if all[a].from != all[b].from {
			return all[a].from < all[b].from
		}
		return all[a].to > all[b].to
	})
	kept, end := all[:0], int32(0)
	for _, t := range all {
		if t.from < end {
			continue
		}
		end = t.to
		for t.from < t.to && (p.words[t.from].punct != none || p.words[t.from].class&That != 0) {
			t.from++
		}
		for t.from < t.to && p.words[t.to-1].punct == mark {
			t.to--
		}
		if t.to-t.from >= leastWithin {
			kept = append(kept, t)
		}
	}
	return kept
}

// leastWithin is the number of words of the shortest content that can hold a
// source, a cue and a content.
const leastWithin = 3

// cut returns a doc of the pieces alone, and for each of its tokens the one of
// the page.
func (p *page) cut(pieces []tokens) (*nlp.Doc, []int32) {
	doc := p.doc
	inner := &nlp.Doc{Text: doc.Text, Date: doc.Date, Has: nlp.Tokens | nlp.Sentences}
	var back []int32
	ends := make([]bool, len(doc.Tokens)+1)
	for _, s := range doc.Sentences {
		ends[s.Last] = true
	}
	for _, piece := range pieces {
		first := len(inner.Tokens)
		for t := piece.from; t < piece.to; t++ {
			of := &doc.Tokens[t]
			inner.Tokens = append(inner.Tokens, nlp.Token{Span: of.Span, Glued: of.Glued})
			back = append(back, t)
			if ends[t+1] || t+1 == piece.to {
				inner.Sentences = append(inner.Sentences, nlp.Sentence{First: first, Last: len(inner.Tokens)})
				first = len(inner.Tokens)
			}
		}
		inner.Blocks = append(inner.Blocks, nlp.Span{Begin: doc.Tokens[piece.from].Begin, End: doc.Tokens[piece.to-1].End})
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
