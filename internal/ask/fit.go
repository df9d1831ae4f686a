package ask

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// deeds are the places in c where what is asked is told, in order. Nothing is read of a document
// that does not speak of whom the question names.
func (s *search) deeds(c *candidate) []deed {
	if len(s.q.Words) == 0 {
		return nil
	}
	for i := range s.q.Names {
		if n := &s.q.Names[i]; !c.names[i] && !c.doc.speaksOf(n) {
			return nil
		}
	}
	var out []deed
	told := c.Content
	if s.q.titled { // "Ana Orel, the pastor of Linsk, said"
		told = slices.Clone(told)
		for _, link := range c.Chain[1:] {
			told = append(told, link.Source)
		}
	}
	for _, x := range told {
		for from := x.Begin; from < x.End; {
			at := find(c.doc.Text[from:x.End], s.q.Words[0].Forms)
			if at < 0 {
				break
			}
			at += from
			from = at + 1
			for from < x.End && (unicode.IsLetter(rune(c.doc.Text[from])) || c.doc.Text[from] >= 0x80) {
				from++
			}
			p := s.passage(c.doc, at)
			if i := p.tokenAt(at); i >= 0 {
				d := p.deed(i)
				d.lead(c.doc)
				out = append(out, s.turn(d))
			}
		}
	}
	return out
}

// turn gives the parts of a deed the roles that they have in the question, where that tells of the
// same by a verb that looks from the other side: whoever is killed dies, and that to whom it is
// sold buys.
func (s *search) turn(d deed) deed {
	lexicon := en.Clauses()
	verb := func(lemma string) string { return cmp.Or(lexicon.Deeds[lemma], lemma) }
	roles, ok := en.Converses()[verb(s.q.lemma)][verb(d.lemma(d.word))]
	if !ok {
		return d
	}
	d.parts = slices.Clone(d.parts)
	for i := range d.parts {
		d.parts[i].role = roles[d.parts[i].role]
	}
	return d
}

// fits reports whether those whom the question names have the part in the deed that they have in
// the question. What the sentence leaves out is no reason against it.
func (s *search) fits(c *candidate, d *deed) bool {
	if s.q.had && !d.had {
		return false
	}
	if s.q.verb && d.noun() && !s.named(c, d) || s.another(d) {
		return false
	}
	for i, w := range s.q.Words {
		headed := func(role string) bool {
			return slices.ContainsFunc(d.parts, func(p part) bool { return p.role == role && isForm(d.lemma(p.head), w.Forms) })
		}
		other := opposed[w.role]
		if other == "" || headed(w.role) {
			continue
		}
		if d.setRight(w.Forms) {
			return false // "burned by the army, not by the rebels"
		}
		if headed(other) {
			return false
		}
		if !c.words[i] && !s.q.titled && len(s.q.Names) == 0 && slices.ContainsFunc(d.parts, func(p part) bool { return p.role == w.role && d.thing(p.head) && !d.someone(p.head) }) {
			return false // of a bell it is told, and not of the kiln
		}
		if c.words[i] && d.elsewhere(w.Forms) && slices.ContainsFunc(d.parts, func(p part) bool { return p.role == w.role && d.thing(p.head) }) {
			return false // "the mill burned on Friday when the kiln fell" does not say when the kiln burned
		}
	}
	for i := range s.q.Names {
		n := &s.q.Names[i]
		opposite := opposed[n.role]
		if opposite == "" {
			continue
		}
		alone := d.has(agent) != d.has(patient) && d.doc.Tokens[d.word].UPOS == "VERB" && len(d.below(d.word, "aux:pass")) == 0
		if alone {
			continue // "Orel died"
		}
		if d.has(n.role) && !d.bears(c.doc, n.role, n) && !d.bears(c.doc, whose, n) {
			return false
		}
		if d.bears(c.doc, opposite, n) && !d.bears(c.doc, n.role, n) {
			return false
		}
	}
	return true
}

// named reports whether a deed that a noun tells is that of those whom the question names in it:
// "when was Orel sentenced" is not told by "a sentence of nine years". Where the question has no
// parts, any will do.
func (s *search) named(c *candidate, d *deed) bool {
	asked := false
	for i := range s.q.Names {
		if n := &s.q.Names[i]; opposed[n.role] != "" {
			asked = true
			if slices.ContainsFunc(d.parts, func(p part) bool { return n.is(p.entity) || nameIn(c.doc, p.span, n) }) {
				return true
			}
		}
	}
	for _, w := range s.q.Words {
		if opposed[w.role] != "" {
			asked = true
			if isForm(d.lemma(d.word), w.Forms) || slices.ContainsFunc(d.parts, func(p part) bool { return hasForm(c.doc.Text, p.span, w.Forms) }) {
				return true
			}
		}
	}
	return !asked
}

// asFar reports whether c may tell what is asked, as far as it can be read: a deed of which those
// whom the question names have the part that they have there.
func (s *search) asFar(c *candidate) bool {
	if len(c.deeds) == 0 || c.cue > 0 || c.asked != nil || s.q.Kind == stemma.AskWording {
		return true
	}
	return slices.ContainsFunc(c.deeds, func(d deed) bool { return s.fits(c, &d) })
}

// told are those of the answers found that are told of a deed that fits.
func (s *search) told(c *candidate, found []answer) []answer {
	if len(c.deeds) == 0 || c.cue > 0 || c.asked != nil {
		return found
	}
	var of func(d *deed, x nlp.Span) int
	switch s.q.Kind {
	case stemma.AskDate:
		of = func(d *deed, x nlp.Span) int {
			if d.modifies(x) {
				return untold
			}
			return d.tells(x)
		}
	case stemma.AskPlace:
		of = func(d *deed, x nlp.Span) int {
			if d.modifies(x) && slices.ContainsFunc(d.parts, func(p part) bool { return p.role == agent && p.span.Contains(x) }) {
				return untold // "Linsk police": where they are from
			}
			return d.tells(x)
		}
	case stemma.AskNumber:
		if s.q.Measure || s.q.Amount {
			of = (*deed).tells
			break
		}
		if s.q.role != agent && s.q.role != patient || !slices.ContainsFunc(c.deeds, func(d deed) bool { return d.has(s.q.role) && s.fits(c, &d) }) {
			return found
		}
		of = func(d *deed, x nlp.Span) int {
			if d.totals(x) {
				return direct
			}
			in := slices.IndexFunc(d.parts, func(p part) bool { return p.span.Contains(x) })
			if in >= 0 && d.parts[in].role == s.q.role {
				return direct
			}
			if in < 0 {
				return d.tells(x)
			}
			return untold
		}
	default:
		return found
	}
	nearest := make([]int, len(found))
	for i, a := range found {
		for k := range c.deeds {
			if d := &c.deeds[k]; s.fits(c, d) {
				nearest[i] = max(nearest[i], of(d, a.shownBy[0]))
			}
		}
	}
	least := max(slices.Max(append(nearest, untold)), through)
	if s.q.Measure && !s.q.age() && len(en.Units(s.q.Counts)) > 0 {
		if !slices.ContainsFunc(c.Content, func(x nlp.Span) bool { return hasForm(c.doc.Text, x, []string{s.q.Counts}) }) {
			least = direct
		}
	} else if s.q.Measure || s.q.Amount {
		least = slices.Max(append(nearest, untold)) // trees of sums and measures are not to be built on
	}
	var out []answer
	for i, a := range found {
		if nearest[i] >= least {
			out = append(out, a)
		}
	}
	return out
}

// doers are those who have the part in a deed that is asked for.
func (s *search) doers(c *candidate) []answer {
	role := s.q.role
	if role == "" || role == whose {
		role = patient
		if s.q.Subject {
			role = agent
		}
	}
	for i := range c.deeds {
		d := &c.deeds[i]
		if !s.fits(c, d) {
			continue
		}
		if s.q.titled || s.q.Subject && doer(strings.ToLower(d.doc.Tokens[d.word].In(d.doc.Text)), s.q.Words[0].Forms) {
			if m := s.holder(c, d); m != nil {
				return []answer{s.doubted(c, d, s.party(c, m.Span, m.Entity))}
			}
			continue
		}
		for _, p := range d.parts {
			if p.role == role && !slices.ContainsFunc(s.q.Names, func(n Name) bool { return n.is(p.entity) }) {
				if a, ok := s.someone(c, d, p); ok {
					return []answer{s.doubted(c, d, a)}
				}
			}
		}
	}
	return nil
}

// someone is a part of a deed as an answer; false for a word that leads to nobody.
func (s *search) someone(c *candidate, d *deed, p part) (answer, bool) {
	head := d.in(d.doc.Tokens[p.head].Span)
	word := strings.ToLower(head.In(c.doc.Text))
	name := s.called[p.entity]
	switch {
	case firstPerson[word] && len(split(p.span.In(c.doc.Text))) == 1:
		v := c.Voice()
		if v.Source.IsZero() {
			return answer{}, false
		}
		return s.party(c, v.Source, v.SourceEntity), true
	case d.doc.Tokens[p.head].UPOS == "PRON" || d.doc.Tokens[p.head].UPOS == "DET" || pronouns[word] || questioners[word]:
		if name == "" || strings.EqualFold(name, word) {
			return answer{}, false
		}
		return answer{value: name, shownBy: []nlp.Span{head}, entity: p.entity}, true
	}
	if lemma := d.lemma(p.head); s.q.person && (en.Means()[lemma] || en.Clauses().Deeds[lemma] != "") {
		return answer{}, false
	}
	for _, m := range c.doc.mentionsAt(head) { // "the soldier" "Ulf Orn", which the tree has parted
		if m.Form == nlp.Name && p.span.End == head.End && m.Span.Begin == head.End+1 {
			p.span.End = m.Span.End
		}
	}
	return s.party(c, p.span, p.entity), true
}

// called are the words before a noun that say whether it is meant so, with those that a hyphen joins:
// "alleged" of "the alleged owner", "ex" of "ex-mayor", "self-styled".
func (d *deed) called() (out []string) {
	if !d.thing(d.word) {
		return nil
	}
	word := func(k int) string { return strings.ToLower(d.doc.Tokens[k].In(d.doc.Text)) }
	for k := d.word; k >= 0; k-- {
		joined := k+2 <= d.word && word(k+1) == "-"
		if k < d.word && word(k) != "-" && !joined && !slices.Contains([]string{"ADJ", "NOUN", "PROPN", "VERB", "ADV"}, d.doc.Tokens[k].UPOS) {
			break
		}
		out = append(out, word(k))
		out = append(out, split(word(k))...)
		if joined {
			out = append(out, word(k)+"-"+word(k+2))
		}
	}
	return out
}

// another reports whether the noun of the deed, of which it is asked who is it, or whether somebody is,
// means another: the former mayor, and the deputy mayor, is not the mayor. Who was it once is asked for
// by "was" too.
func (s *search) another(d *deed) bool {
	if s.q.verb || !s.q.titled && !s.yesOrNo() {
		return false
	}
	asked, called := split(s.q.Text), d.called()
	for _, others := range []map[string]bool{en.Past(), en.Ousted(), en.Lesser()} {
		for w := range others {
			if slices.Contains(called, w) != slices.Contains(asked, w) && !(en.Past()[w] && slices.Contains(asked, "was")) {
				return true
			}
		}
	}
	return false
}

// doubted is an answer as far as the noun of the deed holds it.
func (s *search) doubted(c *candidate, d *deed, a answer) answer {
	if s.doubts(c, d) {
		a.stance = stemma.Alleges
	}
	return a
}

// doubts reports whether the words of the deed say that it may not be so, and the question does not: the
// alleged owner is only alleged to be it, and so is "Orel, who the police say is the owner".
func (s *search) doubts(c *candidate, d *deed) bool {
	asked := split(s.q.Text)
	doubted := func(w string) bool { return en.Doubted()[w] && !slices.Contains(asked, w) }
	return slices.ContainsFunc(d.called(), doubted) || d.relayed(c) || slices.ContainsFunc(d.parts, func(p part) bool {
		return d.doc.Tokens[p.head].UPOS == "NOUN" && opposed[p.role] != "" && !d.someone(p.head) && // "the alleged bribe taken by Orel"
			slices.ContainsFunc(d.below(p.head, "amod"), func(k int) bool { return doubted(strings.ToLower(d.doc.Tokens[k].In(d.doc.Text))) })
	})
}

// relayed reports whether the deed is told in a relative clause as what somebody says, and he is none of
// those on whose word c stands. Trees hang such a deed on either verb, so the order of the words counts.
func (d *deed) relayed(c *candidate) bool {
	verb := slices.Min(append(d.below(d.word, "cop", "aux", "aux:pass"), d.word)) - 1
	if verb < 0 || !en.Relaying()[d.lemma(verb)] {
		return false
	}
	for k := verb - 2; k >= max(0, verb-reach); k-- {
		if strings.Contains(d.doc.Tokens[k].Feats, "PronType=Rel") {
			cue := d.in(d.doc.Tokens[verb].Span)
			return !slices.ContainsFunc(c.Chain, func(a stemma.Attribution) bool { return a.Cue.Contains(cue) })
		}
	}
	return false
}

// alleged reports whether c tells what is asked by words alone that say that it may not be so.
func (s *search) alleged(c *candidate) bool {
	plain := func(d deed) bool { return s.fits(c, &d) && !s.doubts(c, &d) }
	return len(c.deeds) > 0 && c.cue == 0 && !slices.ContainsFunc(c.deeds, plain)
}

// holder is the name of whoever the noun of the deed is said to be: "the pastor, Ana Orel", "Pastor
// Orel", "Orel, pastor of", "Orel is the pastor"; nil for none.
func (s *search) holder(c *candidate, d *deed) *stemma.Mention {
	doc, t := c.doc, &d.doc.Tokens[d.word]
	for _, p := range d.parts {
		if head := &d.doc.Tokens[p.head]; head.Deprel == "amod" && head.UPOS == "VERB" {
			continue // "the suspected mayor" is of no other town
		}
		word := slices.ContainsFunc(s.q.Words, func(w Word) bool { return hasForm(doc.Text, p.span, w.Forms) }) // "Prime" Minister
		if p.role != agent && len(s.q.Names) > 0 && !word && !slices.ContainsFunc(s.q.Names, func(n Name) bool {
			return n.is(p.entity) || nameIn(doc, p.span, &n) || kin(p.span.In(doc.Text), n.Words)
		}) {
			return nil // the mayor of another town
		}
	}
	heads := d.below(d.word, "appos", "flat", "nsubj")
	if t.Head >= 0 && slices.Contains([]string{"appos", "compound", "flat", "nsubj", "nmod:desc"}, t.Deprel) {
		heads = append(heads, t.Head)
	}
	for _, k := range d.below(d.word, "nmod") { // "the mayor of Linsk, Ana Orel": no town is called so
		heads = append(heads, d.below(k, "appos")...)
	}
	for _, k := range heads {
		head := d.in(d.doc.Tokens[k].Span)
		for _, m := range doc.mentionsAt(head) {
			if m.Form == nlp.Name && acts[m.Type] && m.Span.Contains(head) {
				return m
			}
		}
	}
	return nil
}
