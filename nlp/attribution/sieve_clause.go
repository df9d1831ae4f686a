package attribution

// told are the frames whose content is a clause.
const told = Says | SaysThat

// cueThat finds X said that S; X told Y that S.
func (p *page) cueThat() {
	p.free(func(l *line, c *cue) {
		if c.takes&(told|Tells) == 0 || !c.finite() {
			return
		}
		source := c.subject
		if source.empty() && c.joined {
			source = p.shared(l, c)
		}
		if source.empty() {
			return
		}
		what, k := p.behind(l, c)
		if what != behindThat {
			return
		}
		if p.determines(l, k) {
			return
		}
		p.clause(l, c, source, k+1)
	})
}

// determines says whether the "that" at item k points rather than begins a
// clause: "said that was wrong".
func (p *page) determines(l *line, k int) bool {
	return p.is(l, k+1, Auxiliary) || p.punct(l, k+1) == stop
}

// clause adds the content that begins at item k.
func (p *page) clause(l *line, c *cue, source extent, k int) {
	end := p.clauseEnd(l, k)
	if s := source.from; p.is(l, s-1, Clause|Like|Question) && !p.is(l, s-1, That) {
		if p.is(l, s-1, Question) && p.is(l, s-1, Clause) && !p.is(l, s-1, Period) && p.conditional(l, s-1) {
			return // "if he said that": nothing was said
		}
		// "While he said that S, the council voted": the content ends with the
		// clause.
		if s-1 == 0 || p.punct(l, s-2) == comma || p.is(l, s-2, Conjunction|Opener) {
			for j := k + 2; j < end; j++ {
				if p.punct(l, j) == comma && (p.is(l, j+1, Subject|Determiner|Possessive|Object) || p.at(l, j+1) != nil && p.at(l, j+1).upper) {
					end = j
					break
				}
				if j-k > 60 {
					break
				}
			}
		}
	}
	if s := source.from; p.is(l, s, Relative) && p.punct(l, s-1) == comma {
		// "Orel, who said that S, runs the port": the clause ends with a comma.
		for j := k + 1; j < end && j-k < sourceReach; j++ {
			if p.punct(l, j) == comma {
				end = j
				break
			}
		}
	}
	content := p.trim(l, extent{k, end})
	if p.count(l, content) < 2 {
		return
	}
	p.add(finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c), content: []tokens{l.span(content)}})
}

// conditional says whether the word at item k makes what follows a case that
// may not hold.
func (p *page) conditional(l *line, k int) bool { return p.is(l, k, Condition) }

// cueClause finds X said S, where no word marks the content.
func (p *page) cueClause() {
	p.free(func(l *line, c *cue) {
		if c.takes&(Says|Tells|Shows) == 0 || !c.finite() {
			return
		}
		if c.takes&(Says|Tells) == 0 && p.headClass(l, c.subject)&(Evidence|Paper|Many) == 0 {
			return // "the mayor found the keys"
		}
		source := c.subject
		if source.empty() && c.joined && c.takes&Noun == 0 {
			source = p.shared(l, c)
		}
		if source.empty() {
			return
		}
		what, k := p.behind(l, c)
		switch what {
		case behindOther:
		case behindThat:
			// "said that was wrong"
			if !p.determines(l, k) {
				return
			}
		case behindColon:
			k++
		default:
			return
		}
		if !p.beginsClause(l, k, c.takes&Noun != 0) || p.count(l, extent{k, len(l.items)}) < 3 {
			return
		}
		if !c.plain() && !p.hasVerb(l, k, min(len(l.items), k+verbReach), p.is(l, source.from-1, Clause|Like)) {
			return
		}
		p.clause(l, c, source, k)
	})
}

// plain says that the verb hardly ever takes a thing: "say", "think".
func (c *cue) plain() bool { return c.takes&Plain != 0 }

// verbReach bounds the subject of a content, in items.
const verbReach = 16

// hasVerb says whether a finite verb stands in the extent behind a subject, so
// that it is a clause and not a thing. Strict looks no further than a comma.
func (p *page) hasVerb(l *line, from, to int, strict bool) bool {
	for k := from; k < to; k++ {
		w := p.at(l, k)
		if w == nil {
			continue
		}
		if k == from && w.class&Subject != 0 {
			return true
		}
		if w.punct == stop || w.punct == semicolon || strict && w.punct == comma {
			return false
		}
		if k > from && (w.class&(Auxiliary|Verbal) != 0 && !p.is(l, k-1, Infinitive|Relative) || p.verbish(l, k)) {
			return true
		}
	}
	return false
}

// beginsClause says whether a clause may begin at item k. Strict asks for a
// word that begins few other things, for cues that are nouns as often.
func (p *page) beginsClause(l *line, k int, strict bool) bool {
	w := p.at(l, k)
	if w == nil {
		return false
	}
	if w.class&(Subject|Object|Determiner|Possessive|That) != 0 || w.upper {
		return true
	}
	if strict {
		return false
	}
	if w.class&(Preposition|Infinitive|Conjunction|Auxiliary|Like|Relative|Genitive) != 0 {
		return w.class&Adjunct != 0 || w.class&(Preposition|Infinitive) == Preposition && p.punct(l, k+1) == other
	}
	return w.alpha || w.punct == other
}

// clauseCue finds S, X said. S, said X. S-, X said, -S.
func (p *page) clauseCue() {
	p.free(func(l *line, c *cue) {
		if c.takes&(Says|Quotes) == 0 || !c.finite() || c.takes&Thinks != 0 && c.takes&Says == 0 {
			return
		}
		source, begin := c.subject, c.subject.from
		if source.empty() || !p.parts(l, begin-1) {
			if c.takes&Inverts == 0 || !p.parts(l, c.first-1) || !source.empty() {
				return
			}
			source, begin = p.sourceRight(l, c.after), c.first
			if source.empty() {
				return
			}
		}
		end := max(c.after, source.to)
		what, k := p.behindAt(l, c, end)
		if what != behindComma && what != behindEnd && what != behindDash {
			return
		}
		part := p.semicolonBefore(l, begin-1)
		before := p.opened(l, extent{part, begin - 1})
		if p.is(l, begin-1, Conjunction) || p.count(l, before) == 0 {
			return
		}
		// What is before may be no clause: "On Friday, X said." or the end of
		// an apposition.
		left := p.trim(l, before)
		n := p.count(l, left)
		f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c)}
		if what == behindEnd {
			// "Five freed, says minister; six, says Orel": a part of a headline
			// may be short.
			short := part > 0 || p.punct(l, k) == semicolon || p.answers(l, c, left)
			if n < 3 && !short {
				return
			}
			if cut := p.clauseStart(l, left); cut > left.from {
				left.from = cut
			}
			left = p.trim(l, left)
			if n := p.count(l, left); n == 0 || n < 2 && !short {
				return
			}
			f.content = []tokens{l.span(left)}
			p.add(f)
			return
		}
		right := p.trim(l, extent{k + 1, p.clauseEnd(l, k+1)})
		if cut := p.clauseStart(l, left); cut > left.from && cut < left.to {
			left = p.trim(l, extent{cut, left.to})
		}
		if p.count(l, right) >= 2 && p.goesOn(l, k+1) {
			if n < 1 {
				return
			}
			f.content = []tokens{l.span(left), l.span(right)}
			p.add(f)
			return
		}
		if n >= 4 {
			f.content = []tokens{l.span(left)}
			p.add(f)
		}
	})
}

// answers says whether a few words before a verb that must have a content are all
// of it: "Eleven, the ministry said on Monday."; not "Still, he said."
func (p *page) answers(l *line, c *cue, left extent) bool {
	return c.takes&Plain != 0 && !p.is(l, left.from, Opener|Adverb|Near|Period|Like|Clause|Conjunction|Relative)
}

// parts says whether a comma or dash stands at item k.
func (p *page) parts(l *line, k int) bool {
	pn := p.punct(l, k)
	return k > 0 && (pn == comma || pn == dash)
}

// goesOn says whether what follows a cue between commas may go on with the
// content from before it: no participle, no relative clause, no other source.
func (p *page) goesOn(l *line, k int) bool {
	w := p.at(l, k)
	if w == nil {
		return true
	}
	if w.class&Relative != 0 || !w.upper && w.class&(Determiner|Conjunction|Auxiliary|Preposition) == 0 && ends(p.formAt(l, k), p.lex.GerundEnd) {
		return false
	}
	if len(w.entry.verbs) > 0 && !w.upper && p.finiteVerb(l, k) {
		for _, v := range w.entry.verbs {
			if v.form&Gerund != 0 {
				return false
			}
		}
	}
	return true
}

// clauseStart returns where the content that fills e begins, if another cue
// stands in it: "Orel denied it, but the plan was real, Tam said" begins after
// the comma.
func (p *page) clauseStart(l *line, e extent) int {
	from := e.from
	n := 0
	for i := p.cueAfter(l, e.to) - 1; i >= l.cues.from && n < aheads; i, n = i-1, n+1 {
		c := &p.cues[i]
		if c.verb < e.from || !c.finite() || c.subject.empty() || c.takes&(told|Quotes) == 0 || c.takes&Thinks != 0 {
			continue
		}
		// A dash, or a comma and a conjunction, behind that cue begin a new
		// clause.
		for k := c.last + 1; k < e.to && k-c.last < 60; k++ {
			if p.punct(l, k) == comma && p.is(l, k+1, Conjunction|Clause) {
				return k + 2
			}
			if pn := p.punct(l, k); pn == dash || pn == semicolon {
				return k + 1
			}
		}
		return from
	}
	return from
}
