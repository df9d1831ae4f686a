package claim

import (
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A number is often somebody's: a man's age, what he scored, what stands in brackets behind his
// name. Two numbers of two who are named answer two questions, however alike the rest is.

// A called is how an entity is called in a document.
type called struct {
	words  []string // of all its names, in small letters and in order
	person bool     // some name of it is that of a person
}

// callings are those of the entities that have a name in a document.
func callings(mentions []stemma.Mention, text string) map[stemma.ID]called {
	all := map[stemma.ID]called{}
	for _, m := range mentions {
		if m.Form == nlp.Name && m.Entity != "" {
			c := all[m.Entity]
			c.words = append(c.words, strings.Fields(strings.ToLower(m.Span.In(text)))...)
			c.person = c.person || m.Type == nlp.Person
			all[m.Entity] = c
		}
	}
	for e, c := range all {
		slices.Sort(c.words)
		c.words = slices.Compact(c.words)
		all[e] = c
	}
	return all
}

// heldBy gives a figure whose it is, where that one has a name in the text: behind whose name it
// stands in brackets, of whose what is counted is, who does what is told with it, or whose age it is.
func (s *scan) heldBy(f *figure, n numeral, noun int) {
	e := s.bracketed(n)
	f.bracketed = e != ""
	switch {
	case e != "":
	case f.unit == "age":
		e = f.whose
	default:
		if noun >= 0 {
			if k := s.child(noun, "nmod:poss"); k >= 0 {
				if m, ok := s.mention(k); ok {
					e = m.Entity
				}
			}
		}
		if e == "" && noun >= 0 {
			for _, k := range s.children[noun] { // "a 45-yard goal by Orel"
				if strings.HasPrefix(s.doc.Tokens[k].Deprel, "nmod") && s.preposition(int(k)) == "by" {
					if m, ok := s.mention(int(k)); ok {
						e = m.Entity
					}
				}
			}
		}
		if e == "" {
			e = f.doer()
		}
	}
	if who, ok := s.called[e]; ok && (who.person || f.bracketed) {
		f.holder, f.holderNames = e, who.words
	}
	for _, e := range f.entities {
		if who := s.called[e]; who.person && !f.speaks(e) {
			f.persons, f.personNames = append(f.persons, e), append(f.personNames, who.words...)
		}
	}
	slices.Sort(f.personNames)
	f.personNames = slices.Compact(f.personNames)
}

// bracketed is whose name stands right before the brackets that a number stands in.
func (s *scan) bracketed(n numeral) stemma.ID {
	sent := s.doc.Sentences[s.sentence[n.core]]
	for i := n.first - 1; i > sent.First; i-- {
		switch s.doc.Tokens[i].In(s.doc.Text) {
		case ")":
			return ""
		case "(":
			if m, ok := s.mention(i - 1); ok && m.Form == nlp.Name && m.Span.End == s.doc.Tokens[i-1].End {
				return m.Entity
			}
			return ""
		}
	}
	return ""
}

// doer is whoever does what is told with a figure that counts nobody.
func (f *figure) doer() stemma.ID {
	if f.counted() {
		return ""
	}
	for _, t := range f.tellings {
		if t.noun || saying[t.lemma] && t.lemma != "have" {
			continue
		}
		for _, a := range t.args {
			if a.role == "agent" && a.entity != "" && !a.span.Overlaps(f.span) {
				return a.entity
			}
		}
		if t.has("agent") {
			return ""
		}
	}
	return ""
}

// speaks reports whether it is on an entity's word that the number is told.
func (f *figure) speaks(e stemma.ID) bool {
	return f.by != nil && slices.ContainsFunc(f.by.chain, func(l stemma.Attribution) bool { return l.SourceEntity == e })
}

// otherPersons reports whether two figures that count no persons are told of persons, and of no one in both.
func (f *figure) otherPersons(g *figure) bool {
	if f.kind() == "money" || f.kind() == "m" || f.kind() == "magnitude" || f.counted() || g.counted() || f.known.role != "" || g.known.role != "" {
		return false
	}
	return len(f.persons) > 0 && len(g.persons) > 0 && shared(f.persons, g.persons) == 0 && shared(f.personNames, g.personNames) == 0
}

// otherHolder reports whether two figures are of two who are named. Where both tell what somebody
// does, and one names whom the other is of, it may be one deed told from two sides.
func (f *figure) otherHolder(g *figure) bool {
	if f.otherPersons(g) {
		return true
	}
	if f.holder == "" || g.holder == "" || f.holder == g.holder || shared(f.holderNames, g.holderNames) > 0 {
		return false
	}
	if f.kind() == "age" || f.bracketed && g.bracketed || f.sharesClass(g) {
		return true
	}
	return !slices.Contains(f.entities, g.holder) && !slices.Contains(g.entities, f.holder)
}

// sharesPerson reports whether two figures are told of one who is named.
func (f *figure) sharesPerson(g *figure) bool {
	return f.holder != "" && f.holder == g.holder || shared(f.personNames, g.personNames) > 0 || shared(f.holderNames, g.holderNames) > 0
}
