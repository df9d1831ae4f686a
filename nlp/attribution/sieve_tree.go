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
		switch p.doc.Tokens[h].UPOS {
		case "VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "NUM":
		default:
			continue
		}
		phrase := int32(h)
		of := p.told(i, phrase)
		if of >= 0 && of < int32(i) {
			h = int(of)
		}
		whole := p.under(int32(h), func(t *nlp.Token, a int) bool {
			// Clauses beside this one are no part of it.
			return a != h && (strings.HasPrefix(t.Deprel, "parataxis") || t.Deprel == "conj" && p.finite(a) || t.Deprel == "acl:relcl" && a > h+12)
		})
		content := p.pieces(p.clausal(whole), cue)
		if more := p.pieces(p.under(phrase, nil), cue); of >= 0 && len(more) > 0 && more[0].from >= whole.to {
			content = append(content, more...)
		}
		p.noted(finding{cue: cue, content: content})
	}
}

// told is what the phrase with the head h tells of, where the adverb at token i
// stands before the phrase: "the killing, reportedly by agents, shows that" says
// nothing without the killing. It is -1 where the phrase stands for itself.
func (p *page) told(i int, h int32) int32 {
	d := &p.doc.Tokens[h]
	switch d.Deprel {
	case "nmod", "obl", "appos", "acl", "amod", "advcl":
	default:
		return -1
	}
	up := int32(d.Head)
	if up < 0 || h < int32(i) {
		return -1
	}
	if up > int32(i) { // the phrase stands between a subject and its verb
		up = p.hanging(up, "nsubj")
	}
	return up
}

func (p *page) finite(i int) bool {
	t := &p.doc.Tokens[i]
	return (t.UPOS == "VERB" || t.UPOS == "AUX") && strings.Contains(t.Feats, "VerbForm=Fin")
}

// impersonal finds it is said that S; it was reported that S; S1, it is said, S2.
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
		aside := what == behindComma && p.punct(l, c.before-2) == comma
		if what != behindThat && !aside {
			return
		}
		content := p.trim(l, extent{k + 1, p.clauseEnd(l, k+1)})
		if p.count(l, content) < 2 {
			return
		}
		f := finding{cueAt: c, line: c.line, level: l.level, cue: l.cueSpan(c), content: []tokens{l.span(content)}}
		if aside {
			left := p.trim(l, p.opened(l, extent{p.semicolonBefore(l, c.before-2), c.before - 2}))
			if p.count(l, left) == 0 {
				return
			}
			f.content = []tokens{l.span(left), l.span(content)}
		}
		p.add(f)
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

// nounThat finds the claim that S; reports that S.
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
		}
		if len(f.content) == 0 {
			continue
		}
		p.noted(f)
	}
}

// figure finds X put Y at Z, where Z is a number: a reading, a toll, a sum.
func (p *page) figure() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		if !w.entry.late || w.line < 0 || !p.lex.Figures[p.form(i)] && !p.lex.Gives[p.form(i)] || p.doc.Tokens[i].UPOS != "VERB" {
			continue
		}
		verb := int32(i)
		who, what := p.hanging(verb, "nsubj"), p.hanging(verb, "obj")
		if who < 0 {
			who = p.beforeParticiple(verb)
		}
		if who < 0 || what < verb || who > verb || p.doc.Tokens[who].Deprel == "nsubj:pass" {
			continue
		}
		if p.gives(verb, what) {
			all := p.under(what, nil)
			_, last := p.around(verb)
			for all.to < last && p.doc.Tokens[all.to].UPOS == "ADV" {
				all.to++ // "gives nine as well"
			}
			p.noted(finding{source: p.under(who, nil), cue: tokens{verb, verb + 1}, content: []tokens{all}})
			continue
		}
		first, last := p.around(verb)
		at := int32(-1)
		for t := max(first, what); t+1 < last && t < what+treeDepth; t++ {
			if p.lex.At[p.form(int(t))] && p.doc.Tokens[t].UPOS == "ADP" {
				at = t
				break
			}
		}
		if at < 0 {
			continue
		}
		// A number right behind it, but for "about" and the like.
		n := at + 1
		for n < last && n < at+4 && (p.words[n].class&(Roughly|Determiner) != 0 || p.doc.Tokens[n].UPOS == "ADV" || p.doc.Tokens[n].UPOS == "SYM") && p.doc.Tokens[n].UPOS != "NUM" {
			n++
		}
		if n >= last || p.doc.Tokens[n].UPOS != "NUM" {
			continue
		}
		value := p.under(int32(p.top(int(n), int(verb), int(what))), nil)
		content := tokens{p.under(what, nil).from, max(value.to, n+1)}
		content.to = p.beyond(content.to, verb)
		if content.from <= verb {
			continue
		}
		p.noted(finding{source: p.under(who, nil), cue: tokens{verb, verb + 1}, content: []tokens{p.shorn(content)}})
	}
}

// beforeParticiple is the subject of the verb that parsers hang on a participle
// behind it: "the reading, taken on Friday, put". It is -1 where there is none.
func (p *page) beforeParticiple(verb int32) int32 {
	v := p.hanging(verb, "advcl")
	if v < 1 || v > verb || !p.past(v) || p.words[v-1].punct != comma {
		return -1
	}
	return p.hanging(v, "nsubj")
}

// gives says whether the verb tells a bare number, a date or the like, which
// is what hangs on it as its object: "the list gives nine".
func (p *page) gives(verb, what int32) bool {
	if !p.lex.Gives[p.form(int(verb))] || p.hanging(verb, "iobj") >= 0 || p.unseen(verb) {
		return false
	}
	return p.doc.Tokens[what].UPOS == "NUM" || p.lex.Measures[p.form(int(what))]
}

// beyond is the end of what tells more of a figure that ends at token t, behind a
// comma and without a verb of its own: "at six metres, less than two below the
// lip".
func (p *page) beyond(t, verb int32) int32 {
	if int(t)+1 >= len(p.words) || p.words[t].punct != comma {
		return t
	}
	_, last := p.around(verb)
	end := t + 1
	for ; end < last && p.words[end].level == p.words[verb].level; end++ {
		switch p.words[end].punct {
		case none, other:
		default:
			return end
		}
		if u := p.doc.Tokens[end].UPOS; u == "VERB" || u == "AUX" || u == "CCONJ" || u == "SCONJ" || p.words[end].class&Relative != 0 {
			return t
		}
	}
	return end
}

// top is the token on the way up from t that hangs on one of two others.
func (p *page) top(t, a, b int) int {
	for n := 0; n < treeDepth; n++ {
		h := p.doc.Tokens[t].Head
		if h == a || h == b || h < 0 {
			return t
		}
		t = h
	}
	return t
}

// attitude finds, within a content, who holds, wants or says a thing by a verb
// or an adjective in whatever form: "he is willing to go", "led her to believe
// that S", "criticised the mayor for saying that S". Outside of contents such a
// thing is more likely the author's telling.
func (p *page) attitude() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.line < 0 {
			continue
		}
		thinks := w.entry.late && p.lex.Attitudes[p.form(i)]
		says := false
		for _, v := range w.entry.verbs {
			says = says || v.verb.Takes&(told|Thinks|Asks) != 0 && len(v.verb.After) == 0
		}
		u := p.doc.Tokens[i].UPOS
		if !thinks && !says || u != "VERB" && u != "ADJ" && (u != "AUX" || thinks) {
			continue
		}
		t := int32(i)
		cue := tokens{t, t + 1}
		content := p.takes(cue, u == "ADJ", says)
		who := p.hanging(t, "expl") // "it is willing to", as parsers have it
		if who < 0 || p.hanging(t, "xcomp") < 0 {
			who = p.subjectOf(t, 0)
		}
		if who < 0 || len(content) == 0 {
			continue
		}
		source := p.under(who, func(_ *nlp.Token, a int) bool { return int32(a) == t })
		if source.to > t || p.tells(source) {
			continue
		}
		p.noted(finding{source: source, cue: cue, content: content})
	}
}

// takes is what the verb or adjective that is the cue takes as its content: a
// clause, or, of one that says, a question or the quotation right behind it.
func (p *page) takes(cue tokens, adjective, says bool) []tokens {
	t := cue.from
	w := &p.words[t]
	if next := int(cue.to); says && next+1 < len(p.words) {
		if p.words[next].punct == comma || p.words[next].punct == colon {
			next++
		}
		if q := p.words[next].quote; q >= 0 && p.quotes[q].first == next && p.quotes[q].level == w.level+1 {
			return []tokens{{int32(next), int32(p.quotes[q].last) + 1}}
		}
	}
	if what := p.figures(t); !what.empty() {
		return []tokens{what}
	}
	s := p.hanging(t, "ccomp", "xcomp", "advcl")
	if s < t || p.doc.Tokens[s].Deprel == "advcl" && !adjective {
		if what := p.wanted(t); !what.empty() {
			return []tokens{what}
		}
		return nil
	}
	what := p.clausal(p.under(s, nil))
	what.from = max(what.from, t+1)
	if what.empty() {
		return nil
	}
	// A question goes on to the next sign, and nothing goes on over a colon.
	_, last := p.around(t)
	asks := p.words[what.from].class&Question != 0
	for i := what.from; i < last && (i < what.to || asks); i++ {
		sign := &p.words[i]
		if sign.level == w.level && (sign.punct == colon || asks && sign.punct != none && sign.punct != other) {
			what.to = i
			break
		}
		what.to = max(what.to, i+1)
	}
	return p.pieces(p.shorn(what), cue)
}

// figures is the number that the verb at token t tells a hearer: "told the
// council | nine people".
func (p *page) figures(t int32) tokens {
	tells := false
	for _, v := range p.words[t].entry.verbs {
		tells = tells || v.verb.Takes&Tells != 0
	}
	if !tells || p.unseen(t) {
		return tokens{}
	}
	_, last := p.around(t)
	for i := t + 2; i < last && i-t < hearerReach; i++ {
		before := p.doc.Tokens[i-1].UPOS
		if p.doc.Tokens[i].UPOS != "NUM" || before != "NOUN" && before != "PROPN" && before != "PRON" {
			if u := p.doc.Tokens[i].UPOS; !nominals[u] && u != "PRON" {
				break
			}
			continue
		}
		end := i + 1
		for end < last && nominals[p.doc.Tokens[end].UPOS] {
			end++
		}
		if p.words[end-1].class&Period != 0 {
			break
		}
		return tokens{i, end}
	}
	return tokens{}
}

// wanted is what the verb at token t asks for: "asks every day for a lawyer".
func (p *page) wanted(t int32) tokens {
	asks := false
	for _, v := range p.words[t].entry.verbs {
		asks = asks || v.verb.Takes&Asks != 0
	}
	if !asks {
		return tokens{}
	}
	_, last := p.around(t)
	for i := t + 1; i < last; i++ {
		if d := &p.doc.Tokens[i]; d.Head == int(t) && d.Deprel == "obl" {
			if what := p.under(i, nil); p.lex.For[p.form(int(what.from))] {
				return what
			}
		}
	}
	return tokens{}
}

// tells says whether a verb that says something stands in the stretch, behind
// its first word: of "the mayor for saying" no one is the source.
func (p *page) tells(t tokens) bool {
	for i := t.from + 1; i < t.to && i-t.from < sourceReach; i++ {
		if p.doc.Tokens[i].XPOS == "VBG" && len(p.words[i].entry.verbs) > 0 && p.words[i-1].class&(Preposition|Clause) != 0 {
			return true
		}
	}
	return false
}

// subjectOf returns the token that token v tells of: its own subject, or for a
// form without one that of what it hangs on.
func (p *page) subjectOf(v int32, depth int) int32 {
	if s := p.hanging(v, "nsubj"); s >= 0 {
		if p.words[s].class&Relative != 0 && strings.HasPrefix(p.doc.Tokens[v].Deprel, "acl") {
			return int32(p.doc.Tokens[v].Head)
		}
		return s
	}
	h := int32(p.doc.Tokens[v].Head)
	if h < 0 || depth > 3 {
		return -1
	}
	switch d := p.doc.Tokens[v].Deprel; {
	case strings.HasPrefix(d, "acl"):
		return h
	case d == "xcomp", strings.HasPrefix(d, "advcl"), d == "conj":
		if d != "conj" {
			if o := p.hanging(h, "obj", "iobj"); o >= 0 && o < v {
				return o
			}
		}
		return p.subjectOf(h, depth+1)
	}
	return -1
}
