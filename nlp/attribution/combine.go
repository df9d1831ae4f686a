package attribution

import "github.com/stemma/stemma/nlp"

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

// deepest bounds how often a content is read for what is said in it.
const deepest = 3

// learned puts what the model says of the page together with what the sieves
// found. A cue that both have is the model's, but for the content where the
// sieve knows better; a cue that only a sieve has is kept if the sieve is one
// that may be right against the model, or if it stands in a content: the model
// learned from texts in which hardly anything nested is marked. Every content
// is read again, as a text of its own, for what is said in it.
func (p *page) learned(m *Model) {
	o := p.observe(m.vocabulary)
	sieved := p.found
	byCue := map[int32]int{} // finding of the sieves by every token of its cue
	for i := range sieved {
		for t := sieved[i].cue.from; t < sieved[i].cue.to; t++ {
			byCue[t] = i
		}
	}
	used := make([]bool, len(sieved))
	var found []finding
	m.read(o, m.Least, func(g guess) {
		f, ok := p.finding(g)
		i, also := byCue[int32(g.cue)]
		if also && ok {
			used[i] = true
			if s := &sieved[i]; quotes[cascade[s.rule].name] {
				f.content, f.quotes, f.kind = s.content, s.quotes, s.kind
			}
		}
		if ok {
			found = append(found, f)
		}
	})
	// The stretch of each token's content, of the model's findings.
	said := make([]int32, len(p.words))
	for i := range found {
		for _, c := range found[i].content {
			for t := c.from; t < c.to; t++ {
				said[t] = int32(i + 1)
			}
		}
	}
	for i := range sieved {
		if f := &sieved[i]; !used[i] && stands[cascade[f.rule].name] && !p.collides(f, said, found) {
			used[i] = true
			found = append(found, *f)
		}
	}
	found = append(found, p.nested(m, o, found)...)
	cued := make([]bool, len(p.words))
	// The pieces of contents by token, the innermost and the outermost.
	inner, outer := make([]tokens, len(p.words)), make([]tokens, len(p.words))
	marked := 0
	for i := range found {
		for t := found[i].cue.from; t < found[i].cue.to; t++ {
			cued[t] = true
		}
		for _, c := range found[i].content {
			for t := c.from; t < c.to && marked < piecesReach*len(p.words); t++ {
				marked++
				inner[t] = c
				if outer[t].empty() {
					outer[t] = c
				}
			}
		}
	}
	for i := range sieved {
		f := &sieved[i]
		free := !used[i]
		for t := f.cue.from; t < f.cue.to; t++ {
			free = free && !cued[t]
		}
		if at := f.cue.from; free && (inner[at].holds(f) || outer[at].holds(f)) {
			found = append(found, *f)
		}
	}
	p.found = found
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
	}
)

// collides says whether a good part of the finding's content is another's.
func (p *page) collides(f *finding, said []int32, found []finding) bool {
	theirs, all := 0, 0
	for _, c := range f.content {
		for t := c.from; t < c.to; t++ {
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

// nested reads the contents of the findings for what is said in them, and the
// contents of that.
func (p *page) nested(m *Model, o *Observation, level []finding) []finding {
	var all []finding
	cued := make([]bool, len(p.words))
	for depth := 0; depth < deepest && len(level) > 0; depth++ {
		var next []finding
		for i := range level {
			for t := level[i].cue.from; t < level[i].cue.to; t++ {
				cued[t] = true
			}
		}
		for i := range level {
			for _, c := range level[i].content {
				m.within(o, c, m.LeastNested, func(g guess) {
					if cued[g.cue] {
						return
					}
					if f, ok := p.finding(g); ok && c.holds(&f) {
						cued[g.cue] = true
						next = append(next, f)
					}
				})
			}
		}
		all = append(all, next...)
		level = next
	}
	return all
}

// piecesReach bounds how many contents, on the average, a token is marked as
// part of.
const piecesReach = 8

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
			d := t.from - int32(g.cue)
			if d < 0 {
				d = -d
			}
			if nearest < 0 || d < nearest {
				nearest, f.source = d, t
			}
		case InCue:
			if t.from <= int32(g.cue) && int32(g.cue) < t.to {
				f.cue = t
			}
		case InContent:
			f.content = append(f.content, p.marked(t))
		}
		i = j
	}
	if len(f.content) == 0 || f.cue.empty() {
		return f, false
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
