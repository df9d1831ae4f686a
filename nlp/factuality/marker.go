package factuality

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
)

// markers finds the markers of the page, in order of the text. Negations are
// found by n, if it is there, and else by the words of the lexicon.
func (p *page) markers(n *Negations) []nlp.Marker {
	var all []nlp.Marker
	if n != nil {
		for _, x := range n.find(p) {
			if !x.Affix.IsZero() || !p.limits(x.Cue[0]) {
				all = append(all, p.negation(&x))
			}
		}
	}
	for i := range p.doc.Tokens {
		if m, ok := p.marker(i); ok && (n == nil || m.Kind != nlp.Negation && m.Kind != nlp.Correction) {
			all = append(all, m)
		}
		all = p.falsity(all, i)
		if m, ok := p.implied(i); ok {
			all = append(all, m)
		}
	}
	for k := range p.doc.Sentences {
		if m, ok := p.question(p.doc.Sentences[k]); ok {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b nlp.Marker) int {
		return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.End, b.End))
	})
	return all
}

// marker returns the marker that token i is, if it is one.
func (p *page) marker(i int) (nlp.Marker, bool) {
	t := &p.doc.Tokens[i]
	make := func(m Mark, over int) (nlp.Marker, bool) {
		return nlp.Marker{Span: t.Span, Kind: m.Kind, Over: over, Certainty: m.Certainty, Polarity: m.Polarity}, over >= 0
	}
	if p.lex.Conditions[p.lemma[i]] && (t.UPOS == "SCONJ" || t.UPOS == "ADV") {
		return p.condition(i)
	}
	if p.lex.Inverted[lower(t.In(p.doc.Text))] {
		if m, ok := p.inverted(i); ok {
			return m, ok
		}
	}
	if p.lex.Would[p.lemma[i]] && t.UPOS == "AUX" && t.Head > i && p.rel(i) == "aux" && p.perfect(t.Head, i) {
		// "The dam would have failed" tells of a case that it leaves out.
		return make(Mark{nlp.Condition, nlp.Possible, nlp.Positive}, t.Head)
	}
	if (p.lex.Negators[p.lemma[i]] || p.lex.Nobody[p.lemma[i]]) && !p.limits(i) {
		if h := p.negated(i); h >= 0 {
			if c := p.correction(i, h); c >= 0 {
				return nlp.Marker{Span: t.Span, Kind: nlp.Correction, Over: c}, true
			}
			return nlp.Marker{Span: t.Span, Kind: nlp.Negation, Over: h}, true
		}
		return nlp.Marker{}, false
	}
	if c, ok := p.lex.Modals[p.lemma[i]]; ok && t.UPOS == "AUX" && t.Head >= 0 && p.rel(i) == "aux" {
		if p.lex.Able[p.lemma[i]] && p.negator(t.Head) >= 0 || p.free(t.Head) {
			return nlp.Marker{}, false
		}
		return make(Mark{nlp.Hedge, c, nlp.Positive}, t.Head)
	}
	if m, ok := p.lex.Raising[p.lemma[i]]; ok && p.raises(i) {
		if p.rel(i) == "parataxis" {
			return make(m, t.Head)
		}
		if n := p.negator(i); n >= 0 {
			m.Polarity = turned(m.Polarity)
		}
		return make(m, i)
	}
	if m, ok := p.lex.Raising[p.lemma[i]]; ok && p.rel(i) == "amod" {
		if over := p.attributive(t.Head); over != t.Head {
			return make(m, over)
		}
	}
	if m, ok := p.lex.Adverbs[p.lemma[i]]; ok {
		switch p.rel(i) {
		case "advmod", "discourse", "parataxis", "dep", "vocative":
			return make(m, p.opened(i))
		case "root":
			return make(m, i)
		case "amod":
			return make(m, p.attributive(t.Head))
		}
		return nlp.Marker{}, false
	}
	if s := p.hyphenated(i); s.Len() > 0 && p.lex.Distant[strings.ToLower(s.In(p.doc.Text))] {
		return nlp.Marker{Span: s, Kind: nlp.Distance, Over: i + 2}, true
	}
	if p.rel(i) == "amod" && p.lex.Doubted[lower(t.In(p.doc.Text))] || p.lex.Distant[p.lemma[i]] && t.UPOS != "VERB" {
		return make(Mark{Kind: nlp.Distance}, i)
	}
	if p.lex.Grounds[p.lemma[i]] && t.UPOS == "NOUN" && p.nobody(i) >= 0 && p.hasChild(i, "acl", "ccomp", "nmod") {
		over := i
		if r := p.rel(i); (r == "nsubj" || r == "obj") && t.Head >= 0 {
			over = t.Head
		}
		return make(Mark{nlp.Hedge, nlp.UnknownCertainty, nlp.UnknownPolarity}, over)
	}
	if over, by := p.unheld(i); over >= 0 {
		m, ok := make(Mark{nlp.Hedge, nlp.UnknownCertainty, nlp.UnknownPolarity}, over)
		m.Span = p.doc.Tokens[by].Span
		return m, ok
	}
	if over := p.takenFor(i); over >= 0 {
		return make(Mark{nlp.Hedge, nlp.Probable, nlp.Positive}, over)
	}
	if over := p.unrealised(i); over >= 0 {
		return make(Mark{nlp.Hedge, nlp.UnknownCertainty, nlp.UnknownPolarity}, over)
	}
	return p.predicate(i)
}

// unheld returns the head of the clause of noun i, and the word that leaves it open where the
// verb that takes the noun rejects it or does not come to it: "does not support the conclusion
// that", "rejects the notion that"; -1 for none.
func (p *page) unheld(i int) (over, by int) {
	h := p.doc.Tokens[i].Head
	if r := p.rel(i); !p.lex.Held[p.lemma[i]] || h < 0 || r != "obj" && r != "obl" {
		return -1, -1
	}
	by = p.negator(h)
	s := p.stance(h)
	switch rejects := s == Denies || s == Doubts; {
	case rejects == (by >= 0): // nor does who does not reject it
		return -1, -1
	case rejects:
		by = h
	}
	for _, c := range p.children(i) {
		if r := p.rel(int(c)); (r == "acl" || r == "ccomp") && p.thatClause(int(c)) >= 0 {
			return int(c), by
		}
	}
	return -1, -1
}

// takenFor returns what is told of somebody whom participle i only takes for who he is: of
// "a man believed to be Orel was killed" the killing; -1 for none. The tree often makes the
// participle the verb of it all: then that.
func (p *page) takenFor(i int) int {
	if i == 0 || i+2 >= len(p.doc.Tokens) || !p.lex.Taken[lower(p.doc.Tokens[i].In(p.doc.Text))] || p.lemma[i+1] != "to" || p.lemma[i+2] != "be" {
		return -1
	}
	if u := p.doc.Tokens[i-1].UPOS; u != "NOUN" && u != "PRON" {
		return -1 // "was believed to be"
	}
	for at := i - 1; at >= 0; at = p.doc.Tokens[at].Head {
		if u := p.doc.Tokens[at].UPOS; u == "VERB" || u == "ADJ" {
			return at
		}
	}
	return -1
}

// unrealised returns the head of what word i leaves open whether it came about: "almost
// fell", "faked her death", "in the film, she is killed", "dreamed that she was killed"; -1
// for none.
func (p *page) unrealised(i int) int {
	t := &p.doc.Tokens[i]
	switch h := t.Head; {
	case p.lex.Nearly[p.lemma[i]]:
		// "Nearly nine" is a number.
		if h == i+1 && p.rel(i) == "advmod" && (p.doc.Tokens[h].UPOS == "VERB" || p.doc.Tokens[h].UPOS == "ADJ" && p.hasChild(h, "cop")) {
			return h
		}
	case p.lex.Fakes[p.lemma[i]] && t.UPOS == "VERB" && p.negator(i) < 0:
		for _, c := range p.children(i) {
			if d := p.doc.Tokens[c].Deprel; (d == "obj" || d == "nsubj:pass") && p.doc.Tokens[c].UPOS == "NOUN" {
				return int(c)
			}
		}
	case p.lex.Fictions[p.lemma[i]] && p.rel(i) == "obl" && h >= 0:
		// What somebody says in a film he may say of what is so.
		if k := p.caseOf(i); k >= 0 && p.lex.In[p.lemma[k]] && p.doc.Tokens[h].UPOS == "VERB" && p.stance(h) == None && p.opening(i) {
			return h
		}
	case p.stance(i) == Imagines && t.UPOS == "VERB" && p.hasChild(i, "ccomp"):
		return i
	}
	return -1
}

// opening reports whether phrase i opens its sentence.
func (p *page) opening(i int) bool {
	first := p.doc.Sentences[sentence(p.doc, i)].First
	for k := first; k < i && k < first+4; k++ {
		if p.doc.Tokens[k].Head != i {
			return false
		}
	}
	return i < first+4
}

// hyphenated returns the word of three tokens that begins with token i: "so-called";
// zero where there is none.
func (p *page) hyphenated(i int) nlp.Span {
	if i+2 >= len(p.doc.Tokens) {
		return nlp.Span{}
	}
	a, h, b := &p.doc.Tokens[i], &p.doc.Tokens[i+1], &p.doc.Tokens[i+2]
	if a.End != h.Begin || h.End != b.Begin || h.In(p.doc.Text) != "-" {
		return nlp.Span{}
	}
	return nlp.Span{Begin: a.Begin, End: b.End}
}

// free reports whether verb i is left to somebody's choice: "may go where he
// likes". The modal before it permits and does not guess.
func (p *page) free(i int) bool {
	for _, c := range p.children(i) {
		if int(c) < i || !p.lex.Pleases[p.lemma[c]] {
			continue
		}
		for _, q := range p.children(int(c)) {
			if p.lex.Choice[p.lemma[q]] && int(q) < int(c) {
				return true
			}
		}
	}
	return false
}

// opened returns what adverb i bears on: its head, or where it opens a sentence
// before a phrase, the clause of that phrase.
func (p *page) opened(i int) int {
	over := p.doc.Tokens[i].Head
	first := i == 0 || p.doc.Tokens[i-1].UPOS == "PUNCT" || p.doc.Sentences[sentence(p.doc, i)].First == i
	for up := 0; first && up < 4; up++ {
		switch p.rel(over) {
		case "nsubj", "nummod", "det", "amod", "obl", "nmod", "compound", "advmod":
			over = p.doc.Tokens[over].Head
			continue
		}
		break
	}
	return over
}

// negation is the marker of a negation that was found with its scope.
func (p *page) negation(x *Negated) nlp.Marker {
	doc := p.doc
	v := p.view(x)
	m := nlp.Marker{Span: x.Affix, Kind: nlp.Negation, Over: v.anchor}
	if !x.Affix.IsZero() && doc.Tokens[x.Cue[0]].UPOS == "ADV" {
		m.Over = x.Cue[0] // what is "unfortunately" so is so
	}
	if x.Affix.IsZero() {
		if c := p.toldAhead(x.Cue[0], v.anchor); c >= 0 && p.lex.Nobody[p.lemma[x.Cue[0]]] {
			m.Over = c
		}
		m.Span = doc.Tokens[x.Cue[0]].Span
		if c := p.correction(x.Cue[0], v.anchor); c >= 0 {
			m.Kind, m.Over = nlp.Correction, c
		}
		for k, i := range x.Cue[1:] {
			if i != x.Cue[k]+1 {
				break // "neither" of "neither ... nor"
			}
			m.End = doc.Tokens[i].End
		}
	}
	last := -2
	for _, i := range x.Scope {
		s := doc.Tokens[i].Span
		if i == x.Cue[0] && !x.Affix.IsZero() {
			// The rest of the word.
			if x.Affix.Begin == s.Begin {
				s.Begin = x.Affix.End
			} else {
				s.End = x.Affix.Begin
			}
		}
		if n := len(m.Scope); last == i-1 && n > 0 && (s.Begin == doc.Tokens[i].Begin) {
			m.Scope[n-1].End = s.End
		} else {
			m.Scope = append(m.Scope, s)
		}
		last = i
	}
	return m
}

// attributive returns what an adjective of noun i bears on: the noun, or where
// the noun is said to be a clause, that: "the likely answer is that".
func (p *page) attributive(i int) int {
	h := p.doc.Tokens[i].Head
	if h < 0 || p.rel(i) != "nsubj" {
		return i
	}
	if p.doc.Tokens[i].Deprel == "nsubj:outer" || p.hasChild(h, "ccomp") || p.hasChild(h, "mark") && p.hasChild(h, "cop", "aux") {
		return h
	}
	return i
}

// turned is the polarity of what a negated hedge says.
func turned(p nlp.Polarity) nlp.Polarity {
	switch p {
	case nlp.Positive:
		return nlp.Negative
	case nlp.Negative:
		return nlp.Positive
	}
	return p
}

// raises reports whether predicate i, which hedges the clause that it takes,
// takes one: "seems to have left", "it is likely that", "it seems".
func (p *page) raises(i int) bool {
	switch p.doc.Tokens[i].UPOS {
	case "VERB", "ADJ", "AUX", "NOUN":
	default:
		return false
	}
	if p.rel(i) == "amod" || p.rel(i) == "compound" {
		return false
	}
	for _, c := range p.children(i) {
		switch p.rel(int(c)) {
		case "xcomp", "ccomp", "csubj", "expl":
			return true
		case "nsubj":
			if p.doc.Tokens[i].UPOS == "ADJ" {
				return true // "the outcome is unclear"
			}
		}
	}
	return p.rel(i) == "parataxis" && p.hasChild(i, "nsubj")
}

// condition is the marker of a word that begins a conditional clause.
func (p *page) condition(i int) (nlp.Marker, bool) {
	t := &p.doc.Tokens[i]
	if p.rel(i) != "mark" && p.rel(i) != "advmod" || t.Head < 0 {
		return nlp.Marker{}, false
	}
	clause := t.Head
	if p.rel(clause) != "advcl" || p.doc.Tokens[clause].Head < 0 {
		return nlp.Marker{}, false
	}
	over := p.doc.Tokens[clause].Head
	if c := p.parted(over); c >= 0 && clause < over {
		over = c
	}
	m := nlp.Marker{Span: t.Span, Kind: nlp.Condition, Over: over, Certainty: nlp.Possible, Polarity: nlp.Positive}
	if s := p.subject(over); s >= 0 && p.isFirst(s) && p.stance(over) == Supposes {
		// "If he was traded, I hope that S": who hopes so holds nothing.
		m.Certainty, m.Polarity = nlp.UnknownCertainty, nlp.UnknownPolarity
	}
	return m, true
}

// perfect reports whether verb i is in the perfect by a word behind token from: "would
// have left".
func (p *page) perfect(i, from int) bool {
	return slices.ContainsFunc(p.children(i), func(c int32) bool { return int(c) > from && p.rel(int(c)) == "aux" && p.lex.Perfect[p.lemma[c]] })
}

// inverted is the marker of an auxiliary that makes a clause a case that may not hold by
// standing before its subject: "Had he sold the keys, he would have left".
func (p *page) inverted(i int) (nlp.Marker, bool) {
	s := p.doc.Sentences[sentence(p.doc, i)]
	if last := p.doc.Tokens[s.Last-1].In(p.doc.Text); p.lex.Asking[last] || s.Last-s.First > reach {
		return nlp.Marker{}, false
	}
	clause := p.doc.Tokens[i].Head
	if r := p.rel(i); r != "aux" && r != "cop" || clause < 0 {
		// The tree may take it for a verb of its own.
		clause = -1
		for k := i + 1; k < min(s.Last, i+conditionReach) && p.doc.Tokens[k].UPOS != "PUNCT" && clause < 0; k++ {
			if p.doc.Tokens[k].UPOS == "VERB" && p.subject(k) > i {
				clause = k
			}
		}
		if who := p.subject(i); who >= 0 && who < i && p.doc.Tokens[who].UPOS != "SCONJ" && p.doc.Tokens[i-1].UPOS != "PUNCT" {
			return nlp.Marker{}, false // "they had the guards counted"
		}
	}
	if clause < i {
		return nlp.Marker{}, false
	}
	if who := p.subject(clause); who < i || who > clause {
		return nlp.Marker{}, false
	}
	before, over := false, -1
	for k := s.First; k < s.Last; k++ {
		h := p.doc.Tokens[k].Head
		switch {
		case p.rel(k) != "aux" || h < 0 || h == clause:
		case k < i && p.lex.Would[p.lemma[k]] && p.perfect(h, k):
			before, over = true, h // "he would have left had he sold the keys"
		case k > clause && over < 0 && (p.lex.Would[p.lemma[k]] || p.lex.Future[p.lemma[k]] || p.lex.Due[p.lemma[k]] || p.lex.Modals[p.lemma[k]] != ""):
			over = h
		}
	}
	opens := i == s.First || p.doc.Tokens[i-1].UPOS == "PUNCT"
	if over < 0 || !opens && !before {
		return nlp.Marker{}, false
	}
	return nlp.Marker{Span: p.doc.Tokens[i].Span, Kind: nlp.Condition, Over: over, Certainty: nlp.Possible, Polarity: nlp.Positive}, true
}

// conditionReach is within how many words of "had" the verb of its clause stands where the
// tree does not show it: a subject of a few words stands between.
const conditionReach = 9

// parted returns the head of the clause that stands on both sides of verb i, "If
// S1, Orel said, S2", -1 where i does not stand between signs.
func (p *page) parted(i int) int {
	last := i
	if s := p.subject(i); s > last {
		for last = s; last+1 < len(p.doc.Tokens) && p.doc.Tokens[last+1].Head == s && p.doc.Tokens[last+1].UPOS != "PUNCT"; {
			last++ // "said Ana Orel"
		}
	}
	if last+1 >= len(p.doc.Tokens) || p.doc.Tokens[last+1].UPOS != "PUNCT" {
		return -1
	}
	for _, c := range p.children(i) {
		if int(c) > last && p.rel(int(c)) == "ccomp" {
			return int(c)
		}
	}
	return -1
}

// negated returns the predicate or phrase that negating word i bears on, -1
// for none.
func (p *page) negated(i int) int {
	h := p.doc.Tokens[i].Head
	switch p.rel(i) {
	case "det", "nsubj", "obj", "advmod", "cc", "case", "mark", "obl", "discourse":
		if p.rel(i) == "det" && h >= 0 && (p.rel(h) == "nsubj" || p.rel(h) == "obj") {
			return p.doc.Tokens[h].Head
		}
		return h
	}
	return -1
}

// predicate is the marker of a predicate that holds or relays a clause:
// the belief of the one who speaks ("I think"), or another's word
// ("is said to", "she denied that").
func (p *page) predicate(i int) (nlp.Marker, bool) {
	s := p.stance(i)
	if s == None {
		return nlp.Marker{}, false
	}
	t := &p.doc.Tokens[i]
	m := nlp.Marker{Span: t.Span, Kind: nlp.Hedge, Over: i}
	if t.UPOS == "NOUN" {
		// "my sense is that"
		if s != Believes && s != Supposes {
			return nlp.Marker{}, false
		}
		for _, c := range p.children(i) {
			if p.rel(int(c)) == "nmod" && p.isFirst(int(c)) {
				if p.rel(i) == "nsubj" {
					m.Over = t.Head
				}
				m.Certainty, m.Polarity = s.shows(false)
				return m, true
			}
		}
		return nlp.Marker{}, false
	}
	subject := p.subject(i)
	first := subject >= 0 && p.isFirst(subject)
	if strings.Contains(t.Feats, "Mood=Imp") {
		return nlp.Marker{}, false
	}
	aside := p.rel(i) == "parataxis" && !p.hasChild(i, "ccomp", "xcomp")
	passive := slices.ContainsFunc(p.children(i), func(c int32) bool {
		return p.doc.Tokens[c].Deprel == "aux:pass" || p.doc.Tokens[c].Deprel == "nsubj:pass"
	})
	if s == Accuses && clause.AsksFor(p.doc, i, p.lex.Dues[p.lemma[i]]) || p.passive(i) && slices.ContainsFunc(p.children(i), func(c int32) bool { return p.lex.Guilty[p.lemma[c]] && p.negator(int(c)) >= 0 }) {
		return nlp.Marker{}, false // "was found not guilty" is told by those words
	}
	blamed := s == Accuses && p.hasChild(i, "obj", "obl", "advcl") || passive && p.lex.Blames[p.lemma[i]] && p.hasChild(i, "obl", "advcl")
	if !aside && !p.hasChild(i, "ccomp", "xcomp", "csubj", "expl") && !blamed && !first {
		return nlp.Marker{}, false
	}
	negated := p.negator(i) >= 0
	if first {
		switch s {
		case Believes, Supposes, Doubts:
		case Knows:
			if !negated {
				return nlp.Marker{}, false
			}
		case Asks:
			if p.hasChild(i, "obj", "iobj") {
				return nlp.Marker{}, false // "I ask my wife"
			}
		default:
			return nlp.Marker{}, false
		}
		if aside && t.Head >= 0 {
			m.Over = t.Head
		} else if !p.hasChild(i, "ccomp", "xcomp") && s != Knows {
			return nlp.Marker{}, false // "I hope so" and "I doubt it" hold no clause here
		}
		m.Certainty, m.Polarity = s.shows(negated)
		return m, true
	}
	if passive && p.recorded(i) {
		m.Certainty, m.Polarity = nlp.Probable, nlp.Positive
		return m, true
	}
	if passive && p.lex.Told[p.lemma[i]] && p.hasChild(i, "xcomp") {
		return nlp.Marker{}, false // "was advised to leave" passes nothing on
	}
	if s == Knows && passive && p.lex.Taken[lower(t.In(p.doc.Text))] && p.hasChild(i, "xcomp", "expl") {
		s = Believes // "is understood to have left"
	}
	if passive && !blamed && t.UPOS == "VERB" && (s == Believes || s == Supposes) {
		m.Certainty, m.Polarity = s.shows(negated)
		return m, true // "is believed to": whoever says so leaves it at that
	}
	if aside {
		return nlp.Marker{}, false
	}
	m.Certainty, m.Polarity = nlp.UnknownCertainty, nlp.UnknownPolarity
	able := p.able(i)
	if p.rel(i) == "conj" && subject < 0 {
		subject, able = p.subject(t.Head), able || p.able(t.Head)
	}
	if negated && able && subject >= 0 && p.doc.Tokens[subject].UPOS == "PRON" {
		return m, true // "she could neither confirm nor deny that"
	}
	switch s {
	case Affirms, Believes, Supposes, Denies, Doubts, Hears, Accuses, Lies:
		m.Kind = nlp.Report
		if passive {
			m.Kind = nlp.Hearsay
		} else if !blamed && !p.hasChild(i, "ccomp", "csubj") {
			return nlp.Marker{}, false // "hope to win", "urged them to leave"
		}
		if subject < 0 {
			m.Over = p.within(i)
		}
		return m, true
	}
	return nlp.Marker{}, false
}

// recorded reports whether verb i says in the passive that a thing or a state was counted or
// noticed: "nine deaths were reported", "was reported missing", not "was reported to have left".
func (p *page) recorded(i int) bool {
	if !p.lex.Records[p.lemma[i]] || !p.passive(i) || p.hasChild(i, "ccomp", "csubj", "expl") || p.negator(i) >= 0 {
		return false
	}
	for _, c := range p.children(i) {
		if p.rel(int(c)) == "xcomp" && (p.opens(int(c)) >= 0 || p.hasChild(int(c), "aux")) {
			return false
		}
	}
	return true
}

// within returns the clause that a participle without a subject is part of: "left,
// accusing them of theft", "an address accusing them of theft"; or i itself.
func (p *page) within(i int) int {
	at := i
	for up := 0; up < 4; up++ {
		h := p.doc.Tokens[at].Head
		if h < 0 {
			return at
		}
		switch p.doc.Tokens[at].Deprel {
		case "advcl", "acl", "xcomp", "obj", "obl", "conj":
			at = h
		default:
			if at == i || p.isEvent(at) {
				return at
			}
			return i
		}
	}
	return i
}

// able reports whether predicate i has a modal of ability: "could say".
func (p *page) able(i int) bool {
	return slices.ContainsFunc(p.children(i), func(c int32) bool { return p.rel(int(c)) == "aux" && p.lex.Able[p.lemma[c]] })
}

// question is the marker of a sentence that ends in a question mark.
func (p *page) question(s nlp.Sentence) (nlp.Marker, bool) {
	for i := s.Last - 1; i >= s.First && i >= s.Last-3; i-- {
		t := &p.doc.Tokens[i]
		if !p.lex.Asking[t.In(p.doc.Text)] {
			continue
		}
		root := i
		for up := 0; up < 64 && p.doc.Tokens[root].Head >= 0; up++ {
			root = p.doc.Tokens[root].Head
		}
		m := nlp.Marker{Span: t.Span, Kind: nlp.Question, Over: root, Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}
		if from := p.announced(s, root, i); from >= 0 {
			m.Scope = []nlp.Span{{Begin: p.doc.Tokens[from].Begin, End: t.End}}
		}
		return m, true
	}
	return nlp.Marker{}, false
}

// announced returns where the question that ends at token end begins, behind the
// colon of a sentence that asserts something before it: "one thing is left: how
// high is it?"; -1 where all of the sentence asks.
func (p *page) announced(s nlp.Sentence, root, end int) int {
	colon := -1
	for i := max(s.First+1, end-reach); i < end; i++ {
		if p.doc.Tokens[i].In(p.doc.Text) == ":" {
			colon = i
		}
	}
	if colon < 0 || root > colon || colon+1 >= end {
		return -1
	}
	if u := p.doc.Tokens[root].UPOS; u != "VERB" && !p.hasChild(root, "cop") || p.subject(root) < 0 {
		return -1 // "The question: how high is it?"
	}
	for i := s.First; i < colon; i++ {
		switch t := &p.doc.Tokens[i]; {
		case t.UPOS == "PUNCT", t.UPOS == "CCONJ":
			continue
		case t.UPOS == "AUX", strings.Contains(t.Feats, "PronType=Int"):
			return -1 // "Why did it fail: age or rot?"
		}
		return colon + 1
	}
	return -1
}
