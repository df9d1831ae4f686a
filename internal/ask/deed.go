package ask

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// A deed is a word of a passage that says what is asked to have happened, with who does it and to
// whom it is done, however the sentence is built: "they shot him", "he was shot by them", "who
// shot him", "his shooting by them".
type deed struct {
	*passage
	word  int  // its token
	had   bool // of a noun: somebody is said to have it
	parts []part
}

// A part is somebody or something in a deed.
type part struct {
	role   string // agent, patient, or the preposition that it stands behind
	head   int    // its token
	span   nlp.Span
	entity stemma.ID // what its head leads to
}

const (
	agent   = "agent"
	patient = "patient"
	whose   = "whose" // of a noun, whichever of the two: "his shooting"
)

// opposed are the two parts of which whoever has one has not the other.
var opposed = map[string]string{agent: patient, patient: agent}

// ofVerb takes the parts of the clause whose predicate is token i, with those that it shares.
func (d *deed) ofVerb(i int) {
	t := &d.doc.Tokens[i]
	c := d.clauses.Of(i)
	if c == nil {
		return
	}
	passive := slices.ContainsFunc(c.Args, func(a clause.Argument) bool { return a.Role == "nsubj:pass" }) || len(d.below(i, "aux:pass")) > 0
	for _, a := range c.Args {
		role := map[string]string{"nsubj": agent, "nsubj:pass": patient, "obj": patient, "obl:agent": agent}[a.Role]
		before := d.preposition(a.Head)
		switch {
		case role == agent && a.Role == "nsubj" && (passive || t.UPOS == "ADJ"):
			role = patient // a subject that is shared with a clause of the other voice
		case role == "" && strings.HasPrefix(a.Role, "obl"):
			if role = before; before == "by" && passive && d.acts(a.Head) {
				role = agent
			}
		}
		if role == "" || t.Deprel == "acl:relcl" && a.Head == t.Head && d.parted(a.Head) {
			continue
		}
		d.add(role, a.Head, a.Span)
	}
	if t.Deprel == "advcl" && t.Head >= 0 && !d.has(agent) && !d.has(patient) && strings.Contains(t.Feats, "VerbForm=Part") || t.Deprel == "advcl" && t.Head >= 0 && !d.has(agent) && strings.Contains(t.Feats, "VerbForm=Ger") {
		// "he fled, taking the boat": whoever the sentence is about.
		if above := d.clauses.Of(t.Head); above != nil {
			for _, a := range above.Args {
				if strings.HasPrefix(a.Role, "nsubj") {
					role := agent
					if strings.Contains(t.Feats, "Tense=Past") {
						role = patient
					}
					d.add(role, a.Head, a.Span)
				}
			}
		}
	}
	if i+2 < len(d.doc.Tokens) && d.doc.Tokens[i+1].UPOS == "CCONJ" {
		// "shot and killed him", "was shot and killed by them"
		for _, k := range d.below(i, "conj") {
			c := d.clauses.Of(k)
			if k > i+3 || c == nil {
				continue
			}
			for _, a := range c.Args {
				switch {
				case a.Role == "obj" && !passive && !d.has(patient):
					d.add(patient, a.Head, a.Span)
				case strings.HasPrefix(a.Role, "obl") && passive && !d.has(agent) && d.preposition(a.Head) == "by" && (a.Role == "obl:agent" || d.acts(a.Head)):
					d.add(agent, a.Head, a.Span)
				}
			}
		}
	}
}

// parted reports whether somebody else stands between the noun at token i and a comma before the
// relative clause that the tree hangs on it: "the lawyer of the officer, who was charged".
func (d *deed) parted(i int) bool {
	for k := i + 1; k < d.word; k++ {
		if t := &d.doc.Tokens[k]; strings.Contains(t.Feats, "PronType=Rel") {
			between := func(n int) bool {
				t := &d.doc.Tokens[n]
				return d.thing(n) && !slices.Contains([]string{"flat", "appos", "compound"}, t.Deprel) && d.someone(n)
			}
			apart := false // "the soldier Ulf Orn, who" is one
			for n := i + 1; n < k; n++ {
				apart = apart || d.doc.Tokens[n].UPOS == "ADP" || d.doc.Tokens[n].UPOS == "VERB"
				if apart && between(n) {
					return d.doc.Tokens[k-1].UPOS == "PUNCT"
				}
			}
			return false
		}
	}
	return false
}

// elsewhere reports whether the words stand in the sentence, and nowhere where they belong to the deed.
func (d *deed) elsewhere(forms []string) bool {
	found := false
	for i := range d.doc.Tokens {
		t := &d.doc.Tokens[i]
		if !hasForm(d.doc.Text, t.Span, forms) {
			continue
		}
		if found = true; d.tells(d.in(t.Span)) != untold {
			return false
		}
	}
	return found
}

// kin reports whether two words may be a place and whoever is of it: "Greece", "Greek".
func kin(a, b string) bool {
	x, y := split(a), split(b)
	return slices.ContainsFunc(x, func(v string) bool {
		return slices.ContainsFunc(y, func(w string) bool { return len(v) > 3 && len(w) > 3 && v[:4] == w[:4] })
	})
}

// capital reports whether a word begins with a capital.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// ofNoun takes the parts of a deed that a noun tells, "the killing of Orel by armed men"; beside a
// verb that says little, "they carried out the killing", whoever that verb has.
func (d *deed) ofNoun() {
	i := d.word
	t := &d.doc.Tokens[i]
	for _, k := range d.below(i, "nmod", "nmod:poss", "obl", "obl:agent", "compound", "amod", "obj") {
		role := d.preposition(k)
		switch {
		case d.doc.Tokens[k].UPOS == "ADJ" && !capital(d.doc.Tokens[k].In(d.doc.Text)):
			continue
		case d.doc.Tokens[k].Deprel == "compound" || d.doc.Tokens[k].Deprel == "amod" || d.doc.Tokens[k].Deprel == "obj" || d.doc.Tokens[k].Deprel == "nmod:poss":
			role = whose
		case role == "of":
			role = patient
		case role == "by":
			if above := t.Head; above >= 0 && len(d.below(above, "aux:pass")) > 0 && k > above {
				continue // "saved from a fine by the reeve": who saved, more likely than who fined
			}
			role = agent
		case role == "":
			continue
		}
		d.add(role, k, d.phrase(k))
	}
	above := t.Head
	if above < 0 {
		return
	}
	c := d.clauses.Of(above)
	if c == nil || !en.Clauses().Light[d.lemma(above)] && !en.Having()[d.lemma(above)] {
		return
	}
	d.had = en.Having()[d.lemma(above)] && t.Deprel == "obj"
	for _, a := range c.Args {
		if a.Head != i && (a.Role == "nsubj" || a.Role == "obl:agent") {
			d.add(agent, a.Head, a.Span)
		}
	}
}

// add takes down a part, without the preposition that it stands behind.
func (d *deed) add(role string, head int, span nlp.Span) {
	for _, k := range d.below(head, "case") {
		if t := &d.doc.Tokens[k]; t.Begin == span.Begin && k < head {
			span.Begin = d.doc.Tokens[k+1].Begin
		}
	}
	// Who killed Orel is no part of "the shot that killed Orel was heard".
	for _, k := range d.below(head, "acl:relcl") {
		if first := d.tokenAt(d.from + d.phrase(k).Begin); k > head && first > head && d.doc.Tokens[first-1].End < span.End {
			for first-1 > head && d.doc.Tokens[first-1].UPOS == "PUNCT" {
				first--
			}
			span.End = d.doc.Tokens[first-1].End
		}
	}
	if slices.ContainsFunc(d.doc.Markers, func(m nlp.Marker) bool { return m.Kind == nlp.Correction && m.Over == head }) {
		return // "bombed by the army, not by the rebels"
	}
	d.parts = append(d.parts, part{role: role, head: head, span: d.in(span)})
}

// A mood is how the words of a passage hold a deed.
type mood int

const (
	plain     mood = iota
	denied         // they say that it is not so: "did not fall", "failed to fall", "was kept from falling"
	undecided      // nothing follows from them: "demanded that it fall", "it would have fallen"
)

// mood is how the words of the passage hold the deed.
func (d *deed) mood() mood {
	at := &d.doc.Tokens[d.word]
	no, out := false, plain
	for _, m := range d.doc.Markers {
		switch {
		case m.Kind == nlp.Negation && noWords[strings.ToLower(m.In(d.doc.Text))] && slices.ContainsFunc(d.parts, func(p part) bool { return opposed[p.role] != "" && p.head == m.Over }):
			no = !no // "took no bribe"
		case m.Kind == nlp.Negation && m.Over == d.word && !strings.HasPrefix(strings.ToLower(at.In(d.doc.Text)), strings.ToLower(m.In(d.doc.Text))):
			no = !no
		case m.Kind == nlp.Falsity && m.Contains(at.Span):
			return denied
		case m.Kind == nlp.Implied && m.Over == d.word && m.Polarity == nlp.Negative:
			return denied
		case m.Kind == nlp.Implied && m.Over == d.word && m.Polarity == nlp.UnknownPolarity:
			out = undecided
		case m.Kind == nlp.Condition && m.Over == d.word:
			out = undecided
		}
	}
	if d.unconfirmed() || d.due() {
		return undecided
	}
	if no {
		return denied
	}
	return out
}

// unconfirmed reports whether the deed is that of a report of which the sentence says behind it that it
// could not be confirmed. Trees take "Reports" at the head of a sentence for a verb, so the order counts.
func (d *deed) unconfirmed() bool {
	at := d.doc.Tokens[d.word].Span
	told := slices.ContainsFunc(d.doc.Markers, func(m nlp.Marker) bool { return m.Kind == nlp.Report && m.End <= at.Begin })
	return told && slices.ContainsFunc(d.doc.Markers, func(m nlp.Marker) bool {
		return m.Kind == nlp.Negation && m.Begin > at.End && m.Over > d.word && en.Confirming()[d.lemma(m.Over)] && !strings.ContainsAny(d.doc.Text[at.End:m.Begin], ",;:")
	})
}

// setRight reports whether the passage says of one of the words that it was not he, but another.
func (d *deed) setRight(forms []string) bool {
	return slices.ContainsFunc(d.doc.Markers, func(m nlp.Marker) bool {
		return m.Kind == nlp.Correction && m.Over >= 0 && hasForm(d.doc.Text, d.doc.Tokens[m.Over].Span, forms)
	})
}

// due reports whether the deed is what would come of a case that may not be: "would be freed if".
func (d *deed) due() bool {
	return slices.ContainsFunc(d.below(d.word, "aux"), func(k int) bool { return d.lemma(k) == "would" }) &&
		slices.ContainsFunc(d.doc.Markers, func(m nlp.Marker) bool { return m.Kind == nlp.Condition })
}

func (d *deed) has(role string) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool { return p.role == role })
}

// How near a time, a place or a number is to the deed of which it may tell.
const (
	untold  = iota // it is told of another deed of the sentence, or of a thing in this one
	through        // it hangs on another part of the deed
	direct         // it hangs on the deed itself
)

// tells is how near what stands at a place of the document, a time or where something is, is to the
// deed: "the man who fled on Friday was caught" does not say when he was caught.
func (d *deed) tells(x nlp.Span) int {
	k := d.headOf(x)
	if k < 0 {
		return untold
	}
	near := direct
	for range reachOfTree {
		if k == d.word {
			return near
		}
		if d.said(k) {
			break
		}
		t := &d.doc.Tokens[k]
		if t.Head < 0 {
			return untold
		}
		if !d.said(t.Head) && t.Head != d.word {
			near = through
		}
		k = t.Head
	}
	if d.within(k) {
		return near
	}
	return untold
}

// within reports whether the deed is a part of what token k says, or joined to it.
func (d *deed) within(k int) bool {
	for i := d.word; ; {
		t := &d.doc.Tokens[i]
		if i == k {
			return true
		}
		relation, _, _ := strings.Cut(t.Deprel, ":")
		if t.Head < 0 || t.Deprel == "acl:relcl" || !slices.Contains([]string{"nsubj", "obj", "obl", "nmod", "conj", "xcomp", "compound", "appos"}, relation) || relation == "conj" && len(d.below(i, "nsubj", "nsubj:pass")) > 0 {
			break
		}
		i = t.Head
	}
	t := &d.doc.Tokens[k]
	return t.Head == d.word && (t.Deprel == "xcomp" || t.Deprel == "acl" || t.Deprel == "conj" && len(d.below(k, "nsubj", "nsubj:pass")) == 0 && !d.said(d.word))
}

// lead finds out what the parts lead to.
func (d *deed) lead(doc *document) {
	for i := range d.parts {
		p := &d.parts[i]
		head := d.in(d.doc.Tokens[p.head].Span)
		var best *stemma.Mention
		for _, m := range doc.mentionsAt(head) {
			if m.Span.Contains(head) && p.span.Contains(m.Span) && m.Entity != "" && (best == nil || m.Span.Len() < best.Span.Len()) {
				best = m
			}
		}
		if best != nil {
			p.entity = best.Entity
		}
	}
}

// noun reports whether a noun tells the deed.
func (d *deed) noun() bool { return d.doc.Tokens[d.word].UPOS == "NOUN" }

// bears reports whether the part of a role is, or holds, what the name means.
func (d *deed) bears(doc *document, role string, n *Name) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool {
		return p.role == role && (n.is(p.entity) || nameIn(doc, p.span, n) && !d.ofAnother(&p, n))
	})
}

// ofAnother reports whether a part is somebody who is called by what he is to whom the name means: "the
// brother of Orel", "Orel's driver".
func (d *deed) ofAnother(p *part, n *Name) bool {
	if d.doc.Tokens[p.head].UPOS != "NOUN" || !d.someone(p.head) {
		return false
	}
	for _, k := range d.below(p.head, "nmod", "nmod:poss") {
		if (d.preposition(k) == "of" || d.doc.Tokens[k].Deprel == "nmod:poss") && nameIn(d.of, d.in(d.phrase(k)), n) && d.someone(k) {
			return true
		}
	}
	return false
}

// concerns reports whether a part of the deed is what the name means.
func (d *deed) concerns(n *Name) bool {
	return slices.ContainsFunc(d.parts, func(p part) bool { return n.is(p.entity) })
}

// modifies reports whether a time or a place is a word before a noun, other than that of the deed:
// "his 2005 rampage" is when he raged, and not when he was caught for it.
func (d *deed) modifies(x nlp.Span) bool {
	k := d.headOf(x)
	if k < 0 {
		return false
	}
	t := &d.doc.Tokens[k]
	return t.Head > k && t.Head != d.word && !d.said(t.Head) && len(d.below(k, "case")) == 0
}

// totals reports whether a number is the one to which a total comes that is told of the deed: "the number
// of men killed rose to 26".
func (d *deed) totals(x nlp.Span) bool {
	k := d.headOf(x)
	for n := 0; k >= 0 && !d.said(k) && n < reachOfTree; n++ {
		k = d.doc.Tokens[k].Head
	}
	if k < 0 {
		return false
	}
	for _, t := range d.below(k, "nsubj", "nsubj:pass", "obj") {
		if !en.Totals()[d.lemma(t)] {
			continue
		}
		for i, n := d.word, 0; i >= 0 && n < reachOfTree; i, n = d.doc.Tokens[i].Head, n+1 {
			if i == t {
				return true
			}
		}
	}
	return false
}
