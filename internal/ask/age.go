package ask

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

var (
	// yearsOld stands behind the number of an age.
	yearsOld = regexp.MustCompile(`(?i)^[-– ]years?[-– ]old\b`)
	// bareAge is between a name and an age that has no word for years, bareEnd what then stands
	// behind it: "Orel, 43, said", "Orel (43)".
	bareAge = regexp.MustCompile(`(?i)^(?:,|\s*\(|,?\s+aged?|\s+(?:is|was))\s*$`)
	// atAge is before the age at which whoever the clause is about died: "Orel died at the age of 43".
	atAge   = regexp.MustCompile(`(?i)\b(?:aged|age of|at age)\s*$`)
	bareEnd = regexp.MustCompile(`^\s*(?:[,;.)]|$)`)
	// toAge is between whoever is so old and the number: "Orel was 43 years old", "Orel, a
	// 43-year-old".
	toAge = regexp.MustCompile(`(?i)^,?\s*(?:\(|(?:(?:is|was|are|were|aged?|now|then|only|just|about|who|an?|the|he|she)\s+)*)$`)
	// ofAge is between an age and the name of whoever is so old: "43-year-old smith Ana Orel".
	ofAge = regexp.MustCompile(`^[-– ]?\s*(?:\pL+\s+){0,2}$`)
)

// oldest is the greatest number that is taken for an age where no word says so.
const oldest = 120

// ages are the ages in c of those whom the question names. A sentence has often those of
// several, and an age is of whoever stands beside it.
func (s *search) ages(c *candidate) []answer {
	var out []answer
	for _, x := range c.Content {
		text := x.In(c.doc.Text)
		for _, at := range number.FindAllStringIndex(text, -1) {
			n := strings.ToLower(text[at[0]:at[1]])
			if written, ok := numerals[n]; ok {
				n = written
			}
			years, err := strconv.Atoi(n)
			if err != nil || years > oldest {
				continue
			}
			span := nlp.Span{Begin: x.Begin + at[0], End: x.Begin + at[1]}
			if atAge.MatchString(text[:at[0]]) && s.lived(c, span) {
				out = append(out, answer{value: n + " years", shownBy: []nlp.Span{span}})
				continue
			}
			worded := yearsOld.FindString(text[at[1]:])
			if worded == "" && !bareEnd.MatchString(text[at[1]:]) {
				continue
			}
			aged := nlp.Span{Begin: span.Begin, End: span.End + len(worded)}
			if slices.ContainsFunc(c.doc.mentionsAt(nlp.Span{Begin: aged.Begin - near, End: aged.End + near}), func(m *stemma.Mention) bool { return s.asked(m) && s.isAged(c, m, aged, worded != "") }) {
				out = append(out, answer{value: n + " years", shownBy: []nlp.Span{aged}})
			}
		}
	}
	return out
}

// lived reports whether the clause in which an age stands says that somebody whom the question names
// died, or was killed: at what age he did another thing is not how old he is.
func (s *search) lived(c *candidate, age nlp.Span) bool {
	p := s.passage(c.doc, age.Begin)
	for k, n := p.headOf(age), 0; k >= 0 && n < reachOfTree; k, n = p.doc.Tokens[k].Head, n+1 {
		if !p.said(k) {
			continue
		}
		d := p.deed(k)
		d.lead(c.doc)
		dying, _ := forms("die", "died")
		return (isForm(p.lemma(k), dying) || p.lemma(k) == "pass") && slices.ContainsFunc(s.q.Names, func(x Name) bool { return d.bears(c.doc, agent, &x) || d.bears(c.doc, patient, &x) })
	}
	return false
}

// asked reports whether a mention is of somebody whom the question names.
func (s *search) asked(m *stemma.Mention) bool {
	return slices.ContainsFunc(s.q.Names, func(n Name) bool { return n.is(m.Entity) })
}

// isAged reports whether an age is that of the mention: right behind it or, where words say
// that it is an age, before its name or in it.
func (s *search) isAged(c *candidate, m *stemma.Mention, aged nlp.Span, worded bool) bool {
	between := func(from, to int) string { return c.doc.Text[from:to] }
	switch {
	case m.Span.End <= aged.Begin && aged.Begin-m.Span.End < near:
		gap := between(m.Span.End, aged.Begin)
		return worded && toAge.MatchString(gap) || !worded && bareAge.MatchString(gap)
	case !worded:
		return false
	case m.Span.Begin >= aged.End && m.Span.Begin-aged.End < near:
		return m.Form == nlp.Name && ofAge.MatchString(between(aged.End, m.Span.Begin))
	}
	return m.Span.Contains(aged) && m.Span.Begin >= aged.Begin-len("some of the ")
}
