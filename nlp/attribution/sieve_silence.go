package attribution

import "github.com/stemma/stemma/nlp"

// The sieves of this file find what is said, or kept from being said, of what
// stands before: "nobody will say so", "no evidence of that has been made public".
// That nobody says a thing is kept as a silence. The model does not look at what
// they find.

// saidSo finds X says so; X said as much; X denied it.
func (p *page) saidSo() {
	for i := range p.cues {
		c := &p.cues[i]
		l := &p.lines[c.line]
		if c.passive || c.infinite || c.subject.empty() || c.takes&(Says|SaysThat|Tells|Thinks|Denies) == 0 ||
			p.is(l, c.subject.from-1, Condition|Question) {
			continue
		}
		k := c.last + 1
		if c.takes&Denies != 0 && p.is(l, k, Object) && p.bare(l, k+1) {
			p.add(finding{cueAt: c, line: c.line, level: l.level, source: l.span(c.subject), cue: l.cueSpan(c), content: []tokens{l.span(extent{k, k + 1})}})
			continue
		}
		if c.takes&Tells != 0 && p.is(l, k, Object) {
			k++ // "told her so"
		}
		for _, phrase := range p.lex.Resume {
			if !p.follows(l, k, phrase) {
				continue
			}
			end := k + len(phrase)
			if !p.bare(l, end) {
				break
			}
			f := p.add(finding{cueAt: c, line: c.line, level: l.level, source: l.span(c.subject), cue: l.cueSpan(c),
				content: []tokens{l.span(extent{k, end})}})
			if f != nil && p.is(l, c.subject.from, Nobody) {
				f.unsaid = false
			}
			break
		}
	}
}

// replied finds No, said X, S.
func (p *page) replied() {
	for i := range p.cues {
		c := &p.cues[i]
		l := &p.lines[c.line]
		k := c.first - 2
		if c.takes&Inverts == 0 || c.takes&Says == 0 || !c.finite() || !c.subject.empty() || k < 0 || p.punct(l, k+1) != comma ||
			l.items[k].quote >= 0 || !p.lex.Replies[p.formAt(l, k)] || k > 0 && p.punct(l, k-1) == none {
			continue
		}
		source := p.sourceRight(l, c.after)
		if source.empty() {
			continue
		}
		for j := source.from + 1; j < source.to; j++ { // what looks like an apposition goes on with what is said
			if p.punct(l, j) == comma && p.hasVerb(l, j+1, source.to+verbReach, true) {
				source.to = j
			}
		}
		f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c), content: []tokens{l.span(extent{k, k + 1})}}
		switch p.punct(l, source.to) {
		case comma:
			if rest := p.trim(l, extent{source.to + 1, p.clauseEnd(l, source.to+1)}); !rest.empty() {
				f.content = append(f.content, l.span(rest))
			}
		case stop, colon, semicolon:
		default:
			continue
		}
		p.add(f)
	}
}

// bare says whether a word that stands for what was said before can end before
// item k: "said so on Friday", but not "said so many".
func (p *page) bare(l *line, k int) bool {
	if k >= len(l.items) {
		return true
	}
	if p.punct(l, k) != none || l.items[k].quote >= 0 {
		return p.punct(l, k) != other
	}
	t := p.tag(l, k)
	return t != nil && (t.UPOS == "ADP" || t.UPOS == "SCONJ" || t.UPOS == "CCONJ") && !p.is(l, k, That|Like)
}

// noProof finds no evidence of S has been made public; no proof was given that S.
func (p *page) noProof() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		noun := int32(i)
		if !w.entry.late || w.taken || w.line < 0 || i == 0 || !p.lex.Proofs[p.form(i)] || p.words[i-1].class&Nobody == 0 {
			continue
		}
		d := &p.doc.Tokens[i]
		verb := int32(d.Head)
		if d.Deprel != "nsubj:pass" || verb < noun {
			continue
		}
		first := p.hanging(verb, "aux")
		if first < noun {
			continue
		}
		f := finding{source: tokens{noun - 1, noun + 1}, cue: tokens{first, verb + 1}}
		if x := p.hanging(verb, "xcomp"); x == verb+1 && p.doc.Tokens[x].UPOS == "ADJ" {
			f.cue.to++ // "made public"
		}
		what := p.hanging(noun, "acl", "nmod")
		if what < 0 {
			what = p.hanging(verb, "ccomp")
		}
		if what < noun {
			continue
		}
		f.content = p.pieces(p.clausal(p.under(what, func(_ *nlp.Token, a int) bool { return int32(a) == verb })), f.cue)
		n := len(p.found)
		p.noted(f)
		if len(p.found) > n {
			p.found[n].unsaid = false
		}
	}
}
