package attribution

// linked adds, for what a source put forward on another's word, the link to
// that other: "the paper said, citing an official, that S"; "a report, based on
// an unnamed source, notes that S". Its content is that of the finding whose
// source stands on it. Who is named must be one who can say or show something:
// "citing costs" names none.
func (p *page) linked() {
	p.speakers()
	taken := map[int32]bool{}
	for i, n := 0, len(p.found); i < n; i++ {
		p.leads(&p.found[i], taken)
	}
	for i, n := 0, len(p.found); i < n; i++ {
		f := p.found[i]
		if f.on > 0 {
			continue
		}
		for _, t := range p.near(&f) {
			k := p.citing(t, taken)
			if k.cue.empty() || k.cue.from == f.cue.from {
				continue
			}
			taken[k.cue.from] = true
			p.found = append(p.found, finding{
				rule: byLink, line: p.words[k.cue.from].line, level: f.level, source: k.source, cue: k.cue,
				content: append([]tokens(nil), f.content...), kind: f.kind, on: f.cue.from + 1,
			})
		}
	}
	// A finding that is nothing but such a phrase is the link.
	kept := p.found[:0]
	for _, f := range p.found {
		if f.on > 0 || !taken[f.cue.from] {
			kept = append(kept, f)
		}
	}
	p.found = kept
}

// leads adds the link that a content begins with, and takes it out of it: "the
// letter notes, on the word of one officer, that S".
func (p *page) leads(f *finding, taken map[int32]bool) {
	c := &f.content[0]
	if c.from >= c.to || !p.words[c.from].entry.late || f.on > 0 {
		return
	}
	k := p.citing(tokens{c.from, c.from + 1}, taken)
	if k.cue.empty() || k.source.to >= c.to || p.words[k.source.to].punct != comma {
		return
	}
	taken[k.cue.from] = true
	c.from = k.source.to + 1
	p.found = append(p.found, finding{
		rule: byLink, line: p.words[k.cue.from].line, level: f.level, source: k.source, cue: k.cue,
		content: append([]tokens(nil), f.content...), kind: f.kind, on: f.cue.from + 1,
	})
}

// near returns the stretches in which a link of the finding may stand: its
// source, and what lies between its parts or right behind them in its line.
func (p *page) near(f *finding) []tokens {
	var all []tokens
	if !f.source.empty() {
		all = append(all, f.source)
	}
	if f.line < 0 || len(f.content) == 0 {
		return all
	}
	// "Citing a guard, the paper said S."
	if !f.source.empty() && p.words[f.source.from].line == f.line {
		l := &p.lines[f.line]
		if first := l.items[0].first; first < f.source.from && f.source.from-first < linkReach && p.words[f.source.from-1].punct == comma {
			all = append(all, tokens{first, f.source.from - 1})
		}
	}
	at := f.cue.to
	if f.source.to > at && f.source.from >= f.cue.to {
		at = f.source.to
	}
	limit := int32(len(p.words))
	for _, c := range f.content {
		if c.from >= at {
			limit = min(limit, c.from)
		}
	}
	behind := tokens{at, min(limit, at+linkReach)}
	for t := behind.from; t < behind.to; t++ {
		if p.words[t].paragraph != p.words[f.cue.from].paragraph || p.words[t].punct == stop {
			behind.to = t
		}
	}
	if !behind.empty() {
		all = append(all, behind)
	}
	// "S, the paper said" ends before it, "The paper said S, citing police" has
	// it behind the content.
	last := f.content[len(f.content)-1]
	if last.from >= f.cue.to && int(last.to) < len(p.words) && p.words[last.to].punct == comma {
		all = append(all, tokens{last.to, min(int32(len(p.words)), last.to+linkReach)})
	}
	return all
}

// linkConfidence is the share of links that are right, as doc/accuracy.md
// tells.
const linkConfidence = 0.8

// linkReach bounds the words in which a link is looked for.
const linkReach = 24

// citing returns the first phrase of the stretch that names on whose word
// something is said, with who it is; no cue for none.
func (p *page) citing(t tokens, taken map[int32]bool) finding {
	for i := t.from; i < t.to && i-t.from < linkReach; i++ {
		w := &p.words[i]
		if w.line < 0 || !w.entry.late || taken[i] {
			continue
		}
		l := &p.lines[w.line]
		for _, phrase := range p.lex.Citing {
			if !p.follows(l, int(w.at), phrase) {
				continue
			}
			from := int(w.at) + len(phrase)
			end := p.listener(l, from)
			for end < len(l.items) && l.items[end].quote >= 0 && end-from < nounReach {
				end++
			}
			if end <= from {
				continue
			}
			e := extent{from, end}
			who := p.headClass(l, e)&(Source|Official|Many|Role|Press|Paper|Evidence|Body|Person) != 0
			for k := e.from; k < e.to && !who; k++ {
				who = p.is(l, k, Title) || p.names[l.items[k].first]
			}
			if !who {
				continue
			}
			return finding{cue: l.span(extent{int(w.at), from}), source: l.span(e)}
		}
	}
	return finding{}
}

// speakers marks the words of the names that can say something.
func (p *page) speakers() {
	p.names = make(map[int32]bool)
	at := 0
	for i := range p.doc.Mentions {
		m := &p.doc.Mentions[i]
		if !speaks[m.Type] {
			continue
		}
		for at < len(p.words) && p.doc.Tokens[at].Begin < m.Begin {
			at++
		}
		for k := at; k < len(p.words) && p.doc.Tokens[k].Begin < m.End; k++ {
			p.names[int32(k)] = true
		}
	}
}
