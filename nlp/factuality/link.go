package factuality

import (
	"slices"
	"sort"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// cueReach bounds the tokens of a cue that are looked at.
const cueReach = 16

// A cue is what the cue of an attribution does.
type cue struct {
	head   int // the word that does it, -1 for none
	stance Stance
	shown  []int // the words that show it
	act    bool  // it is followed by an act of speaking: "declined to say"
}

// readCue finds what the words of a cue do. Where several do something, the
// one that takes from the commitment does.
func (p *page) readCue(span nlp.Span) cue {
	c := cue{head: -1}
	first, last := tokens(p.doc, span)
	last = min(last, first+cueReach)
	acts := 0
	for i := first; i < last; i++ {
		s := p.stance(i)
		if p.proves(i) {
			acts++
		}
		if s == None {
			continue
		}
		if s == Affirms || s == Knows || s == Asks {
			acts++
		}
		if c.head < 0 || weight(s) > weight(c.stance) {
			c.head, c.stance = i, s
		}
	}
	c.act = acts > 0
	if c.head < 0 {
		// The word of the cue that the others hang on.
		for i := first; i < last; i++ {
			if h := p.doc.Tokens[i].Head; (h < first || h >= last) && p.rel(i) != "punct" {
				c.head = i
				break
			}
		}
		c.stance = Affirms
	}
	if c.head >= 0 {
		c.shown = append(c.shown, c.head)
	}
	return c
}

// weight orders stances by how far they are from plain assertion.
func weight(s Stance) int {
	switch s {
	case Affirms, Accuses, Lies:
		return 1
	case Accepts, Knows:
		return 2
	case Asks, Hears:
		return 3
	}
	return 4
}

// source is how sure the source of an attribution is of its content.
func (p *page) source(a *nlp.Attribution) nlp.Factuality {
	c := p.readCue(a.Cue)
	v := relayed
	if a.Kind == nlp.Direct {
		v = quoted
	}
	content := settle(p.doc, a.Content, v)
	if c.head < 0 {
		return content
	}
	if c.stance == Silent && !c.act && !p.speaks(c.head) {
		c.stance = Denies // "refused to leave"
	}
	if c.stance == Asks && p.bids(a) {
		c.stance = Affirms
	}
	if c.stance == Hears && !p.hearsay(a) {
		c.stance = Affirms // "heard a shot", "heard from a guard that"
	}
	if c.stance == Imagines && !p.hasChild(c.head, "ccomp") {
		c.stance = Affirms // "imagines a town" has no clause that may not be so
	}
	if c.stance == Denies && p.lex.Calls[p.lemma[c.head]] && p.called(a.Content) {
		c.stance = Affirms // "dismissed the report as a lie" says that it is one
	}
	if m := p.bidden(a, &c); m != nil {
		return nlp.Factuality{Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity, ShownBy: []nlp.Span{m.Span}}
	}
	negated := p.cueNegation(&c, a)
	f := nlp.Factuality{}
	f.Certainty, f.Polarity = c.stance.shows(negated)
	if negated && (c.stance == Denies || c.stance == Doubts) && p.undisputed(&c) {
		f = content
		f.ShownBy = append(p.spans(c.shown), f.ShownBy...)
		return f
	}
	if m, ok := p.lex.Raising[p.lemma[c.head]]; ok && negated && c.stance == Affirms {
		// "does not appear to have" is doubt.
		f.Certainty, f.Polarity = m.Certainty, turned(m.Polarity)
	}
	if f.Certainty == nlp.Certain && f.Polarity == nlp.Positive {
		n := p.unreal(c.head)
		if n < 0 {
			n = p.aim(c.head, a.Source)
		}
		if n >= 0 {
			c.shown = append(c.shown, n)
			f.Certainty = nlp.UnknownCertainty
			if p.lex.Nearly[p.lemma[n]] {
				f.Polarity = nlp.UnknownPolarity
			}
		} else {
			f = content
			if c.stance == Knows || negated {
				f.ShownBy = append(p.spans(c.shown), f.ShownBy...)
			}
			return p.hedgeCue(a, &c, f)
		}
	}
	f.ShownBy = p.spans(c.shown)
	if f.Polarity == nlp.Positive && content.Certainty != nlp.Certain {
		if content.Certainty.Rank() < f.Certainty.Rank() {
			f.Certainty = content.Certainty
			if content.Certainty == nlp.UnknownCertainty {
				f.Polarity = content.Polarity
			}
		}
		if content.Polarity != nlp.Positive {
			f.Polarity = content.Polarity
		}
		f.ShownBy = append(f.ShownBy, content.ShownBy...)
	}
	return p.hedgeCue(a, &c, f)
}

// hedgeCue takes from f what modals, adverbs and adjectives within the cue
// take: "might be expected", "reportedly", "the likely answer".
func (p *page) hedgeCue(a *nlp.Attribution, c *cue, f nlp.Factuality) nlp.Factuality {
	if f.Polarity != nlp.Positive {
		return f
	}
	first, last := tokens(p.doc, a.Cue)
	for i := first; i < min(last, first+cueReach); i++ {
		var m Mark
		if certainty, ok := p.lex.Modals[p.lemma[i]]; ok && p.doc.Tokens[i].UPOS == "AUX" {
			m = Mark{nlp.Hedge, certainty, nlp.Positive}
		} else if m, ok = p.lex.Raising[p.lemma[i]]; !ok {
			m = p.lex.Adverbs[p.lemma[i]]
		}
		if m.Kind != nlp.Hedge && (m.Kind != nlp.Hearsay || m.Certainty == nlp.UnknownCertainty || i != c.head) {
			continue // whoever is meant holds it plainly; the word is the reporter's
		}
		if m.Certainty.Rank() < f.Certainty.Rank() {
			f.Certainty, f.Polarity = m.Certainty, m.Polarity
			f.ShownBy = append([]nlp.Span{p.doc.Tokens[i].Span}, f.ShownBy...)
		}
	}
	return f
}

// cueNegation reports whether the act of the cue is negated, and adds the word
// that does it to what is shown.
func (p *page) cueNegation(c *cue, a *nlp.Attribution) bool {
	first, last := tokens(p.doc, a.Cue)
	last = min(last, first+cueReach)
	for i := first; i < last; i++ {
		if p.lex.Negators[p.lemma[i]] && i != c.head {
			c.shown = append(c.shown, i)
			return true
		}
	}
	at := c.head
	for up := 0; up < 2 && at >= 0; up++ {
		if n := p.negator(at); n >= 0 && !p.interjected(n) && !(p.rel(n) == "advmod" && p.covers(a, p.doc.Tokens[n].Span)) {
			c.shown = append(c.shown, n)
			return true
		}
		if r := p.rel(at); r != "xcomp" && r != "ccomp" {
			break
		}
		if at = p.doc.Tokens[at].Head; at >= 0 && at >= first && at < last {
			continue
		}
		break
	}
	if !a.Source.IsZero() {
		if i, _ := tokens(p.doc, a.Source); i < len(p.doc.Tokens) && p.lex.Nobody[p.lemma[i]] {
			c.shown = append(c.shown, i)
			return true
		}
	}
	return false
}

// interjected reports whether token i is a word by itself, and part of no clause: "No, said
// the mayor".
func (p *page) interjected(i int) bool {
	return p.doc.Tokens[i].UPOS == "INTJ" || p.rel(i) == "discourse"
}

// undisputed reports whether the cue says of everybody that he denies nothing, in
// the present: "nobody disputes that". Of "no official denied that", which tells
// what was not said on one occasion, it is false.
func (p *page) undisputed(c *cue) bool {
	s := p.subject(c.head)
	return s >= 0 && p.lex.Nobody[p.lemma[s]] && p.doc.Tokens[s].UPOS == "PRON" && strings.Contains(p.doc.Tokens[c.head].Feats, "Tense=Pres")
}

// bidden returns the marker by which the source has not said its content, or the one that the
// tree takes for the source has not: he was asked to, or is to ask another, "told the clerk to
// say that"; nil for none. The words of the cue itself bid, and who bids has done so.
func (p *page) bidden(a *nlp.Attribution, c *cue) *nlp.Marker {
	all := parts(p.doc, a.Content)
	if len(all) == 0 {
		return nil
	}
	s := p.doc.Sentence(sentence(p.doc, c.head))
	k := sort.Search(len(p.doc.Markers), func(k int) bool { return p.doc.Markers[k].Begin >= s.Begin })
	for ; k < len(p.doc.Markers) && p.doc.Markers[k].Begin < s.End; k++ {
		m := &p.doc.Markers[k]
		if m.Kind != nlp.Implied || m.Polarity != nlp.UnknownPolarity || p.covers(a, m.Span) {
			continue
		}
		if m.Over == c.head && p.another(c, m) || slices.Contains(all[0].heads, m.Over) && p.rel(m.Over) == "ccomp" && p.doc.Tokens[m.Over].Head != c.head && p.stance(p.doc.Tokens[m.Over].Head) != None {
			return m
		}
	}
	return nil
}

// another reports whether it is another who is to do what the cue says, by the words of m:
// "asked him to deny". Who seeks to deny it himself does.
func (p *page) another(c *cue, m *nlp.Marker) bool {
	_, last := tokens(p.doc, m.Span)
	if p.doc.Tokens[c.head].UPOS != "VERB" {
		return false
	}
	return p.passive(last-1) || slices.ContainsFunc(p.children(last-1), func(k int32) bool {
		r := p.rel(int(k))
		return int(k) >= last && int(k) < c.head && (r == "obj" || r == "iobj" || r == "obl")
	})
}

// unreal returns the word that says of an act that it has not taken place, or
// is only asked for: "will say", "must say", "if she says"; -1 for none. Who
// says "I must say" of himself says it.
func (p *page) unreal(i int) int {
	for _, c := range p.children(i) {
		switch p.rel(int(c)) {
		case "advmod":
			if p.lex.Nearly[p.lemma[c]] {
				return int(c)
			}
		case "aux":
			if p.lex.Due[p.lemma[c]] {
				if s := p.subject(i); s < 0 || !p.isFirst(s) {
					return int(c)
				}
			}
			if _, ok := p.lex.Modals[p.lemma[c]]; ok || p.lex.Future[p.lemma[c]] {
				return int(c)
			}
		case "mark":
			if p.lex.Conditions[p.lemma[c]] {
				return int(c)
			}
		}
	}
	return -1
}

// aim returns the "to" of an infinitive whose object is the source: who is to be
// convinced may never be.
func (p *page) aim(i int, source nlp.Span) int {
	to, holds := -1, false
	for _, c := range p.children(i) {
		t := &p.doc.Tokens[c]
		if t.UPOS == "PART" && p.rel(int(c)) == "mark" {
			to = int(c)
		}
		holds = holds || p.rel(int(c)) == "obj" && source.Contains(t.Span)
	}
	if !holds {
		return -1
	}
	return to
}

// speaks reports whether i takes a clause that is an act of speaking: "declined
// to say".
func (p *page) speaks(i int) bool {
	for _, c := range p.children(i) {
		switch p.rel(int(c)) {
		case "xcomp", "ccomp", "obj":
			if s := p.stance(int(c)); s == Affirms || s == Knows || s == Asks || s == Denies || s == Accepts || p.proves(int(c)) {
				return true
			}
		}
	}
	return false
}

// proves reports whether verb i shows a clause to be so, and who does not leaves it open: "failed to
// prove".
func (p *page) proves(i int) bool {
	sig, ok := p.lex.Implies[Frame{p.lemma[i], Clause, ""}]
	return ok && sig.Plain == nlp.Positive && sig.Negated == nlp.UnknownPolarity
}

// bids reports whether the content is what someone is bidden to do: an open
// complement of the cue, "them to leave".
func (p *page) bids(a *nlp.Attribution) bool {
	all := parts(p.doc, a.Content)
	if len(all) == 0 {
		return false
	}
	h := all[0].heads[0]
	if p.rel(h) == "xcomp" {
		return true
	}
	first, last := tokens(p.doc, a.Content[0])
	for i := first; i < min(last, first+cueReach); i++ {
		if p.doc.Tokens[i].UPOS != "PART" || p.rel(i) != "mark" || p.lex.Negators[p.lemma[i]] {
			continue
		}
		// The infinitive is the content's head, or hangs on it or on the cue.
		switch v := p.doc.Tokens[i].Head; {
		case v == h, p.doc.Tokens[v].Head == h && p.subject(h) < 0, p.doc.Tokens[v].Head < first:
			return true
		}
	}
	return false
}

// hearsay reports whether the content is a clause of its own, which whoever
// hears of it did not hear happen: "heard that the dam broke".
func (p *page) hearsay(a *nlp.Attribution) bool {
	all := parts(p.doc, a.Content)
	if len(all) == 0 {
		return true
	}
	first, _ := tokens(p.doc, a.Content[0])
	h := all[0].heads[0]
	return p.rel(first) == "mark" || p.rel(h) == "ccomp" && (p.hasChild(h, "aux") || p.hasChild(h, "cop"))
}

// called reports whether the content calls something by a name: "the report as
// a lie". Parsers hang the name on the cue or on the thing.
func (p *page) called(content []nlp.Span) bool {
	first, last := tokens(p.doc, content[0])
	for i := first + 1; i < min(last, first+reach); i++ {
		if p.lex.Like[p.lemma[i]] && (p.rel(i) == "case" || p.rel(i) == "mark") {
			return true
		}
	}
	return false
}

// reporter is how sure the one who reports an attribution is of its content:
// unknown, but for words by which he shows more.
func (p *page) reporter(a *nlp.Attribution) nlp.Factuality {
	f := nlp.Factuality{Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}
	first, last := tokens(p.doc, a.Cue)
	last = min(last, first+cueReach)
	look := func(i int) {
		m, ok := p.lex.Adverbs[p.lemma[i]]
		if ok && (m.Kind == nlp.Distance || m.Kind == nlp.Hearsay) || p.lex.Distant[p.lemma[i]] {
			f.ShownBy = append(f.ShownBy, p.doc.Tokens[i].Span)
		}
		if p.lex.Falsely[p.lemma[i]] || p.stance(i) == Lies && p.negator(i) < 0 {
			f.Certainty, f.Polarity = nlp.Certain, nlp.Negative
			f.ShownBy = append(f.ShownBy, p.doc.Tokens[i].Span)
		}
	}
	if i := p.head(a.Source); i >= 0 && p.lex.Charging[p.lemma[i]] {
		f.ShownBy = append(f.ShownBy, p.doc.Tokens[i].Span)
	}
	that := p.that(a)
	for i := first; i < last; i++ {
		look(i)
		if a.Source.IsZero() && !that && p.recorded(i) {
			f.Certainty, f.Polarity = nlp.Probable, nlp.Positive
			f.ShownBy = append(f.ShownBy, p.doc.Tokens[i].Span)
		}
		if p.distances(i, a.Source.IsZero(), that) {
			f.ShownBy = append(f.ShownBy, p.doc.Tokens[i].Span)
		}
		if over, by := p.unheld(i); a.Source.IsZero() && over >= 0 {
			f.ShownBy = append(f.ShownBy, p.doc.Tokens[by].Span)
		}
		for k, c := range p.children(i) {
			if k == cueReach {
				break
			}
			if int(c) < first || int(c) >= last {
				if r := p.rel(int(c)); r == "advmod" || r == "amod" {
					look(int(c))
				}
			}
		}
	}
	if m := p.refutes(a); m != nil {
		f.Certainty, f.Polarity = m.Certainty, nlp.Negative
		f.ShownBy = append(f.ShownBy, m.Span)
	}
	if a.Kind != nlp.Direct && len(a.Content) > 0 {
		marks := within(p.doc, a.Content)
		for _, part := range parts(p.doc, a.Content) {
			for i := range marks {
				if m := &marks[i]; (m.Kind == nlp.Distance || m.Kind == nlp.Hearsay) && (m.Certainty == "" || bears(p.doc, part, m)) {
					f.ShownBy = append(f.ShownBy, m.Span) // "so-called" wherever it stands
				}
			}
		}
	}
	slices.SortFunc(f.ShownBy, func(a, b nlp.Span) int { return a.Begin - b.Begin })
	f.ShownBy = slices.Compact(f.ShownBy)
	return f
}

// head is the word of a phrase that the others hang on, -1 for none.
func (p *page) head(s nlp.Span) int {
	first, last := tokens(p.doc, s)
	for i := first; i < min(last, first+cueReach); i++ {
		if h := p.doc.Tokens[i].Head; (h < first || h >= last) && p.rel(i) != "punct" && p.rel(i) != "case" {
			return i
		}
	}
	return -1
}

// distances reports whether by word i of a cue whoever reports it keeps to it that what is told is no
// more than the word of another: on anybody's word where he alleges it, "accused her of", and on that
// of nobody who is named by more words, "is said to", "the court heard".
func (p *page) distances(i int, nobody, that bool) bool {
	s := p.stance(i)
	if s == None {
		return nobody && p.lex.Hunts[p.lemma[i]] && !p.hasChild(i, "obj", "xcomp")
	}
	if p.lex.Charges[p.lemma[i]] {
		// Who is blamed for an attack is, and the attack took place; and a club charges a fee.
		fee := len(p.lex.Dues[p.lemma[i]]) > 0 && p.hasChild(i, "obj", "xcomp") && !p.hasChild(i, "ccomp", "advcl", "obl")
		return !fee && (!p.lex.Presumes[p.lemma[i]] || p.hasChild(i, "advcl"))
	}
	relays := p.lex.Relays[p.lemma[i]] && (p.passive(i) || that && p.doc.Tokens[i].UPOS == "NOUN")
	told := p.lex.Told[p.lemma[i]] && p.passive(i) && !p.hasChild(i, "xcomp") // "was told to leave" bids
	return nobody && (p.lex.Alleges[p.lemma[i]] || relays || told || s == Hears)
}

// that reports whether the content is a clause that opens as what is claimed: "that they left".
func (p *page) that(a *nlp.Attribution) bool {
	if len(a.Content) == 0 {
		return false
	}
	i, _ := tokens(p.doc, a.Content[0])
	return i < len(p.doc.Tokens) && p.lex.That[p.lemma[i]] && p.doc.Tokens[i].UPOS == "SCONJ"
}

// refutes returns the marker by which whoever reports an attribution says in his own words
// that its content is not so: "the report that they left is untrue", "it was wrong to say
// that they left"; nil for none.
func (p *page) refutes(a *nlp.Attribution) *nlp.Marker {
	if len(a.Content) == 0 {
		return nil
	}
	all := parts(p.doc, a.Content)
	if len(all) == 0 {
		return nil
	}
	s := p.doc.Sentence(sentence(p.doc, all[0].heads[0]))
	k := sort.Search(len(p.doc.Markers), func(k int) bool { return p.doc.Markers[k].Begin >= s.Begin })
	for ; k < len(p.doc.Markers) && p.doc.Markers[k].Begin < s.End; k++ {
		m := &p.doc.Markers[k]
		if m.Kind == nlp.Falsity && slices.Contains(all[0].heads, m.Over) && !p.covers(a, m.Span) {
			return m
		}
	}
	return nil
}

// spans returns the spans of tokens, in order, those side by side as one.
func (p *page) spans(list []int) []nlp.Span {
	list = slices.Clone(list)
	slices.Sort(list)
	list = slices.Compact(list)
	var out []nlp.Span
	for k, i := range list {
		s := p.doc.Tokens[i].Span
		if k > 0 && list[k-1]+1 == i {
			out[len(out)-1].End = s.End
		} else {
			out = append(out, s)
		}
	}
	return out
}
