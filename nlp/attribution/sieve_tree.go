package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// The sieves of this file read the trees: they find what the surface leaves
// open, and nothing where a doc has no dependencies.

// treeReach bounds the words on either side of a word that may hang on it, and
// treeDepth the way up to it.
const (
	treeReach = 90
	treeDepth = 24
)

// under returns the stretch of the words of the sentence that hang on token h,
// itself included, from the first of them to the last. What hangs on it by a
// word for which skip is true is left out.
func (p *page) under(h int32, skip func(t *nlp.Token, i int) bool) tokens {
	first, last := p.around(h)
	out := tokens{h, h + 1}
	for t := first; t < last; t++ {
		a := int(t)
		for n := 0; n < treeDepth; n++ {
			if a == int(h) {
				out.from, out.to = min(out.from, t), max(out.to, t+1)
				break
			}
			if skip != nil && skip(&p.doc.Tokens[a], a) {
				break
			}
			next := p.doc.Tokens[a].Head
			if next < int(first) || next >= int(last) || next == a {
				break
			}
			a = next
		}
	}
	return p.shorn(out)
}

// around is the part of the sentence of token h that is looked at.
func (p *page) around(h int32) (first, last int32) {
	s := p.sentences[h]
	of := p.doc.Sentences[s]
	return max(int32(of.First), h-treeReach), min(int32(of.Last), h+treeReach)
}

// shorn takes the signs off the edges.
func (p *page) shorn(t tokens) tokens {
	edge := func(i int32) bool {
		switch w := &p.words[i]; w.punct {
		case comma, colon, semicolon, dash, stop, bracketOpen, bracketClose:
			return !w.alpha
		case mark:
			return w.quote < 0 || p.quotes[w.quote].first < int(t.from) || p.quotes[w.quote].last >= int(t.to)
		}
		return false
	}
	for t.from < t.to && edge(t.from) {
		t.from++
	}
	for t.from < t.to && edge(t.to-1) {
		t.to--
	}
	return t
}

// hanging returns the first token of the relation that hangs on h, -1 for none.
func (p *page) hanging(h int32, relations ...string) int32 {
	first, last := p.around(h)
	for t := first; t < last; t++ {
		if p.doc.Tokens[t].Head != int(h) {
			continue
		}
		for _, r := range relations {
			if d := p.doc.Tokens[t].Deprel; d == r || strings.HasPrefix(d, r) && strings.HasPrefix(d[len(r):], ":") {
				return t
			}
		}
	}
	return -1
}

// trees prepares for the sieves that read them; false where there are none.
func (p *page) trees() bool {
	if p.doc.Has&nlp.Dependencies == 0 {
		return false
	}
	if p.sentences == nil {
		p.sentences = make([]int32, len(p.words))
		for i, s := range p.doc.Sentences {
			for t := s.First; t < s.Last; t++ {
				p.sentences[t] = int32(i)
			}
		}
	}
	return true
}

// clausal drops from a stretch what is no part of a content at its beginning:
// the word that opens it, as "that" and "and".
func (p *page) clausal(t tokens) tokens {
	for t.from < t.to && p.words[t.from].class&(That|Conjunction|Opener) != 0 && p.words[t.from].class&(Determiner|Question) == 0 ||
		t.from < t.to && (p.doc.Tokens[t.from].UPOS == "SCONJ" || p.doc.Tokens[t.from].UPOS == "CCONJ") && p.words[t.from].class&Question == 0 {
		t.from++
	}
	return p.shorn(t)
}

// without cuts a stretch out of another.
func (t tokens) without(u tokens) []tokens {
	var all []tokens
	if t.from < u.from {
		all = append(all, tokens{t.from, min(t.to, u.from)})
	}
	if t.to > u.to {
		all = append(all, tokens{max(t.from, u.to), t.to})
	}
	return all
}

// pieces makes a content of a stretch without the cue in it.
func (p *page) pieces(t, cue tokens) []tokens {
	var all []tokens
	for _, c := range t.without(cue) {
		if c = p.shorn(c); !c.empty() && p.wordy(c) {
			all = append(all, c)
		}
	}
	return all
}

func (p *page) wordy(t tokens) bool {
	for i := t.from; i < t.to && i-t.from < 20; i++ {
		if p.words[i].alpha {
			return true
		}
	}
	return false
}

// noted records a finding whose cue is no verb of the lines.
func (p *page) noted(f finding) {
	w := &p.words[f.cue.from]
	if w.taken || w.line < 0 || len(f.content) == 0 {
		return
	}
	f.line, f.level = w.line, w.level
	p.add(f)
}

// hearsay finds what an adverb gives to nobody in particular: "the dam
// allegedly leaked", "a reportedly ill minister".
func (p *page) hearsay() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		if !w.entry.said || !p.lex.Hearsay[p.form(i)] {
			continue
		}
		h := p.doc.Tokens[i].Head
		if h < 0 {
			continue
		}
		cue := tokens{int32(i), int32(i + 1)}
		var whole tokens
		switch p.doc.Tokens[h].UPOS {
		case "VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "NUM":
			whole = p.under(int32(h), func(t *nlp.Token, a int) bool {
				// Clauses beside this one are no part of it.
				return a != h && (strings.HasPrefix(t.Deprel, "parataxis") || t.Deprel == "conj" && p.finite(a) || t.Deprel == "acl:relcl" && a > h+12)
			})
		default:
			continue
		}
		p.noted(finding{cue: cue, content: p.pieces(p.clausal(whole), cue)})
	}
}

func (p *page) finite(i int) bool {
	t := &p.doc.Tokens[i]
	return (t.UPOS == "VERB" || t.UPOS == "AUX") && strings.Contains(t.Feats, "VerbForm=Fin")
}

// impersonal finds it is said that S; it was reported that S.
func (p *page) impersonal() {
	if !p.trees() {
		return
	}
	p.free(func(l *line, c *cue) {
		if !c.passive || c.negated || c.takes&(told|Shows|Tells) == 0 {
			return
		}
		it := p.at(l, c.before-1)
		if it == nil || it.class&Object == 0 || it.class&(Possessive|Person) != 0 {
			return
		}
		what, k := p.behind(l, c)
		if what != behindThat {
			return
		}
		content := p.trim(l, extent{k + 1, p.clauseEnd(l, k+1)})
		if p.count(l, content) < 2 {
			return
		}
		p.add(finding{cueAt: c, line: c.line, level: l.level, cue: l.cueSpan(c), content: []tokens{l.span(content)}})
	})
}

// accused finds X was accused of Z; X was accused by Y of Z, where what is
// said of X is the content.
func (p *page) accusedOf() {
	if !p.trees() {
		return
	}
	p.free(func(l *line, c *cue) {
		if c.takes&Accuses == 0 || c.infinite || c.modal || c.negated {
			return
		}
		verb := l.items[c.verb].first
		// "X, accused of Z" too.
		if !c.passive && (c.form&Participle == 0 || p.doc.Tokens[verb].Deprel != "acl") {
			return
		}
		var who int32
		if c.passive {
			who = p.hanging(verb, "nsubj")
		} else {
			who = int32(p.doc.Tokens[verb].Head)
		}
		agent, of := p.hanging(verb, "obl:agent"), int32(-1)
		first, last := p.around(verb)
		for t := max(first, verb); t < last && of < 0; t++ {
			if d := p.doc.Tokens[t].Deprel; p.doc.Tokens[t].Head == int(verb) && t != agent && (strings.HasPrefix(d, "obl") || d == "advcl") {
				of = t
			}
		}
		if of < 0 && agent >= 0 {
			of = p.hanging(agent, "acl", "nmod") // parsers hang it there as often
		}
		if who < 0 || of < verb {
			return
		}
		f := finding{cueAt: c, line: c.line, level: l.level, cue: l.cueSpan(c)}
		if agent >= 0 {
			f.source = p.under(agent, func(_ *nlp.Token, a int) bool { return int32(a) == of })
			f.source.from++ // "by"
		}
		subject := p.under(who, func(t *nlp.Token, a int) bool { return int32(a) == verb })
		what := p.under(of, nil)
		if subject.empty() || what.empty() || what.from < f.cue.to {
			return
		}
		f.content = []tokens{subject, what}
		p.add(f)
	})
}

// nounThat finds the claim that S; reports that S; X's allegation of Y.
func (p *page) nounThat() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		if !w.entry.said || w.taken || w.line < 0 || !p.lex.Claims[p.form(i)] || p.doc.Tokens[i].UPOS != "NOUN" {
			continue
		}
		noun := int32(i)
		cue := tokens{noun, noun + 1}
		f := finding{cue: cue}
		if owner := p.hanging(noun, "nmod:poss"); owner >= 0 && owner < noun {
			f.source = p.under(owner, nil)
			f.source.to = min(noun, f.source.to)
		}
		s := p.hanging(noun, "acl", "ccomp")
		if s > noun && int(noun)+1 < len(p.words) && p.words[noun+1].class&That != 0 {
			what := p.under(s, nil)
			what.from = noun + 2
			f.content = p.pieces(what, cue)
		} else if of := p.hanging(noun, "nmod"); of > noun && !f.source.empty() && p.lex.Of[p.form(int(noun+1))] {
			what := p.under(of, nil)
			what.from = noun + 2
			f.content = p.pieces(what, cue)
		}
		if len(f.content) == 0 {
			continue
		}
		p.noted(f)
	}
}
