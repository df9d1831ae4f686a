package ask

import (
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// reasons are the clauses and phrases by which c says why, or how, it came to what is asked: "because
// they slept", "by burning the mill". Whoever asks judges whether it is the reason; that the text gives
// it as one is all that is shown.
func (s *search) reasons(c *candidate) []answer {
	var out []answer
	for i := range c.deeds {
		d := &c.deeds[i]
		if !s.fits(c, d) {
			continue
		}
		if span := d.cause(); !span.IsZero() && inContent(c.Statement, span) {
			out = append(out, answer{value: span.In(c.doc.Text), shownBy: []nlp.Span{span}})
		}
		hanging := d.below(d.word)
		if t := &d.doc.Tokens[d.word]; t.Deprel == "conj" && t.Head >= 0 {
			// "they slept and left it because": trees hang the reason on either
			hanging = append(hanging, slices.DeleteFunc(d.below(t.Head, "advcl"), func(k int) bool { return k < d.word })...)
		}
		for _, k := range hanging {
			if span := d.in(d.phrase(k)); d.gives(k, s.q.manner) && inContent(c.Statement, span) {
				out = append(out, answer{value: strings.Join(strings.Fields(span.In(c.doc.Text)), " "), shownBy: []nlp.Span{span}})
			}
		}
	}
	return out
}

// cause is of what somebody died, as it stands behind the verb: trees often hang it on what follows.
func (d *deed) cause() nlp.Span {
	if d.lemma(d.word) != "die" {
		return nlp.Span{}
	}
	for k := d.word + 1; k < len(d.doc.Tokens) && (k == d.word+1 || d.timed(k-1) || d.doc.Tokens[k-1].UPOS == "ADP"); k++ {
		if t := &d.doc.Tokens[k]; (d.lemma(k) == "of" || d.lemma(k) == "from") && t.Deprel == "case" && t.Head > k {
			return d.in(nlp.Span{Begin: t.Begin, End: d.doc.Tokens[t.Head].End})
		}
	}
	return nlp.Span{}
}

// gives reports whether what hangs on the deed at token k says why it was done or, of the manner, how.
func (d *deed) gives(k int, manner bool) bool {
	t := &d.doc.Tokens[k]
	first := func(relation string) bool {
		return slices.ContainsFunc(d.below(k, relation), func(i int) bool {
			word := strings.ToLower(d.doc.Tokens[i].In(d.doc.Text))
			if manner {
				return en.Manners()[word]
			}
			return en.Reasons()[word] || en.Rewards()[word] && d.done(k)
		})
	}
	switch relation, _, _ := strings.Cut(t.Deprel, ":"); relation {
	case "advcl", "xcomp":
		if relation == "xcomp" && len(d.below(d.word, "aux:pass")) == 0 {
			return false // "they refused to pay"
		}
		purpose := !manner && strings.Contains(t.Feats, "VerbForm=Inf") && slices.ContainsFunc(d.below(k, "mark"), func(i int) bool { return d.lemma(i) == "to" })
		return purpose || first("mark")
	case "obl":
		return t.Deprel != "obl:agent" && first("case") && !d.timed(k) && !(d.acts(k) && d.preposition(k) == "by")
	}
	return false
}

// done reports whether token k is a word for a deed: a gerund, or a noun for one.
func (p *passage) done(k int) bool {
	lemma := p.lemma(k)
	return strings.HasSuffix(strings.ToLower(p.doc.Tokens[k].In(p.doc.Text)), "ing") || en.Clauses().Deeds[lemma] != "" || en.Offences()[lemma]
}

// timed reports whether token k stands in a time: "for two hours" gives no reason.
func (p *passage) timed(k int) bool {
	return slices.ContainsFunc(p.doc.Times, func(t nlp.Time) bool { return t.Contains(p.doc.Tokens[k].Span) })
}

// fewestWords is how many words somebody has to have said where it is asked what he said of a thing.
const fewestWords = 4

// contents are the parts of what c says.
func contents(c *candidate) (out []string) {
	for _, x := range c.Content {
		out = append(out, x.In(c.doc.Text))
	}
	return out
}

// speaks reports whether the source of a link is somebody who can do what its cue says: a noun for no
// person and no body, as "the pattern used by that group", did nothing.
func (s *search) speaks(c *candidate, link *stemma.Attribution) bool {
	if word := strings.ToLower(link.Source.In(c.doc.Text)); questioners[word] && strings.TrimPrefix(strings.ToLower(s.called[link.SourceEntity]), word) == "" {
		return false // "find WHO ordered it", in a text of capitals
	}
	if link.SourceEntity != "" && s.called[link.SourceEntity] != "" {
		return true
	}
	p := s.passage(c.doc, link.Source.Begin)
	k := p.headOf(link.Source)
	return k < 0 || p.doc.Tokens[k].UPOS != "NOUN" || p.someone(k)
}

// carry gives what the speaker says right behind a sentence that only names the matter, "Orel spoke of
// the fire", the names and words that he spoke of there.
func (s *search) carry() {
	if s.q.Kind != stemma.AskWording || !s.q.Speaker {
		return
	}
	var last *candidate
	for _, c := range s.found {
		if !c.names[0] {
			continue
		}
		if last != nil && last.Doc == c.Doc && !last.ok && s.level(last) >= 0 && c.Content[0].Begin >= last.Bounds().End && c.Content[0].Begin-last.Bounds().End <= near {
			copy(c.words, last.words)
			copy(c.names, last.names)
		}
		last = c
	}
}
