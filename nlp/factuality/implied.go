package factuality

import (
	"slices"

	"github.com/stemma/stemma/nlp"
)

// This file finds what follows of a clause from the predicate that takes it: who is forced to
// leave leaves, who forgets to does not, and of who is ordered to nothing follows. Predicates
// are told apart by signatures (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006), which
// compose: who does not fail to leave leaves, and nobody says what somebody is bidden to say.

// A Complement is the kind of clause or phrase that a predicate takes.
type Complement uint8

// The complements.
const (
	Deed   Complement = iota // an infinitive or a past participle: "to leave", "the gate opened"
	Doing                    // a gerund: "leaving"
	Clause                   // a finite clause: "that they left"
	Wish                     // a clause in the subjunctive: "that they leave"
	Thing                    // a noun for what happens: "their release"
	Task                     // an infinitive that a noun takes: "the order to leave"
)

// A Frame is a predicate, with its particle where it has one, with the kind of what it takes and the preposition before that, "" for none.
type Frame struct {
	Word  string
	Takes Complement
	With  string
}

// A Signature is what follows of a complement where the predicate is affirmed and where it is
// negated: that it is so, that it is not, or nothing, which is nlp.UnknownPolarity.
type Signature struct{ Plain, Negated nlp.Polarity }

// deepest is through how many predicates above one another what follows is looked for. Deeper
// is made, not written.
const deepest = 8

// An implication is what follows of a clause, with the words from which it follows; none for
// what is plainly so.
type implication struct {
	polarity nlp.Polarity
	by       nlp.Span
}

// implied is the marker of clause i where what takes it says more than that it is so: that it
// is not, or nothing, or that it is by two words that say no, "did not fail to leave".
func (p *page) implied(i int) (nlp.Marker, bool) {
	switch p.doc.Tokens[i].UPOS {
	case "VERB", "ADJ", "NOUN", "AUX":
	default:
		return nlp.Marker{}, false
	}
	x := p.follows(i, deepest)
	certainty := nlp.Certain
	if x.polarity == nlp.UnknownPolarity {
		certainty = nlp.UnknownCertainty
	}
	return nlp.Marker{Span: x.by, Kind: nlp.Implied, Over: i, Certainty: certainty, Polarity: x.polarity}, x.by.Len() > 0
}

// follows is what follows of clause i.
func (p *page) follows(i, deep int) implication {
	so := implication{polarity: nlp.Positive}
	if deep == 0 {
		return so
	}
	if p.rel(i) == "conj" && p.subject(i) < 0 && p.opens(i) < 0 { // "to leave and shut the gate"
		return p.follows(p.doc.Tokens[i].Head, deep-1)
	}
	g, takes, with := p.takes(i)
	if g < 0 {
		return so
	}
	above := p.follows(g, deep-1)
	n := p.negator(g)
	word := p.word(g)
	sig, ok := p.lex.Implies[Frame{word, takes, with}]
	if !ok && takes == Wish {
		sig, ok = p.lex.Implies[Frame{word, Clause, with}]
	}
	switch {
	case above.polarity == nlp.UnknownPolarity && (ok || takes != Thing):
		// What one takes for given stays so, whoever is to remember it.
		if s := p.stance(g); takes == Clause && (s == None || s == Knows) {
			return so
		}
		return above
	case !ok:
		return so
	}
	by := p.doc.Tokens[g].Span
	if n >= 0 {
		by = by.Cover(p.doc.Tokens[n].Span)
	}
	if above.polarity == nlp.Negative {
		by = by.Cover(above.by)
	}
	switch negated := (n >= 0) != (above.polarity == nlp.Negative); {
	case negated:
		return implication{sig.Negated, by}
	case sig.Plain == nlp.Positive:
		return so
	}
	return implication{sig.Plain, by}
}

// takes returns the predicate that takes clause or phrase i, -1 for none, and how.
func (p *page) takes(i int) (by int, takes Complement, with string) {
	t := &p.doc.Tokens[i]
	h := t.Head
	to := -1 // the mark of an infinitive
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "mark" && int(c) < i {
			switch {
			case p.doc.Tokens[c].UPOS == "PART" && !p.lex.Negators[p.lemma[c]]:
				to = int(c)
			case p.lex.That[p.lemma[c]]:
			default:
				if _, ok := p.lex.Implies[Frame{p.lemma[c], Deed, ""}]; ok {
					return int(c), Deed, "" // "were due to leave", as the tree has it
				}
				with = p.lemma[c]
			}
		}
	}
	takes = p.kind(i, to >= 0)
	if to > 0 && p.doc.Tokens[to-1].UPOS == "NOUN" {
		if _, ok := p.lex.Implies[Frame{p.lemma[to-1], Task, ""}]; ok {
			return to - 1, Task, "" // "the order to leave", wherever the tree hangs what follows
		}
	}
	if p.hasChild(i, "cop") && to >= 0 {
		if s := p.subject(i); s >= 0 && s < to && p.doc.Tokens[s].UPOS == "NOUN" {
			return s, Task, "" // "the order was to leave"
		}
	}
	if h < 0 {
		return -1, 0, ""
	}
	if p.rel(i) == "csubj" || t.Deprel == "nsubj:pass" && takes == Thing {
		return h, takes, with
	}
	if h > i {
		return -1, 0, ""
	}
	switch p.rel(i) {
	case "xcomp", "ccomp":
		return h, takes, with
	case "obj":
		does := func(c int32) bool { k := p.opens(int(c)); return k > i && p.doc.Tokens[k].UPOS == "PART" }
		if !slices.ContainsFunc(p.children(h), does) && !slices.ContainsFunc(p.children(i), does) {
			return h, takes, with // but "ordered the guards to leave"
		}
	case "advcl", "obl":
		if takes == Thing {
			if k := p.caseOf(i); k >= 0 {
				with = p.lemma[k]
			}
			return h, takes, with
		}
		if takes == Clause || takes == Wish || takes == Doing && with == "" {
			return -1, 0, "" // "urged them to leave, saying that"
		}
		if with == "" && takes == Deed && to >= 0 {
			with = p.addressed(h)
		}
		return h, takes, with
	case "acl":
		if takes == Clause || takes == Wish {
			return h, takes, "" // "the promise that nobody will be harmed"
		}
		// "ordered the guards to leave", with the guards for those who leave.
		if v := p.doc.Tokens[h].Head; to >= 0 && v >= 0 && (p.doc.Tokens[h].UPOS == "NOUN" || p.doc.Tokens[h].UPOS == "PROPN" || p.doc.Tokens[h].UPOS == "PRON") {
			switch p.rel(h) {
			case "obj", "iobj", "nsubj":
				return v, takes, with
			case "obl":
				if k := p.caseOf(h); k >= 0 {
					if _, ok := p.lex.Implies[Frame{p.lemma[v], takes, p.lemma[k]}]; ok {
						with = p.lemma[k] // "called on the guards to leave"
					}
				}
				return v, takes, with
			}
		}
	}
	return -1, 0, ""
}

// kind is of what kind clause or phrase i is as a complement.
func (p *page) kind(i int, to bool) Complement {
	t := &p.doc.Tokens[i]
	finite, wish := false, t.XPOS == "VB"
	for _, c := range p.children(i) {
		switch r := p.rel(int(c)); {
		case r == "cop" || r == "aux":
			wish = p.doc.Tokens[c].XPOS == "VB"
			finite = finite || p.doc.Tokens[c].XPOS != "VB" && p.doc.Tokens[c].XPOS != "VBG"
		}
	}
	who := p.subject(i) >= 0
	switch {
	case to:
		return Deed
	case t.UPOS == "NOUN" && !p.hasChild(i, "cop"):
		return Thing
	case !who && t.XPOS == "VBG" && !finite:
		return Doing
	case !who && !finite:
		return Deed
	case wish && !finite, t.XPOS == "VBP" && !finite && t.Head >= 0 && p.past(t.Head) && p.thatClause(i) >= 0:
		return Wish // "insisted that they leave" would be "left" where they did
	}
	return Clause
}

// word is the lemma of token i with its particle, "rule out", or with an adverb that is as much part of
// it, "has yet to".
func (p *page) word(i int) string {
	for _, c := range p.children(i) {
		with := p.lemma[i] + " " + p.lemma[c]
		if _, ok := p.lex.Implies[Frame{with, Deed, ""}]; p.doc.Tokens[c].Deprel == "compound:prt" || ok {
			return with
		}
	}
	return p.lemma[i]
}

// past reports whether verb i tells of what was.
func (p *page) past(i int) bool {
	return p.doc.Tokens[i].XPOS == "VBD" || p.doc.Tokens[i].XPOS == "VBN"
}

// addressed is the preposition of whoever is spoken to by verb i, where the verb takes a deed
// of one by it: "on" of "called on the guards to leave"; "" for none.
func (p *page) addressed(i int) string {
	for _, c := range p.children(i) {
		if k := p.caseOf(int(c)); p.rel(int(c)) == "obl" && int(c) > i && k >= 0 {
			if _, ok := p.lex.Implies[Frame{p.lemma[i], Deed, p.lemma[k]}]; ok {
				return p.lemma[k]
			}
		}
	}
	return ""
}
