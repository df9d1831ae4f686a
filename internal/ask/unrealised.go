package ask

import (
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// held is a stance as far as c holds it: what is wanted, feared or to come is nobody's yes, and
// what is suspected or rumoured is alleged.
func (s *search) held(c *candidate, stance stemma.Stance) stemma.Stance {
	if c.cue > 0 || len(s.q.Words) == 0 {
		return stance
	}
	if stance.Takes() && s.unrealised(c) {
		return stemma.Questions
	}
	link := &c.Chain[len(c.Chain)-1]
	outside := slices.ContainsFunc(link.ShownBy, func(w nlp.Span) bool { return !inContent(c.Statement, w) })
	words := split(link.Cue.In(c.doc.Text))
	switch {
	case stance == stemma.Questions && len(c.Chain) == 1 && slices.ContainsFunc(link.ShownBy, func(w nlp.Span) bool { return en.Hearsay().MatchString(w.In(c.doc.Text)) }):
		return stemma.Alleges
	case stance != stemma.Affirms || len(c.Chain) == 1 || !outside:
	case link.Certainty == nlp.Possible:
		return stemma.Questions // "hoped that"
	case link.Certainty == nlp.Probable && slices.ContainsFunc(words, func(w string) bool { return blames(w) }):
		return stemma.Alleges
	}
	return stance
}

// blames reports whether a word is a form of a verb by which somebody is suspected.
func blames(word string) bool {
	for lemma := range en.Blaming() {
		if isForm(word, []string{lemma}) {
			return true
		}
	}
	return false
}

// unrealised reports whether the words before the predicate say of it that it has not come
// about, or not yet. Who asks whether it will is answered by whoever says that it will.
func (s *search) unrealised(c *candidate) bool {
	at := s.at(c)
	for _, x := range c.Content {
		if at < x.Begin || at >= x.End {
			continue
		}
		from := x.Begin // the words of a cue may be part of it: "called on him to confess that"
		for i := range c.Chain {
			if cue := c.Chain[i].Cue; cue.Len() > 0 && cue.End <= x.Begin && x.Begin-cue.End <= near {
				from = min(from, cue.Begin)
			}
		}
		before := c.doc.Text[from:at]
		before = before[strings.LastIndexAny(before, ".?!;:\n")+1:]
		if m := en.Unrealised().FindString(before); m != "" {
			first := split(m)[0]
			return !slices.Contains(split(s.q.Text), first)
		}
	}
	return false
}
