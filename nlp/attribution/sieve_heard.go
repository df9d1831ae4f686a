package attribution

import (
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// The sieves of this file find what is passed on. The model does not look at
// what they find.

// heardFrom finds X heard from Y that S, which is two: X puts forward what Y
// says; and X heard that S, of which it is not told from whom.
func (p *page) heardFrom() {
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.line < 0 || !w.entry.late || !p.lex.Hears[p.form(i)] {
			continue
		}
		l := &p.lines[w.line]
		verb := int(w.at)
		first := verb
		for first > 0 && p.is(l, first-1, Auxiliary) && !p.is(l, first-1, Modal|Future|Being) {
			first--
		}
		source := p.subject(l, first)
		if source.empty() || p.is(l, first-1, Negation|Modal|Infinitive) {
			continue
		}
		k, from := verb+1, -1
		if k < len(l.items) && p.lex.From[p.formAt(l, k)] {
			from = k
			k = p.listener(l, k+1)
		}
		if !p.is(l, k, That) || k+1 >= len(l.items) {
			continue
		}
		content := p.trim(l, extent{k + 1, p.clauseEnd(l, k+1)})
		if p.count(l, content) < 3 {
			continue
		}
		outer := finding{line: w.line, level: l.level, source: l.span(source), cue: l.span(extent{first, verb + 1})}
		if from < 0 {
			outer.content = []tokens{l.span(content)}
			if h := p.headOf(outer.source); h >= 0 && p.lex.Hearings[p.form(int(h))] {
				outer.source = tokens{} // a court that heard it heard it from somebody else
			}
			p.add(outer)
			continue
		}
		if k <= from+1 {
			continue
		}
		p.add(finding{line: w.line, level: l.level, source: l.span(extent{from + 1, k}), cue: l.span(extent{from, from + 1}),
			content: []tokens{l.span(content)}})
		outer.content = []tokens{l.span(extent{from, content.to})}
		p.add(outer)
	}
}

// heardAside finds S, the court heard; S, the mayor was told; S, it is alleged, where nobody
// is named who says it.
func (p *page) heardAside() {
	if !p.trees() {
		return
	}
	for i := range p.words {
		d, t := &p.doc.Tokens[i], int32(i)
		h := int32(d.Head)
		if d.UPOS != "VERB" || d.Deprel != "parataxis" || h < 0 || h > t || p.words[i].taken || p.hanging(t, "ccomp", "xcomp", "obj") >= 0 {
			continue
		}
		who := p.hanging(t, "nsubj")
		if who < 0 || who > t {
			continue
		}
		told := p.passive(t) && (p.lex.Told[strings.ToLower(d.Lemma)] || p.itIsSaid(t, who))
		if !told && !(p.lex.Hears[p.form(i)] && p.lex.Hearings[p.form(int(who))]) {
			continue
		}
		from := p.under(who, nil).from
		if from == 0 || p.words[from-1].punct != comma {
			continue
		}
		content := p.under(h, func(_ *nlp.Token, a int) bool { return a == i })
		content.to = min(content.to, from-1)
		cue := tokens{t, t + 1}
		if aux := p.hanging(t, "aux"); aux > who && aux < t {
			cue.from = aux
		}
		f := finding{cue: cue, content: []tokens{p.shorn(content)}}
		if agent := p.hanging(t, "obl:agent"); agent > t {
			f.source = p.spoken(agent)
		}
		p.noted(f)
	}
}

// itIsSaid says whether "it" is the subject of the verb at token t, which says something.
func (p *page) itIsSaid(t, who int32) bool {
	if c := p.words[who].class; c&Object == 0 || c&(Possessive|Person) != 0 {
		return false
	}
	return slices.ContainsFunc(p.words[t].entry.verbs, func(v verbForm) bool { return v.verb.Takes&(told|Shows|Tells) != 0 })
}

// rumour finds what is in the air: "rumour has it that S"; "S, rumour has it"; "S1,
// according to rumours, S2".
func (p *page) rumour() {
	for i := range p.words {
		w := &p.words[i]
		if w.taken || w.line < 0 || !w.entry.late && !w.entry.said {
			continue
		}
		l, at := &p.lines[w.line], int(w.at)
		end := p.rumourEnd(l, at)
		if end == at {
			continue
		}
		f := finding{line: w.line, level: l.level, cue: l.span(extent{at, end})}
		from := end
		for n := 0; n < 6 && p.is(l, end, Adjunct|Within) && p.punct(l, from) == none && from < len(l.items); n++ {
			from++ // "according to rumours in the town, S"
		}
		if p.is(l, from, That) || p.punct(l, from) == comma {
			from++
		}
		right := p.trim(l, extent{from, p.clauseEnd(l, from)})
		if aside := p.parts(l, at-1) || p.punct(l, at-1) == none && p.lex.Gossip[p.formAt(l, end-1)]; aside && at > 2 {
			left := p.opened(l, extent{p.semicolonBefore(l, at-1), at})
			if cut := p.clauseStart(l, left); cut > left.from && cut < left.to {
				left.from = cut
			}
			if left = p.trim(l, left); p.count(l, left) >= 2 {
				f.content = []tokens{l.span(left)}
				if p.punct(l, from-1) == comma && p.count(l, right) >= 2 && p.goesOn(l, from) {
					f.content = append(f.content, l.span(right))
				}
			}
		} else if p.count(l, right) >= 2 {
			f.content = []tokens{l.span(right)}
		}
		if len(f.content) > 0 {
			p.add(f)
		}
	}
}

// rumourEnd is behind the phrase at item k that puts forward what is in the air, k where
// there is none.
func (p *page) rumourEnd(l *line, k int) int {
	for _, phrase := range p.lex.Rumours {
		if p.follows(l, k, phrase) {
			return k + len(phrase)
		}
	}
	for _, phrase := range p.lex.According {
		if !p.follows(l, k, phrase) {
			continue
		}
		for j := k + len(phrase); j < min(len(l.items), k+len(phrase)+rumourReach) && p.punct(l, j) == none && !p.is(l, j, Preposition|Genitive|Relative); j++ {
			if p.lex.Gossip[p.formAt(l, j)] {
				return j + 1
			}
		}
	}
	return k
}

// rumourReach is the number of words of the longest phrase for rumours: "some persistent
// local rumours".
const rumourReach = 4

// perTo finds what "as per X" gives to X, as accordingTo does of its phrases.
func (p *page) perTo() {
	for n := range p.lines {
		l := &p.lines[n]
		last := 0 // where the one before ended, so that each item is looked at once
		for k := range l.items {
			if w := p.at(l, k); k < last || w == nil || !w.entry.late {
				continue
			}
			for _, phrase := range p.lex.Per {
				if !p.follows(l, k, phrase) {
					continue
				}
				before := len(p.found)
				last = p.according(int32(n), k, k+len(phrase))
				if len(p.found) > before {
					// All of the sentence before it, whoever speaks in it.
					f := &p.found[before]
					if c := &f.content[0]; c.from < f.cue.from {
						c.from = l.span(p.trim(l, extent{0, k})).from
					}
				}
				break
			}
		}
	}
}

// quotedLines finds "Orel wrote:" before paragraphs that a sign marks as quoted,
// as mail has them: "> We never saw it." Between them the author answers.
func (p *page) quotedLines() {
	opened := -1 // the finding that the quoted lines go to
	for t := 0; t < len(p.words); {
		end := t + 1
		for end < len(p.words) && p.words[end].paragraph == p.words[t].paragraph {
			end++
		}
		if quoted := p.form(t) == quoteSign; quoted && opened >= 0 && t+1 < end {
			p.found[opened].content = append(p.found[opened].content, p.unstopped(tokens{int32(t) + 1, int32(end)}))
		} else if !quoted && end < len(p.words) && p.form(end) == quoteSign {
			if n := p.writes(int32(end - 1)); n >= 0 {
				opened = n
			}
		}
		t = end
	}
	kept := p.found[:0]
	for i := range p.found {
		if len(p.found[i].content) > 0 {
			kept = append(kept, p.found[i])
		}
	}
	p.found = kept
}

// unstopped leaves out the full stop that ends a stretch.
func (p *page) unstopped(t tokens) tokens {
	if t.from+1 < t.to && p.words[t.to-1].punct == stop {
		t.to--
	}
	return t
}

// quoteSign marks a line as quoted in mail (RFC 3676).
const quoteSign = ">"

// writes begins the finding of who wrote the quoted lines that follow the colon
// at token t, and returns its place.
func (p *page) writes(t int32) int {
	w := &p.words[t]
	if w.punct != colon || w.line < 0 {
		return -1
	}
	l := &p.lines[w.line]
	k := p.cueAfter(l, int(w.at)-cueBefore)
	for ; k < l.cues.to; k++ {
		c := &p.cues[k]
		if c.after != int(w.at) || !c.finite() || c.subject.empty() {
			continue
		}
		p.found = append(p.found, finding{rule: p.rule, cueAt: c, line: c.line, level: l.level, source: l.span(c.subject), cue: l.cueSpan(c)})
		return len(p.found) - 1
	}
	return -1
}

// cueBefore is the number of words of the longest cue before a colon.
const cueBefore = 4
