package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// modelName is the Rule of what the model found, linkName that of a link to
// whom a source stands on.
const (
	modelName = "model"
	linkName  = "link"
)

// speaks are the types of names that can say something.
var speaks = map[nlp.EntityType]bool{
	nlp.Person: true, nlp.Organization: true, nlp.Company: true, nlp.PublicBody: true, nlp.Group: true, nlp.Document: true,
}

// learned puts what the model says of the page together with what the sieves
// found. A cue that both have is the model's, but for the content where the
// sieve knows better; a cue that only a sieve has is kept if the sieve is one
// that may be right against the model, or if it stands in a content: the model
// learned from texts in which hardly anything nested is marked. Every content
// is read again, as a text of its own, for what is said in it.
func (p *page) learned(m *Model, o *Observation) {
	p.read = true
	depth := p.depth
	sieved := p.found
	byCue := map[int32]int{} // finding of the sieves by every token of its cue
	for i := range sieved {
		for t := sieved[i].cue.from; t < sieved[i].cue.to; t++ {
			byCue[t] = i
		}
	}
	used := make([]bool, len(sieved))
	voiced := make([]bool, len(sieved)) // the model has who says something, and not what
	var found []finding
	least, other := m.Least, m.LeastOther
	if depth > 0 {
		least, other = m.LeastNested, m.LeastNested
	}
	m.read(o, min(least, other), func(g guess) {
		if g.p < least || g.p < other && !p.known(m, g.cue) {
			return
		}
		f, ok := p.finding(g)
		i, also := byCue[int32(g.cue)]
		if also && len(f.content) == 0 && !f.source.empty() && f.source.overlaps(sieved[i].source) {
			voiced[i] = true
		}
		if also && firm[cascade[sieved[i].rule].name] {
			return
		}
		ok = ok && !(f.source.empty() && p.cites(f.cue)) && !p.hides(&f) && !p.empty(&f) && p.puts(&f, g)
		if ok && depth > 0 && !p.known(m, g.cue) && p.trees() && p.doc.Tokens[g.cue].UPOS == "VERB" && p.thing(&f) {
			return // "a rumour said that Orel sold the keys": who sells them says nothing
		}
		if also && ok && phrases[cascade[sieved[i].rule].name] && sieved[i].source.overlaps(f.content[0]) && !sieved[i].source.overlaps(f.source) {
			// "According to the guild, S": the model took the guild for the
			// beginning of what it says.
			return
		}
		if also && ok {
			used[i] = true
			if s := &sieved[i]; quotes[cascade[s.rule].name] {
				if f.source.overlaps(s.content[0]) {
					f.source = s.source // "Fifteen, said one nurse."
				}
				f.content, f.quotes, f.kind = s.content, s.quotes, s.kind
			} else if cascade[s.rule].name == "regard" {
				f.content = s.content
			}
		}
		if ok {
			p.opening(&f)
			found = append(found, f)
		}
	})
	found = p.apart(p.outsideSources(found))
	// The stretch of each token's content, of the model's findings.
	said := make([]int32, len(p.words))
	for i := range found {
		for _, c := range found[i].content {
			for t := c.from; t < min(c.to, c.from+contentReach); t++ {
				said[t] = int32(i + 1)
			}
		}
	}
	for i := range sieved {
		if f := &sieved[i]; !used[i] && (depth > 0 || voiced[i] || stands[cascade[f.rule].name]) && !p.empty(f) && (over[cascade[f.rule].name] || !p.collides(f, said, found)) {
			used[i] = true
			p.complemented(f)
			p.unjoined(f)
			found = append(found, *f)
		}
	}
	for i := range sieved {
		if f := &sieved[i]; !used[i] && !p.empty(f) && p.heldBy(f, found, said) {
			p.complemented(f)
			p.unjoined(f)
			found = append(found, *f)
		}
	}
	p.deeper(found)
	p.turns(found)
	p.afterSemicolon(found)
	for i := range found {
		f := &found[i]
		f.source = p.turned(p.whole(f.source))
		for k := range f.content {
			f.content[k] = p.whole(f.content[k])
		}
	}
	p.found = found
}

// heldBy says whether the finding stands in one piece of the content of
// another.
func (p *page) heldBy(f *finding, found []finding, said []int32) bool {
	i := said[f.cue.from]
	if i == 0 || int(i) > len(found) {
		return false
	}
	for _, c := range found[i-1].content {
		if c.holds(f) {
			return true
		}
	}
	return false
}

// quotes are the sieves whose contents are right more often than the model's
// for the same cue, stands those whose findings are kept where the model has
// none; both as found on training articles that the model had not seen.
var (
	quotes = map[string]bool{"quotation-cue": true, "clause-cue": true, "transcript": true}
	stands = map[string]bool{
		"quotation-cue": true, "cue-quotation": true, "according-to": true, "in-words-of": true, "colon": true, "cue-that": true,
		"clause-cue": true, "cue-clause": true, "cue-question": true, "accusation": true, "participle": true, "infinitive": true,
		"transcript": true, "accused-of": true, "impersonal": true, "hearsay": true,
		"quoted-as": true, "figure": true, "expectation": true, "regard": true, "noun-of": true, "noun-that": true,
		"heard-from": true, "heard-aside": true, "rumour": true, "as-per": true, "quoted-lines": true,
		"said-so": true, "reply": true, "no-proof": true,
	}
	// firm are the sieves that tell more than the model can: two links of one, or
	// a content over the lines of a mail.
	firm = map[string]bool{"quoted-as": true, "heard-from": true, "heard-aside": true, "quoted-lines": true, "reply": true, "rumour": true}
	// phrases are those of a phrase that takes its source right behind it.
	phrases = map[string]bool{"according-to": true, "in-words-of": true}
	// over are those that hold what the model gives to others.
	over = map[string]bool{"as-per": true, "quoted-lines": true}
)

// known says whether the word at token i is known as one that attributes.
func (p *page) known(m *Model, i int) bool {
	w := &p.words[i]
	return len(w.entry.verbs) > 0 || w.entry.said || !w.alpha || m.cues[strings.ToLower(p.doc.Tokens[i].In(p.doc.Text))]
}

// hides says whether the finding is the reason why a source is not named: "who
// asked not to be named", "spoke on condition that".
func (p *page) hides(f *finding) bool {
	for i := max(0, f.cue.from-1); i < min(f.content[0].from+1, f.cue.to+4); i++ {
		w := &p.words[i]
		if w.line < 0 || !w.entry.said {
			continue
		}
		for _, phrase := range p.lex.Anonymity {
			if p.follows(&p.lines[w.line], int(w.at), phrase) {
				return true
			}
		}
	}
	return false
}

// empty says whether the content is no more than a pronoun, "he has not seen
// it", or the word that opens one. Who denies "it" denies what stands before.
func (p *page) empty(f *finding) bool {
	c := f.content[0]
	if f.cueAt != nil && f.cueAt.takes&Denies != 0 && p.words[c.from].class&Object != 0 {
		return false
	}
	return len(f.content) == 1 && c.to-c.from == 1 && p.words[c.from].class&(Object|Subject|That) != 0
}

// outsideSources drops the findings whose cue stands in the source of another:
// "an engineer known as Tam said", "a guard who asked not to be named said".
func (p *page) outsideSources(found []finding) []finding {
	in := make([]bool, len(p.words))
	for i := range found {
		for t := found[i].source.from; t < found[i].source.to && t-found[i].source.from < sourceReach; t++ {
			in[t] = true
		}
	}
	kept := found[:0]
	for _, f := range found {
		if !in[f.cue.from] {
			kept = append(kept, f)
		}
	}
	return kept
}

// cites says whether the cue is a phrase that names on whose word something is
// said.
func (p *page) cites(cue tokens) bool {
	w := &p.words[cue.from]
	if w.line < 0 || !w.entry.late {
		return false
	}
	for _, phrase := range p.lex.Citing {
		if p.follows(&p.lines[w.line], int(w.at), phrase) {
			return true
		}
	}
	return false
}

// complemented takes into a content the word that opens it, as the model and
// PolNeAR do: "that the dam held".
func (p *page) complemented(f *finding) {
	c := &f.content[0]
	if c.from == f.cue.to && f.cueAt != nil && f.cueAt.takes&Tells != 0 && p.trees() {
		// "told her by telephone that S"
		if that := p.thatOf(f.cue.to - 1); that > c.from && that < c.to {
			c.from = that
			return
		}
	}
	if c.from+1 < c.to && p.words[c.from].class&Object != 0 && p.words[c.from+1].class&That != 0 && c.from >= f.cue.to {
		c.from++ // "told her that S"
		return
	}
	if p.trees() {
		p.atBut(f)
	}
	if c.from > 0 && p.words[c.from-1].class&That != 0 && p.words[c.from-1].level == p.words[c.from].level && c.from > f.cue.from {
		c.from--
	}
}

// collides says whether a good part of the finding's content is another's.
func (p *page) collides(f *finding, said []int32, found []finding) bool {
	theirs, all := 0, 0
	for _, c := range f.content {
		for t := c.from; t < min(c.to, c.from+contentReach); t++ {
			all++
			if i := said[t]; i > 0 {
				// What the model found within this content is nested in it.
				if g := &found[i-1]; !c.holds(&finding{cue: g.cue, source: g.source}) {
					theirs++
				}
			}
		}
	}
	return 4*theirs > all || said[f.cue.from] > 0
}

// holds says whether all of the finding stands within the tokens.
func (t tokens) holds(f *finding) bool {
	in := func(u tokens) bool { return u.empty() || t.from <= u.from && u.to <= t.to }
	if !in(f.source) || !in(f.cue) {
		return false
	}
	for _, c := range f.content {
		if !in(c) {
			return false
		}
	}
	return true
}

// finding makes of a guess a finding; false if it has no content.
func (p *page) finding(g guess) (finding, bool) {
	f := finding{rule: byModel, learned: g.p, level: 0}
	nearest := int32(-1)
	for i := 0; i < len(g.labels); {
		label := g.labels[i]
		if label == Outside {
			i++
			continue
		}
		j := i + 1
		inside := label
		if label == FirstSource || label == FirstCue || label == FirstContent {
			inside++
		}
		for j < len(g.labels) && g.labels[j] == inside {
			j++
		}
		t := tokens{int32(g.first + i), int32(g.first + j)}
		switch inside {
		case InSource:
			t = p.paragraph(t, int32(g.cue))
			d := t.from - int32(g.cue)
			if d < 0 {
				d = -d
			}
			if nearest < 0 || d < nearest {
				nearest, f.source = d, t
			}
		case InCue:
			if t.from <= int32(g.cue) && int32(g.cue) < t.to {
				f.cue = p.paragraph(t, int32(g.cue))
			}
		case InContent:
			f.content = append(f.content, p.marked(t))
		}
		i = j
	}
	// "It was reported that S": the pronoun stands for the clause.
	if len(f.content) > 1 {
		it, clause := f.content[0], f.content[1]
		if it.to-it.from == 1 && p.words[it.from].class&Object != 0 && p.words[clause.from].class&That != 0 {
			f.content = f.content[1:]
		}
	}
	if len(f.content) == 0 || f.cue.empty() {
		return f, false
	}
	// "told her that S": she hears it.
	if c := &f.content[0]; c.from >= f.cue.to && c.from+1 < c.to && p.words[c.from].class&Object != 0 && p.words[c.from+1].class&That != 0 {
		c.from++
	}
	w := &p.words[g.cue]
	f.level, f.line = w.level, w.line
	if w.line >= 0 {
		l := &p.lines[w.line]
		if k := p.cueAfter(l, int(w.at)); k < l.cues.to && p.cues[k].verb == int(w.at) {
			f.cueAt = &p.cues[k]
		}
	}
	return f, true
}

// paragraph returns what of the stretch stands in one paragraph with its token
// nearest to the cue: no name and no verb goes on behind the end of a line.
func (p *page) paragraph(t tokens, cue int32) tokens {
	own := p.words[min(max(cue, t.from), t.to-1)].paragraph
	for p.words[t.from].paragraph != own {
		t.from++
	}
	for p.words[t.to-1].paragraph != own {
		t.to--
	}
	return t
}

// marked extends a content by the quotation marks that belong to it, and by
// the question mark or exclamation mark that ends it.
func (p *page) marked(t tokens) tokens {
	if t.from > 0 {
		if q := p.words[t.from-1].quote; q >= 0 && p.quotes[q].first == int(t.from-1) {
			t.from--
		}
	}
	n := int32(len(p.words))
	if t.to < n && p.words[t.to].punct == exclaim {
		t.to++
	}
	for end := t.to; end < n && end-t.to < 4; end++ {
		w := &p.words[end]
		if w.alpha {
			break
		}
		if q := w.quote; q >= 0 && p.quotes[q].last == int(end) {
			if p.quotes[q].first >= int(t.from) {
				t.to = end + 1
			}
			break
		}
	}
	return t
}
