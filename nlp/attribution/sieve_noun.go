package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// The sieves of this file find what is said, thought or promised by a noun, or
// how someone sees a thing, by the trees alone. The model does not look at what
// they find.

// nounOf finds, where a source owns the noun, X's allegation of Y; X's question
// whether S; X's N is that S. Within contents it finds the same of no source:
// "the characterization of X as Y".
func (p *page) nounOf() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		d := &p.doc.Tokens[i]
		if !w.entry.late || w.taken || w.line < 0 || !p.lex.Sayings[p.form(i)] || d.UPOS != "NOUN" {
			continue
		}
		noun := int32(i)
		f := finding{cue: tokens{noun, noun + 1}, source: p.possessor(noun)}
		if by, what := p.byWhom(noun); f.source.empty() && !by.empty() {
			f.source, f.content = by, p.pieces(what, f.cue)
			p.noted(f)
			continue
		}
		if f.source.empty() && p.depth == 0 && (i+1 == len(p.words) || p.words[i+1].class&That == 0) {
			continue
		}
		if what := p.nounContent(noun, !f.source.empty()); !what.empty() {
			f.content = p.pieces(what, f.cue)
			p.noted(f)
		}
	}
}

// byWhom is the source of a noun that stands behind it, and the clause behind that: "the accusation by
// Orel that S".
func (p *page) byWhom(noun int32) (source, what tokens) {
	by := p.behindNoun(noun, "nmod")
	s := p.hanging(noun, "acl", "ccomp")
	if by < 0 || s < by {
		return
	}
	of := p.hanging(by, "case")
	source = p.under(by, func(_ *nlp.Token, a int) bool { return int32(a) == s })
	if of != source.from || !p.lex.Agents[p.form(int(of))] || int(source.to)+1 >= len(p.words) || p.words[source.to].class&That == 0 {
		return tokens{}, tokens{}
	}
	what = p.under(s, nil)
	what.from = source.to + 1
	source.from++
	return source, what
}

// possessor is the source that owns the noun: "Orel's claim", "his claim", "the
// Border Guard assessment".
func (p *page) possessor(noun int32) tokens {
	if owner := p.hanging(noun, "nmod:poss"); owner >= 0 && owner < noun && p.words[owner].class&Period == 0 {
		t := p.under(owner, nil)
		t.to = min(noun, t.to)
		return t
	}
	// A name that can speak, right before it.
	if p.names == nil {
		p.speakers()
	}
	// Who can speak, right before it, as far as the noun is told by it.
	c := p.hanging(noun, "compound", "amod")
	if c < 0 || c > noun || noun-c > nounReach {
		return tokens{}
	}
	t := tokens{p.under(c, nil).from, noun}
	speaks := false
	for i := t.from; i < t.to; i++ {
		speaks = speaks || p.speaker(i)
	}
	for t.from < noun && (!speaks || !p.speaker(t.from) && !p.named(t.from)) {
		t.from++
	}
	return t
}

// named says whether the word is of a name that is no time.
func (p *page) named(i int32) bool {
	return p.words[i].upper && nominals[p.doc.Tokens[i].UPOS] && p.words[i].class&(Period|Determiner) == 0
}

// speaker says whether the word is of what can say something.
func (p *page) speaker(i int32) bool {
	return p.names[i] || p.words[i].class&(Body|Press|Official|Many) != 0 && p.doc.Tokens[i].UPOS != "ADJ"
}

// nounContent is what the noun puts forward.
func (p *page) nounContent(noun int32, owned bool) tokens {
	next := noun + 1
	if int(next) >= len(p.words) {
		return tokens{}
	}
	// "The guild's answer: S".
	if owned && p.words[next].punct == colon && int(next)+1 < len(p.words) && p.words[next+1].paragraph == p.words[noun].paragraph {
		_, last := p.around(noun)
		for last > next+1 && p.words[last-1].punct == stop && p.words[last-1].level == p.words[noun].level {
			last--
		}
		return tokens{next + 1, max(last, next+1)}
	}
	// "My sense is (that) S".
	if h := int32(p.doc.Tokens[noun].Head); owned && h > noun && p.doc.Tokens[noun].Deprel == "nsubj" {
		c := p.hanging(noun, "cop")
		if c < 0 {
			c = p.hanging(h, "cop")
		}
		if p.words[next].class&Being != 0 && (c == next || p.doc.Tokens[h].UPOS == "VERB" || p.doc.Tokens[h].UPOS == "AUX") {
			if int(next)+1 < len(p.words) && p.finiteUnder(h, next) {
				what := p.under(h, nil)
				what.from = next + 1
				return p.clausal(what)
			}
		}
	}
	if s := p.hanging(noun, "acl", "ccomp"); s > noun && (!strings.HasPrefix(p.doc.Tokens[s].Deprel, "acl:") || p.complete(s, next)) {
		first := &p.words[next]
		if first.class&(That|Question|Infinitive) != 0 || p.lex.About[p.form(int(next))] {
			what := p.under(s, nil)
			what.from = next
			if p.lex.About[p.form(int(next))] {
				what.from++
			}
			if first.class&That != 0 {
				what.from++
			}
			return what
		}
	}
	if of := p.behindNoun(noun, "nmod"); of > noun && p.lex.About[p.form(int(next))] {
		what := tokens{next + 1, p.under(noun, func(d *nlp.Token, a int) bool {
			return d.Head == int(noun) && (d.Deprel == "conj" || d.Deprel == "appos" || d.Deprel == "acl:relcl" || d.Deprel == "parataxis")
		}).to}
		what.to = p.nominal(max(what.to, p.under(of, nil).to))
		// "of X as Y" tells without an owner, too.
		if as := p.asAfter(noun, what.to); as.to > what.to {
			what.to = as.to
		} else if !owned {
			return tokens{}
		}
		return what
	}
	return tokens{}
}

// complete says whether the clause of verb s, which word that opens and the tree has for a
// relative one, lacks nothing that the word could stand for: "rumours that Orel sold the keys".
func (p *page) complete(s, that int32) bool {
	d := &p.doc.Tokens[that]
	if d.UPOS != "SCONJ" || p.words[that].class&That == 0 || d.Head != int(s) {
		return false
	}
	first, last := p.around(s)
	subject, object := false, d.Deprel == "mark"
	for t := max(first, that+1); t < last; t++ {
		if x := &p.doc.Tokens[t]; x.Head == int(s) {
			subject = subject || strings.HasPrefix(x.Deprel, "nsubj")
			object = object || x.Deprel == "obj"
		}
	}
	return subject && object
}

// nominals are the tags of the words of a noun phrase.
var nominals = map[string]bool{"DET": true, "ADJ": true, "NOUN": true, "PROPN": true, "NUM": true, "PART": true}

// nominal returns where the phrases end that tell more of a noun phrase which
// ends at token t: parsers often hang "in Selwat" of "her fears about the dam in
// Selwat" on what stands before them.
func (p *page) nominal(t int32) int32 {
	for int(t) < len(p.words) && p.words[t].class&Within != 0 && p.doc.Tokens[t].UPOS == "ADP" {
		end := t + 1
		for int(end) < len(p.words) && p.words[end].punct == none && nominals[p.doc.Tokens[end].UPOS] {
			end++
		}
		if end == t+1 || p.words[end-1].class&Period != 0 {
			return t
		}
		switch p.doc.Tokens[end-1].UPOS {
		case "NOUN", "PROPN", "NUM":
		default:
			return t
		}
		t = end
	}
	return t
}

// behindNoun returns the first token of the relation that hangs on h and stands
// behind it, -1 for none.
func (p *page) behindNoun(h int32, relation string) int32 {
	_, last := p.around(h)
	for t := h + 1; t < last; t++ {
		if p.doc.Tokens[t].Head == int(h) && p.doc.Tokens[t].Deprel == relation {
			return t
		}
	}
	return -1
}

// finiteUnder says whether a finite verb hangs on h, or is it, behind token t.
func (p *page) finiteUnder(h, t int32) bool {
	_, last := p.around(h)
	for i := t + 1; i < last; i++ {
		if p.finite(int(i)) && (i == h || int32(p.doc.Tokens[i].Head) == h) {
			return true
		}
	}
	return false
}

// asAfter returns the phrase "as Y" that begins at token t and hangs on h or
// on what h takes; nothing where there is none.
func (p *page) asAfter(h, t int32) tokens {
	if int(t) >= len(p.words) || !p.lex.As[p.form(int(t))] {
		return tokens{}
	}
	head := int32(p.doc.Tokens[t].Head)
	if head <= t {
		return tokens{}
	}
	what := p.under(head, nil)
	if what.from > t {
		return tokens{}
	}
	return tokens{t, what.to}
}

// regard finds how someone sees or shows a thing: X portrays Y as Z. What tells
// a view and no words counts within contents only.
func (p *page) regard() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		if !w.entry.late || w.line < 0 || !p.lex.Regards[p.form(i)] || p.doc.Tokens[i].UPOS != "VERB" {
			continue
		}
		t := int32(i)
		obj := p.hanging(t, "obj")
		if obj < t || p.hanging(t, "nsubj:pass", "aux:pass") >= 0 {
			continue
		}
		what := p.under(obj, func(d *nlp.Token, a int) bool { return p.lex.As[p.form(a)] })
		as := tokens{}
		for k := obj + 1; k < what.to+2 && int(k) < len(p.words) && as.empty(); k++ {
			as = p.asAfter(t, k)
		}
		if as.empty() {
			continue
		}
		who := p.subjectOf(t, 0)
		if who < 0 || who > t {
			continue
		}
		source := p.under(who, func(_ *nlp.Token, a int) bool { return int32(a) == t })
		if source.to > t {
			continue
		}
		p.add(finding{source: source, cue: tokens{t, t + 1}, content: []tokens{p.shorn(tokens{t + 1, as.to})}, line: w.line, level: w.level})
	}
}
