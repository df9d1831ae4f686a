package attribution

// cueQuotation finds a quotation with its cue before it: X said, "A." X told
// Y: "A." X said that "A."
func (p *page) cueQuotation() {
	p.free(func(l *line, c *cue) {
		if c.takes&(Quotes|Says|Prints|Tells|Asks) == 0 || c.passive || c.infinite || c.negated || c.modal {
			return
		}
		source := c.subject
		if c.form&Gerund != 0 {
			// "..., adding: "A""
			if !p.hangs(l, c) {
				return
			}
			source = p.shared(l, c)
		} else if source.empty() {
			if !c.joined {
				return
			}
			source = p.shared(l, c)
		}
		if source.empty() {
			return
		}
		what, k := p.behind(l, c)
		switch what {
		case behindComma, behindColon, behindDash, behindThat:
			k++
			if what == behindThat && p.punct(l, k) == comma {
				k++
			}
		case behindQuote:
		case behindEnd:
			// "The minister said:" and the quotation in a line of its own.
			return
		default:
			return
		}
		if k >= len(l.items) {
			if what == behindColon {
				p.quotationAcross(l, c, source)
			}
			return
		}
		q := l.items[k].quote
		if q < 0 || p.quotes[q].taken {
			return
		}
		if p.size(q) < 2 && what != behindColon && what != behindComma {
			return
		}
		end := p.clauseEnd(l, k)
		if what == behindComma || what == behindColon {
			// The quotation may be of several sentences; what follows it in
			// the line belongs to it only where the line goes on at once.
			if p.punct(l, k+1) != none || p.leans(q) {
				end = k + 1
			}
		}
		content := p.trim(l, extent{k, end})
		if content.empty() {
			return
		}
		f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c)}
		f.content = []tokens{l.span(content)}
		f.quotes = []int32{q}
		p.add(f)
	})
}

// quotationAcross takes the quotation that is the whole of the next line or
// paragraph, after a colon that ends a line.
func (p *page) quotationAcross(l *line, c *cue, source extent) {
	n := p.nextLine(c.line)
	if n < 0 {
		return
	}
	home := &p.lines[n]
	if !p.pure(home) || p.quotes[home.items[0].quote].taken {
		return
	}
	q := home.items[0].quote
	f := finding{cueAt: c, line: c.line, level: l.level, source: l.span(source), cue: l.cueSpan(c)}
	f.content = []tokens{home.span(extent{0, 1})}
	f.quotes = []int32{q}
	p.add(f)
}

// nextLine is the line that follows at the outermost level, in the same
// paragraph or the next; -1 for none.
func (p *page) nextLine(n int32) int32 {
	l := &p.lines[n]
	if l.after >= 0 {
		return l.after
	}
	if l.level > 0 {
		return -1
	}
	for k := n + 1; int(k) < len(p.lines) && k-n < 64; k++ {
		if p.lines[k].level == 0 {
			if p.lines[k].paragraph == l.paragraph+1 {
				return k
			}
			return -1
		}
	}
	return -1
}

// shared is the source of a cue that has none of its own but shares that of a
// verb before it: "Orel laughed and said", "the ministry denied it, adding".
func (p *page) shared(l *line, c *cue) extent {
	for i, n := p.cueAfter(l, c.verb)-1, 0; i >= l.cues.from && n < aheads; i, n = i-1, n+1 {
		before := &p.cues[i]
		if before.passive || before.infinite {
			continue
		}
		if !before.subject.empty() {
			if p.is(l, before.subject.from, Relative) {
				continue
			}
			return before.subject
		}
	}
	return p.leading(l, c.first)
}

// leading is the noun phrase that the line begins with, if one does and a verb
// follows it before item end.
func (p *page) leading(l *line, end int) extent {
	from := 0
	e := p.opened(l, extent{0, end})
	if e.empty() {
		return extent{}
	}
	from = e.from
	if p.is(l, from, Subject) {
		return extent{from, from + 1}
	}
	if p.is(l, from, Preposition|Clause|That|Question|Like|Infinitive) && !p.is(l, from, Determiner) {
		return extent{}
	}
	k := from
	for ; k < end && k-from < nounReach; k++ {
		w := p.at(l, k)
		if w == nil {
			break
		}
		if w.punct == bracketOpen {
			// "the Harbour Ministry (HM) released"
			shut := k + 1
			for shut < end && shut-k < 10 && p.punct(l, shut) != bracketClose {
				shut++
			}
			if p.punct(l, shut) != bracketClose {
				break
			}
			k = shut
			continue
		}
		if w.punct != none && w.punct != other {
			break
		}
		if k > from && p.possesses(l, k) {
			continue
		}
		if k > from && (p.finiteTag(l, k) || w.class&(Verbal|Auxiliary|Clause|That|Subject|Relative|Like|Infinitive) != 0 ||
			p.verbish(l, k) || len(w.entry.verbs) > 0 && !w.upper && p.finiteVerb(l, k) || w.class&Period != 0 || p.adverb(l, k)) {
			break
		}
	}
	if k >= end {
		return extent{}
	}
	for k > from && p.is(l, k-1, Preposition|Conjunction|Determiner) {
		k--
	}
	return p.valid(l, extent{from, k})
}
