package factuality

import (
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// This file finds where a sentence says of a clause that it is not so by more than a
// "not" beside its predicate: of a clause that is judged ("it is not true that", "the claim
// that it burned has no basis"), and of one whose subject was another ("it was not Orel who").

// falsity appends the markers of word i where it says of clauses that they are not so.
func (p *page) falsity(to []nlp.Marker, i int) []nlp.Marker {
	words := p.doc.Tokens[i].Span
	certainty := nlp.Certain
	var clauses []int
	switch untrue, truth := p.lex.Untrue[p.lemma[i]], p.lex.True[p.lemma[i]]; {
	case untrue || truth:
		if !p.hasChild(i, "cop") && !(p.rel(i) == "xcomp" && p.lex.Proves[p.lemma[p.doc.Tokens[i].Head]]) {
			return to
		}
		if n := p.negator(i); n >= 0 {
			untrue = !untrue
			words = words.Cover(p.doc.Tokens[n].Span)
		}
		if !untrue {
			return to
		}
		clauses = p.judged(i)
	case p.lex.Footing[p.lemma[i]] && p.doc.Tokens[i].UPOS == "NOUN":
		n := p.nobody(i)
		if n < 0 {
			n = p.negator(i) // "is without foundation"
		}
		at, h := i, p.doc.Tokens[i].Head
		if h >= 0 && !p.hasChild(i, "cop") { // "has no basis", "there is no truth in"
			at = h
		}
		if n < 0 && !p.lex.Lacks[p.lemma[at]] {
			return to
		}
		words = words.Cover(p.doc.Tokens[at].Span)
		if n >= 0 {
			words = words.Cover(p.doc.Tokens[n].Span)
		}
		clauses = p.judged(at)
		for _, c := range append(append([]int32{}, p.children(i)...), p.children(at)...) { // "no truth to the claim that"
			if r := p.rel(int(c)); r == "nmod" || r == "obl" {
				clauses = p.claimed(clauses, int(c))
			}
		}
	case p.stance(i) == Denies && p.doc.Tokens[i].UPOS == "VERB" && p.passive(i) && p.negator(i) < 0:
		certainty = nlp.UnknownCertainty // somebody says so
		if s := p.subject(i); s >= 0 {
			clauses = p.claimed(nil, s)
			if p.lex.Verbs[p.lemma[i]] != Denies && len(clauses) == 0 && p.doc.Tokens[s].UPOS == "NOUN" {
				clauses = append(clauses, s) // "an arrest was ruled out"
			}
		}
		for _, c := range p.children(i) {
			// The tree may hang "that" on the verb that denies it.
			if r := p.rel(int(c)); (r == "csubj" || r == "nsubj" || r == "advcl" && p.subject(i) < 0) && p.doc.Tokens[c].UPOS == "VERB" && int(c) < i && (p.thatClause(int(c)) >= 0 || p.thatClause(i) >= 0) {
				clauses = append(clauses, int(c))
			}
		}
	case p.clears(i) && p.doc.Tokens[i].UPOS == "VERB" && (p.passive(i) || p.rel(i) == "acl") && p.negator(i) < 0:
		certainty = nlp.UnknownCertainty // a court says so
		clauses = p.deeds(i)
	case p.lex.Guilty[p.lemma[i]] && p.doc.Tokens[i].UPOS == "ADJ" && p.negator(i) >= 0:
		words = words.Cover(p.doc.Tokens[p.negator(i)].Span)
		if h := p.doc.Tokens[i].Head; h >= 0 && p.rel(i) == "xcomp" && p.passive(h) {
			certainty = nlp.UnknownCertainty // a court says so
			words = words.Cover(p.doc.Tokens[h].Span)
		}
		clauses = p.deeds(i)
	case p.never(i):
		words = words.Cover(p.doc.Tokens[p.negator(i)].Span)
		clauses = append(clauses, p.subject(i))
	default:
		return p.cleft(to, i)
	}
	for _, c := range p.children(i) {
		switch m, modal := p.lex.Modals[p.lemma[c]]; {
		case modal && p.rel(int(c)) == "aux":
			certainty = least(certainty, m)
		case p.rel(int(c)) == "aux" && p.lex.Would[p.lemma[c]] && !p.perfect(i, int(c)):
			// "It would be wrong to say that": who says it so says that it is wrong.
		case p.rel(int(c)) == "mark" && p.lex.Conditions[p.lemma[c]], p.rel(int(c)) == "aux" && p.lex.Future[p.lemma[c]]:
			return to // "if it is not true that"
		}
	}
	slices.Sort(clauses)
	for _, h := range slices.Compact(clauses) {
		if h == i {
			continue
		}
		to = append(to, nlp.Marker{Span: words, Kind: nlp.Falsity, Over: h, Certainty: certainty, Polarity: nlp.Negative})
	}
	return to
}

// never reports whether verb i says of its subject that it did not take place: "the meeting
// never happened". One that did not happen by chance, or on Friday, may have happened.
func (p *page) never(i int) bool {
	object, ok := p.lex.Occurs[p.lemma[i]]
	s := p.subject(i)
	if !ok || p.doc.Tokens[i].UPOS != "VERB" || s < 0 || p.doc.Tokens[s].UPOS != "NOUN" || p.nobody(s) >= 0 || p.negator(i) < 0 {
		return false
	}
	for _, c := range p.children(i) {
		switch c := int(c); p.rel(c) {
		case "obj":
			if p.lemma[c] != object {
				return false
			}
			object = ""
		case "advmod":
			if !p.lex.Negators[p.lemma[c]] || p.lemma[c] == p.lemma[p.negator(i)] && c != p.negator(i) {
				return false
			}
		case "obl", "advcl", "xcomp", "ccomp", "mark":
			return false
		}
	}
	return object == ""
}

// clears reports whether word i is a verb that says of somebody that he did not do a thing.
func (p *page) clears(i int) bool {
	_, ok := p.lex.Clears[p.lemma[i]]
	return ok
}

// deeds are the heads of what somebody is said not to have done by word i: "acquitted of
// selling the keys", "not guilty of murder". That of "the murder" was done by somebody.
func (p *page) deeds(i int) (heads []int) {
	for _, c := range p.children(i) {
		k := p.opens(int(c))
		if k < 0 {
			k = p.caseOf(int(c))
		}
		switch {
		case k < 0 || int(c) < i || !p.lex.Of[p.lemma[k]] && p.doc.Tokens[k].UPOS != "PART" && !p.lex.Guilty[p.lemma[i]]:
		case p.doc.Tokens[c].UPOS == "VERB", p.doc.Tokens[c].UPOS == "NOUN" && (p.lex.Clears[p.lemma[i]] || p.lex.Guilty[p.lemma[i]]) && !p.hasChild(int(c), "det", "nmod:poss"):
			heads = append(heads, int(c))
		}
	}
	return heads
}

// opens is the word before clause i that joins it to what it is part of, -1 for none.
func (p *page) opens(i int) int {
	for _, c := range p.children(i) {
		if int(c) < i && p.rel(int(c)) == "mark" {
			return int(c)
		}
	}
	return -1
}

// passive reports whether verb i is in the passive.
func (p *page) passive(i int) bool {
	for _, c := range p.children(i) {
		if d := p.doc.Tokens[c].Deprel; d == "aux:pass" || d == "nsubj:pass" {
			return true
		}
	}
	return false
}

// judged are the heads of the clauses of which predicate i says how they are: "it is false
// that they left", "that they left is false", "the claim that they left is false", "it is
// false to say that they left".
func (p *page) judged(i int) (heads []int) {
	if h := p.doc.Tokens[i].Head; h >= 0 && p.rel(i) == "ccomp" && !p.hasChild(i, "nsubj", "csubj", "expl") {
		for _, c := range p.children(h) { // "said the claim that they left was false", with the claim for what was said
			if p.rel(int(c)) == "obj" && int(c) > h && int(c) < i {
				heads = p.claimed(heads, int(c))
			}
		}
	}
	if !p.hasChild(i, "nsubj", "csubj", "expl") {
		heads = p.beforeCopula(heads, i)
	}
	for _, c := range p.children(i) {
		c := int(c)
		switch p.rel(c) {
		case "ccomp", "csubj", "acl", "advcl", "nsubj", "xcomp":
			switch {
			case p.rel(c) == "nsubj" && p.doc.Tokens[c].UPOS != "VERB":
				heads = p.claimed(heads, c)
			case p.thatClause(c) >= 0 || p.rel(c) == "csubj" && p.reported(i, c):
				if !p.lex.Ought[p.lemma[i]] { // "it was wrong that they beat him": they did
					heads = append(heads, c)
				}
			case p.stance(c) == Affirms && p.hasChild(c, "mark"):
				for _, d := range p.children(c) {
					if p.rel(int(d)) == "ccomp" {
						heads = append(heads, int(d))
					}
				}
			}
		}
	}
	return heads
}

// beforeCopula appends the heads of the clauses of a noun that ends right before the copula
// of predicate i, where the tree hangs it elsewhere: "reports that they left were false".
func (p *page) beforeCopula(heads []int, i int) []int {
	at := -1
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "cop" {
			at = int(c) - 1
			break
		}
	}
	for up := 0; up < 6 && at >= 0; up++ {
		h := p.doc.Tokens[at].Head
		if r := p.rel(at); h >= 0 && h < at && (r == "acl" || r == "ccomp" || r == "appos") && p.namesReport(h) {
			return p.claimed(heads, h)
		}
		at = h
	}
	return heads
}

// reported reports whether "that" behind a noun for what is said hangs on predicate i in place
// of clause c before it: "reports that he left were false", but not "the claim that what he
// said was false".
func (p *page) reported(i, c int) bool {
	k := p.thatClause(i)
	return k > 0 && k+1 < c && p.lex.Nouns[p.lemma[k-1]] == Affirms && p.namesReport(k-1) && !strings.Contains(p.doc.Tokens[k+1].Feats, "PronType=Int") && !strings.Contains(p.doc.Tokens[k+1].Feats, "PronType=Rel")
}

// namesReport reports whether word i is a noun. "Reports" at the head of a sentence is one,
// whatever it is tagged, where nobody does it.
func (p *page) namesReport(i int) bool {
	first := i == 0 || p.doc.Tokens[i-1].UPOS == "PUNCT" || p.doc.Sentences[sentence(p.doc, i)].First == i
	return p.doc.Tokens[i].UPOS == "NOUN" || first && p.doc.Tokens[i].UPOS == "VERB" && p.subject(i) < 0
}

// thatClause returns the word that opens clause i as what is claimed, "that", -1 for none.
func (p *page) thatClause(i int) int {
	for _, c := range p.children(i) {
		if t := &p.doc.Tokens[c]; p.lex.That[p.lemma[c]] && t.UPOS == "SCONJ" && int(c) < i {
			return int(c)
		}
	}
	return -1
}

// claimed appends the heads of the clauses that noun i says to be claimed: "the claim that
// they left", "reports of a fire".
func (p *page) claimed(heads []int, i int) []int {
	switch p.lex.Nouns[p.lemma[i]] {
	case Affirms, Believes, Supposes:
	default:
		return heads
	}
	for _, c := range p.children(i) {
		c := int(c)
		switch p.rel(c) {
		case "acl", "ccomp", "appos":
			// The tree may hang the word on what is said of the noun.
			if p.thatClause(c) >= 0 || i+1 < c && p.lex.That[p.lemma[i+1]] && p.doc.Tokens[i+1].UPOS == "SCONJ" {
				heads = append(heads, c)
			}
		case "nmod":
			if k := p.caseOf(c); k >= 0 && p.lex.Of[p.lemma[k]] && p.doc.Tokens[c].UPOS == "NOUN" {
				heads = append(heads, c)
			}
		}
	}
	return heads
}

// caseOf is the preposition of i, -1 for none.
func (p *page) caseOf(i int) int {
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "case" {
			return int(c)
		}
	}
	return -1
}

// cleft appends the marker of a clause whose subject or object was another than i: "it was
// not Orel who left".
func (p *page) cleft(to []nlp.Marker, i int) []nlp.Marker {
	if u := p.doc.Tokens[i].UPOS; u != "PROPN" && u != "NOUN" && u != "PRON" || !p.hasChild(i, "cop") {
		return to
	}
	s, n := p.subject(i), -1
	for _, c := range p.children(i) {
		switch r := p.rel(int(c)); {
		case r == "expl" && s < 0:
			s = int(c)
		case r == "advmod" && p.lex.Negators[p.lemma[c]] && p.doc.Tokens[c].UPOS == "PART":
			n = int(c)
		case r == "conj", r == "advmod" && p.lex.Only[p.lemma[c]]:
			return to // "it was not Orel but Brenn who left", "not Orel alone who"
		}
	}
	if s < 0 || s > i || n < 0 || !p.lex.It[p.lemma[s]] || p.lex.Only[p.lemma[n+1]] || p.caseOf(i) >= 0 || p.indefinite(i) {
		return to // "it was not until Monday that", "it was not a man who"
	}
	for _, c := range p.children(i) {
		if p.doc.Tokens[c].Deprel != "acl:relcl" || int(c) < i {
			continue
		}
		if who := p.subject(int(c)); who < i || !strings.Contains(p.doc.Tokens[who].Feats, "PronType=Rel") {
			continue // "it was not the first time that he left"
		}
		words := p.doc.Tokens[n].Span.Cover(p.doc.Tokens[i].Span)
		to = append(to, nlp.Marker{Span: words, Kind: nlp.Falsity, Over: int(c), Certainty: nlp.Certain, Polarity: nlp.Negative})
	}
	return to
}

// indefinite reports whether i is one of its kind: "a man", "something".
func (p *page) indefinite(i int) bool {
	if strings.Contains(p.doc.Tokens[i].Feats, "PronType=Ind") || strings.Contains(p.doc.Tokens[i].Feats, "PronType=Dem") {
		return true
	}
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "det" && strings.Contains(p.doc.Tokens[c].Feats, "Definite=Ind") {
			return true
		}
	}
	return false
}

// correction returns what a negation of word i, the word n, says not to be so where it sets
// another thing right: "not seven but nine", "in April, not in March", "did not fall in March but in
// April"; -1 where it corrects nothing.
func (p *page) correction(n, i int) int {
	if u := p.doc.Tokens[n].UPOS; u != "PART" && u != "ADV" && u != "CCONJ" {
		return -1
	}
	if form := p.lemma[n]; !p.lex.Negators[form] || p.lex.Nobody[form] || i < 0 || n+1 < len(p.doc.Tokens) && p.lex.Only[p.lemma[n+1]] {
		return -1
	}
	t := &p.doc.Tokens[i]
	phrase := t.UPOS != "VERB" && !p.hasChild(i, "cop") && p.subject(i) < 0
	if phrase && n < i {
		if p.instead(i, i) {
			return i
		}
		// ", not in March": behind what is so, at a comma.
		if n > 0 && p.doc.Tokens[n-1].In(p.doc.Text) == "," && t.Head >= 0 && t.Head < n {
			switch p.rel(i) {
			case "appos", "conj":
				return i
			case "obl", "nmod", "dep", "advmod":
				for _, c := range p.children(t.Head) {
					if int(c) != i && int(c) < n && p.rel(int(c)) == p.rel(i) && p.alikeCase(int(c), i) {
						return i
					}
				}
			}
		}
		// "nine and not seven men"
		if p.rel(i) == "conj" && t.Head >= 0 && t.Head < n && p.hasChild(i, "cc") {
			return i
		}
		// The number of what is counted.
		if p.rel(i) == "nummod" && n == i-1 && t.Head >= 0 && (p.rel(t.Head) == "conj" && p.hasChild(t.Head, "cc") || p.instead(t.Head, i)) {
			return i
		}
		return -1
	}
	if phrase {
		return -1
	}
	// "did not fall in March but in April". Who did not hit the guard but the driver did not
	// hit the guard: there the clause is denied.
	for _, c := range p.children(i) {
		but := int(c)
		if p.rel(but) == "conj" && p.butOnly(but) && p.hasChild(i, "cop") { // "it was not Orel but Brenn who"
			return i
		}
		if p.rel(but) == "obl" && but > n {
			for _, d := range p.children(but) {
				if p.rel(int(d)) == "conj" && p.butOnly(int(d)) {
					return but
				}
			}
		}
		if p.rel(but) == "conj" && p.butOnly(but) && p.caseOf(but) >= 0 {
			for k := but - 1; k > i; k-- {
				if p.doc.Tokens[k].Head == i && p.isPhrase(k) && p.alikeCase(k, but) {
					return k
				}
			}
		}
	}
	return -1
}

// isPhrase reports whether i heads no clause.
func (p *page) isPhrase(i int) bool {
	switch p.doc.Tokens[i].UPOS {
	case "NOUN", "PROPN", "NUM", "PRON":
		return !p.hasChild(i, "cop", "nsubj")
	}
	return false
}

// alikeCase reports whether two phrases have one preposition, or neither any.
func (p *page) alikeCase(a, b int) bool {
	k, l := p.caseOf(a), p.caseOf(b)
	return (k < 0) == (l < 0) && (k < 0 || p.lemma[k] == p.lemma[l])
}

// butOnly reports whether i is a phrase that "but" joins to what stands before it.
func (p *page) butOnly(i int) bool {
	if !p.isPhrase(i) {
		return false
	}
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "cc" {
			return p.lex.But[p.lemma[c]]
		}
	}
	return false
}

// instead reports whether what follows the phrase of i, with "but", is what is so: "but" stands
// right behind it, and does not open a clause with a subject of its own.
func (p *page) instead(i, from int) bool {
	s := p.doc.Sentences[sentence(p.doc, i)]
	for k := from + 1; k < min(s.Last, from+correctionReach); k++ {
		switch {
		case p.lex.But[p.lemma[k]] && p.doc.Tokens[k].UPOS == "CCONJ":
			h := p.doc.Tokens[k].Head
			return h > k && p.rel(k) == "cc"
		case p.doc.Tokens[k].UPOS == "VERB" || p.doc.Tokens[k].UPOS == "PUNCT" && p.doc.Tokens[k].In(p.doc.Text) != "," && !strings.Contains("-–", p.doc.Tokens[k].In(p.doc.Text)):
			return false
		}
	}
	return false
}

// correctionReach is within how many words of what is not so a "but" that sets it right
// stands: longer phrases than that are rare, and the tree is often wrong about them.
const correctionReach = 12
