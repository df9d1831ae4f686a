package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// The sieves of this file read by the trees what people are told to have said,
// seen or come to think where somebody tells of them: "criticised the mayor for
// saying that S", "a porter saw S", "convinced them that S". Out of contents
// most such words are the author's telling, and only what stands in another's
// content is kept of them.

// held are the sieves whose findings stand in another's content.
var held = map[string]bool{"cleft": true, "attitude": true, "controlled": true, "persuaded": true, "witness": true}

// fragment says whether the stretch is no clause: what it hangs by is no verb that
// is finite or has a subject. "criticised | the mayor for saying that S"
func (p *page) fragment(t tokens) bool {
	if !p.trees() {
		return false
	}
	for i := t.from; i < t.to && i-t.from < contentReach; i++ {
		d := &p.doc.Tokens[i]
		if h := int32(d.Head); h >= t.from && h < t.to || d.Deprel == "punct" {
			continue
		}
		if p.finite(int(i)) || d.Deprel == "root" || d.Deprel == "ccomp" || p.hanging(i, "nsubj", "cop") >= t.from {
			return false
		}
	}
	return true
}

// controlled finds, of verbs in a form without a subject, whom the verb above
// makes their subject: "accused him of exaggerating the danger", "sees the report as
// confirming that S".
func (p *page) controlled() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		t := int32(i)
		if w.taken || w.line < 0 || p.doc.Tokens[i].XPOS != "VBG" || !p.airs(i) {
			continue
		}
		who := p.controller(t)
		if who < 0 || p.words[who].class&(That|Relative) != 0 {
			continue
		}
		mark := p.hanging(t, "mark", "case")
		if mark < who || mark > t {
			continue
		}
		source := p.under(who, func(_ *nlp.Token, a int) bool { return int32(a) == t })
		source.to = min(source.to, mark)
		if source.empty() {
			continue
		}
		cue := tokens{t, t + 1}
		var content tokens
		if what := p.hanging(t, "ccomp", "xcomp", "obj"); what > t {
			content = p.clausal(p.under(what, nil))
			content = tokens{max(content.from, cue.to), p.nominal(content.to)}
		} else if l := &p.lines[w.line]; p.beginsClause(l, int(w.at)+1, false) {
			content = p.parted(cue)
		}
		p.noted(finding{source: source, cue: cue, content: p.pieces(content, cue)})
	}
}

// parted is the clause behind the cue that parsers hang elsewhere.
func (p *page) parted(cue tokens) tokens {
	i := int(cue.to)
	for n := 0; n < treeDepth; n++ {
		h := p.doc.Tokens[i].Head
		if h < int(cue.to) {
			break
		}
		i = h
	}
	return p.shorn(tokens{cue.to, p.under(int32(i), nil).to})
}

// clauseFrom is the clause that begins at token from and reaches to token to at
// least.
func (p *page) clauseFrom(from, to int32) tokens {
	w := &p.words[from]
	if w.line < 0 {
		return tokens{from, to}
	}
	l := &p.lines[w.line]
	return tokens{from, max(to, l.span(p.trim(l, extent{int(w.at), p.clauseEnd(l, int(w.at))})).to)}
}

// airs says whether the word tells of saying or holding something.
func (p *page) airs(i int) bool {
	e := p.words[i].entry
	if e.late && (p.lex.Airs[p.form(i)] || p.lex.Attitudes[p.form(i)]) {
		return true
	}
	for _, v := range e.verbs {
		if len(v.verb.After) == 0 {
			return true
		}
	}
	return false
}

// controller is the object of the verb on which token t hangs as an adjunct,
// -1 for none.
func (p *page) controller(t int32) int32 {
	h, d := int32(p.doc.Tokens[t].Head), p.doc.Tokens[t].Deprel
	if h < 0 || h > t {
		return -1
	}
	switch {
	case strings.HasPrefix(d, "advcl"), d == "obl":
		for o := t - 1; o > h && t-o < nounReach; o-- {
			if p.doc.Tokens[o].Head == int(h) && p.doc.Tokens[o].Deprel == "obj" {
				return o
			}
		}
	case strings.HasPrefix(d, "acl"): // parsers hang it there as often
		if p.doc.Tokens[h].Deprel == "obj" {
			return h
		}
	}
	return -1
}

// persuaded finds X convinced Y that S, where Y comes to hold S.
func (p *page) persuaded() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		t := int32(i)
		if w.taken || w.line < 0 || !w.entry.late || !p.lex.Persuades[p.form(i)] || p.doc.Tokens[i].UPOS != "VERB" || p.passive(t) {
			continue
		}
		who := p.hanging(t, "obj", "iobj")
		if who < t {
			continue
		}
		s := p.hanging(t, "ccomp")
		if s < 0 {
			s = p.hanging(who, "acl") // parsers hang it there as often
		}
		that := who + 1
		for that < s && p.words[that].class&That == 0 {
			that++
		}
		if s < 0 || that >= s {
			continue
		}
		source := p.under(who, func(_ *nlp.Token, a int) bool { return int32(a) == s })
		source.to = min(source.to, that)
		cue := tokens{t, t + 1}
		p.noted(finding{source: source, cue: cue, content: p.pieces(p.clauseFrom(that+1, p.under(s, nil).to), cue)})
	}
}

// witness finds X saw S, where X is another than who tells it: "a porter saw
// nine people", "two listeners had heard him read the number".
func (p *page) witness() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		t := int32(i)
		if w.taken || w.line < 0 || !w.entry.late || !p.lex.Perceives[p.form(i)] || p.doc.Tokens[i].UPOS != "VERB" || p.passive(t) {
			continue
		}
		who, what := p.hanging(t, "nsubj"), p.hanging(t, "ccomp", "obj")
		if who < 0 || who > t || what < t || p.doc.Tokens[who].UPOS == "PRON" || p.words[who].class&Nobody != 0 {
			continue
		}
		if p.hanging(t, "advmod", "aux") >= 0 && p.unseen(t) {
			continue
		}
		end := p.under(t, func(d *nlp.Token, a int) bool {
			return d.Deprel == "conj" && p.finite(a) || strings.HasPrefix(d.Deprel, "parataxis")
		}).to
		source, cue := p.under(who, nil), tokens{t, t + 1}
		first := p.clausal(p.under(what, nil))
		if source.to > t || first.empty() || source.empty() {
			continue
		}
		p.noted(finding{source: source, cue: cue, content: p.pieces(tokens{max(first.from, cue.to), end}, cue)})
	}
}

// unseen says whether the verb at token t tells of what did not happen or may
// not: "did not see", "would hear".
func (p *page) unseen(t int32) bool {
	first, _ := p.around(t)
	for k := t - 1; k >= first && t-k < helpers; k-- {
		if p.words[k].class&(Negation|Modal|Future) != 0 {
			return true
		}
	}
	return false
}

// cleft finds what X says is S: "what we want is to be heard".
func (p *page) cleft() {
	p.free(func(l *line, c *cue) { p.cleftAt(l, c.first, c.after, c.subject) })
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.line < 0 || !w.entry.late || !p.lex.Attitudes[p.form(i)] {
			continue
		}
		l := &p.lines[w.line]
		k := int(w.at)
		p.cleftAt(l, k, k+1, p.subject(l, k))
	}
}

func (p *page) cleftAt(l *line, k, after int, source extent) {
	if source.empty() || source.from == 0 || !p.lex.What[p.formAt(l, source.from-1)] || source.to > k {
		return
	}
	for j := after; j < len(l.items) && j-after < cleftReach && p.punct(l, j) == none; j++ {
		if !p.is(l, j, Being) {
			continue
		}
		content := p.trim(l, extent{j + 1, p.clauseEnd(l, j+1)})
		if p.count(l, content) < 2 {
			return
		}
		p.noted(finding{source: l.span(source), cue: l.span(extent{k, after}), content: []tokens{l.span(content)}})
		return
	}
}

// cleftReach bounds the way from a verb to the "is" of its cleft sentence.
const cleftReach = 8
