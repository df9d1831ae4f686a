package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// This file holds what the tree shows of the model's findings: which are none,
// which lack what the tree has, and what two of them say of each other.

// Probabilities under which a finding of nobody's that is no clause is none:
// "bread was ordered".
const leastOfNobody = 0.8

// puts says whether what the model found is one, as far as the tree shows, and
// mends it.
func (p *page) puts(f *finding, g guess) bool {
	if !p.trees() {
		return true
	}
	cue, form := &p.doc.Tokens[g.cue], p.form(g.cue)
	switch {
	case p.lex.Seeming[form] && cue.UPOS == "VERB":
		// "The deal seems to have helped": the deal is no source, and how a
		// thing looks to the author is his own word.
		return false
	case p.lex.Naming[form] && strings.HasPrefix(cue.Deprel, "acl"):
		return false // "a ridge known to all as the Comb"
	case f.source.to-f.source.from == 1 && p.doc.Tokens[f.source.from].UPOS == "INTJ":
		return false // "please read it"
	}
	p.sourced(f, int32(g.cue))
	if f.source.empty() && g.p < leastOfNobody && p.passive(int32(g.cue)) && p.thing(f) {
		return false
	}
	p.atSemicolon(f)
	p.unjoined(f)
	return p.heard(f, g.cue)
}

// thing says whether nothing of the content is a clause or quoted: "the firm
// provided support".
func (p *page) thing(f *finding) bool {
	for _, c := range f.content {
		for t := c.from; t < c.to && t-c.from < contentReach; t++ {
			if p.words[t].level > f.level {
				return false
			}
			if d := &p.doc.Tokens[t]; d.UPOS == "VERB" || d.UPOS == "AUX" {
				if strings.Contains(d.Feats, "VerbForm=Fin") || strings.Contains(d.Feats, "VerbForm=Inf") {
					return false
				}
			}
		}
	}
	return true
}

// sourced gives a finding without a source the one whom its cue tells of.
func (p *page) sourced(f *finding, t int32) {
	if u := p.doc.Tokens[t].UPOS; !f.source.empty() || u != "VERB" && u != "ADJ" || p.passive(t) {
		return
	}
	who := p.subjectOf(t, 0)
	if who < 0 || who >= t {
		return
	}
	if source := p.under(who, func(_ *nlp.Token, a int) bool { return int32(a) == t }); source.to <= f.cue.from {
		f.source = source
	}
}

// passive says whether the verb at token t tells what is done to its subject.
func (p *page) passive(t int32) bool {
	if p.hanging(t, "aux:pass", "nsubj:pass") >= 0 {
		return true
	}
	// Parsers are often wrong there.
	for k := t - 1; k >= 0 && t-k < 4 && p.doc.Tokens[t].XPOS == "VBN"; k-- {
		if p.words[k].class&Being != 0 {
			return true
		}
	}
	return false
}

// own says whether an author tells what he knows, has seen or wants himself: the
// source is a pronoun of the first person that stands in no quotation, and the
// cue no verb of saying or the content no clause.
func (p *page) own(f *finding) bool {
	if f.source.to-f.source.from != 1 || p.words[f.source.from].level > 0 || !p.lex.Own[p.form(int(f.source.from))] {
		return false
	}
	return len(p.words[f.cue.to-1].entry.verbs) == 0 || p.thing(f)
}

// apart takes one of two findings whose cues overlap, "released a report saying"
// and "saying": the likelier one. And what is said with a source that another's
// cue or source stands in is left to be read within that other's content: "The
// guard, Orel said, told her that S".
func (p *page) apart(found []finding) []finding {
	drop := make([]bool, len(found))
	cued, said := make([]int32, len(p.words)), make([]int32, len(p.words)) // one more than the finding's number
	for i := range found {
		f := &found[i]
		for t := f.cue.from; t < f.cue.to && !drop[i]; t++ {
			if k := cued[t] - 1; k < 0 || drop[k] {
				continue
			} else if found[k].learned >= f.learned {
				drop[i] = true
			} else {
				drop[k] = true
			}
		}
		if drop[i] {
			continue
		}
		for t := f.cue.from; t < f.cue.to; t++ {
			cued[t] = int32(i + 1)
		}
	}
	for i := range found {
		for _, c := range found[i].content {
			for t := c.from; t < min(c.to, c.from+contentReach) && !drop[i]; t++ {
				said[t] = int32(i + 1)
			}
		}
	}
	for i := range found {
		f := &found[i]
		k := int(said[f.cue.from]) - 1
		if k < 0 || k == i || drop[k] || drop[i] || f.source.empty() {
			continue
		}
		g := &found[k]
		between := len(g.content) > 1 && g.content[0].to <= g.source.from && g.source.to <= g.content[len(g.content)-1].from
		if f.source.overlaps(g.cue) || f.source.overlaps(g.source) && (between || f.source.from < g.source.from || f.source.to > g.source.to) {
			drop[i] = true
		}
	}
	kept := found[:0]
	for i := range found {
		if !drop[i] {
			kept = append(kept, found[i])
		}
	}
	return kept
}

// published gives what a text says, where it is the content of who put it out, to
// that one: of "the council released a report saying S" the council is the source
// of S. The first of the two findings goes.
func (p *page) published(inner []finding) {
	puts := map[int32]int{} // findings by where their content begins
	for k := range p.found {
		if f := &p.found[k]; f.rule == byModel && !f.source.empty() && len(p.words[f.cue.from].entry.verbs) == 0 {
			puts[f.content[0].from] = k
		}
	}
	drop := map[int]bool{}
	for i := range inner {
		n := &inner[i]
		k, ok := puts[n.source.from]
		w := &p.words[n.source.from]
		if !ok || n.source.empty() || w.line < 0 || p.doc.Tokens[n.cue.from].XPOS != "VBG" || p.found[k].content[0].to < n.cue.to {
			continue
		}
		text := extent{int(w.at), int(w.at + n.source.to - n.source.from)}
		if p.headClass(&p.lines[w.line], text)&(Paper|Venue|Evidence) != 0 {
			n.source, drop[k] = p.found[k].source, true
		}
	}
	kept := p.found[:0]
	for k := range p.found {
		if !drop[k] {
			kept = append(kept, p.found[k])
		}
	}
	p.found = kept
}

// unjoined cuts a content of nobody in particular that is an infinitive where a finite verb is joined to
// what it hangs on: of "the seven were believed to be alive and were being held"
// only the first half is believed.
func (p *page) unjoined(f *finding) {
	if !f.source.empty() {
		return
	}
	for k := range f.content {
		c := &f.content[k]
		if c.from <= f.cue.from || p.words[c.from].class&Infinitive == 0 {
			continue
		}
		for t := c.from + 2; t+1 < c.to && t-c.from < contentReach; t++ {
			if p.doc.Tokens[t].UPOS != "CCONJ" || p.words[t].level != p.words[c.from].level {
				continue
			}
			v := t + 1
			for v+1 < c.to && p.doc.Tokens[v].UPOS == "ADV" {
				v++
			}
			if p.finite(int(v)) {
				c.to = t
				*c = p.shorn(*c)
				break
			}
		}
	}
}

// heard takes from a content who hears it: "told the board that S". It is false
// where nothing else is left: "told the cook".
func (p *page) heard(f *finding, cue int) bool {
	tells := false
	for _, v := range p.words[cue].entry.verbs {
		tells = tells || v.verb.Takes&Tells != 0
	}
	c := &f.content[0]
	if !tells || c.from < f.cue.to || len(f.content) > 1 || p.words[c.from].level > f.level {
		return true
	}
	s := p.hanging(int32(cue), "ccomp", "xcomp")
	for t := c.from; t < c.to && t-c.from < hearerReach; t++ {
		if p.words[t].level > f.level {
			return true
		}
		if p.words[t].class&(That|Question) != 0 {
			if t > c.from && (s < 0 || s > t) {
				c.from = t
			}
			return true
		}
	}
	return s >= 0 || !p.thing(f)
}

// hearerReach is the number of words of the longest phrase for who hears.
const hearerReach = 12

// atSemicolon ends a content that is told in the source's own sentence at a
// semicolon: what stands beyond it may be another's.
func (p *page) atSemicolon(f *finding) {
	for k := range f.content {
		c := &f.content[k]
		if c.from < f.cue.to || p.words[c.from].level > f.level {
			continue
		}
		for t := c.from + 1; t+1 < c.to && t-c.from < contentReach; t++ {
			if p.words[t].punct == semicolon && p.words[t].level == f.level && p.words[t+1].class&(That|Conjunction) == 0 {
				c.to = t
				break
			}
		}
	}
}

// whole takes into a stretch the ends of the brackets and of the quotations
// that begin in it, and leaves out a bracket at its end that began before it.
func (p *page) whole(t tokens) tokens {
	if t.empty() {
		return t
	}
	open := 0
	for i := t.from; i < t.to && i-t.from < contentReach; i++ {
		switch p.words[i].punct {
		case bracketOpen:
			open++
		case bracketClose:
			open--
		}
		if open < 0 {
			if i+1 == t.to {
				t.to = i
			}
			open = 0
		}
	}
	if open > 0 && t.to-t.from < contentReach {
		for i := t.to; int(i) < len(p.words) && i-t.to < bracketReach && p.words[i].paragraph == p.words[t.to-1].paragraph; i++ {
			if p.words[i].punct == bracketClose {
				open--
			}
			if open == 0 {
				t.to = i + 1
				break
			}
		}
	}
	if q := p.words[t.to-1].quote; q >= 0 && p.quotes[q].first >= int(t.from) && p.quotes[q].last >= int(t.to) {
		if last := int32(p.quotes[q].last); last-t.to < quoteReach && p.words[last].paragraph == p.words[t.to-1].paragraph {
			t.to = last + 1
		}
	}
	return t
}

// bracketReach and quoteReach are the numbers of words that the rest of a
// bracket and of a quotation may have.
const (
	bracketReach = 24
	quoteReach   = 80
)
