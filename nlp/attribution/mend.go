package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
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
	case p.deed(f, int32(g.cue)), clause.AsksFor(p.doc, g.cue, p.lex.Dues[strings.ToLower(cue.Lemma)]):
		return false
	}
	if p.counts(f) || p.aforesaid(f, g.cue) {
		return false
	}
	p.sourced(f, int32(g.cue))
	if s := f.source; !s.empty() && p.lex.Gossip[p.form(int(s.to-1))] && (s.to == f.cue.from || f.cue.to == s.from) {
		// "A rumour said that S" is in the air.
		f.cue, f.source = tokens{min(s.from, f.cue.from), max(s.to, f.cue.to)}, tokens{}
	}
	if last := f.cue.to - 1; p.depth > 0 && int(last) > g.cue && cue.UPOS == "NOUN" && p.lex.About[p.form(int(last))] && f.content[0].from == f.cue.to {
		f.cue.to = last // "her assessment of | the flood"
	}
	if f.source.empty() && g.p < leastOfNobody && p.passive(int32(g.cue)) && p.thing(f) {
		return false
	}
	p.atPredicate(f, int32(g.cue))
	p.predicated(f, int32(g.cue))
	p.atSemicolon(f)
	p.unjoined(f)
	p.atBut(f)
	p.shares(f)
	p.partial(f)
	return p.heard(f, g.cue)
}

// deed says whether the word at token t, taken for a cue, tells of what is done to its object
// by force, and nothing shows that it was done by words: "the rebels attacked the bridge", but
// not "attacked her as a liar".
func (p *page) deed(f *finding, t int32) bool {
	d := &p.doc.Tokens[t]
	if d.UPOS != "VERB" && d.UPOS != "ADJ" || len(p.words[t].entry.verbs) > 0 || !p.lex.Deeds[strings.ToLower(d.Lemma)] {
		return false
	}
	for _, c := range f.content {
		for k := c.from; k < c.to && k-c.from < contentReach; k++ {
			if w := &p.words[k]; w.level > f.level || w.quote >= 0 {
				return false
			}
		}
	}
	// "Attacked her for what she wrote", "hit them over the toll".
	first, last := p.around(t)
	for k := max(t+1, first); k < last; k++ {
		x := &p.doc.Tokens[k]
		if x.Head == int(t) && x.Deprel == "advcl" && len(p.words[k].entry.verbs) > 0 {
			return false // "attacked her, saying that"
		}
		if !p.lex.Reasons[p.form(int(k))] || x.Head <= int(k) || x.Deprel != "case" && x.Deprel != "mark" {
			continue
		}
		of := &p.doc.Tokens[x.Head]
		if up := of.Head; up != int(t) && (up < 0 || p.doc.Tokens[up].Head != int(t)) {
			continue
		}
		if p.words[x.Head].class&Period == 0 && p.hanging(int32(x.Head), "nummod") < 0 {
			return false
		}
	}
	return true
}

// atPredicate ends the content of a noun where what is said of the noun begins: "the
// claim | that they left | is false".
func (p *page) atPredicate(f *finding, t int32) {
	d := &p.doc.Tokens[t]
	h, c := int32(d.Head), &f.content[0]
	// "Reports" at the head of a sentence may be taken for a verb, and has nobody who does it.
	noun := d.UPOS == "NOUN" || d.UPOS == "VERB" && f.source.empty() && (t == 0 || p.doc.Tokens[t-1].UPOS == "PUNCT" || p.sentences[t-1] != p.sentences[t]) && p.hanging(t, "nsubj") < 0
	if noun && len(f.content) == 1 && c.from == f.cue.to && p.words[c.from].class&That != 0 {
		// "Reports | that they left | were false", where the tree hangs the noun elsewhere.
		for k := c.from + 2; k < min(c.to, c.from+contentReach); k++ {
			x := &p.doc.Tokens[k]
			if x.Deprel == "cop" && x.Head > int(k) && p.hanging(int32(x.Head), "nsubj", "expl", "csubj") < 0 && p.doc.Tokens[k-1].UPOS != "PUNCT" && p.clauseBefore(t, k) {
				c.to = k
				return
			}
		}
	}
	if d.UPOS != "NOUN" || !strings.HasPrefix(d.Deprel, "nsubj") || len(f.content) > 1 || c.from != f.cue.to || h < c.from || h >= c.to || p.words[c.from].class&That == 0 {
		return
	}
	for k := c.from + 1; k < min(c.to, c.from+contentReach); k++ {
		// What stands before the clause of the noun may hang on h by mistake.
		if (k == h || int32(p.doc.Tokens[k].Head) == h) && p.clauseBefore(t, k) {
			c.to = k
			return
		}
	}
}

// predicated goes on over the clause whose subject is all that a content has of it: "alleged | that
// the manager, Pieter Lund, | ordered the valves closed".
func (p *page) predicated(f *finding, t int32) {
	c := &f.content[len(f.content)-1]
	if c.from < f.cue.to || int(c.to)+1 >= len(p.words) {
		return
	}
	end := c.to
	if p.words[end].punct == comma {
		end++ // behind an apposition
	}
	d := &p.doc.Tokens[end]
	if d.Deprel != "ccomp" || int32(d.Head) != t || !p.finite(int(end)) {
		return
	}
	if s := p.hanging(end, "nsubj", "nsubj:pass"); s < c.from || s >= c.to {
		return
	}
	if rest := p.under(end, nil); rest.from >= c.from && p.words[rest.to-1].quote < 0 {
		c.to = max(c.to, rest.to)
	}
}

// clauseBefore reports whether a clause of noun t stands before token k.
func (p *page) clauseBefore(t, k int32) bool {
	for i := t + 1; i < k; i++ {
		if d := &p.doc.Tokens[i]; int32(d.Head) == t && (strings.HasPrefix(d.Deprel, "acl") || d.Deprel == "ccomp") {
			return true
		}
	}
	return false
}

// aforesaid says whether the cue only points back to a thing: "the shipment of said
// weapons". A preposition takes no finite verb, unless one that is left behind ends
// the source: "the man she spoke of said".
func (p *page) aforesaid(f *finding, cue int) bool {
	if cue == 0 || int(f.cue.from) != cue || int(f.source.to) == cue || p.words[cue-1].class&(Preposition|Infinitive) != Preposition {
		return false
	}
	verbs := p.words[cue].entry.verbs
	for _, v := range verbs {
		if v.form&(Past|Participle) == 0 {
			return false
		}
	}
	return len(verbs) > 0
}

// counts says whether the content tells no more than how often the cue took
// place: "we have asked four times".
func (p *page) counts(f *finding) bool {
	c := f.content[0]
	return len(f.content) == 1 && c.from >= f.cue.to && c.to-c.from == 2 && p.doc.Tokens[c.from].UPOS == "NUM" && p.lex.Times[p.form(int(c.to-1))]
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
	u := p.doc.Tokens[t].UPOS
	p.nearer(f, t)
	p.inverted(f, t)
	if f.source.empty() && u == "NOUN" {
		// "a Lantern Post question about"
		if f.source = p.possessor(t); f.source.from >= f.cue.from && f.source.to < f.cue.to {
			f.cue.from = f.source.to
		}
	}
	if !f.source.empty() || u != "VERB" && u != "ADJ" || p.passive(t) {
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

// inverted gives a verb at the head of its sentence or behind a comma the phrase
// behind it for its source, where the model read that into the content: "Not so,
// replied | the guild | : seven were held".
func (p *page) inverted(f *finding, t int32) {
	c := &f.content[0]
	w := &p.words[t]
	if !f.source.empty() || c.from != t+1 || f.cue.to != c.from || w.line < 0 || f.cueAt == nil || f.cueAt.takes&Inverts == 0 || !f.cueAt.finite() {
		return
	}
	l := &p.lines[w.line]
	if k := int(w.at); k > 0 && !p.parts(l, k-1) {
		return
	}
	source := p.sourceRight(l, int(w.at)+1)
	if source.empty() || source.to >= len(l.items) || p.punct(l, source.to) != colon {
		return
	}
	if s := l.span(source); s.to+1 < c.to {
		f.source, c.from = s, s.to+1
	}
}

// nearer gives a verb without a subject of its own, joined to another, the
// subject of that one where it stands between the source and the verb: of "she
// told her mother that a soldier came and said" the soldier is the source.
func (p *page) nearer(f *finding, t int32) {
	d := &p.doc.Tokens[t]
	if p.depth == 0 || f.source.empty() || d.UPOS != "VERB" || d.Deprel != "conj" || p.hanging(t, "nsubj") >= 0 {
		return
	}
	s := p.hanging(int32(d.Head), "nsubj")
	if s < f.source.to || s >= f.cue.from || p.words[s].class&Relative != 0 {
		return
	}
	if source := p.under(s, nil); source.to <= int32(d.Head) {
		f.source = source
	}
}

// deeper gives what stands in a content and is joined to a clause that its own
// source says to the subject of that clause, as nearer does, and lets that source
// go on over it: of "the elder told her | that a soldier came and said S" the
// soldier says S, and the elder says that he did.
func (p *page) deeper(found []finding) {
	if !p.trees() {
		return
	}
	in := make([]int32, len(p.words)) // one more than the finding whose content the token is in, the last of them
	outer := make([]bool, len(p.words))
	for i := range found {
		for _, c := range found[i].content {
			for t := c.from; t < min(c.to, c.from+contentReach); t++ {
				outer[t] = outer[t] || in[t] > 0
				in[t] = int32(i + 1)
			}
		}
	}
	for i := range found {
		g := &found[i]
		if g.source.empty() || in[g.cue.from] == 0 && p.depth == 0 {
			continue
		}
		v := g.cue.to - 1
		d := &p.doc.Tokens[v]
		h := int32(d.Head)
		if d.UPOS != "VERB" || d.Deprel != "conj" || h < 0 || h > v || p.hanging(v, "nsubj") >= 0 || in[h] == 0 || p.depth == 0 && !outer[h] {
			continue
		}
		f := &found[in[h]-1]
		s := p.hanging(h, "nsubj")
		last := len(f.content) - 1
		if f == g || last < 0 || !f.source.overlaps(g.source) || s < f.cue.to || p.words[s].class&Relative != 0 ||
			f.content[last].from > s || f.content[last].to > g.cue.from || g.cue.from-f.content[last].to > joint {
			continue
		}
		if source := p.under(s, nil); source.to <= h {
			g.source = source
			f.content[last].to = max(g.cue.to, g.content[len(g.content)-1].to)
		}
	}
}

// joint is the number of words that may join a verb to the clause before it:
// ", and then".
const joint = 3

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

// thatOf returns the word that opens the clause which the verb at token t
// takes, -1 for none.
func (p *page) thatOf(t int32) int32 {
	s := p.hanging(t, "ccomp")
	if s < t {
		return -1
	}
	if that := p.hanging(s, "mark"); that > t && p.words[that].class&That != 0 {
		return that
	}
	return -1
}

// turns lets what a label of an interview gives to a speaker run on over the
// paragraphs without one, as far as another label follows: behind the last label
// the author may speak again.
func (p *page) turns(found []finding) {
	ends := map[int32]int32{} // where the turn of each label's colon ends
	last := int32(-1)
	for _, x := range p.labels {
		l := &p.lines[x.line]
		if l.label == 0 {
			continue
		}
		if last >= 0 {
			ends[last] = l.items[0].first
		}
		last = l.items[x.colon].first
	}
	for i := range found {
		f := &found[i]
		end, ok := ends[f.cue.to-1]
		if !ok || f.cue.to-f.cue.from != 1 {
			continue
		}
		at := f.content[len(f.content)-1].to
		for at < end && p.words[at].paragraph == p.words[f.cue.from].paragraph {
			at++
		}
		for at < end {
			to := at + 1
			for to < end && p.words[to].paragraph == p.words[at].paragraph {
				to++
			}
			f.content = append(f.content, tokens{at, to})
			at = to
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
	if from := p.behindHearer(int32(cue), c); from > c.from {
		c.from = from
		return true
	}
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

// behindHearer is where the clause begins that follows who hears it: "told the board
// | it was over"; -1 where there is none.
func (p *page) behindHearer(cue int32, c *tokens) int32 {
	o, s := p.hanging(cue, "obj", "iobj"), p.hanging(cue, "ccomp")
	if o < c.from || s < o || s >= c.to || o-c.from > hearerReach || !p.finiteUnder(s, o) {
		return -1
	}
	from := p.under(s, nil).from
	if who := p.under(o, func(_ *nlp.Token, a int) bool { return int32(a) == s }); who.from != c.from || from < who.to || from >= c.to || from > who.to+1 {
		return -1
	}
	return from
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

// afterSemicolon goes on with a content that ends at its cue over what a semicolon joins to
// it, in its sentence and without a cue of its own: "| he had no boat |, he said; | it was not
// him |."
func (p *page) afterSemicolon(found []finding) {
	cued := make([]bool, len(p.words)+1)
	for i := range found {
		cued[found[i].cue.from] = true
	}
	for i := range found {
		f := &found[i]
		t := max(f.cue.to, f.source.to)
		last := f.content[len(f.content)-1].to
		if len(f.quotes) > 0 || f.source.empty() || last > min(f.cue.from, f.source.from) || int(t)+2 >= len(p.words) || p.words[t].punct != semicolon || p.words[t].level != f.level {
			continue
		}
		end := int32(p.doc.Sentences[p.sentences[t]].Last)
		for end > t && p.words[end-1].punct == stop {
			end--
		}
		if end-t < 3 || end-t > contentReach {
			continue
		}
		free := true
		for k := t + 1; k < end; k++ {
			free = free && !cued[k] && p.words[k].level == f.level && p.words[k].punct != semicolon && p.words[k].punct != colon
		}
		if h := p.headOf(tokens{t + 1, end}); free && h >= 0 && p.subjectOf(h, 0) >= 0 {
			f.content = append(f.content, tokens{t + 1, end})
		}
	}
}

// atBut ends a content that is no clause where a clause is joined to it: "she
// says the seventh, but she was asleep".
func (p *page) atBut(f *finding) {
	c := &f.content[len(f.content)-1]
	if c.from < f.cue.to || p.words[c.from].level > f.level {
		return
	}
	for t := c.from; t+2 < c.to && t-c.from < contentReach; t++ {
		if p.finite(int(t)) || p.words[t].class&(That|Question|Infinitive|Relative) != 0 || p.words[t].level > f.level {
			return
		}
		if p.words[t].punct != comma || p.doc.Tokens[t+1].UPOS != "CCONJ" {
			continue
		}
		// A subject and its verb.
		h := p.doc.Tokens[t+1].Head
		if s := p.hanging(int32(h), "nsubj"); h > int(t)+1 && s > t && (p.finite(h) || p.hanging(int32(h), "cop", "aux") > t) {
			c.to = t
			return
		}
	}
}

// partial goes on with a content that is the subject of a clause, and no more,
// over what stands behind it between commas: "stated | the reading, taken on
// Friday, | put the water at six metres".
func (p *page) partial(f *finding) {
	c := &f.content[len(f.content)-1]
	t := c.to
	if c.from < f.cue.to || int(t)+2 >= len(p.words) || p.words[t].punct != comma || p.words[t].line < 0 || !p.past(t+1) ||
		p.words[c.from].level > f.level || !p.thing(f) {
		return
	}
	_, last := p.around(t)
	for i := t + 2; i+1 < last && i-t < partReach; i++ {
		switch p.words[i].punct {
		case none, other:
			continue
		case comma:
			if p.finite(int(i + 1)) {
				l := &p.lines[p.words[t].line]
				if w := &p.words[i+1]; w.line == p.words[t].line {
					c.to = max(c.to, l.span(p.trim(l, extent{int(w.at), p.clauseEnd(l, int(w.at))})).to)
				}
			}
		}
		return
	}
}

// past says whether the word can be a participle of the past: taggers often take
// one for a verb of its own, which two commas without an "and" rule out.
func (p *page) past(t int32) bool {
	x := p.doc.Tokens[t].XPOS
	return x == "VBN" || x == "VBD" && p.doc.Tokens[t].UPOS == "VERB"
}

// opening adds to a content what stands in its sentence before who says it, where
// that stands between commas: "Clearly, | Orel said, | the dam had failed". Before a
// quotation that begins a sentence it tells when or where she said so.
func (p *page) opening(f *finding) {
	c := f.content[0]
	from, to := f.cue.from, f.cue.to
	if !f.source.empty() {
		from, to = min(from, f.source.from), max(to, f.source.to)
	}
	// "Nine, | said Orel: we counted nine": a verb before its source has a content
	// before it, and a colon may begin the rest.
	inverted := c.from > to && p.words[to].punct == colon && f.cue.to == f.source.from
	if c.from <= to || c.from-to > 2 || from < 2 || !inverted && p.words[to].punct != comma || p.words[from-1].punct != comma || !p.trees() ||
		p.sentences[from] != p.sentences[c.from] || to-from > interruption {
		return
	}
	if !inverted && (p.words[c.from].level > f.level || p.words[c.from].quote >= 0) {
		t := c.from
		for t < c.to && !p.words[t].alpha {
			t++
		}
		if t == c.to || p.words[t].upper {
			return
		}
	}
	first := int32(p.doc.Sentences[p.sentences[from]].First)
	if from-1-first > openingReach {
		return
	}
	before := p.shorn(tokens{first, from - 1})
	if before.empty() || p.words[before.from].paragraph != p.words[from].paragraph || inverted && p.words[before.from].class&Adjunct != 0 {
		return
	}
	for t := before.from; t < before.to; t++ {
		if w := &p.words[t]; w.level != f.level || w.punct == colon || w.punct == semicolon || w.punct == stop || w.punct == dash || len(w.entry.verbs) > 0 && p.doc.Tokens[t].UPOS == "VERB" {
			return
		}
	}
	f.content = append([]tokens{before}, f.content...)
}

// openingReach is the number of words of the longest opening.
const openingReach = 24

// shares goes on with what a phrase before a sentence gives to its source where
// it ends before a verb with the same subject: "According to Orel, the dam leaked
// | and was mended".
func (p *page) shares(f *finding) {
	c := &f.content[len(f.content)-1]
	if int(c.to)+1 >= len(p.words) || f.cue.from > c.from || p.words[f.cue.from].line < 0 || p.doc.Tokens[c.to].UPOS != "CCONJ" ||
		p.sentences[c.to] != p.sentences[c.from] || p.sentences[f.cue.from] != p.sentences[c.from] {
		return
	}
	w := &p.words[f.cue.from]
	if !w.entry.said || !p.atPhrase(&p.lines[w.line], int(w.at)) {
		return
	}
	h := p.doc.Tokens[c.to].Head
	if h != int(c.to)+1 || !p.finite(h) {
		return
	}
	end := int32(p.doc.Sentences[p.sentences[c.to]].Last)
	for end > c.to && p.words[end-1].punct == stop && p.words[end-1].level == f.level {
		end--
	}
	c.to = end
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
